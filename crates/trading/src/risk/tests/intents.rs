//! What each intent becomes, and what the kill switch lets out of it.

use rust_decimal::dec;

use super::*;
use crate::order::TimeInForce;

/// The decision of a bot without limits that holds this.
fn holds(held: &str, intent: Intent) -> Decision {
    decided(intent, FREE, holding(held), Some("20000"))
}

fn target(signed_qty: Decimal) -> Intent {
    Intent::Target { signed_qty }
}

#[test]
fn a_target_becomes_the_order_that_gets_there() {
    for (held, wanted, side, qty, reduce_only) in [
        ("0", dec!(0.3), Side::Buy, dec!(0.3), false),
        ("0", dec!(-0.3), Side::Sell, dec!(0.3), false),
        ("0.1", dec!(0.3), Side::Buy, dec!(0.2), false),
        ("0.3", dec!(0.1), Side::Sell, dec!(0.2), true),
        ("0.3", dec!(0), Side::Sell, dec!(0.3), true),
        ("-0.3", dec!(-0.1), Side::Buy, dec!(0.2), true),
        ("0.1", dec!(-0.2), Side::Sell, dec!(0.3), false),
    ] {
        let draft = OrderDraft { reduce_only, ..OrderDraft::market(side, qty) };
        assert_eq!(holds(held, target(wanted)), Decision::Accept(draft), "{held} to {wanted}");
    }
}

#[test]
fn a_target_that_is_reached_needs_nothing() {
    for (held, wanted) in [("0", dec!(0)), ("0.3", dec!(0.3)), ("0.3", dec!(0.3009)), ("-0.3", dec!(-0.2995))]
    {
        assert_eq!(holds(held, target(wanted)), Decision::Nothing, "{held} to {wanted}");
    }
}

#[test]
fn what_is_on_its_way_to_a_target_is_not_sent_again() {
    let instrument = instrument();
    let case = Case {
        position: holding("0.1"),
        on_its_way: dec!(0.15),
        last_price: Some(dec!(20000)),
        ..Case::unbounded(target(dec!(0.3)), &instrument)
    };
    assert_eq!(decide(&case), Decision::Accept(OrderDraft::market(Side::Buy, dec!(0.05))));
    assert_eq!(decide(&Case { on_its_way: dec!(0.2), ..case }), Decision::Nothing);
    // What is on its way to nothing is not reduced once more, but turned.
    let turn = Case { on_its_way: dec!(-0.1), intent: target(dec!(-0.1)), ..case };
    let sell = OrderDraft::market(Side::Sell, dec!(0.1));
    assert_eq!(decide(&turn), Decision::Accept(sell));
    // Nor does it reduce what is not held yet: a venue would refuse that.
    let undo = Case { position: holding("0"), on_its_way: dec!(0.1), intent: target(dec!(0)), ..case };
    assert_eq!(decide(&undo), Decision::Accept(sell));
}

#[test]
fn what_rests_is_not_held_and_may_never_be() {
    let instrument = instrument();
    let case = Case {
        working: WorkingQty { buys: dec!(1), sells: dec!(0.4) },
        last_price: Some(dec!(20000)),
        ..Case::unbounded(target(dec!(0)), &instrument)
    };
    assert_eq!(decide(&case), Decision::Nothing);
    let held = Case { position: holding("0.1"), intent: target(dec!(0.1)), ..case };
    assert_eq!(decide(&held), Decision::Nothing);
}

#[test]
fn nothing_is_opened_that_is_worth_more_than_can_be_lost() {
    let instrument = instrument();
    let buy = |qty| Intent::Order(OrderDraft::market(Side::Buy, qty));
    let case = Case { last_price: Some(dec!(20000000000000)), ..Case::unbounded(buy(dec!(5)), &instrument) };
    assert!(matches!(decide(&case), Decision::Accept(_)));
    let over = |case: &Case<'_>| matches!(decide(case), Decision::Refuse(refusal) if refusal.rule == Rule::AmountRange);
    assert!(over(&Case { last_price: Some(dec!(20000000000001)), ..case }));
    assert!(over(&Case { position: holding("3"), intent: buy(dec!(2.001)), ..case }));
    // It closes at any price that can be written down.
    let close = Case {
        position: holding("5"),
        last_price: Some(dec!(900000000000000)),
        intent: Intent::Close,
        ..case
    };
    assert!(matches!(decide(&close), Decision::Accept(_)));
}

#[test]
fn to_flatten_nothing_is_no_mistake_and_needs_no_running_bot() {
    assert_eq!(holds("0", Intent::Flatten), Decision::Nothing);
    let instrument = instrument();
    let stopped = Case {
        bot: BotStatus::Stopped,
        position: holding("0.3"),
        last_price: Some(dec!(20000)),
        ..Case::unbounded(Intent::Flatten, &instrument)
    };
    let draft = OrderDraft { reduce_only: true, ..OrderDraft::market(Side::Sell, dec!(0.3)) };
    assert_eq!(decide(&stopped), Decision::Accept(draft));
}

