//! What a page may cost before it is parsed: parsers of HTML take a time that grows with
//! the square of the depth, of the attributes of a tag, and of the tags left open. One
//! pass over the bytes refuses what no press page is.

use super::Fault;

/// Elements inside one another at most.
const DEEPEST: usize = 512;
/// Attributes of a tag at most.
const MOST_ATTRIBUTES: usize = 256;
/// Tags left open, counted again at each tag that follows, at most.
const MOST_REOPENED: usize = 4_000_000;

/// Elements that need no end tag: they are not counted as depth.
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
    "meta", "option", "p", "param", "source", "track", "wbr", "tr", "td", "th", "tbody",
    "html", "head", "body",
];

/// Elements that parsers open again in each paragraph until they are closed.
const REOPENED: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
    "tt", "u",
];

/// Whether a page can be parsed in a time in proportion to its size.
///
/// # Errors
/// [`Fault::Markup`], with what is too much of it.
pub(super) fn check(page: &str) -> Result<(), Fault> {
    let (mut depth, mut open, mut reopened) = (0_usize, 0_usize, 0_usize);
    let mut implied = 0_usize; // depth of those that need no end tag, if they have none
    for (at, _) in page.match_indices('<') {
        let rest = &page.as_bytes()[at + 1..];
        let is_end = rest.first() == Some(&b'/');
        let name = name(&rest[usize::from(is_end)..]);
        if name.is_empty() {
            continue;
        }
        let is = |names: &[&str]| names.iter().any(|one| name.eq_ignore_ascii_case(one));
        if is_end {
            if is(UNCLOSED) {
                implied = implied.saturating_sub(1);
            } else {
                depth = depth.saturating_sub(1);
            }
            open -= usize::from(is(REOPENED)).min(open);
            continue;
        }
        reopened += open;
        if is(&["td", "th", "li"]) {
            implied += 1; // nested in tables and lists, these do go deeper
        } else if !is(UNCLOSED) {
            depth += 1;
        }
        open += usize::from(is(REOPENED));
        if depth > DEEPEST || implied > 64 * DEEPEST {
            return Err(too_much("elements inside one another"));
        }
        if reopened > MOST_REOPENED {
            return Err(too_much("tags that are never closed"));
        }
        if attributes(rest) > MOST_ATTRIBUTES {
            return Err(too_much("attributes of one tag"));
        }
    }
    Ok(())
}

fn too_much(what: &str) -> Fault {
    Fault::Markup(format!("too many {what}"))
}

fn name(rest: &[u8]) -> &str {
    let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
    std::str::from_utf8(&rest[..end.unwrap_or(rest.len()).min(16)]).unwrap_or("")
}

/// Attributes of a tag, at most one more than may be: the spaces outside quotes.
fn attributes(rest: &[u8]) -> usize {
    let mut quote = None;
    let mut count = 0;
    for (at, byte) in rest.iter().enumerate() {
        match (quote, *byte) {
            (Some(open), close) if open == close => quote = None,
            (None, sign @ (b'"' | b'\'')) => {
                quote = Some(sign);
                count += usize::from(at > 0 && rest[at - 1] != b'=');
            }
            (None, b'>') => break,
            (None, b' ' | b'\n' | b'\t' | b'\r' | b'/' | 0xC) => {
                count += usize::from(
                    rest.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace()),
                );
            }
            _ => {}
        }
        if count > MOST_ATTRIBUTES {
            break;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let page =
            "<div class=\"a b\" id=x><p>Un <b>port</b><p>Deux<br></div>".repeat(5_000);
        check(&page).unwrap();
        check(&"<table><tr><td>1<td>2</table>".repeat(5_000)).unwrap();
    }

    #[test]
    fn what_no_page_is() {
        for page in [
            "<div>".repeat(20_000),
            format!("<p {}>", "a=1 ".repeat(20_000)),
            format!("<p {}>", " b\n".repeat(500)),
            "<b>".repeat(200) + &"<p>a".repeat(30_000),
        ] {
            assert!(check(&page).is_err(), "{}", &page[..40]);
        }
    }
}
