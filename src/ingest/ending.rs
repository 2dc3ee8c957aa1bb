//! Whether an export goes to its end. What a copy or a download that stopped has left
//! reads as if it were whole, article by article; what ends a file says that it is not.

use super::cut::tag_name;
use super::format::{self, Format};

/// What is known of the end of an export while its pieces go by.
pub(super) struct Ending {
    format: Format,
    /// The tag that opens the whole file, once met.
    root: Option<String>,
    /// Whether the last piece met holds the end.
    is_there: bool,
}

impl Ending {
    pub(super) fn of(format: Format) -> Self {
        Self { format, root: None, is_there: true }
    }

    /// Looks at the next piece of the file.
    pub(super) fn see(&mut self, piece: &str) {
        self.is_there = match self.format {
            Format::Ris => !piece.starts_with("TY  -") || piece.lines().any(ends_record),
            Format::BibTex | Format::Iramuteq => true,
            _ => {
                if self.root.is_none() {
                    self.root = format::root_tag(piece).map(str::to_owned);
                }
                self.root.as_ref().is_none_or(|root| {
                    root.ends_with('/') || closes(piece, tag_name(root))
                })
            }
        };
    }

    /// Passes over a piece that cannot be looked at.
    pub(super) fn pass(&mut self) {
        self.is_there = true;
    }

    /// What is missing at the end of the pieces seen. A piece of a page in HTML may have
    /// been saved without the rest of the page.
    pub(super) fn missing(&self) -> Option<String> {
        if self.is_there {
            return None;
        }
        let Some(root) = &self.root else {
            return Some("its last record has no `ER`".to_owned());
        };
        let name = tag_name(root);
        let is_page = name.eq_ignore_ascii_case("html");
        (is_page || !is_html(self.format)).then(|| format!("there is no `</{name}>`"))
    }
}

fn is_html(format: Format) -> bool {
    matches!(
        format,
        Format::Europresse
            | Format::EuropresseTable
            | Format::Factiva
            | Format::LexisNexis
    )
}

/// Whether an element of this name ends here.
fn closes(piece: &str, name: &str) -> bool {
    let ends = piece.rmatch_indices("</").map(|(at, _)| &piece[at + 2..]);
    ends.map(tag_name).any(|end| end.eq_ignore_ascii_case(name))
}

/// Whether a line of RIS ends its record, however many spaces it has.
fn ends_record(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix("ER");
    rest.is_some_and(|rest| rest.trim_start().starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(format: Format, pieces: &[&str], expected: Option<&str>) {
        let mut ending = Ending::of(format);
        for piece in pieces {
            ending.see(piece);
        }
        assert_eq!(ending.missing().as_deref(), expected, "{pieces:?}");
    }

    #[test]
    fn exports_in_xml() {
        let head = "<?xml version='1.0'?><!-- x -->\n<n:newsMessage><itemSet>";
        let item = "<newsItem guid='a'>Le port</newsItem>";
        let end = "<newsItem>Le bac</newsItem></itemSet></n:newsMessage >\n";
        let missing = Some("there is no `</newsMessage>`");
        case(Format::NewsMlG2, &[head, item, end], None);
        case(Format::NewsMlG2, &[head, item, item], missing);
        case(Format::NewsMlG2, &[head, item, "<newsItem>Le ba"], missing);
        case(Format::NewsMlG2, &["<newsMess"], Some("there is no `</newsMess>`"));
        case(Format::Nitf, &["<nitf>Le port</nitf>"], None);
        case(Format::Nitf, &["<nitf>Le port"], Some("there is no `</nitf>`"));
        case(Format::Nitf, &["<nitf>Un</nitf>", "<nitf>Deux</nitf>"], None);
        case(Format::Txm, &["<text titre='a'/>"], None);
    }

    #[test]
    fn exports_in_html_are_ended_where_they_are_pages() {
        let missing = Some("there is no `</HTML>`");
        case(Format::LexisNexis, &["<HTML><BODY>", "<a name=DOC_ID>Le port"], missing);
        case(Format::LexisNexis, &["<HTML>", "<a>Le port</body></html>"], None);
        case(Format::Europresse, &["<article>Le port"], None);
    }

    #[test]
    fn references() {
        let missing = Some("its last record has no `ER`");
        case(Format::Ris, &["TY  - NEWS\nER  - \n", "TY  - NEWS\nER -\n"], None);
        case(Format::Ris, &["TY  - NEWS\nER  - \n", "TY  - NEWS\nTI  - Le"], missing);
        case(Format::Ris, &["rien"], None);
        case(Format::BibTex, &["@article{a, title={Le port}}"], None);
    }
}
