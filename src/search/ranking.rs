//! The few numbers that ranking depends on, measured in docs/ranking.md.

use serde::{Deserialize, Serialize};

/// Weights of the evidence that an article answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// BM25: how soon repeating a word stops counting.
    pub k1: f32,
    /// BM25: how much a long article is held back, from 0 to 1.
    pub b: f32,
    /// The spelling as typed, beside all forms of the word.
    pub typed: f32,
    /// The title, beside the whole text.
    pub title: f32,
    /// A word in lower case, beside words with a capital, which are names mostly.
    pub common: f32,
    /// A mention of a word of the same root, beside one of the word.
    pub related: f32,
    /// Words close together, in topics of few words and in questions and sentences.
    pub close: [f32; 2],
    /// Words that come soon in the body, likewise.
    pub opening: [f32; 2],
    /// Words gathered in one passage.
    pub passage: f32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            k1: 0.8,
            b: 0.75,
            typed: 0.5,
            title: 1.0,
            common: 0.9,
            related: 0.3,
            close: [0.8, 0.25],
            opening: [1.2, 0.4],
            passage: 0.6,
        }
    }
}
