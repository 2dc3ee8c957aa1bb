//! Where one paragraph of a page ends and the next begins, by what the text alone does
//! not show: the size of letters and the white between lines.

use std::collections::HashMap;

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where it stands, downwards.
    pub(super) top: f32,
    /// Of its letters.
    pub(super) height: f32,
}

/// How much larger letters of another kind of line are, and white that parts.
const LARGER: f32 = 1.15;
const WIDER: f32 = 1.35;
/// Words at the end of a line that may stand apart, at most.
const MOST_WORDS: usize = 16;

/// The text with a blank line wherever the lines of the page, known by what they say,
/// are of another size or stand apart.
pub(super) fn parted(text: &str, lines: &[Line]) -> String {
    let mut known: HashMap<&str, Option<&Line>> = HashMap::new();
    for line in lines {
        // What is said twice stands in two places.
        known
            .entry(line.text.as_str())
            .and_modify(|line| *line = None)
            .or_insert(Some(line));
    }
    // What stands apart on one line, as a name and a date, may be known as two.
    let find = |text: &str| {
        let text = text.trim();
        let ends = text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
        let starts =
            std::iter::once(text.len()).chain(ends.rev()).map(|end| &text[..end]);
        starts.take(MOST_WORDS).find_map(|start| known.get(start)).copied().flatten()
    };
    let written: Vec<(&str, Option<&Line>)> =
        text.lines().map(|line| (line, find(line))).collect();
    let steps = written.windows(2).filter_map(|pair| step(pair[0].1?, pair[1].1?));
    let mut steps: Vec<f32> = steps.collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(f32::INFINITY);
    let mut out = String::with_capacity(text.len() + 64);
    let mut before: Option<&Line> = None;
    for (text, line) in written {
        if let (Some(before), Some(line)) = (before, line) {
            let ratio = before.height / line.height;
            let is_apart = step(before, line).is_some_and(|step| step > usual * WIDER);
            if ratio > LARGER || ratio < 1.0 / LARGER || is_apart {
                out.push('\n');
            }
        }
        before = line;
        out.push_str(text);
        out.push('\n');
    }
    out
}

/// How far below the other a line stands; nothing when it is not below it, as at the
/// top of the next column.
fn step(before: &Line, after: &Line) -> Option<f32> {
    let step = after.top - before.top;
    (step > 0.0).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_white() {
        let line = |text: &str, top: f32, height: f32| Line {
            text: text.to_owned(),
            top,
            height,
        };
        let lines = [
            line("Le port rouvre", 0.0, 24.0),
            line("Il a rouvert mardi", 40.0, 10.0),
            line("sous la pluie", 52.0, 10.0),
            line("Les bateaux", 64.0, 10.0),
            line("sont revenus", 84.0, 10.0),
            line("au quai", 96.0, 10.0),
        ];
        let text: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
        let parts: Vec<usize> = parted(&text, &lines)
            .split("\n\n")
            .map(|part| part.trim().lines().count())
            .collect();
        assert_eq!(parts, [1, 3, 2]);
        assert_eq!(
            parted("Le port rouvre ce jour\nau quai\n", &lines).matches("\n\n").count(),
            1
        );
        assert_eq!(parted("autre\nchose\n", &lines), "autre\nchose\n");
    }
}
