//! A page without what is no text: scripts, styles, comments, and the pictures that
//! saved pages hold as `data:` addresses. What is left tells how large the page is, and
//! is all that is parsed. Scripts of JSON-LD stay.

use memchr::memmem;

/// Bytes of a `data:` address that are left in place: parsing them costs nothing.
const SHORT: usize = 64;

/// The page without them.
pub(super) fn lighten(page: &str) -> String {
    let mut out = String::with_capacity(page.len().min(1024 * 1024));
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            let Some(end) = rest.find("-->") else { break };
            rest = &rest[end + 3..];
            continue;
        }
        let Some(end) = tag_end(rest) else { break };
        let (tag, after) = rest.split_at(end);
        rest = after;
        let Some(name) = hidden(tag) else {
            push_tag(tag, &mut out);
            continue;
        };
        let (inside, after) = rest.split_at(content(rest, name));
        if tag.contains("ld+json") {
            out.push_str(tag);
            out.push_str(inside);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: after the first `>` outside quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b'<';
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), close) if open == close => quote = None,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// The name of an element whose content is no text.
fn hidden(tag: &str) -> Option<&'static str> {
    ["script", "style"].into_iter().find(|name| {
        let rest = tag.as_bytes().get(1..=name.len() + 1);
        rest.is_some_and(|rest| {
            rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
                && !rest[name.len()].is_ascii_alphanumeric()
                && rest[name.len()] != b'-'
        })
    })
}

/// Bytes before and with the end tag of an element; all of them where it has none, as
/// browsers do.
fn content(rest: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    let Some(end) = memmem::find_iter(rest.as_bytes(), "</").find(is_end) else {
        return rest.len();
    };
    rest[end..].find('>').map_or(rest.len(), |close| end + close + 1)
}

/// A tag without its `data:` addresses.
fn push_tag(tag: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find("data:") {
        let length = rest[at..].find(['"', '\'', ' ', ')', '>']);
        let end = at + length.unwrap_or(rest.len() - at);
        let keep = if end - at > SHORT { at } else { end };
        out.push_str(&rest[..keep]);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(page: &str, expected: &str) {
        assert_eq!(lighten(page), expected);
    }

    #[test]
    fn what_is_no_text_goes() {
        case("a<script>if (1 < 2) {}</script>b<STYLE type=x>p{}</Style >c", "abc");
        case("a<!-- <p>b --><p>c", "a<p>c");
        case("<script src=x></script><scripts>a", "<scripts>a");
        case("a<script>never closed", "a");
        let long = "A".repeat(100);
        case(
            &format!("<img alt='x' src=\"data:image/png;base64,{long}\"><p>b"),
            "<img alt='x' src=\"\"><p>b",
        );
        case(
            &format!("<img src=data:image/png;base64,{long} alt=x>data:{long}"),
            &format!("<img src= alt=x>data:{long}"),
        );
    }

    #[test]
    fn what_is_text_stays() {
        for page in [
            "<script type=\"application/ld+json\">{\"a\": \"<b>\"}</script><p>x",
            "<p title=\"a > b\" data-x='data:1'>1 < 2</p",
            "a <!-- never closed",
            "<",
            "",
        ] {
            case(page, page);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(page in "(<!--|-->|<script|</|style|>|=|\"|'|data:|\\PC){0,60}") {
            lighten(&page);
        }
    }
}
