//! What codes stand for, in fonts of every kind.

#[cfg(test)]
mod pdf_support;

use pdf_support::{Pdf, texts, word};
use tieout_extraction::pdf::PageNote;

const SHOW: &str = "BT /F 10 Tf 100 700 Td (plain) Tj /G 10 Tf 0 -20 Td ";

fn with_font(show: &str, font: &str) -> Pdf {
    Pdf::page(&format!("{SHOW}{show} ET")).object(6, font)
}

#[test]
fn windows_and_macintosh_encodings() {
    let shown = |encoding: &str| {
        let font =
            format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /{encoding} >>");
        with_font("(\\200\\222\\351) Tj", &font).words()[1].clone()
    };
    assert_eq!(shown("WinAnsiEncoding"), "€’é");
    assert_eq!(shown("MacRomanEncoding"), "ÄíÈ");
}

#[test]
fn differences_name_glyphs_and_set_their_widths() {
    let page = with_font(
        "(\\001\\002B\\003) Tj",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica
            /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /Euro /fi 3 /uni00E9] >> >>",
    )
    .read();
    let shown = word(&page, "€fiBé");
    assert!(
        (shown.x_at(1) - 105.56).abs() < 0.01,
        "the standard width of Euro"
    );
    assert_eq!(
        shown.lefts.len(),
        5,
        "a ligature is two characters side by side"
    );
}

#[test]
fn own_widths_overrule_standard_ones() {
    let page = with_font(
        "(AB) Tj",
        "<< /Type /Font /Subtype /TrueType /BaseFont /Whatever /FirstChar 65 /LastChar 66 /Widths [1000 500] >>",
    )
    .read();
    let shown = word(&page, "AB");
    assert!((shown.x_at(1) - 110.0).abs() < 0.01 && (shown.right - 115.0).abs() < 0.01);
}

#[test]
fn symbols_and_dingbats_have_their_own_encodings() {
    let shown = |name: &str, code: &str| {
        with_font(
            &format!("({code}) Tj"),
            &format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} >>"),
        )
        .words()[1]
            .clone()
    };
    assert_eq!(shown("Symbol", "ab"), "αβ");
    assert_eq!(shown("ZapfDingbats", "4"), "✔");
}

#[test]
fn the_table_of_the_font_overrules_its_encoding() {
    let pdf = with_font(
        "(AB!) Tj",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 10 0 R >>",
    )
    .stream(10, "", b"1 beginbfchar <41> <0058> endbfchar 1 beginbfrange <42> <43> <0059> endbfrange");
    assert_eq!(pdf.words()[1], "XY!");
}

#[test]
fn a_table_that_maps_to_nothing_useful_is_passed_over() {
    let pdf = with_font(
        "(AB) Tj",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 10 0 R >>",
    )
    .stream(10, "", b"2 beginbfchar <41> <0000> <42> <FFFD> endbfchar");
    assert_eq!(pdf.words()[1], "AB");
}

