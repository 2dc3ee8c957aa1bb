//! The lines of a page: all its paragraphs as a reader sees them, menus included, and
//! where each stands in the tree.

use super::block::Block;
use super::flow::{self, Laid};
use super::fold::letters;
use super::shown;
use scraper::{ElementRef, Html};
use std::ops::Range;

/// The lines of a page, in its order.
pub(super) struct Lines<'a> {
    tree: &'a Html,
    laid: Laid,
    /// Each line made comparable.
    letters: Vec<String>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(tree: &'a Html) -> Self {
        let laid = flow::laid(tree.root_element());
        let letters = laid.blocks.iter().map(|block| letters(&block.text)).collect();
        Self { tree, laid, letters }
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.laid.blocks
    }

    pub(super) fn letters(&self) -> &[String] {
        &self.letters
    }

    /// The elements of the page, from the outside inwards.
    pub(super) fn elements(&self) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
        self.tree.root_element().descendent_elements()
    }

    /// The elements around a line, the nearest first.
    pub(super) fn around(
        &self,
        line: usize,
    ) -> impl Iterator<Item = ElementRef<'a>> + use<'a> {
        let holder = self.laid.holders[line].and_then(|id| self.tree.tree.get(id));
        let nearest = holder.and_then(ElementRef::wrap);
        let above = holder.into_iter().flat_map(|holder| holder.ancestors());
        nearest.into_iter().chain(above.filter_map(ElementRef::wrap))
    }

    /// The lines below an element that stands on lines of its own.
    pub(super) fn below(&self, element: ElementRef) -> Range<usize> {
        self.laid.below.get(&element.id()).cloned().unwrap_or_default()
    }

    /// The same without those of menus, comments and whatever else is not its own.
    pub(super) fn own(
        &self,
        element: ElementRef<'a>,
    ) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let is_own = move |line: &usize| {
            let inside =
                self.around(*line).take_while(|above| above.id() != element.id());
            !inside.map(|above| above.value()).any(shown::is_other)
        };
        self.below(element).filter(is_own)
    }
}
