//! What a line of plain text looks like by itself: a bullet, a number, the end of a
//! sentence, an address. The guesses on layout and structure are made of these.

use super::fold::folded;

/// How a line begins, when it begins with a mark of layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// A bullet, and the item after it.
    Bullet(&'a str),
    /// A numbered item, `1/` or `2.`; the number belongs to the text.
    Number,
    /// `>` before a quotation, and what is quoted.
    Quote(&'a str),
    /// `#` before a heading, or a dash on both sides of it, and the heading.
    Heading(&'a str),
}

/// Bullets, among them the letters that the Wingdings font drew as squares and ticks
/// and that slides leave behind once dumped as text.
const BULLETS: &str = "-*•▪■□●○◦‣⁃·–➢➤✓✔►▸→üØ§";

/// The mark that a line begins with.
pub(super) fn mark(line: &str) -> Option<Mark<'_>> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if BULLETS.contains(first) && rest.starts_with(char::is_whitespace) {
        let item = rest.trim();
        // « - Hausse des prix - »: how agencies set their headings.
        let heading =
            item.strip_suffix(first).filter(|text| text.ends_with([' ', '\u{a0}']));
        if let Some(heading) = heading.filter(|_| "-–".contains(first)) {
            return Some(Mark::Heading(heading.trim()));
        }
        return (!item.is_empty()).then_some(Mark::Bullet(item));
    }
    if first == '>' {
        return Some(Mark::Quote(rest.trim_start_matches(['>', ' ']).trim()));
    }
    if first == '#' {
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        let heading = text.starts_with(' ') && level <= 6 && !text.trim().is_empty();
        return heading.then(|| Mark::Heading(text.trim_end_matches('#').trim()));
    }
    is_numbered(line).then_some(Mark::Number)
}

/// `1/`, `12.`, `3)`, `4°` and a space: one or two digits, then a sign.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let mut chars = rest.chars();
    (1..=2).contains(&digits)
        && chars.next().is_some_and(|sign| "/.)°".contains(sign))
        && chars.next().is_some_and(char::is_whitespace)
        && !chars.as_str().trim().is_empty()
}

/// The line without the marks of emphasis and the closing signs at its end.
fn bare(line: &str) -> &str {
    line.trim_end_matches(|c: char| c.is_whitespace() || "*_»”\")".contains(c))
}

/// Whether it ends as a sentence does: `. ! ? …` before closing signs.
pub(super) fn ends_sentence(line: &str) -> bool {
    bare(line).ends_with(['.', '!', '?', '…'])
}

/// Whether it ends with a letter, a digit or a closing sign after one: no punctuation
/// says that anything ends here.
pub(super) fn ends_open(line: &str) -> bool {
    line.trim_end().ends_with(char::is_alphanumeric)
}

/// Whether it ends with a word or a sign that nothing ends with: a comma, « de la ».
pub(super) fn ends_short(line: &str) -> bool {
    const OPEN_WORDS: &[&str] = &[
        "et", "ou", "de", "du", "des", "le", "la", "les", "un", "une", "au", "aux",
        "par", "dans", "dont", "ces", "ses", "cette", "the", "of", "and", "with",
    ];
    let line = line.trim_end();
    let word = line.rsplit(|c: char| c.is_whitespace() || "'’".contains(c)).next();
    let word = word.unwrap_or(line);
    line.ends_with([',', '\'', '’'])
        || word == "à"
        || word.chars().next().is_some_and(char::is_lowercase)
            && OPEN_WORDS.contains(&folded(word).as_str())
}

/// Whether a parenthesis opened in it stays open; beyond a long paragraph, none is
/// believed to.
pub(super) fn leaves_open(text: &str) -> bool {
    if text.len() > 4_000 {
        return false;
    }
    let count = |sign: char| text.chars().filter(|c| *c == sign).count();
    count('(') > count(')')
}

/// Whether it begins as the middle of a sentence does: with a small letter, brand
/// names such as « iPhone » and addresses apart.
pub(super) fn starts_inside(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or(line);
    first.chars().next().is_some_and(char::is_lowercase)
        && !first.chars().any(char::is_uppercase)
        && !is_address(first)
}

