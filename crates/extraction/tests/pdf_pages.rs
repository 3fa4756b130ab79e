//! What belongs to a page, and how it lies on it.

#[cfg(test)]
mod pdf_support;

use pdf_support::{Pdf, texts, word};
use tieout_extraction::pdf::{Direction, Page};

fn page(content: &str) -> Page {
    Pdf::page(content).read()
}

fn near(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.05
}

#[test]
fn saved_states_come_back() {
    let page = page(
        "q BT /F 10 Tf 3 Tc ET q /F 20 Tf Q BT 10 10 Td (ab) Tj ET Q Q BT 10 50 Td (cd) Tj ET",
    );
    assert!(near(word(&page, "ab").size, 10.0));
    assert_eq!(texts(&page), ["ab"], "no font is set any more");
    assert_eq!(page.notes.len(), 1);
}

#[test]
fn a_stray_watermark_keeps_its_direction_and_leaves_the_lines_alone() {
    let page = page(
        "BT /F 10 Tf 100 700 Td (Amount due) Tj ET BT /F 40 Tf 0.7 0.7 -0.7 0.7 90 680 Tm (COPY) Tj ET
         BT /F 8 Tf 0 1 -1 0 20 300 Tm (margin) Tj ET BT /F 10 Tf 200 700 Td (12.00) Tj ET",
    );
    assert_eq!(word(&page, "COPY").direction, Direction::Slanted);
    let margin = word(&page, "margin");
    assert_eq!(margin.direction, Direction::Up);
    assert!(margin.bottom - margin.top > margin.right - margin.left);
    assert!(near(margin.baseline, 20.0));
    let upright: Vec<_> = page
        .words
        .iter()
        .filter(|word| word.direction == Direction::Right)
        .map(|word| word.text.as_str())
        .collect();
    assert_eq!(upright, ["Amount", "due", "12.00"]);
}

#[test]
fn pages_turned_by_their_entry_read_upright() {
    for (rotate, matrix) in [
        (90, "0 1 -1 0 100 50"),
        (180, "-1 0 0 -1 500 700"),
        (270, "0 -1 1 0 500 750"),
        (-90, "0 -1 1 0 500 750"),
    ] {
        let page = Pdf::page_with(
            &format!("/Rotate {rotate}"),
            &format!("BT /F 10 Tf {matrix} Tm (Total due) Tj ET"),
        )
        .read();
        let total = word(&page, "Total");
        assert_eq!(total.direction, Direction::Right, "{rotate}");
        assert!(
            near(total.left, if rotate == 180 { 100.0 } else { 50.0 }),
            "{rotate}: {total:?}"
        );
        assert!(
            near(total.baseline, if rotate == 180 { 700.0 } else { 100.0 }),
            "{rotate}: {total:?}"
        );
        let sideways = rotate != 180;
        assert!(near(page.width, if sideways { 800.0 } else { 600.0 }));
    }
}

#[test]
fn pages_drawn_sideways_without_saying_so_are_turned() {
    for matrix in ["0 1 -1 0 100 50", "-1 0 0 -1 500 700", "0 -1 1 0 500 750"] {
        let upright = Pdf::page(&format!(
            "q 10 0 0 10 0 0 cm /X Do Q BT /F 10 Tf {matrix} Tm (Total due 12.00) Tj ET BT /F 5 Tf 300 300 Td (x) Tj ET"
        ))
        .stream(7, "/Subtype /Image /Width 1 /Height 1", b"x")
        .read();
        let (total, due) = (word(&upright, "Total"), word(&upright, "due"));
        assert_eq!(total.direction, Direction::Right, "{matrix}");
        assert!(
            due.left > total.right && near(due.baseline, total.baseline),
            "{matrix}"
        );
        assert!(near(total.lefts[0], total.left));
        assert_ne!(word(&upright, "x").direction, Direction::Right);
        let corner = upright.images[0];
        assert!(
            corner.left >= 0.0 && corner.right <= upright.width && corner.bottom <= upright.height
        );
    }
}

#[test]
fn crop_box_and_unit_decide_where_the_page_starts() {
    let page = Pdf::page_with(
        "/CropBox [100 100 300 400] /UserUnit 2",
        "BT /F 10 Tf 110 390 Td (in) Tj 0 300 Td (out) Tj ET",
    )
    .read();
    assert_eq!((page.width, page.height), (400.0, 600.0));
    assert_eq!(
        texts(&page),
        ["in"],
        "what lies outside of the visible page is not on it"
    );
    assert!(
        near(page.words[0].left, 20.0)
            && near(page.words[0].baseline, 20.0)
            && near(page.words[0].size, 20.0)
    );
}

#[test]
fn printed_text_counts_and_other_text_only_where_a_glyph_has_no_character() {
    let page = Pdf::page(
        "BT /F 10 Tf 100 700 Td /Span << /ActualText (99.00) >> BDC (12.00) Tj EMC
         /G 10 Tf 0 -20 Td /Span << /ActualText (Total due) >> BDC (abcdef) Tj EMC
         0 -20 Td /Span /P BDC (gh) Tj EMC ET",
    )
    .object(6, "<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 600 800] /FirstChar 97 /Widths [600 600 600 600 600 600 600 600] /CharProcs << >> >>")
    .object(9, "<< /ActualText <FEFF20AC> >>")
    .read();
    assert_eq!(texts(&page), ["12.00", "Total", "due", "€"]);
    assert!(word(&page, "due").left > word(&page, "Total").right);
}

