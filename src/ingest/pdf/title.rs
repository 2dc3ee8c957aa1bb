//! The title of a PDF that names none: its largest letters, near the top of the first
//! page.

use super::Block;
use super::fold::{letters, words};
use super::line::is_page_number;
use super::parts::Line;

/// How much larger than most letters those of a title are.
const LARGER: f32 = 1.25;
/// Words of a title.
const LEAST_WORDS: usize = 2;
const MOST_WORDS: usize = 28;
/// Paragraphs at the top among which it must stand.
const HEAD: usize = 12;

/// The lines in the largest letters, when they read like a title.
pub(super) fn largest(lines: &[Line]) -> Option<String> {
    let said = |line: &&Line| words(&line.text) > 0 && !is_page_number(&line.text);
    let mut sizes: Vec<f32> = lines.iter().filter(said).map(|line| line.height).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = *sizes.get(sizes.len() / 2)?;
    // A first letter set over several lines is larger still, and no title.
    let long = lines.iter().filter(|line| line.text.chars().count() > 3);
    let most = long.map(|line| line.height).max_by(f32::total_cmp)?;
    if most < usual * LARGER {
        return None;
    }
    let is_largest = |line: &&Line| line.height > most * 0.95;
    let start = lines.iter().position(|line| is_largest(&line))?;
    let run = lines[start..].iter().take_while(is_largest).map(|line| line.text.trim());
    let title = run.collect::<Vec<_>>().join(" ");
    (LEAST_WORDS..=MOST_WORDS).contains(&words(&title)).then_some(title)
}

/// Takes the paragraphs that say the title out of the head of the text; what they say,
/// words cut at the end of lines whole.
pub(super) fn take(blocks: &mut Vec<Block>, title: &str) -> Option<String> {
    let title = letters(title);
    for start in 0..blocks.len().min(HEAD) {
        let mut said = String::new();
        for end in start..blocks.len().min(start + HEAD) {
            said.push_str(&letters(&blocks[end].text));
            if said == title && blocks.len() > end + 1 - start {
                let taken: Vec<String> =
                    blocks.drain(start..=end).map(|block| block.text).collect();
                return Some(taken.join(" "));
            }
            if !title.starts_with(&said) {
                break;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    #[test]
    fn the_largest_letters() {
        let line =
            |text: &str, height: f32| Line { text: text.to_owned(), top: 0.0, height };
        let body =
            |count: usize| vec![line("Le port a rouvert mardi matin.", 10.0); count];
        let page = [
            vec![
                line("Le Courrier", 12.0),
                line("Le port rouvre", 24.0),
                line("ses quais", 24.0),
            ],
            body(9),
        ]
        .concat();
        let title = largest(&page).unwrap();
        assert_eq!(title, "Le port rouvre ses quais");
        let texts = ["Le Courrier", "Le port rouvre", "ses quais", "Le port a rouvert."];
        let mut blocks: Vec<Block> =
            texts.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        assert_eq!(take(&mut blocks, &title), Some(title.clone()));
        assert_eq!(blocks.len(), 2);
        assert_eq!(take(&mut blocks, &title), None);
        assert_eq!(largest(&body(9)), None);
        assert_eq!(largest(&[]), None);
    }
}
