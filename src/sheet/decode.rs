//! The bytes of a text as text: UTF-8, what begins with a mark of its encoding, else what Windows
//! writes in the West.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::NoSheet;

/// Returns bytes as text, without the mark at its beginning.
pub(super) fn text(bytes: &[u8]) -> Result<String, NoSheet> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let (text, is_broken) = encoding.decode_without_bom_handling(rest);
        return if is_broken {
            Err(NoSheet::NoText)
        } else {
            Ok(text.into_owned())
        };
    }
    // No table has one, and every picture and archive does.
    if bytes.contains(&0) {
        return Err(NoSheet::NoText);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Ok(WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, NoSheet>) {
        assert_eq!(text(bytes), expected.map(str::to_owned), "{bytes:?}");
    }

    #[test]
    fn every_encoding_that_spreadsheets_write_is_read() {
        check("Bj\u{f6}rn".as_bytes(), Ok("Björn"));
        check(b"\xef\xbb\xbfBj\xc3\xb6rn", Ok("Björn"));
        check(b"Bj\xf6rn \x96 \x80", Ok("Björn – €"));
        check(b"\xff\xfeB\0j\0\xf6\0", Ok("Bjö"));
        check(b"\xfe\xff\0B\0j\0\xf6", Ok("Bjö"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0", Err(NoSheet::NoText));
        check(b"\xff\xfe\0\xd8", Err(NoSheet::NoText));
    }
}
