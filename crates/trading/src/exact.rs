//! Whole-number arithmetic that rounds once, half-even; products may be wider than 128 bits.

/// Bits of one digit of a wide number.
const DIGIT_BITS: u32 = 32;
const DIGIT_MASK: u128 = (1 << DIGIT_BITS) - 1;

/// A number of up to 288 bits, lowest digit first: room for three factors of 96 bits.
type Wide = [u128; 9];

/// `a · b · c / divisor`, rounded half-even to a whole number; `None` past 128 bits.
///
/// Factors and divisor are below 2^96 (an amount in its smallest unit is below 10^28, which is less),
/// and the divisor is above zero.
pub(crate) fn ratio(factors: [u128; 3], divisor: u128) -> Option<u128> {
    debug_assert!(factors.iter().all(|factor| factor >> 96 == 0), "a factor is an amount");
    debug_assert!(divisor > 0 && divisor >> 96 == 0, "a divisor is an amount above zero");

    let [a, b, c] = factors;
    match a.checked_mul(b).and_then(|product| product.checked_mul(c)) {
        Some(product) => Some(quotient(product, divisor)),
        None => wide_ratio(factors, divisor),
    }
}

/// `number / divisor`, rounded half-even to a whole number; the divisor is above zero and below 2^127.
pub(crate) fn quotient(number: u128, divisor: u128) -> u128 {
    match (u64::try_from(number), u64::try_from(divisor)) {
        // A machine divides such numbers itself.
        (Ok(number), Ok(divisor)) => {
            half_even((number / divisor).into(), (number % divisor).into(), divisor.into())
        }
        _ => half_even(number / divisor, number % divisor, divisor),
    }
}

const fn half_even(quotient: u128, remainder: u128, divisor: u128) -> u128 {
    let twice = remainder * 2;
    if twice > divisor || (twice == divisor && quotient % 2 == 1) { quotient + 1 } else { quotient }
}

fn wide_ratio(factors: [u128; 3], divisor: u128) -> Option<u128> {
    let mut one = Wide::default();
    one[0] = 1;
    let product = factors.into_iter().fold(one, multiply);

    let (quotient, remainder) = divide(product, divisor)?;
    if quotient == u128::MAX {
        return None;
    }
    Some(half_even(quotient, remainder, divisor))
}

/// Schoolbook multiplication: digit by digit, then the carries.
fn multiply(number: Wide, factor: u128) -> Wide {
    let digits = [factor & DIGIT_MASK, (factor >> DIGIT_BITS) & DIGIT_MASK, factor >> (2 * DIGIT_BITS)];
    let mut product = Wide::default();
    for (place, digit) in digits.into_iter().enumerate() {
        for (sum, part) in product.iter_mut().skip(place).zip(number) {
            *sum += part * digit;
        }
    }
    let mut carry = 0;
    for digit in &mut product {
        let sum = *digit + carry;
        *digit = sum & DIGIT_MASK;
        carry = sum >> DIGIT_BITS;
    }
    product
}

/// Schoolbook division from the highest digit down: quotient and remainder.
fn divide(number: Wide, divisor: u128) -> Option<(u128, u128)> {
    let mut quotient: u128 = 0;
    let mut remainder: u128 = 0;
    for digit in number.into_iter().rev() {
        if quotient >> (128 - DIGIT_BITS) != 0 {
            return None;
        }
        let dividend = (remainder << DIGIT_BITS) | digit;
        quotient = (quotient << DIGIT_BITS) | (dividend / divisor);
        remainder = dividend % divisor;
    }
    Some((quotient, remainder))
}

#[cfg(test)]
mod tests {
    use super::{ratio, wide_ratio};

    const LARGEST: u128 = 10_u128.pow(28) - 1;

    #[test]
    fn halves_go_to_the_even_neighbour() {
        let halves = |n| ratio([n, 1, 1], 2).unwrap();
        assert_eq!([1, 3, 5, 7].map(halves), [0, 2, 2, 4]);
    }

    #[test]
    fn narrow_and_wide_products_agree() {
        let numbers =
            [0, 1, 2, 5, 999, 1_000_000_007, 10_u128.pow(12), 123_456_789_012_345, 10_u128.pow(18) + 1];
        for a in numbers {
            for b in numbers {
                for divisor in numbers.into_iter().filter(|divisor| *divisor > 0) {
                    assert_eq!(
                        ratio([a, b, 3], divisor),
                        wide_ratio([a, b, 3], divisor),
                        "{a} {b} {divisor}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_hair_above_half_rounds_up() {
        assert_eq!(ratio([5_000_000_000_000_001, 1, 1], 10_u128.pow(16)), Some(1));
        assert_eq!(ratio([5_000_000_000_000_000, 1, 1], 10_u128.pow(16)), Some(0));
    }

    #[test]
    fn products_wider_than_a_machine_word_stay_exact() {
        assert_eq!(ratio([LARGEST, LARGEST, 1], LARGEST), Some(LARGEST));
        assert_eq!(ratio([LARGEST, LARGEST, 7], LARGEST), Some(LARGEST * 7));
    }

    #[test]
    fn a_quotient_past_128_bits_is_none() {
        assert_eq!(ratio([LARGEST, LARGEST, LARGEST], LARGEST), None);
        assert_eq!(ratio([LARGEST, LARGEST, LARGEST], 1), None);
    }
}
