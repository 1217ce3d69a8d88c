//! What paper answers, to the last digit.

use futures::FutureExt as _;
use trading::{
    Fill, Instrument, InstrumentSpec, Liquidity, OrderType, Side,
    matching::{Level, Quote},
    money,
};

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

fn answer_in(terms: Terms, id: &str, order: &OrderDraft, quote: Quote<'_>) -> SubmitOutcome {
    let market = Market { quote, held_qty: Decimal::ZERO, now: DateTime::UNIX_EPOCH };
    let instrument = instrument();
    let submission = Submission { client_order_id: id, instrument: &instrument, order, market };
    PaperVenue::new("BINANCE", terms).unwrap().execute(&submission)
}

fn answer(terms: Terms, id: &str, order: &OrderDraft, last_price: &str) -> SubmitOutcome {
    answer_in(terms, id, order, Quote::last(amount(last_price)))
}

fn events(outcome: SubmitOutcome) -> Vec<OrderEvent> {
    match outcome {
        SubmitOutcome::Accepted { updates, .. } => updates.into_iter().map(|update| update.event).collect(),
        other => panic!("{other:?}"),
    }
}

fn traded(terms: Terms, order: &OrderDraft, last_price: &str) -> Fill {
    match events(answer(terms, "c-1", order, last_price)).as_slice() {
        [OrderEvent::Filled(fill)] => fill.clone(),
        other => panic!("{other:?}"),
    }
}

