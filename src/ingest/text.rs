//! Plain text → paragraphs, whatever the layout: separated by blank lines, one on each
//! line, cut at a column, or dumped from slides with a cut anywhere.
//!
//! The question is always the same: does a line go on with the one before? Answers go
//! from certain to likely in [`Layout::joint`]; what stays undecided is a new paragraph.

use super::block::Block;
use super::hyphen::{self, Words};
use super::line::{
    Mark, ends_open, ends_sentence, ends_short, is_address, leaves_open, mark,
    page_number, starts_inside,
};
use super::{boilerplate, byline, clean, light};
use crate::article::Kind;

/// The paragraphs of a text, in order. Nothing is left out but layout.
pub(super) fn blocks(raw: &str) -> Vec<Block> {
    let text = clean::text(raw);
    let lines = lines(&text);
    let layout = Layout::of(&lines);
    let mut blocks = Vec::new();
    let mut open: Option<Open> = None;
    let mut aside: Vec<Block> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if is_folio(&lines, at) {
            aside.extend(Open::new(line).close()); // a sentence may go on behind it
            continue;
        }
        let joint = open
            .as_ref()
            .map_or(Joint::None, |open| layout.joint(open, line, blocks.is_empty()));
        match &mut open {
            Some(open) if joint != Joint::None => open.extend(line, joint, &layout),
            _ => {
                blocks.extend(open.replace(Open::new(line)).and_then(Open::close));
                blocks.append(&mut aside);
            }
        }
    }
    blocks.extend(open.and_then(Open::close));
    blocks.append(&mut aside);
    blocks
}

/// A line that has something on it.
struct Line<'a> {
    text: &'a str,
    indent: usize,
    /// It is whole by itself: see [`stands_alone`].
    alone: bool,
    /// It ends with one space: whoever cut it meant to go on.
    trails: bool,
    /// Nothing but a line break stands between it and the line before.
    follows: bool,
    page: Option<u32>,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let has_pages = text.contains('\u{c}');
    let mut lines = Vec::new();
    for (page, content) in (1..).zip(text.split('\u{c}')) {
        let mut follows = false;
        for raw in content.split('\n') {
            let text = raw.trim();
            if !text.is_empty() {
                let indent = raw.len() - raw.trim_start().len();
                let trails = raw.ends_with(' ') && !raw.ends_with("  ");
                let page = has_pages.then_some(page);
                let alone = stands_alone(text);
                lines.push(Line { text, indent, alone, trails, follows, page });
            }
            follows = !text.is_empty();
        }
    }
    lines
}

/// Whether a line numbers its page, at the top or at the foot of it.
fn is_folio(lines: &[Line], at: usize) -> bool {
    let page = lines[at].page;
    let is_other = |near: Option<&Line>| near.is_none_or(|line| line.page != page);
    let is_edge =
        is_other(at.checked_sub(1).map(|at| &lines[at])) || is_other(lines.get(at + 1));
    page.is_some() && is_edge && page_number(lines[at].text).is_some()
}

/// A paragraph still being put together.
struct Open<'a> {
    kind: Kind,
    text: String,
    page: Option<u32>,
    last: &'a Line<'a>,
    /// Lines it is made of.
    lines: usize,
}

impl<'a> Open<'a> {
    fn new(line: &'a Line<'a>) -> Self {
        let (kind, text) = match mark(line.text) {
            Some(Mark::Bullet(item)) => (Kind::ListItem, item),
            Some(Mark::Number) => (Kind::ListItem, line.text),
            Some(Mark::Quote(quoted)) => (Kind::Quote, quoted),
            Some(Mark::Heading(heading)) => (Kind::Heading, heading),
            None => (Kind::Text, line.text),
        };
        Self { kind, text: text.to_owned(), page: line.page, last: line, lines: 1 }
    }

    fn extend(&mut self, line: &'a Line<'a>, joint: Joint, layout: &Layout) {
        let text = match mark(line.text) {
            Some(Mark::Quote(quoted)) if self.kind == Kind::Quote => quoted,
            _ => line.text,
        };
        if joint == Joint::Cut {
            layout.words.mend(&mut self.text, text);
        } else {
            self.text.push(' ');
            self.text.push_str(text);
        }
        self.last = line;
        self.lines += 1;
    }

    fn close(self) -> Option<Block> {
        let (text, is_link) = light::plain(&self.text);
        let is_link = is_link || is_address(&text);
        let text = clean::line(&text);
        let block = Block { page: self.page, is_link, ..Block::new(self.kind, text) };
        (!block.text.is_empty()).then_some(block)
    }
}

/// How a line goes on with the one before.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    /// It does not.
    None,
    /// With a space.
    Space,
    /// In the middle of a word.
    Cut,
}

/// What is known of the whole document.
struct Layout {
    /// The column its lines are cut at, when they are.
    width: Option<usize>,
    /// Whether a space at the end of a line means something: most lines have none.
    trails: bool,
    /// Its words, gathered where some line cuts one.
    words: Words,
}

