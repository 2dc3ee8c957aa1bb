//! Which format a file is in, told by its first bytes, then by its extension.

use super::cut::tag_name;
use super::{Fault, extension, html, mail, table};
use super::{office::Package, read::Source};
use std::fmt;

/// A format that has a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text: one article.
    Text,
    /// Markdown: one article.
    Markdown,
    /// One JSON object on each line, each an article.
    JsonLines,
    /// A table with a header, each row an article.
    Csv,
    /// Europresse, saved as HTML since 2014.
    Europresse,
    /// Europresse, saved as HTML about 2012.
    EuropresseTable,
    /// Factiva, saved as HTML with the codes of fields.
    Factiva,
    /// Factiva, saved as RTF with the codes of fields.
    FactivaRtf,
    /// `LexisNexis`, saved as HTML before Nexis Uni.
    LexisNexis,
    /// Factiva, as XML.
    FactivaXml,
    /// News of an agency in NewsML 1.
    NewsMl,
    /// News of an agency in NewsML-G2.
    NewsMlG2,
    /// An article in NITF.
    Nitf,
    /// Pages of a scanned newspaper, with their text: one article.
    Alto,
    /// A corpus of TXM.
    Txm,
    /// RSS or Atom.
    Feed,
    /// References in RIS.
    Ris,
    /// References in BibTeX.
    BibTex,
    /// A corpus of `IRaMuTeQ`.
    Iramuteq,
    /// One array of JSON objects, each an article.
    Json,
    /// References in CSL-JSON.
    CslJson,
    /// What Wallabag saved.
    Wallabag,
    /// A web page.
    Html,
    /// A web page with its pictures, saved as a message (MHTML).
    SavedPage,
    /// A message.
    Mail,
    /// A mailbox.
    Mailbox,
    /// A file that holds others.
    Archive,
    /// A PDF: one article.
    Pdf,
    /// A text of Word: one article.
    Docx,
    /// What Nexis Uni exports as DOCX.
    NexisUni,
    /// A text in `OpenDocument`: one article.
    Odt,
    /// A presentation in `OpenDocument`: one article.
    Odp,
    /// Slides of `PowerPoint`: one article.
    Pptx,
    /// A book in EPUB: one article.
    Epub,
    /// A text in RTF: one article.
    Rtf,
    /// A workbook of Excel: each row an article.
    Xlsx,
    /// A workbook in `OpenDocument`: each row an article.
    Ods,
    /// A picture of text: one article.
    Picture,
}

impl Format {
    /// What an article's `source_kind` says.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Europresse | Self::EuropresseTable => "europresse",
            Self::Factiva | Self::FactivaXml | Self::FactivaRtf => "factiva",
            Self::LexisNexis => "lexisnexis",
            Self::NewsMl => "newsml",
            Self::NewsMlG2 => "newsml-g2",
            Self::Nitf => "nitf",
            Self::Alto => "alto",
            Self::Txm => "txm",
            Self::Feed => "feed",
            Self::Ris => "ris",
            Self::BibTex => "bibtex",
            Self::Iramuteq => "iramuteq",
            Self::Json => "json",
            Self::CslJson => "csl-json",
            Self::Wallabag => "wallabag",
            Self::Html | Self::SavedPage => "html",
            Self::Mail => "mail",
            Self::Mailbox => "mailbox",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::NexisUni => "nexis",
            Self::Odt => "odt",
            Self::Odp => "odp",
            Self::Pptx => "pptx",
            Self::Epub => "epub",
            Self::Rtf => "rtf",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Picture => "picture",
            Self::Archive => "archive",
        }
    }

    /// Whether reading it costs no more than its size says.
    pub(super) fn is_plain(self) -> bool {
        match self {
            Self::Text
            | Self::Markdown
            | Self::JsonLines
            | Self::Json
            | Self::CslJson
            | Self::Wallabag
            | Self::Csv
            | Self::Ris
            | Self::BibTex
            | Self::Iramuteq
            | Self::FactivaXml
            | Self::NewsMl
            | Self::NewsMlG2
            | Self::Nitf
            | Self::Alto
            | Self::Txm
            | Self::Feed => true,
            Self::Html
            | Self::SavedPage
            | Self::Europresse
            | Self::EuropresseTable
            | Self::Factiva
            | Self::FactivaRtf
            | Self::LexisNexis
            | Self::Mail
            | Self::Mailbox
            | Self::Pdf
            | Self::Docx
            | Self::NexisUni
            | Self::Odt
            | Self::Odp
            | Self::Pptx
            | Self::Epub
            | Self::Rtf
            | Self::Xlsx
            | Self::Ods
            | Self::Picture
            | Self::Archive => false,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// First bytes of formats that are no text, with their names.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
];

/// First bytes of documents that are read as they are, without an encoding; a ZIP archive
/// is told by its members.
const DOCUMENTS: &[(&[u8], Format)] = &[
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"\x89PNG\r\n\x1A\n", Format::Picture),
    (b"\xFF\xD8\xFF", Format::Picture),
    (b"II*\0", Format::Picture),
    (b"MM\0*", Format::Picture),
];

