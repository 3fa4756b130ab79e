//! What an engine saw and what was weighed, as files to look at when a receipt was read badly.

use std::fmt::Write as _;
use std::io::Cursor;

use ::image::{ImageFormat, Rgb, RgbImage};
use tieout_domain::Area;

use super::source::ReceiptReading;
use crate::image::Picture;
use crate::ocr::{OcrWord, PageRead};

/// A file to write: its name, and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebugFile {
    /// The name, without a folder.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Per page that was read from a picture: what the engine was shown, with a box around each word, and the words.
/// Per receipt: its text, all candidates for its fields, and the problems.
pub fn debug_files(reading: &ReceiptReading) -> Vec<DebugFile> {
    let mut files = Vec::new();
    for page in &reading.pictures {
        let number = page.sheet.page;
        files.push(text_file(format!("page-{number}.txt"), words(page)));
        // A picture that cannot be encoded is left out: the words say where everything is.
        files.extend(boxes(page).map(|bytes| DebugFile {
            name: format!("page-{number}.png"),
            bytes,
        }));
    }
    let receipts = reading.receipts.value.iter().zip(&reading.traces);
    for (place, (receipt, trace)) in receipts.enumerate() {
        let text = receipt.source.text();
        let name = format!("receipt-{}.txt", place + 1);
        files.push(text_file(name, format!("{text}\n\n{trace}")));
    }
    let problems = reading
        .receipts
        .problems
        .iter()
        .map(|problem| format!("{}\n", problem.message));
    files.push(text_file("problems.txt".to_owned(), problems.collect()));
    files
}

const fn text_file(name: String, text: String) -> DebugFile {
    DebugFile {
        name,
        bytes: text.into_bytes(),
    }
}

/// One line per word: where it stands, how sure it is, and what it says.
fn words(page: &PageRead) -> String {
    let mut lines = String::new();
    for OcrWord {
        text,
        area,
        confidence,
    } in &page.words
    {
        let Area {
            left,
            top,
            right,
            bottom,
        } = area;
        // Writing to a String cannot fail.
        let _ = writeln!(
            lines,
            "{left:.0} {top:.0} {right:.0} {bottom:.0}\t{confidence}\t{text}"
        );
    }
    lines
}

const SURE: Rgb<u8> = Rgb([0, 150, 60]);
const UNSURE: Rgb<u8> = Rgb([220, 30, 30]);

/// The picture as PNG, surely read words in green boxes, others in red.
fn boxes(page: &PageRead) -> Option<Vec<u8>> {
    let mut canvas = canvas(page.shown.as_ref()?)?;
    for word in &page.words {
        let color = if word.confidence.ratio() >= 0.9 {
            SURE
        } else {
            UNSURE
        };
        outline(&mut canvas, word.area, color);
    }
    let mut png = Cursor::new(Vec::new());
    canvas.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

fn canvas(picture: &Picture) -> Option<RgbImage> {
    let rgb = picture
        .pixels()
        .iter()
        .flat_map(|grey| [*grey; 3])
        .collect();
    RgbImage::from_raw(
        u32::try_from(picture.width()).ok()?,
        u32::try_from(picture.height()).ok()?,
        rgb,
    )
}

fn outline(canvas: &mut RgbImage, area: Area, color: Rgb<u8>) {
    // A float-to-int `as` saturates; boxes that reach beyond the picture end at its edges.
    let (left, top) = (area.left as u32, area.top as u32);
    let right = (area.right as u32).min(canvas.width());
    let bottom = (area.bottom as u32).min(canvas.height());
    let across = (left..=right).flat_map(|x| [(x, top), (x, bottom)]);
    let down = (top..=bottom).flat_map(|y| [(left, y), (right, y)]);
    for (x, y) in across.chain(down) {
        if let Some(pixel) = canvas.get_pixel_mut_checked(x, y) {
            *pixel = color;
        }
    }
}
