//! What French calls a word.
