//! How glyphs become words, whatever way a producer places them.

#[cfg(test)]
mod pdf_support;

use pdf_support::{Pdf, texts, word};
use tieout_extraction::pdf::{Direction, Page};

fn page(content: &str) -> Page {
    Pdf::page(content).read()
}

fn words(content: &str) -> Vec<String> {
    texts(&page(content))
}

fn near(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.05
}

#[test]
fn spaces_separate_words_and_boxes_surround_them() {
    let page = page("BT /F 10 Tf 100 700 Td (Total due) Tj ET");
    assert_eq!(texts(&page), ["Total", "due"]);
    let total = word(&page, "Total");
    assert!(near(total.left, 100.0));
    assert!(near(
        total.right,
        100.0 + 10.0 * (0.611 + 0.556 + 0.278 + 0.556 + 0.222)
    ));
    assert!(near(total.baseline, 100.0) && near(total.size, 10.0));
    assert!(total.top < total.baseline && total.bottom > total.baseline);
    assert_eq!(total.lefts.len(), 5);
    assert!(near(total.x_at(1), 106.11));
    assert!(near(total.x_at(99), total.right));
}

#[test]
fn a_shift_within_an_array_separates_words_when_it_is_as_wide_as_a_space() {
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td [(Tot)20(al)-300(due)] TJ ET"),
        ["Total", "due"]
    );
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td [(A)80(V)-30(A)] TJ ET"),
        ["AVA"]
    );
}

#[test]
fn letters_placed_one_by_one_are_whole_words() {
    let letters = "BT /F 10 Tf 100 700 Td (T) Tj 6.11 0 Td (o) Tj 5.56 0 Td (t) Tj 2.78 0 Td (a) Tj 5.56 0 Td (l) Tj
                   5 0 Td (d) Tj 5.56 0 Td (u) Tj 5.56 0 Td (e) Tj ET";
    assert_eq!(words(letters), ["Total", "due"]);
    let matrices = "BT /F 10 Tf 1 0 0 1 100 700 Tm (T) Tj 1 0 0 1 106.11 700 Tm (o) Tj ET
                    BT /F 10 Tf 1 0 0 1 111.67 700 Tm (t) Tj ET";
    assert_eq!(words(matrices), ["Tot"]);
}

#[test]
fn letters_set_apart_are_whole_words() {
    assert_eq!(
        words("BT /F 10 Tf 4 Tc 100 700 Td (TOTAL DUE) Tj ET"),
        ["TOTAL", "DUE"]
    );
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td [(T)-300(O)-300(T)-300(A)-300(L)] TJ ET"),
        ["TOTAL"]
    );
}

#[test]
fn pieces_drawn_on_their_own_stay_apart_and_say_whether_they_touch() {
    let page = page(
        "BT /F 10 Tf 1 0 0 1 100 700 Tm (EXPRES) Tj ET BT /F 10 Tf 1 0 0 1 140.02 700 Tm (GULFPORT) Tj ET
         BT /F 10 Tf 1 0 0 1 300 700 Tm (FDNOD) Tj ET BT /F 10 Tf 1 0 0 1 320 700 Tm (855-97) Tj ET
         BT /F 10 Tf 1 0 0 1 400 700 Tm (far) Tj ET",
    );
    assert_eq!(
        texts(&page),
        ["EXPRES", "GULFPORT", "FDNOD", "855-97", "far"]
    );
    assert!(word(&page, "GULFPORT").abuts);
    assert!(!word(&page, "FDNOD").abuts);
    assert!(
        !word(&page, "855-97").abuts,
        "overlapping cells are no one word"
    );
    assert!(!word(&page, "far").abuts);
}

#[test]
fn a_piece_after_a_space_does_not_touch() {
    let page = page("BT /F 10 Tf 100 700 Td (ab ) Tj 11.12 0 Td (cd) Tj ET");
    assert!(!word(&page, "cd").abuts);
}

#[test]
fn going_on_without_a_position_goes_on_with_the_word() {
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td (To) Tj (tal) Tj ET"),
        ["Total"]
    );
    assert_eq!(
        words("BT /F 10 Tf 12 TL 100 700 Td (one) Tj (two) ' 3 1 (three) \" ET"),
        ["one", "two", "three"]
    );
}

#[test]
fn a_run_printed_twice_is_read_once_and_bold() {
    let page = page(
        "BT /F 7 Tf 1 0 0 1 100 700 Tm (UNL REG 86/87) Tj ET BT /F 7 Tf 1 0 0 1 100.3 700 Tm (UNL REG 86/87) Tj ET
         BT /F 7 Tf 1 0 0 1 300 700 Tm (single) Tj ET",
    );
    assert_eq!(texts(&page), ["UNL", "REG", "86/87", "single"]);
    assert!(page.words.iter().take(3).all(|word| word.bold));
    assert!(!word(&page, "single").bold);
}

