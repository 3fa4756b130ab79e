//! Merchants: what a card descriptor and a receipt call them, and how alike that is.

mod descriptor;
mod likeness;
mod tables;

use std::collections::HashMap;

use tieout_domain::Aliases;

use descriptor::Descriptor;

/// A printed merchant that was taken in by [`Merchants`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct MerchantId(usize);

/// How alike two merchants are in basis points; from here on they are the same.
pub(crate) const SAME: u16 = 8_000;

/// All merchants that the books name, each read once, each pair of names compared once.
#[derive(Debug, Default)]
pub(crate) struct Merchants {
    printed: HashMap<(String, String), MerchantId>,
    descriptors: Vec<(NameId, Descriptor)>,
    names: HashMap<(Vec<String>, bool), NameId>,
    compared: HashMap<(NameId, NameId), u16>,
    aliases: HashMap<String, Vec<String>>,
}

/// A merchant's name without what tells its branches apart, and whether it may have been cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct NameId(usize);

impl Merchants {
    /// Knows the equivalences that people taught.
    pub(crate) fn new(aliases: &Aliases) -> Self {
        let read = |printed: &str| Descriptor::read(printed, "");
        let aliases = aliases
            .merchants
            .iter()
            .map(|(printed, vendor)| (read(printed).name(), read(vendor).words().to_vec()))
            .filter(|(printed, vendor)| !printed.is_empty() && !vendor.is_empty())
            .collect();
        Self {
            aliases,
            ..Self::default()
        }
    }

    /// Takes in a merchant as printed; `place` is the city and state printed beside it. None when
    /// nothing but signs is printed.
    pub(crate) fn add(&mut self, printed: &str, place: &str) -> Option<MerchantId> {
        let key = (printed.to_owned(), place.to_owned());
        if let Some(&known) = self.printed.get(&key) {
            return Some(known);
        }
        let mut descriptor = Descriptor::read(printed, place);
        if descriptor.words().is_empty() {
            return None;
        }
        if let Some(vendor) = self.aliases.get(&descriptor.name()) {
            descriptor.rename(vendor);
        }
        let name = (descriptor.words().to_vec(), descriptor.may_be_cut());
        let next = NameId(self.names.len());
        let name = *self.names.entry(name).or_insert(next);
        let id = MerchantId(self.descriptors.len());
        self.descriptors.push((name, descriptor));
        self.printed.insert(key, id);
        Some(id)
    }

    /// How alike two merchants are, in basis points: the names first, then what tells branches
    /// and orders apart (a store number, an order number) where both print it.
    pub(crate) fn likeness(&mut self, a: MerchantId, b: MerchantId) -> u16 {
        let (Some((a_name, a)), Some((b_name, b))) =
            (self.descriptors.get(a.0), self.descriptors.get(b.0))
        else {
            return 0;
        };
        if a.printed() == b.printed() {
            return likeness::CERTAIN;
        }
        let pair = (*a_name.min(b_name), *a_name.max(b_name));
        let compare = || likeness::of_names(a, b);
        let names = *self.compared.entry(pair).or_insert_with(compare);
        likeness::with_details(names, a, b)
    }

    /// Is it a merchant whose customers tip, as far as its descriptor tells?
    pub(crate) fn trade(&self, merchant: MerchantId) -> Option<&'static str> {
        self.descriptors.get(merchant.0)?.1.trade()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> u16 {
        likeness_with(&Aliases::default(), a, b)
    }

    fn likeness_with(aliases: &Aliases, a: &str, b: &str) -> u16 {
        let mut merchants = Merchants::new(aliases);
        let (a, b) = (merchants.add(a, ""), merchants.add(b, ""));
        a.zip(b).map_or(0, |(a, b)| merchants.likeness(a, b))
    }

