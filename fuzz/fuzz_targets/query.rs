//! Any text given to the query parser is answered, its errors point inside it, and what
//! is read is written back the same.

#![no_main]

use kiosque::query::{Context, literal, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let context = Context { today: "2024-03-31".parse().expect("a date") };
    match parse(text, &context) {
        Ok(parsed) => {
            let written = parsed.query.to_string();
            let again = parse(&written, &context).expect("what is written can be read");
            assert_eq!(again.query, parsed.query, "{written}");
        }
        Err(error) => {
            assert!(text.get(error.span.clone()).is_some());
            let _ = error.draw(text, 76);
        }
    }
    let _ = literal(text);
});
