//! `kiosque show` and `kiosque stats`.

use crate::env::Env;
use insta::assert_snapshot;
use std::fs;

#[test]
fn an_article_by_the_start_of_its_id() {
    let env = Env::indexed().var("COLUMNS", "72");
    let id = env.id("éclusier");
    let whole = env.run(["show", &id]).succeeded();
    assert_snapshot!(whole.stdout.replace(&id, "<id>"), @"
    Le barrage de Sarlande rouvre ses vannes

    Publication  Le Courrier des Gorges
    Date         2019-04-11
    Authors      Odile Ferrand
    Language     fr (detected)
    Words        55
    Type         markdown
    Id           <id>
    Place        2019/barrage.md

    Après trois semaines de pluie, l’exploitant du barrage de Sarlande a
    rouvert deux vannes mercredi soir. Le débit de la rivière restera
    surveillé jusqu’à dimanche.

    Les riverains de l’île aux Moines ont été prévenus par la mairie. « Nous
    n’avions pas vu autant d’eau depuis vingt ans », assure l’éclusier.
    ");
    assert_eq!(env.run(["show", &id[..8]]).stdout, whole.stdout);
}

#[test]
fn marks_of_a_query() {
    let env = Env::indexed();
    let id = env.id("éclusier");
    let run = env.run(["show", &id, "--query", "vanne", "--color", "always"]).succeeded();
    assert!(run.stdout.contains("\u{1b}[31mvannes\u{1b}[0m"), "{run}");
}

#[test]
fn where_it_is_and_as_it_is() {
    let env = Env::indexed();
    assert_snapshot!(env.run(["show", "--path", &env.id("éclusier")]), @"
    $DIR/corpus/2019/barrage.md
    [exit status: 0]
    ");
    let raw = |query| env.run(["show", "--raw", &env.id(query)]).succeeded().stdout;
    let read = |path| fs::read_to_string(env.path(path)).unwrap();
    assert_eq!(raw("éclusier"), read("corpus/2019/barrage.md"));
    let export = read("corpus/export.jsonl");
    assert_eq!(Some(raw("grues").trim_end()), export.lines().nth(1));
}

#[test]
fn no_such_article() {
    assert_snapshot!(Env::indexed().run(["show", "ffffffffffffffff"]), @"
    ──── stderr ────
    error: no article `ffffffffffffffff`
    hint: ids are the sixteen letters and digits under each title
    [exit status: 1]
    ");
}

#[test]
fn stats() {
    let run = Env::indexed().run(["stats"]).succeeded();
    let lines: Vec<_> = run.stdout.lines().skip(1).collect();
    assert_snapshot!(lines.join("\n"), @"
    Covers     $DIR/corpus
    Files      3
    Articles   4
    Words      134
    Types      jsonl 2, markdown 2
    Languages  fr 4
    Years      2019 2, 2020 1
    Unknown    page 4, section 4, author 2, date 1, publication 1
    Failed     0
    ");
}