#[test]
fn runs_printed_twice_after_others_or_up_and_down_are_read_once() {
    let page = page(
        "BT /F 7 Tf 1 0 0 1 100 700 Tm (LODGING) Tj 1 0 0 1 200 700 Tm (other) Tj 1 0 0 1 100.2 700.3 Tm (LODGING) Tj
         1 0 0 1 100 700.3 Tm (LODGING) Tj ET",
    );
    assert_eq!(texts(&page), ["LODGING", "other"]);
}

#[test]
fn letters_printed_twice_one_by_one_are_read_once() {
    let twice = "BT /F 10 Tf 1 0 0 1 100 700 Tm (U) Tj 1 0 0 1 100.4 700 Tm (U) Tj
                 1 0 0 1 107.22 700 Tm (N) Tj 1 0 0 1 107.62 700 Tm (N) Tj
                 1 0 0 1 114.44 700 Tm (L) Tj 1 0 0 1 114.84 700 Tm (L) Tj ET";
    let page = page(twice);
    assert_eq!(texts(&page), ["UNL"]);
    assert!(page.words[0].bold);
}

#[test]
fn double_letters_stay() {
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td (LLAMA 100.00 ii ..) Tj ET"),
        ["LLAMA", "100.00", "ii", ".."]
    );
    assert_eq!(
        words(
            "BT /F 10 Tf 100 700 Td (L) Tj 5.56 0 Td (L) Tj 5.56 0 Td (1) Tj 5.56 0 Td (1) Tj ET"
        ),
        ["LL11"]
    );
    assert_eq!(
        words("BT /F 10 Tf -2 Tc 100 700 Td (ll11) Tj ET"),
        ["ll11"],
        "tight but not twice"
    );
}

#[test]
fn the_same_word_elsewhere_stays() {
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td (N) Tj 20 0 Td (N) Tj 0 -12 Td (N) Tj ET").len(),
        3
    );
    assert_eq!(
        words("BT /F 10 Tf 100 700 Td (USD) Tj 0 -2 Td (USD) Tj ET").len(),
        2
    );
}

#[test]
fn words_come_from_top_to_bottom_and_left_to_right_and_remember_how_they_were_drawn() {
    let page = page(
        "BT /F 10 Tf 300 600 Td (d) Tj -200 0 Td (c) Tj 200 100 Td (b) Tj -200 0.5 Td (a) Tj ET",
    );
    assert_eq!(texts(&page), ["a", "b", "c", "d"]);
    assert_eq!(
        page.words.iter().map(|word| word.order).collect::<Vec<_>>(),
        [3, 2, 1, 0]
    );
}

#[test]
fn scaling_rise_and_matrices_move_words() {
    let page = page("2 0 0 2 10 20 cm BT 50 Tz /F 10 Tf 5 Ts 1 0 0 1 20 100 Tm (Hi) Tj ET");
    let hi = word(&page, "Hi");
    assert!(near(hi.left, 50.0));
    assert!(near(hi.right, 50.0 + 20.0 * (0.722 + 0.222) * 0.5));
    assert!(near(hi.baseline, 800.0 - (20.0 + 2.0 * 105.0)));
    assert!(near(hi.size, 20.0));
}

#[test]
fn negative_sizes_and_mirrored_matrices_cancel_out() {
    let page = page("1 0 0 -1 0 800 cm BT /F -10 Tf -1 0 0 1 100 100 Tm (Hi there) Tj ET");
    assert_eq!(texts(&page), ["Hi", "there"]);
    assert_eq!(word(&page, "Hi").direction, Direction::Right);
    assert!(near(word(&page, "Hi").left, 100.0));
}

#[test]
fn invisible_text_is_marked() {
    let page = page("BT /F 10 Tf 3 Tr 100 700 Td (scanned) Tj 0 Tr 0 -20 Td (printed) Tj ET");
    assert!(word(&page, "scanned").invisible);
    assert!(!word(&page, "printed").invisible);
}

#[test]
fn an_invisible_copy_under_printed_text_is_read_once_and_not_bold() {
    let page = page("BT /F 10 Tf 3 Tr 100 700 Td (12.00) Tj 0 Tr 0.1 0 Td (12.00) Tj ET");
    assert_eq!(texts(&page), ["12.00"]);
    assert!(!page.words[0].invisible && !page.words[0].bold);
}

#[test]
fn outlined_text_and_bold_fonts_are_bold() {
    let page = Pdf::page("BT /F 10 Tf 2 Tr 100 700 Td (thick) Tj 0 Tr 0 -20 Td (thin) Tj /G 10 Tf 0 -20 Td (bold) Tj ET")
        .object(6, "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Arial-BoldMT >>")
        .read();
    assert!(word(&page, "thick").bold && word(&page, "bold").bold && !word(&page, "thin").bold);
}
