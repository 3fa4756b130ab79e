//! Images within limits: what is read, and what a broken or hostile one is told.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its input has failed"
)]

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, LumaA, Rgb};
use tieout_extraction::image::{ImageError, ImageLimits, Rasterizer, decode};

/// Dark on the left, bright on the right; twice as wide as high.
fn two_halves() -> GrayImage {
    GrayImage::from_fn(40, 20, |x, _| Luma([if x < 20 { 10 } else { 240 }]))
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn message(bytes: &[u8]) -> String {
    decode(bytes, ImageLimits::default())
        .unwrap_err()
        .to_string()
}

#[test]
fn every_format_gives_the_same_picture() {
    let image = DynamicImage::from(two_halves());
    for format in [
        ImageFormat::Png,
        ImageFormat::Tiff,
        ImageFormat::WebP,
        ImageFormat::Jpeg,
    ] {
        let picture = decode(&encoded(&image, format), ImageLimits::default()).unwrap();
        assert_eq!((picture.width(), picture.height()), (40, 20), "{format:?}");
        assert!(
            picture.at(4, 10) < 30 && picture.at(35, 10) > 220,
            "{format:?}"
        );
    }
}

#[test]
fn a_photo_is_turned_as_its_camera_says() {
    // "Turn by 90° to the right": EXIF orientation 6.
    let picture = decode(&with_orientation(6), ImageLimits::default()).unwrap();
    assert_eq!((picture.width(), picture.height()), (20, 40));
    assert!(picture.at(10, 4) < 30 && picture.at(10, 35) > 220);
}

/// A JPEG with an Exif segment that names its orientation.
fn with_orientation(orientation: u8) -> Vec<u8> {
    let jpeg = encoded(&DynamicImage::from(two_halves()), ImageFormat::Jpeg);
    // TIFF header, one directory of one entry: tag 0x0112, type SHORT, one value.
    let tiff = [
        b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(),
        &[orientation, 0, 0, 0],
        &[0; 4],
    ]
    .concat();
    let exif = [b"Exif\0\0".as_slice(), &tiff].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..]].concat()
}

#[test]
fn transparent_pixels_are_paper() {
    let clear = image::ImageBuffer::from_pixel(8, 8, LumaA([0_u8, 0]));
    let picture = decode(
        &encoded(&DynamicImage::from(clear), ImageFormat::Png),
        ImageLimits::default(),
    )
    .unwrap();
    assert_eq!(picture.at(3, 3), 255);
}

#[test]
fn colours_become_grey() {
    let red = image::ImageBuffer::from_pixel(8, 8, Rgb([255_u8, 0, 0]));
    let picture = decode(
        &encoded(&DynamicImage::from(red), ImageFormat::Png),
        ImageLimits::default(),
    )
    .unwrap();
    assert!((40..110).contains(&picture.at(3, 3)));
}

#[test]
fn what_is_no_image_is_told_so() {
    assert_eq!(
        message(b"no image at all"),
        "is not a JPEG, PNG, TIFF or WebP image that can be read: export it again as one of these"
    );
}

#[test]
fn a_damaged_image_is_told_so() {
    let mut png = encoded(&DynamicImage::from(two_halves()), ImageFormat::Png);
    png.truncate(png.len() / 2);
    let told = message(&png);
    assert!(
        told.starts_with("is damaged (") && told.ends_with("): take or scan the picture again"),
        "{told}"
    );
}

#[test]
fn a_bomb_is_refused_by_its_size_before_it_is_decoded() {
    let png = encoded(&DynamicImage::from(two_halves()), ImageFormat::Png);
    let limits = ImageLimits {
        max_pixels: 500,
        ..ImageLimits::default()
    };
    let error = decode(&png, limits).unwrap_err();
    assert_eq!(
        error,
        ImageError::TooLarge {
            width: 40,
            height: 20,
            limit: 500
        }
    );
    let huge = ImageError::TooLarge {
        width: 30_000,
        height: 30_000,
        limit: 60_000_000,
    };
    assert_eq!(
        huge.to_string(),
        "is 30000 × 30000 pixels; the limit is 60 million: scale it down"
    );
}

#[test]
fn a_page_that_cannot_be_drawn_is_told_so() {
    let error = Rasterizer::open(b"no PDF").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the pictures in it could not be drawn")
    );
    let scan = include_bytes!("../../../samples/receipts/receipt_016.pdf");
    let scan = Rasterizer::open(scan).unwrap();
    let picture = scan.page(1, 100.0).unwrap();
    assert!(picture.width() > 100 && picture.quantile(0.5) > 180);
    let error = scan.page(9, 100.0).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the page could not be found again")
    );
}