fn composite(encoding: &str, entries: &str, show: &str) -> Pdf {
    with_font(
        show,
        &format!("<< /Type /Font /Subtype /Type0 /BaseFont /Sub /Encoding {encoding} /DescendantFonts [10 0 R] {entries} >>"),
    )
    .object(10, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sub /DW 500 /W [3 [250 600] 5 7 700] /CIDSystemInfo << >> >>")
}

#[test]
fn composite_fonts_have_widths_by_glyph() {
    let page = composite(
        "/Identity-H",
        "/ToUnicode 11 0 R",
        "<000400050009> Tj <0003> Tj <0004> Tj",
    )
    .stream(
        11,
        "",
        b"beginbfchar <0003> <0020> <0004> <0041> <0005> <0042> <0009> <0043> endbfchar",
    )
    .read();
    assert_eq!(texts(&page), ["plain", "ABC", "A"]);
    let shown = word(&page, "ABC");
    assert!((shown.x_at(1) - 106.0).abs() < 0.01, "a width of its own");
    assert!((shown.x_at(2) - 113.0).abs() < 0.01, "a width of a range");
    assert!((shown.right - 118.0).abs() < 0.01, "the default width");
    assert!((word(&page, "A").left - 120.5).abs() < 0.01);
}

#[test]
fn embedded_and_predefined_cmaps_cut_strings_into_codes() {
    let embedded = composite("12 0 R", "/ToUnicode 11 0 R", "<41 8140> Tj")
        .stream(11, "", b"beginbfchar <41> <0041> <8140> <0042> endbfchar")
        .stream(12, "/Type /CMap", b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange 1 begincidrange <41> <41> 4 endcidrange");
    assert_eq!(embedded.words()[1], "AB");
    assert_eq!(
        composite("/UniGB-UCS2-H", "", "<4E2D6587> Tj").words()[1],
        "中文"
    );
    assert_eq!(
        composite("/90ms-RKSJ-H", "", "<41 82A0> Tj").words()[1],
        "Aあ"
    );
}

#[test]
fn text_from_top_to_bottom_is_read() {
    let page = composite("/UniGB-UCS2-V", "", "<4E2D6587> Tj").read();
    assert_eq!(texts(&page), ["plain", "中文"]);
}

#[test]
fn drawn_fonts_have_coordinates_of_their_own() {
    let page = with_font(
        "(ab) Tj",
        "<< /Type /Font /Subtype /Type3 /FontMatrix [0.1 0 0 0.1 0 0] /FontBBox [0 -2 8 8] /FirstChar 97 /LastChar 98
            /Widths [5 6] /Encoding << /Differences [97 /A /B] >> /CharProcs << >> >>",
    )
    .read();
    let shown = word(&page, "AB");
    assert!((shown.x_at(1) - 105.0).abs() < 0.01 && (shown.right - 111.0).abs() < 0.01);
    assert!((shown.size - 10.0).abs() < 0.01);
}

#[test]
fn drawn_fonts_without_widths_tell_them_in_their_drawings() {
    let pdf = with_font(
        "(aa) Tj",
        "<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 0 0]
            /Encoding << /Differences [97 /A] >> /CharProcs << /A 10 0 R >> >>",
    )
    .stream(10, "", b"700 0 0 0 700 700 d1 0 0 700 700 re f");
    let page = pdf.read();
    assert!((word(&page, "AA").x_at(1) - 107.0).abs() < 0.01);
}

#[test]
fn codes_without_a_character_are_shown_as_such_and_told() {
    let page = composite("/Identity-H", "", "<00040005> Tj").read();
    assert_eq!(texts(&page), ["plain", "\u{FFFD}\u{FFFD}"]);
    assert_eq!(
        page.notes,
        [PageNote::UnknownCharacters {
            font: "Sub".to_owned(),
            count: 2
        }]
    );
    assert_eq!(
        page.notes[0].to_string(),
        "2 characters in font Sub have no known meaning"
    );
}

#[test]
fn a_missing_font_is_read_as_plain_latin_and_told() {
    let page = Pdf::page("BT /Gone 10 Tf 100 700 Td (Total caf\\351) Tj ET").read();
    assert_eq!(texts(&page), ["Total", "café"]);
    assert_eq!(
        page.notes[0].to_string(),
        "font Gone is missing or damaged: its text was read as plain Latin text"
    );
}

#[test]
fn the_program_of_a_font_tells_its_characters_when_nothing_else_does() {
    let composite = composite("/Identity-H", "", "<00010002> Tj")
        .object(
            10,
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sub /CIDToGIDMap /Identity /FontDescriptor 13 0 R >>",
        )
        .object(13, "<< /Type /FontDescriptor /FontFile2 14 0 R >>")
        .stream(14, "", &true_type(3, 1, 0x41));
    assert_eq!(composite.words()[1], "AB");
}

#[test]
fn type_1_programs_have_a_built_in_encoding() {
    let pdf = with_font("(\\001) Tj", "<< /Type /Font /Subtype /Type1 /BaseFont /CMR10 /FontDescriptor 13 0 R >>")
        .object(13, "<< /Type /FontDescriptor /Flags 4 /FontFile 14 0 R >>")
        .flate(14, "", b"%!PS-AdobeFont-1.0: CMR10\n/Encoding 256 array dup 1 /Euro put readonly def currentfile eexec xx");
    assert_eq!(pdf.words()[1], "€");
}

/// A font program with one character table that maps two codes from `first` on to the glyphs 1 and 2.
fn true_type(platform: u16, encoding: u16, first: u16) -> Vec<u8> {
    let mut font = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    font.extend(b"cmap");
    font.extend([0; 4]);
    font.extend(28u32.to_be_bytes());
    font.extend(100u32.to_be_bytes());
    let mut words = vec![0, 1, platform, encoding, 0, 12];
    words.extend([
        4,
        32,
        0,
        4,
        0,
        0,
        0,
        first + 1,
        0xFFFF,
        0,
        first,
        0xFFFF,
        1u16.wrapping_sub(first),
        1,
        0,
        0,
    ]);
    font.extend(words.into_iter().flat_map(u16::to_be_bytes));
    font
}
