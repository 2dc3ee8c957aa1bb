//! Documents that fail, or are made to: each is named at once, and spoils no other.

use super::{SUITE, outcome, read_bytes};
use kiosque::ingest::{Fault, Settings, walk};
use std::{fs, path::Path};

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

/// Exports whose end is missing, wherever it begins to be, are named, and what was read
/// of them is kept; whole ones are not.
#[test]
fn exports_cut_short_are_named() {
    for name in [
        "alto/1893-04-12.xml",
        "europresse/article.HTML",
        "europresse/table.HTML",
        "europresse/today.html",
        "factiva/coded.html",
        "factiva/coded.rtf",
        "factiva/pps.xml",
        "feed/atom.xml",
        "feed/rss.xml",
        "lexisnexis/legacy.html",
        "newsml/afp.xml",
        "newsml/g2.xml",
        "nitf/article.xml",
        "office/depeche.rtf",
        "references/zotero.ris",
        "txm/corpus.xml",
    ] {
        let whole = fs::read(Path::new(SUITE).join(name)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(Path::new(name).file_name().unwrap());
        let is_named = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            let outcome = outcome(&walk(&path).unwrap().files[0], &Settings::default());
            outcome.to_string().contains("cut short, as ")
        };
        assert!(!is_named(&whole), "{name}");
        let end = whole.trim_ascii_end().len();
        for length in [end * 60 / 100, end * 75 / 100, end * 90 / 100, end - 3] {
            assert!(is_named(&whole[..length]), "{name}, {length} bytes of {end}");
        }
    }
}

/// What was read before the end is kept, and the fault comes after it.
#[test]
fn articles_of_an_export_cut_short_are_kept() {
    let item = |title: &str| {
        format!(
            "<article><headline>{title}</headline><leadParagraph>Le bac.</leadParagraph></article>"
        )
    };
    let start = "<?xml version='1.0'?><PPSResponse><set>";
    let cut = format!("{start}{}{}", item("Le port"), &item("La criée")[..60]);
    let (articles, outcome) = read_bytes("a.xml", cut.as_bytes());
    outcome.unwrap();
    assert_eq!(articles, 2);
    // A web page need not be closed.
    for page in [
        "<html><p>Le bac reste à quai.",
        "<!doctype html><title>Le bac</title><p>Il reste.",
    ] {
        let (articles, outcome) = read_bytes("a.html", page.as_bytes());
        assert_eq!((articles, outcome.is_ok()), (1, true), "{page}");
    }
}

/// What lacks the beginning that its extension promises is damaged, not of another format.
#[test]
fn documents_without_their_beginning_are_damaged() {
    for name in ["pdf/lettre.pdf", "office/note.docx", "newsml/afp.xml"] {
        let whole = fs::read(Path::new(SUITE).join(name)).unwrap();
        let outcome =
            read_bytes(name.split_once('/').unwrap().1, &whole[whole.len() / 2..]);
        assert!(matches!(outcome.1, Err(Fault::Damaged(_))), "{name}: {outcome:?}");
    }
    assert!(matches!(read_bytes("a.pdf", &[0, 1, 2, 3]).1, Err(Fault::Damaged(_))));
    assert!(matches!(read_bytes("a.pdf", b"").1, Err(Fault::Empty)));
}

/// The same is said of a member of an archive and of what is attached to mail.
#[test]
fn documents_inside_others_are_named_alike() {
    let half = "0000001234 00000 n\ntrailer\nstartxref\n%%EOF\n";
    let cut = "<nitf><hl1>Le bac reste</hl1><body.content><p>Il attend.";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a.pdf", half), ("b.xml", cut)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let part = |name: &str, text: &str| {
        format!(
            "--x\r\nContent-Disposition: attachment; filename={name}\r\n\r\n{text}\r\n"
        )
    };
    let message = format!(
        "From: a@b.example\r\nSubject: Le bac\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=x\r\n\r\n{}{}--x--\r\n",
        part("a.pdf", half),
        part("b.xml", cut)
    );
    let archive = archive.finish().unwrap().into_inner();
    for (name, bytes) in [("a.zip", archive), ("a.eml", message.into_bytes())] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let file = &walk(folder.path()).unwrap().files[0];
        let told = outcome(file, &Settings::default()).to_string();
        assert!(told.contains("damaged: it does not begin as a `.pdf` does"), "{told}");
        assert!(told.contains("cut short, as there is no `</nitf>`"), "{told}");
        assert!(told.contains("Il attend."), "{told}");
    }
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