    #[test]
    fn a_descriptor_is_the_vendor_it_stands_for() {
        let pairs = [
            ("CHEVRON 0308017", "Chevron"),
            ("TST* BLUE HERON GRILL", "Blue Heron Grill LLC"),
            ("SQ *MARTINIS", "Martini's Lounge"),
            ("IN *LEGEND FENCE L", "Legend Fence LLC"),
            ("PAYPAL *COLORHARZE", "Colorhaze Enterprises"),
            ("AMZN Mktp US*2K3LM4", "Amazon.com"),
            ("AMZN MKTP US*9R5SH", "AMAZON.COM*Q6KWAVXZC"),
            ("HOMEDEPOT.COM", "The Home Depot"),
            ("HARBOR FREIGHT TOO", "HARBOR FREIGHT TOOLS68779"),
            ("ENTERPRISE RENT-A-", "Enterprise Rent-A-Car"),
            ("FERGUSON ENT 4444", "Ferguson Enterprises"),
            ("SOUTHWES    5262401", "Southwest Airlines"),
            ("UNITED      0165231", "United Airlines"),
            ("HOLIDAY INN EXP &", "Holiday Inn Express"),
            ("TAKE 5 0427", "Take 5 Oil Change"),
            ("UBER *TRIP HELP.UB", "Uber"),
            ("DD *DOORDASH CRACK", "DoorDash"),
            ("WM SUPERCENTER #1234", "Walmart"),
            ("MCDONALD'S F12345", "McDonald's"),
            ("7-ELEVEN 35512", "7-Eleven"),
            ("CAFE DU MONDE", "Caf\u{e9} du Monde"),
            ("TST* WALK-ON'S - B", "Walk-On's Sports Bistreaux"),
            ("SHELL OIL 57442212 HOUSTON TX", "Shell"),
            ("CHICK-FIL-A #01234", "Chick-fil-A"),
            ("LOWE'S OF DENHAM 0521", "LOWES 809734*"),
            ("BUC-EE'S 63", "Buc-ee's"),
            ("MARRIOTT HOUSTON WE", "Marriott Houston Westchase"),
        ];
        for (descriptor, vendor) in pairs {
            let likeness = likeness(descriptor, vendor);
            assert!(
                likeness >= 7_500,
                "{descriptor} = {vendor}, but is {likeness}"
            );
        }
    }

    #[test]
    fn other_vendors_are_not_alike() {
        let pairs = [
            ("CHEVRON 0308017", "Shell"),
            ("SQ *MARTINIS", "SQ *BLUE HERON"),
            ("THE HOME DEPOT 8497", "Harbor Freight Tools"),
            ("UNITED 0165231", "Uber"),
            ("CIRCLE K 7 9856441", "Shell Oil"),
            ("PAYPAL *COLORHARZE", "PAYPAL *SPINDRIFT"),
            ("DELTA AIR 0062341", "Delta Faucet Supply"),
        ];
        for (a, b) in pairs {
            let likeness = likeness(a, b);
            assert!(likeness < SAME, "{a} ≠ {b}, but is {likeness}");
        }
    }

    #[test]
    fn a_store_number_tells_branches_apart() {
        let same_store = likeness("SHELL OIL 57442", "SHELL OIL 5744231");
        let unknown_store = likeness("SHELL OIL 57442", "Shell");
        let other_store = likeness("SHELL OIL 57442", "SHELL OIL 11111");
        assert!(same_store > unknown_store && unknown_store > other_store);
        assert!(other_store >= SAME);
    }

    #[test]
    fn what_people_taught_is_certain() {
        let aliases = Aliases {
            merchants: vec![("SP PLUS PARKING".to_owned(), "Premium Parking".to_owned())],
            ..Aliases::default()
        };
        assert!(likeness("SP PLUS PARKING", "Premium Parking") < SAME);
        assert_eq!(
            likeness_with(&aliases, "SP PLUS PARKING 1205", "PREMIUM PARKING"),
            10_000
        );
    }

    #[test]
    fn signs_alone_are_no_merchant() {
        let mut merchants = Merchants::default();
        assert_eq!(merchants.add("*** --", ""), None);
        assert_eq!(merchants.add("", ""), None);
    }
}
