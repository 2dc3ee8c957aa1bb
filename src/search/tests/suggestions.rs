//! What is suggested where a query finds nothing, or hardly anything.

use super::*;

#[test]
fn a_long_list_of_words_gets_no_suggestion() {
    let (_dir, index) = index_of(&["Le barrage retient l’eau.".into()]);
    for (words, suggested) in [(24, true), (25, false), (2_000, false)] {
        for link in [" OU ", " ET "] {
            let query = vec!["barrrage"; words].join(link);
            let notes = Session::new(&index).search(&request(&query)).unwrap().notes;
            let found = notes.iter().any(|note| matches!(note, Note::DidYouMean { .. }));
            assert_eq!(found, suggested, "{words} words with {link}");
        }
    }
}

#[test]
fn a_word_that_nobody_writes_takes_accents() {
    #[track_caller]
    fn case(index: &Index, query: &str, articles: u64, accented: &[&str]) {
        let told = Session::new(index).search(&request(query)).unwrap();
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
        let notes = Session::new(index).search(&request(query)).unwrap().notes;
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
