//! Hits for people: rank and title, where and when it was published, id and file,
//! then the passages; how many articles there are at the foot.

use super::counted;
use super::explain::explanation;
use super::style::Label;
use super::wrap::{Look, Marked};
use crate::article::{Article, Origin};
use crate::search::{Hit, Response};
use std::io::{self, Write};

/// Characters of a line about an article at most, in a list of many.
pub(super) const MOST: usize = 500;

/// The account of the query where there is one, all the hits, and their count; nothing
/// at all when nothing was found.
pub(super) fn response(
    response: &Response,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(found) = &response.explanation {
        explanation(response, found, look, out)?;
    }
    let Some(last) = response.hits.last() else {
        return Ok(());
    };
    let digits = last.rank.to_string().len();
    for hit in &response.hits {
        one(hit, digits, look, out)?;
        writeln!(out)?;
    }
    look.piece(Label::Faint, &foot(response, last), out)?;
    writeln!(out)
}

/// One hit, its rank in a column of so many `digits`.
fn one(hit: &Hit, digits: usize, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let indent = digits + 2;
    look.piece(Label::Faint, &format!("{:>digits$}  ", hit.rank), out)?;
    let text = Marked::new(&hit.article.title.value, &hit.title_marks).cut(MOST);
    title(text, hit.article.title.from, indent, look, out)?;
    let published = Marked::new(&published(&hit.article), &[]).cut(MOST);
    write!(out, "{:indent$}", "")?;
    look.lines(&published, indent, Label::Plain, out)?;
    let place = Marked::new(&place(&hit.article), &[]);
    write!(out, "{:indent$}", "")?;
    look.lines(&place, indent, Label::Faint, out)?;
    for passage in &hit.passages {
        write!(out, "{:indent$}", "")?;
        let page = hit.page_of(passage);
        let page = page.map(|page| format!("p. {page}  ")).unwrap_or_default();
        look.piece(Label::Faint, &format!("› {page}"), out)?;
        let text = Marked::new(&passage.text, &passage.marks);
        look.lines(&text, indent + 2 + page.len(), Label::Plain, out)?;
    }
    Ok(())
}

/// The title in bold; in brackets and faint when it was only derived from the opening
/// words or from the name of the file.
pub(super) fn title(
    title: Marked,
    from: Origin,
    indent: usize,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match from {
        Origin::Opening | Origin::FileName | Origin::Folder => {
            look.lines(&title.bracketed(), indent, Label::Faint, out)
        }
        _ => look.lines(&title, indent, Label::Title, out),
    }
}