/// First words of formats that are text but no plain text.
const OPENINGS: &[(&str, &str)] = &[("%!ps", "PostScript")];

/// The name of a format that these first bytes give away and that has no reader.
pub(super) fn foreign(head: &[u8]) -> Option<&'static str> {
    let of = |(signature, name): &(&[u8], &'static str)| {
        head.starts_with(signature).then_some(*name)
    };
    SIGNATURES.iter().find_map(of)
}

/// The format of a document that is read from its bytes as they are.
///
/// # Errors
/// It is a package that cannot be opened.
pub(super) fn document(
    head: &[u8],
    source: &mut dyn Source,
) -> Result<Option<Format>, Fault> {
    if head.starts_with(b"PK\x03\x04") {
        return Package::open(source).map_or(Ok(None), |mut package| package.format());
    }
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    // Mail servers and printers put a few bytes before it, and readers accept a kilobyte.
    let near = &head[..head.len().min(1024)];
    let is_pdf = || memchr::memmem::find(near, b"\n%PDF-").is_some();
    let told = DOCUMENTS.iter().find(|(signature, _)| start.starts_with(signature));
    Ok(told.map(|(_, format)| *format).or_else(|| is_pdf().then_some(Format::Pdf)))
}

/// Whether a file is a message, a mailbox or a page saved as a message, which say
/// themselves how each of their parts is encoded.
pub(super) fn mail(path: &str, head: &[u8]) -> Option<Format> {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if mail::is_envelope(&String::from_utf8_lossy(first)) {
        return Some(Format::Mailbox);
    }
    let extension = extension::of(path);
    let is_message = mail::is_message(head);
    let is_page = matches!(extension.as_str(), "mht" | "mhtml");
    if is_message && (is_page || mail::is_saved_page(head)) {
        return Some(Format::SavedPage);
    }
    (extension == "eml" || is_message).then_some(Format::Mail)
}

/// The format of a file called `path` whose text starts so.
///
/// # Errors
/// [`Fault::Unsupported`] when there is no reader for it.
pub(super) fn of(path: &str, start: &str) -> Result<Format, Fault> {
    let text = start.trim_start();
    let head: String = text.chars().take(16).flat_map(char::to_lowercase).collect();
    if let Some((_, name)) =
        OPENINGS.iter().find(|(opening, _)| head.starts_with(opening))
    {
        return Err(Fault::Unsupported((*name).to_owned()));
    }
    let extension = extension::of(path);
    let is_page = matches!(extension.as_str(), "html" | "htm" | "xhtml");
    if text.starts_with('<') || is_page {
        if let Some(format) = export(text) {
            return Ok(format);
        }
        if is_page || begins_page(text) {
            return Ok(Format::Html);
        }
        if text.starts_with("<?xml") || extension == "xml" {
            return Err(Fault::Unsupported(format!(
                "XML that begins with <{}>",
                root(text)
            )));
        }
    }
    if begins_with_record(text) {
        return Ok(Format::JsonLines);
    }
    if text.starts_with('[') && text[1..].trim_start().starts_with('{') {
        return Ok(array(text));
    }
    if text.starts_with("TY  -") {
        return Ok(Format::Ris);
    }
    if text.starts_with("**** *") {
        return Ok(Format::Iramuteq);
    }
    match extension.as_str() {
        "ris" => Ok(Format::Ris),
        "bib" => Ok(Format::BibTex),
        "jsonl" | "ndjson" => Ok(Format::JsonLines),
        "csv" | "tsv" => Ok(Format::Csv),
        "md" | "markdown" => Ok(Format::Markdown),
        "" | "txt" | "text" if table::begins_with_header(start) => Ok(Format::Csv),
        "" | "txt" | "text" => Ok(Format::Text),
        "json" => Err(Fault::Unsupported("JSON other than objects".to_owned())),
        other => Err(extension::unkept(path)
            .unwrap_or_else(|| Fault::Unsupported(format!("the format `.{other}`")))),
    }
}

/// What the objects of an array are, by keys that only they have.
fn array(text: &str) -> Format {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("is_archived") && has("content") {
        Format::Wallabag
    } else if has("container-title") || has("issued") && has("type") {
        Format::CslJson
    } else {
        Format::Json
    }
}

fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|piece| piece.split('>').next().unwrap_or(piece))
}

/// The tag of the first element, without its `<` and `>`.
pub(super) fn root_tag(text: &str) -> Option<&str> {
    tags(text).find(|tag| tag.starts_with(char::is_alphabetic))
}

/// The name of the first element.
fn root(text: &str) -> &str {
    root_tag(text).map_or("", tag_name)
}

