//! One whole article for people: its title, what is known of it and how, then its
//! text, paragraph by paragraph.

use super::style::Label;
use super::terminal;
use super::wrap::{Look, Marked};
use crate::article::{Article, Kind, Origin, Paragraph, Sourced};
use crate::search::{Mark, Marks};
use std::io::{self, Write};

/// A day of publication that the document gives elsewhere, on which another won.
const OTHER_DATE: &str = "Also dated";

/// The column where the values of the metadata begin.
const VALUES: usize = 13;

/// The article, with the marks of a query where there is one.
pub fn article(
    article: &Article,
    marks: &Marks,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(kicker) = &article.kicker {
        look.lines(&Marked::new(&kicker.value, &marks.kicker), 0, Label::Faint, out)?;
    }
    let title = Marked::new(&article.title.value, &marks.title);
    terminal::title(title, article.title.from, 0, look, out)?;
    writeln!(out)?;
    for (name, value, from) in metadata(article) {
        look.piece(Label::Faint, &format!("{name:<VALUES$}"), out)?;
        let value = match from {
            Some(from) => format!("{value} ({from})"),
            None => value,
        };
        look.lines(&Marked::new(&value, &[]), VALUES, Label::Plain, out)?;
    }
    if let Some(standfirst) = &article.standfirst {
        writeln!(out)?;
        let text = Marked::new(&standfirst.value, &marks.standfirst);
        look.lines(&text, 0, Label::Title, out)?;
    }
    let mut before = None;
    let mut page = None;
    for (at, paragraph) in article.paragraphs.iter().enumerate() {
        if let Some(number) = paragraph.page
            && page != Some(number)
        {
            page = Some(number);
            writeln!(out)?;
            look.piece(Label::Faint, &format!("[page {number}]"), out)?;
            writeln!(out)?;
        }
        // The items of one list stand together.
        if !(paragraph.kind == Kind::ListItem && before == Some(Kind::ListItem)) {
            writeln!(out)?;
        }
        one(paragraph, marks.paragraphs.get(at).map_or(&[], Vec::as_slice), look, out)?;
        before = Some(paragraph.kind);
    }
    Ok(())
}

/// One paragraph, drawn as what it is.
fn one(
    paragraph: &Paragraph,
    marks: &[Mark],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (sign, label) = match paragraph.kind {
        Kind::Text => ("", Label::Plain),
        Kind::Heading => ("## ", Label::Heading),
        Kind::ListItem => ("• ", Label::Plain),
        Kind::Question => ("— ", Label::Heading),
        Kind::Quote => ("> ", Label::Plain),
        Kind::Caption => ("[caption] ", Label::Faint),
        Kind::Boilerplate => ("[not searched] ", Label::Faint),
        Kind::Repeat => ("[repeated] ", Label::Faint),
    };
    look.piece(Label::Faint, sign, out)?;
    look.lines(&Marked::new(&paragraph.text, marks), sign.chars().count(), label, out)
}

/// What is known: name, value, and where a value that was guessed comes from.
fn metadata(article: &Article) -> Vec<(&'static str, String, Option<&'static str>)> {
    let text = |name, field: &Option<Sourced<String>>| {
        field.as_ref().map(|field| (name, field.value.clone(), guessed(field.from)))
    };
    let date = match &article.date {
        Some(date) => ("Date", date.value.to_string(), guessed(date.from)),
        None => ("Date", "undated".to_owned(), None),
    };
    // As the document writes it, where that says anything more.
    let dated = article.date_text.as_ref().filter(|text| **text != date.1);
    let others = article
        .other_dates
        .iter()
        .map(|date| (OTHER_DATE, date.value.to_string(), guessed(date.from)));
    let authors = article.authors.as_ref();
    let language = article.language.as_ref();
    let number = article.number.as_ref();
    let before = [
        text("Publication", &article.publication),
        text("Edition", &article.edition),
        Some(date),
    ];
    let after = [
        dated.map(|text| ("Dated", text.clone(), None)),
        authors.map(|names| ("Authors", names.value.join(", "), guessed(names.from))),
        text("Section", &article.section),
        text("Page", &article.page),
        language.map(|found| ("Language", found.code.clone(), guessed(found.from))),
        Some(("Words", article.words.to_string(), None)),
        text("Address", &article.url),
        Some(("Type", article.source_kind.clone(), None)),
        article.ocr_confidence.map(|percent| {
            ("Read by", format!("OCR, mean confidence {percent} %"), None)
        }),
        number.map(|number| ("Number", number.clone(), None)),
        Some(("Id", article.id.to_string(), None)),
    ];
    let places = article.places.iter().map(|place| ("Place", place.to_string(), None));
    let (before, after) = (before.into_iter().flatten(), after.into_iter().flatten());
    before.chain(others).chain(after).chain(places).collect()
}

