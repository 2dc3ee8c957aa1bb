//! What comes first.

use super::*;

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
fn words_of_one_root_rank_and_find_nothing() {
    let texts = [
        "Le musée de la ville a reçu un directeur cette année.",
        "Le musée de la ville a reçu un fondateur cette année.",
        "Un fondateur.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let any = Request { matching: Matching::Any, ..request("fonder musée") };
    assert_eq!(answered(&index, &any), [1, 0]);
    let without = Ranking { related: 0.0, close: [0.0; 2], passage: 0.0, ..any.ranking };
    let unrelated = Request { ranking: without, ..any.clone() };
    let scores: Vec<_> = Session::new(&index)
        .run(&unrelated)
        .unwrap()
        .ranked
        .iter()
        .map(|one| one.score)
        .collect();
    assert_eq!(scores.len(), 2);
    assert!((scores[0] - scores[1]).abs() < 1e-6, "{scores:?}");
    let explained =
        Session::new(&index).search(&Request { explain: true, ..any }).unwrap();
    let words = explained.explanation.unwrap().words;
    assert_eq!(words[0].related, ["fondateur"]);
    assert!(words[0].forms.is_empty());
}

#[test]
fn names_that_begin_with_a_stop_word_come_first() {
    let texts = [
        "Le tour du monde en bateau, un monde à part, le monde de la mer.",
        "Selon un journaliste du Monde, la flotte de la région s’agrandit encore.",
        "La flotte de la région s’agrandit encore cette année, écrit Le Monde.",
        "Une équipe de marins s’entraîne, l’équipe du port regarde.",
        "Le journal L’Équipe raconte la course des marins du port.",
    ];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    for (query, first) in [
        ("Le Monde", 2),
        ("le monde", 0),
        ("L'Équipe", 4),
        ("l'équipe", 3),
        ("LE MONDE", 0),
    ] {
        assert_eq!(found(&index, query).first(), Some(&first), "{query}");
    }
    let explained = Request { explain: true, ..request("Le Monde") };
    let explanation =
        Session::new(&index).search(&explained).unwrap().explanation.unwrap();
    let words: Vec<_> = explanation.words.into_iter().map(|word| word.word).collect();
    assert_eq!(words, ["Monde", "Le"]);
}

#[test]
fn a_name_counts_more_than_a_common_word() {
    let texts = ["Une vanne fuit.", "Un Starck fuit."];
    let (_dir, index) = index_of(&texts.map(str::to_owned));
    let any = |query| Request { matching: Matching::Any, ..request(query) };
    let scores = |query| {
        let ranked = Session::new(&index).run(&any(query)).unwrap().ranked;
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