#[test]
fn hidden_layers_are_left_out() {
    let layers = |off: &str| {
        Pdf::page("/OC /P BDC BT /F 10 Tf 100 700 Td (DRAFT) Tj ET EMC BT /F 10 Tf 100 600 Td (text) Tj ET /X Do")
            .object(1, &format!("<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [9 0 R 10 0 R] /D << {off} >> >> >>"))
            .object(9, "<< /Type /OCG /Name (Draft) >>")
            .object(10, "<< /Type /OCG /Name (Form) >>")
            .stream(7, "/Subtype /Form /BBox [0 0 600 800] /OC 10 0 R /Resources << /Font << /F 5 0 R >> >>", b"BT /F 10 Tf 100 500 Td (form) Tj ET")
            .words()
    };
    assert_eq!(layers(""), ["DRAFT", "text", "form"]);
    assert_eq!(layers("/OFF [9 0 R]"), ["text", "form"]);
    assert_eq!(layers("/OFF [10 0 R]"), ["DRAFT", "text"]);
    assert_eq!(layers("/BaseState /OFF /ON [10 0 R]"), ["text", "form"]);
}

#[test]
fn forms_draw_with_their_matrix_and_the_resources_around_them() {
    let page = Pdf::page("q 1 0 0 1 100 0 cm /X Do Q BT /F 10 Tf 50 700 Td (after) Tj ET")
        .stream(
            7,
            "/Subtype /Form /BBox [0 0 9 9] /Matrix [2 0 0 2 0 0]",
            b"BT /F 10 Tf 10 300 Td (inner) Tj ET /Y Do",
        )
        .stream(
            8,
            "/Subtype /Form /BBox [0 0 9 9]",
            b"BT /F 5 Tf 10 200 Td (innermost) Tj ET",
        )
        .read();
    assert!(near(word(&page, "inner").left, 120.0) && near(word(&page, "inner").size, 20.0));
    assert!(
        near(word(&page, "innermost").left, 120.0) && near(word(&page, "innermost").size, 10.0)
    );
    assert!(near(word(&page, "after").left, 50.0));
}

#[test]
fn images_tell_where_they_lie() {
    let page = Pdf::page("q 600 0 0 400 0 0 cm /X Do Q q 60 0 0 80 0 720 cm BI /W 2 /H 1 /BPC 8 /CS /G ID ab EI Q BT /F 9 Tf 9 9 Td (end) Tj ET")
        .stream(7, "/Subtype /Image /Width 1700 /Height 2200 /Filter /DCTDecode", b"\xFF\xD8")
        .read();
    assert_eq!(page.images.len(), 2);
    assert!(near(page.images[0].coverage, 0.5) && near(page.images[1].coverage, 0.01));
    assert_eq!(
        (page.images[0].pixel_width, page.images[0].pixel_height),
        (1700, 2200)
    );
    assert!(near(page.images[0].top, 400.0) && near(page.images[1].top, 0.0));
    assert_eq!(texts(&page), ["end"]);
}

#[test]
fn filled_in_fields_are_on_the_page() {
    let page = Pdf::page_with("/Annots [20 0 R 21 0 R 22 0 R 77 0 R]", "BT /F 10 Tf 100 700 Td (Total:) Tj ET")
        .object(20, "<< /Subtype /Widget /Rect [150 690 250 720] /AP << /N 30 0 R >> >>")
        .object(21, "<< /Subtype /Widget /F 2 /Rect [150 590 250 620] /AP << /N 30 0 R >> >>")
        .object(22, "<< /Subtype /Widget /Rect [300 690 310 700] /AS /On /AP << /N << /On 31 0 R /Off 30 0 R >> >> >>")
        .stream(
            30,
            "/Subtype /Form /BBox [0 0 50 15] /Resources << /Font << /F 5 0 R >> >>",
            b"/Tx BMC BT /F 5 Tf 2 5 Td (12.00) Tj ET EMC",
        )
        .stream(
            31,
            "/Subtype /Form /BBox [0 0 10 10] /Resources << /Font << /F 5 0 R >> >>",
            b"BT /F 10 Tf 0 0 Td (X) Tj ET",
        )
        .read();
    assert_eq!(texts(&page), ["Total:", "12.00", "X"]);
    let amount = word(&page, "12.00");
    assert!(near(amount.left, 154.0) && near(amount.baseline, 100.0) && near(amount.size, 10.0));
    assert!(near(word(&page, "X").left, 300.0));
}

#[test]
fn what_pages_inherit() {
    let pdf = Pdf::page("")
        .object(
            2,
            "<< /Type /Pages /Kids [10 0 R] /Count 1 /MediaBox [0 0 300 200] /Rotate 90 >>",
        )
        .object(
            10,
            "<< /Type /Pages /Kids [3 0 R] /Parent 2 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        )
        .object(
            3,
            "<< /Type /Page /Parent 10 0 R /Contents [4 0 R 11 0 R] >>",
        )
        .stream(4, "", b"BT /F 10 Tf 1 0 0 1 10 10 T")
        .stream(
            11,
            "",
            b"m (x) Tj ET BT /F 10 Tf 0 1 -1 0 50 50 Tm (never joined within a token) Tj ET",
        );
    let page = pdf.read();
    assert_eq!((page.width, page.height), (200.0, 300.0));
    assert!(texts(&page).contains(&"joined".to_owned()));
}
