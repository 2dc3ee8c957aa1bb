//! What lies in archives and is attached to mail: read, named, and never let out.

use crate::env::Env;
use flate2::{Compression, write::GzEncoder};
use insta::assert_snapshot;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const FERRY: &str = "Le ferry de nuit reprend du service\n\n\
    La compagnie rétablit la liaison de nuit avec les îles dès la mi-juin.\n";

/// A short text of its own.
fn text(place: &str) -> String {
    format!(
        "Le pont de {place} rouvrira lundi\n\nLa mairie de {place} l’annonce enfin.\n"
    )
}

/// A ZIP archive of these members.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut stream = GzEncoder::new(Vec::new(), Compression::default());
    stream.write_all(bytes).unwrap();
    stream.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

/// The places of all the articles, sorted.
fn places(env: &Env) -> String {
    let found = env.run(["search", "--limit", "all", "--ids", "*"]).succeeded().stdout;
    let shown =
        found.lines().map(|id| env.run(["show", "--path", id]).succeeded().stdout);
    let mut places: Vec<String> = shown
        .flat_map(|paths| paths.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    places.sort();
    places.join("\n")
}

#[test]
fn parts_of_a_saved_page_are_no_documents() {
    let env = Env::empty();
    let page = format!("<html><title>Le ferry</title><p>{FERRY}</p></html>");
    let frame = format!("<html><p>{}</p></html>", text("Valmorel"));
    let members: [(&str, &[u8]); 4] = [
        ("presse/ferry_files/a.js", b"let a = 1;"),
        ("presse/ferry_files/cadre.html", frame.as_bytes()),
        ("presse/ferry.html", page.as_bytes()),
        ("autre_files/cadre.html", frame.as_bytes()),
    ];
    env.write("corpus/pages.zip", zip(&members));
    assert_snapshot!(env.run(["index"]), @"
    files: 1 added, 0 updated, 0 removed, 0 unchanged, 0 failed · 2 articles
    ──── stderr ────
    left aside: parts of saved pages; -v says in which files
    [exit status: 0]
    ");
    assert_snapshot!(places(&env), @"
    $DIR/corpus/pages.zip!/autre_files/cadre.html
    $DIR/corpus/pages.zip!/presse/ferry.html
    ");
}

#[test]
fn members_are_read_as_files() {
    let env = Env::empty();
    let inner = gzip(&tar(&[
        ("c.txt", text("Sarlande").as_bytes()),
        ("d/2012-11-05_e.md", b"# La halle\n\nElle rouvre, dit la mairie.\n"),
    ]));
    let rows = "titre;texte\nLe lac;Il a gelé cette nuit.\nLe bac;Il reste à quai.\n";
    env.write(
        "corpus/export.zip",
        zip(&[
            ("presse/été.txt", FERRY.as_bytes()),
            ("../../echappee.txt", text("Valmorel").as_bytes()),
            ("b.tar.gz", &inner),
            ("table.csv", rows.as_bytes()),
            ("__MACOSX/._table.csv", b"\0\x05\x16\x07"),
            ("vide.txt", b""),
        ]),
    );
    env.write("corpus/seul.txt.gz", gzip(text("Port-Brac").as_bytes()));
    assert_snapshot!(env.run(["index"]), @"
    files: 2 added, 0 updated, 0 removed, 0 unchanged, 1 failed · 7 articles
    ──── stderr ────
    warning: $DIR/corpus/export.zip!/vide.txt: empty
    [exit status: 2]
    ");
    assert_snapshot!(places(&env), @"
    $DIR/corpus/export.zip!/b.tar.gz!/c.txt
    $DIR/corpus/export.zip!/b.tar.gz!/d/2012-11-05_e.md
    $DIR/corpus/export.zip!/echappee.txt
    $DIR/corpus/export.zip!/presse/été.txt
    $DIR/corpus/export.zip!/table.csv
    $DIR/corpus/export.zip!/table.csv
    $DIR/corpus/seul.txt.gz!/seul.txt
    ");
    let raw = |query| env.run(["show", "--raw", &env.id(query)]).succeeded().stdout;
    assert_eq!(raw("ferry"), FERRY);
    assert_eq!(raw("Sarlande"), text("Sarlande"));
    assert_eq!(raw("gelé"), "Le lac;Il a gelé cette nuit.\n");
    assert_eq!(raw("halle"), "# La halle\n\nElle rouvre, dit la mairie.\n");
    let found = env.run(["search", "--json", "halle"]).succeeded().stdout;
    assert!(found.contains(
        r#""date":"2012-11-05","date_precision":"day","date_from":"file_name""#
    ));
    // The same text outside is the same article, with two places.
    env.write("corpus/ferry.txt", FERRY);
    env.run(["index", "-q"]);
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "1\n");
    let paths = env.run(["show", "--path", &env.id("ferry")]).succeeded().stdout;
    assert_eq!(paths, "$DIR/corpus/export.zip!/presse/été.txt\n$DIR/corpus/ferry.txt\n");
    // A second run reads nothing again, and says again what failed.
    assert_snapshot!(env.run(["index"]), @"
    files: 0 added, 0 updated, 0 removed, 3 unchanged, 1 failed · 7 articles
    ──── stderr ────
    warning: $DIR/corpus/export.zip!/vide.txt: empty
    [exit status: 2]
    ");
}

#[test]
fn other_packings_and_names_met_twice() {
    let env = Env::empty();
    let text = |place| text(place).into_bytes();
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip2.write_all(&text("Sarlande")).unwrap();
    env.write("corpus/a.txt.bz2", bzip2.finish().unwrap());
    env.write("corpus/b.txt.zst", zstd::encode_all(&text("Valmorel")[..], 1).unwrap());
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut xz = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    xz.write_all(&text("Brac")).unwrap();
    env.write("corpus/c.txt.xz", xz.finish().unwrap());
    let twice = tar(&[("d/e.txt", &text("Luzy")), ("d/e.txt", &text("Moines"))]);
    env.write("corpus/d.tar", twice);
    env.run(["index"]).succeeded();
    assert_snapshot!(places(&env), @"
    $DIR/corpus/a.txt.bz2!/a.txt
    $DIR/corpus/b.txt.zst!/b.txt
    $DIR/corpus/c.txt.xz!/c.txt
    $DIR/corpus/d.tar!/d/(2) e.txt
    $DIR/corpus/d.tar!/d/e.txt
    ");
    let raw = env.run(["show", "--raw", &env.id("Moines")]).succeeded().stdout;
    assert_eq!(raw.as_bytes(), text("Moines"));
}

#[test]
fn members_of_a_zip_that_share_a_name_are_all_read() {
    let env = Env::empty();
    let [one, two, three] = ["Luzy", "Moines", "Valmorel"].map(text);
    let members = [
        ("a.txt", one.as_bytes()),
        ("Z.txt", two.as_bytes()),
        ("b/../a.txt", three.as_bytes()),
    ];
    let mut bytes = zip(&members); // which writes no name twice
    let places: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes[*at..].starts_with(b"Z.txt")).collect();
    assert_eq!(places.len(), 2, "before the member and in the list of them");
    for at in places {
        bytes[at] = b'a';
    }
    env.write("corpus/double.zip", bytes);
    env.run(["index"]).succeeded();
    assert_snapshot!(self::places(&env), @"
    $DIR/corpus/double.zip!/(2) a.txt
    $DIR/corpus/double.zip!/a.txt
    $DIR/corpus/double.zip!/b/a.txt
    ");
    let raw = |query| env.run(["show", "--raw", &env.id(query)]).succeeded().stdout;
    assert_eq!([raw("Luzy"), raw("Moines"), raw("Valmorel")], [one, two, three]);
}

#[test]
fn what_swells_is_named_and_the_rest_is_read() {
    let env = Env::empty();
    let zeros = vec![b' '; 5_000_000];
    let bomb = zip(&[("espaces.txt", &zeros)]);
    let many: Vec<(String, &[u8])> =
        (0..3).map(|number| (format!("{number}.zip"), bomb.as_slice())).collect();
    let mut members: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    members.push(("z.txt", FERRY.as_bytes()));
    env.write("corpus/a.zip", zip(&members));
    env.write("corpus/b.txt.gz", gzip(&zeros));
    let two = zip(&[("c.zip", &zip(&[("d.zip", &zip(&[("e.txt", FERRY.as_bytes())]))]))]);
    env.write("corpus/c.zip", zip(&[("b.zip", &two)]));
    let mut cut = zip(&[("a.txt", FERRY.as_bytes())]);
    cut.truncate(cut.len() - 30);
    env.write("corpus/d.zip", cut);
    env.write(
        "corpus/e.tar.gz",
        &gzip(&tar(&[("a.txt", text("Luzy").as_bytes())]))[..60],
    );
    assert_snapshot!(env.run(["index"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 8 failed · 1 article
    ──── stderr ────
    warning: $DIR/corpus/a.zip!/0.zip!/espaces.txt: cannot be unpacked: it grows to more than 200 times its size
    warning: $DIR/corpus/a.zip!/1.zip!/espaces.txt: cannot be unpacked: it grows to more than 200 times its size
    warning: $DIR/corpus/a.zip!/2.zip!/espaces.txt: cannot be unpacked: it grows to more than 200 times its size
    warning: $DIR/corpus/b.txt.gz!/b.txt: cannot be unpacked: it grows to more than 200 times its size
    warning: $DIR/corpus/c.zip!/b.zip!/c.zip!/d.zip: cannot be unpacked: it lies in 3 others, and holds more
    warning: $DIR/corpus/d.zip: cannot be unpacked: not a sound ZIP archive: Could not find EOCD
    warning: $DIR/corpus/e.tar.gz: cannot be unpacked: incomplete deflate stream
    warning: $DIR/corpus/e.tar.gz!/a.txt: cannot be unpacked: incomplete deflate stream
    [exit status: 2]
    ");
    assert_eq!(env.run(["search", "--count", "ferry"]).stdout, "1\n");
}

#[test]
fn links_devices_and_locks_are_named() {
    let env = Env::empty();
    let mut archive = tar::Builder::new(Vec::new());
    for (name, kind) in [
        ("lien.txt", tar::EntryType::Symlink),
        ("double.txt", tar::EntryType::Link),
        ("disque", tar::EntryType::Block),
        ("console", tar::EntryType::Char),
        ("tuyau", tar::EntryType::Fifo),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        archive.append_link(&mut header, name, "/etc/passwd").unwrap();
    }
    env.write("corpus/a.tar", archive.into_inner().unwrap());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.add_symlink("lien.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    env.write("corpus/b.zip", archive.finish().unwrap().into_inner());
    // The first bit of the flags says that a member is locked.
    let mut locked = zip(&[("secret.txt", FERRY.as_bytes())]);
    let list = locked.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[list + 8] |= 1;
    env.write("corpus/c.zip", locked);
    assert_snapshot!(env.run(["index"]), @"
    files: 3 added, 0 updated, 0 removed, 0 unchanged, 7 failed · 0 articles
    ──── stderr ────
    warning: $DIR/corpus/a.tar!/console: cannot be unpacked: a device is never opened
    warning: $DIR/corpus/a.tar!/disque: cannot be unpacked: a device is never opened
    warning: $DIR/corpus/a.tar!/double.txt: cannot be unpacked: a link to another member
    warning: $DIR/corpus/a.tar!/lien.txt: cannot be unpacked: a symbolic link is never followed
    warning: $DIR/corpus/a.tar!/tuyau: cannot be unpacked: a named pipe is never opened
    warning: $DIR/corpus/b.zip!/lien.txt: cannot be unpacked: a symbolic link is never followed
    warning: $DIR/corpus/c.zip!/secret.txt: cannot be unpacked: it is locked with a password
    [exit status: 2]
    ");
}

#[test]
fn pages_of_a_capture_and_attachments() {
    let env = Env::empty();
    let answer = |kind: &str, body: &str| {
        format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}")
    };
    let record = |kind: &str, address: &str, content: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n\
             WARC-Date: 2024-05-06T07:08:09Z\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    };
    let page = "<article><span class=\"DocPublicationName\">Vigie</span>\
        <p class=\"titreArticleVisu\">Le phare s’allume</p></article>";
    let capture = [
        record("warcinfo", "", "software: essai"),
        record("request", "https://a.example/phare", "GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://a.example/2019/phare", &answer("text/html", page)),
        record("response", "https://a.example/logo.png", &answer("image/png", "…")),
        record("response", "https://a.example/mer", &answer("text/plain", FERRY)),
    ];
    let packed: Vec<u8> = capture.iter().flat_map(|one| gzip(one.as_bytes())).collect();
    env.write("corpus/a.warc.gz", packed);
    let mail = "From: Anne <anne@a.example>\r\nSubject: Deux coupures\r\n\
        Date: Mon, 05 Nov 2012 14:30:00 +0100\r\nMessage-ID: <1@a.example>\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain\r\n\r\nVoici les coupures de lundi.\r\n\
        --x\r\nContent-Type: text/plain\r\n\
        Content-Disposition: attachment; filename=\"../moulin.txt\"\r\n\r\n\
        Le moulin tourne\r\n\r\nIl tourne encore, annonce la mairie.\r\n--x--\r\n";
    env.write("corpus/lettre.eml", mail);
    env.run(["index"]).succeeded();
    assert_snapshot!(places(&env), @"
    $DIR/corpus/a.warc.gz!/a.example/2019/phare
    $DIR/corpus/a.warc.gz!/a.example/mer
    $DIR/corpus/lettre.eml
    $DIR/corpus/lettre.eml!/moulin.txt
    ");
    let phare = env.run(["search", "--json", "phare"]).succeeded().stdout;
    assert!(phare.contains(r#""url":"https://a.example/2019/phare""#), "{phare}");
    assert!(
        phare.contains(r#""date":"2019","date_precision":"year","date_from":"folder""#)
    );
    let raw = |query| env.run(["show", "--raw", &env.id(query)]).succeeded().stdout;
    assert_eq!(raw("phare"), page);
    assert!(raw("moulin").starts_with("Le moulin tourne"));
}

#[test]
fn an_office_document_is_no_archive() {
    let env = Env::empty();
    let main = br#"<Relationships><Relationship Id="a" Target="word/document.xml"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
        </Relationships>"#;
    let parts: &[(&str, &[u8])] = &[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", main),
        ("word/document.xml", b"<a/>"),
    ];
    env.write("corpus/a.zip", zip(parts));
    let run = env.run(["index"]);
    assert!(!run.stderr.contains("!/"), "{run}");
}
