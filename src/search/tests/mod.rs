//! Searches of small indexes, through the front door.

mod ranking;
mod suggestions;

use super::*;
use crate::article::{Article, Origin, Place, Sourced};
use crate::index::{FileKey, Index, IndexError, Stamp, Update};
use crate::query::{Context, parse};
use tantivy::SegmentReader;
use tempfile::TempDir;

fn article(number: usize, text: &str) -> Article {
    let place =
        Place { root: "/presse".into(), path: format!("{number:04}"), line: None };
    Article { number: Some(number.to_string()), ..Article::sample("", text, place) }
}

/// An index of these texts, numbered from 0, and the folder it lives in.
fn index_of(texts: &[String]) -> (TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    let index = brought_to(&dir, texts);
    (dir, index)
}

/// The index in this folder, once it is that of these texts.
fn brought_to(dir: &TempDir, texts: &[String]) -> Index {
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
    Index::open(dir.path()).unwrap()
}

fn request(query: &str) -> Request {
    let context = Context { today: "2024-03-31".parse().unwrap() };
    let query = parse(query, &context).unwrap().query;
    Request { limit: 100, ..run::empty_request(query) }
}

/// The numbers of the articles that a query finds, in order.
fn found(index: &Index, query: &str) -> Vec<usize> {
    answered(index, &request(query))
}

/// Those that answer a request, in order.
fn answered(index: &Index, request: &Request) -> Vec<usize> {
    let ranked = Session::new(index).run(request).unwrap().ranked;
    ranked.iter().map(|one| one.number.as_ref().unwrap().parse().unwrap()).collect()
}

/// Each of these queries finds these articles, in whatever order.
#[track_caller]
fn finds(index: &Index, cases: &[(&str, &[usize])]) {
    for (query, expected) in cases {
        let mut found = found(index, query);
        found.sort_unstable();
        assert_eq!(found, *expected, "{query}");
    }
}

#[test]
fn articles_that_have_gone_leave_no_trace() {
    // Too few to have their segment rewritten.
    let texts = |edition: usize, count: usize| -> Vec<String> {
        let places = ["Sarlande", "Valmorel", "Port-Brac"];
        let text = |number: usize| {
            let edition = if number.is_multiple_of(6) { edition } else { 0 };
            let detail = ["des riverains ", "du pont "].repeat(number % 5).concat();
            let place = places[number % 3];
            format!("À {place}, le pont numéro {number}, version{edition} {detail}.")
        };
        (0..count).map(text).collect()
    };
    let (before, after) = (texts(1, 104), texts(2, 100));
    // The threads of the engine may cut it into segments that are then rewritten.
    let update = |_| {
        let (dir, _) = index_of(&before);
        let updated = brought_to(&dir, &after);
        let segments = updated.searcher().segment_readers();
        segments.iter().any(SegmentReader::has_deletes).then_some((dir, updated))
    };
    let (_updated, updated) = (0..20).find_map(update).expect("one that keeps them");
    let (_dir, clean) = index_of(&after);
    for query in ["pont Sarlande", "pont~1 riverain", "version*", "version1", "versoin1"]
    {
        let answer = |index| {
            let request = Request { explain: true, ..request(query) };
            let told = Session::new(index).search(&request).unwrap();
            let ranked = told.hits.iter().map(|hit| (hit.article.id, hit.score));
            (ranked.collect::<Vec<_>>(), told.notes, told.explanation)
        };
        assert_eq!(answer(&updated), answer(&clean), "{query}");
    }
    let request = Request { widest: 2, ..request("version*") };
    let refused = |index| Session::new(index).search(&request).map(|told| told.articles);
    assert_eq!(refused(&updated).unwrap(), refused(&clean).unwrap());
    let like = |index: &Index| {
        let told = similar(index, &article(3, &after[3]), 10, 1).unwrap();
        told.hits.iter().map(|hit| (hit.article.id, hit.score)).collect::<Vec<_>>()
    };
    assert_eq!(like(&updated), like(&clean));
}

