//! What a page shows of itself, told by its elements and by the classes that publishing
//! systems give them: title, day, author, surtitre and chapô.

use super::fields::Field;
use super::fold::letters;
use super::found::Found;
use super::{byline, names, tree};
use crate::article::Origin;
use scraper::{ElementRef, Html, node::Element};

/// Characters of a signature at most.
const LONGEST_NAME: usize = 100;

/// Elements about other things than the article.
const ASIDE: &[&str] = &["aside", "footer", "nav"];

/// Signs that part the title of a page from the name of its site.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " • ", " · ", " : ", " :: ", " » "];

/// Gathers what the elements of a page say.
pub(super) fn read(page: &Html, found: &mut Found) {
    let root = page.root_element();
    let title = title(page);
    let main: Vec<ElementRef> =
        root.descendent_elements().filter(|element| !is_aside(*element)).collect();
    for (field, words) in [
        (Field::Kicker, &["surtitre", "kicker"][..]),
        (Field::Standfirst, &["chapo", "chapeau", "standfirst", "accroche"]),
    ] {
        let shown = main.iter().find(|element| is_of(**element, words));
        found.say(
            field,
            Origin::Page,
            shown.map(|shown| tree::text(*shown)).unwrap_or_default(),
        );
    }
    if let Some(lang) = root.attr("lang").or_else(|| root.attr("xml:lang")) {
        found.say(Field::Language, Origin::Page, lang);
    }
    time(&main, title.as_deref(), found);
    found.say_all(Field::Authors, Origin::Page, authors(&main));
    found.say(Field::Title, Origin::Page, title.unwrap_or_default());
}

/// The title that the page shows: the `<h1>` that its `<title>` repeats, or the only
/// one; else its `<title>`.
pub(super) fn title(page: &Html) -> Option<String> {
    let elements = || page.root_element().descendent_elements();
    let texts = |name: &'static str| {
        elements()
            .filter(move |element| tree::named(*element, name) && !in_picture(*element))
            .map(tree::text)
            .filter(|text| !text.is_empty())
    };
    let whole = texts("title").next();
    let shown: Vec<String> = texts("h1").collect();
    let named = whole.as_deref().map(letters).unwrap_or_default();
    let repeated = shown.iter().filter(|text| is_same(&named, &letters(text)));
    let repeated = repeated.max_by_key(|text| text.len());
    let only = || shown.first().filter(|_| shown.len() == 1);
    repeated.or_else(only).cloned().or(whole)
}

/// Letters that a page may add to its title where it shows it: « Abonnés ».
const ADDED: usize = 12;

/// Whether a title, followed by others things, is the one shown.
fn is_same(title: &str, shown: &str) -> bool {
    let common = title.bytes().zip(shown.bytes()).take_while(|(one, other)| one == other);
    let common = common.count();
    common == shown.len() || common > ADDED && common + ADDED >= shown.len()
}

/// An `<svg>` has a `<title>` too.
fn in_picture(element: ElementRef) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|above| tree::named(above, "svg"))
}

/// What follows each sign that may part the name of a site from a title.
pub(super) fn tails(title: &str) -> impl Iterator<Item = &str> {
    SEPARATORS
        .iter()
        .flat_map(|sign| title.match_indices(sign))
        .map(|(at, sign)| title[at + sign.len()..].trim())
        .filter(|tail| !tail.is_empty())
}

/// A title without the name of its site, known as such or as what the page adds to the
/// title it shows.
pub(super) fn without_site(
    title: &str,
    shown: Option<&str>,
    site: Option<&str>,
) -> String {
    let shown = shown.map(letters).unwrap_or_default();
    let site = site.map(letters).unwrap_or_default();
    let is_head = |head: &str| {
        head == shown
            || head.len() > ADDED
                && shown.starts_with(head)
                && shown.len() <= head.len() + ADDED
    };
    let cut = SEPARATORS.iter().flat_map(|sign| title.match_indices(sign)).find(
        |(at, sign)| {
            let (head, tail) = (&title[..*at], letters(&title[at + sign.len()..]));
            let is_site = tail.len() > 3 && site.starts_with(&tail)
                || !site.is_empty() && tail.starts_with(&site);
            let head = letters(head);
            !head.is_empty() && (is_head(&head) || is_site)
        },
    );
    cut.map_or(title, |(at, _)| &title[..at]).trim().to_owned()
}

fn is_aside(element: ElementRef) -> bool {
    let above = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(above).any(|element| is_other(element.value()))
}

/// Whether an element is about something else than the article: menus, comments.
pub(super) fn is_other(element: &Element) -> bool {
    let is_whole = matches!(element.name(), "html" | "body" | "main" | "article");
    ASIDE.contains(&element.name()) || !is_whole && is_discussion(element)
}

/// Whether it is called comments or forum.
pub(super) fn is_discussion(element: &Element) -> bool {
    let names = element.classes().chain(element.id());
    names
        .map(str::to_ascii_lowercase)
        .any(|name| name.starts_with("comment") || name.starts_with("forum"))
}

/// Whether one word of a class is among these: `chapo`, `article__chapo`, `crayon-chapo`.
fn is_of(element: ElementRef, words: &[&str]) -> bool {
    element.value().classes().any(|class| {
        let class = class.to_ascii_lowercase();
        class.split(['-', '_']).any(|part| words.contains(&part))
    })
}

