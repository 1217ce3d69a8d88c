//! Amounts: exact decimals with at most 12 places and 16 digits before the point.
//!
//! An amount is a [`Decimal`] that the database's `Decimal(28,12)` holds without loss. Arithmetic here
//! rounds at most once, half-even, to 12 places, and refuses what leaves the range; it never panics.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::exact::{quotient, ratio};

/// Places after the point that an amount keeps.
pub const PLACES: u32 = 12;

/// Digits before the point that an amount may have.
pub const WHOLE_DIGITS: u32 = 16;

/// How many of its smallest unit (10⁻¹²) make one.
const UNITS_PER_ONE: u128 = 10_u128.pow(PLACES);

/// The first number of smallest units that is out of range.
const UNITS_LIMIT: u128 = 10_u128.pow(WHOLE_DIGITS + PLACES);

/// The powers of ten up to the first number that is out of range.
const POWERS: [u128; (WHOLE_DIGITS + PLACES) as usize + 1] = {
    let mut powers = [1; (WHOLE_DIGITS + PLACES) as usize + 1];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// Why an amount is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text is something else: empty, `NaN`, an exponent, a separator, a second point.
    #[error(
        "not a plain decimal number: write digits, with at most a sign in front and one point between digits"
    )]
    NotPlain,
    /// More places after the point than an amount keeps.
    #[error("{places} places after the point; at most {PLACES} are kept")]
    TooManyPlaces {
        /// How many there are.
        places: usize,
    },
    /// Further from zero than an amount reaches.
    #[error("out of range: an amount has at most {WHOLE_DIGITS} digits before the point")]
    OutOfRange,
    /// A share of nothing.
    #[error("divided by zero")]
    DivisionByZero,
}

/// Reads an amount written in plain decimal: `12`, `-0.5`, `+3.250`.
///
/// A point needs a digit on both sides; there are no exponents, separators, spaces or infinities.
pub fn parse(text: &str) -> Result<Decimal, AmountError> {
    let negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !fraction.is_none_or(plain) {
        return Err(AmountError::NotPlain);
    }

    let fraction = fraction.unwrap_or_default();
    if fraction.len() > PLACES as usize {
        return Err(AmountError::TooManyPlaces { places: fraction.len() });
    }

    let padding = std::iter::repeat_n(b'0', PLACES as usize - fraction.len());
    let mut units: u128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()).chain(padding) {
        units = units * 10 + u128::from(digit - b'0');
        if units >= UNITS_LIMIT {
            return Err(AmountError::OutOfRange);
        }
    }
    from_units(negative, units)
}

/// The amount nearest to a number: half-even to 12 places.
pub fn round(number: Decimal) -> Result<Decimal, AmountError> {
    check(number.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointNearestEven))
}

/// The same number, without trailing zeros, if it is an amount.
pub fn check(number: Decimal) -> Result<Decimal, AmountError> {
    from_units(number.is_sign_negative(), units(number)?)
}

/// `a + b`, exactly.
pub fn add(a: Decimal, b: Decimal) -> Result<Decimal, AmountError> {
    let (negative_a, units_a) = (a.is_sign_negative(), units(a)?);
    let (negative_b, units_b) = (b.is_sign_negative(), units(b)?);
    if negative_a == negative_b {
        from_units(negative_a, units_a + units_b)
    } else if units_a >= units_b {
        from_units(negative_a, units_a - units_b)
    } else {
        from_units(negative_b, units_b - units_a)
    }
}

/// `a − b`, exactly.
pub fn subtract(a: Decimal, b: Decimal) -> Result<Decimal, AmountError> {
    add(a, -b)
}

/// `a · b`, rounded once: a fee from a value and a rate.
pub fn multiply(a: Decimal, b: Decimal) -> Result<Decimal, AmountError> {
    notional(a, b, Decimal::ONE)
}

