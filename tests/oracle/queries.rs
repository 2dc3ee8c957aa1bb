//! Queries of every kind over the words of the articles.

use crate::draw::Draw;
use kiosque::article::{Date, Period};
use kiosque::query::{
    AtLeast, Boost, In, Known, Meta, NameField, Near, Phrase, Query, Same, Spelling,
    TextField, Unit, ValueField, Word,
};

const PLAIN: &[&str] = &[
    "cloud",
    "souverain",
    "souveraine",
    "État",
    "etat",
    "l'État",
    "Orange",
    "pêche",
    "peche",
    "péché",
    "marché",
    "marche",
    "comite",
    "Saint-Denis",
    "Denis",
    "SNCF",
    "1 000",
    "1000",
    "aujourd’hui",
    "cœur",
    "coeur",
    "le",
    "de",
    "est",
    "est-ce",
    "Starck",
    "absent",
    "l'",
];
const EXACT: &[&str] = &["Cloud", "cloud", "ÉTAT", "état", "Orange", "orange", "pêche"];
const PATTERNS: &[&str] = &["souver*", "clo?d", "*atl", "d*s", "st?rck", "Saint-D*"];
const FUZZY: &[&str] = &["Stark", "cloudwat", "soverain", "marche"];

/// A query at most so deep.
pub(crate) fn one(draw: &mut Draw, depth: usize) -> Query {
    if depth == 0 || draw.chance(4) {
        return leaf(draw);
    }
    match draw.below(7) {
        0 => Query::Or { parts: parts(draw, depth, one) },
        1 => Query::Not { part: Box::new(one(draw, depth - 1)) },
        2 => Query::In(In {
            field: text_field(draw),
            part: Box::new(one(draw, depth - 1)),
        }),
        3 => Query::Boost(Boost { part: Box::new(one(draw, depth - 1)), weight: 2.0 }),
        4 => place(draw, depth),
        _ => Query::And { parts: parts(draw, depth, one) },
    }
}

fn parts(
    draw: &mut Draw,
    depth: usize,
    part: impl Fn(&mut Draw, usize) -> Query,
) -> Vec<Query> {
    (0..2 + draw.below(2)).map(|_| part(draw, depth - 1)).collect()
}

fn leaf(draw: &mut Draw) -> Query {
    match draw.below(12) {
        0 => Query::All,
        1 | 2 => Query::Meta(meta(draw)),
        3 => place(draw, 1),
        _ => Query::Word(word(draw)),
    }
}

/// Something that has positions.
fn place(draw: &mut Draw, depth: usize) -> Query {
    if depth == 0 {
        return Query::Word(word(draw));
    }
    match draw.below(8) {
        0 | 1 => phrase(draw),
        2 | 3 => Query::Near(Near {
            parts: parts(draw, depth, place),
            words: u32::try_from(draw.below(4)).unwrap(),
            ordered: draw.chance(2),
        }),
        4 => Query::Same(Same {
            parts: parts(draw, depth, place),
            unit: draw.one_of(&[Unit::Sentence, Unit::Paragraph]),
        }),
        5 => Query::AtLeast(AtLeast {
            part: Box::new(countable(draw, depth - 1)),
            count: 1 + u32::try_from(draw.below(3)).unwrap(),
        }),
        6 => {
            Query::In(In { field: text_field(draw), part: Box::new(countable(draw, 0)) })
        }
        _ => Query::Word(word(draw)),
    }
    .only_if_nested(depth, draw)
}

/// `AtLeast` counts in the whole article: it has no place inside a window.
trait OnlyIfNested {
    fn only_if_nested(self, depth: usize, draw: &mut Draw) -> Self;
}

impl OnlyIfNested for Query {
    fn only_if_nested(self, depth: usize, draw: &mut Draw) -> Self {
        match self {
            Query::AtLeast(counted) if depth < 3 => *counted.part,
            Query::Near(_) | Query::Same(_) if draw.chance(3) => {
                Query::Or { parts: vec![self, Query::Word(word(draw))] }
            }
            other => other,
        }
    }
}

fn countable(draw: &mut Draw, depth: usize) -> Query {
    match place(draw, depth.min(1)) {
        Query::AtLeast(counted) => *counted.part,
        other => other,
    }
}

fn phrase(draw: &mut Draw) -> Query {
    let words = (0..=draw.below(3)).map(|_| word(draw)).collect();
    Query::Phrase(Phrase { words })
}

fn word(draw: &mut Draw) -> Word {
    let (text, spelling) = match draw.below(10) {
        0 | 1 => (draw.one_of(EXACT), Spelling::Exact),
        2 => (draw.one_of(PATTERNS), Spelling::Pattern),
        3 => (draw.one_of(FUZZY), Spelling::Fuzzy(1 + u8::from(draw.chance(2)))),
        _ => (draw.one_of(PLAIN), Spelling::Plain),
    };
    Word { text: text.into(), spelling }
}

fn text_field(draw: &mut Draw) -> TextField {
    draw.one_of(&[TextField::Title, TextField::Standfirst, TextField::Body])
}

fn meta(draw: &mut Draw) -> Meta {
    let plain = |text: &str| Word { text: text.into(), spelling: Spelling::Plain };
    match draw.below(8) {
        0 => {
            let (name, words) = draw.one_of(&[
                (NameField::Author, "onyme"),
                (NameField::Author, "Anne Onyme"),
                (NameField::Author, "Onyme Jean"),
                (NameField::Publication, "cloud souverain"),
                (NameField::Publication, "clouds"),
                (NameField::Section, "economie"),
            ]);
            let words = words.split(' ').map(plain).collect();
            Meta::Words { name, phrase: Phrase { words } }
        }
        1 => Meta::Value { name: ValueField::Page, value: "p. 16".into() },
        2 => Meta::Value { name: ValueField::Language, value: "fr".into() },
        3 => Meta::Folder {
            path: draw
                .one_of(&["b", "b/c", "c", "a", "presse", "presse/b", "absent"])
                .into(),
        },
        4 => Meta::Id { id: draw.one_of(&["n3", "0", "a", "ffff"]).into() },
        5 => Meta::Size { least: Some(200), most: draw.chance(2).then_some(500) },
        6 => {
            let dates = ["2012", "2012-11", "2012-11-05"];
            let date: Date = draw.one_of(&dates).parse().unwrap();
            let Period { first, last } = date.period();
            Meta::Date {
                period: Period { first: first.filter(|_| !draw.chance(3)), last },
            }
        }
        _ => Meta::Unknown {
            name: draw.one_of(&[Known::Date, Known::Author, Known::Section]),
        },
    }
}