/// In a word, where a value comes from; nothing when the document itself says so.
fn guessed(from: Origin) -> Option<&'static str> {
    match from {
        Origin::Metadata | Origin::Mapping => None,
        Origin::JsonLd => Some("from JSON-LD"),
        Origin::OpenGraph => Some("from OpenGraph"),
        Origin::Meta => Some("from a meta tag"),
        Origin::Page => Some("from the page"),
        Origin::Url => Some("from the address"),
        Origin::Byline => Some("from the byline"),
        Origin::Text => Some("from the text"),
        Origin::Opening => Some("the opening words"),
        Origin::FileName => Some("from the file name"),
        Origin::Folder => Some("from the folder name"),
        Origin::Created => Some("from the day the file was made"),
        Origin::Detected => Some("detected"),
        Origin::Estimated => Some("estimated"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Styles, sample};
    use super::*;

    fn draw(columns: Option<usize>, styles: Styles) -> String {
        let mut out = Vec::new();
        let full = sample::full();
        let marks = Marks {
            title: sample::marks(&full.title.value),
            paragraphs: vec![sample::marks(&full.paragraphs[0].text)],
            ..Marks::default()
        };
        article(&full, &marks, Look { columns, styles }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn whole() {
        insta::assert_snapshot!(draw(Some(80), Styles::Plain), @"
        Intempéries
        Après l’orage, le vignoble compte ses pieds de vigne

        Publication  La Vigie du Midi
        Edition      Narbonne
        Date         2015-07-07
        Dated        mardi 7 juillet 2015
        Authors      Claire Vidal, Yann Le Goff (from the byline)
        Section      Région
        Page         16
        Language     fr
        Words        412
        Address      https://vigie.example/orage
        Type         jsonl
        Number       news·20150707·VM·881
        Id           00abcdef01234567
        Place        2015/export.jsonl:14
        Place        orage.md

        Dix minutes d’orage ont suffi à ruiner la récolte.

        L’orage a éclaté peu avant vingt heures, sans que la préfecture ait eu le temps
        de prévenir les communes.

        ## Une année à oublier

        • Quarante hectares sont touchés ;

        — Faut-il replanter ?

        > On ne replante pas en juillet.

        [caption] Un rang couché par la grêle.

        [not searched] Lire aussi : nos conseils de saison
        ");
    }

    #[test]
    fn narrow_and_in_colours() {
        insta::assert_snapshot!(draw(Some(40), Styles::Coloured).replace('\u{1b}', "␛"), @"
        ␛[2mIntempéries␛[0m
        ␛[1mAprès l’␛[0m␛[1m␛[31morage␛[0m␛[1m, le vignoble compte ses␛[0m
        ␛[1mpieds de vigne␛[0m

        ␛[2mPublication  ␛[0mLa Vigie du Midi
        ␛[2mEdition      ␛[0mNarbonne
        ␛[2mDate         ␛[0m2015-07-07
        ␛[2mDated        ␛[0mmardi 7 juillet 2015
        ␛[2mAuthors      ␛[0mClaire Vidal, Yann Le Goff
                     (from the byline)
        ␛[2mSection      ␛[0mRégion
        ␛[2mPage         ␛[0m16
        ␛[2mLanguage     ␛[0mfr
        ␛[2mWords        ␛[0m412
        ␛[2mAddress      ␛[0mhttps://vigie.example/orage
        ␛[2mType         ␛[0mjsonl
        ␛[2mNumber       ␛[0mnews·20150707·VM·881
        ␛[2mId           ␛[0m00abcdef01234567
        ␛[2mPlace        ␛[0m2015/export.jsonl:14
        ␛[2mPlace        ␛[0morage.md

        ␛[1mDix minutes d’orage ont suffi à ruiner␛[0m
        ␛[1mla récolte.␛[0m

        L’␛[1m␛[31morage␛[0m a éclaté peu avant vingt heures,
        sans que la préfecture ait eu le temps
        de prévenir les communes.

        ␛[2m## ␛[0m␛[1mUne année à oublier␛[0m

        ␛[2m• ␛[0mQuarante hectares sont touchés ;

        ␛[2m— ␛[0m␛[1mFaut-il replanter ?␛[0m

        ␛[2m> ␛[0mOn ne replante pas en juillet.

        ␛[2m[caption] ␛[0m␛[2mUn rang couché par la grêle.␛[0m

        ␛[2m[not searched] ␛[0m␛[2mLire aussi : nos conseils␛[0m
                       ␛[2mde saison␛[0m
        ");
    }
}