/// `qty · price · multiplier`, rounded once: what a quantity is worth in the quote currency, signed
/// like the quantity.
pub fn notional(qty: Decimal, price: Decimal, multiplier: Decimal) -> Result<Decimal, AmountError> {
    let negative = negative_product([qty, price, multiplier]);
    let [(a, places_a), (b, places_b), (c, places_c)] = [digits(qty)?, digits(price)?, digits(multiplier)?];
    let places = places_a + places_b + places_c;
    if let Some(product) = a.checked_mul(b).and_then(|product| product.checked_mul(c)) {
        // As a rule the digits that were written are few: then the product has them all, and most often needs no rounding.
        return match places.checked_sub(PLACES) {
            None | Some(0) => from_digits(negative, product, places),
            // Three times 12 places, less 12.
            Some(excess) => from_units(negative, quotient(product, POWERS[excess as usize])),
        };
    }
    let factors = [units(qty)?, units(price)?, units(multiplier)?];
    let value = ratio(factors, UNITS_PER_ONE * UNITS_PER_ONE).ok_or(AmountError::OutOfRange)?;
    from_units(negative, value)
}

/// `amount · part / whole`, rounded once.
pub fn share(amount: Decimal, part: Decimal, whole: Decimal) -> Result<Decimal, AmountError> {
    if whole.is_zero() {
        return Err(AmountError::DivisionByZero);
    }
    if part == whole {
        return check(amount);
    }
    let value = ratio([units(amount)?, units(part)?, 1], units(whole)?).ok_or(AmountError::OutOfRange)?;
    from_units(negative_product([amount, part, whole]), value)
}

/// The largest multiple of `step` that is not above `amount`; both are positive.
pub(crate) fn floor_to(amount: Decimal, step: Decimal) -> Result<Decimal, AmountError> {
    let (amount, step) = (units(amount)?, units(step)?);
    let rest = match (u64::try_from(amount), u64::try_from(step)) {
        (Ok(amount), Ok(step)) => amount.checked_rem(step).map(u128::from),
        _ => amount.checked_rem(step),
    };
    from_units(false, amount - rest.ok_or(AmountError::DivisionByZero)?)
}

/// How many smallest units an amount is away from zero.
fn units(amount: Decimal) -> Result<u128, AmountError> {
    let (digits, places) = digits(amount)?;
    // In range: no more than 28 digits.
    Ok(digits * POWERS[(PLACES - places) as usize])
}

/// The digits of an amount in range, and how many of them are after the point: 12 at most.
fn digits(amount: Decimal) -> Result<(u128, u32), AmountError> {
    let amount = if amount.scale() > PLACES { amount.normalize() } else { amount };
    let places = amount.scale();
    if places > PLACES {
        return Err(AmountError::TooManyPlaces { places: places as usize });
    }
    let digits = amount.mantissa().unsigned_abs();
    if digits < POWERS[(WHOLE_DIGITS + places) as usize] {
        Ok((digits, places))
    } else {
        Err(AmountError::OutOfRange)
    }
}

/// The amount of so many smallest units, without trailing zeros.
fn from_units(negative: bool, units: u128) -> Result<Decimal, AmountError> {
    from_digits(negative, units, PLACES)
}

/// The amount of these digits, of which so many (12 at most) are after the point, without trailing zeros.
fn from_digits(negative: bool, digits: u128, places: u32) -> Result<Decimal, AmountError> {
    if digits >= POWERS[(WHOLE_DIGITS + places) as usize] {
        return Err(AmountError::OutOfRange);
    }
    if digits == 0 {
        return Ok(Decimal::ZERO);
    }
    let (mut digits, mut places) = (digits, places);
    for zeros in [8, 4, 2, 1] {
        if let Some(fewer) = without_zeros(digits, zeros).filter(|_| places >= zeros) {
            digits = fewer;
            places -= zeros;
        }
    }
    // Below 10^28: 96 bits hold it.
    #[expect(clippy::cast_possible_truncation, reason = "the three words of 96 bits")]
    let words = [digits as u32, (digits >> 32) as u32, (digits >> 64) as u32];
    Ok(Decimal::from_parts(words[0], words[1], words[2], negative, places))
}

