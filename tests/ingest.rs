//! Small documents, one per difficulty, against the articles that they must give:
//! `suite/ingest/FOLDER/NAME` and `NAME.json` beside it. After a change that is meant,
//! `KIOSQUE_BLESS=1 cargo test --test ingest` writes the JSON anew, to be reviewed.

#![allow(clippy::unwrap_used, reason = "a test")]

use kiosque::ingest::{Fault, File, Settings, Skip, read, walk};
use serde_json::{Value, json};
use std::{fmt::Write, fs, ops::ControlFlow, path::Path, process::Command};

const SUITE: &str = "tests/suite/ingest";

/// Everything that reading a file gives, as JSON.
fn outcome(file: &File, settings: &Settings) -> Value {
    let mut records = Vec::new();
    let reading = read(file, settings, &mut |record| {
        records.push(match record {
            Ok(article) => {
                let mut article = serde_json::to_value(article).unwrap();
                for place in article["places"].as_array_mut().unwrap() {
                    place.as_object_mut().unwrap().remove("root");
                }
                article
            }
            Err(error) => json!({"line": error.line, "fault": error.fault.to_string()}),
        });
        ControlFlow::Continue(())
    });
    let whole = match reading {
        Ok(reading) => json!({
            "format": reading.format.name(),
            "encoding": reading.encoding,
            "articles": reading.articles,
            "mended": reading.mended,
            "failed": reading.failed,
            "unused": reading.unused,
        }),
        Err(error) => json!({"fault": error.fault.to_string()}),
    };
    json!({"reading": whole, "records": records})
}

fn folder(name: &str) {
    let root = Path::new(SUITE).join(name);
    let settings = Settings::of_root(&root).unwrap();
    let files = walk(&root).unwrap().files;
    let is_expected = |file: &&File| {
        let beside = file.absolute.with_extension("");
        file.absolute.extension().is_some_and(|it| it == "json") && beside.exists()
    };
    let (expected, documents): (Vec<&File>, Vec<&File>) =
        files.iter().partition(is_expected);
    assert!(!documents.is_empty());
    for file in documents {
        let found =
            serde_json::to_string_pretty(&outcome(file, &settings)).unwrap() + "\n";
        let beside = root.join(format!("{}.json", file.path));
        if std::env::var_os("KIOSQUE_BLESS").is_some() {
            fs::write(beside, found).unwrap();
        } else {
            assert!(expected.iter().any(|file| file.absolute.ends_with(&beside)));
            assert_eq!(
                found,
                fs::read_to_string(&beside).unwrap(),
                "{}",
                beside.display()
            );
        }
    }
}

#[test]
fn plain_text() {
    folder("text");
}

#[test]
fn pages_saved_as_messages() {
    folder("saved");
}

#[test]
fn markdown() {
    folder("markdown");
}

#[test]
fn json_lines() {
    folder("jsonl");
}

#[test]
fn csv() {
    folder("csv");
}

#[test]
fn press_exports_in_html() {
    for name in ["europresse", "factiva", "lexisnexis"] {
        folder(name);
    }
}

#[test]
fn web_pages() {
    folder("html");
}

#[test]
fn xml() {
    for name in ["newsml", "nitf", "alto", "txm", "feed"] {
        folder(name);
    }
}

#[test]
fn references_and_what_was_saved_for_later() {
    folder("references");
    folder("readlater");
}

#[test]
fn mail() {
    folder("mail");
}

#[test]
fn office_documents() {
    folder("office");
}

/// With poppler and without, the same comes out.
#[test]
fn pdf() {
    folder("pdf");
}

