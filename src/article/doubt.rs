//! What makes an article look wrong, so that a person may look at it: a reader that
//! missed the text, a page behind a paywall, a date that was misread.

use super::{Article, Date};

/// Words under which an article is doubtful.
const FEW_WORDS: u32 = 20;

/// Paragraphs, from the last, among which a page says that it goes on for those who pay.
const LAST: usize = 4;

/// Characters of a notice at most.
const LONGEST_NOTICE: usize = 250;

/// What looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// There is a title, and nothing to search below it.
    NoBody,
    /// So few words that something is missing.
    Short(u32),
    /// It was given a date that cannot be read, and nothing else dates it.
    UnreadDate,
    /// It was published later than today.
    Future(Date),
    /// The text says that the rest is not there.
    Cut,
}

/// What looks wrong in an article, seen from today.
pub fn doubts(article: &Article, today: Date) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let is_empty = !article.paragraphs.iter().any(|one| one.kind.is_searched());
    if is_empty && article.standfirst.is_none() {
        doubts.push(Doubt::NoBody);
    } else if article.words < FEW_WORDS {
        doubts.push(Doubt::Short(article.words));
    }
    if article.date.is_none() && article.date_text.is_some() {
        doubts.push(Doubt::UnreadDate);
    }
    let date = article.date.as_ref().map(|date| date.value);
    let later = date.filter(|date| date.first_day() > today.last_day());
    doubts.extend(later.map(Doubt::Future));
    if article.paragraphs.iter().rev().take(LAST).any(|one| is_cut(&one.text)) {
        doubts.push(Doubt::Cut);
    }
    doubts
}

/// Whether a paragraph says that there is more for those who pay.
fn is_cut(text: &str) -> bool {
    let text = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    if text.chars().count() > LONGEST_NOTICE {
        return false; // an article about paywalls
    }
    let says = |words: &str| text.contains(words);
    says("il vous reste") && says("à lire")
        || (says("réservé") && says("abonné"))
        || says("lire la suite de cet article")
        || says("pour lire la suite")
        || text.ends_with("[…]")
        || text.ends_with("[...]")
        || text.ends_with("chars]") && says("[+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Place, Sourced};

    const BODY: &str = "Le pont de Valmorel rouvrira lundi matin, après six mois de \
        travaux que la mairie avait annoncés pour trois, et que les riverains ont \
        trouvés longs.";

    #[track_caller]
    fn case(paragraphs: &[&str], date: &str, expected: &[Doubt]) {
        let words: usize = paragraphs.iter().map(|one| one.split(' ').count()).sum();
        let place = Place { root: "/presse".into(), path: "pont.txt".into(), line: None };
        let article = Article {
            date: Some(Sourced::new(date.parse().unwrap(), Origin::Metadata)),
            words: u32::try_from(words).unwrap(),
            ..Article::sample("Le pont rouvre", &paragraphs.join("\n"), place)
        };
        assert_eq!(doubts(&article, "2020-03-15".parse().unwrap()), expected);
    }

    #[test]
    fn what_looks_wrong() {
        case(&[BODY], "2020-03", &[]);
        case(&[], "2019", &[Doubt::NoBody]);
        case(&["Le pont rouvre."], "2019", &[Doubt::Short(3)]);
        case(&[BODY], "2020-03-16", &[Doubt::Future("2020-03-16".parse().unwrap())]);
    }

    #[test]
    fn a_date_that_cannot_be_read() {
        let place = Place { root: "/presse".into(), path: "pont.txt".into(), line: None };
        let article = Article {
            date_text: Some("31/02/2012".into()),
            words: 26,
            ..Article::sample("Le pont rouvre", BODY, place)
        };
        let today = "2020-03-15".parse().unwrap();
        assert_eq!(doubts(&article, today), [Doubt::UnreadDate]);
        let date = Some(Sourced::new("2012".parse().unwrap(), Origin::FileName));
        assert_eq!(doubts(&Article { date, ..article }, today), []);
    }

    #[test]
    fn what_is_cut() {
        for notice in [
            "Il vous reste 80 % de cet article à lire. La suite est réservée aux abonnés.",
            "Article réservé à nos abonnés",
            "Les travaux ont été suivis par trois cabinets […]",
            "Abonnez-vous pour lire la suite",
            "Le conseil a voté… [+1284 chars]",
        ] {
            case(&[BODY, notice, "© Le Courrier"], "2019", &[Doubt::Cut]);
        }
        let about =
            "Le journal a fermé son site : désormais réservé aux abonnés, il perd \
            des lecteurs. "
                .repeat(5);
        case(&[BODY, &about], "2019", &[]);
        case(&[BODY, "Il reste deux ponts à rouvrir."], "2019", &[]);
    }
}
