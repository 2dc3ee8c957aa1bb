//! Matches made of one position of each of several lists, none taken twice: found,
//! counted and marked by sliding over the positions. Listing every way to choose them
//! takes minutes for common words in a wide window.
//!
//! Two facts on matchings in a bipartite graph (Hall; Mendelsohn and Dulmage) make a
//! stretch of text enough to look at. A list with as many positions there as there are
//! lists can be served last. And where every list can be served, it can be so by a
//! choice that holds any position one likes, or any two of different lists.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// What binds the positions of a match.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bond<'a> {
    /// Each follows that of the list before, at most so many words between.
    InOrder(u32),
    /// At most so many words of the whole extent belong to no list.
    AnyOrder(u32),
    /// They are in one unit; the first positions of units, but for the first one, sorted.
    Unit(&'a [u32]),
}

/// Lists of positions to choose two or more from, and what binds them.
pub(super) struct Lists<'a> {
    /// Each sorted, with how many of its positions a match takes; one where they are in
    /// order.
    pub lists: Vec<Wanted<'a>>,
    pub bond: Bond<'a>,
}

/// A list of positions, and how many of them a match takes.
type Wanted<'a> = (Cow<'a, [u32]>, usize);

impl Lists<'_> {
    /// Whether there is a match.
    pub(super) fn is_matched(&self) -> bool {
        match (self.bond, self.lists.as_slice()) {
            (Bond::InOrder(gap), [(one, _), (other, _)]) => is_before(one, other, gap),
            (Bond::InOrder(gap), lists) => !reached(lists, &lists[0].0, gap).is_empty(),
            (Bond::AnyOrder(gap), [(one, 1), (other, 1)]) => {
                is_before(one, other, gap) || is_before(other, one, gap)
            }
            (Bond::Unit(starts), [(one, 1), (other, 1)]) => {
                share_a_unit(one, other, starts)
            }
            (_, lists) if lists.iter().any(|(list, wanted)| list.len() < *wanted) => {
                false
            }
            _ => {
                let mut stretch = Stretch::new(&self.lists);
                (0..stretch.all.len()).any(|number| {
                    let first = stretch.all[number].0;
                    stretch.serves(first, self.end(first))
                })
            }
        }
    }

    /// How many extents have a match, counted up to `enough`.
    pub(super) fn count(&self, enough: usize) -> usize {
        let mut found = 0;
        if let Bond::InOrder(gap) = self.bond {
            for first in self.lists[0].0.chunks(1) {
                found += reached(&self.lists, first, gap).len();
                if found >= enough {
                    break;
                }
            }
            return found;
        }
        let mut stretch = Stretch::new(&self.lists);
        let mut nearest = 0; // the nearest last position that serves every list
        for number in 0..stretch.all.len() {
            let (first, owner) = stretch.all[number];
            let end = self.end(first);
            nearest = nearest.max(number);
            while stretch.all.get(nearest).is_some_and(|(last, _)| *last < end)
                && !stretch.serves(first, stretch.all[nearest].0 + 1)
            {
                nearest += 1;
            }
            let lasts = stretch.all[nearest..].iter().take_while(|(last, _)| *last < end);
            found +=
                lasts.filter(|(_, other)| owner.is_none() || owner != *other).count();
            if found >= enough {
                break;
            }
        }
        found
    }

    /// The positions of all matches, sorted.
    pub(super) fn marked(&self) -> Vec<u32> {
        if let Bond::InOrder(gap) = self.bond {
            return in_chains(&self.lists, gap);
        }
        let mut stretch = Stretch::new(&self.lists);
        let mut marked: Vec<u32> = Vec::new();
        let mut done = 0;
        for number in 0..stretch.all.len() {
            let first = stretch.all[number].0;
            let end = self.end(first);
            if stretch.serves(first, end) {
                let to = stretch.all.partition_point(|(at, _)| *at < end);
                marked.extend(stretch.all[number.max(done)..to].iter().map(|(at, _)| at));
                done = to;
            }
        }
        marked
    }

    /// Where the matches that begin at `first` end at the latest, excluded.
    fn end(&self, first: u32) -> u32 {
        match self.bond {
            Bond::InOrder(gap) | Bond::AnyOrder(gap) => {
                let wanted: usize = self.lists.iter().map(|(_, wanted)| wanted).sum();
                let wanted = u32::try_from(wanted).expect("a query has few words");
                first.saturating_add(gap).saturating_add(wanted)
            }
            Bond::Unit(starts) => {
                let next = starts.partition_point(|start| *start <= first);
                starts.get(next).copied().unwrap_or(u32::MAX)
            }
        }
    }
}

/// A stretch of the text that moves on, and the positions of each list in it.
struct Stretch<'a> {
    lists: &'a [Wanted<'a>],
    /// The positions of all lists, sorted, each with its list if no other has it, nor
    /// takes it another time.
    all: Vec<(u32, Option<usize>)>,
    /// Whether no position is in two lists.
    apart: bool,
    /// In each list, its first position that the stretch has not passed.
    next: Vec<usize>,
}

