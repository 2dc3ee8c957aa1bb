//! `kiosque search`.

use crate::env::Env;
use insta::assert_snapshot;

#[test]
fn hits_at_eighty_columns() {
    let env = Env::indexed().var("COLUMNS", "80");
    assert_snapshot!(env.run(["search", "barrage", "vanne"]), @"
    1  Une troisième vanne en travaux au barrage
       Le Courrier des Gorges · 2020-02-03 · Odile Ferrand · 26 words
       2024a9d3987c2d37  export.jsonl:1
       › Le chantier de la troisième vanne durera six mois, annonce l’exploitant. Le
         barrage restera ouvert au public le dimanche.

    2  Le barrage de Sarlande rouvre ses vannes
       Le Courrier des Gorges · 2019-04-11 · Odile Ferrand · 55 words
       25defc5cd0840e5d  2019/barrage.md
       › Après trois semaines de pluie, l’exploitant du barrage de Sarlande a
         rouvert deux vannes mercredi soir. Le débit de la rivière restera surveillé
         jusqu’à dimanche.

    2 articles
    [exit status: 0]
    ");
}

#[test]
fn lines_are_whole_when_piped() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "halle", "--passages", "1"]), @"
    1  Les halles centrales fermeront pour deux ans de travaux
       La Dépêche du Port · 2019-09 · 28 words
       9b91982449de2955  2019/halles.md
       › La mairie fermera les halles centrales en janvier. Les cinquante commerçants seront logés sous un chapiteau, place de l’Horloge.

    1 article
    [exit status: 0]
    ");
}

#[test]
fn nothing_found() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "zeppelin"]), @"
    ──── stderr ────
    no article found
    [exit status: 1]
    ");
    assert_snapshot!(env.run(["search", "-q", "zeppelin"]), @"[exit status: 1]");
    assert_snapshot!(env.run(["search", "--count", "zeppelin"]), @"
    0
    ──── stderr ────
    no article found
    [exit status: 1]
    ");
    assert_snapshot!(env.run(["search", "--ids", "zeppelin"]), @"
    ──── stderr ────
    no article found
    [exit status: 1]
    ");
}

#[test]
fn some_of_the_words() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "--passages", "0", "grues", "zeppelin"]), @"
    1  Le port attend ses grues
       undated · 25 words
       371078da0cca5711  export.jsonl:2

    1 article
    ──── stderr ────
    no article has all these words; these have some of them
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["search", "--match", "all", "grues", "zeppelin"]), @"
    ──── stderr ────
    no article found
    [exit status: 1]
    ");
    for insisted in [&["grues ET zeppelin"][..], &["--count", "grues zeppelin"]] {
        let answer = env.run([&["search", "-q"], insisted].concat());
        assert_eq!(answer.code, 1, "{insisted:?}: {answer}");
    }
    assert_snapshot!(env.run(["search", "--match=any", "--count", "grues barrage"]), @"
    3
    [exit status: 0]
    ");
}

#[test]
fn a_word_excluded_by_a_hyphen() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"
    2
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["search", "--count", "barrage", "-chantier"]), @"
    1
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["search", "-chantier", "barrage", "--count"]), @"
    1
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["search", "--count", "--", "-chantier", "barrage"]), @"
    1
    [exit status: 0]
    ");
}

#[test]
fn filters() {
    #[track_caller]
    fn case(env: &Env, options: &str, count: &str) {
        let run = env.run(["search", "--count"].into_iter().chain(options.split('|')));
        assert_eq!(run.stdout.trim_end(), count, "{options}: {run}");
    }
    let env = Env::indexed();
    case(&env, "*", "4");
    case(&env, "--from|2019-09", "2");
    case(&env, "--to|2019", "2");
    case(&env, "--from|2019-05|--to|2020", "2");
    case(&env, "--source|Le Courrier des Gorges", "2");
    case(&env, "--source|courrier|--source|dépêche", "3");
    case(&env, "--source|inconnue", "1");
    case(&env, "--author|ferrand", "2");
    case(&env, "--lang|fr", "4");
    case(&env, "--type|jsonl", "2");
    case(&env, "travaux|--from|2020", "1");
    case(&env, "port OU barrage|--type|jsonl|--source|courrier", "1");
}

