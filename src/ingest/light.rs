//! The light Markdown that plain text files are strewn with: `**bold**`,
//! `[label](target)`. What a reader would see is kept.

/// The text without the marks, and whether it was one link and nothing else.
pub(super) fn plain(text: &str) -> (String, bool) {
    let is_link = link(text.trim()).is_some_and(|(_, rest)| rest.is_empty());
    if !text.contains("**") && !text.contains("](") {
        return (text.to_owned(), false);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '[', '!']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((inside, after)) = bold(rest) {
            out.push_str(&plain(inside).0);
            rest = after;
        } else if let Some((label, after)) = link(rest) {
            out.push_str(&plain(label).0);
            rest = after;
        } else {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..first]);
            rest = &rest[first..];
        }
    }
    out.push_str(rest);
    (out, is_link)
}

fn bold(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("**")?;
    let (inside, after) = inner.split_at(near(inner, "**")?);
    let after = &after[2..];
    let sound = !inside.trim().is_empty() && !inside.contains('\n');
    sound.then_some((inside, after))
}

/// `[label](target)` or `![label](target)` at the start of a text; the label may not
/// be empty, or nothing would be left to see.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let (label, rest) = inner.split_at(near(inner, "](")?);
    let (target, after) = rest[2..].split_at(near(&rest[2..], ")")?);
    let after = &after[1..];
    let sound = !label.trim().is_empty()
        && !label.contains(['[', ']', '\n'])
        && !target.contains(char::is_whitespace);
    sound.then_some((label, after))
}

/// Where a sign is, if it is not far: a text of opening brackets alone must not be
/// searched to its end for each.
fn near(text: &str, sign: &str) -> Option<usize> {
    let window = &text.as_bytes()[..text.len().min(2_000)];
    window.windows(sign.len()).position(|bytes| bytes == sign.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str, is_link: bool) {
        assert_eq!(plain(text), (expected.to_owned(), is_link));
    }

    #[test]
    fn marks_go_and_words_stay() {
        case(
            "Le **port** de [Saint-Aubin](#) rouvre",
            "Le port de Saint-Aubin rouvre",
            false,
        );
        case("[Lire la suite](https://exemple.fr/a)", "Lire la suite", true);
        case("**[Le port](#)**", "Le port", false);
        case("![Le quai](quai.jpg) vu du **phare**", "Le quai vu du phare", false);
    }

    #[test]
    fn what_is_not_markdown_stays() {
        for text in [
            "2 * 3 = 6",
            "[sic] (dit-il)",
            "a ** b",
            "[x](un deux)",
            "[](#)",
            "f(x)[1](",
            "!",
        ] {
            case(text, text, false);
        }
    }
}
