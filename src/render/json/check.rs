//! What a check found: a line for each thing, then their counts.

use super::super::Checkup;
use super::VERSION;
use super::escape::line;
use super::report::{Failed, failed};
use crate::article::{ArticleId, Doubt};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'a> {
    Damage {
        reason: &'a str,
    },
    Failed(Failed<'a>),
    Waiting {
        path: &'a str,
    },
    LeftOut {
        path: &'a str,
        reason: &'a str,
    },
    Doubtful {
        id: ArticleId,
        title: &'a str,
        reasons: Vec<&'static str>,
        path: &'a str,
        line: Option<u64>,
        root: &'a str,
    },
    Summary {
        version: u32,
        index: &'a str,
        articles: u64,
        files: u64,
        damage: usize,
        failed: usize,
        waiting: usize,
        left_out: usize,
        doubtful: usize,
    },
}

/// What is wrong, then how much of it.
pub fn check(check: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    for reason in &check.damage {
        line(&Line::Damage { reason }, out)?;
    }
    for one in &check.failed {
        line(&Line::Failed(failed(one)), out)?;
    }
    for path in &check.waiting {
        line(&Line::Waiting { path }, out)?;
    }
    for (path, reason) in &check.left_out {
        line(&Line::LeftOut { path, reason }, out)?;
    }
    for one in &check.doubtful {
        let found = Line::Doubtful {
            id: one.id,
            title: &one.title,
            reasons: one.doubts.iter().copied().map(reason).collect(),
            path: &one.place.path,
            line: one.place.line,
            root: &one.place.root,
        };
        line(&found, out)?;
    }
    let summary = Line::Summary {
        version: VERSION,
        index: &check.dir,
        articles: check.articles,
        files: check.files,
        damage: check.damage.len(),
        failed: check.failed.len(),
        waiting: check.waiting.len(),
        left_out: check.left_out.len(),
        doubtful: check.doubtful.len(),
    };
    line(&summary, out)
}

fn reason(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NoBody => "no_body",
        Doubt::Short(_) => "short",
        Doubt::UnreadDate => "unread_date",
        Doubt::Future(_) => "future",
        Doubt::Cut => "cut",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::check::tests::sample;
    use super::*;

    #[test]
    fn every_key_in_its_order() {
        let mut out = Vec::new();
        check(&sample(), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        {"type":"damage","reason":"store is not what was written"}
        {"type":"failed","path":"/p/a.csv","line":3,"reason":"empty"}
        {"type":"waiting","path":"/p/c.txt"}
        {"type":"left_out","path":"/p/.git","reason":"hidden"}
        {"type":"doubtful","id":"0000000000000005","title":"Le pont","reasons":["short","cut"],"path":"a.zip!/b.txt","line":null,"root":"/p"}
        {"type":"summary","version":1,"index":"index","articles":12,"files":3,"damage":1,"failed":1,"waiting":1,"left_out":1,"doubtful":1}
        "#);
    }
}