/// `Les Échos · 2012-11-05 · Claire Vidal · 842 words`.
fn published(article: &Article) -> String {
    let publication = article.publication.as_ref().map(|name| name.value.clone());
    let date = article
        .date
        .as_ref()
        .map_or_else(|| "undated".to_owned(), |date| date.value.to_string());
    let authors = article.authors.as_ref().map(|names| names.value.join(", "));
    let words = counted(u64::from(article.words), "word");
    let language = article.language.as_ref().map(|language| language.code.clone());
    // French goes without saying here.
    let language = language.filter(|code| code != "fr");
    let parts = [publication, Some(date), authors, Some(words), language];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The id, and the file with the line of the record.
fn place(article: &Article) -> String {
    let mut text = article.id.to_string();
    if let Some(place) = article.places.first() {
        text = format!("{text}  {place}");
    }
    if article.places.len() > 1 {
        let others = counted(article.places.len() as u64 - 1, "other place");
        text = format!("{text} and {others}");
    }
    text
}

/// `12 articles`, or which of them are shown.
fn foot(response: &Response, last: &Hit) -> String {
    let all = counted(response.articles, "article");
    let shown = response.hits.len() as u64;
    match shown {
        shown if shown == response.articles => all,
        1 => format!("{} of {all}", last.rank),
        shown => format!("{}–{} of {all}", last.rank + 1 - shown, last.rank),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Output, Styles, sample};
    use super::*;

    fn draw(columns: Option<usize>, styles: Styles) -> String {
        let mut out = Vec::new();
        let output = Output::Text(Look { columns, styles });
        super::super::response(&sample::response(), "orage", output, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn at_eighty_columns() {
        insta::assert_snapshot!(draw(Some(80), Styles::Plain), @"
         1  Après l’orage, le vignoble compte ses pieds de vigne
            La Vigie du Midi · 2015-07-07 · Claire Vidal, Yann Le Goff · 412 words
            00abcdef01234567  2015/export.jsonl:14 and 1 other place
            › p. 3  L’orage a éclaté peu avant vingt heures, sans que la préfecture ait
                    eu le temps de prévenir les communes.
            › Dix minutes d’orage ont suffi à ruiner la récolte.

         2  [Des orages sont attendus sur le relief dès la fin de…]
            undated · 1 word
            0000000000000002  a.txt

        10  �[2JOrage
            La Vigie du Midi · 2015-07-07 · Claire Vidal, Yann Le Goff · 412 words · en
            0000000000000003  2015/export.jsonl:14 and 1 other place
            › Un orage�]0;titre� de �31mfer �elêrg ed

        8–10 of 12 articles
        ");
    }

    #[test]
    fn at_forty_columns() {
        insta::assert_snapshot!(draw(Some(40), Styles::Plain), @"
         1  Après l’orage, le vignoble compte
            ses pieds de vigne
            La Vigie du Midi · 2015-07-07 ·
            Claire Vidal, Yann Le Goff · 412
            words
            00abcdef01234567
            2015/export.jsonl:14 and 1 other
            place
            › p. 3  L’orage a éclaté peu avant
                    vingt heures, sans que la
                    préfecture ait eu le temps
                    de prévenir les communes.
            › Dix minutes d’orage ont suffi à
              ruiner la récolte.

         2  [Des orages sont attendus sur le
            relief dès la fin de…]
            undated · 1 word
            0000000000000002  a.txt

        10  �[2JOrage
            La Vigie du Midi · 2015-07-07 ·
            Claire Vidal, Yann Le Goff · 412
            words · en
            0000000000000003
            2015/export.jsonl:14 and 1 other
            place
            › Un orage�]0;titre� de �31mfer
              �elêrg ed

        8–10 of 12 articles
        ");
    }

    #[test]
    fn piped() {
        insta::assert_snapshot!(draw(None, Styles::Plain), @"
         1  Après l’orage, le vignoble compte ses pieds de vigne
            La Vigie du Midi · 2015-07-07 · Claire Vidal, Yann Le Goff · 412 words
            00abcdef01234567  2015/export.jsonl:14 and 1 other place
            › p. 3  L’orage a éclaté peu avant vingt heures, sans que la préfecture ait eu le temps de prévenir les communes.
            › Dix minutes d’orage ont suffi à ruiner la récolte.

         2  [Des orages sont attendus sur le relief dès la fin de…]
            undated · 1 word
            0000000000000002  a.txt

        10  �[2JOrage
            La Vigie du Midi · 2015-07-07 · Claire Vidal, Yann Le Goff · 412 words · en
            0000000000000003  2015/export.jsonl:14 and 1 other place
            › Un orage�]0;titre� de �31mfer �elêrg ed

        8–10 of 12 articles
        ");
    }

    #[test]
    fn in_colours() {
        let drawn = draw(Some(80), Styles::Coloured);
        let drawn = drawn.lines().take(4).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(drawn.replace('\u{1b}', "␛"), @"
        ␛[2m 1  ␛[0m␛[1mAprès l’␛[0m␛[1m␛[31morage␛[0m␛[1m, le vignoble compte ses pieds de vigne␛[0m
            La Vigie du Midi · 2015-07-07 · Claire Vidal, Yann Le Goff · 412 words
            ␛[2m00abcdef01234567  2015/export.jsonl:14 and 1 other place␛[0m
            ␛[2m› p. 3  ␛[0mL’␛[1m␛[31morage␛[0m a éclaté peu avant vingt heures, sans que la préfecture ait
        ");
    }

    #[test]
    fn a_title_without_end_is_cut() {
        let mut one = sample::response();
        one.hits.truncate(1);
        one.hits[0].article.title.value = "Après l’orage ".repeat(100_000);
        let mut out = Vec::new();
        let look = Look { columns: None, styles: Styles::Plain };
        response(&one, look, &mut out).unwrap();
        let drawn = String::from_utf8(out).unwrap();
        let title = drawn.lines().next().unwrap();
        assert_eq!(title.chars().count(), "1  ".len() + MOST + 1);
        assert!(title.ends_with('…'));
    }

    #[test]
    fn nothing_found() {
        let mut out = Vec::new();
        let none = Response { articles: 0, hits: Vec::new(), ..sample::response() };
        let look = Look { columns: None, styles: Styles::Plain };
        response(&none, look, &mut out).unwrap();
        assert!(out.is_empty());
    }

    #[test]
    fn the_foot_says_which_are_shown() {
        let case = |ranks: &[u64], articles, expected: &str| {
            let hits: Vec<_> = ranks
                .iter()
                .map(|rank| Hit { rank: *rank, ..sample::response().hits[0].clone() })
                .collect();
            let last = hits.last().unwrap().clone();
            let response = Response { articles, hits, ..sample::response() };
            assert_eq!(foot(&response, &last), expected);
        };
        case(&[1], 1, "1 article");
        case(&[1, 2], 2, "2 articles");
        case(&[1, 2], 12, "1–2 of 12 articles");
        case(&[11], 12, "11 of 12 articles");
        case(&[3, 4], 4, "3–4 of 4 articles");
    }
}
