//! A response that the tests of every renderer draw: a plain hit, a hit about which
//! almost nothing is known, and one whose text is hostile.

use crate::article::{
    Article, ArticleId, Date, Kind, Language, Origin, Paragraph, Place, Sourced,
};
use crate::query::{Query, Spelling, Word};
use crate::search::{
    Census, Clause, Count, Explanation, FormAccount, Hit, Mark, Matching, Passage,
    Relaxation, Response, WordAccount,
};

const STANDFIRST: &str = "Dix minutes d’orage ont suffi à ruiner la récolte.";

/// The three hits.
pub(super) fn response() -> Response {
    let word = Word { text: "orage".into(), spelling: Spelling::Plain };
    Response {
        reading: Query::Word(word),
        matching: Matching::All,
        articles: 12,
        hits: vec![known(), bare(), hostile()],
        notes: Vec::new(),
        explanation: None,
    }
}

/// An account of its query.
pub(super) fn explanation() -> Explanation {
    let form = |form: &str, closeness: &str, articles| FormAccount {
        form: form.into(),
        closeness: closeness.into(),
        articles,
    };
    let forms = vec![
        form("orage", "typed", 7),
        form("orages", "form", 5),
        form("orge", "distance 1", 1),
    ];
    Explanation {
        words: vec![WordAccount {
            word: "orage".into(),
            forms,
            related: vec!["orageux".into()],
        }],
        ignored: vec!["de".into(), "la".into()],
        clauses: vec![Clause { clause: "orage".into(), articles: 12 }],
        relaxations: vec![Relaxation { without: "date:2015".into(), articles: 1 }],
    }
}

/// What an index holds.
pub(super) fn census() -> Census {
    let count = |value: &str, articles| Count { value: value.into(), articles };
    Census {
        words: 4800,
        kinds: vec![count("jsonl", 9), count("text", 3)],
        languages: vec![count("fr", 11)],
        years: vec![count("2012", 2), count("2015", 7)],
        unknown: vec![count("author", 5), count("date", 3), count("language", 1)],
    }
}

/// An article whose every field is known.
pub(super) fn full() -> Article {
    let metadata = |text: &str| Some(Sourced::new(text.to_owned(), Origin::Metadata));
    let names = vec!["Claire Vidal".to_owned(), "Yann Le Goff".to_owned()];
    let paragraph = |kind, text: &str| Paragraph { kind, text: text.into(), page: None };
    let place =
        |path: &str, line| Place { root: "/presse".into(), path: path.into(), line };
    Article {
        id: ArticleId(0x00ab_cdef_0123_4567),
        number: Some("news·20150707·VM·881".into()),
        title: Sourced::new(
            "Après l’orage, le vignoble compte ses pieds de vigne".into(),
            Origin::Metadata,
        ),
        kicker: metadata("Intempéries"),
        standfirst: metadata(STANDFIRST),
        paragraphs: vec![
            paragraph(
                Kind::Text,
                "L’orage a éclaté peu avant vingt heures, sans que la préfecture ait eu \
                 le temps de prévenir les communes.",
            ),
            paragraph(Kind::Heading, "Une année à oublier"),
            paragraph(Kind::ListItem, "Quarante hectares sont touchés ;"),
            paragraph(Kind::Question, "Faut-il replanter ?"),
            paragraph(Kind::Quote, "On ne replante pas en juillet."),
            paragraph(Kind::Caption, "Un rang couché par la grêle."),
            paragraph(Kind::Boilerplate, "Lire aussi : nos conseils de saison"),
        ],
        authors: Some(Sourced::new(names, Origin::Byline)),
        publication: metadata("La Vigie du Midi"),
        edition: metadata("Narbonne"),
        section: metadata("Région"),
        page: metadata("16"),
        date: Some(Sourced::new("2015-07-07".parse::<Date>().unwrap(), Origin::Metadata)),
        date_text: Some("mardi 7 juillet 2015".into()),
        other_dates: Vec::new(),
        language: Some(Language {
            code: "fr".into(),
            confidence: 1.0,
            from: Origin::Metadata,
        }),
        url: metadata("https://vigie.example/orage"),
        source_kind: "jsonl".into(),
        ocr_confidence: None,
        words: 412,
        places: vec![place("2015/export.jsonl", Some(14)), place("orage.md", None)],
        indexed_at: 1_700_000_000,
    }
}

fn known() -> Hit {
    let mut article = full();
    article.paragraphs[0].page = Some(3);
    let text = article.paragraphs[0].text.clone();
    Hit {
        rank: 1,
        score: 7.25,
        title_marks: marks(&article.title.value),
        passages: vec![
            Passage { marks: marks(&text), text, paragraph: Some(0) },
            Passage {
                marks: marks(STANDFIRST),
                text: STANDFIRST.into(),
                paragraph: None,
            },
        ],
        article,
    }
}

fn bare() -> Hit {
    let title = "Des orages sont attendus sur le relief dès la fin de…";
    let place = Place { root: "/presse".into(), path: "a.txt".into(), line: None };
    let article = Article {
        id: ArticleId(2),
        title: Sourced::new(title.into(), Origin::Opening),
        ..Article::sample("", "", place)
    };
    Hit { rank: 2, score: 3.5, title_marks: marks(title), passages: Vec::new(), article }
}

fn hostile() -> Hit {
    let text = "Un orage\u{1b}]0;titre\u{7} de \u{9b}31mfer \u{202E}elêrg ed";
    let article = Article {
        id: ArticleId(3),
        title: Sourced::new("\u{1b}[2JOrage".into(), Origin::Text),
        language: Some(Language {
            code: "en".into(),
            confidence: 0.75,
            from: Origin::Detected,
        }),
        ..full()
    };
    Hit {
        rank: 10,
        score: 1.0,
        title_marks: vec![Mark(4, 9)],
        passages: vec![Passage {
            text: text.into(),
            marks: marks(text),
            paragraph: Some(2),
        }],
        article,
    }
}

/// Where « orage » or « orages » stands in `text`.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let end = |at: usize| at + if text[at..].starts_with("orages") { 6 } else { 5 };
    let found = text.match_indices("orage");
    found.map(|(at, _)| Mark(at, end(at))).collect()
}
