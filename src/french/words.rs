//! The splitter: where words begin and end in French text, and how each one is written
//! in the index. Articles and queries go through it alike.
//!
//! The text is never rewritten: a [`Word`] says which bytes of it are the word.

use super::chars::{Class, class, is_apostrophe};
use std::{borrow::Cow, ops::Range};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Stored with an index; an index made by another splitter must be rebuilt.
pub const SPLITTER_VERSION: u32 = 2;

/// Longest term in bytes; a longer run of letters is known by its beginning.
const LONGEST_TERM: usize = 192;

/// Prefixes that lose their vowel before an apostrophe, lower case.
const ELIDED: &[&str] = &[
    "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu",
];

/// Words that keep their apostrophe: what stands before it, how what follows begins.
const WHOLE: &[(&str, &str)] = &[("aujourd", "hui"), ("prud", "hom")];

/// Names that keep their signs, upper case.
const SIGNED: &[&str] = &["C++", "C#", "F#"];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As the index writes it: NFC, case and accents kept, `1 000` as `1000`, `S.N.C.F.`
    /// as `SNCF`.
    pub term: Cow<'a, str>,
    /// The bytes of the text it takes, on character borders.
    pub span: Range<usize>,
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator over the words of a text.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let start = self.next_start()?;
            if let Some(found) = signed(self.text, start)
                .or_else(|| acronym(self.text, start))
                .or_else(|| figure(self.text, start))
            {
                self.at = found.span.end;
                return Some(found);
            }
            let run = run(self.text, start);
            self.at = run.end;
            let Some((apostrophe, after)) = apostrophe_at(self.text, run.end) else {
                return Some(run.word(self.text, start));
            };
            let written = &self.text[start..run.end];
            if is_whole(written, &self.text[after..]) {
                let rest = self::run(self.text, after);
                self.at = rest.end;
                let term = format!("{written}'{}", &self.text[after..rest.end]);
                return Some(Word {
                    term: cut(normal(term.into())),
                    span: start..rest.end,
                });
            }
            if is_elided(written) {
                self.at = after;
                continue;
            }
            self.at = apostrophe;
            return Some(run.word(self.text, start));
        }
    }
}

impl Words<'_> {
    /// Where the next run of letters and digits begins.
    fn next_start(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() {
            let (kind, length) = class(self.text, at);
            match kind {
                Class::Letter | Class::Digit => return Some(at),
                Class::Dot if is_dot_net(self.text, at) => return Some(at),
                _ => at += length,
            }
        }
        None
    }
}

/// A run of letters, digits and what belongs to them.
struct Run {
    end: usize,
    /// Whether the written form differs from the bytes (marks, soft hyphens).
    rewritten: bool,
}

impl Run {
    fn word<'a>(&self, text: &'a str, start: usize) -> Word<'a> {
        let written = &text[start..self.end];
        let term = if self.rewritten { normal(written.into()) } else { written.into() };
        Word { term: cut(term), span: start..self.end }
    }
}

fn run(text: &str, start: usize) -> Run {
    let mut run = Run { end: start, rewritten: false };
    let mut at = start;
    while at < text.len() {
        let (kind, length) = class(text, at);
        match kind {
            Class::Letter | Class::Digit => {
                run.rewritten |= length > 2; // not Latin: NFC is not the rule there
                run.end = at + length;
            }
            Class::Mark => {
                run.rewritten = true;
                run.end = at + length;
            }
            Class::Ignorable => run.rewritten = true,
            _ => break,
        }
        at += length;
    }
    run
}

/// An apostrophe that stands at `at`: where it is, and what comes after it.
fn apostrophe_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let next = text[at..].chars().next()?;
    is_apostrophe(next).then(|| (at, at + next.len_utf8()))
}

fn is_elided(written: &str) -> bool {
    written.len() <= 6 && ELIDED.iter().any(|prefix| prefix.eq_ignore_ascii_case(written))
}

fn is_whole(written: &str, rest: &str) -> bool {
    WHOLE.iter().any(|(before, after)| {
        before.eq_ignore_ascii_case(written)
            && rest
                .get(..after.len())
                .is_some_and(|next| next.eq_ignore_ascii_case(after))
    })
}

