//! Images as documents: what is damaged or hostile has failed, and says why.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its input has failed"
)]

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat};
use tieout_domain::{DocumentRef, ProblemKind};
use tieout_extraction::{Input, Reading, Settings, read};

fn read_bytes(bytes: &[u8]) -> Reading {
    let input = Input {
        document: DocumentRef::new(0),
        name: "photo.jpg",
        bytes,
    };
    read(&input, None, &Settings::default(), &mut |_| ())
}

/// The kind and the words of the one problem of a document that gave nothing.
fn failure(bytes: &[u8]) -> (ProblemKind, String) {
    let reading = read_bytes(bytes);
    assert_eq!((reading.facts, reading.document.kind), (None, None));
    let [problem] = reading.problems.as_slice() else {
        unreachable!("one reason is enough: {:?}", reading.problems);
    };
    (problem.kind, problem.message.clone())
}

fn jpeg() -> Vec<u8> {
    let noise = GrayImage::from_fn(400, 300, |x, y| image::Luma([((x * 7) ^ (y * 13)) as u8]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(noise)
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// The beginning of a PNG that says how large it is, and of which nothing more is needed to refuse it.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let header = [
        b"IHDR".as_slice(),
        &width.to_be_bytes(),
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    let chunk = |content: &[u8]| {
        let length = u32::try_from(content.len() - 4).unwrap().to_be_bytes();
        [&length, content, &crc(content).to_be_bytes()].concat()
    };
    let pixels = chunk(b"IDAT\x78\x9c\x03\x00\x00\x00\x00\x01");
    [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(&header),
        &pixels,
        &chunk(b"IEND"),
    ]
    .concat()
}

/// The check sum of a PNG's chunks (CRC-32).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[test]
fn a_picture_of_900_million_pixels_is_refused_by_its_size() {
    let (kind, message) = failure(&png_of(30_000, 30_000));
    assert_eq!(kind, ProblemKind::LimitReached);
    assert_eq!(
        message,
        "is 30000 × 30000 pixels; the limit is 60 million: scale it down"
    );
}

#[test]
fn a_picture_without_its_pixels_is_damaged() {
    let (kind, message) = failure(&png_of(300, 300));
    assert_eq!(kind, ProblemKind::Unreadable);
    assert!(message.starts_with("is damaged ("), "{message}");
}

#[test]
fn the_beginning_of_a_photo_is_damaged() {
    let jpeg = jpeg();
    for kept in [20, 200, jpeg.len() / 2, jpeg.len() - 100] {
        let (kind, message) = failure(&jpeg[..kept]);
        assert_eq!(kind, ProblemKind::Unreadable, "{kept} bytes");
        assert!(
            message.starts_with("is damaged (")
                && message.contains("take or scan the picture again"),
            "{message}"
        );
    }
}

#[test]
fn a_picture_is_no_statement() {
    let input = Input {
        document: DocumentRef::new(0),
        name: "statement.jpg",
        bytes: &jpeg(),
    };
    let kind = Some(tieout_domain::DocumentKind::Statement);
    let reading = read(&input, kind, &Settings::default(), &mut |_| ());
    assert!(
        reading.problems[0]
            .message
            .starts_with("is an image, and statements and reports are read from PDF files")
    );
}
