//! Rows of tables: a row of short cells reads as one line, a row of long ones only sets
//! paragraphs side by side.

use super::block::Block;
use crate::article::Kind;

/// Characters of a cell of figures or names at most.
const LONGEST: usize = 80;

/// The paragraphs of a row, given those of its cells.
pub(super) fn row(mut cells: Vec<Vec<Block>>) -> Vec<Block> {
    cells.retain(|cell| !cell.is_empty());
    let is_short = |cell: &Vec<Block>| {
        cell.len() == 1 && cell[0].text.chars().nth(LONGEST).is_none()
    };
    if cells.len() < 2 || !cells.iter().all(is_short) {
        return cells.into_iter().flatten().collect();
    }
    let page = cells[0][0].page;
    let kind = match cells[0][0].kind {
        Kind::Boilerplate => Kind::Boilerplate,
        _ => Kind::ListItem,
    };
    let texts: Vec<String> =
        cells.into_iter().flatten().map(|block| block.text).collect();
    vec![Block { page, ..Block::new(kind, texts.join(" | ")) }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cells_make_one_line() {
        let cell = |text: &str| vec![Block::new(Kind::Text, text)];
        let texts = |cells: Vec<Vec<Block>>| -> Vec<String> {
            row(cells).into_iter().map(|block| block.text).collect()
        };
        assert_eq!(texts(vec![cell("Quai"), Vec::new(), cell("12 m")]), ["Quai | 12 m"]);
        let long = "Le port a rouvert mardi. ".repeat(9);
        assert_eq!(texts(vec![cell("Quai"), cell(&long)]).len(), 2);
        assert_eq!(texts(vec![cell("Quai")]), ["Quai"]);
    }
}