/// `C++`, `C#`, `.NET`: a short list of names made of signs.
fn signed(text: &str, start: usize) -> Option<Word<'_>> {
    let rest = &text[start..];
    if is_dot_net(text, start) {
        let span = start..start + 4;
        return Some(Word { term: Cow::Borrowed(&text[span.clone()]), span });
    }
    let length = SIGNED
        .iter()
        .find(|name| {
            rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
        })?
        .len();
    let span = start..start + length;
    let free = span.end == text.len()
        || !matches!(class(text, span.end).0, Class::Letter | Class::Digit | Class::Mark);
    free.then(|| Word { term: Cow::Borrowed(&text[span.clone()]), span })
}

fn is_dot_net(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    rest.get(..4).is_some_and(|it| it == ".NET" || it == ".Net")
        && !text[..at].ends_with(char::is_alphanumeric)
        && !rest[4..].starts_with(char::is_alphanumeric)
}

/// `S.N.C.F.`: two or more capitals, each with its dot; the last dot may be missing.
fn acronym(text: &str, start: usize) -> Option<Word<'_>> {
    let mut term = String::new();
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(letter) = rest.next_if(|next| next.is_uppercase()) {
        if rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            return None; // `M.Dupont`, `U.Paris`
        }
        term.push(letter);
        end += letter.len_utf8();
        if rest.next_if_eq(&'.').is_none() {
            break;
        }
        end += 1;
    }
    let letters = term.chars().count();
    let dotted = end - start >= term.len() + letters.saturating_sub(1);
    (letters >= 2 && dotted).then_some(Word { term: Cow::Owned(term), span: start..end })
}

/// `1 000`, `36.000`, `3,5`: figures written with spaces, dots or a comma. Plain runs of
/// digits are left to [`run`], for `5G` and `14h30` are one word.
fn figure(text: &str, start: usize) -> Option<Word<'_>> {
    let head = digits(text, start);
    if head == start {
        return None;
    }
    let mut term = text[start..head].to_owned();
    let mut end = head;
    if head - start <= 3 {
        while let Some(group) = thousands(text, end) {
            term.push_str(&text[group.clone()]);
            end = group.end;
        }
    }
    let listed = text[..start].ends_with([',', '.'])
        && text[..start - 1].ends_with(|before: char| before.is_ascii_digit());
    if let Some(decimals) = decimals(text, end).filter(|_| !listed) {
        term.push(',');
        term.push_str(&text[decimals.clone()]);
        end = decimals.end;
    }
    (end > head).then_some(Word { term: Cow::Owned(term), span: start..end })
}