impl Layout {
    fn of(lines: &[Line]) -> Self {
        let words = Words::of(lines.iter().map(|line| line.text));
        let trailing = lines.iter().filter(|line| line.trails).count();
        Self { width: width(lines), trails: trailing * 2 < lines.len(), words }
    }

    fn joint(&self, before: &Open, line: &Line, is_first: bool) -> Joint {
        let last = before.last.text;
        if self.begins(before, line)
            || before.kind == Kind::Heading
            || before.last.alone
            || line.alone
        {
            return Joint::None;
        }
        let goes_on = line.follows || line.text.starts_with(char::is_lowercase);
        if hyphen::is_cut(last, line.text) && goes_on {
            return Joint::Cut;
        }
        let joined = if line.follows {
            self.follows(before, line)
        } else {
            goes_on_after_gap(before, line, is_first)
        };
        if joined { Joint::Space } else { Joint::None }
    }

    /// Whether a line begins with a mark that makes it a paragraph of its own. Where lines
    /// are cut at a column, a dash or a figure may come first by chance.
    fn begins(&self, before: &Open, line: &Line) -> bool {
        let last = before.last.text;
        let by_chance = |sign: &str| {
            line.follows
                && before.kind != Kind::ListItem
                && line.text.starts_with(|c: char| c.is_ascii_digit() || sign.contains(c))
                && self.is_full(last, line.text)
                && !ends_sentence(last)
                && !last.ends_with([':', ';'])
        };
        match mark(line.text) {
            None => false,
            Some(Mark::Quote(_)) => !(before.kind == Kind::Quote && line.follows),
            Some(Mark::Bullet(_) | Mark::Number) => !by_chance("-–"),
            Some(Mark::Heading(_)) => true,
        }
    }

    /// For a line right below the one before.
    fn follows(&self, before: &Open, line: &Line) -> bool {
        let last = before.last.text;
        // Further in than one space, the text of an item hangs below its bullet.
        let hangs = before.kind == Kind::ListItem && line.indent > 1;
        if line.indent > 0 && before.last.indent == 0 && !hangs {
            return false;
        }
        if ends_sentence(last) {
            return self.width.is_some_and(|width| needs(last, line.text) > width);
        }
        before.kind == Kind::ListItem
            || before.kind == Kind::Quote
            || ends_short(last)
            || leaves_open(&before.text)
            || starts_inside(line.text)
            || line.text.starts_with('(') && ends_open(last)
            || self.trails && before.last.trails
            || self.is_full(last, line.text)
    }

    /// Whether the next word would not have fitted on the line.
    fn is_full(&self, last: &str, next: &str) -> bool {
        self.width.is_some_and(|width| is_full(last, next, width))
    }
}

/// For a line after a blank one or on the next page: only a sentence that is surely cut
/// goes on, as a page break does it.
fn goes_on_after_gap(before: &Open, line: &Line, is_first: bool) -> bool {
    let last = before.last.text;
    if ends_sentence(last) || before.kind == Kind::Quote {
        return false;
    }
    let is_item = before.kind == Kind::ListItem;
    let long = before.text.chars().nth(59).is_some();
    let may_be_title = is_first && !is_item && before.lines == 1;
    if leaves_open(&before.text) && (is_item || ends_short(last)) {
        return true;
    }
    if starts_inside(line.text) {
        return !may_be_title
            && (ends_short(last) || ends_open(last) && (long || is_item));
    }
    let cut_word = ends_short(last) && !last.ends_with(',');
    cut_word && !may_be_title
}

/// Lines that are whole by themselves and neither go on nor are gone on with.
pub(super) fn stands_alone(line: &str) -> bool {
    is_address(line)
        || page_number(line).is_some()
        || boilerplate::is_boilerplate(line)
        || byline::read(line).is_some()
}

/// The column that lines are cut at: most lines that have a line right below could not
/// have held its first word, and few of them end a sentence.
fn width(lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(&str, &str)> = lines
        .windows(2)
        .filter(|pair| pair[1].follows && mark(pair[1].text).is_none())
        .map(|pair| (pair[0].text, pair[1].text))
        .collect();
    let mut lengths: Vec<usize> =
        pairs.iter().map(|(line, _)| line.chars().count()).collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len().checked_sub(1)? * 19 / 20)?;
    let full = pairs.iter().filter(|(line, next)| is_full(line, next, width)).count();
    let ends = pairs.iter().filter(|(line, _)| ends_sentence(line)).count();
    let cut = (25..=140).contains(&width)
        && pairs.len() >= 2
        && full * 10 >= pairs.len() * 6
        && ends * 2 < pairs.len();
    cut.then_some(width)
}

/// Whether the next word would hardly have fitted: letters of a printed page are not
/// all as wide.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    needs(line, next) * 20 > width * 17
}