#[test]
fn a_capital_makes_case_count_in_all_that_is_exact() {
    let texts = ["Les Gilets jaunes.", "Les Gilets Jaunes.", "LES GILETS JAUNES."];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let cases: [(&str, &[usize]); 5] = [
        ("=\"Gilets jaunes\"", &[0]),
        ("=\"Gilets Jaunes\"", &[1]),
        ("=\"gilets jaunes\"", &[0, 1, 2]),
        ("=Gilets =jaunes", &[0, 1]),
        ("\"Gilets jaunes\"", &[0, 1, 2]),
    ];
    finds(&index, &cases);
}

#[test]
fn verbs_of_a_compound_do_not_change_and_its_accents_may_be_left_out() {
    let texts = [
        "Le pont rouvrira peut-être lundi.",
        "Les travaux peuvent être achevés lundi.",
        "Les porte-paroles de la mairie se taisent.",
        "La mairie, c’est-à-dire le maire, a tranché là-bas.",
        "Elle est partie, il a à faire en bas.",
        "Le maire partira, dit-on, et l’on dit pourquoi.",
        "On disait le pont sûr, c’est à dit que l’on s’y fiait.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let cases: [(&str, &[usize]); 8] = [
        ("peut-être", &[0]),
        ("Peut-etre", &[0]),
        ("peut lundi", &[0, 1]),
        ("porte-parole", &[2]),
        ("c'est-a-dire", &[3]),
        ("c'est-à-dire", &[3]),
        ("la-bas", &[3]),
        ("on-dit", &[5]),
    ];
    finds(&index, &cases);
}

#[test]
fn stop_words_are_needed_where_nothing_else_is_looked_for() {
    let texts = [
        "Elle ouvre lundi, la piscine.",
        "La piscine ouvre lundi.",
        "Elle rouvre mardi, après des travaux.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    for (query, expected) in [
        ("elle", &[0, 2][..]),
        ("elle piscine", &[0, 1]),
        ("elle -piscine", &[2]),
        ("elle mots:>0", &[0, 2]),
        ("elle ET (mots:>0)", &[0, 2]),
        ("elle elle", &[0, 2]),
    ] {
        for matching in [Matching::All, Matching::Any] {
            let request = Request { matching, ..request(query) };
            let mut found = answered(&index, &request);
            found.sort_unstable();
            assert_eq!(found, expected, "{query}");
        }
    }
}

