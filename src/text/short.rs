//! Names shortened as people shorten them: `Dana O.`, then `D. Ortiz`, then `Dana…`.
//!
//! Promises: a shortened name fits its cells, and two different names of those given
//! never become the same text while there is room to tell them apart.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::width::{beginning, cut, width};

/// Returns each of `names` in at most `cells`, whole where it fits.
///
/// The same name given twice comes back the same: nothing in it could tell them apart.
pub fn shorten(names: &[&str], cells: usize, ellipsis: &str) -> Vec<String> {
    let fits = |name: &str| width(name) <= cells;
    if names.iter().all(|name| fits(name)) {
        return names.iter().map(|name| (*name).to_owned()).collect();
    }
    let distinct: HashSet<&str> = names.iter().copied().collect();
    let long = distinct.iter().copied().filter(|name| !fits(name));
    let forms: HashMap<&str, Vec<String>> = long
        .map(|name| (name, forms(name, cells, ellipsis)))
        .collect();
    let mut claims: HashMap<&str, usize> = HashMap::new();
    for form in forms.values().flatten() {
        *claims.entry(form).or_default() += 1;
    }
    let mut taken: HashSet<String> = distinct.iter().map(|name| (*name).to_owned()).collect();
    let mut chosen: HashMap<&str, String> = HashMap::new();
    for name in names.iter().copied().filter(|name| !fits(name)) {
        if chosen.contains_key(name) {
            continue;
        }
        let own = forms.get(name).into_iter().flatten();
        let mut own = own.filter(|form| claims.get(form.as_str()) == Some(&1));
        let form = own.find(|form| !taken.contains(*form)).cloned();
        let form = form.unwrap_or_else(|| numbered(name, cells, ellipsis, &taken));
        taken.insert(form.clone());
        chosen.insert(name, form);
    }
    let short = |name: &&str| {
        chosen
            .get(name)
            .map_or_else(|| (*name).to_owned(), Clone::clone)
    };
    names.iter().map(short).collect()
}

/// Returns the ways to shorten a name that fit, the most natural first, none twice.
fn forms(name: &str, cells: usize, ellipsis: &str) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    let mut offer = |form: String| {
        if width(&form) <= cells && !forms.contains(&form) {
            forms.push(form);
        }
    };
    if let Some((first, last)) = first_and_last(name) {
        let mut beginning = String::new();
        for letter in last.graphemes(true) {
            beginning.push_str(letter);
            if beginning.len() < last.len() {
                offer(format!("{first} {beginning}."));
            }
        }
        offer(format!("{first} {last}"));
        if let Some(initial) = first.graphemes(true).next() {
            offer(format!("{initial}. {last}"));
        }
    }
    offer(cut(name, cells, ellipsis).into_owned());
    let tail = name.graphemes(true).next_back().unwrap_or_default();
    if let Some(room) = cells.checked_sub(width(ellipsis) + width(tail)) {
        offer(format!(
            "{}{ellipsis}{tail}",
            beginning(name, room).trim_end()
        ));
    }
    forms
}

/// Returns the words a person is called by, without `Dr.`, `Jr.` and `(Berlin)`; nothing of
/// `Account executives` and `Region 12`, whose last word is no surname.
fn first_and_last(name: &str) -> Option<(&str, &str)> {
    let is_called = |word: &&str| !word.ends_with('.') && !word.starts_with('(');
    let mut words = name.split_whitespace().filter(is_called);
    let (first, last) = (words.next()?, words.next_back()?);
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let is_surname = !last.starts_with(char::is_numeric) && (is_small(first) || !is_small(last));
    is_surname.then_some((first, last))
}

/// Returns a cut name with the first number that makes it differ from all `taken`, as
/// far as the cells allow.
fn numbered(name: &str, cells: usize, ellipsis: &str, taken: &HashSet<String>) -> String {
    let numbered = |number: usize| {
        let mark = format!("{ellipsis}{number}");
        let room = cells.checked_sub(width(&mark))?;
        Some(format!("{}{mark}", beginning(name, room).trim_end()))
    };
    let mut forms = (2..=taken.len() + 2).map_while(numbered);
    forms
        .find(|form| !taken.contains(form))
        .unwrap_or_else(|| cut(name, cells, ellipsis).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(names: &[&str], cells: usize, expected: &[&str]) {
        assert_eq!(shorten(names, cells, "…"), expected, "{names:?} in {cells}");
    }

    #[test]
    fn a_name_that_fits_stays_whole() {
        check(&["Dana Ortiz", "Mei Tan"], 10, &["Dana Ortiz", "Mei Tan"]);
    }

    #[test]
    fn a_long_name_keeps_the_first_name_and_an_initial() {
        check(&["Dana Ortiz", "Mei Tan"], 8, &["Dana O.", "Mei Tan"]);
        check(&["Dr. Ruth Mary Adeyemi (Berlin)"], 12, &["Ruth A."]);
    }

    #[test]
    fn namesakes_keep_as_much_as_tells_them_apart() {
        check(&["Dana Ortiz", "Dana Olsen"], 9, &["Dana Or.", "Dana Ol."]);
        check(&["Dana Ortiz", "Dana O."], 9, &["Dana Or.", "Dana O."]);
    }

    #[test]
    fn a_long_first_name_gives_way_to_its_initial() {
        check(&["Maximiliana Roth"], 8, &["M. Roth"]);
        check(&["Wolfeschlegelstein"], 8, &["Wolfesc…"]);
        check(
            &["Wolfeschlegelstein", "Wolfeschlegelbach"],
            8,
            &["Wolfes…n", "Wolfes…h"],
        );
    }

    #[test]
    fn what_is_no_surname_gets_no_initial() {
        check(&["Account executives"], 12, &["Account exe…"]);
        check(&["dana ortiz"], 8, &["dana o."]);
        check(&["Region 112"], 8, &["Region…"]);
        check(
            &["Ola Zielinski 112", "Ola Zielinski 113"],
            12,
            &["Ola Zielin…2", "Ola Zielin…3"],
        );
    }

    #[test]
    fn what_nothing_tells_apart_is_numbered() {
        check(
            &["aaaaaaaa1x", "aaaaaaaa2x", "aaaaaaaa3x"],
            5,
            &["aaa…2", "aaa…3", "aaa…4"],
        );
    }

    proptest! {
        #[test]
        fn short_names_fit_and_differ_where_the_names_differ(
            names in prop::collection::vec("[AB][ab]{0,6}( [AB][ab]{0,8}){0,2}", 1..12),
            cells in 5_usize..12,
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let short = shorten(&names, cells, "…");
            for (a, form) in short.iter().enumerate() {
                prop_assert!(width(form) <= cells);
                for b in 0..a {
                    prop_assert_eq!(names[a] == names[b], form == &short[b]);
                }
            }
        }
    }
}
