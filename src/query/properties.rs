//! What holds for every query: reading never panics, errors point inside the text, and
//! what is written is read back the same.

use super::*;
use crate::article::Date;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn context() -> Context {
    Context { today: "2024-03-31".parse().unwrap() }
}

/// Pieces that mean something, or nearly.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "(",
    ")",
    "\"",
    "«",
    "»",
    "“",
    "\u{a0}",
    "ET",
    "OU",
    "SAUF",
    "NON",
    "-",
    "|",
    "&",
    "PRES/5",
    "AVANT/2",
    "PHRASE",
    "PARA",
    "w/p",
    "titre:",
    "auteur:",
    "date:",
    "mots:",
    "page:",
    "dossier:",
    "@",
    "=",
    "*",
    "?",
    "~",
    "~1",
    "~5",
    "^2",
    ">=3",
    ">2",
    "atleast3 ",
    "cloud",
    "État",
    "l'",
    "1",
    "000",
    "2012",
    "2012-11",
    "7j",
    "..",
    "/",
    ",",
    ".",
    "!",
    ":",
    "inconnu",
    "a",
    "É",
    "e\u{301}",
    "\u{ad}",
    "日本",
    "🙂",
    "\u{1b}",
    "[",
    "C++",
    "S.N.C.F.",
    "http://a.b/?c=1",
];

/// Pieces of the other languages.
const FOREIGN: &[&str] = &[
    "and",
    "or",
    "not",
    "and not",
    "AND",
    "OR",
    "NOT",
    "!",
    "+",
    "%5",
    "w/5",
    "pre/3",
    "near5",
    "adj",
    "/N5/",
    "/F20/",
    "same",
    "w/s",
    "/p",
    "hd=",
    "by=",
    "wc>500",
    "TIT_HEAD= ",
    "TEXT=",
    "HEADLINE(",
    "LENGTH(>5)",
    "DATE(>2012)",
    "date",
    "\"o5",
    "\"po",
    "\"2.5",
    "\\",
    "[",
    "]",
    "date:[2012 TO *]",
    "_exists_:date",
    "*:*",
    "title:",
    "dir:",
    "P2D/",
    "$3",
    "TO",
    "WITHOUT",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..14)
        .prop_map(|parts| parts.concat())
}

/// What can be said of any text given to [`parse`].
fn check(text: &str) -> Result<(), TestCaseError> {
    match parse(text, &context()) {
        Ok(parsed) => check_round_trip(&parsed.query),
        Err(error) => {
            prop_assert!(text.get(error.span.clone()).is_some(), "{error:?}");
            prop_assert!(!error.message.is_empty() && !error.hint.is_empty());
            let drawn = error.draw(text, 76);
            prop_assert!(
                drawn.chars().all(|it| it == '\n' || !it.is_control()),
                "{drawn:?}"
            );
            Ok(())
        }
    }
}

fn check_round_trip(query: &Query) -> Result<(), TestCaseError> {
    let written = query.to_string();
    let again = parse(&written, &context());
    let again =
        again.map_err(|error| TestCaseError::fail(format!("{written}: {error:?}")))?;
    prop_assert_eq!(&again.query, query, "{}", written);
    let told = again.notes.iter().all(|note| matches!(note, QueryNote::OneLetter { .. }));
    prop_assert!(told, "{}: {:?}", written, again.notes);
    Ok(())
}

/// A text that is one word, whatever it looks like.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "cloud",
        "OU",
        "ET",
        "PRES/5",
        "PRES",
        "w/5",
        "-",
        "titre:x",
        "tite:x",
        "12:30",
        "1 000",
        "l'État",
        "aujourd’hui",
        "Saint-Denis",
        "C++",
        ".NET",
        "S.N.C.F.",
        "hd=x",
        "wc>500",
        "inconnu",
        "http://a.b/?c",
        "atleast3",
        "a>=3",
        "a^2",
        "3,5",
        "50%",
        "www.a.fr",
    ]);
    let any = "[a-zA-ZÉé0-9.'’:/@&+#,~^<>=_% -]{1,8}";
    prop_oneof![known.prop_map(str::to_owned), any]
        .prop_filter("one word", |text| literal(text).is_ok_and(|it| is_only(&it, text)))
}

fn is_only(query: &Query, text: &str) -> bool {
    match query {
        Query::Word(word) => word.text == text,
        Query::Phrase(phrase) => phrase.words.len() == 1 && phrase.words[0].text == text,
        _ => false,
    }
}

fn word() -> impl Strategy<Value = Word> {
    let patterns =
        prop::sample::select(vec!["souv*", "clo?d", "*x", "ET*", "?a", "l'avoc*"]);
    let spelling = prop_oneof![
        3 => Just(Spelling::Plain),
        1 => Just(Spelling::Exact),
        1 => Just(Spelling::Fuzzy(1)),
        1 => Just(Spelling::Fuzzy(2)),
    ];
    prop_oneof![
        5 => (text(), spelling).prop_map(|(text, spelling)| Word { text, spelling }),
        1 => patterns
            .prop_map(|text| Word { text: text.to_owned(), spelling: Spelling::Pattern }),
    ]
    .prop_filter("an address is itself", |word| {
        let address = word.text.contains("://") || word.text.starts_with("www.");
        !address || word.spelling == Spelling::Plain
    })
}

