//! The address of a page, and what it tells: the site, and often the day.

use super::fields::Field;
use super::file_name;
use super::found::Found;
use super::tree;
use crate::article::{Date, Origin, Precision};
use scraper::{ElementRef, Html};

/// Characters at the top of a page among which browsers say where they saved it from.
const HEAD: usize = 4_096;

/// Gathers what the address of a page tells, wherever the page says it.
pub(super) fn read(raw: &str, page: &Html, found: &mut Found) {
    let Some(url) = canonical(page).or_else(|| saved_from(raw)) else { return };
    let Some((host, path)) = parts(url) else { return };
    if let Some(date) = date(path) {
        found.published(Origin::Url, &date.to_string());
    }
    let site = host.split(':').next().unwrap_or(host);
    found.say(Field::Publication, Origin::Url, site.trim_start_matches("www."));
    found.say(Field::Url, Origin::Page, url);
}

/// Host and path of an address of the web.
fn parts(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    (host.contains('.')).then_some((host, path))
}

/// The address that a page gives itself; that of a home page is none of an article.
fn canonical(page: &Html) -> Option<&str> {
    let elements = || page.root_element().descendent_elements();
    let link = elements()
        .find(|element| is_canonical(*element))
        .and_then(|element| element.attr("href"));
    let graph = || {
        elements()
            .find(|element| element.attr("property") == Some("og:url"))
            .and_then(|element| element.attr("content"))
    };
    let is_article = |url: &&str| parts(url).is_some_and(|(_, path)| path.len() > 1);
    link.map(str::trim)
        .filter(is_article)
        .or_else(|| graph().map(str::trim).filter(is_article))
}

fn is_canonical(element: ElementRef) -> bool {
    tree::named(element, "link")
        && element.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
}

/// What a browser wrote at the top of a page that it saved: ` saved from url=(0028)…`,
/// or the lines of `SingleFile`.
fn saved_from(raw: &str) -> Option<&str> {
    let head = &raw[..raw.floor_char_boundary(HEAD)];
    let comment = head.split("<!--").skip(1).find_map(|comment| {
        let comment = comment.split("-->").next().unwrap_or(comment);
        let said = ["saved from url=", "SingleFile"];
        said.iter().any(|said| comment.contains(said)).then_some(comment)
    })?;
    let at = comment
        .find("url=")
        .map(|at| at + 4)
        .or_else(|| comment.find("url:").map(|at| at + 4))?;
    let url = &comment[at..];
    let url = &url[url.find("http")?..];
    let url = url.split(char::is_whitespace).next()?;
    parts(url).map(|_| url)
}

/// A day or a month in a path: `/2012/11/05/`, `-20121105-`, `/2012/11/`.
fn date(path: &str) -> Option<Date> {
    let of_path = file_name::date(path.trim_start_matches('/')).map(|date| date.value);
    let days: Vec<Date> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 8 && digits.starts_with(['1', '2']))
        .filter_map(|digits| {
            let (year, day) = digits.split_at(4);
            format!("{year}-{}-{}", &day[..2], &day[2..]).parse().ok()
        })
        .collect();
    let precise = |date: &Date| date.precision() > Precision::Year;
    of_path.filter(precise).or(match days.as_slice() {
        [day] => Some(*day),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn dated(path: &str, expected: Option<&str>) {
        assert_eq!(
            date(path).map(|date| date.to_string()).as_deref(),
            expected,
            "{path}"
        );
    }

    #[test]
    fn days_in_paths() {
        dated("/mer/2012/11/05/le-port.html", Some("2012-11-05"));
        dated("/mer/article/2012/11/05/le-port_1786.html", Some("2012-11-05"));
        dated("/mer/40605-20121105-le-port-rouvre", Some("2012-11-05"));
        dated("/le-port-2012-11-05.php", Some("2012-11-05"));
        dated("/2012/11/le-port/", Some("2012-11"));
        for path in ["/elections/2012/le-port", "/le-port-20129905", "/a/1234567890", "/"]
        {
            dated(path, None);
        }
    }

    #[track_caller]
    fn case(raw: &str, expected: Option<&str>) {
        let mut found = Found::default();
        read(raw, &tree::document(raw).unwrap(), &mut found);
        let url = found.into_record().take_line(Field::Url).map(|(url, _)| url);
        assert_eq!(url.as_deref(), expected);
    }

    #[test]
    fn where_a_page_says_it() {
        let page = "<link rel=canonical href='https://a.example/port'>";
        case(page, Some("https://a.example/port"));
        let home = "<link rel=canonical href='https://a.example/'>\
            <meta property='og:url' content=' https://a.example/criee '>";
        case(home, Some("https://a.example/criee"));
        case(
            "<!DOCTYPE html><!-- Page saved with SingleFile\n url: https://a.example/b?c \n saved date: x\n-->",
            Some("https://a.example/b?c"),
        );
        case(
            "<!-- saved from url=(0021)https://a.example/b --><p>",
            Some("https://a.example/b"),
        );
        case("<!-- SingleFile url: --><link rel=canonical href='/port'>", None);
    }
}
