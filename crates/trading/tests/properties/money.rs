//! Amounts: what is read is what was written, and rounding happens once.

use proptest::prelude::*;
use rust_decimal::Decimal;
use trading::money;

/// `product / 10^12`, half-even, in machine integers.
fn rounded(product: i128) -> i128 {
    let one = 1_000_000_000_000;
    let (quotient, remainder) = (product.div_euclid(one), product.rem_euclid(one));
    let up = remainder * 2 > one || (remainder * 2 == one && quotient % 2 != 0);
    quotient + i128::from(up)
}

proptest! {
    #[test]
    fn an_amount_reads_back_as_it_was_written(units in -(10_i128.pow(28) - 1)..10_i128.pow(28)) {
        let amount = Decimal::from_i128_with_scale(units, 12);
        prop_assert_eq!(money::parse(&amount.to_string()), Ok(amount));
        prop_assert_eq!(money::parse(&amount.normalize().to_string()), Ok(amount));
    }

    #[test]
    fn whatever_is_read_was_plain(text in "[-+0-9.eENan_ ]{0,40}") {
        if let Ok(amount) = money::parse(&text) {
            prop_assert!(!text.contains(['e', 'E', 'N', 'a', 'n', '_', ' ']));
            prop_assert_eq!(Ok(amount), text.parse::<Decimal>());
            prop_assert_eq!(money::check(amount), Ok(amount));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Ok(amount) = money::parse(&text) {
            prop_assert!(amount.scale() <= money::PLACES);
        }
    }

    #[test]
    fn a_product_is_rounded_once_half_even(a in any::<i64>(), b in any::<i64>()) {
        let product = money::multiply(Decimal::new(a, 12), Decimal::new(b, 12));
        let expected = Decimal::from_i128_with_scale(rounded(i128::from(a) * i128::from(b)), 12);
        prop_assert_eq!(product, Ok(expected));
    }

    #[test]
    fn ties_go_to_even(half in -1_000_000_i64..1_000_000) {
        let product = money::multiply(Decimal::new(half, 12), Decimal::new(5, 1));
        prop_assert_eq!(product, Ok(Decimal::from_i128_with_scale(rounded(i128::from(half) * 500_000_000_000), 12)));
    }

    #[test]
    fn a_multiplier_of_a_power_of_ten_only_moves_the_point(a in any::<i64>(), b in 0..i64::MAX, zeros in 0..7_u32) {
        let [qty, price] = [a, b].map(|units| Decimal::new(units, 12));
        // price · 10^zeros has fewer digits to lose, so both ways round the same exact number.
        let scaled = money::multiply(price, Decimal::from(10_i64.pow(zeros))).expect("in range");
        prop_assert_eq!(
            money::notional(qty, price, Decimal::from(10_i64.pow(zeros))),
            money::notional(qty, scaled, Decimal::ONE)
        );
    }

    #[test]
    fn shares_of_a_whole_are_off_by_one_unit_at_most(amount in any::<i64>(), a in 1..i64::MAX, b in 1..i64::MAX) {
        let [amount, a, b] = [amount, a, b].map(|units| Decimal::new(units, 12));
        let whole = a + b;
        let sum = money::share(amount, a, whole).expect("in range") + money::share(amount, b, whole).expect("in range");
        prop_assert!((sum - amount).abs() <= Decimal::new(1, 12));
        prop_assert_eq!(money::share(amount, whole, whole), Ok(amount));
    }
}
