use crate::pdf::geometry::{Matrix, Rect, Sheet};
use crate::pdf::page::ImageBox;

/// The box of an image drawn with `ctm`, clipped to the page; `None` when it lies outside of it.
pub(super) fn image_box(ctm: &Matrix, sheet: &Sheet, pixels: (u32, u32)) -> Option<ImageBox> {
    let unit = Rect {
        left: 0.0,
        bottom: 0.0,
        right: 1.0,
        top: 1.0,
    };
    let around = unit.mapped(ctm);
    let (left, right) = (around.left.max(0.0), around.right.min(sheet.width));
    // On the displayed page y points down, so that the smaller one is the upper one.
    let (top, bottom) = (around.bottom.max(0.0), around.top.min(sheet.height));
    (ctm.is_finite() && left < right && top < bottom).then(|| ImageBox {
        left: left as f32,
        top: top as f32,
        right: right as f32,
        bottom: bottom as f32,
        coverage: ((right - left) * (bottom - top) / (sheet.width * sheet.height)) as f32,
        pixel_width: pixels.0,
        pixel_height: pixels.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::geometry::LETTER;

    #[test]
    fn boxes_are_clipped_to_the_page() {
        let sheet = Sheet::new(LETTER, 0, 1.0);
        let drawn = Matrix::new(612.0, 0.0, 0.0, 792.0, 306.0, 0.0).then(&sheet.base);
        let image = image_box(&drawn, &sheet, (100, 200)).unwrap();
        assert_eq!(
            (image.left, image.top, image.right, image.bottom),
            (306.0, 0.0, 612.0, 792.0)
        );
        assert!((image.coverage - 0.5).abs() < 1e-6);
        let outside = Matrix::new(10.0, 0.0, 0.0, 10.0, 700.0, 0.0).then(&sheet.base);
        assert_eq!(image_box(&outside, &sheet, (1, 1)), None);
    }
}