/// End of the ASCII digits that begin at `at`.
fn digits(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A group of exactly three digits after one space or dot.
fn thousands(text: &str, at: usize) -> Option<Range<usize>> {
    let separator = text[at..].chars().next()?;
    let spaced = matches!(separator, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    if !spaced && separator != '.' {
        return None;
    }
    let first = at + separator.len_utf8();
    let end = digits(text, first);
    let next = text[end..].chars().next();
    let sound = end - first == 3
        && !next.is_some_and(char::is_alphabetic)
        && !(separator == '.' && is_dated(text, end));
    sound.then_some(first..end)
}

/// Whether a dot and other than three digits follow: a date or an address, `12.345.67`.
fn is_dated(text: &str, at: usize) -> bool {
    let dotted = text[at..].starts_with('.');
    let length = if dotted { digits(text, at + 1) - (at + 1) } else { 0 };
    length > 0 && length != 3
}

/// The digits after a decimal comma or dot, unless more commas make a list of them.
fn decimals(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_sign = |at: usize| matches!(bytes.get(at), Some(b',' | b'.'));
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if !is_sign(at) || !is_digit(at + 1) {
        return None;
    }
    let end = digits(text, at + 1);
    let list = is_sign(end) && is_digit(end + 1);
    (!list && !text[end..].starts_with(char::is_alphabetic)).then_some(at + 1..end)
}

/// NFC, without what is invisible inside a word.
fn normal(written: Cow<'_, str>) -> Cow<'_, str> {
    let visible =
        |next: &char| class(next.encode_utf8(&mut [0; 4]), 0).0 != Class::Ignorable;
    if is_nfc(&written) && written.chars().all(|next| visible(&next)) {
        return written;
    }
    written.chars().filter(visible).nfc().collect::<String>().into()
}

/// A term no longer than the index can hold.
fn cut(term: Cow<'_, str>) -> Cow<'_, str> {
    if term.len() <= LONGEST_TERM {
        return term;
    }
    let end = term.floor_char_boundary(LONGEST_TERM);
    term[..end].to_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let found: Vec<_> = words(text).map(|word| word.term.into_owned()).collect();
        assert_eq!(found.join(" | "), expected, "{text}");
    }

    #[test]
    fn elision_is_dropped_and_only_elision() {
        case("l'avocat", "avocat");
        case("L’État d’urgence", "État | urgence");
        case("Jusqu'où lorsqu’il quoiqu'elle", "où | il | elle");
        case("aujourd'hui Aujourd’hui", "aujourd'hui | Aujourd'hui");
        case("les prud’hommes prud'homal", "les | prud'hommes | prud'homal");
        case("presqu'île quelqu'un", "presqu | île | quelqu | un");
        case("O'Brien", "O | Brien");
        case("l'« Express » d'\"or\"", "Express | or");
        case("lʼeau l′eau l`eau l´eau l‘eau", "eau | eau | eau | eau | eau");
        case("n'est-ce qu'un", "est | ce | un");
    }

    #[test]
    fn hyphens_split() {
        case("Saint-Denis a-t-il", "Saint | Denis | a | t | il");
        case("multi‐tenant Val‑de‑Reuil", "multi | tenant | Val | de | Reuil");
    }

    #[test]
    fn acronyms_lose_their_dots() {
        case("la S.N.C.F. et la S.N.C.F", "la | SNCF | et | la | SNCF");
        case("M. Dupont, J.-C. et M.Dupont", "M | Dupont | J | C | et | M | Dupont");
        case("É.D.F. U.S.A.", "ÉDF | USA");
    }

    #[test]
    fn figures_are_one_word() {
        case("1 000 et 1\u{a0}000\u{202f}000", "1000 | et | 1000000");
        case("36.000 communes", "36000 | communes");
        case("3,5 % et 3.5", "3,5 | et | 3,5");
        case("12 345,67 euros", "12345,67 | euros");
        case("en 2012 300 personnes", "en | 2012 | 300 | personnes");
        case("le 05.11.2012, 1,2,3", "le | 05 | 11 | 2012 | 1 | 2 | 3");
        case("la 5G à 14h30, un A380", "la | 5G | à | 14h30 | un | A380");
        case("50 Go, 50Go, m²", "50 | Go | 50Go | m²");
        case("2009 / 2010", "2009 | 2010");
    }

    #[test]
    fn some_names_keep_their_signs() {
        case("C++, C# et .NET", "C++ | C# | et | .NET");
        case("c++11 site.net", "c | 11 | site | net");
    }

    #[test]
    fn what_is_invisible_vanishes() {
        case("souve\u{ad}rain", "souverain");
        case("cloud\u{200b}watt", "cloudwatt");
        case("e\u{301}te\u{301}", "été");
    }

    #[test]
    fn spans_are_those_of_the_original() {
        let text = "L’E\u{301}tat, souve\u{ad}rain";
        let spans: Vec<_> = words(text).map(|word| &text[word.span]).collect();
        assert_eq!(spans, ["E\u{301}tat", "souve\u{ad}rain"]);
    }

    #[test]
    fn a_term_is_never_too_long_for_the_index() {
        let text = "é".repeat(70_000);
        let found: Vec<_> = words(&text).collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].term.len() <= LONGEST_TERM);
        assert_eq!(found[0].span, 0..text.len());
    }

    proptest::proptest! {
        #[test]
        fn spans_are_ordered_and_inside(text in "[ a-zA-Zé0-9.,'’\u{ad}\u{301}«»\n-]{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                assert!(last <= word.span.start && word.span.start < word.span.end);
                assert!(text.get(word.span.clone()).is_some() && !word.term.is_empty());
                last = word.span.end;
            }
        }

        #[test]
        fn a_term_read_again_is_itself(text in "\\PC{0,40}") {
            for word in words(&text) {
                let again: Vec<_> = words(&word.term).map(|word| word.term).collect();
                let terms: Vec<&str> = again.iter().map(AsRef::as_ref).collect();
                assert_eq!(terms, [word.term.as_ref()]);
            }
        }
    }
}
