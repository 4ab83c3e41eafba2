//! What `ron` accepts, the span tree accepts: over texts made, laid out and mutated.

use onside::document::tokens::Tokens;
use onside::document::tree::Tree;
use onside::document::{Document, read};
use onside::model::Board;
use proptest::prelude::*;
use ron::value::RawValue;

use crate::layout::{Style, write};
use crate::random::Random;
use crate::{boards, fuzz_edit_text};

fn check(text: &str) {
    let tokens: Vec<_> = Tokens::new(text).collect();
    if tokens.iter().all(Result::is_ok) {
        let spans = tokens.iter().flatten().map(|token| token.span.of(text));
        assert_eq!(spans.collect::<String>(), text, "tokens tile the text");
    }
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_value = read::options().from_str::<Box<RawValue>>(plain).is_ok();
    let is_board = read::options().from_str::<Board>(plain).is_ok();
    let tree = Tree::parse(text);
    if is_value || is_board {
        assert!(tree.is_ok(), "{tree:?}\n{text}");
    }
    if let Ok(document) = Document::load(text.as_bytes()) {
        assert!(is_board, "what loads is a board to ron as well\n{text}");
        assert_eq!(document.text(), text);
    }
}

/// Pieces that RON texts are made of, and some that they are not.
const PIECES: [&str; 58] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{2028}",
    "\u{85}",
    "\u{200e}",
    "// c\n",
    "// c",
    "/* c */",
    "/* /* */",
    "/**/",
    "a",
    "r#type",
    "r#a-b",
    "Some(1)",
    "None",
    "true",
    "1",
    "-1.5e3",
    "0x_F",
    "1u8",
    "1..2",
    "..",
    "1..=b'x'",
    "b'a'..",
    "inf",
    "-NaNf32",
    "+inf",
    ".5",
    "5.",
    "'x'",
    "'''",
    "'\\''",
    "'\\u{41}'",
    "\"\"",
    "\"a\\\"b\"",
    "\"\\\n  x\"",
    "r\"\\\"",
    "r#\"\"\"#",
    "b\"\\xff\"",
    "br##\"#\"##",
    "()",
    "Person",
    "a:1",
    "\"k\":1",
    "#![type=\"x\"]",
    "#![enable(implicit_some)]",
    "\u{feff}",
    "é",
];

fn shuffled(random: &mut Random) -> String {
    (0..random.below(14))
        .map(|_| random.pick(&PIECES))
        .collect()
}

/// A text that is right, but for what is between its tokens.
fn nested(random: &mut Random, depth: usize) -> String {
    let blank =
        |random: &mut Random| random.pick(&["", " ", "\n", "/* ) */", "// ]\n", "\u{2029}"]);
    let count = random.below(4);
    let mut inside = String::new();
    let shape = if depth == 0 { 4 } else { random.below(6) };
    for at in 0..count {
        if at > 0 {
            inside.push(',');
        }
        inside.push_str(blank(random));
        match shape {
            0 => inside.push_str(&format!("f{at}{}:", blank(random))),
            1 => inside.push_str(&format!("{}{}:", nested(random, depth - 1), blank(random))),
            _ => {}
        }
        inside.push_str(blank(random));
        if shape < 4 {
            inside.push_str(&nested(random, depth - 1));
        }
        inside.push_str(blank(random));
    }
    if count > 0 && random.one_in(2) {
        inside.push(',');
    }
    match shape {
        0 => format!(
            "{}({inside})",
            random.pick(&["", "Name", "Name ", "r#x/**/"])
        ),
        1 => format!("{{{inside}}}"),
        2 => format!("[{inside}]"),
        3 => format!("({inside})"),
        _ => random.pick(&PIECES[20..52]).to_owned(),
    }
}

fn mutated(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        if places.is_empty() {
            break;
        }
        let start = random.pick(&places);
        let end = text.len().min(start + random.below(4));
        if !text.is_char_boundary(end) {
            continue;
        }
        let piece = random.pick(&PIECES);
        text.replace_range(start..end, if random.one_in(3) { "" } else { piece });
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_ron_accepts_has_a_tree(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        for _ in 0..20 {
            check(&shuffled(&mut random));
            let text = nested(&mut random, 4);
            check(&text);
            check(&mutated(&text, &mut random));
        }
    }

    #[test]
    fn what_ron_accepts_of_spoilt_boards_has_a_tree(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let board = boards::board(&mut random);
        let style = Style::random(&mut random);
        let text = write(&board, &style, &mut random);
        check(&text);
        for _ in 0..8 {
            check(&mutated(&text, &mut random));
        }
    }

    #[test]
    fn any_text_is_loaded_or_refused_without_a_panic(text in "\\PC{0,60}", seed in any::<u64>()) {
        check(&text);
        let mut random = Random::new(seed);
        let board = boards::board(&mut random);
        let style = Style::random(&mut random);
        let laid_out = write(&board, &style, &mut random);
        let spoilt = mutated(&laid_out, &mut random);
        fuzz_edit_text::run(&[&seed.to_le_bytes()[..], spoilt.as_bytes()].concat());
        fuzz_edit_text::run(&[&seed.to_le_bytes()[..], laid_out.as_bytes()].concat());
        fuzz_edit_text::run(text.as_bytes());
    }
}
