//! « Did you mean »: for words that are nowhere in the index, the closest that are.

use super::SearchError;
use super::expand::{self, Expansion};
use super::plan::Scope;
use super::run::count;
use crate::french::{Closeness, Forms, Role, fold, lexicon, role, sound, words};
use crate::index::Index;
use crate::query::{Boost, In, Query, Spelling, Word};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// Letters that may be wrong.
const DISTANCE: u8 = 2;

/// How many times more articles make far more.
const FAR_MORE: u64 = 5;

/// Articles found that are so few that the query may be misspelt.
const FEW: u64 = 20;

/// How many times oftener a name is written right than misspelt.
const MANY_MORE: u64 = 20;

/// How many times more make clearly more.
const CLEARLY_MORE: u64 = 3;

/// Words that differ by their accents alone that are tried in place of one.
const ACCENTED: usize = 3;

/// Words shorter than this are close to too many others.
const SHORTEST: usize = 4;

/// A longer query gets no suggestion: each of its words may be looked for among all those
/// of the index, and a list of words that are nowhere is no slip of the pen.
const MOST_WORDS: usize = 24;

/// A query that finds something, in which words found nowhere are replaced by the
/// closest ones of the index, or else words without accents by those they are with them;
/// `None` when every word is somewhere, nothing is close, or there are too many words.
pub(super) fn suggest(
    query: &Query,
    expansion: &mut Expansion,
) -> Result<Option<Query>, SearchError> {
    let found = match with(query, expansion, &mut better)? {
        None => match best_commoner(query, expansion, u64::MAX)? {
            None => {
                let known = &mut HashMap::new();
                best_accented(query, expansion, accented, known, u64::MAX)?
            }
            found => found, // `âge PRES/3 retraite`, not `âgé PRES/3 retraité`
        },
        found => found,
    };
    Ok(found.map(|(query, _)| query))
}

/// The query with other accents, the likeliest that find `enough` articles, or else those
/// that find the most: `côte d'azur` rather than `côté d'azur`, though `côté` is commoner.
fn best_accented(
    query: &Query,
    expansion: &mut Expansion,
    ways: fn(&Index, &Word) -> Result<Vec<Word>, SearchError>,
    known: &mut HashMap<Word, Vec<Word>>,
    enough: u64,
) -> Result<Option<(Query, u64)>, SearchError> {
    let mut best = None;
    for turn in 0..ACCENTED {
        let mut is_new = false;
        let found = with(query, expansion, &mut |index, word| {
            let ways = match known.entry(word.clone()) {
                Entry::Occupied(ways) => ways.into_mut(),
                Entry::Vacant(new) => new.insert(ways(index, word)?),
            };
            is_new |= turn < ways.len();
            Ok(ways.get(turn).or(ways.last()).cloned())
        })?;
        if !is_new {
            break;
        }
        let more = found.as_ref().map(|(_, articles)| *articles);
        if more > best.as_ref().map(|(_, articles)| *articles) {
            best = found;
        }
        if more.is_some_and(|more| more >= enough) {
            break;
        }
    }
    Ok(best)
}

/// The same with accents that are clearly commoner than none; what they are is kept from
/// one query to the next.
fn best_commoner(
    query: &Query,
    expansion: &mut Expansion,
    enough: u64,
) -> Result<Option<(Query, u64)>, SearchError> {
    let mut known = std::mem::take(&mut expansion.accented);
    let found = best_accented(query, expansion, commoner, &mut known, enough);
    expansion.accented = known;
    found
}

/// The query with accents on the words that are words without them but far more often
/// stand with them, and the articles it finds, when far more than `articles`.
pub(super) fn with_accents(
    query: &Query,
    articles: u64,
    expansion: &mut Expansion,
) -> Result<Option<(Query, u64)>, SearchError> {
    if FAR_MORE * articles > expansion.index.articles() {
        return Ok(None);
    }
    let mut may = false;
    query.each_word(&mut |word| {
        if word.spelling == Spelling::Plain {
            may |= words(&word.text).any(|it| {
                let is_sought = role(&it.term) == Role::Content;
                is_sought && expansion.lacking(&it.term).perhaps
            });
        }
    });
    if !may {
        return Ok(None); // without looking in the index
    }
    let enough = FAR_MORE * articles;
    let found = best_commoner(query, expansion, enough)?;
    Ok(found.filter(|(_, more)| *more >= enough))
}

/// The query with the names that only slips of the pen write so as they are written
/// elsewhere, when it finds few articles and then far more: `Mitterand`.
pub(super) fn misspelt(
    query: &Query,
    articles: u64,
    expansion: &mut Expansion,
) -> Result<Option<Query>, SearchError> {
    if articles > FEW {
        return Ok(None);
    }
    let mut known = std::mem::take(&mut expansion.misspelt);
    let found = with(query, expansion, &mut |index, word| {
        Ok(match known.entry(word.clone()) {
            Entry::Occupied(better) => better.get().clone(),
            Entry::Vacant(new) => new.insert(oftener(index, word)?).clone(),
        })
    });
    expansion.misspelt = known;
    let found = found?.filter(|(_, more)| *more >= FAR_MORE * articles);
    Ok(found.map(|(query, _)| query))
}

