//! What follows from where a receipt was printed: its currency, its dates.

use crate::support::{day, read, sole, total, typed};

#[test]
fn a_symbol_that_several_currencies_share_says_which_may_be_meant() {
    let printed = |shop: &str, total: &str| {
        let text =
            format!("\n   {shop}\n   03/14/2025 10:12\n   Coffee   {total}\n   TOTAL   {total}");
        let read = read(&[typed(&text)]);
        let total = sole(&read).total.clone();
        total.map_or_else(String::new, |total| total.value.currency().to_string())
    };
    assert_eq!(printed("CORNER CAFE, OSAKA", "¥1,738"), "JPY");
    assert_eq!(printed("CORNER CAFE", "¥1,738"), "JPY");
    assert_eq!(printed("CORNER CAFE, SHANGHAI", "¥94.00"), "CNY");
    assert_eq!(printed("CORNER CAFE", "$9.40"), "USD");
    // A street in Mobile, say: pounds have another symbol.
    assert_eq!(printed("LONDON STREET CAFE", "$9.40"), "USD");
    assert_eq!(printed("CORNER CAFE, TORONTO ON", "$9.40"), "CAD");
    assert_eq!(printed("CORNER CAFE", "NT$200.00"), "TWD");
    assert_eq!(printed("CORNER CAFE", "₺180,00"), "TRY");
}

#[test]
fn canada_writes_the_month_first_in_english_and_the_day_first_in_french() {
    let english = read(&[typed(
        "
   PRAIRIE FUEL
   120 CENTRE ST
   CALGARY, AB T2P 1J9
   02/03/2025 07:48
   Subtotal              74.20
   GST 5%                 3.71
   TOTAL             CA$ 77.91",
    )]);
    let french = read(&[typed(
        "
   QUINCAILLERIE DU VIEUX PORT
   120 rue Notre-Dame
   MONTRÉAL, QC H2Y 1C6
   02/03/2025 07:48
   Sous-total            74,20
   TPS 5%                 3,71
   TVQ 9,975%             7,40
   TOTAL              85,31 CAD",
    )]);
    assert_eq!(total(sole(&english)), "77.91 CAD");
    assert_eq!(total(sole(&french)), "85.31 CAD");
    let dates = [&english, &french].map(|read| sole(read).date.as_ref().unwrap());
    assert_eq!(dates[0].value, day(2025, 2, 3));
    assert_eq!(dates[1].value, day(2025, 3, 2));
    assert!(dates.iter().all(|date| !date.is_sure()), "{dates:?}");
}

#[test]
fn rupiah_have_no_cents_and_points_for_thousands() {
    let read = read(&[typed(
        "
      WARUNG SEDERHANA
      JL. SUDIRMAN 21 JAKARTA
   02/03/2025 19:22
   Nasi Goreng       2    50.000
   Es Teh            2    16.000
   Subtotal               66.000
   PB1 10%                 6.600
   Total             Rp 72.600
   Tunai                 100.000
   Kembali                27.400",
    )]);
    let receipt = sole(&read);
    assert_eq!(
        receipt
            .total
            .as_ref()
            .unwrap()
            .value
            .to_decimal()
            .to_string(),
        "72600.00"
    );
    assert_eq!(
        receipt.total.as_ref().unwrap().value.currency().code(),
        "IDR"
    );
}