/// A number without so many zeros at its end, where it has them.
fn without_zeros(number: u128, zeros: u32) -> Option<u128> {
    let power = POWERS[zeros as usize];
    if let (Ok(number), Ok(power)) = (u64::try_from(number), u64::try_from(power)) {
        // A machine divides such numbers itself.
        return number.is_multiple_of(power).then(|| (number / power).into());
    }
    number.is_multiple_of(power).then(|| number / power)
}

fn negative_product(factors: [Decimal; 3]) -> bool {
    factors.iter().filter(|factor| factor.is_sign_negative()).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn reads_plain_decimals() {
        for (text, canonical) in [
            ("0", "0"),
            ("-0", "0"),
            ("12", "12"),
            ("+12", "12"),
            ("-0.5", "-0.5"),
            ("3.250", "3.25"),
            ("000000000000000000001", "1"),
            ("0.000000000001", "0.000000000001"),
            ("9999999999999999.999999999999", "9999999999999999.999999999999"),
        ] {
            assert_eq!(amount(text).to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_plain_number() {
        for text in [
            "",
            " ",
            "-",
            "+",
            ".",
            "1.",
            ".5",
            "1 ",
            " 1",
            "--1",
            "+-1",
            "1.2.3",
            "1,5",
            "1_000",
            "1e5",
            "1E-3",
            "NaN",
            "nan",
            "inf",
            "Infinity",
            "-Infinity",
            "0x10",
            "١",
            "½",
        ] {
            assert_eq!(parse(text), Err(AmountError::NotPlain), "{text}");
        }
    }

    #[test]
    fn refuses_what_the_database_could_not_hold() {
        assert_eq!(parse("0.0000000000001"), Err(AmountError::TooManyPlaces { places: 13 }));
        assert_eq!(parse("1.0000000000000"), Err(AmountError::TooManyPlaces { places: 13 }));
        assert_eq!(parse("10000000000000000"), Err(AmountError::OutOfRange));
        assert_eq!(parse(&"9".repeat(5000)), Err(AmountError::OutOfRange));
    }

    #[test]
    fn an_error_names_the_limit() {
        let said = AmountError::TooManyPlaces { places: 13 }.to_string();
        assert_eq!(said, "13 places after the point; at most 12 are kept");
    }

    #[test]
    fn rounds_half_to_even_at_the_twelfth_place() {
        let rounded = |text: &str| round(text.parse().unwrap()).unwrap().to_string();
        assert_eq!(rounded("0.0000000000005"), "0");
        assert_eq!(rounded("0.0000000000015"), "0.000000000002");
        assert_eq!(rounded("-0.0000000000015"), "-0.000000000002");
        assert_eq!(rounded("0.00000000000050001"), "0.000000000001");
    }

    #[test]
    fn a_notional_is_rounded_once_and_not_twice() {
        // The product is 260468259265819.8072873575385191893…: half-even at 28 digits first would make the
        // twelfth place a tie and lose it downward.
        let qty = amount("1083029843.97646236514");
        let price = amount("240499.613851343324");
        assert_eq!(notional(qty, price, Decimal::ONE).unwrap().to_string(), "260468259265819.807287357539");
    }

    #[test]
    fn signs_multiply() {
        let [minus_two, three] = ["-2", "3"].map(amount);
        assert_eq!(multiply(minus_two, three), Ok(amount("-6")));
        assert_eq!(multiply(minus_two, minus_two), Ok(amount("4")));
        assert_eq!(share(minus_two, three, minus_two), Ok(three));
    }

    #[test]
    fn leaving_the_range_is_an_error_and_never_a_panic() {
        let largest = amount("9999999999999999.999999999999");
        assert_eq!(add(largest, amount("0.000000000001")), Err(AmountError::OutOfRange));
        assert_eq!(subtract(-largest, largest), Err(AmountError::OutOfRange));
        assert_eq!(multiply(largest, largest), Err(AmountError::OutOfRange));
        assert_eq!(notional(largest, largest, largest), Err(AmountError::OutOfRange));
        assert_eq!(add(Decimal::MAX, Decimal::MAX), Err(AmountError::OutOfRange));
        assert_eq!(share(largest, largest, Decimal::ZERO), Err(AmountError::DivisionByZero));
    }
}