/// Which of the exports in HTML or XML this is, by what only that export has.
fn export(text: &str) -> Option<Format> {
    let root = root(text);
    if let Some((_, format)) = ROOTS.iter().find(|(name, _)| *name == root) {
        return Some(*format);
    }
    if text.contains("DocPublicationName") {
        let has_articles =
            tags(text).any(|tag| tag_name(tag).eq_ignore_ascii_case("article"));
        return Some(if has_articles {
            Format::Europresse
        } else {
            Format::EuropresseTable
        });
    }
    if tags(text).any(html::is_factiva) {
        return Some(Format::Factiva);
    }
    tags(text).any(html::is_lexisnexis).then_some(Format::LexisNexis)
}

/// Whether a text that begins with `<` is a web page, whatever its name.
fn begins_page(text: &str) -> bool {
    const TELLING: &[&str] = &["html", "head", "title", "meta", "body"];
    let names = || tags(text).map(tag_name).take(8);
    text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"))
        || names()
            .any(|name| TELLING.iter().any(|known| name.eq_ignore_ascii_case(known)))
}

/// Elements that begin the formats in XML.
const ROOTS: &[(&str, Format)] = &[
    ("PPSResponse", Format::FactivaXml),
    ("ppsArticleResponse", Format::FactivaXml),
    ("NewsML", Format::NewsMl),
    ("newsItem", Format::NewsMlG2),
    ("newsMessage", Format::NewsMlG2),
    ("nitf", Format::Nitf),
    ("alto", Format::Alto),
    ("corpus", Format::Txm),
    ("text", Format::Txm),
    ("rss", Format::Feed),
    ("feed", Format::Feed),
    ("RDF", Format::Feed),
];

/// Whether the first line is a JSON object, or the beginning of one too long to see.
fn begins_with_record(text: &str) -> bool {
    if !text.starts_with('{') {
        return false;
    }
    match text.split_once('\n') {
        Some((line, _)) => serde_json::from_str::<serde_json::Map<_, _>>(line).is_ok(),
        None => text.trim_start_matches(['{', ' ']).starts_with('"'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(path: &str, start: &str, expected: &str) {
        let found = match of(path, start) {
            Ok(format) => format.name().to_owned(),
            Err(Fault::Unsupported(name)) => name,
            Err(other) => other.to_string(),
        };
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn by_content_first() {
        case("a.txt", "{\"title\": \"Port\"}\n{}", "jsonl");
        case("a.csv", "{\"title\": \"Port\"}\n", "jsonl");
        case("a.txt", "titre;date;texte\nPort;2012;Il rouvre.", "csv");
        case("a.txt", " <!DOCTYPE HTML>\n<title>Port", "html");
        case("a", "<?xml version='1.0'?><html xmlns='x'><head>", "html");
        case("a.htm", "<p>Le port", "html");
        case("a.txt", "<3 le port", "text");
        case("a.html", "<html><span class=\"DocPublicationName\">", "europresse");
        case("a.htm", "<html><div class=\"article frArticle\"><table>", "factiva");
        case("a.html", "<HTML><A NAME=\"DOC_ID_1_0\"></A>", "lexisnexis");
        case("a", "<?xml version='1.0'?><!-- x --><n:newsItem guid='a'>", "newsml-g2");
        case("a.xml", "<?xml version='1.0'?><note>", "XML that begins with <note>");
        case("a.xml", "<note>", "XML that begins with <note>");
        case("a.txt", "TY  - NEWS\nTI  - Port", "ris");
        case("a.txt", "**** *source_X\nPort", "iramuteq");
        case("a", "[{\"title\": 1}]", "json");
        case("a.json", "[ {\"type\": \"x\", \"issued\": {}}]", "csl-json");
        case("a.txt", "{une accolade}\nn'est pas un objet", "text");
    }

    #[test]
    fn then_by_extension() {
        case("a.TXT", "Le port, la criée; et le quai", "text");
        case("d/Courrier 5.11.2012", "Le port", "text");
        case("notes", "Le port", "text");
        case("a.markdown", "# Le port", "markdown");
        case("a.ndjson", "pas encore", "jsonl");
        case("a.tsv", "a\tb", "csv");
        case("a.json", "[1, 2]", "JSON other than objects");
        case("a.bib", "% des références", "bibtex");
        case("a.xyz", "Le port", "the format `.xyz`");
    }

    #[test]
    fn bytes_that_are_no_text() {
        assert_eq!(foreign(b"GIF89a"), Some("a GIF picture"));
        assert_eq!(foreign("Le port".as_bytes()), None);
        let document = |bytes: &[u8]| {
            document(bytes, &mut std::io::Cursor::new(bytes.to_vec())).unwrap()
        };
        assert_eq!(document(b"%PDF-1.4"), Some(Format::Pdf));
        assert_eq!(document(b"\0\0\n%PDF-1.4"), Some(Format::Pdf));
        assert_eq!(document(b"{\\rtf1 Le port}"), Some(Format::Rtf));
        assert_eq!(document("Le port".as_bytes()), None);
    }
}