/// A page drawn and read again by OCR, as a picture and as a PDF without text. Passed
/// over where the programs for it are not installed.
#[test]
#[allow(clippy::print_stderr, reason = "a test that tests nothing must say so")]
fn scans() {
    let says = |program: &str, argument: &str| {
        Command::new(program).arg(argument).output().map(|output| output.stdout)
    };
    let languages = says("tesseract", "--list-langs").unwrap_or_default();
    let has_french = languages.split(|byte| *byte == b'\n').any(|line| line == b"fra");
    if !has_french || says("pdftoppm", "-v").is_err() {
        eprintln!("passed over: tesseract with its French data, or poppler, is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "150", "-gray", "-png", "-singlefile"])
        .arg(Path::new(SUITE).join("pdf/lettre.pdf").canonicalize().unwrap())
        .arg(folder.path().join("scan"))
        .status();
    assert!(drawn.unwrap().success());
    let file = &walk(&folder.path().join("scan.png")).unwrap().files[0];
    let settings = Settings::default().with_cache(Some(folder.path().join("cache")));
    let outcome = outcome(file, &settings);
    let article = &outcome["records"][0];
    let text = article["paragraphs"].to_string();
    for words in ["soutenus par l", "Le porte-parole d", "n'avons encore rien déménagé"]
    {
        assert!(text.replace('’', "'").contains(words), "{words}: {text}");
    }
    assert_eq!(article["publication"]["value"], "La Lettre du nuage");
    assert!(article["ocr_confidence"].as_u64().unwrap() > 80);
    let kept = walk(&folder.path().join("cache/ocr")).unwrap().files;
    assert_eq!(kept.len(), 1);
    // What is kept is not read again.
    let page = fs::read_to_string(&kept[0].absolute).unwrap();
    fs::write(&kept[0].absolute, page.replace("déménagé", "démonté")).unwrap();
    let again = self::outcome(file, &settings)["records"][0]["paragraphs"].to_string();
    assert!(again.contains("démonté"));
}

#[test]
fn columns_named_by_the_user() {
    folder("mapped");
    let walk = walk(&Path::new(SUITE).join("mapped")).unwrap();
    let why: Vec<Skip> = walk.skipped.iter().map(|skipped| skipped.why).collect();
    assert_eq!(why, [Skip::Readme, Skip::Settings]);
}

/// A file made of these bytes, read.
fn read_bytes(name: &str, bytes: &[u8]) -> (u64, Result<(), Fault>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let walk = walk(&path).unwrap();
    let mut articles = 0;
    let reading = read(&walk.files[0], &Settings::default(), &mut |record| {
        if let Ok(article) = record {
            assert!(!article.title.value.is_empty());
            assert_eq!(article.places.len(), 1);
            articles += 1;
        }
        ControlFlow::Continue(())
    });
    (articles, reading.map(|_| ()).map_err(|error| error.fault))
}

#[test]
fn whole_files_that_fail_are_named() {
    assert!(matches!(read_bytes("a.txt", b"").1, Err(Fault::Empty)));
    assert!(matches!(read_bytes("a.txt", b" \n\n ").1, Err(Fault::Empty)));
    assert!(matches!(read_bytes("a.txt", &[0, 1, 2, 3, 4, 5]).1, Err(Fault::Binary)));
    for (name, bytes) in [
        ("a.gif", &b"GIF89a..."[..]),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("a.xml", b"<?xml version='1.0'?><note>"),
        ("a.xyz", b"x"),
    ] {
        assert!(
            matches!(read_bytes(name, bytes).1, Err(Fault::Unsupported(_))),
            "{name}"
        );
    }
}

/// What a page declares its encoding to be is often wrong: its bytes decide.
#[test]
fn pages_that_lie_about_their_encoding() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset={charset}><title>Été : l’œuvre inachevée</title>\
             </head><body><p>« À Nîmes, où tout a commencé, l’été s’achève », dit-il.</p>"
        )
    };
    let old = encoding_rs::WINDOWS_1252.encode(&page("utf-8")).0.into_owned();
    for bytes in [old, page("iso-8859-1").into_bytes()] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        fs::write(&path, bytes).unwrap();
        let file = &walk(&path).unwrap().files[0];
        let article = &outcome(file, &Settings::default())["records"][0];
        assert_eq!(article["title"]["value"], "Été : l’œuvre inachevée");
        assert_eq!(
            article["paragraphs"][0]["text"],
            "« À Nîmes, où tout a commencé, l’été s’achève », dit-il."
        );
    }
}

