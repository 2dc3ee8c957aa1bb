//! Numbers of JSON that a program would not keep as they are written: an id of thirty
//! digits, which is rounded, `1.10`, which becomes 1.1. They are made texts before the
//! JSON is read, so that two ids stay two.

use memchr::memchr2;
use serde_json::Number;
use std::borrow::Cow;

/// Digits of a whole number that is kept for sure.
const SURE: usize = 18;

/// The same JSON with such numbers between quotes.
pub(super) fn quoted(json: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(byte) = json.get(at) {
        let start = at;
        match byte {
            b'"' => at = past_text(json, at + 1),
            b'-' | b'0'..=b'9' => {
                let is_part =
                    |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                at += json[at..].iter().take_while(|byte| is_part(byte)).count();
                if is_changed(&json[start..at]) {
                    out.extend_from_slice(&json[kept..start]);
                    out.push(b'"');
                    out.extend_from_slice(&json[start..at]);
                    out.push(b'"');
                    kept = at;
                }
            }
            _ => at += 1,
        }
    }
    if kept == 0 {
        return Cow::Borrowed(json);
    }
    out.extend_from_slice(&json[kept..]);
    Cow::Owned(out)
}

/// Where a text that begins here has ended.
fn past_text(json: &[u8], mut at: usize) -> usize {
    while let Some(found) = json.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        if json[at - 1] == b'"' {
            return at;
        }
        at += 1; // what the backslash stands before
    }
    json.len()
}

/// Whether a number would be written otherwise once read. What is no number is left for
/// whoever reads the JSON to say.
fn is_changed(number: &[u8]) -> bool {
    let is_whole = number.iter().all(u8::is_ascii_digit);
    if is_whole && number.len() <= SURE && number[0] != b'0' {
        return false;
    }
    let written = std::str::from_utf8(number).unwrap_or("");
    let read = serde_json::from_str::<Number>(written);
    read.is_ok_and(|read| read.to_string() != written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[track_caller]
    fn case(json: &str, expected: &str) {
        assert_eq!(quoted(json.as_bytes()), expected.as_bytes(), "{json}");
    }

    #[test]
    fn numbers_that_would_change() {
        let long = "123456789012345678901234567890";
        case(&format!(r#"{{"id": {long}}}"#), &format!(r#"{{"id": "{long}"}}"#));
        case(&format!("[-{long},{long}]"), &format!(r#"["-{long}","{long}"]"#));
        case(r#"{"page":1.10,"a":1e3}"#, r#"{"page":"1.10","a":"1e3"}"#);
        case("[18446744073709551616]", r#"["18446744073709551616"]"#);
    }

    #[test]
    fn all_else_stays() {
        for json in [
            r#"{"id": 18446744073709551615, "a": [-9223372036854775808, 0, 0.5, 12]}"#,
            r#"{"a": "1.10", "b": "\"1.10", "c\\": "1e3", "d": true}"#,
            r#"{"a": 012, "b": 1.1.0, "c": 1., "d": -, "e": "1.10"#,
            "\"\\",
            "",
        ] {
            assert!(matches!(quoted(json.as_bytes()), Cow::Borrowed(_)), "{json}");
        }
    }

    proptest::proptest! {
        /// What is JSON stays so, and only numbers become texts.
        #[test]
        fn json_stays_json(text in "[0-9.eE\\-\"\\\\é]{0,20}", number: f64, id: u128) {
            let json = serde_json::json!({"a": text, "b": number}).to_string();
            let json = json.replacen('{', &format!("{{\"id\":{id},"), 1);
            let read: Value = serde_json::from_slice(&quoted(json.as_bytes())).unwrap();
            let written = match &read["id"] {
                Value::String(id) => id.clone(),
                other => other.to_string(),
            };
            proptest::prop_assert_eq!(written, id.to_string());
            proptest::prop_assert_eq!(&read["a"], &Value::from(text));
        }
    }
}
