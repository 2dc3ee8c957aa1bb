//! Questions and headlines typed as they are: `Qui dirige Cloudwatt?` ends with a
//! question mark, not with a pattern.

use super::token::{Kind, Token};
use super::{QueryNote, Spelling, Word, lexer, words};

/// Makes punctuation of the `?` that end a sentence, when the query is nothing but plain
/// words and quotations; says what was read otherwise than the grammar has it. A word
/// alone is no question: there the sign stays one letter, which is said too.
pub(super) fn read(tokens: &mut [Token]) -> Vec<QueryNote> {
    let mut notes: Vec<QueryNote> = tokens.iter().filter_map(ends_quotation).collect();
    if let [Token { kind: Kind::Word(word), .. }] = tokens
        && before_question_mark(word).is_some()
    {
        notes.push(QueryNote::OneLetter { word: word.text.clone() });
    }
    if tokens.len() < 2 || !tokens.iter().all(is_text) {
        return notes;
    }
    let ends: Vec<bool> = (1..=tokens.len())
        .map(|next| tokens.get(next).is_none_or(|token| begins_sentence(&token.kind)))
        .collect();
    for (token, ends) in tokens.iter_mut().zip(ends) {
        if let Kind::Word(word) = &token.kind
            && ends
            && let Some(text) = before_question_mark(word)
        {
            let text = text.to_owned();
            notes.push(QueryNote::Question { word: text.clone() });
            let word = Word { text, spelling: Spelling::Plain };
            let bare = lexer::is_bare(&word);
            token.kind = if bare { Kind::Word(word) } else { Kind::Quoted(vec![word]) };
        }
    }
    notes
}

/// Whether a token may stand in a text that asks for nothing but its words.
fn is_text(token: &Token) -> bool {
    match &token.kind {
        Kind::Word(word) => {
            word.spelling == Spelling::Plain || before_question_mark(word).is_some()
        }
        Kind::Quoted(_) => true,
        _ => false,
    }
}

/// The word of `mot?`, when nothing else makes it a pattern.
fn before_question_mark(word: &Word) -> Option<&str> {
    let text = word.text.trim_end_matches('?');
    if word.spelling != Spelling::Pattern || text.contains(['*', '?']) {
        return None;
    }
    words::core(text, 0..text.len(), false).map(|core| &text[core])
}

fn begins_sentence(kind: &Kind) -> bool {
    match kind {
        Kind::Word(word) => word.text.starts_with(char::is_uppercase),
        Kind::Quoted(words) => words[0].text.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// `"Qui dirige Cloudwatt?"`: there the sign is one letter, which few would mean.
fn ends_quotation(token: &Token) -> Option<QueryNote> {
    match &token.kind {
        Kind::Quoted(words) if words.len() > 1 => {
            let last =
                words.last().filter(|word| before_question_mark(word).is_some())?;
            Some(QueryNote::OneLetter { word: last.text.clone() })
        }
        _ => None,
    }
}