/// The width that a line would have with the first word of the next.
fn needs(line: &str, next: &str) -> usize {
    let word = next.split_whitespace().next().unwrap_or(next);
    line.chars().count() + 1 + word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        blocks(raw).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn lines_cut_at_a_column_are_joined() {
        let raw = "Le port de Saint-Aubin a rouvert mardi matin sous les ap-\n\
            plaudissements, après dix-huit mois de travaux. Le chantier\n\
            aura coûté vingt-trois millions d'euros, soit le double de\n\
            ce qui était prévu.\n\
            \n\
            Les patrons-pêcheurs, qui avaient dû se réfugier à l'abri des\n\
            digues voisines, ont repris leur place à quai.\n";
        assert_eq!(
            texts(raw),
            [
                "Le port de Saint-Aubin a rouvert mardi matin sous les applaudissements, après \
                 dix-huit mois de travaux. Le chantier aura coûté vingt-trois millions d'euros, \
                 soit le double de ce qui était prévu.",
                "Les patrons-pêcheurs, qui avaient dû se réfugier à l'abri des digues voisines, \
                 ont repris leur place à quai.",
            ]
        );
    }

    #[test]
    fn a_paragraph_on_each_line() {
        let raw = "Le conseil municipal a voté lundi soir le budget de la commune, en hausse de trois pour cent sur un an, malgré l'opposition de deux groupes.\n\
            Une hausse contestée\n\
            L'opposition dénonce une fuite en avant. « Nous paierons tout cela demain », a lancé sa cheffe de file devant une salle comble et agitée.";
        assert_eq!(texts(raw).len(), 3);
    }

    #[test]
    fn a_page_break_in_a_sentence_is_mended() {
        let raw = "Le maire reçoit\n\nIl faudra du temps, le choix des matériaux, faire que les équipes travaillent\n\n\
            ensemble et livrent à l'heure dite.\n\nUn autre paragraphe.";
        assert_eq!(
            texts(raw),
            [
                "Le maire reçoit",
                "Il faudra du temps, le choix des matériaux, faire que les équipes travaillent \
                 ensemble et livrent à l'heure dite.",
                "Un autre paragraphe.",
            ]
        );
    }

    #[test]
    fn slides() {
        let raw = " Le nouveau port\nü Une criée moderne (froid, tri, \n\nvente en ligne)\n\
            § Portée par la commune et \n\nLe département\n§ Ouverte en mai\n Les chiffres\nü 12 quais\u{c}Fin";
        let found: Vec<_> =
            blocks(raw).into_iter().map(|b| (b.kind, b.text, b.page.unwrap())).collect();
        let item = |text: &str| (Kind::ListItem, text.to_owned(), 1);
        let text = |text: &str, page| (Kind::Text, text.to_owned(), page);
        assert_eq!(
            found,
            [
                text("Le nouveau port", 1),
                item("Une criée moderne (froid, tri, vente en ligne)"),
                item("Portée par la commune et Le département"),
                item("Ouverte en mai"),
                text("Les chiffres", 1),
                item("12 quais"),
                text("Fin", 2),
            ]
        );
    }

    #[test]
    fn a_space_at_the_end_goes_on() {
        assert_eq!(
            texts("Tri \nSélectif\n\nQuai\nNord"),
            ["Tri Sélectif", "Quai", "Nord"]
        );
        assert_eq!(texts("Tri \nSélectif \nQuai "), ["Tri", "Sélectif", "Quai"]);
    }

    #[test]
    fn what_stands_alone_stays_alone() {
        let raw = "Un titre sans point\nPar Jean Martin\nPublié le 5 mai 2012\n\nhttps://exemple.fr\n\
            12\nmerci de votre attention\njean@exemple.fr";
        assert_eq!(texts(raw).len(), 7, "{:?}", texts(raw));
    }

    #[test]
    fn quotes_and_light_marks() {
        let raw = "> La mer monte,\n> dit-elle.\n\n**Un\nintertitre**\n\n[Un lien](#)";
        let found: Vec<_> =
            blocks(raw).into_iter().map(|b| (b.kind, b.text, b.is_link)).collect();
        assert_eq!(
            found,
            [
                (Kind::Quote, "La mer monte, dit-elle.".to_owned(), false),
                (Kind::Text, "Un intertitre".to_owned(), false),
                (Kind::Text, "Un lien".to_owned(), true),
            ]
        );
    }

    proptest::proptest! {
        /// Layout may go, letters may not, though a page number may move.
        #[test]
        fn no_letter_is_lost(raw in "[a-zA-Zé0-9 \n\u{c}.,(?:•-]{0,300}") {
            let letters = |text: &str| {
                let mut letters: Vec<char> =
                    text.chars().filter(|c| c.is_alphanumeric()).collect();
                if raw.contains('\u{c}') {
                    letters.sort_unstable();
                }
                letters
            };
            proptest::prop_assert_eq!(letters(&texts(&raw).concat()), letters(&raw));
        }

        #[test]
        fn any_text_is_survived(raw in "(\\PC|[\n\u{c}*\\[\\]()#>-]){0,200}") {
            blocks(&raw);
        }
    }
}
