//! The bytes of RTF as a run of codes.

/// One code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// `\word12`, with its number.
    Word(&'a str, Option<i32>),
    /// `\~` and other signs.
    Sign(u8),
    /// A byte of text, plain or `\'hh`.
    Byte(u8),
}

/// The codes of these bytes, in order. Whatever the bytes, each step takes one at least.
pub(super) struct Codes<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Codes<'a> {
    type Item = Code<'a>;

    fn next(&mut self) -> Option<Code<'a>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            return Some(match first {
                b'{' => Code::Open,
                b'}' => Code::Close,
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                byte => Code::Byte(*byte),
            });
        }
    }
}

impl<'a> Codes<'a> {
    fn control(&mut self) -> Code<'a> {
        let Some((first, rest)) = self.0.split_first() else { return Code::Sign(b' ') };
        if first.is_ascii_alphabetic() {
            return self.word();
        }
        self.0 = rest;
        match first {
            b'\'' => {
                let two = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                match two.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    Some(byte) => {
                        self.0 = &rest[2..];
                        Code::Byte(byte)
                    }
                    None => Code::Sign(b'\''),
                }
            }
            b'\\' | b'{' | b'}' => Code::Byte(*first),
            b'\r' | b'\n' => Code::Word("par", None),
            sign => Code::Sign(*sign),
        }
    }

    fn word(&mut self) -> Code<'a> {
        let name = self.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, rest) = self.0.split_at(name);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length = if digits > 0 { sign + digits } else { 0 };
        let (number, rest) = rest.split_at(length);
        self.0 = rest.strip_prefix(b" ").unwrap_or(rest);
        let name = std::str::from_utf8(name).unwrap_or("");
        let number =
            std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        if name == "bin" {
            // So many bytes of a picture, which may hold anything.
            let length = number.and_then(|length: i32| usize::try_from(length).ok());
            self.0 = &self.0[length.unwrap_or(0).min(self.0.len())..];
        }
        Code::Word(name, number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        use Code::{Byte, Close, Open, Sign, Word};
        let found: Vec<Code> = Codes(b"{\\rtf1\\u-42 ?\\'e9\\~\\\\\r\n\\par}").collect();
        let expected = [
            Open,
            Word("rtf", Some(1)),
            Word("u", Some(-42)),
            Byte(b'?'),
            Byte(0xE9),
            Sign(b'~'),
            Byte(b'\\'),
            Word("par", None),
            Close,
        ];
        assert_eq!(found, expected);
        let bin: Vec<Code> = Codes(b"\\bin3 {}}a\\bin99999999 b").collect();
        assert_eq!(
            bin,
            [Word("bin", Some(3)), Byte(b'a'), Word("bin", Some(99_999_999))]
        );
        for cut in [&b"\\"[..], b"\\'", b"\\'e", b"\\u", b"\\bin-1 a"] {
            assert!(Codes(cut).count() <= 3);
        }
    }
}
