//! How a query was read, for people: each word with its written forms, what each part
//! finds alone, and what stands in the way when nothing is found.

use super::counted;
use super::style::Label;
use super::wrap::{Look, Marked};
use crate::search::{Explanation, Response, WordAccount};
use std::io::{self, Write};

/// Written forms shown of one word; JSON has them all.
const FORMS: usize = 20;

/// The column where the values begin.
const VALUES: usize = 10;

/// Name and value, line by line.
pub(super) fn explanation(
    response: &Response,
    explanation: &Explanation,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (name, value) in rows(response, explanation) {
        look.piece(Label::Faint, &format!("{name:<VALUES$}"), out)?;
        look.lines(&Marked::new(&value, &[]), VALUES, Label::Plain, out)?;
    }
    writeln!(out)
}

fn rows(response: &Response, explanation: &Explanation) -> Vec<(&'static str, String)> {
    let finds =
        |part: &str, articles| format!("{part}: {}", counted(articles, "article"));
    let mut rows = vec![("Read as", response.reading.to_string())];
    for account in &explanation.words {
        rows.push(("Word", word(account)));
        if !account.related.is_empty() {
            rows.push(("Related", related(&account.related)));
        }
    }
    if !explanation.ignored.is_empty() {
        rows.push(("Optional", explanation.ignored.join(", ")));
    }
    for part in &explanation.clauses {
        rows.push(("Alone", finds(&part.clause, part.articles)));
    }
    for part in &explanation.relaxations {
        rows.push(("Without", finds(&part.without, part.articles)));
    }
    rows
}

/// `chevaux: cheval 12, chevaux 7`.
fn word(account: &WordAccount) -> String {
    let word = &account.word;
    if account.forms.is_empty() {
        return format!("{word}: in no article");
    }
    let shown = account.forms.iter().take(FORMS).map(|form| {
        let how = match form.closeness.as_str() {
            "typed" | "form" => String::new(),
            distance => format!(" ({distance})"),
        };
        format!("{} {}{how}", form.form, form.articles)
    });
    let shown: Vec<String> = shown.collect();
    format!("{word}: {}{}", shown.join(", "), rest(account.forms.len()))
}

/// Words of the same root, which weigh in the ranking and find nothing.
fn related(words: &[String]) -> String {
    let shown: Vec<&str> = words.iter().take(FORMS).map(String::as_str).collect();
    format!("{}{}", shown.join(", "), rest(words.len()))
}

/// Those that are not shown.
fn rest(forms: usize) -> String {
    match forms.saturating_sub(FORMS) {
        0 => String::new(),
        rest => format!(", and {}", counted(rest as u64, "other form")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Styles, sample};
    use super::*;

    fn draw(explained: &Explanation) -> String {
        let mut out = Vec::new();
        let look = Look { columns: Some(60), styles: Styles::Plain };
        explanation(&sample::response(), explained, look, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn line_by_line() {
        insta::assert_snapshot!(draw(&sample::explanation()), @"
        Read as   orage
        Word      orage: orage 7, orages 5, orge 1 (distance 1)
        Related   orageux
        Optional  de, la
        Alone     orage: 12 articles
        Without   date:2015: 1 article
        ");
    }

    #[test]
    fn many_forms_are_counted() {
        let mut one = sample::explanation().words.remove(0);
        one.forms = vec![one.forms[0].clone(); FORMS + 3];
        assert!(word(&one).ends_with("orage 7, and 3 other forms"));
        one.forms.clear();
        assert_eq!(word(&one), "orage: in no article");
    }
}
