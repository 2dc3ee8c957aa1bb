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
fn as_it_is_in_another_place() {
    let env = Env::empty();
    let text = "Le ferry repart\n\nIl repart ce soir, dit la mairie.\n";
    env.write("un/ferry.txt", text);
    env.write("deux/copie.txt", text);
    env.run(["index", "-q", "un", "deux"]).succeeded();
    let id = env.id("ferry");
    fs::rename(env.path("deux"), env.path("trois")).unwrap();
    let run = env.run(["show", "--raw", &id]).succeeded();
    assert_eq!(run.stdout, text);
    assert_eq!(
        run.stderr,
        "warning: $DIR/deux/copie.txt: cannot be read: No such file or directory (os error 2); \
         what is shown is in another place\n"
    );
    fs::remove_file(env.path("un/ferry.txt")).unwrap();
    assert_snapshot!(env.run(["show", "--raw", &id]), @"
    ──── stderr ────
    error: $DIR/deux/copie.txt: cannot be read: No such file or directory (os error 2)
    hint: $DIR/deux is gone: if it has another name now, kiosque index NEW_NAME, then kiosque forget $DIR/deux
    [exit status: 2]
    ");
}

#[test]
#[cfg(target_os = "linux")]
fn a_path_for_programs_is_that_of_the_file() {
    use std::os::unix::ffi::OsStrExt;
    let env = Env::empty();
    let name = std::ffi::OsStr::from_bytes(b"ete \xe9t\xe9 \\.txt");
    let text = "Le ferry repart\n\nIl repart ce soir, dit la mairie.\n";
    fs::create_dir(env.path("corpus")).unwrap();
    fs::write(env.path("corpus").join(name), text).unwrap();
    let id = env.id("ferry");
    let out = env.command(["show", "--path", &id]).output().unwrap().stdout;
    let path = out.strip_suffix(b"\n").unwrap();
    assert_eq!(fs::read_to_string(std::ffi::OsStr::from_bytes(path)).unwrap(), text);
    assert_eq!(env.run(["show", "--raw", &id]).succeeded().stdout, text);
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

#[test]
fn check() {
    let env = Env::indexed();
    env.write("corpus/.cache/a.txt", "rien");
    let stub =
        "---\ndate: 2099-01-01\n---\nLe bac reste à quai\n\nRéservé aux abonnés.\n";
    env.write("corpus/bac.md", stub);
    env.write("corpus/vide.txt", "");
    env.run(["index"]);
    env.write(
        "corpus/neuf.txt",
        "Le ferry repart\n\nIl repart ce soir, dit la mairie.\n",
    );
    let run = env.run(["check"]);
    assert_snapshot!(run.to_string().replace(&env.id("bac"), "<id>"), @"
    Index
      index: 5 articles of 5 files, sound
    Not read
      $DIR/corpus/vide.txt: empty
    New, changed or gone since the last kiosque index
      $DIR/corpus/neuf.txt
    Left out by convention
      $DIR/corpus/.cache: hidden
    To look at
      <id> bac.md: only 5 words, dated 2099-01-01, later than today, cut: it says that the rest is elsewhere (Le bac reste à quai)
    [exit status: 2]
    ");
    let json = env.run(["check", "--json"]).stdout;
    assert_eq!(json.lines().count(), 5);
    std::fs::remove_file(env.path("corpus/vide.txt")).unwrap();
    env.run(["index", "-q"]);
    assert_eq!(env.run(["check"]).code, 1);
    std::fs::remove_file(env.path("corpus/bac.md")).unwrap();
    std::fs::write(
        env.path("corpus/neuf.txt"),
        "Le ferry de nuit repart des îles\n\nIl repart ce soir de Port-Brac vers les \
         îles, annonce la mairie, après trois semaines de grève et deux tempêtes.\n",
    )
    .unwrap();
    env.run(["index", "-q"]);
    let sound = env.run(["check"]);
    assert_eq!(sound.code, 0, "{sound}");
}

#[test]
fn a_damaged_index_is_told() {
    let env = Env::indexed();
    let segments = env.path("index/segments-1");
    let store = fs::read_dir(segments).unwrap().flatten().map(|entry| entry.path());
    let store = store
        .into_iter()
        .find(|path| path.extension().is_some_and(|it| it == "fieldnorm"));
    let store = store.unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[0] ^= 1;
    fs::write(&store, bytes).unwrap();
    let run = env.run(["check"]);
    assert!(run.code == 2 && run.stdout.contains("is not what was written"), "{run}");
}

/// To say what there is makes nothing.
#[test]
fn neither_stats_nor_check_make_an_index() {
    let env = Env::empty();
    env.write("corpus/a.txt", "Le barrage retient l’eau.\n");
    for command in ["stats", "check"] {
        let run = env.run([command]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("no index in `index`"), "{run}");
        assert!(run.stderr.contains("make it: kiosque index"), "{run}");
        assert!(!env.path("index/state.json").exists());
    }
}
