//! How tightly the operators of a language bind, and what words side by side mean there.

use crate::query::Unit;
use crate::query::token::Link;

/// The reading rules of a language; the higher the number, the tighter the operator.
#[derive(Clone, Copy, Debug)]
pub(in crate::query) struct Rules {
    pub(in crate::query) or: u8,
    pub(in crate::query) and: u8,
    pub(in crate::query) but_not: u8,
    pub(in crate::query) free: u8,
    pub(in crate::query) not: u8,
    pub(in crate::query) paragraph: u8,
    pub(in crate::query) sentence: u8,
    pub(in crate::query) near: u8,
    /// What links operands side by side; `None` when nothing can be said.
    pub(in crate::query) beside: Option<Link>,
    /// What to do where `beside` is `None`.
    pub(in crate::query) beside_hint: &'static str,
    /// Whether `a PRES/5 b PRES/5 c` is a window on the window of a and b, instead of
    /// one window on the three.
    pub(in crate::query) nests: bool,
}

/// The native language.
pub(in crate::query) const NATIVE: Rules = Rules {
    or: 1,
    and: 2,
    but_not: 2,
    free: 0,
    not: 3,
    paragraph: 4,
    sentence: 5,
    near: 6,
    beside: Some(Link::And),
    beside_hint: "",
    nests: false,
};

impl Rules {
    pub(super) fn strength(&self, link: Link) -> u8 {
        match link {
            Link::Or => self.or,
            Link::And => self.and,
            Link::ButNot => self.but_not,
            Link::Free => self.free,
            Link::Same(Unit::Paragraph) => self.paragraph,
            Link::Same(Unit::Sentence) => self.sentence,
            Link::Near { .. } => self.near,
        }
    }

    /// Whether `next` may follow `link`, which binds as tightly, without parentheses.
    pub(super) fn may_follow(link: Link, next: Link) -> bool {
        link == next
            || matches!(
                (link, next),
                (Link::And | Link::ButNot, Link::And | Link::ButNot)
            )
    }
}
