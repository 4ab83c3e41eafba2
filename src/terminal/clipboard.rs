//! Copying through the terminal: OSC 52, which also works over SSH.
//!
//! Promises: writes, never asks; no more than terminals take. Whether it worked nobody can
//! know, so the notice says "if". Where it can't work, the text goes to a file instead.

/// The most bytes of base64 that terminals take: 100,000 less what some add.
const MOST: usize = 74_994;

/// Says whether a terminal of that environment may take a copy.
///
/// The console and old terminals print it or beep; GNU screen drops it; Apple's terminal too.
/// tmux takes it and hands it on, unless `set-clipboard` is off.
pub(super) fn is_taken(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|it| it == value);
    let has = |name: &str| variable(name).is_some_and(|it| !it.is_empty());
    let term = variable("TERM").unwrap_or_default();
    let is_old = matches!(term.as_str(), "" | "dumb") || term.starts_with("vt");
    let is_in_screen = has("STY") && !has("TMUX");
    !(is_old || term.starts_with("linux") || is_in_screen || is("TERM_PROGRAM", "Apple_Terminal"))
}

/// Returns the sequence that copies `text`; `None` if no terminal would take so much.
pub(super) fn sequence(text: &str) -> Option<Vec<u8>> {
    let encoded = base64(text.as_bytes());
    (encoded.len() <= MOST).then(|| format!("\x1b]52;c;{encoded}\x07").into_bytes())
}

/// Returns bytes in base64 (RFC 4648), padded.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let three = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let six = (three >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(six as usize).copied().map(char::from);
            let letter = letter.filter(|_| place <= chunk.len());
            encoded.push(letter.unwrap_or('='));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_encoded_as_the_standard_has_it() {
        let check = |bytes: &str, expected: &str| assert_eq!(base64(bytes.as_bytes()), expected);
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foob", "Zm9vYg==");
        check("fooba", "Zm9vYmE=");
        check("foobar", "Zm9vYmFy");
        check("Bergström", "QmVyZ3N0csO2bQ==");
    }

    #[test]
    fn no_terminal_gets_more_than_it_takes() {
        let most = MOST / 4 * 3;
        assert!(sequence(&"x".repeat(most)).is_some());
        assert!(sequence(&"x".repeat(most + 1)).is_none());
        assert_eq!(sequence("foo").unwrap(), b"\x1b]52;c;Zm9v\x07");
    }

    #[test]
    fn terminals_that_would_drop_it_are_known() {
        let check = |variables: &[(&str, &str)], expected: bool| {
            let found = is_taken(|name| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            });
            assert_eq!(found, expected, "{variables:?}");
        };
        check(&[("TERM", "xterm-256color")], true);
        check(&[("TERM", "tmux-256color"), ("TMUX", "/tmp/s,1,0")], true);
        check(
            &[("TERM", "screen"), ("TMUX", "/tmp/s,1,0"), ("STY", "1.a")],
            true,
        );
        check(&[("TERM", "screen"), ("STY", "1.a")], false);
        for term in ["", "dumb", "linux", "vt220"] {
            check(&[("TERM", term)], false);
        }
        check(
            &[("TERM", "xterm"), ("TERM_PROGRAM", "Apple_Terminal")],
            false,
        );
    }
}