#[test]
fn order_limit_and_offset() {
    let env = Env::indexed();
    let titles = |options: &[&str]| -> Vec<String> {
        let fixed = ["search", "--passages", "0", "--json", "*", "--sort"];
        let run = env.run(fixed.iter().chain(options)).succeeded();
        let lines = run.stdout.lines().map(serde_json::from_str::<serde_json::Value>);
        lines
            .filter_map(|line| Some(line.unwrap()["title"].as_str()?.to_owned()))
            .collect()
    };
    let oldest = titles(&["date"]);
    assert!(oldest[0].starts_with("Le barrage") && oldest[3].starts_with("Le port"));
    let newest = titles(&["-date"]);
    assert!(newest[0].starts_with("Une troisième") && newest[3].starts_with("Le port"));
    assert_eq!(titles(&["date", "--limit", "2"]), oldest[..2]);
    assert_eq!(titles(&["date", "--offset", "3"]), oldest[3..]);
    assert_eq!(titles(&["date", "--limit", "all"]), oldest);
}

#[test]
fn a_fresh_clone_indexes_its_corpus_first() {
    let env = Env::with_corpus();
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"
    2
    ──── stderr ────
    no index yet: indexing corpus/ into index
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 4 articles
    [exit status: 0]
    ");
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"
    2
    [exit status: 0]
    ");
}

#[test]
fn neither_index_nor_corpus() {
    assert_snapshot!(Env::empty().run(["search", "barrage"]), @"
    ──── stderr ────
    error: no index in `index`, and no folder `corpus` here to make one from
    hint: name your documents: kiosque index FOLDER
    hint: or say where your index is: --index DIR, or KIOSQUE_INDEX
    [exit status: 2]
    ");
}

#[test]
fn the_index_of_the_environment() {
    let env = Env::with_corpus().var("KIOSQUE_INDEX", "ailleurs");
    env.run(["index"]).succeeded();
    assert!(env.path("ailleurs").exists() && !env.path("index").exists());
    assert_eq!(env.run(["search", "--count", "barrage"]).stdout, "2\n");
    let named = env.run(["search", "--index", "ailleurs", "--count", "grue"]);
    assert_eq!(named.stdout, "1\n");
}

#[test]
fn colours() {
    let coloured = |env: Env, options: &[&str]| {
        let run = env.run(["search", "barrage"].iter().chain(options)).succeeded();
        run.stdout.contains('\u{1b}')
    };
    assert!(!coloured(Env::indexed(), &[]));
    assert!(coloured(Env::indexed(), &["--color", "always"]));
    assert!(coloured(Env::indexed().var("NO_COLOR", "1"), &["--color=always"]));
    assert!(!coloured(Env::indexed().var("NO_COLOR", "1"), &[]));
}

#[test]
fn any_locale_gives_the_same_bytes() {
    let search = |env: Env| env.run(["search", "île"]).succeeded().stdout;
    let french = search(Env::indexed().var("LANG", "fr_FR.UTF-8"));
    assert_eq!(search(Env::indexed().var("LANG", "C").var("LC_ALL", "C")), french);
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let env = Env::with_corpus();
    let record = r#"{"title":"Titre \u001b]0;pris\u0007 du journal","author":"A\u001b[2J","text":"Un \u009b31mtexte \u202ezeppelin.\rFin"}"#;
    env.write("corpus/a\u{1b}[2J.jsonl", record);
    env.run(["index"]).succeeded();
    let id = env.id("zeppelin");
    for arguments in [
        &["search", "zeppelin"][..],
        &["search", "zeppelin", "--json", "--explain"],
        &["show", &id, "--query", "zeppelin"],
        &["show", &id, "--json"],
    ] {
        let run = env.run(arguments).succeeded();
        let harms = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.stdout.contains(harms), "{run}");
    }
}

#[test]
fn the_folder_that_was_given_is_a_folder_too() {
    let env = Env::indexed();
    let count = |query: &str| env.run(["search", "--count", query]).stdout;
    assert_eq!(count("dossier:corpus"), "4\n");
    assert_eq!(count("dossier:corpus/2019"), count("dossier:2019"));
    assert_eq!(count("dossier:2019 SAUF dossier:corpus"), "0\n");
}