fn refused(order: &OrderDraft, last_price: &str) -> String {
    match answer(Terms::default(), "c-1", order, last_price) {
        SubmitOutcome::Rejected { reason } => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fills_whole_at_the_last_price_for_a_tenth_of_a_percent() {
    let order = OrderDraft::market(Side::Sell, amount("1.5"));
    let fill = traded(Terms::default(), &order, "1999.99");
    assert_eq!((fill.side, fill.qty, fill.price), (Side::Sell, amount("1.5"), amount("1999.99")));
    assert_eq!((fill.fee, fill.fee_currency.as_str()), (amount("2.999985"), "USDT"));
    assert_eq!(fill.liquidity, Liquidity::Taker);
}

#[test]
fn the_fee_is_rounded_half_even_to_twelve_places() {
    let terms = Terms { taker_fee_rate: amount("0.0000000005"), ..Terms::default() };
    let fee = |qty| traded(terms, &OrderDraft::market(Side::Buy, amount(qty)), "0.01").fee;
    assert_eq!(fee("0.1"), Decimal::ZERO, "half of the last place goes down to the even zero");
    assert_eq!(fee("0.3"), amount("0.000000000002"), "one and a half goes up to the even two");
}

#[test]
fn slippage_moves_the_price_against_the_order() {
    let terms = Terms { slippage_bps: amount("5"), ..Terms::default() };
    let price = |side| traded(terms, &OrderDraft::market(side, Decimal::ONE), "2000").price;
    assert_eq!(price(Side::Buy), amount("2001"));
    assert_eq!(price(Side::Sell), amount("1999"));
}

#[test]
fn a_repeated_submission_answers_with_the_same_trade() {
    let order = OrderDraft::market(Side::Buy, Decimal::ONE);
    let first = answer(Terms::default(), "c-1", &order, "2000");
    assert_eq!(answer(Terms::default(), "c-1", &order, "2000"), first);
    let trade_ids = |id, price| {
        let events = events(answer(Terms::default(), id, &order, price)).into_iter();
        events
            .map(|event| match event {
                OrderEvent::Filled(fill) => fill.trade_id,
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(trade_ids("c-1", "2000"), ["c-1-1"]);
    assert_eq!(trade_ids("c-1", "2100"), ["c-1-1"], "the market has moved on, the trade has not");
    assert_eq!(trade_ids("c-2", "2000"), ["c-2-1"]);
}

#[test]
fn takes_from_a_book_level_by_level() {
    let asks = [("2000", "0.5"), ("2001", "0.25"), ("2005", "9")];
    let asks = asks.map(|(price, qty)| Level { price: amount(price), qty: amount(qty) });
    let order = OrderDraft::market(Side::Buy, Decimal::ONE);
    let outcome = answer_in(Terms::default(), "c-1", &order, Quote::Book { bids: &[], asks: &asks });
    let fills: Vec<_> = events(outcome)
        .into_iter()
        .map(|event| match event {
            OrderEvent::Filled(fill) => (fill.trade_id, fill.qty, fill.price),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        fills,
        [
            ("c-1-1".into(), amount("0.5"), amount("2000")),
            ("c-1-2".into(), amount("0.25"), amount("2001")),
            ("c-1-3".into(), amount("0.25"), amount("2005")),
        ]
    );
}

#[test]
fn a_limit_order_away_from_the_market_rests() {
    let order = OrderDraft::limit(Side::Buy, Decimal::ONE, amount("1999"));
    assert_eq!(events(answer(Terms::default(), "c-1", &order, "2000")), []);
    assert_eq!(events(answer_in(Terms::default(), "c-1", &order, Quote::UNKNOWN)), []);
}

#[test]
fn refuses_what_it_cannot_trade() {
    let market = |qty| OrderDraft::market(Side::Buy, amount(qty));
    let limit = |price| OrderDraft::limit(Side::Buy, Decimal::ONE, amount(price));
    let post_only = |price| OrderDraft { post_only: true, ..limit(price) };
    assert_eq!(
        refused(&OrderDraft { order_type: OrderType::Limit, ..market("1") }, "2000"),
        "Refused: a LIMIT order needs a price."
    );
    assert_eq!(
        refused(&market("0.00015"), "2000"),
        "Refused: the quantity 0.00015 is not a multiple of 0.0001."
    );
    assert_eq!(refused(&market("0"), "2000"), "Refused: the quantity is 0: it must be above zero.");
    assert_eq!(
        refused(&limit("9.999"), "2000"),
        "Refused: the price 9.999 is not a multiple of the tick 0.01 USDT."
    );
    assert_eq!(
        refused(&post_only("9.999"), "2000"),
        "Refused: the price 9.999 is not a multiple of the tick 0.01."
    );
    assert_eq!(
        refused(&post_only("2000"), "2000"),
        "Refused: the order is post-only and would trade at once."
    );
    assert_eq!(
        refused(&OrderDraft { reduce_only: true, ..market("1") }, "2000"),
        "Refused: the order is reduce-only and there is nothing to reduce."
    );
    assert_eq!(
        refused(&market("1000"), "9999999999999999"),
        "Refused: out of range: an amount has at most 16 digits before the point."
    );
}

#[test]
fn keeps_no_order_and_says_so() {
    let venue = PaperVenue::new("BINANCE", Terms::default()).unwrap();
    let instrument = instrument();
    let order = OrderRef {
        client_order_id: "c-1",
        venue_order_id: None,
        instrument: &instrument,
        now: DateTime::UNIX_EPOCH,
    };
    assert_eq!(venue.query(order).now_or_never(), Some(QueryOutcome::NotFound));
    assert_eq!(venue.open_orders().now_or_never(), Some(Ok(Vec::new())));
    assert_eq!(venue.paper_terms(), Some(&Terms::default()));
    let Some(CancelOutcome::Accepted { updates }) = venue.cancel(order).now_or_never() else {
        panic!("paper ends what it is told to end")
    };
    assert_eq!(updates.into_iter().map(|update| update.event).collect::<Vec<_>>(), [OrderEvent::Canceled]);
}

#[test]
fn terms_that_make_no_sense_are_refused() {
    let slippage = |bps| PaperVenue::new("X", Terms { slippage_bps: amount(bps), ..Terms::default() });
    assert!(slippage("9999.9").is_ok());
    assert!(matches!(slippage("10000"), Err(TermsError::Slippage { .. })));
    assert!(matches!(slippage("-1"), Err(TermsError::Slippage { .. })));
}
