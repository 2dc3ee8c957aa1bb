//! Searches of small indexes, through the front door.

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
    let ranked = run(index, &request(query)).unwrap().ranked;
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
            let told = search(index, &request).unwrap();
            let ranked = told.hits.iter().map(|hit| (hit.article.id, hit.score));
            (ranked.collect::<Vec<_>>(), told.notes, told.explanation)
        };
        assert_eq!(answer(&updated), answer(&clean), "{query}");
    }
    let request = Request { widest: 2, ..request("version*") };
    let refused = |index| search(index, &request).map(|told| told.articles);
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
    let case = |query, expected: &[usize]| {
        let mut numbers = found(&index, query);
        numbers.sort_unstable();
        assert_eq!(numbers, expected, "{query}");
    };
    case("=\"Gilets jaunes\"", &[0]);
    case("=\"Gilets Jaunes\"", &[1]);
    case("=\"gilets jaunes\"", &[0, 1, 2]);
    case("=Gilets =jaunes", &[0, 1]);
    case("\"Gilets jaunes\"", &[0, 1, 2]);
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
    for (query, expected) in [
        ("peut-être", &[0][..]),
        ("Peut-etre", &[0]),
        ("peut lundi", &[0, 1]),
        ("porte-parole", &[2]),
        ("c'est-a-dire", &[3]),
        ("c'est-à-dire", &[3]),
        ("la-bas", &[3]),
        ("on-dit", &[5]),
    ] {
        let mut found = found(&index, query);
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
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
            let mut found: Vec<_> = run(&index, &request)
                .unwrap()
                .ranked
                .into_iter()
                .map(|one| one.number.unwrap().parse::<usize>().unwrap())
                .collect();
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
    for (query, expected) in [
        ("Pourquoi le maire a-t-il démissionné", &[0, 1][..]),
        ("a-t-il", &[1, 2]), // alone it is what was typed
        ("\"a-t-il\" maire", &[1, 2]),
        ("a-t-il mots:>0", &[1, 2]),
    ] {
        let mut found = found(&index, query);
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
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
    let shown = search(&index, &shown).unwrap();
    assert_eq!(shown.hits[0].passages[0].text, "Faits divers à Rouen");
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

#[test]
fn windows_of_windows_that_never_end_are_refused() {
    let (_dir, index) =
        index_of(&["le pont de la ville et ".repeat(200), "le pont".into()]);
    let dense = "((le PRES/1000 de) PRES/1000 (la PRES/1000 et))";
    assert_eq!(ids(&index, &request(dense)).unwrap().articles, 1);
    let error = ids(&index, &request(&format!("{dense}>=2"))).unwrap_err();
    assert!(matches!(error, SearchError::TooManyWays(_)), "{error}");
    let error = search(&index, &request(dense)).unwrap_err(); // to mark its words
    assert!(matches!(error, SearchError::TooManyWays(_)), "{error}");
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

#[test]
fn words_of_one_root_rank_and_find_nothing() {
    let texts = [
        "Le musée de la ville a reçu un directeur cette année.",
        "Le musée de la ville a reçu un fondateur cette année.",
        "Un fondateur.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let any = Request { matching: Matching::Any, ..request("fonder musée") };
    let numbers = |request: &Request| -> Vec<_> {
        let ranked = run(&index, request).unwrap().ranked;
        ranked.into_iter().map(|one| one.number.unwrap()).collect()
    };
    assert_eq!(numbers(&any), ["1", "0"]);
    let without = Ranking { related: 0.0, close: [0.0; 2], passage: 0.0, ..any.ranking };
    let unrelated = Request { ranking: without, ..any.clone() };
    let scores: Vec<_> =
        run(&index, &unrelated).unwrap().ranked.iter().map(|one| one.score).collect();
    assert_eq!(scores.len(), 2);
    assert!((scores[0] - scores[1]).abs() < 1e-6, "{scores:?}");
    let explained = search(&index, &Request { explain: true, ..any }).unwrap();
    let words = explained.explanation.unwrap().words;
    assert_eq!(words[0].related, ["fondateur"]);
    assert!(words[0].forms.is_empty());
}

#[test]
fn a_long_list_of_words_gets_no_suggestion() {
    let (_dir, index) = index_of(&["Le barrage retient l’eau.".into()]);
    for (words, suggested) in [(24, true), (25, false), (2_000, false)] {
        for link in [" OU ", " ET "] {
            let query = vec!["barrrage"; words].join(link);
            let notes = search(&index, &request(&query)).unwrap().notes;
            let found = notes.iter().any(|note| matches!(note, Note::DidYouMean { .. }));
            assert_eq!(found, suggested, "{words} words with {link}");
        }
    }
}

#[test]
fn a_word_that_nobody_writes_takes_accents() {
    #[track_caller]
    fn case(index: &Index, query: &str, articles: u64, accented: &[&str]) {
        let told = search(index, &request(query)).unwrap();
        let notes = told.notes.into_iter().find_map(|note| match note {
            Note::OnlyWithAccents { typed } => Some(typed),
            _ => None,
        });
        assert_eq!(
            (told.articles, notes.unwrap_or_default()),
            (articles, accented.iter().map(ToString::to_string).collect())
        );
    }
    let texts = ["Le comité se réunit. On marche.", "Le marché du comité ouvre."];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    case(&index, "comite", 2, &["comite"]);
    case(&index, "comite OU \"le comite\"", 2, &["comite"]);
    case(&index, "comite marché", 1, &["comite"]);
    case(&index, "comité", 2, &[]);
    case(&index, "=comite", 0, &[]);
    case(&index, "marche", 1, &[]);
    case(&index, "titre:marche", 0, &[]);
    let near = ["À côté.", "Le côté.", "Un côté.", "La Côte d'Azur."];
    let (_dir, near) = index_of(&near.map(str::to_owned));
    case(&near, "\"cote d'azur\"", 1, &["cote"]);
}

#[test]
fn suggests_the_closest_word_that_tells_something() {
    #[track_caller]
    fn case(index: &Index, query: &str, expected: Option<&str>) {
        let notes = search(index, &request(query)).unwrap().notes;
        let suggested = notes.iter().find_map(|note| match note {
            Note::DidYouMean { query } => Some(query.to_string()),
            Note::WithAccents { query, articles } => Some(format!("{articles} {query}")),
            Note::SomeWords
            | Note::Nowhere { .. }
            | Note::FewerLetters { .. }
            | Note::WithoutSigns { .. }
            | Note::OnlyWithAccents { .. } => None,
        });
        assert_eq!(suggested.as_deref(), expected, "{query}");
    }
    let texts = [
        "Soit un bug du budget de Numergy, sans Cloudwatt ni Androméde.",
        "La cote du foret monte. La Côte d'Ivoire joue.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    case(&index, "clowdwatt", Some("Cloudwatt"));
    case(&index, "Numergie", Some("Numergy"));
    case(&index, "budg", Some("budget"));
    case(&index, "bugs", None);
    case(&index, "swift", None);
    case(&index, "\"cote d'ivoire\"", Some("\"Côte d'ivoire\""));
    case(&index, "\"forêt d'ivoire\"", None);
    let near = ["À côté.", "Le côté.", "Un côté.", "La Côte d'Azur.", "Des pêcheurs."];
    let (_dir, near) = index_of(&near.map(str::to_owned));
    case(&near, "\"cote d'azur\"", None); // it was found so
    case(&near, "pécheurs", Some("pêcheurs"));
    let common = |number| format!("L'hydroxychloroquine, acte {number}.");
    let mut texts: Vec<String> = (0..200).map(common).collect();
    texts.push("L'hydroxichloroquine.".to_owned());
    let (_dir, common) = index_of(&texts);
    case(&common, "hidroxichloroquine", Some("hydroxychloroquine"));
    case(&common, "hydroxichloroquine", Some("hydroxychloroquine"));
    case(&common, "hydroxychloroquine", None);
    let cotes =
        ["Un côté.", "Le côté.", "À côté.", "De l'autre côté.", "La cote du lac."];
    let coasts =
        (0..6).map(|number| format!("La Côte-d'Or et la côte d'azur, {number}."));
    let mut texts: Vec<String> =
        cotes.map(str::to_owned).into_iter().chain(coasts).collect();
    texts.extend((0..12).map(|number| format!("À l'âge de {number} ans.")));
    texts.push("L'age du capitaine, la cote d'azur, la cote-d'or.".to_owned());
    let (_dir, index) = index_of(&texts);
    case(&index, "l'age", Some("12 l'âge"));
    case(&index, "l’age", Some("12 l’âge"));
    case(&index, "\"cote d'azur\"", Some("6 \"côte d'azur\""));
    case(&index, "cote-d'or", None); // it found them
    let text = |act| format!("Le scénario tient : acte {act}, le marché.");
    let mut texts: Vec<String> = (1..7).map(text).collect();
    texts.push("Un scenario italien, en marche.".to_owned());
    let (_dir, index) = index_of(&texts);
    case(&index, "scenario acte", Some("scénario ET acte"));
    case(&index, "scenario", Some("6 scénario"));
    case(&index, "scénario", None);
    case(&index, "=scenario", None);
    case(&index, "SCENARIO", None);
    case(&index, "marche", Some("6 marché"));
}

#[test]
fn a_name_counts_more_than_a_common_word() {
    let texts = ["Une vanne fuit.", "Un Starck fuit."];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let any = |query| Request { matching: Matching::Any, ..request(query) };
    let scores = |query| {
        let ranked = run(&index, &any(query)).unwrap().ranked;
        let mut scores: Vec<_> =
            ranked.into_iter().map(|one| (one.number.unwrap(), one.score)).collect();
        scores.sort_by(|one, other| one.0.cmp(&other.0));
        (scores[0].1, scores[1].1)
    };
    let (common, name) = scores("vanne Starck");
    assert!(name > common);
    let (common, name) = scores("vanne starck");
    assert!((name - common).abs() < 1e-6);
}

#[test]
fn similar_articles_share_whole_words_and_leave_the_article_itself_out() {
    let texts = [
        "Les loueurs de voitures réclament une aide.\nLes loueurs attendent.",
        "Un loueur de voitures a fermé.",
        "Une aide pour les théâtres.",
        "La neige est tombée.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let article = article(0, texts[0]);
    let near = similar(&index, &article, 10, 0).unwrap();
    let numbers: Vec<_> =
        near.hits.iter().map(|hit| hit.article.number.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["1", "2"]);
    let reading = near.reading.to_string();
    let told: Vec<_> =
        reading.split(" OU ").map(|word| word.split('^').next().unwrap()).collect();
    assert_eq!(told, ["loueurs", "voitures", "aide"]);
}