/// Each is refused with its reason, at once: a worker that hangs is a last resort.
#[test]
fn pages_made_to_cost_more_than_they_say() {
    for page in [
        "<div>".repeat(20_000),
        "<table><tr><td>".repeat(3_000),
        format!("<p {}>", "a=1 ".repeat(100_000)),
        "<b><i><a href=x>".repeat(3_000) + &"<p>x".repeat(2_000),
    ] {
        let (articles, outcome) =
            read_bytes("a.html", format!("<html>{page}").as_bytes());
        assert_eq!((articles, outcome.is_ok()), (0, true), "a fault of its own");
    }
}

/// Packages made to swell, protected or cut short are named; so is a PDF.
#[test]
fn documents_that_fail_are_named() {
    let note = fs::read(Path::new(SUITE).join("office/note.docx")).unwrap();
    let letter = fs::read(Path::new(SUITE).join("pdf/lettre.pdf")).unwrap();
    for (name, bytes) in [("a.docx", &note[..note.len() / 2]), ("a.pdf", &letter[..400])]
    {
        let outcome = read_bytes(name, bytes).1;
        assert!(
            matches!(outcome, Err(Fault::Damaged(_) | Fault::Packed(_) | Fault::Nothing)),
            "{name}: {outcome:?}"
        );
    }
    let package = |name: &str, bytes: &[u8]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, bytes) in [
            ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
            ("META-INF/manifest.xml", b"<manifest/>"),
            (name, bytes),
        ] {
            writer.start_file(name, options).unwrap();
            std::io::Write::write_all(&mut writer, bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let swollen = package("content.xml", &vec![b' '; 8 * 1024 * 1024]);
    assert!(matches!(read_bytes("a.odt", &swollen).1, Err(Fault::Bomb(_))));
    let deep = package("content.xml", "<a>".repeat(20_000).as_bytes());
    assert!(matches!(read_bytes("a.odt", &deep).1, Err(Fault::Markup(_))));
    let empty = package("other.xml", b"<a/>");
    assert!(matches!(read_bytes("a.odt", &empty).1, Err(Fault::Damaged(_))));
}

#[test]
fn a_text_too_large_for_one_article_is_refused() {
    let line = "Une ligne de texte parmi tant d'autres, sans rien de particulier.\n";
    let bytes = line.repeat(64 * 1024 * 1024 / line.len() + 1);
    assert!(matches!(
        read_bytes("a.txt", bytes.as_bytes()).1,
        Err(Fault::TooLarge { .. })
    ));
}

#[test]
fn the_reader_of_articles_may_stop() {
    let file = &walk(&Path::new(SUITE).join("jsonl/export.jsonl")).unwrap().files[0];
    let mut seen = 0;
    let reading = read(file, &Settings::default(), &mut |_| {
        seen += 1;
        ControlFlow::Break(())
    });
    assert_eq!((seen, reading.unwrap().articles), (1, 1));
}

#[test]
fn a_file_that_grows_is_read_as_it_was() {
    let line = |number: usize| {
        let text = "Le bac reste à quai ce soir encore. ".repeat(30);
        format!("{{\"title\": \"Le bac {number}\", \"text\": \"{text}\"}}\n")
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.jsonl");
    fs::write(&path, (0..2_000).map(line).collect::<String>()).unwrap();
    let file = &walk(&path).unwrap().files[0];
    let mut grown = fs::File::options().append(true).open(&path).unwrap();
    let mut articles = 0;
    let reading = read(file, &Settings::default(), &mut |record| {
        articles += record.map(|_| 1).unwrap();
        for number in 0..10 {
            std::io::Write::write_all(&mut grown, line(number).as_bytes()).unwrap();
        }
        ControlFlow::Continue(())
    });
    assert_eq!((articles, reading.unwrap().articles), (2_000, 2_000));
}

/// Whatever is inside an archive, its reading ends with articles or faults.
#[test]
fn broken_archives_are_survived() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["a.txt", "b.csv", "c/d.md"] {
        archive.start_file(name, options).unwrap();
        let text = "Titre;Texte\nLe bac;Il reste à quai.\n".repeat(5);
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let sound = archive.finish().unwrap().into_inner();
    assert_eq!(read_bytes("a.zip", &sound).0, 9 + 9 + 1); // two tables, a text
    for at in 0..sound.len() {
        let mut broken = sound.clone();
        broken[at] ^= 0x55;
        let _ = read_bytes("a.zip", &broken);
        let _ = read_bytes("a.zip", &sound[..at]);
    }
}

#[test]
fn a_moved_file_keeps_the_ids_of_its_articles() {
    let text =
        "Le moulin tourne\n\nIl tournait déjà du temps des meuniers, il tourne encore.\n";
    let folder = tempfile::tempdir().unwrap();
    let ids: Vec<String> = ["2012/11/05/a.txt", "2013-01-01_b.txt", "c.txt"]
        .iter()
        .map(|name| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            let files = walk(folder.path()).unwrap().files;
            let file = files.iter().find(|file| file.path == *name).unwrap();
            outcome(file, &Settings::default())["records"][0]["id"].to_string()
        })
        .collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

/// The five documents that kiosque was made for, which are not in this repository:
/// passed over where they are not beside it, unless `KIOSQUE_SHARED` is set.
#[test]
fn the_five_source_documents_when_they_are_here() {
    let root = Path::new("../shared/sources");
    let root = if root.is_dir() { root } else { Path::new("../../shared/sources") };
    if !root.is_dir() {
        assert!(
            std::env::var_os("KIOSQUE_SHARED").is_none(),
            "KIOSQUE_SHARED is set, the sources are not here"
        );
        return;
    }
    let files = walk(root).unwrap().files;
    let articles: Vec<Value> = files
        .iter()
        .map(|file| outcome(file, &Settings::default())["records"][0].clone())
        .collect();
    assert_eq!(articles.len(), 5);
    let shape: Vec<(&str, &str, usize)> = articles
        .iter()
        .map(|article| {
            assert_eq!(article["language"]["code"], "fr");
            let title = &article["title"];
            assert!(title["value"].as_str().unwrap().chars().count() <= 120);
            let date = article["date"]["value"].as_str().unwrap_or("none");
            (
                title["from"].as_str().unwrap(),
                date,
                article["paragraphs"].as_array().unwrap().len(),
            )
        })
        .collect();
    assert_eq!(
        shape[..4],
        [
            ("opening", "none", 4),
            ("text", "none", 22),
            ("text", "2012-11-05", 17),
            ("opening", "none", 5),
        ]
    );
    assert_eq!((shape[4].0, shape[4].1), ("text", "none"));
    assert_eq!(articles[2]["authors"]["value"], json!(["Anne Onyme"]));
    let repeats = articles[4]["paragraphs"].as_array().unwrap();
    assert_eq!(
        repeats.iter().filter(|paragraph| paragraph["kind"] == "repeat").count(),
        13
    );
}

/// What is made to swell or to hang fails at once and by name; the rest goes on.
#[test]
fn hostile_records_spoil_no_other() {
    let sound = "<article><span class=\"DocPublicationName\">Vigie</span>\
        <p class=\"titreArticleVisu\">Le port</p></article>";
    for hostile in [
        "<div>".repeat(20_000),
        format!("<p {}>", "a=1 ".repeat(200_000)),
        "<b>".repeat(400) + &"<p>a".repeat(100_000),
        "a".repeat(17 * 1024 * 1024),
    ] {
        let page = format!("{sound}<article>{hostile}</article>{sound}");
        let (articles, outcome) = read_bytes("a.html", page.as_bytes());
        outcome.unwrap();
        assert_eq!(articles, 2);
    }
    for (bytes, articles) in [
        (
            format!(
                "<rss><item>{}</item><item><title>a</title></item></rss>",
                "<b>".repeat(20_000)
            ),
            1,
        ),
        (format!("[{{\"title\": \"a\"}}, {}", "[".repeat(100_000)), 1),
        (format!("@a{{b,\ntitle={}\n@a{{c, title={{a}}}}", "{".repeat(100_000)), 1),
        (format!("<nitf><hl1>&a;</hl1>{}</nitf>", "&b;".repeat(100_000)), 1),
    ] {
        let (found, outcome) = read_bytes("a", bytes.as_bytes());
        outcome.unwrap();
        assert_eq!(found, articles, "{}", &bytes[..60]);
    }
}

/// What the export files collected from databases give, without their words: date,
/// number, page, language, number of authors, then characters of title and standfirst,
/// and paragraphs. Passed over where they are not beside the repository.
#[test]
#[allow(clippy::print_stderr, reason = "a test that tests nothing must say so")]
fn samples_of_exports_when_they_are_here() {
    let root = Path::new("../shared/samples");
    let root = if root.is_dir() { root } else { Path::new("../../shared/samples") };
    if !root.is_dir() {
        assert!(std::env::var_os("KIOSQUE_SHARED").is_none(), "the samples are not here");
        eprintln!("passed over: the samples are not here");
        return;
    }
    let mut found = String::new();
    for file in walk(root).unwrap().files {
        let outcome = outcome(&file, &Settings::default());
        writeln!(found, "{} {}", file.path, outcome["reading"]["format"]).unwrap();
        if let Some(fault) = outcome["reading"]["fault"].as_str() {
            writeln!(found, "  {fault}").unwrap();
        }
        for record in outcome["records"].as_array().unwrap() {
            writeln!(found, "  {}", facts(record)).unwrap();
        }
    }
    insta::assert_snapshot!(found);
}

fn facts(record: &Value) -> String {
    if let Some(fault) = record["fault"].as_str() {
        return format!("fault: {fault}");
    }
    let text = |key: &str| record[key]["value"].as_str().unwrap_or("-").to_owned();
    let length = |key: &str| record[key]["value"].as_str().unwrap_or("").chars().count();
    let count = |value: &Value| value.as_array().map_or(0, Vec::len);
    format!(
        "{} | {} | p. {} | {} | {} authors | {} {} {} | {} paragraphs",
        text("date"),
        record["number"].as_str().unwrap_or("-"),
        text("page"),
        record["language"]["code"].as_str().unwrap_or("-"),
        count(&record["authors"]["value"]),
        length("publication"),
        length("title"),
        length("standfirst"),
        count(&record["paragraphs"]),
    )
}

/// Beginnings that each lead to another reader.
const OPENINGS: &[&str] = &[
    "<article><span class=\"DocPublicationName\">",
    "<html><span class='DocPublicationName'>",
    "<div class=\"article frArticle\"><td class=index>",
    "<a name=\"DOC_ID_0_0\"></a><br><div>",
    "<PPSResponse><article>",
    "<NewsML><NewsItem>",
    "<newsMessage><newsItem>",
    "<nitf><body.content>",
    "<alto><Page><TextBlock><TextLine>",
    "<corpus><text titre='a'>",
    "<rss><channel><item>",
    "<feed><entry>",
    "TY  - NEWS\n",
    "@article{a,",
    "**** *source_a\n",
    "[{\"title\": \"a\"}",
    "[{\"is_archived\": 1, \"content\": \"",
    "From a Mon 12:00:00 2012\nSubject: a\n",
    "Message-ID: <a>\nSubject: a\n",
    "WARC/1.0\nWARC-Type: response\nContent-Length: 99\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    /// Whatever the bytes and the name, a reader gives articles or a fault.
    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, name in "[ab]\\.(txt|md|jsonl|csv|json|html|xml|eml|ris|bib|)") {
        let _ = read_bytes(&name, &bytes);
    }

    /// The same with what looks like an export.
    #[test]
    fn any_export_is_survived(
        opening in proptest::sample::select(OPENINGS),
        text in "(<[a-z/!?]{1,8}>|<p>|</p>|<br>|<td class=index>|HD|<b>|</div>|<!--|<!\\[CDATA\\[|\\]\\]>|&[a-z#0-9]{1,6};|&|news·20120101·A·1|é|'|\"|\\{|\\}|,|=|@|\n|TI  - |Content-Type: |multipart/mixed; boundary=a|--a|[a-z]{1,9}| ){0,80}",
    ) {
        let _ = read_bytes("a", format!("{opening}{text}{opening}{text}").as_bytes());
    }

    /// The same with text that looks like something.
    #[test]
    fn any_text_is_survived(
        text in "(---\n|titre|texte|: |;|,|\"|\\{|\\}|\n|\r\n|\t|# |- |é|«|Par |2012|\u{c}|[a-z]{1,9}| ){0,80}",
        name in "[ab]\\.(txt|md|jsonl|csv)",
    ) {
        let _ = read_bytes(&name, text.as_bytes());
    }
}
