//! The `<meta>` elements of a page: `OpenGraph` and its `article:` properties, Dublin Core,
//! and the names that publishing systems give.

use super::fields::Field;
use super::found::Found;
use super::tree;
use crate::article::Origin;
use scraper::{ElementRef, Html};

/// What a property tells.
#[derive(Clone, Copy)]
enum Told {
    Of(Field),
    Published,
    Changed,
}

/// What each property tells, the surest of a field first.
const PROPERTIES: &[(Told, &[&str])] = &[
    (
        Told::Of(Field::Title),
        &["og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"],
    ),
    (
        Told::Of(Field::Authors),
        &[
            "article:author",
            "og:article:author",
            "author",
            "authors",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "bepress_citation_author",
            "sailthru.author",
            "parsely-author",
            "byl",
        ],
    ),
    (
        Told::Of(Field::Publication),
        &[
            "og:site_name",
            "dc.publisher",
            "dcterms.publisher",
            "citation_journal_title",
            "publisher",
            "application-name",
        ],
    ),
    (
        Told::Of(Field::Section),
        &["article:section", "og:article:section", "section", "parsely-section"],
    ),
    (
        Told::Of(Field::Standfirst),
        &["og:description", "description", "dc.description", "twitter:description"],
    ),
    (Told::Of(Field::Url), &["og:url"]),
    (Told::Of(Field::Language), &["dc.language", "dcterms.language", "content-language"]),
    (
        Told::Published,
        &[
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date.created",
            "dcterms.created",
            "dc.date",
            "dcterms.date",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "publication-date",
            "publication_date",
            "date.published",
            "article.published",
            "citation_publication_date",
            "citation_date",
            "bepress_citation_date",
            "sailthru.date",
            "parsely-pub-date",
            "cxenseparse:recs:publishtime",
            "originalpublicationdate",
        ],
    ),
    (
        Told::Changed,
        &[
            "article:modified_time",
            "og:article:modified_time",
            "og:updated_time",
            "datemodified",
            "dc.date.modified",
            "dcterms.modified",
            "last-modified",
            "revised",
        ],
    ),
];

/// Gathers what the `<meta>` of a page say.
pub(super) fn read(page: &Html, found: &mut Found) {
    let is_meta = |element: &ElementRef| tree::named(*element, "meta");
    let said: Vec<(String, String)> = page
        .root_element()
        .descendent_elements()
        .filter(is_meta)
        .filter_map(|meta| {
            let name = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|key| meta.attr(key))?;
            let content = tree::plain(meta.attr("content")?);
            let sound = !content.is_empty();
            sound.then(|| (name.trim().to_ascii_lowercase(), content))
        })
        .collect();
    for (told, names) in PROPERTIES {
        for name in *names {
            let values = said.iter().filter(|(key, _)| key == name).map(|(_, said)| said);
            tell(*told, name, values.cloned().collect(), found);
        }
    }
}

fn tell(told: Told, name: &str, mut values: Vec<String>, found: &mut Found) {
    let is_open_graph = name.starts_with("og:") || name.starts_with("article:");
    let from = if is_open_graph { Origin::OpenGraph } else { Origin::Meta };
    match told {
        Told::Of(Field::Authors) => {
            // An account, an address, a site are nobody's name.
            values.retain(|value| {
                !["http", "www.", "@"].iter().any(|it| value.contains(it))
            });
            values.dedup();
            found.say_all(Field::Authors, from, values);
        }
        Told::Of(field) => {
            if let Some(value) = values.into_iter().next() {
                found.say(field, from, value);
            }
        }
        // Of a list of other articles, each may say its date: the first is the page's.
        Told::Published => {
            if let Some(value) = values.first() {
                found.published(from, value);
            }
        }
        Told::Changed => {
            if let Some(value) = values.first() {
                found.changed(from, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(page: &str, field: Field, expected: &[&str], from: Origin) {
        let mut found = Found::default();
        read(&tree::document(page).unwrap(), &mut found);
        let taken = found.into_record().take(field);
        let expected = expected.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(taken, Some((expected, from)), "{page}");
    }

    #[test]
    fn the_surest_name_wins() {
        let page = "<meta name=Author content='Jean Roux'>\
            <meta property='article:author' content='https://social.example/anne'>\
            <meta name='DC.title' content='Le port'>\
            <meta property='og:title' content='Le port rouvre &amp;amp; vite'>\
            <meta name='citation_author' content='A'><meta name='citation_author' content='B'>\
            <meta property='article:published_time' content='2012-11-05T14:30:00+01:00'>\
            <meta itemprop=datePublished content='2011-01-01'>";
        case(page, Field::Authors, &["Jean Roux"], Origin::Meta);
        case(page, Field::Title, &["Le port rouvre & vite"], Origin::OpenGraph);
        case(page, Field::Date, &["2012-11-05T14:30:00+01:00"], Origin::OpenGraph);
        let page = "<meta name='citation_author' content='A. Petit'>\
            <meta name='citation_author' content='B. Roux'>";
        case(page, Field::Authors, &["A. Petit", "B. Roux"], Origin::Meta);
    }
}
