//! Where sentences end. Decided from two neighbouring words and what stands between
//! them, so that one pass over the text is enough.

use super::stop::{Role, role};
use std::ops::Range;

/// What separates two neighbouring words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    /// They are in the same sentence.
    None,
    /// The second begins a sentence.
    Sentence,
    /// The second begins a paragraph, hence a sentence. A line break is the border.
    Paragraph,
}

/// The border between the word at `before` and the next one, at `after`.
pub fn border(text: &str, before: &Range<usize>, after: &Range<usize>) -> Border {
    let gap = &text[before.end..after.start];
    if gap == " " && !text[before.clone()].ends_with('.') {
        return Border::None; // most of them
    }
    if gap.contains('\n') {
        return Border::Paragraph;
    }
    let word = &text[before.clone()];
    let next = &text[after.clone()];
    let Some(sign) = last_sign(gap).or_else(|| word.ends_with('.').then_some(Sign::Dot))
    else {
        return Border::None;
    };
    // « L’État » begins with an article that is part of no word.
    let elided = gap.find(char::is_alphabetic).map(|at| &gap[at..]);
    let capital = elided.unwrap_or(next).starts_with(char::is_uppercase);
    let figure = next.starts_with(|first: char| first.is_ascii_digit());
    let ends = match sign {
        Sign::Dots => capital,
        Sign::Dot if is_before_a_name(word) => false,
        Sign::Dot if word.ends_with('.') || is_initial(word) || is_abbreviation(word) => {
            capital && elided.map_or_else(|| opens(next), is_article)
        }
        Sign::Dot if is_closing_abbreviation(word) => capital,
        Sign::Strong | Sign::Dot => capital || figure,
    };
    if ends { Border::Sentence } else { Border::None }
}

/// A sign that may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `!` or `?`.
    Strong,
    /// `…`, `...` or `..`.
    Dots,
    /// One full stop, with a space or a closing sign after it.
    Dot,
}

fn last_sign(gap: &str) -> Option<Sign> {
    if gap.contains(['!', '?']) {
        return Some(Sign::Strong);
    }
    if gap.contains('…') || gap.contains("..") {
        return Some(Sign::Dots);
    }
    let after = &gap[gap.find('.')? + 1..];
    let apart =
        after.starts_with(|next: char| next.is_whitespace() || "»”\")]’'".contains(next));
    apart.then_some(Sign::Dot)
}

/// One capital and its dot: « J. Dupont », but also « vitamine C. Elle… ».
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether a capitalised word opens a sentence for sure: a grammatical word.
fn opens(next: &str) -> bool {
    next.chars().count() > 1 && role(next) != Role::Content
}

/// Whether an elided word opens a sentence for sure: « d’ » may begin a name, « J.
/// D’Ormesson ».
fn is_article(elided: &str) -> bool {
    !elided.starts_with('D')
}

/// Titles: the name follows, even « M. Le Pen ».
fn is_before_a_name(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "M", "MM", "Mr", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Me", "Mgr",
        "St", "Ste", "Ph", "Th", "Ch", "Gal", "Cdt", "Col", "Lt",
    ];
    TITLES.contains(&word)
}

/// Abbreviations that what follows completes; they seldom close a sentence.
fn is_abbreviation(word: &str) -> bool {
    const ANY_CASE: &[&str] = &[
        "p", "pp", "pg", "n", "no", "nos", "art", "fig", "vol", "chap", "cf", "al", "av",
        "bd", "tél", "tel", "env", "ex", "hab", "éd", "ed", "dir", "coll", "ibid", "id",
        "op", "cit", "janv", "févr", "fevr", "avr", "juil", "sept", "oct", "nov", "déc",
        "dec", "min", "max", "approx", "resp", "vs", "qq", "boul", "dép", "dept", "réf",
        "ref", "rédac", "adj", "qqs", "jr", "sr",
    ];
    ANY_CASE.contains(&word.to_lowercase().as_str())
}

/// Abbreviations that may close a sentence.
fn is_closing_abbreviation(word: &str) -> bool {
    ["etc", "inc", "ltd", "corp"].contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    /// `text` with `|` where its sentences are cut and `¶` where its paragraphs are.
    fn cut(text: &str) -> String {
        let spans: Vec<_> = words(text).map(|word| word.span).collect();
        let mut out = String::new();
        for (at, span) in spans.iter().enumerate() {
            if at > 0 {
                out.push_str(match border(text, &spans[at - 1], span) {
                    Border::None => " ",
                    Border::Sentence => " | ",
                    Border::Paragraph => " ¶ ",
                });
            }
            out.push_str(&text[span.clone()]);
        }
        out
    }

    #[track_caller]
    fn case(text: &str, expected: &str) {
        assert_eq!(cut(text), expected);
    }

    #[test]
    fn sentences_end() {
        case("Il dort. Elle lit.", "Il dort | Elle lit");
        case("Vraiment ? Oui ! Bien.", "Vraiment | Oui | Bien");
        case("En 2012. 300 personnes", "En 2012 | 300 personnes");
        case("« Il dort. » Elle lit", "Il dort | Elle lit");
        case("Il attend… Puis part", "Il attend | Puis part");
        case("Un titre\nUn texte", "Un titre ¶ Un texte");
        case("le cloud public. « Nous »", "le cloud public | Nous");
        case("Le plan B. Il échoue", "Le plan B | Il échoue");
        case("Pain, vin, etc. Le reste", "Pain vin etc | Le reste");
        case("à la S.N.C.F. Le train", "à la S.N.C.F. | Le train");
        case("Ils étaient sept. Les autres", "Ils étaient sept | Les autres");
        case("Il dort. L'écrivain lit", "Il dort | écrivain lit");
        case("Il dort. D’après elle", "Il dort | après elle");
        case("Il dort ! C’est alors", "Il dort | est alors");
        case("« Il dort. » « J'espère", "Il dort | espère");
        case("Il attend… Qu’il vienne", "Il attend | il vienne");
        case("la vitamine C. L’organisme", "la vitamine C | organisme");
    }

    #[test]
    fn sentences_go_on() {
        case("M. Dupont et Mme. Durand", "M Dupont et Mme Durand");
        case("avec M. Le Pen", "avec M Le Pen");
        case("voir p. 11 et art. 3", "voir p 11 et art 3");
        case("en 50 av. J.-C. à Rome", "en 50 av J C à Rome");
        case("le 10 juil. 2024", "le 10 juil 2024");
        case("J. Dupont, P.-H. Durand", "J Dupont P H Durand");
        case("« Quoi ? » demande-t-il", "Quoi demande t il");
        case("Il hésite… puis part", "Il hésite puis part");
        case("3.5 millions, 1.000 euros", "3.5 millions 1.000 euros");
        case("Silicon.fr étend", "Silicon fr étend");
        case("pain, vin, etc. et eau", "pain vin etc et eau");
        case("la S.N.C.F. Voyageurs", "la S.N.C.F. Voyageurs");
        case("A : B ; C", "A B C");
        case("avec J. D’Ormesson", "avec J Ormesson");
        case("avec M. L’Herbier", "avec M Herbier");
        case("« Quoi ? » s’étonne-t-il", "Quoi étonne t il");
        case("Il hésite… l’air las", "Il hésite air las");
    }
}
