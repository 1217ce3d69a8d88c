//! What paper answers, to the last digit.

use trading::{Instrument, InstrumentSpec, OrderDraft};

use super::*;
use crate::venue::Market;

fn amount(text: &str) -> Decimal {
    money::parse(text).unwrap()
}

fn instrument() -> Instrument {
    Instrument::new(InstrumentSpec {
        symbol: "ETHUSDT".into(),
        base: "ETH".into(),
        quote: "USDT".into(),
        price_tick: amount("0.01"),
        lot_step: amount("0.0001"),
        min_qty: amount("0.0001"),
        max_qty: Some(amount("1000")),
        min_notional: amount("5"),
        multiplier: Decimal::ONE,
    })
    .unwrap()
}

fn answer(config: PaperConfig, id: &str, order: &OrderDraft, last_price: &str) -> SubmitOutcome {
    let market = Market { last_price: amount(last_price), now: DateTime::UNIX_EPOCH };
    let instrument = instrument();
    let submission = Submission { client_order_id: id, instrument: &instrument, order, market };
    PaperVenue::new("BINANCE", config).unwrap().execute(&submission)
}

fn traded(config: PaperConfig, order: &OrderDraft, last_price: &str) -> Fill {
    match answer(config, "c-1", order, last_price) {
        SubmitOutcome::Filled { fill, .. } => fill,
        other => panic!("{other:?}"),
    }
}

fn refused(order: &OrderDraft, last_price: &str) -> String {
    match answer(PaperConfig::default(), "c-1", order, last_price) {
        SubmitOutcome::Rejected { reason } => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fills_whole_at_the_last_price_for_a_tenth_of_a_percent() {
    let order = OrderDraft::market(Side::Sell, amount("1.5"));
    let fill = traded(PaperConfig::default(), &order, "1999.99");
    assert_eq!((fill.side, fill.qty, fill.price), (Side::Sell, amount("1.5"), amount("1999.99")));
    assert_eq!((fill.fee, fill.fee_currency.as_str()), (amount("2.999985"), "USDT"));
    assert_eq!(fill.liquidity, Liquidity::Taker);
}

#[test]
fn the_fee_is_rounded_half_even_to_twelve_places() {
    let config = PaperConfig { taker_fee_rate: amount("0.0000000005"), slippage_bps: Decimal::ZERO };
    let fee = |qty| traded(config, &OrderDraft::market(Side::Buy, amount(qty)), "0.01").fee;
    assert_eq!(fee("0.1"), Decimal::ZERO, "half of the last place goes down to the even zero");
    assert_eq!(fee("0.3"), amount("0.000000000002"), "one and a half goes up to the even two");
}

#[test]
fn slippage_moves_the_price_against_the_order() {
    let config = PaperConfig { slippage_bps: amount("5"), ..PaperConfig::default() };
    let price = |side| traded(config, &OrderDraft::market(side, Decimal::ONE), "2000").price;
    assert_eq!(price(Side::Buy), amount("2001"));
    assert_eq!(price(Side::Sell), amount("1999"));
}

#[test]
fn a_repeated_submission_answers_with_the_same_trade() {
    let order = OrderDraft::market(Side::Buy, Decimal::ONE);
    let first = answer(PaperConfig::default(), "c-1", &order, "2000");
    assert_eq!(answer(PaperConfig::default(), "c-1", &order, "2000"), first);
    let trade_id = |id, price| match answer(PaperConfig::default(), id, &order, price) {
        SubmitOutcome::Filled { fill, .. } => fill.trade_id,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        trade_id("c-1", "2000"),
        trade_id("c-1", "2100"),
        "the market has moved on, the trade has not"
    );
    assert_ne!(trade_id("c-1", "2000"), trade_id("c-2", "2000"));
}

#[test]
fn refuses_what_it_cannot_trade() {
    let market = |qty| OrderDraft::market(Side::Buy, amount(qty));
    let limit = OrderDraft { order_type: OrderType::Limit, price: Some(amount("10")), ..market("1") };
    assert_eq!(refused(&limit, "2000"), "The paper venue takes market orders only.");
    assert_eq!(
        refused(&market("0.00015"), "2000"),
        "Refused: the quantity 0.00015 is not a multiple of 0.0001."
    );
    assert_eq!(refused(&market("0"), "2000"), "Refused: the quantity is 0: it must be above zero.");
    assert_eq!(refused(&market("1"), "0"), "Refused: the price is 0: it must be above zero.");
    assert_eq!(
        refused(&market("1000"), "9999999999999999"),
        "Refused: out of range: an amount has at most 16 digits before the point."
    );
}

#[test]
fn a_configuration_that_makes_no_sense_is_refused() {
    let slippage =
        |bps| PaperVenue::new("X", PaperConfig { slippage_bps: amount(bps), ..PaperConfig::default() });
    assert!(slippage("9999.9").is_ok());
    assert!(matches!(slippage("10000"), Err(PaperConfigError::Slippage { .. })));
    assert!(matches!(slippage("-1"), Err(PaperConfigError::Slippage { .. })));
}