/// What puts another word of the index in the place of a word.
type Better<'a> = &'a mut dyn FnMut(&Index, &Word) -> Result<Option<Word>, SearchError>;

/// The query with its words made better and the articles it finds, if any.
fn with(
    query: &Query,
    expansion: &mut Expansion,
    better: Better,
) -> Result<Option<(Query, u64)>, SearchError> {
    let (mut changed, mut words) = (false, 0);
    let suggestion = replaced(query, &mut |word| {
        words += 1;
        if words > MOST_WORDS {
            return Ok(None);
        }
        let better = better(expansion.index, word)?;
        changed |= better.is_some();
        Ok(better)
    })?;
    if !changed || words > MOST_WORDS {
        return Ok(None);
    }
    let articles = count(&suggestion, expansion)?;
    Ok((articles > 0).then_some((suggestion, articles)))
}

/// The query with its words replaced where `better` knows one.
fn replaced(
    query: &Query,
    better: &mut impl FnMut(&Word) -> Result<Option<Word>, SearchError>,
) -> Result<Query, SearchError> {
    let mut query = query.clone();
    match &mut query {
        Query::Word(word) => {
            if let Some(found) = better(word)? {
                *word = found;
            }
        }
        Query::Phrase(phrase) => {
            for word in &mut phrase.words {
                if let Some(found) = better(word)? {
                    *word = found;
                }
            }
        }
        Query::Near(near) => replace_all(&mut near.parts, better)?,
        Query::Same(same) => replace_all(&mut same.parts, better)?,
        Query::And { parts } | Query::Or { parts } => replace_all(parts, better)?,
        Query::AtLeast(counted) => *counted.part = replaced(&counted.part, better)?,
        Query::In(In { part, .. }) | Query::Boost(Boost { part, .. }) => {
            **part = replaced(part, better)?;
        }
        Query::All | Query::Not { .. } | Query::Meta(_) | Query::Saved { .. } => {}
    }
    Ok(query)
}

fn replace_all(
    parts: &mut [Query],
    better: &mut impl FnMut(&Word) -> Result<Option<Word>, SearchError>,
) -> Result<(), SearchError> {
    for part in parts {
        *part = replaced(part, better)?;
    }
    Ok(())
}

/// The closest word of the index to one that is nowhere in it.
fn better(index: &Index, word: &Word) -> Result<Option<Word>, SearchError> {
    if !matches!(word.spelling, Spelling::Plain | Spelling::Exact) {
        return Ok(None);
    }
    let Some(typed) = only_word(&word.text) else { return Ok(None) };
    let well_spelt = lexicon::is_known(&typed); // nobody wrote it here
    let short = typed.chars().count() < SHORTEST;
    if short || well_spelt || !uses(index, &Forms::plain(&typed))?.is_empty() {
        return Ok(None);
    }
    let best = closest(index, &typed, |_, _| true)?;
    Ok(best.map(|text| Word { text, spelling: word.spelling }))
}

/// The word of the index that sounds like one that only slips of the pen have there.
fn oftener(index: &Index, word: &Word) -> Result<Option<Word>, SearchError> {
    let Some(typed) = only_word(&word.text) else { return Ok(None) };
    let short = typed.chars().count() < SHORTEST;
    if word.spelling != Spelling::Plain || short || lexicon::is_known(&typed) {
        return Ok(None);
    }
    let own = uses(index, &Forms::plain(&typed))?;
    let without: u64 = own.values().map(|(_, articles)| articles).sum();
    if without == 0 || own.keys().any(|term| lexicon::is_known(term)) {
        return Ok(None);
    }
    let (heard, begins) = (sound(&typed), initial(&typed));
    let is_name = typed.starts_with(char::is_uppercase);
    let best = closest(index, &typed, |term, articles| {
        articles >= MANY_MORE * without
            && sound(term) == heard
            && initial(term) == begins
            // `Thierse` is no slip for « tiers ».
            && !(is_name && lexicon::is_known(&term.to_lowercase()))
            && !own.contains_key(term)
    })?;
    Ok(best.map(|text| Word { text, spelling: word.spelling }))
}

