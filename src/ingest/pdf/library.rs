//! PDF by a library, where poppler is not installed: runs of letters with their places,
//! laid in the order they were written in and in the order they stand in.

use super::accents::composed;
use super::columns::{Area, regions};
use super::{Document, Fault, Line, Page, Properties};
use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::parser::{LayoutAnalyzer, TextLine, TextSpan};

/// Share of a page without text that a picture must cover to be the page.
const COVERED: f32 = 0.3;

/// Reads a document.
///
/// # Errors
/// It is damaged or protected by a password, or no page of it can be read.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Fault> {
    let backend = RawBackend::load_bytes(bytes).map_err(fault)?;
    let analyzer = LayoutAnalyzer::new(&backend).with_ocr_suppression(false);
    let mut document =
        Document { properties: properties(&backend), ..Document::default() };
    let mut failure = None;
    for number in backend.pages().into_keys() {
        let spans = match analyzer.extract_page_spans(number) {
            Ok(spans) => spans,
            Err(error) => {
                failure = Some(error);
                Vec::new()
            }
        };
        let is_picture = analyzer.page_facts().image_coverage > COVERED;
        let written = lines(spans.clone());
        let line = |line: &TextLine| Line {
            text: composed(&line.text()).into_owned(),
            top: -line.y,
            height: line.font_size,
        };
        let lines = written.iter().map(line).collect();
        let orders = vec![text(&written), text(&placed(&spans))];
        document.pages.push(Page { orders, lines, is_picture });
    }
    let is_empty =
        document.pages.iter().all(|page| page.orders.iter().all(String::is_empty));
    match failure {
        Some(error) if is_empty => Err(fault(error)),
        _ => Ok(document),
    }
}

fn fault(error: unpdf::Error) -> Fault {
    match error {
        unpdf::Error::Encrypted | unpdf::Error::InvalidPassword => Fault::Password,
        error => Fault::Damaged(error.to_string()),
    }
}

fn properties(backend: &RawBackend) -> Properties {
    let told = backend.metadata();
    Properties {
        title: told.title.unwrap_or_default(),
        authors: told.author.into_iter().collect(),
        created: told.creation_date.unwrap_or_default(),
        language: String::new(),
    }
}

fn text(lines: &[TextLine]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&composed(&line.text()));
        text.push('\n');
    }
    text
}

/// Lines in the order they were written in: a run goes on with the line as long as it
/// stands on it, to the right of what is there.
fn lines(spans: Vec<TextSpan>) -> Vec<TextLine> {
    let mut lines: Vec<Vec<TextSpan>> = Vec::new();
    for span in spans {
        let goes_on = lines.last().and_then(|line| line.last()).is_some_and(|last| {
            let size = last.font_size.max(span.font_size);
            (span.y - last.y).abs() < size * 0.5
                && span.x > last.x - size * 0.5
                && span.x - (last.x + last.width) < size * 2.0
        });
        match lines.last_mut() {
            Some(line) if goes_on => line.push(span),
            _ => lines.push(vec![span]),
        }
    }
    lines.into_iter().map(TextLine::from_spans).collect()
}

/// Lines in the order they stand in.
fn placed(spans: &[TextSpan]) -> Vec<TextLine> {
    let area = |span: &TextSpan| Area {
        x: span.x,
        y: span.top(),
        width: span.width,
        height: span.font_size,
    };
    let areas: Vec<Area> = spans.iter().map(area).collect();
    let mut found = Vec::new();
    for region in regions(&areas) {
        let mut lines: Vec<Vec<TextSpan>> = Vec::new();
        for span in region.into_iter().map(|at| spans[at].clone()) {
            let is_same = lines.last().is_some_and(|line| {
                (line[0].y - span.y).abs() < line[0].font_size.max(span.font_size) * 0.5
            });
            match lines.last_mut() {
                Some(line) if is_same => line.push(span),
                _ => lines.push(vec![span]),
            }
        }
        found.extend(lines.into_iter().map(TextLine::from_spans));
    }
    found
}
