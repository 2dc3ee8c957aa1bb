//! Marked text laid out in lines of the terminal's width, counted in columns, as French
//! breaks them: never before « : », never inside « « mot » ».

use super::safe;
use super::style::{Label, Styles};
use crate::search::Mark;
use std::io::{self, Write};
use std::ops::Range;
use textwrap::core::{self, Word};
use textwrap::{WordSeparator, wrap_algorithms::wrap_first_fit};

/// The longest line that is pleasant to read, however wide the terminal.
const MEASURE: usize = 100;

/// How text for people is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns of the terminal; `None` for lines that are never cut, as when piped.
    pub columns: Option<usize>,
    /// With or without colours.
    pub styles: Styles,
}

/// A text made safe, with its marks carried over.
pub(super) struct Marked {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Marked {
    /// `text` on one line; `marks` are bytes of it, sorted, apart from each other.
    pub(super) fn new(text: &str, marks: &[Mark]) -> Self {
        let (mut before, mut safe) = (0, 0);
        let mut moved = |at: usize| {
            let passed = text[before..at].chars();
            safe += passed.map(|c| safe::shown(c).len_utf8()).sum::<usize>();
            before = at;
            safe
        };
        let marks =
            marks.iter().map(|Mark(start, end)| moved(*start)..moved(*end)).collect();
        Self { text: text.chars().map(safe::shown).collect(), marks }
    }

    /// The same, cut after so many characters with « … » when there are more.
    pub(super) fn cut(mut self, most: usize) -> Self {
        if let Some((end, _)) = self.text.char_indices().nth(most) {
            self.text.truncate(end);
            self.text.push('…');
            self.marks.retain(|mark| mark.end <= end);
        }
        self
    }

    /// The same between brackets, which tell a derived text from a real one where
    /// there are no colours.
    pub(super) fn bracketed(self) -> Self {
        let marks = self.marks.into_iter().map(|mark| mark.start + 1..mark.end + 1);
        Self { text: format!("[{}]", self.text), marks: marks.collect() }
    }

    /// The bytes `line` of the text, in runs that are wholly marked or not at all.
    fn runs(&self, line: Range<usize>) -> Vec<(bool, &str)> {
        let mut runs = Vec::new();
        let mut at = line.start;
        let from = self.marks.partition_point(|mark| mark.end <= line.start);
        for mark in self.marks[from..].iter().take_while(|mark| mark.start < line.end) {
            let mark = mark.start.max(line.start)..mark.end.min(line.end);
            runs.push((false, &self.text[at..mark.start]));
            runs.push((true, &self.text[mark.clone()]));
            at = mark.end;
        }
        runs.push((false, &self.text[at..line.end]));
        runs.retain(|(_, run)| !run.is_empty());
        runs
    }
}

impl Look {
    /// A piece of a line; nothing at all when it is empty.
    pub(super) fn piece(
        &self,
        label: Label,
        text: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let style = self.styles.of(label);
        write!(out, "{style}{}{style:#}", safe::safe_line(text))
    }

