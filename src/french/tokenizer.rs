//! The splitter as tantivy sees it, with the borders of sentences and paragraphs among
//! the words.
//!
//! A border is a token of its own at the position of the first word after it: it takes
//! no position, so distances between words stay true, and its posting list tells where
//! the sentences of an article begin.

use super::{Border, Words, border, words};
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Name under which the tokenizer is registered with an index.
pub const TOKENIZER: &str = "kiosque";

/// Term that stands where a sentence begins, but for the first of the field. No word
/// holds such a character.
pub const SENTENCE_MARK: &str = "\u{2}";

/// Term that stands where a paragraph begins, but for the first of the field.
pub const PARAGRAPH_MARK: &str = "\u{1}";

/// Splits text for the index.
#[derive(Clone, Default)]
pub struct FrenchTokenizer;

impl Tokenizer for FrenchTokenizer {
    type TokenStream<'a> = FrenchTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FrenchTokens<'a> {
        let token = Token { position: 0, ..Token::default() };
        FrenchTokens {
            text,
            words: words(text),
            token,
            marks: Border::None,
            before: None,
        }
    }
}

/// The tokens of one field of one article.
pub struct FrenchTokens<'a> {
    text: &'a str,
    words: Words<'a>,
    token: Token,
    /// Marks that are still to come before `before`.
    marks: Border,
    /// The last word read, and its term while marks hold it back.
    before: Option<(Range<usize>, Option<String>)>,
}

impl TokenStream for FrenchTokens<'_> {
    fn advance(&mut self) -> bool {
        if let Some(mark) = self.next_mark() {
            self.token.text.clear();
            self.token.text.push_str(mark);
            return true;
        }
        if let Some((_, held)) = &mut self.before
            && let Some(term) = held.take()
        {
            self.token.text = term;
            return true;
        }
        let Some(word) = self.words.next() else { return false };
        if let Some((before, _)) = &self.before {
            self.token.position += 1;
            self.marks = border(self.text, before, &word.span);
        }
        self.token.offset_from = word.span.start;
        self.token.offset_to = word.span.end;
        if self.marks == Border::None {
            self.token.text.clear();
            self.token.text.push_str(&word.term);
            self.before = Some((word.span, None));
            return true;
        }
        self.before = Some((word.span, Some(word.term.into_owned())));
        self.advance()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl FrenchTokens<'_> {
    fn next_mark(&mut self) -> Option<&'static str> {
        let (mark, rest) = match self.marks {
            Border::None => return None,
            Border::Sentence => (SENTENCE_MARK, Border::None),
            Border::Paragraph => (PARAGRAPH_MARK, Border::Sentence),
        };
        self.marks = rest;
        Some(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_take_no_position() {
        let mut tokenizer = FrenchTokenizer;
        let mut stream = tokenizer.token_stream("L’État paie. Il doute.\nFin");
        let mut found = Vec::new();
        while let Some(token) = stream.next() {
            found.push((token.position, token.text.clone()));
        }
        let expected = [
            (0, "État"),
            (1, "paie"),
            (2, SENTENCE_MARK),
            (2, "Il"),
            (3, "doute"),
            (4, PARAGRAPH_MARK),
            (4, SENTENCE_MARK),
            (4, "Fin"),
        ];
        assert_eq!(found, expected.map(|(at, term)| (at, term.to_owned())));
    }
}
