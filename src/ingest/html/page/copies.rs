//! What a page says twice: to machines and to its readers. What is in a field is taken
//! out of the paragraphs; and what is said to search engines is the standfirst (chapô)
//! only when readers see it too, for it is often the opening words or a motto of the site.

use super::block::Block;
use super::fields::{Field, Record};
use super::fold::letters;
use super::shown;
use crate::article::Kind;

/// Paragraphs at the top among which copies are looked for.
const TOP: usize = 8;

/// Takes the copies out of the paragraphs, `lines` being all those that the page shows.
pub(super) fn settle(record: &mut Record, blocks: &mut Vec<Block>, lines: &[Block]) {
    let tail = record.line(Field::Title).and_then(|title| {
        let shown = |tail: &&str| blocks.iter().take(TOP).any(|block| says(block, tail));
        shown::tails(title).find(shown).map(str::to_owned)
    });
    if let Some(tail) = tail {
        record.change(Field::Title, |_| tail.clone());
    }
    for field in [Field::Title, Field::Kicker, Field::Standfirst] {
        let Some(said) = record.line(field).map(str::to_owned) else { continue };
        let copy = blocks.iter().take(TOP).position(|block| says(block, &said));
        match copy {
            Some(at) if blocks.len() > 1 => drop(blocks.remove(at)),
            _ if field != Field::Standfirst => {}
            _ if lines.iter().any(|line| says(line, &said)) => {}
            _ => drop(record.take(field)),
        }
    }
}

fn says(block: &Block, said: &str) -> bool {
    let is_prose = matches!(block.kind, Kind::Text | Kind::Heading | Kind::Quote);
    is_prose
        && block.text.len() <= 2 * said.len()
        && letters(&block.text) == letters(said)
}

#[cfg(test)]
mod tests {
    use super::super::fields::Column;
    use super::*;
    use crate::article::Origin;

    #[track_caller]
    fn case(
        fields: &[(Field, &str)],
        shown: &[&str],
        left: usize,
        field: Field,
        value: &str,
    ) {
        let mut record = Record::default();
        for (field, value) in fields {
            let column = Column { field: *field, rank: 0, from: Origin::Meta };
            record.put(column, "", vec![(*value).to_owned()]);
        }
        let mut blocks: Vec<Block> =
            shown.iter().map(|text| Block::new(Kind::Text, *text)).collect();
        let lines = blocks.clone();
        settle(&mut record, &mut blocks, &lines);
        assert_eq!((blocks.len(), record.line(field).unwrap_or("")), (left, value));
    }

    #[test]
    fn said_twice() {
        use Field::{Kicker, Standfirst, Title};
        let shown =
            ["Mer", "Le port rouvre", "Après deux ans.", "La criée a repris mardi."];
        case(
            &[(Title, "Le port rouvre"), (Kicker, "MER"), (Standfirst, "Après deux ans")],
            &shown,
            1,
            Standfirst,
            "Après deux ans",
        );
        case(&[(Standfirst, "L'actualité du littoral")], &shown, 4, Standfirst, "");
        case(&[(Title, "La Vigie : Le port rouvre")], &shown, 3, Title, "Le port rouvre");
        case(&[(Title, "La mer - le port")], &shown, 4, Title, "La mer - le port");
    }
}