#[test]
fn inverted_questions_are_their_words() {
    let texts = [
        "Le maire démissionne, pour raison de santé.",
        "Pourquoi le maire a-t-il démissionné ?",
        "Le maire a-t-il raison ?",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let cases: [(&str, &[usize]); 5] = [
        ("Pourquoi le maire a-t-il démissionné", &[0, 1]),
        ("a-t-il", &[1, 2]), // alone it is what was typed
        ("\"a-t-il\" maire", &[1, 2]),
        ("a-t-il mots:>0", &[1, 2]),
        ("pourquoi a-t-il", &[1, 2]),
    ];
    finds(&index, &cases);
    let (_, _, optional) = explained(&index, "Est-ce le maire qui démissionne-t-il");
    assert_eq!(optional, ["Est", "ce", "le", "qui", "t", "il"]);
}

#[test]
fn a_group_in_one_sentence_is_its_members() {
    let (_dir, index) = index_of(&[
        "Orange, Cloudwatt et Thales ont signé lundi. Le reste suivra.".into(),
        "Orange et Thales ont signé lundi. Cloudwatt suivra.".into(),
    ]);
    assert_eq!(found(&index, "(Orange PHRASE Thales) PHRASE Cloudwatt"), [0]);
    assert_eq!(found(&index, "Cloudwatt PHRASE (Orange PHRASE Thales)"), [0]);
    assert_eq!(found(&index, "(Orange PARA Thales) PARA Cloudwatt").len(), 2);
}

#[test]
fn no_match_reaches_from_the_kicker_into_the_standfirst() {
    let dir = tempfile::tempdir().unwrap();
    let key = FileKey { root: "/presse".into(), path: "0000".into() };
    let given = |text: &str| Some(Sourced::new(text.to_owned(), Origin::Metadata));
    let article = Article {
        kicker: given("Faits divers à Rouen"),
        standfirst: given("Le chauffeur est indemne"),
        ..article(0, "Le camion transportait du cidre.")
    };
    Update::begin(dir.path(), false)
        .unwrap()
        .finish(std::slice::from_ref(&key), 0, |session| {
            let stamp = Stamp { size: 1, modified: 1, reader: 0 };
            session.start_file(key.clone(), stamp, Some("0".into()));
            session.add(article)
        })
        .unwrap();
    let index = Index::open(dir.path()).unwrap();
    for query in ["divers", "\"divers à Rouen\"", "rouen camion", "chapo:chauffeur"] {
        assert_eq!(found(&index, query), [0], "{query}");
    }
    for query in [
        "\"Rouen le chauffeur\"",
        "rouen PRES/9 chauffeur",
        "rouen AVANT/900 indemne",
        "rouen PARA chauffeur",
        "chapo:rouen",
    ] {
        assert_eq!(found(&index, query), [0; 0], "{query}");
    }
    let shown = Request { limit: 1, passages: 1, ..request("divers") };
    let shown = Session::new(&index).search(&shown).unwrap();
    assert_eq!(shown.hits[0].passages[0].text, "Faits divers à Rouen");
}

#[test]
fn too_wide_a_word_is_refused_with_its_commonest_forms() {
    let words = ["vanne", "vannes", "vanneau", "VANNERIE"];
    let (_dir, index) = index_of(&words.map(|word| format!("Une {word} de {word}s.")));
    let asked = |widest| Request { widest, ..request("vanne*") };
    let error = Session::new(&index).search(&asked(6)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`vanne*` stands for 7 written forms, more than 6: \
         vannes (2), VANNERIE (1), VANNERIEs (1), vanne (1), vanneau (1)…"
    );
    assert_eq!(Session::new(&index).search(&asked(7)).unwrap().articles, 4);
}

#[test]
fn a_session_answers_each_query_as_if_it_were_the_first() {
    let texts = ["Marché de Noël", "marches vers Noël", "Un marché noir", "la vannerie"];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let mut session = Session::new(&index);
    for (query, widest) in [
        ("marche", WIDEST),
        ("marché noel", WIDEST),
        ("marche noel introuvable", WIDEST),
        ("vann*", WIDEST),
        ("vann* OU marché", 1),
        ("marché", 1),
        ("noir marché", WIDEST),
        ("marche", WIDEST),
    ] {
        for matching in [Matching::Auto, Matching::Any] {
            let asked = Request {
                matching,
                widest,
                explain: true,
                passages: 2,
                ..request(query)
            };
            let told = |session: &mut Session| format!("{:?}", session.search(&asked));
            assert_eq!(told(&mut session), told(&mut Session::new(&index)), "{query}");
        }
    }
}

#[test]
fn windows_of_windows_that_never_end_are_refused() {
    let (_dir, index) =
        index_of(&["le pont de la ville et ".repeat(200), "le pont".into()]);
    let dense = "((le PRES/1000 de) PRES/1000 (la PRES/1000 et))";
    assert_eq!(Session::new(&index).ids(&request(dense)).unwrap().articles, 1);
    let error = Session::new(&index).ids(&request(&format!("{dense}>=2"))).unwrap_err();
    assert!(matches!(error, SearchError::TooManyWays(_)), "{error}");
    let error = Session::new(&index).search(&request(dense)).unwrap_err(); // to mark its words
    assert!(matches!(error, SearchError::TooManyWays(_)), "{error}");
}

/// Which parts find what alone, and what leaving one out would give.
fn explained(index: &Index, query: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let request = Request { explain: true, matching: Matching::Auto, ..request(query) };
    let told = Session::new(index).search(&request).unwrap().explanation.unwrap();
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
