//! The board as one page to print for a meeting: the picture, then the table.
//!
//! Promises: self-contained; nothing is loaded and no script runs, which the page itself forbids.

use super::groups::{Group, PLACES, Shown, pressing, rung};
use super::svg::{escaped, svg};
use crate::layout::Naming;
use crate::model::{Board, Overview};

const HEAD: &str = "\
<meta charset=\"utf-8\"/>
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>
<meta name=\"referrer\" content=\"no-referrer\"/>
<style>
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
.wide{overflow-x:auto}
.wide svg{max-width:100%;min-width:36rem;height:auto}
table{border-collapse:collapse;margin:1rem 0 2rem;width:100%}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d1d9e0;vertical-align:top}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
footer{color:#59636e}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#3d444d}footer{color:#9198a1}}
@media print{body{margin:0;max-width:none;color:#000;background:#fff}.wide{overflow:visible}.wide svg{min-width:0}tr,h2{break-inside:avoid}h2{break-after:avoid}}
</style>
";

/// Returns what is shown as a page.
pub fn html(shown: &Shown<'_>, overview: &Overview) -> String {
    let title = escaped(shown.title);
    let picture = svg(shown);
    let tables = match shown.naming {
        Naming::Departments if shown.groups.is_empty() => String::new(),
        Naming::Departments => counts(shown),
        Naming::Names => {
            let tables = shown
                .groups
                .iter()
                .map(|group| names(group, (shown.board, overview)));
            tables.collect()
        }
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

fn names(group: &Group<'_>, (board, overview): (&Board, &Overview)) -> String {
    let rows = group.people.iter().map(|person| {
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
    });
    let rows: String = rows.collect();
    format!(
        "<h2>{}</h2>\n<div class=\"wide\">\n<table>\n<tr><th>Name</th><th>Title</th><th>Today</th>\
         <th>Target</th><th class=\"number\">Power</th><th class=\"number\">Interest</th><th></th></tr>\n\
         {rows}</table>\n</div>\n",
        escaped(group.name)
    )
}

fn cell(tag: &str, attributes: &[&str], text: &str) -> String {
    format!("<{tag}{}>{}</{tag}>", attributes.concat(), escaped(text))
}