/// Whether it is one web or mail address and nothing else.
pub(super) fn is_address(line: &str) -> bool {
    let word = line.trim().trim_matches(['<', '>', '(', ')']);
    if word.is_empty() || word.contains(char::is_whitespace) {
        return false;
    }
    let mail = word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.')
    });
    mail || word.starts_with("www.") || word.starts_with("http") && word.contains("://")
}

/// What a line that has nothing but the number of a page looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageNumber {
    /// `- 3 -`, `Page 4`, `p. 5/12`: wherever it stands.
    Said,
    /// `12`, `3/4`: at the edge of a page; elsewhere it may be a figure of a table.
    Figures,
}

/// Whether a line may only number a page, and how.
pub(super) fn page_number(line: &str) -> Option<PageNumber> {
    if line.len() > 30 || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let folded = folded(line);
    let rest = ["page", "p."].iter().find_map(|word| folded.strip_prefix(word));
    let is_dash = |c| matches!(c, '-' | '–' | '—');
    let is_framed = folded.starts_with(is_dash) && folded.ends_with(is_dash);
    let figures = rest.unwrap_or(&folded);
    let accepted = |c: char| c.is_ascii_digit() || " -–—/|".contains(c);
    let is_one = figures.chars().filter(char::is_ascii_digit).count() <= 8
        && figures.replace("sur", "/").chars().all(accepted);
    let is_said = rest.is_some() || is_framed;
    is_one.then_some(if is_said { PageNumber::Said } else { PageNumber::Figures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        assert_eq!(mark("- un point"), Some(Mark::Bullet("un point")));
        assert_eq!(mark("ü  Une coche"), Some(Mark::Bullet("Une coche")));
        assert_eq!(mark("•\tpuce"), Some(Mark::Bullet("puce")));
        assert_eq!(mark("1/ Premier"), Some(Mark::Number));
        assert_eq!(mark("12. Douzième"), Some(Mark::Number));
        assert_eq!(mark("> cité"), Some(Mark::Quote("cité")));
        assert_eq!(mark("## Suite ##"), Some(Mark::Heading("Suite")));
        for plain in
            ["**gras**", "2012. Une année", "-5 degrés", "#mot", "3,5 %", "-", ""]
        {
            assert_eq!(mark(plain), None, "{plain}");
        }
    }

    #[test]
    fn ends() {
        assert!(ends_sentence("C'est fini. »"));
        assert!(ends_sentence("**Vraiment ?**"));
        assert!(!ends_sentence("il finit"));
        assert!(ends_short("rejoint par la mairie et"));
        assert!(ends_short("la région,"));
        assert!(ends_short("au bout de l'"));
        assert!(!ends_short("Le pour et le contre"));
        assert!(!ends_short("AVEC LA"));
        assert!(leaves_open("les communes (notamment") && !leaves_open("(a) b)"));
    }

    #[test]
    fn starts() {
        assert!(starts_inside("ensemble ils"));
        assert!(starts_inside("été comme hiver"));
        for own in ["Ensemble", "iPhone 4", "a.b@exemple.fr", "« et", "3 ans", ""] {
            assert!(!starts_inside(own), "{own}");
        }
    }

    #[test]
    fn addresses_and_page_numbers() {
        for text in ["https://exemple.fr/a", "www.exemple.fr", "<jean@exemple.fr>"] {
            assert!(is_address(text), "{text}");
        }
        assert!(!is_address("voir www.exemple.fr"));
        for text in ["- 3 -", "– 3 –", "Page 4", "p. 5/12", "page 2 sur 9"] {
            assert_eq!(page_number(text), Some(PageNumber::Said), "{text}");
        }
        for text in ["12", "3/4", "3-1", "14 302", "-3"] {
            assert_eq!(page_number(text), Some(PageNumber::Figures), "{text}");
        }
        for text in ["2012 en bref", "70.", "Page", "Pages jaunes"] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
