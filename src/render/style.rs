//! What each piece of the output is, and how that looks on a terminal with colours.

use anstyle::{AnsiColor, Style};

/// What a piece of the output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Running text.
    Plain,
    /// The title of an article.
    Title,
    /// A word of the query, wherever it stands.
    Mark,
    /// A heading inside an article.
    Heading,
    /// What helps to read the rest: ranks, ids, places, guessed or unsearched text.
    Faint,
    /// The word « error » of a message.
    Error,
    /// The word « warning » of a message.
    Warning,
    /// The word « hint » of a message.
    Hint,
}

/// With or without colours, decided once for each stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styles {
    /// Nothing but the text.
    Plain,
    /// ANSI colours.
    Coloured,
}

impl Styles {
    /// How `label` looks: `{style}text{style:#}` draws it, and adds nothing at all
    /// without colours. Only the sixteen colours that the reader's theme defines.
    pub fn of(self, label: Label) -> Style {
        if self == Self::Plain {
            return Style::new();
        }
        match label {
            Label::Plain => Style::new(),
            Label::Title | Label::Heading => Style::new().bold(),
            Label::Mark | Label::Error => AnsiColor::Red.on_default().bold(),
            Label::Warning => AnsiColor::Yellow.on_default().bold(),
            Label::Hint => AnsiColor::Cyan.on_default().bold(),
            Label::Faint => Style::new().dimmed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_only_when_asked() {
        let draw = |styles: Styles| {
            let style = styles.of(Label::Mark);
            format!("{style}cloud{style:#}")
        };
        assert_eq!(draw(Styles::Plain), "cloud");
        assert_eq!(draw(Styles::Coloured), "\u{1b}[1m\u{1b}[31mcloud\u{1b}[0m");
    }
}
