//! PDF by a library, where poppler is not installed: runs of letters with their places,
//! laid in the order they were written in and in the order they stand in.

use super::accents::composed;
use super::{Document, Fault, Page, Properties};
use std::collections::HashMap;
use unpdf::parser::backend::{PdfBackend, RawBackend};
use unpdf::parser::xycut::{Block as Area, XyCutConfig, xycut_segment};
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
        if document.first.is_empty() {
            document.first =
                written.iter().map(|line| (line.text(), line.font_size)).collect();
        }
        let orders = vec![text(&written), text(&placed(spans))];
        document.pages.push(Page { orders, is_picture });
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

/// Lines in the order they stand in: columns parted by white from top to bottom, each
/// from its top down.
fn placed(spans: Vec<TextSpan>) -> Vec<TextLine> {
    let mut sizes: Vec<f32> = spans.iter().map(|span| span.font_size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(size) = sizes.get(sizes.len() / 2).copied() else { return Vec::new() };
    let config = XyCutConfig {
        min_x_gap: size * 5.0,
        min_y_gap: size * 3.0,
        min_gutter: size * 0.5,
    };
    let area = |span: &TextSpan| Area {
        x: span.x,
        y: span.top(),
        width: span.width,
        height: span.font_size,
    };
    let key = |area: &Area| [area.x, area.y, area.width, area.height].map(f32::to_bits);
    let areas: Vec<Area> = spans.iter().map(area).collect();
    let mut by_area: HashMap<[u32; 4], Vec<TextSpan>> = HashMap::new();
    for (area, span) in areas.iter().zip(spans).rev() {
        by_area.entry(key(area)).or_default().push(span);
    }
    let mut found = Vec::new();
    for region in xycut_segment(&areas, &config) {
        let spans = region.iter().filter_map(|area| by_area.get_mut(&key(area))?.pop());
        let mut spans: Vec<TextSpan> = spans.collect();
        spans.sort_by(|one, other| {
            other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x))
        });
        let mut lines: Vec<Vec<TextSpan>> = Vec::new();
        for span in spans {
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
