//! RTF: a stream of control words, groups and bytes. Read here because the libraries
//! lose accents (`\u233?`) and paragraphs; what each word does is that of the
//! specification 1.9.1.

use super::Source;
use super::block::Block;
use super::export::Entry;
use super::fields::{Column, Field};
use super::intake::Intake;
use super::properties::Properties;
use super::rtf_code::{Code, Codes};
use super::rtf_words::{Place, charset, destination, encoding};
use super::style::{Style, named};
use super::{Fault, Format, clean, factiva};
use crate::article::{Kind, Origin};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

/// Bytes of a file at most.
const LARGEST: u64 = 200 * 1024 * 1024;
/// Groups inside one another at most.
const DEEPEST: usize = 10_000;

/// Reads the whole document as one article, or as those of Factiva that it holds.
pub(super) fn read(source: &mut dyn Source, intake: &mut Intake) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Fault::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, limit: LARGEST });
    }
    let (entry, properties, is_whole) = document(&bytes)?;
    let cut = || Fault::CutShort("a brace is missing".to_owned());
    if !is_whole && entry.blocks.is_empty() {
        return Err(cut());
    }
    if factiva::is_export(&entry.blocks) {
        intake.turns_out(Format::FactivaRtf);
        factiva::read(entry.blocks, intake);
    } else {
        super::finish(entry, properties, intake);
    }
    if !is_whole {
        intake.fault(None, cut());
    }
    Ok(())
}

/// What a document holds, and whether all its groups are closed.
fn document(bytes: &[u8]) -> Result<(Entry, Properties, bool), Fault> {
    let mut reader = Reader::default();
    for code in Codes(bytes) {
        reader.take(code)?;
    }
    reader.end_paragraph();
    let is_whole = reader.groups.is_empty();
    let (entry, properties) = reader.finish();
    Ok((entry, properties, is_whole))
}

/// What holds inside a group, and ends with it.
#[derive(Clone)]
struct Group {
    place: Place,
    /// Characters that stand for a `\u` where it is not understood.
    fallback: usize,
    encoding: &'static Encoding,
    is_hidden: bool,
}

/// A document while it is read.
struct Reader {
    groups: Vec<Group>,
    group: Group,
    default: &'static Encoding,
    /// Bytes of the text not decoded yet, and the first half of a character in two `\u`.
    bytes: Vec<u8>,
    half: Option<u16>,
    /// Characters still to be passed over after a `\u`.
    skipped: usize,
    /// Whether the group may be passed over by who does not know its first word.
    is_ignorable: bool,
    texts: BTreeMap<Place, String>,
    /// The font or the style being described, then all of them.
    number: i32,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Style>,
    created: [i32; 3],
    style: Option<Style>,
    blocks: BTreeMap<Place, Vec<Block>>,
    title: Option<String>,
}

impl Default for Reader {
    fn default() -> Self {
        let encoding = WINDOWS_1252;
        let group = Group { place: Place::Body, fallback: 1, encoding, is_hidden: false };
        Self {
            groups: Vec::new(),
            group,
            default: encoding,
            bytes: Vec::new(),
            half: None,
            skipped: 0,
            is_ignorable: false,
            texts: BTreeMap::new(),
            number: 0,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            created: [0; 3],
            style: None,
            blocks: BTreeMap::new(),
            title: None,
        }
    }
}