fn phrase(least: usize) -> impl Strategy<Value = Phrase> {
    prop::collection::vec(word(), least..4).prop_map(|words| Phrase { words })
}

fn days() -> impl Strategy<Value = i32> {
    let (first, last) = (Date::year(1).unwrap(), Date::year(9999).unwrap());
    prop_oneof![first.first_day()..=last.last_day(), 15_340..15_720]
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        days().prop_map(|day| Date::from_days(day).unwrap().period()),
        (1990i16..2030, 1i8..13).prop_map(|(y, m)| Date::month(y, m).unwrap().period()),
        (days(), days())
            .prop_map(|(a, b)| Period { first: Some(a.min(b)), last: Some(a.max(b)) }),
        days().prop_map(|day| Period { first: Some(day), last: None }),
        days().prop_map(|day| Period { first: None, last: Some(day) }),
    ]
}

fn meta() -> impl Strategy<Value = Meta> {
    let names = prop::sample::select(vec![
        NameField::Author,
        NameField::Publication,
        NameField::Section,
    ]);
    let values = prop::sample::select(vec![ValueField::Page, ValueField::Kind]);
    let known = prop::sample::select(vec![
        Known::Date,
        Known::Author,
        Known::Publication,
        Known::Section,
        Known::Page,
        Known::Language,
    ]);
    let value = "[a-zé0-9(|*^:«» -]{0,6}[a-z0-9]".prop_filter("balanced", |value| {
        !value.contains('«') && !value.contains('»') && value.trim() == value
    });
    prop_oneof![
        (names, phrase(1)).prop_map(|(name, phrase)| Meta::Words { name, phrase }),
        (values, value.clone()).prop_map(|(name, value)| Meta::Value { name, value }),
        value.clone().prop_map(|path| Meta::Folder { path }),
        value.prop_map(|id| Meta::Id { id }),
        (0u32..900, 0u32..900).prop_map(|(a, b)| Meta::Size {
            least: Some(a.min(b)),
            most: Some(a.max(b))
        }),
        any::<u32>().prop_map(|size| Meta::Size { least: Some(size), most: None }),
        any::<u32>().prop_map(|size| Meta::Size { least: None, most: Some(size) }),
        period().prop_map(|period| Meta::Date { period }),
        known.prop_map(|name| Meta::Unknown { name }),
    ]
}

/// Queries that have places in the text.
fn placed() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        3 => word().prop_map(super::parser::single),
        1 => word().prop_map(|word| super::parser::phrase(vec![word])),
        1 => phrase(2).prop_map(Query::Phrase),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let parts = prop::collection::vec(inner, 2..4);
        prop_oneof![
            (parts.clone(), 0u32..=1000, any::<bool>()).prop_map(
                |(parts, words, ordered)| Query::Near(Near { parts, words, ordered })
            ),
            (parts.clone(), prop::sample::select(vec![Unit::Sentence, Unit::Paragraph]))
                .prop_map(|(parts, unit)| Query::Same(Same { parts, unit })),
            parts.prop_map(|parts| Query::Or { parts }),
        ]
    })
}

/// Queries about the text.
fn textual() -> impl Strategy<Value = Query> {
    let counted = (placed(), 1u32..65_000).prop_map(|(part, count)| {
        Query::AtLeast(AtLeast { part: Box::new(part), count })
    });
    prop_oneof![3 => placed(), 1 => counted].prop_recursive(2, 8, 3, |inner| {
        let parts = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts.clone().prop_map(|parts| Query::And { parts }),
            parts.prop_map(|parts| Query::Or { parts }),
            inner.clone().prop_map(|part| Query::Not { part: Box::new(part) }),
            (inner.prop_filter("words", super::scope::has_words), 0.001f32..1e9)
                .prop_map(|(part, weight)| Query::Boost(Boost {
                    part: Box::new(part),
                    weight
                })),
        ]
    })
}

