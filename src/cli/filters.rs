//! Conditions on the metadata given as options, read as the query language reads them.

use super::error::Error;
use crate::article::Period;
use crate::query::{self, Context, Meta, Query};
use clap::Args;

/// Options that keep only some articles.
#[derive(Args, Debug, Default)]
#[group(multiple = true)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filters {
    /// Keep articles published on that day or later: 2012, 2012-11, 7j
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Keep articles published on that day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Keep articles of this publication; several may be given
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Keep articles by this author; several may be given
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// Keep articles in this language: fr, en…; several may be given
    #[arg(long, value_name = "CODE")]
    lang: Vec<String>,
    /// Keep articles of this kind of source: text, markdown, jsonl…; several may be given
    #[arg(long = "type", value_name = "KIND")]
    kind: Vec<String>,
}

impl Filters {
    /// `query`, and all of these conditions.
    pub(super) fn and(&self, query: Query, context: Context) -> Result<Query, Error> {
        let mut parts = match query {
            Query::And { parts } => parts,
            query => vec![query],
        };
        parts.extend(self.period(context)?);
        let named = [
            ("--source", "source", &self.source),
            ("--author", "author", &self.author),
            ("--lang", "lang", &self.lang),
            ("--type", "type", &self.kind),
        ];
        for (option, field, values) in named {
            let one = |value: &String| condition(option, field, value, context);
            let values = values.iter().map(one).collect::<Result<Vec<_>, _>>()?;
            parts.extend(any(values));
        }
        // `*` says nothing beside a condition.
        if parts.len() > 1 {
            parts.retain(|part| *part != Query::All);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Query::And { parts } })
    }

    /// The condition of `--from` and `--to`.
    fn period(&self, context: Context) -> Result<Option<Query>, Error> {
        let read = |option, value: &Option<String>| match value {
            Some(value) => period(option, value, context),
            None => Ok(Period::default()),
        };
        let first = read("--from", &self.from)?.first;
        let last = read("--to", &self.to)?.last;
        if let (Some(first), Some(last)) = (first, last)
            && first > last
        {
            return Err(Error::new("--from is later than --to"));
        }
        let period = Period { first, last };
        Ok((period != Period::default()).then_some(Query::Meta(Meta::Date { period })))
    }
}

/// One of `parts`; `None` when there are none.
fn any(mut parts: Vec<Query>) -> Option<Query> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Query::Or { parts }),
    }
}

/// The days that a date covers, as `date:` reads it.
fn period(option: &str, value: &str, context: Context) -> Result<Period, Error> {
    match condition(option, "date", value, context)? {
        Query::Meta(Meta::Date { period }) => Ok(period),
        _ => Err(Error::new(format!("{option} takes a date, not `{value}`"))
            .hint("write 2012, 2012-11, 2012-11-05, 7j or \"novembre 2012\"")),
    }
}

/// What `field:"value"` means in a query.
fn condition(
    option: &str,
    field: &str,
    value: &str,
    context: Context,
) -> Result<Query, Error> {
    query::filter(field, value, &context)
        .map_err(|error| Error::query(value, &error).of_option(option))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;

    #[track_caller]
    fn case(filters: &Filters, expected: &str) {
        let context = Context { today: Date::day(2019, 4, 11).unwrap() };
        let query = query::parse("vanne barrage", &context).unwrap().query;
        let read = filters.and(query, context).unwrap();
        assert_eq!(read, query::parse(expected, &context).unwrap().query);
    }

    #[test]
    fn they_mean_what_the_language_means() {
        case(&Filters::default(), "vanne barrage");
        let from = Some("2019-03".to_owned());
        case(
            &Filters { from: from.clone(), ..Filters::default() },
            "vanne barrage date:2019-03..",
        );
        case(
            &Filters { from, to: Some("2020".into()), ..Filters::default() },
            "vanne barrage date:2019-03..2020",
        );
        case(
            &Filters {
                source: vec!["Le Port".into(), "vigie".into()],
                ..Filters::default()
            },
            "vanne barrage (source:\"Le Port\" OU source:vigie)",
        );
        case(
            &Filters {
                lang: vec!["fr".into()],
                kind: vec!["csv".into()],
                ..Filters::default()
            },
            "vanne barrage langue:fr type:csv",
        );
    }
}
