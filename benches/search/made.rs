//! Articles made of words drawn as often as words are in a language: by the inverse of
//! their rank. Common words and the words of the queries are French, the others are not.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Commonest first.
const COMMON: &[&str] = &[
    "de",
    "la",
    "le",
    "les",
    "et",
    "des",
    "à",
    "en",
    "un",
    "du",
    "l'",
    "une",
    "que",
    "est",
    "dans",
    "pour",
    "a",
    "qui",
    "au",
    "sur",
    "plus",
    "par",
    "avec",
    "il",
    "pas",
    "ce",
    "ne",
    "se",
    "été",
    "sont",
    "mais",
    "président",
    "ministre",
    "gouvernement",
    "pays",
    "ans",
    "euros",
    "premier ministre",
    "France",
    "État",
    "après",
    "deux",
    "politique",
    "entreprise",
    "millions",
    "Paris",
    "loi",
    "projet de loi",
    "ville",
    "travail",
    "groupe",
    "réforme",
    "économie",
    "justice",
    "police",
    "députés",
    "Assemblée",
    "ministre de l'Intérieur",
    "organisation",
    "situation",
    "élection",
    "budget",
    "grève",
    "retraites",
    "santé",
    "maire",
    "région",
    "sénat",
    "français",
    "européenne",
    "gouverner",
    "gouvernements",
    "présidente",
    "nation",
    "modernisation",
];

/// Different words in all.
const WORDS: f64 = 80_000.0;

const SYLLABLES: &[&str] = &[
    "ba", "cor", "dé", "fi", "gou", "ju", "lan", "mé", "ni", "pol", "ré", "sa", "tri",
    "vo", "xe", "zou", "char", "bré", "clo", "ton",
];

/// Writes so many articles, unless they are there already.
pub(crate) fn write(path: &Path, count: usize) {
    if lines(path) == count {
        return;
    }
    let mut out = BufWriter::new(File::create(path).unwrap());
    let mut draw = Draw(7);
    for number in 0..count {
        let title = sentence(&mut draw, 8);
        let day = format!(
            "{}-{:02}-{:02}",
            2000 + number % 25,
            1 + number % 12,
            1 + number % 28
        );
        let mut text = String::new();
        for at in 0..5 + draw.below(30) {
            let words = 6 + draw.below(20);
            text.push_str(&sentence(&mut draw, words));
            text.push_str(if at % 4 == 3 { "\n\n" } else { " " });
        }
        let article = serde_json::json!({
            "id": number.to_string(), "title": title, "date": day, "text": text.trim_end(),
        });
        writeln!(out, "{article}").unwrap();
    }
    out.flush().unwrap();
}

fn lines(path: &Path) -> usize {
    std::fs::read_to_string(path).map_or(0, |text| text.lines().count())
}

fn sentence(draw: &mut Draw, words: usize) -> String {
    let words: Vec<String> = (0..words).map(|_| word(draw)).collect();
    let text = words.join(" ");
    let first: String = text.chars().take(1).flat_map(char::to_uppercase).collect();
    first + &text.chars().skip(1).collect::<String>() + "."
}

/// The chance of the word of rank r is that of 1/r.
fn word(draw: &mut Draw) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank between 0 and the number of words"
    )]
    let rank = WORDS.powf(draw.share()) as usize - 1;
    if let Some(common) = COMMON.get(rank) {
        return (*common).to_owned();
    }
    if rank == 20_000 {
        return "cloud".to_owned();
    }
    let mut rest = rank;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// A generator of numbers (`SplitMix64`), the same on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> usize {
        usize::try_from(self.next() % bound).unwrap()
    }

    /// From 0 to 1.
    #[allow(clippy::cast_precision_loss, reason = "53 bits are kept")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
