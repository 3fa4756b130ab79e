//! Merchants to invent months with: how card descriptors print them, and how people do.

use super::dice::Dice;

/// A merchant. In a descriptor `#` stands for a digit and `@` for a letter or a digit.
pub(crate) struct Shop {
    pub(crate) descriptor: &'static str,
    pub(crate) vendor: &'static str,
    pub(crate) group: &'static str,
    pub(crate) expense_type: &'static str,
    /// The least and the greatest amount in cents; equal for a fixed price.
    pub(crate) price: (i64, i64),
    pub(crate) is_tipped: bool,
}

const fn shop(
    descriptor: &'static str,
    vendor: &'static str,
    kind: (&'static str, &'static str),
    price: (i64, i64),
) -> Shop {
    Shop {
        descriptor,
        vendor,
        group: kind.0,
        expense_type: kind.1,
        price,
        is_tipped: false,
    }
}

const fn tipped(descriptor: &'static str, vendor: &'static str, price: (i64, i64)) -> Shop {
    Shop {
        is_tipped: true,
        ..shop(descriptor, vendor, ("RESTAURANTS", "Meals"), price)
    }
}

const FUEL: (&str, &str) = ("FUEL", "Fuel");
const MISC: (&str, &str) = ("MISC", "General Expense");
const AUTO: (&str, &str) = ("AUTO", "Misc. Transportation");
const HOTEL: (&str, &str) = ("HOTELS", "Hotel");

pub(crate) const SHOPS: [Shop; 36] = [
    shop("CHEVRON 0######", "Chevron", FUEL, (2000, 12000)),
    shop("QT ### OUTSIDE", "QuikTrip", FUEL, (2000, 12000)),
    shop(
        "LOVES #0### OUTSIDE",
        "Love's Travel Stop",
        FUEL,
        (3000, 30000),
    ),
    shop("PILOT_00###", "Pilot Travel Center", FUEL, (3000, 30000)),
    shop("VALERO 45######", "Valero", FUEL, (2000, 9000)),
    shop("MURPHY7### AT WALMART", "Murphy USA", FUEL, (2000, 9000)),
    shop("SUNOCO 03######", "Sunoco", FUEL, (2000, 9000)),
    shop("7-ELEVEN 3####", "7-Eleven", FUEL, (300, 7000)),
    shop("KROGER #0###", "Kroger", MISC, (800, 20000)),
    shop("WM SUPERCENTER #1###", "Walmart", MISC, (800, 25000)),
    shop("AMZN Mktp US*@@@@@@@@@", "Amazon.com", MISC, (900, 40000)),
    shop("STAPLES       001#####", "Staples", MISC, (900, 20000)),
    shop("O'REILLY 1###", "O'Reilly Auto Parts", MISC, (900, 20000)),
    shop(
        "SHERWIN WILLIAMS 70####",
        "Sherwin-Williams",
        MISC,
        (2000, 60000),
    ),
    shop(
        "ACE HDWE & SUPPLY",
        "Ace Hardware & Supply Co.",
        MISC,
        (500, 20000),
    ),
    shop(
        "UNITED RENTALS ###",
        "United Rentals, Inc.",
        MISC,
        (9000, 250_000),
    ),
    shop(
        "TRACTOR SUPPLY #####",
        "Tractor Supply Co",
        MISC,
        (900, 30000),
    ),
    shop("PAYPAL *TOOLNUT", "The Tool Nut", MISC, (3000, 60000)),
    shop(
        "IN *BAYOU ELECTRIC SUPP",
        "Bayou Electric Supply LLC",
        MISC,
        (5000, 300_000),
    ),
    shop("FEDEX 88########", "FedEx", MISC, (900, 9000)),
    shop("ADOBE *ACROPRO SUBS", "Adobe Inc.", MISC, (2399, 2399)),
    shop("NTTA AUTOCHARGE", "NTTA", AUTO, (4000, 4000)),
    shop("PARKMOBILE", "ParkMobile", AUTO, (500, 2500)),
    shop(
        "CITY OF MOBILE PARKING",
        "City of Mobile",
        AUTO,
        (1000, 1000),
    ),
    shop("UBER   *TRIP", "Uber", AUTO, (900, 9000)),
    shop("LYFT   *RIDE SUN 5PM", "Lyft", AUTO, (900, 9000)),
    shop(
        "COURTYARD BY MARRIOTT",
        "Courtyard by Marriott Houston",
        HOTEL,
        (9000, 60000),
    ),
    shop(
        "BEST WESTERN PLUS GULF",
        "Best Western Plus Gulf Coast",
        HOTEL,
        (8000, 50000),
    ),
    shop(
        "DELTA AIR   006########",
        "Delta Air Lines",
        ("AIRLINE", "Airfare"),
        (15000, 90000),
    ),
    tipped("TST* BLUE HERON GRILL", "Blue Heron Grill", (1500, 15000)),
    tipped("SQ *CORNER BAKERY", "Corner Bakery", (600, 5000)),
    tipped("WAFFLE HOUSE 0###", "Waffle House", (900, 6000)),
    tipped(
        "CRACKER BARREL #### MO",
        "Cracker Barrel Old Country Store",
        (1500, 9000),
    ),
    tipped("LUPE TORTILLA #", "Lupe Tortilla", (1500, 15000)),
    tipped("PHO SAIGON NOODLE HOUSE", "Pho Saigon", (1200, 8000)),
    shop(
        "WHATABURGER ###",
        "Whataburger",
        ("RESTAURANTS", "Meals"),
        (700, 4000),
    ),
];

impl Shop {
    /// A descriptor of one branch, or of one order.
    pub(crate) fn branch(&self, dice: &mut Dice) -> String {
        let sign = |c: char, dice: &mut Dice| match c {
            '#' => char::from(b'0' + u8::try_from(dice.between(0, 9)).expect("a digit")),
            '@' => *dice.pick(&['A', 'C', 'K', 'N', 'T', '2', '5', '8']),
            other => other,
        };
        self.descriptor.chars().map(|c| sign(c, dice)).collect()
    }

    pub(crate) fn amount(&self, dice: &mut Dice) -> i64 {
        dice.between(self.price.0, self.price.1)
    }
}