#[test]
fn a_reduce_only_order_is_of_what_is_held_at_most() {
    let sell = |qty| OrderDraft { reduce_only: true, ..OrderDraft::market(Side::Sell, qty) };
    assert_eq!(holds("0.3", Intent::Order(sell(dec!(1)))), Decision::Accept(sell(dec!(0.3))));
    assert_eq!(holds("0.3", Intent::Order(sell(dec!(0.2)))), Decision::Accept(sell(dec!(0.2))));
    for held in ["0", "-0.3"] {
        let (rule, _, observed, message) = refused(holds(held, Intent::Order(sell(dec!(1)))));
        assert_eq!((rule.as_str(), observed.as_str()), ("reduce_only", held), "{message}");
    }
}

#[test]
fn an_order_that_makes_no_sense_is_refused_by_a_rule_of_its_own() {
    let limit = OrderDraft::limit(Side::Buy, dec!(1), dec!(19000));
    for (draft, rule) in [
        (OrderDraft { price: None, ..limit }, "order_prices"),
        (OrderDraft { trigger_price: Some(dec!(1)), ..limit }, "order_prices"),
        (OrderDraft { price: Some(dec!(19000.001)), ..limit }, "price_tick"),
        (OrderDraft { price: Some(dec!(0)), ..limit }, "price_known"),
        (OrderDraft { post_only: true, time_in_force: TimeInForce::Ioc, ..limit }, "post_only"),
        (OrderDraft::stop(Side::Buy, dec!(1), dec!(19000)), "trigger_side"),
        (OrderDraft::take_profit(Side::Buy, dec!(1), dec!(21000)), "trigger_side"),
    ] {
        let (refusing, limit, observed, message) = refused(holds("0", Intent::Order(draft)));
        assert_eq!(refusing.as_str(), rule, "{message}");
        assert!(!limit.is_empty() && !observed.is_empty() && message.ends_with('.'), "{message}");
    }
}

#[test]
fn an_order_with_a_price_of_its_own_needs_no_other() {
    for draft in [
        OrderDraft::limit(Side::Buy, dec!(1), dec!(19000)),
        OrderDraft::stop(Side::Sell, dec!(1), dec!(19000)),
    ] {
        let decision = decided(Intent::Order(draft), FREE, Position::FLAT, None);
        assert_eq!(decision, Decision::Accept(draft));
    }
}

#[test]
fn the_strictest_switch_decides_and_one_that_is_unreadable_halts() {
    use TradingState::{Active, Halted, Reducing, Unreadable};
    let instrument = instrument();
    let under = |switches, intent, held: &str| {
        decide(&Case {
            switches,
            position: holding(held),
            last_price: Some(dec!(20000)),
            ..Case::unbounded(intent, &instrument)
        })
    };
    for state in [Active, Reducing, Halted, Unreadable] {
        for switches in [
            Switches { system: state, ..Switches::ACTIVE },
            Switches { tenant: state, ..Switches::ACTIVE },
            Switches { bot: state, ..Switches::ACTIVE },
        ] {
            let opens = under(switches, buy("0.1"), "0");
            assert_eq!(matches!(opens, Decision::Accept(_)), state == Active, "{opens:?}");
            for intent in [Intent::Close, Intent::Flatten, target(dec!(0))] {
                let reduces = under(switches, intent, "0.3");
                assert_eq!(matches!(reduces, Decision::Accept(_)), state <= Reducing, "{reduces:?}");
            }
            let turns = under(switches, target(dec!(-0.1)), "0.3");
            assert_eq!(matches!(turns, Decision::Accept(_)), state == Active, "{turns:?}");
        }
    }
    let mixed = Switches { system: Reducing, tenant: Halted, bot: Active };
    assert_eq!(mixed.strictest(), (Halted, "the team"));
    let (rule, limit, observed, message) = refused(under(mixed, Intent::Close, "0.3"));
    assert_eq!((rule.as_str(), limit.as_str(), observed.as_str()), ("kill_switch", "ACTIVE", "HALTED"));
    assert_eq!(message, "Trading of the team is halted; resume it, then send this again.");
    assert!(Switches::UNREADABLE.admit(true).is_err());
}

#[test]
fn every_decision_can_be_stored() {
    let instrument = instrument();
    let case = |intent, held: &str| Case {
        position: holding(held),
        last_price: Some(dec!(20000)),
        ..Case::unbounded(intent, &instrument)
    };
    let record = |case: Case<'_>| {
        let RiskDecision { verdict, rule, limit, observed, message } = decide(&case).record(&case);
        [verdict.as_str().into(), rule.as_str().into(), limit, observed, message]
    };
    assert_eq!(
        record(case(buy("0.1"), "0")),
        [
            "ACCEPTED",
            "every_rule",
            "every limit",
            "MARKET BUY 0.1 BTCUSDT",
            "Within every limit: MARKET BUY 0.1 BTCUSDT."
        ]
    );
    assert_eq!(
        record(case(target(dec!(0.3)), "0.300")),
        ["UNNEEDED", "every_rule", "every limit", "0.3", "The bot holds 0.3 BTC of BTCUSDT, as wanted."]
    );
    assert_eq!(
        record(case(Intent::Close, "0")),
        [
            "REFUSED",
            "open_position",
            "an open position",
            "none",
            "There is nothing to close: the bot holds no BTCUSDT."
        ]
    );
}

#[test]
fn rules_have_names_of_their_own() {
    let mut names: Vec<_> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Rule::ALL.len());
}
