//! Lines as people's files have them, and lines as nobody should: whatever comes, nothing breaks.

use proptest::prelude::*;
use rust_decimal::dec;

use super::*;

/// What each line is, the bytes coming in pieces of that size.
fn decoded(text: &[u8], piece: usize) -> Vec<Result<Candle, Refused>> {
    let (mut decoder, mut lines) = (Decoder::new(Interval::M1), Vec::new());
    for bytes in text.chunks(piece) {
        decoder.push(bytes, |line| lines.push(line));
    }
    decoder.finish(|line| lines.push(line));
    lines
}

fn candle(open_time: Millis) -> Candle {
    let [open, high, low, close, volume] = [dec!(10), dec!(12), dec!(9.5), dec!(11), dec!(1.25)];
    Candle { open_time, open, high, low, close, volume }
}

/// The 21st of January 2025, noon.
const NOON: Millis = 1_737_460_800_000;

#[test]
fn a_candle_is_read_however_its_time_is_written() {
    let times = ["1737460800", "1737460800000", "1737460800000000", "2025-01-21T12:00:00Z"];
    let others = ["2025-01-21T13:00:00+01:00", "2025-01-21 12:00:00", "2025-01-21T12:00:00.000Z"];
    for time in times.into_iter().chain(others) {
        let line = format!("{time},10,12,9.5,11,1.25");
        assert_eq!(decoded(line.as_bytes(), 7), [Ok(candle(NOON))], "{time}");
    }
}

#[test]
fn the_first_line_may_name_the_fields() {
    let text =
        "\u{feff}Close;HIGH;\"low\";Open;ignored;Volume;Open Time\r\n\r\n11;12;9.5;10;x;1.25;1737460800\r\n";
    assert_eq!(decoded(text.as_bytes(), 3), [Ok(candle(NOON))]);
    let missing = decoded(b"time,open,high,low,volume\n1,2,3,4,5\n", 100);
    let refused = missing[0].clone().unwrap_err();
    assert_eq!((refused.line, refused.field), (1, Some("close")));
}

#[test]
fn columns_after_the_volume_are_left_alone() {
    let line = b"1737460800000,10,12,9.5,11,1.25,1737460859999,12.5,42,0,0,0\n";
    assert_eq!(decoded(line, 1), [Ok(candle(NOON))]);
}

#[test]
fn what_is_refused_is_named_by_line_field_and_reason() {
    let text = "1737460800,10,12,9.5,11,1.25
1737460801,10,12,9.5,11,1.25
1737460860,10,12,9.5,11
1737460920,10,1e3,9.5,11,1
1737460980,10,10.5,9.5,11,1
1737461040,0,12,0,11,1

soon,10,12,9.5,11,1.25
1737461100,10,12,10.5,11,-1
4102444800,10,12,9.5,11,1
1737461160,10,12,9.5,11,1.25";
    let refused: Vec<_> = decoded(text.as_bytes(), 11).into_iter().filter_map(Result::err).collect();
    let named: Vec<_> = refused.iter().map(|refused| (refused.line, refused.field)).collect();
    let expected = [
        (2, Some("time")),
        (3, Some("volume")),
        (4, Some("high")),
        (5, Some("high")),
        (6, None),
        (8, Some("time")),
        (9, Some("low")),
        (10, Some("time")),
    ];
    assert_eq!(named, expected);
    assert!(refused[2].reason.contains("plain decimal"), "{:?}", refused[2]);
}

#[test]
fn a_line_without_end_is_refused_and_not_kept() {
    let mut decoder = Decoder::new(Interval::M1);
    let mut lines = Vec::new();
    for _ in 0..10_000 {
        decoder.push(&[b'1'; 1_000], |line| lines.push(line));
        assert!(decoder.line.capacity() <= 4 * LONGEST);
    }
    decoder.push(b"\n1737460800,10,12,9.5,11,1.25", |line| lines.push(line));
    decoder.finish(|line| lines.push(line));
    assert_eq!(lines[0].as_ref().unwrap_err().reason, "longer than 1024 bytes");
    assert_eq!(lines[1], Ok(candle(NOON)));
}

/// Text that has much of what a file of candles has, and much that it has not.
fn nearly_a_file() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        Just("1737460800".to_owned()),
        Just("open,high,low,close,volume,time".to_owned()),
        "[0-9]{1,30}",
        "-?[0-9]{0,20}\\.?[0-9]{0,20}",
        "[,;\t\"\r\n ]{1,4}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.Z+-]{0,12}",
        "\\PC{0,8}",
    ];
    let bytes =
        prop_oneof![8 => word.prop_map(String::into_bytes), 1 => prop::collection::vec(any::<u8>(), 0..8)];
    prop::collection::vec(bytes, 0..200).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_comes_is_read_alike_in_pieces_of_any_size(text in nearly_a_file(), piece in 1..64_usize) {
        let whole = decoded(&text, usize::MAX);
        prop_assert_eq!(&decoded(&text, piece), &whole);
        for candle in whole.iter().flatten() {
            prop_assert_eq!(candle.check(Interval::M1), Ok(()));
        }
        let numbers: Vec<_> = whole.iter().filter_map(|line| line.as_ref().err()).map(|refused| refused.line).collect();
        prop_assert!(numbers.is_sorted());
    }

    #[test]
    fn a_candle_that_is_written_is_read(minute in 0..60_000_000_i64, prices in prop::array::uniform4(1..i64::MAX), places in 0..=12_u32) {
        let [a, b, c, d] = prices.map(|price| Decimal::new(price, places));
        prop_assume!([a, b, c, d].into_iter().all(|price| money::check(price).is_ok()));
        let (high, low) = (a.max(b).max(c).max(d), a.min(b).min(c).min(d));
        let candle = Candle { open_time: minute * 60_000, open: a, high, low, close: b, volume: c };
        let line = format!("{},{a},{high},{low},{b},{c}\n", minute * 60);
        prop_assert_eq!(decoded(line.as_bytes(), 5), [Ok(candle)]);
    }
}

#[test]
fn trades_become_the_candles_that_the_market_makes_of_them() {
    let text = "id,price,qty,time,maker
1,10,1,1737460800123,true
2,12,0.5,1737460800123456,true
3,9.5,2,2025-01-21T12:00:59.999Z,true
4,11,1,1737460859999,true
5,11,1,1737460859998,true
6,11,-1,1737460860000,true
7,0,1,1737460860000,true
8,20,1,1737461040000,true
";
    let candles = decoded(text.as_bytes(), 5);
    let first = Candle { volume: dec!(4.5), ..candle(NOON) };
    let second = Candle::of_trade(NOON + 240_000, dec!(20), dec!(1));
    let stored: Vec<_> = candles.iter().filter_map(|line| line.clone().ok()).collect();
    assert_eq!(stored, [first, second]);
    let refused: Vec<_> = candles.into_iter().filter_map(Result::err).collect();
    let named = refused.iter().map(|refused| (refused.line, refused.field)).collect::<Vec<_>>();
    assert_eq!(named, [(6, Some("time")), (7, Some("qty")), (8, Some("price"))]);
    let missing = decoded(b"time,price\n1,2\n", 100);
    let refused = missing[0].clone().unwrap_err();
    assert_eq!((refused.line, refused.field), (1, Some("qty")));
}
