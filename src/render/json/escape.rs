//! One JSON value a line, in ASCII wherever a raw character could harm: what a terminal
//! obeys, and the line breaks that JSON lets through but line readers do not.

use super::super::safe;
use serde::Serialize;
use serde_json::{Serializer, ser::Formatter};
use std::io::{self, Write};

/// `value` on one line.
pub(super) fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escape))?;
    writeln!(out)
}

struct Escape;

impl Formatter for Escape {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut done = 0;
        for (at, found) in fragment.match_indices(is_escaped) {
            writer.write_all(&fragment.as_bytes()[done..at])?;
            for unit in found.encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
            done = at + found.len();
        }
        writer.write_all(&fragment.as_bytes()[done..])
    }
}

fn is_escaped(c: char) -> bool {
    safe::is_unsafe(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn write(text: &str) -> String {
        let mut out = Vec::new();
        line(&text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(write("été \u{1b}[0m"), "\"été \\u001b[0m\"\n");
        assert_eq!(
            write("\u{7f}\u{9b}\u{202e}\u{2066}\u{2028}"),
            "\"\\u007f\\u009b\\u202e\\u2066\\u2028\"\n"
        );
    }

    proptest! {
        #[test]
        fn read_back_as_written(text in any::<String>()) {
            let written = write(&text);
            prop_assert_eq!(written.trim_end().chars().filter(|c| is_escaped(*c)).count(), 0);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
