//! The board that teaches names keys: the usual ones in its file, a person's own on the screen.
//!
//! Promises: where nobody gave a command other keys, every word is as it is in the file; only
//! keys in backticks, and titles like "press m, s", ever change. Leaves which steps there are
//! to `lessons`.

use std::borrow::Cow;

use super::keymap::Keymap;

/// Usual keys with the command they run in a step; the first one is in the step's title.
type Taught = &'static [(&'static str, &'static str)];

/// Returns what the step with this id teaches.
fn taught(step: &str) -> Taught {
    match step {
        "down" => &[("j", "next person"), ("k", "previous person")],
        "page" => &[
            ("Enter", "open"),
            ("j", "line down"),
            ("k", "line up"),
            ("Esc", "back"),
        ],
        "leap" => &[
            ("}", "next department"),
            ("{", "previous department"),
            ("G", "last"),
            ("g", "first"),
        ],
        "up" => &[(">", "raise")],
        "below" => &[("<", "lower")],
        "straight" => &[
            ("m s", "to supporter"),
            ("m b", "to blocker"),
            ("m k", "to skeptic"),
            ("m n", "to neutral"),
            ("m c", "to champion"),
            ("m l", "to lobbyist"),
            ("m ?", "to not met"),
        ],
        "again" => &[("u", "undo"), ("Ctrl-R", "redo")],
        "talk" => &[("t", "talked"), ("Enter", "do")],
        "vow" => &[("f", "favour"), ("Enter", "do")],
        "proof" => &[("p", "proof"), ("Enter", "do")],
        "against" => &[("o", "objection"), ("Enter", "do")],
        "friend" => &[("a", "add"), ("Enter", "do"), ("Esc", "end")],
        "ear" => &[("i", "influence"), ("Enter", "do")],
        "change" => &[("c", "change"), ("Enter", "do"), ("Tab", "complete")],
        "gone" => &[
            ("d r", "remove"),
            ("Enter", "confirm"),
            ("Esc", "keep"),
            ("u", "undo"),
        ],
        "where" => &[
            ("/", "filter"),
            ("Enter", "keep filter"),
            ("Esc", "clear filter"),
        ],
        "name" => &[(":", "palette"), ("Enter", "do")],
        "keys" => &[("?", "help"), ("Esc", "close help")],
        "lanes" => &[("v", "layout")],
        "out" => &[("q", "quit")],
        _ => &[],
    }
}

/// Returns what a step says with the keys of `keymap` instead of the usual ones.
pub(super) fn with_own_keys<'a>(keymap: &Keymap, step: &str, said: &'a str) -> Cow<'a, str> {
    let mut own: Vec<(&str, String)> = Vec::new();
    for (nth, (usual, command)) in taught(step).iter().enumerate() {
        let Some(keys) = keymap.instead_of(usual, command) else {
            continue;
        };
        if nth == 0 && said == pressed(usual) {
            return Cow::Owned(pressed(&keys));
        }
        own.extend(one_by_one(usual, &keys));
    }
    if own.is_empty() {
        return Cow::Borrowed(said);
    }
    // All at once: keys that changed places would otherwise change back.
    let words = said.split('`').enumerate().map(|(nth, word)| {
        let is_key = nth % 2 == 1;
        let own = own.iter().find(|(usual, _)| is_key && *usual == word);
        own.map_or(word, |(_, own)| own.as_str())
    });
    Cow::Owned(words.collect::<Vec<_>>().join("`"))
}

/// Returns keys as a title says them: "press m, s".
fn pressed(keys: &str) -> String {
    format!("press {}", keys.replace(' ', ", "))
}

/// Pairs usual keys with a person's own, each with its own where there are as many; else the
/// last one with all.
fn one_by_one<'a>(usual: &'a str, own: &str) -> Vec<(&'a str, String)> {
    let is_as_long = usual.split(' ').count() == own.split(' ').count();
    if !is_as_long || own.starts_with(':') {
        let last = usual.rsplit(' ').next();
        return last
            .map(|last| (last, own.to_owned()))
            .into_iter()
            .collect();
    }
    let pairs = usual.split(' ').zip(own.split(' '));
    pairs.map(|(usual, own)| (usual, own.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Config;

    fn check(config: &str, step: &str, said: &str, expected: &str) {
        let (config, problems) = Config::read(format!("(keys: {{{config}}})").as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        let (keymap, _) = Keymap::with(&config.rebindings);
        assert_eq!(with_own_keys(&keymap, step, said), expected);
    }

    #[test]
    fn without_keys_of_ones_own_nothing_changes() {
        check("", "down", "`j` and `k`", "`j` and `k`");
        check(r#""raise": ["+"]"#, "down", "`j` and `k`", "`j` and `k`");
        check(r#""talked": ["T", "t"]"#, "talk", "press t", "press t");
    }

    #[test]
    fn ones_own_keys_are_named_in_titles_and_in_backticks() {
        check(r#""talked": ["T"]"#, "talk", "press t", "press T");
        let said = "`t` opens it; tea too; `Enter`";
        check(
            r#""talked": ["T"]"#,
            "talk",
            said,
            "`T` opens it; tea too; `Enter`",
        );
        check(r#""talked": []"#, "talk", "press t", "press :talked");
    }

    #[test]
    fn keys_that_changed_places_are_not_mixed_up() {
        let config = r#""next person": ["k"], "previous person": ["j"]"#;
        check(config, "down", "`j` down, `k` up", "`k` down, `j` up");
    }

    #[test]
    fn of_two_keys_the_one_that_is_other_changes() {
        let said = "`m` and a letter: `s` supporter, `k` skeptic";
        let config = r#""to supporter": ["m a"]"#;
        let expected = "`m` and a letter: `a` supporter, `k` skeptic";
        check(config, "straight", said, expected);
        check(config, "straight", "press m, s", "press m, a");
        let config = r#""to supporter": ["S"]"#;
        let expected = "`m` and a letter: `S` supporter, `k` skeptic";
        check(config, "straight", said, expected);
    }

    #[test]
    fn a_key_that_was_given_to_another_command_is_not_taught() {
        let config = r#""sort": ["t"]"#;
        check(config, "talk", "press t", "press :talked");
    }
}