/// The `<time>` nearest to the title, rather below it than above. What its readers see
/// is believed first; a class may say that it is that of a change.
fn time(main: &[ElementRef], title: Option<&str>, found: &mut Found) {
    let says_title = |element: &ElementRef| {
        tree::named(*element, "h1") && title == Some(tree::text(*element).as_str())
    };
    let title = main.iter().position(says_title).unwrap_or(0);
    let is_time = |element: &ElementRef| {
        tree::named(*element, "time") || element.attr("itemprop") == Some("datePublished")
    };
    let distance = |at: usize| if at < title { 3 * (title - at) } else { at - title };
    let times = main.iter().enumerate().filter(|(_, element)| is_time(element));
    let Some((_, time)) = times.min_by_key(|(at, _)| distance(*at)) else { return };
    let seen = tree::text(*time);
    let coded = time.attr("datetime").or(time.attr("content"));
    if is_of(*time, &["updated", "modified"]) && !is_of(*time, &["published"]) {
        found.changed(Origin::Page, coded.unwrap_or(&seen));
        return;
    }
    if let Some((_, written)) = byline::read(&seen).and_then(|byline| byline.date) {
        found.published(Origin::Page, &written);
    }
    found.published(Origin::Page, coded.unwrap_or(&seen));
}

/// Who signs: the first element marked as such, or set on the right as signatures are,
/// that holds names and nothing else.
fn authors(main: &[ElementRef]) -> Vec<String> {
    let is_signature = |element: &&ElementRef| {
        element.attr("itemprop") == Some("author")
            || element.attr("rel") == Some("author")
            || element.attr("align") == Some("right")
            || is_of(
                **element,
                &["author", "auteur", "authors", "auteurs", "byline", "signature"],
            )
    };
    main.iter()
        .filter(is_signature)
        .find_map(|element| signed(&tree::text(*element)))
        .unwrap_or_default()
}

/// The names of a text that holds nothing else.
fn signed(text: &str) -> Option<Vec<String>> {
    if text.chars().nth(LONGEST_NAME).is_some() {
        return None;
    }
    if let Some(byline) = byline::read(text) {
        return Some(byline.authors).filter(|names| !names.is_empty());
    }
    let (names, rest) = names::read(text)?;
    let is_whole = !names::after_role(rest).contains(char::is_alphanumeric);
    (is_whole && names.iter().all(|name| name.contains(' '))).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(page: &str, field: Field, expected: Option<&str>) {
        let mut found = Found::default();
        read(&tree::document(page).unwrap(), &mut found);
        let value = found.into_record().take_line(field).map(|(value, _)| value);
        assert_eq!(value.as_deref(), expected, "{page}");
    }

    #[test]
    fn titles() {
        case(
            "<title>Le port - La Vigie</title><h1>La Vigie</h1><h1>Le port</h1>",
            Field::Title,
            Some("Le port"),
        );
        case(
            "<title>Le port de pêche rouvre - Mer - Vigie</title><h1>Vigie</h1><h1>Le port de pêche rouvre <i>Abonnés</i></h1>",
            Field::Title,
            Some("Le port de pêche rouvre Abonnés"),
        );
        case("<title>Accueil</title><h1>Le port</h1>", Field::Title, Some("Le port"));
        case("<title>Le port</title><h1>a</h1><h1>b</h1>", Field::Title, Some("Le port"));
        case("<svg><title>logo</title></svg><p>x", Field::Title, None);
    }

    #[test]
    fn titles_without_their_site() {
        for (title, shown, site) in [
            ("Le port - une histoire | La Vigie", None, Some("La Vigie")),
            (
                "Le port - une histoire | Mer | 05.11.2012",
                Some("Le port - une histoire"),
                None,
            ),
            (
                "Le port - une histoire | Mer | Vigie",
                Some("Le port - une histoire Abonnés"),
                None,
            ),
            ("Le port - une histoire – vigie.example", None, Some("vigie.example")),
            ("Le port - une histoire", None, Some("La Vigie")),
            ("Le port - une histoire", None, None),
        ] {
            assert_eq!(
                without_site(title, shown, site),
                "Le port - une histoire",
                "{title}"
            );
        }
    }

    #[test]
    fn days() {
        let page = "<nav><time datetime=2011-01-01>x</time></nav><h1>a</h1>\
            <time class='entry-date published' datetime='2012-11-05T08:00:00'>5</time>\
            <time class=updated datetime=2013-01-01>x</time>";
        case(page, Field::Date, Some("2012-11-05T08:00:00"));
        case(
            "<h1>a</h1><time>5 novembre 2012</time>",
            Field::Date,
            Some("5 novembre 2012"),
        );
        case("<p>x", Field::Date, None);
        let page = "<time pubdate datetime=2011-01-01>x</time><p>a<p>b<h1>c</h1>\
            <time datetime=2013-01-01>Publié le 5 novembre 2012</time>";
        case(page, Field::Date, Some("5 novembre 2012"));
    }

    #[test]
    fn signatures() {
        case(
            "<p class=article__author>Par Anne Petit, à Brest</p>",
            Field::Authors,
            Some("Anne Petit"),
        );
        case("<a rel=author>Jean Roux</a>", Field::Authors, Some("Jean Roux"));
        case(
            "<div class=author><span>Anne Petit</span> est journaliste depuis dix ans.</div><div class=auteur>Jean Roux</div>",
            Field::Authors,
            Some("Jean Roux"),
        );
        case(
            "<h2>Une page</h2><p>Il rouvre.<p align=\"right\"><em><font size=2>Jean Roux</font></em></p>",
            Field::Authors,
            Some("Jean Roux"),
        );
        case("<div class=comment-author>Anne Petit</div>", Field::Authors, None);
        case("<p class=authority>Anne Petit</p>", Field::Authors, None);
    }

    #[test]
    fn surtitre_and_chapo() {
        let page = "<p class='crayon surtitre'>Mer</p><h1>a</h1><div class=article-chapo><p>Il rouvre.</div>";
        case(page, Field::Kicker, Some("Mer"));
        case(page, Field::Standfirst, Some("Il rouvre."));
    }
}
