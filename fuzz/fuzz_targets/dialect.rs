//! Any text given as a query of another tool is answered, its errors point inside it, and
//! what is read is a query of ours.

#![no_main]

use kiosque::query::{Context, Dialect, parse, parse_dialect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let context = Context { today: "2024-03-31".parse().expect("a date") };
    for dialect in Dialect::ALL {
        match parse_dialect(text, dialect, &context) {
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
    }
});
