//! Searches of small indexes, through the front door.

use super::*;
use crate::article::{Article, ArticleId, Origin, Paragraph, Place, Sourced};
use crate::index::{FileKey, Index, IndexError, Stamp, Update};
use crate::query::{Context, parse};
use tempfile::TempDir;

fn article(number: usize, text: &str) -> Article {
    let place =
        Place { root: "/presse".into(), path: format!("{number:04}"), line: None };
    let paragraph = |text: &str| Paragraph { text: text.into(), ..Paragraph::default() };
    Article {
        id: ArticleId::of([text]),
        number: Some(number.to_string()),
        title: Sourced::new(String::new(), Origin::Opening),
        kicker: None,
        standfirst: None,
        paragraphs: text.lines().map(paragraph).collect(),
        authors: None,
        publication: None,
        edition: None,
        section: None,
        page: None,
        date: None,
        date_text: None,
        language: None,
        url: None,
        source_kind: "text".into(),
        words: 1,
        places: vec![place],
        indexed_at: 0,
    }
}

/// An index of these texts, numbered from 0, and the folder it lives in.
fn index_of(texts: &[String]) -> (TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    let key =
        |number: usize| FileKey { root: "/presse".into(), path: format!("{number:04}") };
    let keys: Vec<_> = (0..texts.len()).map(key).collect();
    Update::begin(dir.path(), false)
        .unwrap()
        .finish(&keys, 0, |session| {
            for (number, text) in texts.iter().enumerate() {
                let stamp = Stamp { size: 1, modified: 1, reader: 0 };
                session.start_file(key(number), stamp, Some(number.to_string()));
                session.add(article(number, text))?;
            }
            Ok::<_, IndexError>(())
        })
        .unwrap();
    let index = Index::open(dir.path()).unwrap();
    (dir, index)
}

fn request(query: &str) -> Request {
    let context = Context { today: "2024-03-31".parse().unwrap() };
    let query = parse(query, &context).unwrap().query;
    Request { limit: 100, ..run::empty_request(query) }
}

/// The numbers of the articles that a query finds, in order.
fn found(index: &Index, query: &str) -> Vec<usize> {
    let ranked = ranked(index, &request(query)).unwrap();
    ranked.iter().map(|one| one.number.as_ref().unwrap().parse().unwrap()).collect()
}

#[test]
fn a_fuzzy_word_ranks_by_the_letters_that_are_wrong() {
    let filler = "La préfecture a rendu son avis sur le chantier du pont. ".repeat(40);
    let (_dir, index) = index_of(&[
        "Storcks Storcks Storcks, dit Storcks.".into(),
        "Stark et Stark : Stark, chez Stark.".into(),
        format!("{filler} Starck {filler}"),
        "Une lampe de Stark.".into(),
        format!("{filler} Sterk {filler}"),
        "Une lampe de Starck, dit l’architecte.".into(),
        "Rien de tel ici.".into(),
    ]);
    assert_eq!(found(&index, "Starck~2"), [5, 2, 1, 3, 0, 4]);
    assert_eq!(found(&index, "Starck~"), [5, 2, 1, 3]);
    assert_eq!(found(&index, "Starck~2 lampe"), [5, 3]);
}

#[test]
fn too_wide_a_word_is_refused_with_its_commonest_forms() {
    let words = ["vanne", "vannes", "vanneau", "VANNERIE"];
    let (_dir, index) = index_of(&words.map(|word| format!("Une {word} de {word}s.")));
    let asked = |widest| Request { widest, ..request("vanne*") };
    let error = search(&index, &asked(6)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`vanne*` stands for 7 written forms, more than 6: \
         vannes (2), VANNERIE (1), VANNERIEs (1), vanne (1), vanneau (1)…"
    );
    assert_eq!(search(&index, &asked(7)).unwrap().articles, 4);
}

/// Which parts find what alone, and what leaving one out would give.
fn explained(index: &Index, query: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let request = Request { explain: true, matching: Matching::Auto, ..request(query) };
    let told = search(index, &request).unwrap().explanation.unwrap();
    let clauses =
        told.clauses.iter().map(|one| format!("{} {}", one.clause, one.articles));
    let without =
        told.relaxations.iter().map(|one| format!("{} {}", one.without, one.articles));
    (clauses.collect(), without.collect(), told.ignored)
}

#[test]
fn the_account_of_a_query_names_the_part_that_empties_it() {
    #[track_caller]
    fn case(index: &Index, query: &str, expected: [&[&str]; 3]) {
        let (clauses, without, ignored) = explained(index, query);
        assert_eq!([clauses, without, ignored], expected.map(<[&str]>::to_vec));
    }
    let texts = ["Le barrage de la vallée.", "Une vanne du barrage.", "Un pont."];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    case(&index, "barrage vanne", [&["barrage 2", "vanne 1"], &[], &[]]);
    case(
        &index,
        "le barrage pont",
        [&["le 1", "barrage 2", "pont 1"], &["barrage 1", "pont 2"], &["le"]],
    );
    case(
        &index,
        "barrage SAUF (vanne OU vallée)",
        [
            &["barrage 2", "NON (vanne OU vallée) 1"],
            &["barrage 1", "NON (vanne OU vallée) 2"],
            &[],
        ],
    );
    case(
        &index,
        "barrage \"vanne du pont\"",
        [&["barrage 2", "\"vanne du pont\" 0"], &["\"vanne du pont\" 2"], &[]],
    );
    case(&index, "barrage OU pont", [&["barrage 2", "pont 1"], &[], &[]]);
}
