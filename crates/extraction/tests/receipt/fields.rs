//! What is read from a receipt, field by field.

use crate::support::{day, messages, pictured, read, read_in_march, sole, total, typed};
use tieout_domain::{Confidence, ProblemKind};

#[test]
fn an_american_restaurant_before_the_tip() {
    let read = read(&[typed(
        "
        LUIGI'S TRATTORIA
        214 MAIN STREET
        HOUSTON, TX 77002
   Server: Kay          03/14/2025
   Check #0715             19:06
   2 Lasagne               31.00
   1 Iced Tea               3.50
   Subtotal                34.50
   Sales Tax                2.85
   TOTAL                  $37.35
   Tip           ______________
   Total         ______________
   VISA ************8263
   Suggested gratuity
   18% = 6.21   20% = 6.90",
    )]);
    let receipt = sole(&read);
    assert_eq!(total(receipt), "37.35 USD");
    assert!(receipt.total.as_ref().unwrap().is_sure());
    assert_eq!(receipt.vendor.as_ref().unwrap().value, "LUIGI'S TRATTORIA");
    assert_eq!(
        receipt.address.as_ref().unwrap().value,
        "214 MAIN STREET, HOUSTON, TX 77002"
    );
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2025, 3, 14));
    assert_eq!(receipt.tax.as_ref().unwrap().value.to_string(), "2.85");
    assert_eq!(receipt.tip, None);
    assert_eq!(receipt.card.as_ref().unwrap().value.as_str(), "8263");
    assert_eq!(receipt.payment_method.as_ref().unwrap().value, "Visa");
    let items: Vec<_> = receipt
        .items
        .iter()
        .map(|item| item.description.as_str())
        .collect();
    assert_eq!(items, ["Lasagne", "Iced Tea"]);
}

#[test]
fn a_german_till_prints_tax_within_the_total_and_cash_beside_it() {
    let read = read(&[typed(
        "
      BÄCKEREI SCHMIDT GMBH
      Hauptstraße 12
      80331 München
   2 x 1,45
   Brezel                2,90 A
   Kaffee                3,20 B
   SUMME       EUR       6,10
   Bar                  10,00
   Rückgeld              3,90
   MwSt 7%    0,19
   MwSt 19%   0,51
   28.02.2025   08:14
   Bon-Nr. 4711",
    )]);
    let receipt = sole(&read);
    assert_eq!(total(receipt), "6.10 EUR");
    assert!(receipt.total.as_ref().unwrap().is_sure());
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2025, 2, 28));
    assert_eq!(
        receipt.vendor.as_ref().unwrap().value,
        "BÄCKEREI SCHMIDT GMBH"
    );
    assert_eq!(receipt.payment_method.as_ref().unwrap().value, "Cash");
}

#[test]
fn a_french_bill() {
    let read = read(&[typed(
        "
     LE PETIT BISTROT SARL
     12 rue de la Paix
     75002 PARIS
   Le 14 mars 2025 à 12:40
   Plat du jour           16,50
   Café                    2,50
   Total HT               17,27
   TVA 10%                 1,73
   TOTAL TTC           19,00 €
   CB                  19,00 €",
    )]);
    let receipt = sole(&read);
    assert_eq!(total(receipt), "19.00 EUR");
    assert_eq!(
        receipt.subtotal.as_ref().unwrap().value.to_string(),
        "17.27"
    );
    assert_eq!(receipt.tax.as_ref().unwrap().value.to_string(), "1.73");
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2025, 3, 14));
}

#[test]
fn a_spanish_ticket() {
    let read = read(&[typed(
        "
     FERRETERÍA GARCÍA S.L.
     Calle Mayor 5
     28013 Madrid
   Fecha: 14/03/2025   Hora: 11:20
   Martillo               12,40
   Clavos                  3,10
   Base imponible         12,81
   IVA 21%                 2,69
   TOTAL A PAGAR       15,50 €
   Efectivo               20,00
   Cambio                  4,50",
    )]);
    let receipt = sole(&read);
    assert_eq!(total(receipt), "15.50 EUR");
    assert!(receipt.total.as_ref().unwrap().is_sure());
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2025, 3, 14));
    assert!(receipt.date.as_ref().unwrap().is_sure());
}

#[test]
fn a_malaysian_receipt_is_rounded_and_counts_its_items() {
    let read = read(&[typed(
        "
      KEDAI BUKU MAJU SDN BHD
      NO 5, JALAN BESAR
      81100 JOHOR BAHRU
      GST ID: 000123456789
      TAX INVOICE
   Date: 25/12/2018  8:13:39 PM
   A4 PAPER
   2 x 9.00             18.00 SR
   PEN                   1.02 SR
   Total Qty: 3
   Total (Excluding GST)   17.95
   GST 6%                   1.07
   Total                   19.02
   Rounding Adj            -0.02
   TOTAL ROUNDED     RM 19.00
   CASH                    50.00
   CHANGE                  31.00",
    )]);
    let receipt = sole(&read);
    assert_eq!(total(receipt), "19.00 MYR");
    assert!(receipt.total.as_ref().unwrap().is_sure());
    assert_eq!(
        receipt.vendor.as_ref().unwrap().value,
        "KEDAI BUKU MAJU SDN BHD"
    );
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2018, 12, 25));
}

