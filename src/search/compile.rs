//! A plan and an index → a tree that each segment can open, its words expanded.

use super::SearchError;
use super::expand::{Expansion, Word};
use super::plan::{Node, Place, Plan, Sought, Value};
use super::spans::Shape;
use std::collections::HashMap;

/// A query ready for the segments of one index.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub tree: Tree,
    /// Words of the ranking that need not be there; their numbers in `words`.
    pub optional: Vec<PlaceTree>,
    /// Names of the ranking, likewise.
    pub names: Vec<PlaceTree>,
    /// All its words, from left to right, then the optional ones, then those of the names.
    pub words: Vec<Word>,
    /// How many of them are not optional.
    pub required: usize,
    /// How many are not of the names.
    pub typed: usize,
}

/// [`Node`] with its words numbered.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    All,
    Text(PlaceTree, u32),
    Value(Value),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
}

/// [`Place`] with its words numbered.
#[derive(Clone, Debug)]
pub(super) struct PlaceTree {
    /// Its leaves are numbered from 0, from left to right; the same word has one number.
    pub shape: Shape,
    /// The number of each such word among the words of the query.
    pub words: Vec<usize>,
}

/// Expands the words of a plan over an index.
pub(super) fn compile(
    plan: &Plan,
    expansion: &mut Expansion,
) -> Result<Compiled, SearchError> {
    let mut words = Vec::new();
    let mut numbered = Numbering { expansion, words: &mut words };
    let tree = numbered.tree(&plan.tree)?;
    let required = numbered.words.len();
    let mut optional = Vec::new();
    for node in &plan.optional {
        if let Node::Text(place) = node {
            let place = numbered.place(place)?;
            if numbered.words[place.words[0]].weight > 0.0 {
                optional.push(place);
            }
        }
    }
    let typed = numbered.words.len();
    let names = plan.names.iter().map(|name| numbered.place(name));
    let names = names.collect::<Result<_, _>>()?;
    Ok(Compiled { tree, optional, names, words, required, typed })
}

struct Numbering<'a, 'e> {
    expansion: &'a mut Expansion<'e>,
    words: &'a mut Vec<Word>,
}

impl Numbering<'_, '_> {
    fn tree(&mut self, node: &Node) -> Result<Tree, SearchError> {
        Ok(match node {
            Node::All => Tree::All,
            Node::Text(place) => Tree::Text(self.place(place)?, 1),
            Node::AtLeast(place, count) => Tree::Text(self.place(place)?, *count),
            Node::Value(value) => Tree::Value(value.clone()),
            Node::And(parts) => Tree::And(self.trees(parts)?),
            Node::Or(parts) => Tree::Or(self.trees(parts)?),
            Node::Not(part) => Tree::Not(Box::new(self.tree(part)?)),
        })
    }

    fn trees(&mut self, parts: &[Node]) -> Result<Vec<Tree>, SearchError> {
        parts.iter().map(|part| self.tree(part)).collect()
    }

    fn place(&mut self, place: &Place) -> Result<PlaceTree, SearchError> {
        let (mut words, mut known) = (Vec::new(), HashMap::new());
        let shape = self.shape(place, &mut words, &mut known)?;
        Ok(PlaceTree { shape, words })
    }

    fn shape<'p>(
        &mut self,
        place: &'p Place,
        leaves: &mut Vec<usize>,
        known: &mut HashMap<&'p Sought, usize>,
    ) -> Result<Shape, SearchError> {
        let mut shapes = |parts: &'p [Place]| -> Result<Vec<Shape>, SearchError> {
            parts.iter().map(|part| self.shape(part, leaves, known)).collect()
        };
        Ok(match place {
            Place::Any(parts) => Shape::Any(shapes(parts)?),
            Place::Near { parts, words, ordered } => {
                Shape::Near { parts: shapes(parts)?, words: *words, ordered: *ordered }
            }
            Place::Same { parts, unit } => {
                Shape::Same { parts: shapes(parts)?, unit: *unit }
            }
            Place::Word(set) => {
                let leaf = *known.entry(&set.sought).or_insert(leaves.len());
                if let Some(number) = leaves.get(leaf) {
                    self.words[*number].weight += set.weight;
                } else {
                    self.words.push(self.expansion.word(set)?);
                    leaves.push(self.words.len() - 1);
                }
                Shape::Word(leaf)
            }
        })
    }
}
