//! What holds of a reading whatever the format: encodings, files that move or grow,
//! pages drawn.

use super::{SUITE, outcome};
use kiosque::ingest::{Settings, read, walk};
use std::{fs, ops::ControlFlow, path::Path, process::Command};

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

#[test]
fn dates_that_cannot_be_read_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.csv");
    let row = |date: &str| format!("Le bac,{date},Le bac reste à quai ce soir encore.\n");
    let dates = ["2012-11-05", "31/02/2012", "1352073600", "au printemps", ""];
    let rows: String = dates.into_iter().map(row).collect();
    fs::write(&path, format!("titre,date,texte\n{rows}")).unwrap();
    let file = &walk(&path).unwrap().files[0];
    let mut found = Vec::new();
    let reading = read(file, &Settings::default(), &mut |record| {
        let article = record.unwrap();
        let date = article.date.map(|date| date.value.to_string()).unwrap_or_default();
        found.push((date, article.date_text.unwrap_or_default()));
        ControlFlow::Continue(())
    });
    let expected = ["2012-11-05", "", "2012-11-05", "", ""]
        .into_iter()
        .zip(dates)
        .collect::<Vec<_>>();
    let found: Vec<(&str, &str)> =
        found.iter().map(|(date, text)| (date.as_str(), text.as_str())).collect();
    assert_eq!(found, expected);
    let unread = reading.unwrap().unread_dates.unwrap();
    assert_eq!((unread.count, unread.line), (2, Some(3)));
    assert_eq!((unread.path, unread.written), (file.shown(), "31/02/2012".to_owned()));
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
