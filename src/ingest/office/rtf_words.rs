//! What the words of RTF stand for: the places of texts, the encodings of bytes.

use encoding_rs::Encoding;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Body,
    Note,
    /// Head or foot of every page.
    Edge,
    Fonts,
    Styles,
    Title,
    Author,
    Created,
    Nowhere,
}

/// The place that a word gives its group. What holds no text goes nowhere.
pub(super) fn destination(word: &str) -> Option<Place> {
    const NOWHERE: &[&str] = &[
        "annotation",
        "atnauthor",
        "atnid",
        "atnref",
        "bkmkend",
        "bkmkstart",
        "colortbl",
        "comment",
        "company",
        "datafield",
        "falt",
        "filetbl",
        "fldinst",
        "ftnsep",
        "ftnsepc",
        "generator",
        "info",
        "keywords",
        "listoverridetable",
        "listtable",
        "listtext",
        "mmath",
        "nonesttables",
        "nonshppict",
        "objclass",
        "objdata",
        "panose",
        "pict",
        "pntext",
        "private",
        "revtbl",
        "rsidtbl",
        "subject",
        "tc",
        "themedata",
        "userprops",
        "xe",
        "xmlnstbl",
    ];
    Some(match word {
        "fonttbl" => Place::Fonts,
        "stylesheet" => Place::Styles,
        "title" => Place::Title,
        "author" => Place::Author,
        "creatim" => Place::Created,
        "footnote" => Place::Note,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl"
        | "footerr" | "footerf" => Place::Edge,
        "shptxt" | "shprslt" => Place::Body,
        _ if NOWHERE.contains(&word) => Place::Nowhere,
        _ => return None,
    })
}

/// The encoding of a code page of Windows.
pub(super) fn encoding(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a character set of fonts.
pub(super) fn charset(number: i32) -> Option<i32> {
    Some(match number {
        0 => 1252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
