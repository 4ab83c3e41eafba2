//! Bytes at points in time, and the keys and pastes they are.
//!
//! The times are made up: nothing here waits.

use super::*;

/// How long a lone Esc is held on a machine of one's own, and over SSH.
const HERE: Duration = Duration::from_millis(25);
const OVER_SSH: Duration = Duration::from_millis(100);

/// Feeds bytes at milliseconds and spells out what came, with Esc let go when its time comes.
fn spell(wait: Duration, reads: &[(u64, &str)]) -> String {
    let start = Instant::now();
    let mut decoder = Decoder::new(wait);
    let mut inputs = Vec::new();
    for (milliseconds, bytes) in reads {
        let now = start + Duration::from_millis(*milliseconds);
        if let Some(deadline) = decoder.deadline().filter(|deadline| *deadline <= now) {
            inputs.extend(decoder.expire(deadline));
        }
        inputs.extend(decoder.read(bytes.as_bytes(), now));
    }
    if let Some(deadline) = decoder.deadline() {
        inputs.extend(decoder.expire(deadline));
        assert_eq!(decoder.deadline(), None, "Esc acts once");
    }
    let words = inputs.into_iter().map(|input| match input {
        Input::Key(key) => key.to_string(),
        Input::Paste(text) => format!("paste {text:?}"),
        Input::Cut => "cut".to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn check(reads: &[(u64, &str)], expected: &str) {
    assert_eq!(spell(HERE, reads), expected, "{reads:?}");
}

const SEQUENCES: [(&str, &str); 46] = [
    ("\x1b[A", "↑"),
    ("\x1b[B", "↓"),
    ("\x1b[C", "→"),
    ("\x1b[D", "←"),
    ("\x1bOA", "↑"),
    ("\x1bOD", "←"),
    ("\x1b[1;2A", "↑"),
    ("\x1b[1;5C", "Ctrl-→"),
    ("\x1b[1;3D", "Alt-←"),
    ("\x1b[a", "↑"),
    ("\x1bOa", "Ctrl-↑"),
    ("\x1b[H", "Home"),
    ("\x1bOH", "Home"),
    ("\x1b[1~", "Home"),
    ("\x1b[7~", "Home"),
    ("\x1b[F", "End"),
    ("\x1bOF", "End"),
    ("\x1b[4~", "End"),
    ("\x1b[8~", "End"),
    ("\x1b[2~", "Ins"),
    ("\x1b[3~", "Del"),
    ("\x1b[3;5~", "Ctrl-Del"),
    ("\x1b[3$", "Del"),
    ("\x1b[3^", "Ctrl-Del"),
    ("\x1b[5~", "PgUp"),
    ("\x1b[6~", "PgDn"),
    ("\x1b[Z", "S-Tab"),
    ("\x1bOP", "F1"),
    ("\x1b[11~", "F1"),
    ("\x1b[[A", "F1"),
    ("\x1b[[E", "F5"),
    ("\x1b[15~", "F5"),
    ("\x1b[17~", "F6"),
    ("\x1b[24~", "F12"),
    ("\x1b[1;5S", "Ctrl-F4"),
    ("\x1bOM", "Enter"),
    ("\x1b[27u", "Esc"),
    ("\x1b[97;5u", "Ctrl-A"),
    ("\x1b[97;2u", "A"),
    ("\x1b[97;1:3u", ""),
    ("\x1b[27;5;106~", "Ctrl-J"),
    ("\x1b[9;2u", "S-Tab"),
    ("\x1b[?1;2c", ""),
    ("\x1b[I", ""),
    ("\x1b[24;80r", ""),
    ("\x1b[?2026;2$y", ""),
];

#[test]
fn every_sequence_is_its_key_and_an_unknown_one_is_nothing() {
    for (bytes, expected) in SEQUENCES {
        check(&[(0, bytes)], expected);
    }
}

#[test]
fn a_sequence_in_one_read_leaves_what_follows_alone() {
    for (bytes, expected) in SEQUENCES {
        let followed = format!("{bytes}j");
        check(&[(0, &followed)], format!("{expected} j").trim());
    }
}

#[test]
fn a_sequence_torn_anywhere_is_still_its_key() {
    for (bytes, expected) in SEQUENCES {
        for cut in 1..bytes.len() {
            let (first, rest) = bytes.split_at(cut);
            check(&[(0, first), (20, rest)], expected);
        }
    }
}

#[test]
fn a_sequence_torn_late_adds_an_esc_at_most() {
    for (bytes, expected) in SEQUENCES {
        for cut in 1..bytes.len() {
            let (first, rest) = bytes.split_at(cut);
            let esc = if cut == 1 { "Esc " } else { "" };
            check(
                &[(0, first), (450, rest)],
                format!("{esc}{expected}").trim(),
            );
        }
    }
}

#[test]
fn a_sequence_torn_byte_by_byte_is_still_its_key() {
    for (bytes, expected) in SEQUENCES {
        let reads: Vec<(u64, &str)> = (0..bytes.len())
            .map(|at| (at as u64 * 24, &bytes[at..=at]))
            .collect();
        check(&reads, expected);
    }
}

#[test]
fn a_lone_esc_waits_longer_over_ssh() {
    let reads = [(0, "\x1b"), (60, "[A")];
    assert_eq!(spell(HERE, &reads), "Esc ↑");
    assert_eq!(spell(OVER_SSH, &reads), "↑");
}

#[test]
fn esc_is_a_key_of_its_own() {
    check(&[(0, "\x1b")], "Esc");
    check(&[(0, "\x1b"), (10, "x")], "Esc x");
    check(&[(0, "\x1b"), (100, "x")], "Esc x");
    check(&[(0, "\x1b"), (10, "\x1b"), (20, "\x1b")], "Esc Esc Esc");
    check(&[(0, "\x1b\x1b")], "Esc Esc");
    check(&[(0, "\x1b\x1b[A")], "Esc ↑");
    check(&[(0, "\x1b"), (5, "é")], "Esc é");
}

#[test]
fn esc_with_a_key_in_one_read_is_both() {
    for (bytes, expected) in [
        ("\x1bx", "Esc x"),
        ("\x1bj", "Esc j"),
        ("\x1bq", "Esc q"),
        ("\x1b:q\r", "Esc : q Enter"),
        ("\x1b\r", "Esc Enter"),
        ("\x1b\t", "Esc Tab"),
        ("\x1b ", "Esc Space"),
        ("\x1b\x7f", "Esc Backspace"),
        ("\x1b\x03", "Esc Ctrl-C"),
        ("\x1b\x1bj", "Esc Esc j"),
        ("\x1b1\x1b2", "Esc 1 Esc 2"),
        ("\x1bé", "Esc é"),
        ("x\x1bk", "x Esc k"),
        ("\x1bj\x1b[A", "Esc j ↑"),
    ] {
        check(&[(0, bytes)], expected);
    }
}

#[test]
fn a_held_alt_key_of_a_sequence_stays_that_key() {
    check(&[(0, "\x1b[1;3A")], "Alt-↑");
    check(&[(0, "\x1b[27;3;106~")], "Alt-j");
}

#[test]
fn a_bracket_long_after_esc_is_a_bracket() {
    check(&[(0, "\x1b"), (501, "[A")], "Esc [ A");
    check(&[(0, "\x1b"), (600, "O")], "Esc O");
}

#[test]
fn half_a_sequence_is_dropped_when_it_does_not_go_on() {
    check(&[(0, "\x1b["), (600, "A")], "A");
    check(&[(0, "\x1b[1;"), (100, "5"), (700, "q")], "q");
}

#[test]
fn a_control_inside_a_sequence_is_typed() {
    check(&[(0, "\x1b[1\x03")], "Ctrl-C");
    check(&[(0, "\x1b[1\x1b[A")], "↑");
}

#[test]
fn control_bytes_are_the_keys_people_mean() {
    for (bytes, expected) in [
        ("\x7f", "Backspace"),
        ("\x08", "Backspace"),
        ("\r", "Enter"),
        ("\n", "Enter"),
        ("\t", "Tab"),
        ("\0", "Ctrl-Space"),
        ("\x01", "Ctrl-A"),
        ("\x12", "Ctrl-R"),
        ("\x1a", "Ctrl-Z"),
        ("\x1c", "Ctrl-\\"),
        ("\x1f", "Ctrl-_"),
        (" ", "Space"),
        ("H", "H"),
    ] {
        check(&[(0, bytes)], expected);
    }
}

#[test]
fn characters_are_whole_however_they_arrive() {
    check(&[(0, "äö中👍")], "ä ö 中 👍");
    let start = Instant::now();
    let mut decoder = Decoder::new(HERE);
    let mut keys = Vec::new();
    for byte in "ä中👍".bytes() {
        keys.extend(decoder.read(&[byte], start));
    }
    assert_eq!(
        keys,
        ['ä', '中', '👍'].map(|char| Input::Key(Key::char(char)))
    );
}

#[test]
fn what_is_not_utf8_is_nothing() {
    for bytes in [
        b"\xffa".as_slice(),
        b"\xc3a",
        b"\x9b\xc2\x9ba",
        b"\xed\xa0\x80a",
        b"\xc0\xafa",
    ] {
        let inputs = Decoder::new(HERE).read(bytes, Instant::now());
        assert_eq!(inputs, [Input::Key(Key::char('a'))], "{bytes:x?}");
    }
}

#[test]
fn a_paste_is_one_message_wherever_it_is_torn() {
    let bytes = "\x1b[200~dd\rq \x1b[20 ö\r\nx\x1b[201~j";
    check(&[(0, bytes)], r#"paste "dd\nq \u{1b}[20 ö\nx" j"#);
    for cut in (1..bytes.len()).filter(|cut| bytes.is_char_boundary(*cut)) {
        let (first, rest) = bytes.split_at(cut);
        check(
            &[(0, first), (20, rest)],
            r#"paste "dd\nq \u{1b}[20 ö\nx" j"#,
        );
    }
}

#[test]
fn a_paste_without_end_ends_by_itself() {
    check(
        &[(0, "\x1b[200~abc"), (1_900, "def"), (4_000, "j")],
        r#"paste "abcdef" j"#,
    );
}

#[test]
fn a_paste_is_cut_at_its_limit() {
    let long = "ä".repeat(PASTE_LIMIT);
    let inputs = Decoder::new(HERE).read(
        format!("\x1b[200~x{long}\x1b[201~j").as_bytes(),
        Instant::now(),
    );
    let [Input::Cut, Input::Paste(text), Input::Key(_)] = inputs.as_slice() else {
        panic!("{} inputs", inputs.len());
    };
    assert_eq!(text.len(), PASTE_LIMIT - 1);
    assert!(text.ends_with('ä'));
}

#[test]
fn a_flood_of_keys_is_a_paste() {
    let text = "The quick brown fox\rjumps";
    check(&[(0, text)], r#"paste "The quick brown fox\njumps""#);
    check(
        &[(0, text), (50, "dd"), (60, "q\r")],
        r#"paste "The quick brown fox\njumps" paste "dd" paste "q\n""#,
    );
    check(
        &[(0, text), (200, "dd")],
        r#"paste "The quick brown fox\njumps" d d"#,
    );
}

#[test]
fn repeats_and_a_few_keys_are_typed() {
    check(&[(0, &"j".repeat(40))], ["j"; 40].join(" ").as_str());
    check(&[(0, &"\x1b[B".repeat(40))], ["↓"; 40].join(" ").as_str());
    check(
        &[(0, "abcdefghijklmnopqrst")],
        "a b c d e f g h i j k l m n o p q r s t",
    );
}
