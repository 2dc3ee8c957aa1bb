//! Small articles made of few words, so that matches are frequent.

use crate::draw::Draw;
use kiosque::article::{
    Article, ArticleId, Date, Kind, Language, Origin, Paragraph, Place, Sourced,
};
use kiosque::index::FileKey;

/// Words of the articles: inflections, accents, elisions, hyphens, names, figures.
const WORDS: &[&str] = &[
    "cloud",
    "clouds",
    "Cloud",
    "souverain",
    "souveraine",
    "souverains",
    "l'État",
    "L’ÉTAT",
    "état",
    "d'Orange",
    "Orange",
    "orange",
    "pêche",
    "péché",
    "PECHE",
    "marché",
    "marchés",
    "marche",
    "comité",
    "Saint-Denis",
    "Denis",
    "S.N.C.F.",
    "SNCF",
    "1 000",
    "1000",
    "aujourd'hui",
    "cœur",
    "coeur",
    "e\u{301}tat",
    "le",
    "la",
    "de",
    "et",
    "est",
    "est-ce",
    "ce",
    "était",
    "Starck",
    "Stark",
    "Cloudwatt",
    "souve\u{ad}rain",
];

const ENDS: &[&str] = &[" ", " ", " ", " ", " ", ", ", ". ", " ! ", " « ", " » ", "… "];

/// So many different articles.
pub(crate) fn some(draw: &mut Draw, count: usize) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    while articles.len() < count {
        let article = one(draw, articles.len());
        if articles.iter().all(|other| other.id != article.id) {
            articles.push(article);
        }
    }
    articles
}

/// The file an article is in.
pub(crate) fn key(article: &Article) -> FileKey {
    let place = &article.places[0];
    FileKey { root: place.root.clone(), path: place.path.clone() }
}

fn text(draw: &mut Draw, longest: usize) -> String {
    let mut text = String::new();
    for _ in 0..=draw.below(longest) {
        let word = draw.one_of(WORDS);
        let end = draw.one_of(ENDS);
        text.push_str(word);
        text.push_str(end);
        if draw.chance(30) {
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

fn some_times<T>(draw: &mut Draw, value: T) -> Option<Sourced<T>> {
    (!draw.chance(3)).then(|| Sourced::new(value, Origin::Metadata))
}

fn one(draw: &mut Draw, number: usize) -> Article {
    let kinds =
        [Kind::Text, Kind::Text, Kind::Heading, Kind::ListItem, Kind::Boilerplate];
    let paragraphs = (0..=draw.below(3)).map(|_| Paragraph {
        kind: draw.one_of(&kinds),
        text: text(draw, 12),
        page: None,
    });
    let paragraphs: Vec<_> = paragraphs.collect();
    let title = text(draw, 5);
    let from = draw.one_of(&[Origin::Metadata, Origin::Text, Origin::Opening]);
    let dates = ["2012", "2012-11", "2012-11-05", "2013-06-30"];
    let date: Date = draw.one_of(&dates).parse().unwrap();
    let folder = draw.one_of(&["a", "b/c", "b"]);
    let place = Place {
        root: "/presse".into(),
        path: format!("{folder}/{number:03}.txt"),
        line: None,
    };
    let language =
        Language { code: "fr".into(), confidence: 1.0, from: Origin::Detected };
    let parts = paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    Article {
        id: ArticleId::of(parts.chain([title.as_str()])),
        number: Some(format!("n{number}")),
        title: Sourced::new(title, from),
        kicker: draw.chance(4).then(|| Sourced::new(text(draw, 3), Origin::Metadata)),
        standfirst: draw.chance(2).then(|| Sourced::new(text(draw, 6), Origin::Metadata)),
        paragraphs,
        authors: some_times(draw, vec!["Anne Onyme".into(), "Jean Denis".into()]),
        publication: some_times(draw, "Le Cloud souverain".into()),
        edition: None,
        section: some_times(draw, "Économie".into()),
        page: some_times(draw, "P. 16".into()),
        date: some_times(draw, date),
        date_text: None,
        other_dates: Vec::new(),
        language: (!draw.chance(4)).then_some(language),
        url: None,
        source_kind: "text".into(),
        ocr_confidence: None,
        words: u32::try_from(draw.below(900)).unwrap(),
        places: vec![place],
        indexed_at: 0,
    }
}