/// The word of the index that is closest to one, among those that will do.
fn closest(
    index: &Index,
    typed: &str,
    will_do: impl Fn(&str, u64) -> bool,
) -> Result<Option<String>, SearchError> {
    let (heard, folded) = (sound(typed), fold(typed));
    let mut best: Option<(f64, String)> = None;
    for (term, (closeness, articles)) in uses(index, &Forms::fuzzy(typed, DISTANCE))? {
        if role(&term) != Role::Content || !will_do(&term, articles) {
            continue; // nobody looks for « soit »
        }
        let distance = f64::from(closeness.wrong_letters());
        #[allow(clippy::cast_precision_loss, reason = "a logarithm needs no more")]
        let common = (articles as f64).ln_1p();
        let alike = if sound(&term) == heard { 1.5 } else { 0.0 };
        let same_start = if initial(&term) == initial(typed) { 0.5 } else { 0.0 };
        // « budg » was not finished: « budget » rather than « bug ».
        let begun = if fold(&term).starts_with(&folded) { 1.25 } else { 0.0 };
        let score = alike + same_start + begun + 0.3 * common - distance;
        let first = best.as_ref().is_none_or(|(highest, _)| score > *highest);
        if first {
            best = Some((score, term));
        }
    }
    Ok(best.map(|(_, text)| text))
}

/// The ways to write a word of the query with accents, the likeliest first: `côté` for
/// `cote`, though that is a word, then `côte`.
fn accented(index: &Index, word: &Word) -> Result<Vec<Word>, SearchError> {
    ways(word, |typed| alike(index, typed))
}

/// Those of a word without accents that are clearly commoner than it is.
fn commoner(index: &Index, word: &Word) -> Result<Vec<Word>, SearchError> {
    let articles = |word: &str| -> Result<u64, SearchError> {
        let found = uses(index, &Forms::plain(word))?;
        Ok(found.values().map(|(_, articles)| articles).sum())
    };
    ways(word, |typed| {
        let accented = |it: &String| !it.is_ascii();
        if !typed.is_ascii() || !lexicon::alike(typed).iter().any(accented) {
            return Ok(Vec::new());
        }
        let ways = alike(index, typed)?;
        if ways.is_empty() {
            return Ok(ways);
        }
        let (mut found, without) = (Vec::new(), articles(typed)?);
        for way in ways {
            if articles(&way)? >= CLEARLY_MORE * without {
                found.push(way);
            }
        }
        Ok(found)
    })
}

/// The ways to write a plain word, given those to write each of its parts (`saint-benoit`);
/// its elision stays.
fn ways(
    word: &Word,
    mut of_part: impl FnMut(&str) -> Result<Vec<String>, SearchError>,
) -> Result<Vec<Word>, SearchError> {
    if word.spelling != Spelling::Plain {
        return Ok(Vec::new());
    }
    let mut parts = Vec::new();
    for token in words(&word.text) {
        let content = role(&token.term) == Role::Content; // or it is not looked for
        let ways = if content { of_part(&token.term)? } else { Vec::new() };
        parts.push((token.span, ways));
    }
    let most = parts.iter().map(|(_, ways)| ways.len()).max().unwrap_or(0);
    let way = |turn: usize| {
        let mut text = word.text.clone();
        for (span, ways) in parts.iter().rev() {
            if let Some(way) = ways.get(turn).or(ways.last()) {
                text.replace_range(span.clone(), way);
            }
        }
        Word { text, spelling: word.spelling }
    };
    Ok((0..most).map(way).collect())
}

/// The words of the index that differ by their accents alone, the commonest first.
fn alike(index: &Index, typed: &str) -> Result<Vec<String>, SearchError> {
    let lower = typed.to_lowercase();
    // Of each word, the way it is most often written.
    let mut alike: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for (term, (_, articles)) in uses(index, &Forms::fuzzy(typed, 0))? {
        let written = term.to_lowercase();
        if !term.is_ascii() && written != lower {
            let most = alike.entry(written).or_default();
            *most = std::mem::take(most).max((articles, term));
        }
    }
    let mut alike: Vec<(u64, String)> = alike.into_values().collect();
    alike.sort_unstable_by(|one, other| other.cmp(one));
    Ok(alike.into_iter().take(ACCENTED).map(|(_, way)| way).collect())
}

/// The word of a text that is a single one for the splitter.
fn only_word(text: &str) -> Option<String> {
    let mut tokens = words(text);
    let token = tokens.next()?;
    tokens.next().is_none().then(|| token.term.into_owned())
}

/// The first letter of a word, in lower case.
fn initial(word: &str) -> Option<char> {
    word.chars().next().and_then(|letter| letter.to_lowercase().next())
}

/// The terms of the text that are among some forms, with the articles that have them.
fn uses(
    index: &Index,
    forms: &Forms,
) -> Result<BTreeMap<String, (Closeness, u64)>, SearchError> {
    let found = expand::find(forms, Scope::Text, index, &BTreeMap::new())?;
    let forms = found.forms.into_iter();
    Ok(forms.map(|(term, used)| (term, (used.closeness, used.articles))).collect())
}