impl Reader {
    fn take(&mut self, code: Code) -> Result<(), Fault> {
        match code {
            Code::Open => {
                self.decode();
                self.skipped = 0;
                if self.groups.len() == DEEPEST {
                    return Err(Fault::Markup(
                        "too many groups inside one another".into(),
                    ));
                }
                self.groups.push(self.group.clone());
            }
            Code::Close => {
                self.decode();
                self.skipped = 0;
                let inner = self.group.place;
                if let Some(outer) = self.groups.pop() {
                    self.group = outer;
                }
                self.left(inner);
            }
            Code::Byte(_) | Code::Sign(b'\'') if self.skipped > 0 => self.skipped -= 1,
            Code::Byte(byte) => {
                self.bytes.push(byte);
                if byte == b';'
                    && matches!(self.group.place, Place::Fonts | Place::Styles)
                {
                    self.decode();
                    self.described();
                }
            }
            Code::Sign(sign) => match sign {
                b'*' => self.is_ignorable = true,
                b'~' => self.push("\u{a0}"),
                b'_' => self.push("-"),
                _ => {} // `\-` is a hyphen that is not printed
            },
            Code::Word(word, number) => {
                let is_ignorable = std::mem::take(&mut self.is_ignorable);
                if !matches!(word, "u" | "uc") || self.half.is_some() && word != "u" {
                    self.decode();
                }
                self.word(word, number, is_ignorable);
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>, is_ignorable: bool) {
        let is_on = number != Some(0);
        match word {
            "par" | "sect" | "page" | "cell" | "nestcell" | "row" | "column" => {
                self.end_paragraph();
            }
            "line" | "softline" => self.push("\n"),
            "tab" | "emspace" | "enspace" | "qmspace" => self.push(" "),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "u" => self.unit(number.unwrap_or(0)),
            "uc" => {
                self.group.fallback = number.and_then(|n| n.try_into().ok()).unwrap_or(1);
            }
            "pard" => self.style = None,
            "plain" => self.group.is_hidden = false,
            "v" | "deleted" => self.group.is_hidden = is_on,
            "outlinelevel" if (0..9).contains(&number.unwrap_or(9)) => {
                self.style = Some(Style::Of(Kind::Heading));
            }
            "ls" if is_on && self.style.is_none() => {
                self.style = Some(Style::Of(Kind::ListItem));
            }
            "yr" | "mo" | "dy" if self.group.place == Place::Created => {
                self.created[["yr", "mo", "dy"]
                    .iter()
                    .position(|name| *name == word)
                    .unwrap_or(0)] = number.unwrap_or(0);
            }
            "f" | "s" | "fcharset" | "ansicpg" | "mac" | "pc" | "pca" => {
                self.table(word, number.unwrap_or(0));
            }
            _ => {
                if let Some(place) = destination(word) {
                    self.group.place = place;
                } else if is_ignorable {
                    self.group.place = Place::Nowhere;
                }
            }
        }
    }

    /// Words about fonts and styles, described at the head and used in the text.
    fn table(&mut self, word: &str, number: i32) {
        match word {
            "ansicpg" | "mac" | "pc" | "pca" => {
                let page = match word {
                    "mac" => 10_000,
                    "ansicpg" => number,
                    _ => 1252,
                };
                self.default = encoding(page).unwrap_or(WINDOWS_1252);
                self.group.encoding = self.default;
            }
            "f" | "s" if matches!(self.group.place, Place::Fonts | Place::Styles) => {
                self.number = number;
            }
            "f" => {
                self.group.encoding =
                    self.fonts.get(&number).copied().unwrap_or(self.default);
            }
            "s" => self.style = self.styles.get(&number).copied(),
            _ => {
                if let Some(encoding) = charset(number).and_then(encoding) {
                    self.fonts.insert(self.number, encoding);
                }
            }
        }
    }

    /// A character of UTF-16, or half of one.
    fn unit(&mut self, number: i32) {
        if self.half.is_none() {
            self.decode();
        }
        self.skipped = self.group.fallback;
        let unit = number.rem_euclid(0x1_0000);
        let unit = u16::try_from(unit).unwrap_or(0xFFFD);
        // Fonts of signs have theirs from F000 on; those of the first bytes are letters.
        let unit = if (0xF020..=0xF07E).contains(&unit) { unit - 0xF000 } else { unit };
        match self.half.take() {
            Some(first) => {
                let both: String = char::decode_utf16([first, unit])
                    .map(|c| c.unwrap_or('\u{fffd}'))
                    .collect();
                self.push(&both);
            }
            None if (0xD800..0xDC00).contains(&unit) => self.half = Some(unit),
            None => self.push(
                char::from_u32(unit.into())
                    .unwrap_or('\u{fffd}')
                    .encode_utf8(&mut [0; 4]),
            ),
        }
    }

    /// Decodes the bytes that wait.
    fn decode(&mut self) {
        if self.half.take().is_some() {
            self.push("\u{fffd}");
        }
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let (text, _) = self.group.encoding.decode_without_bom_handling(&bytes);
            self.write(&text);
        }
    }

    fn push(&mut self, text: &str) {
        if !self.bytes.is_empty() {
            self.decode();
        }
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        if !self.group.is_hidden && self.group.place != Place::Nowhere {
            self.texts.entry(self.group.place).or_default().push_str(text);
        }
    }

    /// A style has its name: `Heading 1;`.
    fn described(&mut self) {
        let text = self.texts.remove(&self.group.place).unwrap_or_default();
        if self.group.place == Place::Styles {
            let style = named(text.trim_end_matches(';').trim());
            self.styles.extend(style.map(|style| (self.number, style)));
            self.number = 0;
        }
    }

    /// A group has ended.
    fn left(&mut self, inner: Place) {
        if inner != self.group.place && matches!(inner, Place::Note | Place::Edge) {
            let style = self.style.take();
            self.paragraph(inner);
            self.style = style;
        }
    }

    fn end_paragraph(&mut self) {
        if !self.bytes.is_empty() {
            self.decode();
        }
        if matches!(self.group.place, Place::Body | Place::Note | Place::Edge) {
            self.paragraph(self.group.place);
        }
    }

    fn paragraph(&mut self, place: Place) {
        let text = clean::line(&self.texts.remove(&place).unwrap_or_default());
        if text.chars().all(char::is_whitespace) {
            return;
        }
        let kind = match (place, self.style) {
            (Place::Edge, _) => Kind::Boilerplate,
            (Place::Body, Some(Style::Title)) if self.title.is_none() => {
                self.title = Some(text);
                return;
            }
            (Place::Body, Some(Style::Title)) => Kind::Heading,
            (Place::Body, Some(Style::Of(kind))) => kind,
            _ => Kind::Text,
        };
        self.blocks.entry(place).or_default().push(Block::new(kind, text));
    }

    fn finish(mut self) -> (Entry, Properties) {
        let mut entry = Entry::default();
        for place in [Place::Body, Place::Note, Place::Edge] {
            let mut blocks = self.blocks.remove(&place).unwrap_or_default();
            if place == Place::Edge {
                blocks.dedup_by(|one, other| one.text == other.text);
            }
            entry.blocks.append(&mut blocks);
        }
        if let Some(title) = self.title.take() {
            let column = Column { field: Field::Title, rank: 0, from: Origin::Text };
            entry.record.put(column, "", vec![title]);
        }
        let mut text = |place| self.texts.remove(&place).unwrap_or_default();
        let (title, author) = (text(Place::Title), text(Place::Author));
        let [year, month, day] = self.created;
        let created = if year > 0 {
            format!("{year:04}-{month:02}-{day:02}")
        } else {
            String::new()
        };
        let properties =
            Properties { title, authors: vec![author], created, ..Properties::default() };
        (entry, properties)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rtf: &str) -> (Vec<(Kind, String)>, Properties) {
        let (entry, properties, _) = document(rtf.as_bytes()).unwrap();
        (
            entry.blocks.into_iter().map(|block| (block.kind, block.text)).collect(),
            properties,
        )
    }

    #[track_caller]
    fn case(rtf: &str, expected: &[&str]) {
        let (blocks, _) = found(&format!("{{\\rtf1\\ansi {rtf}}}"));
        let texts: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, expected, "{rtf}");
    }

