//! Alerts of Google: a message lists what was published, each with a title, a source,
//! an address behind a redirection and a few words. Each is an article of its own.

use super::Fault;
use super::address::behind;
use super::export::Entry;
use super::fields::Field;
use super::html;
use mail_parser::Message;
use scraper::ElementRef;

const SENDER: &str = "googlealerts-noreply@google.com";

/// The articles of an alert; none when a message is something else.
pub(super) fn entries(
    message: &Message,
    page: Option<&str>,
) -> Result<Vec<Entry>, Fault> {
    let sender = message.from().and_then(|from| from.first()?.address());
    let (Some(SENDER), Some(page)) = (sender, page) else { return Ok(Vec::new()) };
    let tree = html::parse(page)?;
    let items = tree.root_element().descendent_elements().filter(|element| {
        element.attr("itemtype").is_some_and(|kind| kind.ends_with("/Article"))
    });
    Ok(items.map(entry).collect())
}

fn entry(item: ElementRef) -> Entry {
    let mut entry = Entry::default();
    let link = property(item, "url");
    let title =
        link.and_then(|link| property(link, "name")).or_else(|| property(item, "name"));
    let publisher =
        property(item, "publisher").map(|found| property(found, "name").unwrap_or(found));
    for (field, element) in [
        (Field::Title, title),
        (Field::Publication, publisher),
        (Field::Standfirst, property(item, "description")),
    ] {
        entry.set(
            field,
            element.map(|found| found.text().collect::<String>()).unwrap_or_default(),
        );
    }
    entry.set(
        Field::Url,
        link.and_then(|link| link.attr("href")).map(behind).unwrap_or_default(),
    );
    entry
}

fn property<'a>(item: ElementRef<'a>, name: &str) -> Option<ElementRef<'a>> {
    item.descendent_elements().find(|element| element.attr("itemprop") == Some(name))
}
