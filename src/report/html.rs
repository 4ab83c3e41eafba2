//! The board as one page to print for a meeting: the picture, then the table.
//!
//! Promises: self-contained; nothing is loaded and no script runs, which the page itself forbids.

use super::groups::{PLACES, Shown, pressing, rung};
use super::picture::{Picture, escaped, svg};
use crate::layout::Naming;
use crate::model::{Board, Overview, Person};

const HEAD: &str = "\
<meta charset=\"utf-8\"/>
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>
<meta name=\"referrer\" content=\"no-referrer\"/>
<style>
:root{color-scheme:light dark}
body{font:14px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
.wide{overflow-x:auto}
.wide svg{max-width:100%;min-width:36rem;height:auto}
table{border-collapse:collapse;margin:1rem 0 2rem;width:100%}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d1d9e0;vertical-align:top}
tr.group th{padding-top:1.1rem}
thead th{color:#59636e;font-weight:400}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
footer{color:#59636e}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#3d444d}footer,thead th{color:#9198a1}}
@media print{body{font-size:12px;margin:0;max-width:none;color:#000;background:#fff}th,td{padding:.15rem .5rem}tr.group th{padding-top:.6rem}.wide{overflow:visible}.wide svg{min-width:0}tr{break-inside:avoid}tr.group{break-after:avoid}thead th{color:#000}}
@media screen and (max-width:40rem){body{font-size:13px;margin-top:1rem;padding:0 .5rem}th,td{padding:.25rem .3rem}th{vertical-align:bottom}th.number{writing-mode:sideways-lr;text-align:left}}
</style>
";

/// Returns what is shown as a page.
pub fn html(shown: &Shown<'_>, overview: &Overview) -> String {
    let title = escaped(shown.title);
    let picture = svg(shown, Picture::Rows);
    let tables = match shown.naming {
        Naming::Departments if shown.groups.is_empty() => String::new(),
        Naming::Departments => counts(shown),
        Naming::Names => names(shown, overview),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n{HEAD}<title>{title}</title>\n</head>\n<body>\n\
         <div class=\"wide\">\n{picture}</div>\n{tables}\
         <footer>Positions on one matter, not on persons. For preparation; not for appraisal or \
         selection.</footer>\n</body>\n</html>\n"
    )
}

fn counts(shown: &Shown<'_>) -> String {
    let head = PLACES.map(|stance| cell("th", &[" class=\"number\""], rung(stance)));
    let rows = shown.groups.iter().map(|group| {
        let count = |count: usize| cell("td", &[" class=\"number\""], &count.to_string());
        let at = PLACES.map(|stance| count(group.at(stance)));
        let (name, people) = (cell("td", &[], group.name), count(group.people.len()));
        format!("<tr>{name}{people}{}</tr>\n", at.concat())
    });
    let rows: String = rows.collect();
    format!(
        "<div class=\"wide\">\n<table>\n<tr><th>Department</th><th class=\"number\">People</th>{}</tr>\n\
         {rows}</table>\n</div>\n",
        head.concat()
    )
}

/// Returns one table, so that the columns of all departments stand below each other.
fn names(shown: &Shown<'_>, overview: &Overview) -> String {
    let groups = shown.groups.iter().map(|group| {
        let name = cell("th", &[" colspan=\"7\"", " scope=\"rowgroup\""], group.name);
        let people = group.people.iter();
        let rows: String = people
            .map(|person| row(person, (shown.board, overview)))
            .collect();
        format!("<tbody>\n<tr class=\"group\">{name}</tr>\n{rows}</tbody>\n")
    });
    let groups: String = groups.collect();
    format!(
        "<div class=\"wide\">\n<table>\n<thead>\n<tr><th>Name</th><th>Title</th><th>Today</th>\
         <th>Target</th><th class=\"number\">Power</th><th class=\"number\">Interest</th><th></th></tr>\n\
         </thead>\n{groups}</table>\n</div>\n"
    )
}

fn row(person: &Person, (board, overview): (&Board, &Overview)) -> String {
    let number = |level: u8| cell("td", &[" class=\"number\""], &level.to_string());
    let cells = [
        cell("td", &[], &person.name),
        cell("td", &[], &person.title),
        cell("td", &[], rung(person.stance)),
        cell("td", &[], rung(person.target())),
        number(person.power),
        number(person.interest),
        cell("td", &[], pressing(board, overview, person)),
    ];
    format!("<tr>{}</tr>\n", cells.concat())
}

fn cell(tag: &str, attributes: &[&str], text: &str) -> String {
    format!("<{tag}{}>{}</{tag}>", attributes.concat(), escaped(text))
}
