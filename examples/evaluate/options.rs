//! What was asked on the command line.

use kiosque::search::Ranking;

/// Files, and how to measure.
pub(crate) struct Options {
    pub index: String,
    pub queries: String,
    pub judgements: String,
    pub ranking: Ranking,
    pub without_self: bool,
    pub keep: Option<String>,
    pub against: Option<String>,
    pub only: Option<usize>,
    pub floor: Option<f64>,
}

impl Options {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut file = |name: &str| words.next().ok_or(format!("no {name} given"));
        let mut options = Self {
            index: file("index")?,
            queries: file("queries")?,
            judgements: file("judgements")?,
            ranking: Ranking::default(),
            without_self: false,
            keep: None,
            against: None,
            only: None,
            floor: None,
        };
        for word in words {
            options.set(&word)?;
        }
        Ok(options)
    }

    fn set(&mut self, word: &str) -> Result<(), String> {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let number = || value.parse::<f32>().map_err(|_| format!("{word}: not a number"));
        let ranking = &mut self.ranking;
        match name {
            "without-self" => self.without_self = true,
            "keep" => self.keep = Some(value.to_owned()),
            "against" => self.against = Some(value.to_owned()),
            "only" => self.only = value.parse().ok(),
            "floor" => self.floor = value.parse().ok(),
            "k1" => ranking.k1 = number()?,
            "b" => ranking.b = number()?,
            "typed" => ranking.typed = number()?,
            "title" => ranking.title = number()?,
            "common" => ranking.common = number()?,
            "related" => ranking.related = number()?,
            "close" => ranking.close[0] = number()?,
            "close-long" => ranking.close[1] = number()?,
            "opening" => ranking.opening[0] = number()?,
            "opening-long" => ranking.opening[1] = number()?,
            "passage" => ranking.passage = number()?,
            _ => return Err(format!("what is `{word}`?")),
        }
        Ok(())
    }
}
