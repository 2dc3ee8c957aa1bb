//! Pictures of few dots, as a PDF to be drawn larger: tesseract reads letters best at the
//! size that 300 dots an inch give them. The data of a JPEG or PNG go in as they are.

use std::fmt::Write;

/// Dots of the longer side of a printed page at 300 an inch, and how much larger a
/// picture is drawn at least and at most.
const SIDE: f64 = 3_508.0;
const LEAST: f64 = 1.3;
const MOST: f64 = 3.0;

/// A page that shows the picture enlarged when drawn at 300 dots an inch; `None` when it
/// is large enough, or of a kind that does not go into a PDF as it is.
pub(super) fn page(picture: &[u8]) -> Option<Vec<u8>> {
    let image = jpeg(picture).or_else(|| png(picture))?;
    let (width, height) = (f64::from(image.width), f64::from(image.height));
    let scale = (SIDE / width.max(height)).min(MOST);
    if !(LEAST..=MOST).contains(&scale) {
        return None;
    }
    let points = |dots: f64| dots * scale * 72.0 / 300.0;
    let (width, height) = (points(width), points(height));
    let drawing = format!("q {width:.3} 0 0 {height:.3} 0 0 cm /I Do Q");
    let mut file = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3} {height:.3}] \
         /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{drawing}\nendstream\nendobj\n\
         5 0 obj\n<< /Type /XObject /Subtype /Image /Width {} /Height {} {} /Length {} >>\nstream\n",
        drawing.len(),
        image.width,
        image.height,
        image.how,
        image.data.len(),
    )
    .into_bytes();
    file.extend(image.data);
    // Without a table of places, as readers make one again.
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n");
    Some(file)
}

/// A picture as a PDF holds it.
struct Image {
    width: u32,
    height: u32,
    /// Its entries on colours and compression.
    how: String,
    data: Vec<u8>,
}

/// A number in the byte order of pictures.
fn number(bytes: Option<&[u8]>) -> Option<u32> {
    Some(bytes?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn jpeg(bytes: &[u8]) -> Option<Image> {
    let mut at = bytes.starts_with(&[0xFF, 0xD8]).then_some(2)?;
    loop {
        let (mark, length) = (*bytes.get(at + 1)?, number(bytes.get(at + 2..at + 4))?);
        if bytes[at] != 0xFF {
            return None;
        }
        let is_frame =
            (0xC0..=0xCF).contains(&mark) && ![0xC4, 0xC8, 0xCC].contains(&mark);
        if is_frame {
            let colours = match bytes.get(at + 9)? {
                1 => "/DeviceGray",
                3 => "/DeviceRGB",
                _ => return None,
            };
            return Some(Image {
                width: number(bytes.get(at + 7..at + 9))?,
                height: number(bytes.get(at + 5..at + 7))?,
                how: format!(
                    "/ColorSpace {colours} /BitsPerComponent 8 /Filter /DCTDecode"
                ),
                data: bytes.to_vec(),
            });
        }
        at += 2 + usize::try_from(length).ok()?;
    }
}

fn png(bytes: &[u8]) -> Option<Image> {
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n")?;
    let (mut head, mut palette, mut data) = (None, String::new(), Vec::new());
    while let Some(length) = number(rest.get(..4)) {
        let length = usize::try_from(length).ok()?;
        let (name, chunk) = (rest.get(4..8)?, rest.get(8..8 + length)?);
        match name {
            b"IHDR" => head = Some(chunk),
            b"PLTE" => {
                chunk.iter().try_for_each(|byte| write!(palette, "{byte:02x}")).ok()?;
            }
            b"IDAT" => data.extend_from_slice(chunk),
            b"tRNS" => return None, // what lies below would show
            _ => {}
        }
        rest = rest.get(12 + length..)?;
    }
    let head: [u8; 13] = head?.try_into().ok()?;
    let (width, height) = (number(head.get(..4))?, number(head.get(4..8))?);
    let (depth, kind, is_laced) = (head[8], head[9], head[12] != 0);
    let (colours, count) = match kind {
        0 => ("/DeviceGray".to_owned(), 1),
        2 => ("/DeviceRGB".to_owned(), 3),
        3 => {
            let last = (palette.len() / 6).checked_sub(1)?;
            (format!("[/Indexed /DeviceRGB {last} <{palette}>]"), 1)
        }
        _ => return None,
    };
    let how = format!(
        "/ColorSpace {colours} /BitsPerComponent {depth} /Filter /FlateDecode /DecodeParms \
         << /Predictor 15 /Colors {count} /BitsPerComponent {depth} /Columns {width} >>"
    );
    (!is_laced).then_some(Image { width, height, how, data })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_into_a_page() {
        let chunk = |name: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&length[..], name, data, &[0; 4]].concat()
        };
        let head = |side: u32, kind: u8| {
            let side = side.to_be_bytes();
            chunk(b"IHDR", &[&side[..], &side, &[8, kind, 0, 0, 0]].concat())
        };
        let png = |side: u32, kind: u8| {
            [
                &b"\x89PNG\r\n\x1A\n"[..],
                &head(side, kind),
                &chunk(b"IDAT", b"x"),
                &chunk(b"IEND", b""),
            ]
            .concat()
        };
        let shown =
            |bytes: &[u8]| page(bytes).map(|page| String::from_utf8(page).unwrap());
        // Three times larger: 1200 dots at 300 an inch are 288 points, three times that 864.
        assert!(
            shown(&png(1_169, 0)).unwrap().contains("/MediaBox [0 0 841.680 841.680]")
        );
        assert_eq!(shown(&png(3_000, 0)), None, "large enough");
        assert_eq!(shown(&png(1_169, 6)), None, "has transparency");
        assert_eq!(shown(b"\xFF\xD8\xFF\xE0\x00\x02"), None, "cut");
        let jpeg = b"\xFF\xD8\xFF\xE0\x00\x02\xFF\xC0\x00\x0B\x08\x04\x00\x04\x00\x01\x01\x11\x00";
        let (width, height) = jpeg_size(jpeg);
        assert_eq!((width, height), (1024, 1024));
    }

    fn jpeg_size(bytes: &[u8]) -> (u32, u32) {
        let image = jpeg(bytes).unwrap();
        (image.width, image.height)
    }
}
