//! `kiosque search`.

use crate::env::Env;
use insta::assert_snapshot;

#[test]
fn hits_at_eighty_columns() {
    let env = Env::indexed().var("COLUMNS", "80");
    assert_snapshot!(env.run(["search", "barrage", "vanne"]), @"");
}

#[test]
fn lines_are_whole_when_piped() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "halle", "--passages", "1"]), @"");
}

#[test]
fn nothing_found() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "zeppelin"]), @"");
    assert_snapshot!(env.run(["search", "-q", "zeppelin"]), @"");
    assert_snapshot!(env.run(["search", "--count", "zeppelin"]), @"");
    assert_snapshot!(env.run(["search", "--ids", "zeppelin"]), @"");
}

#[test]
fn some_of_the_words() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "--passages", "0", "grues", "zeppelin"]), @"");
    assert_snapshot!(env.run(["search", "--match", "all", "grues", "zeppelin"]), @"");
    assert_snapshot!(env.run(["search", "--match=any", "--count", "grues barrage"]), @"");
}

#[test]
fn a_word_excluded_by_a_hyphen() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"");
    assert_snapshot!(env.run(["search", "--count", "barrage", "-chantier"]), @"");
    assert_snapshot!(env.run(["search", "-chantier", "barrage", "--count"]), @"");
    assert_snapshot!(env.run(["search", "--count", "--", "-chantier", "barrage"]), @"");
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
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"");
    assert_snapshot!(env.run(["search", "--count", "barrage"]), @"");
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
    let text =
        "Titre \u{1b}]0;pris\u{7} du journal\n\nUn \u{9b}31mtexte \u{202e}zeppelin.";
    env.write("corpus/hostile.txt", text);
    env.run(["index"]).succeeded();
    let id = env.id("zeppelin");
    for arguments in [&["search", "zeppelin"][..], &["show", &id]] {
        let run = env.run(arguments).succeeded();
        let harms = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.stdout.contains(harms), "{run}");
    }
}