    #[test]
    fn letters() {
        case("L'\\'e9t\\'e9 d\\rquote Anne\\par", &["L'été d’Anne"]);
        case("L'\\u233?t\\u233\\'e9\\~!", &["L'été\u{a0}!"]);
        case("{\\uc0 \\u339 uvre}", &["œuvre"]);
        case("{\\uc2\\u8217\\'81\\'66a}", &["’a"]);
        case("\\u-10179?\\u-8704? ici", &["😀 ici"]);
        case("\\ansicpg1251 \\'cf", &["П"]);
        case("\\mac \\'8e", &["é"]);
        case(
            "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset77 B;}}\\'e9{\\f1 \\'8e}\\'e9",
            &["ééé"],
        );
        case(
            "ex\\-position, porte\\_parole, 50\\\\50 \\{x\\}",
            &["exposition, porte-parole, 50\\50 {x}"],
        );
        case("pr\nés", &["prÃ©s"]);
    }

    #[test]
    fn paragraphs_and_what_is_no_text() {
        case(
            "Un\\par Deux\\line trois\\par\\par{\\b Qua}tre",
            &["Un", "Deux trois", "Quatre"],
        );
        case("a\\cell b\\cell\\row c", &["a", "b", "c"]);
        case(
            "{\\*\\inconnu x}{\\pict 00ff}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt lien}}",
            &["lien"],
        );
        case("{\\v cach\\'e9}vu{\\deleted non}", &["vu"]);
        case("Un{\\footnote Note.}\\par Deux\\par", &["Un", "Deux", "Note."]);
        case("{\\header T\\'eate\\par}{\\*\\shppict{\\pict 00}}Un\\par", &["Un", "Tête"]);
        case("{\\pict\\bin4 }}{{}Un", &["Un"]);
        case("Un}}} deux{{{", &["Un deux"]);
    }