impl<'a> Stretch<'a> {
    fn new(lists: &'a [Wanted<'a>]) -> Self {
        let numbered = lists.iter().enumerate();
        let mut all: Vec<_> = numbered
            .flat_map(|(number, (list, wanted))| {
                let owner = (*wanted == 1).then_some(number);
                list.iter().map(move |at| (*at, owner))
            })
            .collect();
        let before = all.len();
        all.sort_unstable();
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = None;
            }
            same
        });
        Self { lists, apart: all.len() == before, all, next: vec![0; lists.len()] }
    }

    /// Whether each list has the positions it wants, for itself, from `first` on, before `end`. Calls
    /// follow each other with a `first` that only grows.
    fn serves(&mut self, first: u32, end: u32) -> bool {
        for ((list, wanted), next) in self.lists.iter().zip(&mut self.next) {
            while list.get(*next).is_some_and(|at| *at < first) {
                *next += 1;
            }
            if list.get(*next + wanted - 1).is_none_or(|at| *at >= end) {
                return false;
            }
        }
        self.apart || self.can_share(first, end)
    }

    /// The same where lists have positions in common: a matching found by augmenting
    /// paths, among the lists that have fewer positions than there are lists.
    fn can_share(&self, first: u32, end: u32) -> bool {
        let served = self.lists.iter().map(|(_, wanted)| wanted).sum();
        let up_to = |border: u32| self.all.partition_point(|(at, _)| *at < border);
        if up_to(end) - up_to(first) < served {
            return false;
        }
        let short: Vec<&[u32]> = self
            .lists
            .iter()
            .zip(&self.next)
            .flat_map(|((list, wanted), next)| {
                let here = &list[*next..];
                let enough = &here[..here.len().min(served)];
                let here = &enough[..enough.partition_point(|at| *at < end)];
                std::iter::repeat_n(here, *wanted)
            })
            .filter(|here| here.len() < served)
            .collect();
        let mut taken = HashMap::new();
        (0..short.len())
            .all(|list| augment(list, &short, &mut taken, &mut HashSet::new()))
    }
}

/// Gives a list a position, if others can take another in exchange.
fn augment(
    list: usize,
    lists: &[&[u32]],
    taken: &mut HashMap<u32, usize>,
    tried: &mut HashSet<u32>,
) -> bool {
    for at in lists[list] {
        if tried.insert(*at) {
            let holder = taken.get(at).copied();
            if holder.is_none_or(|other| augment(other, lists, taken, tried)) {
                taken.insert(*at, list);
                return true;
            }
        }
    }
    false
}

/// The last positions of chains that begin in `first`, which is of the first list.
fn reached(lists: &[Wanted], first: &[u32], gap: u32) -> Vec<u32> {
    let next = |reached: Vec<u32>, (list, _): &Wanted| follow(&reached, list, gap);
    lists[1..].iter().fold(first.to_vec(), next)
}

/// The positions of all chains.
fn in_chains(lists: &[Wanted], gap: u32) -> Vec<u32> {
    let mut steps = vec![lists[0].0.to_vec()];
    for (list, _) in &lists[1..] {
        steps.push(follow(&steps[steps.len() - 1], list, gap));
    }
    for number in (1..steps.len()).rev() {
        let (before, after) = steps.split_at_mut(number);
        let after = &after[0];
        before[number - 1].retain(|at| {
            let next = after.partition_point(|it| it <= at);
            after.get(next).is_some_and(|it| it - at - 1 <= gap)
        });
    }
    let mut all = steps.concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// The positions of a list that follow one of `before`, at most `gap` words between.
fn follow(before: &[u32], list: &[u32], gap: u32) -> Vec<u32> {
    let (Some(start), Some(end)) = (before.first(), before.last()) else {
        return Vec::new();
    };
    let from = list.partition_point(|at| at <= start);
    let mut nearest = 0;
    let within = list[from..].iter().take_while(|at| *at - 1 <= end.saturating_add(gap));
    let follows = within.filter(|at| {
        while before.get(nearest + 1).is_some_and(|next| next < *at) {
            nearest += 1;
        }
        *at - before[nearest] - 1 <= gap
    });
    follows.copied().collect()
}

/// Whether two different positions, one of each list, are in one unit.
fn share_a_unit(one: &[u32], other: &[u32], starts: &[u32]) -> bool {
    one.iter().any(|at| {
        let number = starts.partition_point(|start| start <= at);
        let from = if number == 0 { 0 } else { starts[number - 1] };
        let to = starts.get(number).copied().unwrap_or(u32::MAX);
        let first = other.partition_point(|there| *there < from);
        other[first..].iter().take_while(|there| **there < to).any(|there| there != at)
    })
}

/// Whether one of `second` follows one of `first` with at most `gap` words between.
fn is_before(first: &[u32], second: &[u32], gap: u32) -> bool {
    let mut next = second.iter().peekable();
    for at in first {
        while next.next_if(|follower| *follower <= at).is_some() {}
        match next.peek() {
            None => return false,
            Some(&&follower) if follower - at - 1 <= gap => return true,
            Some(_) => {}
        }
    }
    false
}
