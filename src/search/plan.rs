//! A query as it will be carried out: a tree over sets of written forms.

use crate::article::Period;
use crate::french::Forms;
use crate::index::Fields;
use crate::query::{TextField, Unit};
use std::collections::HashMap;
use std::ops::Range;
use tantivy::schema::Field;

/// What to do: the tree, and the words that only weigh in the ranking.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub tree: Node,
    /// Words that need not be there: « qui », « comment ».
    pub optional: Vec<Node>,
    /// Names that begin with a stop word, as they are written: « Le Monde ».
    pub names: Vec<Place>,
}

/// A condition on an article.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Every article.
    All,
    /// A word, a phrase, a window.
    Text(Place),
    /// At least so many mentions.
    AtLeast(Place, u32),
    /// A value of the metadata.
    Value(Value),
    /// All of them.
    And(Vec<Node>),
    /// At least one.
    Or(Vec<Node>),
    /// Not that.
    Not(Box<Node>),
}

/// The parts of a list, each word once: a word that comes twice weighs twice.
pub(super) fn once(nodes: Vec<Node>) -> Vec<Node> {
    if nodes.len() < 2 {
        return nodes;
    }
    let mut kept: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut places: HashMap<Sought, usize> = HashMap::new();
    for node in nodes {
        if let Node::Text(Place::Word(word)) = &node {
            if let Some(at) = places.get(&word.sought) {
                let Node::Text(Place::Word(first)) = &mut kept[*at] else { continue };
                first.weight += word.weight;
                continue;
            }
            places.insert(word.sought.clone(), kept.len());
        }
        kept.push(node);
    }
    kept
}

/// Something that has positions in a field.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// One word.
    Word(Box<WordSet>),
    /// Any of these.
    Any(Vec<Place>),
    /// Parts close together, without sharing a word.
    Near {
        /// Two or more.
        parts: Vec<Place>,
        /// Words between them: between neighbours when ordered, in all otherwise.
        words: u32,
        /// In this order.
        ordered: bool,
    },
    /// Parts in one sentence or paragraph, without sharing a word.
    Same {
        /// Two or more.
        parts: Vec<Place>,
        /// What they share.
        unit: Unit,
    },
}

/// A word, and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct WordSet {
    pub sought: Sought,
    /// Whether words of the same root are evidence, too, in the ranking.
    pub has_relatives: bool,
    /// In the ranking; 0 for none.
    pub weight: f32,
    /// Typed in lower case beside words with a capital.
    pub is_common: bool,
}

/// A set of written forms, and where it is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sought {
    pub typed: String,
    pub reading: Reading,
    pub scope: Scope,
}

impl Sought {
    /// The written forms.
    pub(super) fn forms(&self) -> Forms {
        match self.reading {
            Reading::Plain => Forms::plain(&self.typed),
            Reading::Unaccented => Forms::unaccented(&self.typed),
            Reading::Exact => Forms::exact(&self.typed),
            Reading::Cased => Forms::cased(&self.typed),
            Reading::Pattern => Forms::pattern(&self.typed),
            Reading::Fuzzy(distance) => Forms::fuzzy(&self.typed, distance),
        }
    }
}

/// Which forms a word as typed stands for: those of [`Forms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reading {
    Plain,
    Unaccented,
    Exact,
    Cased,
    Pattern,
    Fuzzy(u8),
}

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    /// Title, kicker, standfirst and body.
    Text,
    /// One of them that has a name in queries.
    Field(TextField),
    /// Names of authors.
    Authors,
    /// Name of the publication.
    Publication,
    /// Name of the section.
    Section,
}

impl Scope {
    /// The field that counts its words; that of the whole text for those of the body,
    /// which none counts alone.
    pub(super) fn counted(self, fields: &Fields) -> Field {
        match self {
            Self::Field(TextField::Title) => fields.title,
            Self::Field(TextField::Standfirst) => fields.standfirst,
            _ => self.placed(fields),
        }
    }

    /// The field that has the positions of its words.
    pub(super) fn placed(self, fields: &Fields) -> Field {
        match self {
            Self::Text | Self::Field(_) => fields.text,
            Self::Authors => fields.authors,
            Self::Publication => fields.publication,
            Self::Section => fields.section,
        }
    }

    /// The positions of its words in an article; `parts` tells where those of its text are.
    pub(super) fn within(self, parts: impl FnOnce() -> [Range<u32>; 4]) -> Range<u32> {
        let Self::Field(field) = self else { return 0..u32::MAX };
        let [title, _, standfirst, body] = parts();
        match field {
            TextField::Title => title,
            TextField::Standfirst => standfirst,
            TextField::Body => body,
        }
    }
}

/// A condition on the metadata, as the index has it.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// One of these very terms of a field.
    Terms(ValueField, Vec<String>),
    /// An id that begins so, or this number.
    Id(String),
    /// A date wholly inside.
    Date(Period),
    /// A size in words, ends included.
    Size(u64, u64),
}

/// A field whose values are compared whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueField {
    Page,
    Language,
    Kind,
    Folder,
    Unknown,
}