fn query() -> impl Strategy<Value = Query> {
    let fields = prop::sample::select(vec![
        TextField::Title,
        TextField::Standfirst,
        TextField::Body,
    ]);
    let name = prop_oneof!["[a-zé-]{1,6}", "[a-z '.(é]{0,5}[a-z]"]
        .prop_filter("trimmed", |name| name.trim() == name);
    let leaf = prop_oneof![
        1 => Just(Query::All),
        6 => textual(),
        2 => (fields, textual())
            .prop_map(|(field, part)| Query::In(In { field, part: Box::new(part) })),
        2 => meta().prop_map(Query::Meta),
        1 => name.prop_map(|name| Query::Saved { name }),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let parts = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts.clone().prop_map(|parts| Query::And { parts }),
            parts.prop_map(|parts| Query::Or { parts }),
            inner.prop_map(|part| Query::Not { part: Box::new(part) }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_local_rejects: u32::MAX, // few random texts are one word
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_pieces(text in pieces()) {
        check(&text)?;
    }

    #[test]
    fn any_literal(text in pieces()) {
        if let Ok(query) = literal(&text) {
            check_round_trip(&query)?;
        }
    }

    #[test]
    fn any_filter(field in prop::sample::select(vec!["titre", "auteur", "date", "page", "mots"]),
                  text in pieces()) {
        match filter(field, &text, &context()) {
            Ok(query) => check_round_trip(&query)?,
            Err(error) => prop_assert!(text.get(error.span).is_some()),
        }
    }

    #[test]
    fn any_dialect(
        dialect in prop::sample::select(Dialect::ALL.to_vec()),
        text in prop::collection::vec(prop::sample::select([PIECES, FOREIGN].concat()), 0..12),
    ) {
        let text = text.concat();
        match parse_dialect(&text, dialect, &context()) {
            Ok(parsed) => check_round_trip(&parsed.query)?,
            Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{error:?}"),
        }
    }

    #[test]
    fn any_text_of_a_dialect(
        dialect in prop::sample::select(Dialect::ALL.to_vec()),
        text in any::<String>(),
    ) {
        match parse_dialect(&text, dialect, &context()) {
            Ok(parsed) => check_round_trip(&parsed.query)?,
            Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{error:?}"),
        }
    }

    #[test]
    fn any_query(query in query()) {
        check_round_trip(&query)?;
    }
}

/// Reads a text in every way, in less time than a reader would take whose time grows
/// with the square of the length. The machine may be busy: the quickest of some tries.
fn is_soon_read(text: &str) -> bool {
    (0..4).any(|_| {
        let start = Instant::now();
        let _ = parse(text, &context());
        let _ = parse(&format!("\"{text}"), &context());
        let _ = literal(text);
        for dialect in Dialect::ALL {
            let _ = parse_dialect(text, dialect, &context());
        }
        start.elapsed() < Duration::from_secs(4)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_hostile_text_is_soon_read(
        pieces in prop::collection::vec(
            prop::sample::select([PIECES, FOREIGN].concat()), 1..4
        ),
        (open, close) in prop::sample::select(
            vec![("", ""), ("(", ")"), ("titre:(", ")"), ("«", "»"), ("-(", ")")]
        ),
    ) {
        let over = |piece: &str| piece.repeat(LONGEST / 3 / piece.len().max(1));
        prop_assert!(is_soon_read(&(over(open) + &over(&pieces.concat()) + &over(close))));
    }
}

#[test]
fn time_grows_with_length_alone() {
    let others =
        ["a~.", "a(", "titre:a ", "NON ", "a-", "@a", "a*a", "«»", "a/n1", "a&", "a!"];
    let length = LONGEST / 4; // a quadratic reader takes many seconds already
    for piece in PIECES.iter().chain(FOREIGN).chain(&others) {
        assert!(is_soon_read(&piece.repeat(length / piece.len())), "{piece:?}");
    }
}

#[test]
fn bounds() {
    let long = "a ".repeat(LONGEST);
    assert!(parse(&long, &context()).unwrap_err().message.contains("longer than 64 kB"));
    let deep = format!("{}a{}", "(".repeat(64), ")".repeat(64));
    assert!(parse(&deep, &context()).is_ok());
    let deeper = format!("({deep})");
    assert!(parse(&deeper, &context()).unwrap_err().message.contains("64 levels"));
    // Walking through a query recurses: whatever makes it deep is bounded.
    for (before, each, after) in [
        ("", "NON ", "a"),
        ("a", "^2", ""),
        ("", "(b OU c ", "d"),
        ("", "titre:(NON ", "a"),
    ] {
        let text = format!("{before}{}{after}", each.repeat(200));
        let error = parse(&text, &context()).unwrap_err();
        assert!(
            error.message.contains("levels") || error.message.contains("inside"),
            "{error}"
        );
    }
    for (dialect, each) in [
        (Dialect::Factiva, "a near5 "),
        (Dialect::Europresse, "a & b ! "),
        (Dialect::Lucene, "+"),
        (Dialect::Lucene, "NOT "),
    ] {
        let text = format!("{}c", each.repeat(200));
        let error = parse_dialect(&text, dialect, &context()).unwrap_err();
        assert!(error.message.contains("levels"), "{error}");
    }
}

#[test]
fn the_deepest_query_survives_its_json() {
    let text = format!("{}\"c d\"{}", "a OU NON (".repeat(29), ")".repeat(29));
    let query = parse(&text, &context()).unwrap().query;
    let json = serde_json::to_string(&query).unwrap();
    assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), query);
}