    /// `text` in whole lines; the first goes on after `indent` columns that stand
    /// written already, the others are indented by as much.
    pub(super) fn lines(
        &self,
        text: &Marked,
        indent: usize,
        label: Label,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let base = self.styles.of(label);
        let mark = self.styles.of(Label::Mark);
        for (number, line) in self.breaks(&text.text, indent).into_iter().enumerate() {
            if number > 0 {
                write!(out, "{:indent$}", "")?;
            }
            for (marked, run) in text.runs(line) {
                let style = if marked { mark } else { base };
                write!(out, "{style}{run}{style:#}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// The bytes of each line of `text`, when lines begin after `indent` columns.
    fn breaks(&self, text: &str, indent: usize) -> Vec<Range<usize>> {
        let text = text.trim_end();
        let Some(columns) = self.columns else {
            return std::iter::once(0..text.len()).collect();
        };
        let width = columns.min(MEASURE).saturating_sub(indent).max(10);
        let words = core::break_words(words(text), width);
        // Columns are far below 2^52.
        #[expect(clippy::cast_precision_loss, reason = "at most `MEASURE`")]
        let lines = wrap_first_fit(&words, &[width as f64]);
        let mut at = 0;
        let mut breaks = Vec::with_capacity(lines.len());
        for line in lines {
            let long: usize =
                line.iter().map(|w| w.word.len() + w.whitespace.len()).sum();
            let spaces = line.last().map_or(0, |word| word.whitespace.len());
            breaks.push(at..at + long - spaces);
            at += long;
        }
        breaks
    }
}

/// Words with the punctuation that French keeps on their line.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in WordSeparator::AsciiSpace.find_words(text) {
        let stays = word.word.starts_with(['»', ':', ';', '!', '?', '%']);
        let before = text[start..at].trim_end();
        if !stays && !before.ends_with('«') && at > start {
            words.push(Word::from(&text[start..at]));
            start = at;
        }
        at += word.word.len() + word.whitespace.len();
    }
    words.push(Word::from(&text[start..at]));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draw(
        text: &str,
        marks: &[Mark],
        columns: Option<usize>,
        styles: Styles,
    ) -> String {
        let mut out = Vec::new();
        let look = Look { columns, styles };
        look.lines(&Marked::new(text, marks), 2, Label::Plain, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn case(text: &str, lines: &str) {
        assert_eq!(draw(text, &[], Some(22), Styles::Plain), format!("{lines}\n"));
    }

    #[test]
    fn cut_at_words() {
        case("", "");
        case("court", "court");
        case("le budget de la défense augmente", "le budget de la\n  défense augmente");
        case(
            "anticonstitutionnellement parlant",
            "anticonstitutionnell\n  ement parlant",
        );
        case("東京都東京都東京都東京都", "東京都東京都東京都東\n  京都");
    }

    #[test]
    fn french_punctuation_stays_with_its_word() {
        case(
            "la ministre a dit oui : rien de plus",
            "la ministre a dit\n  oui : rien de plus",
        );
        case("nul ne connaît ce « mot »", "nul ne connaît ce\n  « mot »");
        case("un taux relevé à 12 % hier", "un taux relevé à\n  12 % hier");
    }

    #[test]
    fn never_cut_when_piped() {
        let long = "mot ".repeat(100);
        assert_eq!(draw(&long, &[], None, Styles::Plain).lines().count(), 1);
    }

    #[test]
    fn marks_follow_the_text_from_line_to_line() {
        let drawn = draw(
            "la vieille maison\u{1b} du peuple",
            &[Mark(3, 10), Mark(11, 18), Mark(22, 28)],
            Some(22),
            Styles::Coloured,
        );
        assert_eq!(
            drawn.replace("\u{1b}[1m\u{1b}[31m", "<").replace("\u{1b}[0m", ">"),
            "la <vieille> <maison\u{FFFD}>\n  du <peuple>\n"
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_nor_too_wide(text in "[ a-zé«»:!東\u{a0}]{0,80}", columns in 12..60_usize) {
            let drawn = draw(&text, &[], Some(columns), Styles::Plain);
            let dense = |text: &str| text.replace(char::is_whitespace, "");
            prop_assert_eq!(dense(&drawn), dense(&text));
            for line in drawn.lines() {
                prop_assert!(core::display_width(line) <= columns, "{line:?}");
            }
        }

        #[test]
        fn marks_stay_on_their_words(before in any::<String>(), word in any::<String>(), after in any::<String>()) {
            let text = format!("{before}{word}{after}");
            let mark = Mark(before.len(), before.len() + word.len());
            let marked = Marked::new(&text, &[mark]);
            let run: String = marked.marks.iter().map(|run| &marked.text[run.clone()]).collect();
            prop_assert_eq!(run, safe::safe_line(&word));
        }
    }
}