    #[test]
    fn kinds_and_properties() {
        let (blocks, properties) = found(
            "{\\rtf1\\ansi{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}{\\info{\\title Le port}\
             {\\author Anne Petit}{\\creatim\\yr2012\\mo11\\dy5\\hr10}}\\s1 Inter\\par\\pard Un\\par\
             {\\listtext\\bullet\\tab}\\ls1 Item\\par}",
        );
        let kinds: Vec<Kind> = blocks.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Kind::Heading, Kind::Text, Kind::ListItem]);
        assert_eq!(properties.title, "Le port");
        assert_eq!(properties.authors, ["Anne Petit"]);
        assert_eq!(properties.created, "2012-11-05");
    }

    #[test]
    fn a_document_cut_short_has_groups_left_open() {
        let is_whole = |rtf: &str| document(rtf.as_bytes()).unwrap().2;
        assert!(is_whole("{\\rtf1 Le {\\b port} \\{ rouvre}\r\n\0"));
        assert!(!is_whole("{\\rtf1 Le {\\b port} rouvre"));
        assert!(!is_whole("{\\rtf1 Le {\\b po"));
    }

    #[test]
    fn depth_is_bounded() {
        assert!(document("{".repeat(DEEPEST + 2).as_bytes()).is_err());
    }

    proptest::proptest! {
        /// Whatever the codes, there is an answer; and letters between them are kept.
        #[test]
        fn any_codes_are_survived(text in "(\\{|\\}|\\\\[a-z]{1,8}-?[0-9]{0,5} ?|\\\\'[0-9a-f]{0,2}|\\\\u[0-9]{1,5}\\?|\\\\\\*|\\\\bin[0-9]|é|[a-z]| |;){0,80}") {
            let _ = document(format!("{{\\rtf1 {text}").as_bytes());
        }

        #[test]
        fn text_comes_back(text in "[a-zA-Zàâéèêîôùûçœ’«»… ]{1,60}") {
            let escaped: String = text.chars().map(|c| match c {
                c if c.is_ascii() => c.to_string(),
                c => format!("\\u{}?", c as u32),
            }).collect();
            let (blocks, _) = found(&format!("{{\\rtf1\\ansi {escaped}\\par}}"));
            let found: Vec<String> = blocks.into_iter().map(|(_, text)| text).collect();
            proptest::prop_assert_eq!(found.concat(), clean::line(&text));
        }
    }
}
