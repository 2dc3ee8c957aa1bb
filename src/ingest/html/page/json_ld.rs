//! JSON-LD: what a page says of itself in a script, after schema.org. Pages hold several
//! scripts, arrays, graphs whose nodes name each other; the article is one of the nodes.

use super::fields::Field;
use super::found::Found;
use super::tree;
use crate::article::Origin;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

type Node = Map<String, Value>;

/// Gathers what the scripts of a page say.
pub(super) fn read(page: &Html, found: &mut Found) {
    let is_ours = |element: &ElementRef| {
        tree::named(*element, "script")
            && element.attr("type").is_some_and(|kind| kind.contains("ld+json"))
    };
    let scripts = page.root_element().descendent_elements().filter(is_ours);
    let values: Vec<Value> =
        scripts.filter_map(|script| parse(&script.text().collect::<String>())).collect();
    let mut nodes = Vec::new();
    for value in &values {
        gather(value, &mut nodes);
    }
    let articles = nodes.iter().filter(|node| is_article(node));
    for node in articles.chain(nodes.iter().filter(|node| is_page(node))) {
        article(node, &nodes, found);
    }
}

/// A script, which may stand in a comment, or break its strings over lines.
fn parse(script: &str) -> Option<Value> {
    let script = script.replace("<![CDATA[", "").replace("]]>", "");
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let json = script.get(start..=end)?;
    let plain = || json.replace(char::is_control, " ");
    serde_json::from_str(json).or_else(|_| serde_json::from_str(&plain())).ok()
}

fn gather<'a>(value: &'a Value, nodes: &mut Vec<&'a Node>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                node.get(key).into_iter().for_each(|value| gather(value, nodes));
            }
        }
        _ => {}
    }
}

fn kinds(node: &Node) -> impl Iterator<Item = &str> {
    let kinds = node.get("@type").map_or(&[][..], |value| match value {
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    });
    kinds.iter().filter_map(Value::as_str)
}

fn is_article(node: &Node) -> bool {
    kinds(node).any(|kind| {
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    })
}

fn is_page(node: &Node) -> bool {
    kinds(node).any(|kind| kind == "WebPage" || kind == "ItemPage")
}

fn article(node: &Node, nodes: &[&Node], found: &mut Found) {
    let said = |key: &str| texts(node.get(key), nodes);
    let mut tell = |field, keys: &[&str]| {
        let values = keys.iter().map(|key| said(key)).find(|values| !values.is_empty());
        found.say_all(field, Origin::JsonLd, values.unwrap_or_default());
    };
    tell(Field::Publication, &["publisher"]);
    if is_article(node) {
        tell(Field::Title, &["headline", "name"]);
        tell(Field::Authors, &["author", "creator"]);
        tell(Field::Section, &["articleSection"]);
        tell(Field::Standfirst, &["description"]);
    }
    for written in said("datePublished") {
        found.published(Origin::JsonLd, &written);
    }
    for written in said("dateCreated").into_iter().chain(said("dateModified")) {
        found.changed(Origin::JsonLd, &written);
    }
}

/// The texts of a value: of a thing its name, wherever it is told.
fn texts(value: Option<&Value>, nodes: &[&Node]) -> Vec<String> {
    match value {
        Some(Value::String(text)) => said(text).into_iter().collect(),
        Some(Value::Array(values)) => {
            values.iter().flat_map(|value| texts(Some(value), nodes)).collect()
        }
        Some(Value::Object(node)) => {
            let id = node.get("@id");
            let told =
                || nodes.iter().find(|other| id.is_some() && other.get("@id") == id);
            let name = node.get("name").or_else(|| told()?.get("name"));
            name.and_then(Value::as_str).and_then(said).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A text that says something: entities read, addresses left out.
fn said(text: &str) -> Option<String> {
    let text = tree::plain(text);
    (!text.is_empty() && !text.starts_with("http")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(scripts: &[&str], field: Field, expected: &[&str]) {
        let open = "<script type='application/ld+json'>";
        let page =
            format!("{open}{}</script>", scripts.join(&format!("</script>{open}")));
        let mut found = Found::default();
        read(&tree::document(&page).unwrap(), &mut found);
        let values = found.into_record().take(field).map_or(Vec::new(), |taken| taken.0);
        assert_eq!(values, expected);
    }

    #[test]
    fn shapes() {
        use Field::{Authors, Date, Publication, Section, Title};
        let graph = r##"{"@graph": [{"@type": "WebSite", "name": "x"},
            {"@type": ["NewsArticle"], "headline": "Le port &amp; la criée",
             "author": {"@id": "#anne"}, "publisher": {"@id": "/#us"}},
            {"@type": "Person", "@id": "#anne", "name": "Anne Petit"},
            {"@type": "NewsMediaOrganization", "@id": "/#us", "name": "La Vigie"},
            {"@type": "WebPage", "name": "y", "datePublished": "2012-11-05T08:00:00"}]}"##;
        case(&[graph], Title, &["Le port & la criée"]);
        case(&[graph], Authors, &["Anne Petit"]);
        case(&[graph], Publication, &["La Vigie"]);
        case(&[graph], Date, &["2012-11-05T08:00:00"]);
        let array = r#"/*<![CDATA[*/ [{"@type": "BreadcrumbList"}, {"@type": "BlogPosting",
            "author": [{"name": "Anne Petit"}, "Jean Roux", "https://a.example/jean"],
            "articleSection": ["Mer", "Ports"], "description": "Un
            deux"}] //]]>"#;
        case(&[array], Authors, &["Anne Petit", "Jean Roux"]);
        case(&["{broken", array], Section, &["Mer", "Ports"]);
        case(&[r#"{"@type": "Recipe", "headline": "Une soupe"}"#], Title, &[]);
    }

    #[test]
    fn publication_comes_before_change() {
        case(
            &[
                r#"{"@type": "Article", "dateModified": "2013-01-02", "datePublished": "2012-11-05"}"#,
            ],
            Field::Date,
            &["2012-11-05"],
        );
    }

    proptest::proptest! {
        #[test]
        fn any_script_is_survived(json in "[{\\[]([\\]\\[{}:,\"a]|\"@type\":\"Article\"|\\PC){0,40}[}\\]]") {
            case(&[&json.replace('<', "")], Field::Page, &[]);
        }
    }
}