#[test]
fn a_folio_lists_the_tax_of_every_night() {
    let text = "
   HOLIDAY INN EXPRESS
   1192 AIRLINE HWY LAKE CHARLES, LA 70601
   Folio: 639-56596
   Invoice date: 06/10/2025
   Date         Description        Charges    Credits
   06/08/2025   Room charge        $197.76
   06/08/2025   Occupancy tax       $25.71
   06/09/2025   Room charge        $197.76
   06/09/2025   Occupancy tax       $25.71
   06/10/2025   Payment credit card           -$446.94
   TOTAL                           $446.94
   Balance                                      $0.00";
    for sheet in [typed(text), pictured(text, Confidence::ONE)] {
        let read = read(&[sheet]);
        let receipt = sole(&read);
        assert_eq!(total(receipt), "446.94 USD");
        // The room is named twice, and no vendor for that.
        let vendor = receipt.vendor.as_ref().unwrap();
        assert_eq!(vendor.value, "HOLIDAY INN EXPRESS");
        let tax = receipt.tax.as_ref().unwrap();
        assert_eq!(tax.value.to_string(), "51.42");
        assert!(tax.is_sure());
        let items = receipt.items.iter();
        let nights: Vec<_> = items.map(|item| item.description.as_str()).collect();
        assert_eq!(nights, ["Room charge", "Room charge"]);
        assert_eq!(receipt.subtotal, None, "none is printed");
    }
}

#[test]
fn a_card_that_was_charged_more_than_the_total_makes_it_doubtful() {
    let read = read(&[typed(
        "
   CORNER STORE
   03/14/2025
   Milk                    18.92
   Total                   18.92
   Non-cash adjustment 4%   0.76
   VISA ****4417           19.68",
    )]);
    assert!(!sole(&read).total.as_ref().unwrap().is_sure());
    assert!(
        messages(&read)
            .contains(&"the total was read as 18.92, but 19.68 was charged to a card: check it"),
        "{:?}",
        messages(&read)
    );
}

#[test]
fn an_amount_is_not_the_total_for_being_the_largest() {
    let read = read(&[typed(
        "
   CORNER STORE
   03/14/2025
   Milk                 4.00
   Bread                3.00
   TOTAL               $7.00
   CASH               100.00
   CHANGE              93.00
   YOU COULD HAVE SAVED 250.00",
    )]);
    assert_eq!(total(sole(&read)), "7.00 USD");
}

#[test]
fn two_readings_of_a_date_are_settled_by_the_period_and_marked() {
    let text = "
   PARKHAUS MITTE
   04/03/2025 10:12
   TOTAL   EUR 8.00";
    let read = read_in_march(&[typed(text)]);
    let date = sole(&read).date.as_ref().unwrap();
    assert_eq!(date.value, day(2025, 3, 4));
    assert!(!date.is_sure());
    assert!(
        messages(&read)
            .contains(&"the date could also be 2025-04-03; it was read as 2025-03-04: check it")
    );
}

#[test]
fn due_and_delivery_dates_are_not_the_day_of_the_purchase() {
    let read = read(&[typed(
        "
   ACME SUPPLIES INC
   Delivery date: 03/28/2025
   Due date: 04/13/2025
   Invoice date: 03/14/2025
   Invoice no: INV-2209
   Total due  $120.00",
    )]);
    let receipt = sole(&read);
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2025, 3, 14));
    assert_eq!(receipt.invoice_number.as_ref().unwrap().value, "INV-2209");
}

#[test]
fn scanners_mix_up_letters_and_digits() {
    let text = "
   HARBOR CAFE
   12 PIER ROAD
   MOBILE, AL 36602
   O3/14/2O25  09:30
   T0TAI           $1O.5O
   Visa xxxx4242";
    let read = read(&[pictured(text, Confidence::from_ratio(0.98))]);
    let receipt = sole(&read);
    assert_eq!(total(receipt), "10.50 USD");
    assert!(!receipt.total.as_ref().unwrap().is_sure());
    assert_eq!(receipt.date.as_ref().unwrap().value, day(2025, 3, 14));
}

#[test]
fn what_was_read_unsurely_says_so() {
    let text = "
   HARBOR CAFE
   03/14/2025  09:30
   TOTAL           $10.50";
    let sure = read(&[pictured(text, Confidence::from_ratio(0.99))]);
    let unsure = read(&[pictured(text, Confidence::from_ratio(0.75))]);
    assert!(
        sole(&sure).total.as_ref().unwrap().confidence
            > sole(&unsure).total.as_ref().unwrap().confidence
    );
    let told = messages(&unsure);
    assert!(
        told.iter()
            .any(|message| message.starts_with("the total was read as 10.5, but only with")),
        "{told:?}"
    );
}

#[test]
fn a_field_that_is_not_there_stays_empty_and_says_so() {
    let read = read(&[typed("\n   HARBOR CAFE\n   TOTAL   $10.50")]);
    assert_eq!(sole(&read).date, None);
    assert!(messages(&read).contains(&"no date was found on it: enter it by hand"));
    let missing = read
        .receipts
        .problems
        .iter()
        .find(|problem| problem.kind == ProblemKind::MissingField);
    assert!(missing.is_some());
}

#[test]
fn a_card_number_is_cut_wherever_it_stands() {
    let read = read(&[typed(
        "\n   SHOP\n   03/14/2025\n   CARD 4111 1111 1111 1111\n   TOTAL   $10.50",
    )]);
    assert!(!sole(&read).source.text().contains("4111 1111"));
}

#[test]
fn a_day_that_another_date_of_the_paper_names_too_outweighs_the_usual_order() {
    let read = read(&[typed(
        "
   HOLIDAY INN EXPRESS
   8214 AIRLINE HWY GULFPORT, MS 39501
   Arrival: 06/02/2025
   Departure: 06/03/2025
   Folio: 821-93187
   Invoice date: 03/06/25
   06/02/2025   Room charge       $426.89
   06/02/2025   Occupancy tax      $55.50
   TOTAL                          $482.39",
    )]);
    let date = sole(&read).date.as_ref().unwrap();
    assert_eq!(date.value, day(2025, 6, 3));
    assert!(!date.is_sure(), "it may be 6 March all the same: {date:?}");
}
