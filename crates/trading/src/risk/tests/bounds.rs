//! Each limit lets its own value through and no more, binds what opens, and lets out what reduces.

use rust_decimal::dec;

use super::*;

/// A bot with a limit, in this exposure, that wants to buy 0.1 at 20000.
struct Setting {
    limits: Limits,
    exposure: Exposure,
}

impl Setting {
    fn decided(&self, scope: Scope, change: impl FnOnce(&mut Case<'_>)) -> Decision {
        let instrument = instrument();
        let bounds = [Bounds { scope, limits: self.limits, exposure: self.exposure }];
        let mut case = Case {
            last_price: Some(dec!(20000)),
            bounds: &bounds,
            ..Case::unbounded(buy("0.1"), &instrument)
        };
        change(&mut case);
        decide(&case)
    }

    fn refusal(&self) -> Option<(Rule, String, String)> {
        match self.decided(Scope::Bot, |_| {}) {
            Decision::Accept(_) => None,
            Decision::Nothing => panic!("an order is something"),
            Decision::Refuse(Refusal { rule, limit, observed, .. }) => Some((rule, limit, observed)),
        }
    }
}

/// Everything that can bind, each with what it just allows and what it refuses.
fn settings() -> Vec<(Rule, Setting, Setting, &'static str, &'static str)> {
    let quiet = Exposure { equity: Some(dec!(1000)), ..Exposure::default() };
    let setting = |limits, exposure| Setting { limits, exposure };
    let seconds = Duration::from_secs;
    let cases = |rule, limits, good, bad, limit, observed| {
        (rule, setting(limits, good), setting(limits, bad), limit, observed)
    };
    vec![
        cases(
            Rule::Cooldown,
            Limits { cooldown: Some(seconds(60)), ..FREE },
            Exposure { since_loss: Some(seconds(60)), ..quiet },
            Exposure { since_loss: Some(Duration::from_millis(59_999)), ..quiet },
            "60 s",
            "59 s",
        ),
        cases(
            Rule::MaxDailyLoss,
            Limits { max_daily_loss: Some(dec!(50)), ..FREE },
            Exposure { day_result: dec!(-49.99), ..quiet },
            Exposure { day_result: dec!(-50.000), ..quiet },
            "50",
            "50",
        ),
        cases(
            Rule::MaxDrawdown,
            Limits { max_drawdown: Some(dec!(0.2)), ..FREE },
            Exposure { drawdown: dec!(0.1999), ..quiet },
            Exposure { drawdown: dec!(0.25), ..quiet },
            "0.2",
            "0.25",
        ),
        cases(
            Rule::OrderRate,
            Limits { max_orders_per_minute: Some(10), ..FREE },
            Exposure { orders_last_minute: 9, ..quiet },
            Exposure { orders_last_minute: 10, ..quiet },
            "10",
            "10",
        ),
        cases(
            Rule::MaxOpenPositions,
            Limits { max_open_positions: Some(3), ..FREE },
            Exposure { open_positions: 2, ..quiet },
            Exposure { open_positions: 3, ..quiet },
            "3",
            "3",
        ),
        cases(
            Rule::MaxTotalNotional,
            Limits { max_total_notional: Some(dec!(5000)), ..FREE },
            Exposure { total_notional: dec!(3000), ..quiet },
            Exposure { total_notional: dec!(3000.01), ..quiet },
            "5000",
            "5000.01",
        ),
        cases(
            Rule::MaxLeverage,
            Limits { max_leverage: Some(dec!(3)), ..FREE },
            Exposure { total_notional: dec!(1000), ..quiet },
            Exposure { total_notional: dec!(1000.01), ..quiet },
            "3",
            "3.0001",
        ),
        cases(
            Rule::MaxLeverage,
            Limits { max_leverage: Some(dec!(3)), ..FREE },
            quiet,
            Exposure { equity: None, ..quiet },
            "3",
            "an unknown equity",
        ),
        cases(
            Rule::MaxLeverage,
            Limits { max_leverage: Some(dec!(3)), ..FREE },
            quiet,
            Exposure { equity: Some(dec!(0)), ..quiet },
            "3",
            "an equity of 0",
        ),
    ]
}

#[test]
fn a_limit_lets_its_own_value_through_and_no_more() {
    for (rule, good, bad, limit, observed) in settings() {
        assert_eq!(good.refusal(), None, "{rule}");
        assert_eq!(bad.refusal(), Some((rule, limit.into(), observed.into())));
    }
}

#[test]
fn every_limit_binds_in_every_scope_and_says_whose_it_is() {
    for (rule, _, bad, ..) in settings() {
        for (scope, name) in
            [(Scope::Tenant, "the team"), (Scope::Bot, "the bot"), (Scope::Instrument, "the instrument")]
        {
            let Decision::Refuse(refusal) = bad.decided(scope, |_| {}) else { panic!("{rule} of {name}") };
            assert!(refusal.message.contains(name) && refusal.message.ends_with('.'), "{refusal}");
        }
    }
}

#[test]
fn what_reduces_passes_every_limit() {
    for (rule, _, bad, ..) in settings() {
        for intent in [
            Intent::Close,
            Intent::Flatten,
            Intent::Target { signed_qty: dec!(0.1) },
            Intent::Order(OrderDraft::market(Side::Sell, dec!(0.2))),
        ] {
            let decision = bad.decided(Scope::Bot, |case| {
                case.intent = intent;
                case.position = holding("0.3");
                case.pair_lock = Some(PairLock { reason: "three losses", left: None });
            });
            assert!(matches!(decision, Decision::Accept(_)), "{rule} of {intent:?}: {decision:?}");
        }
    }
}

#[test]
fn what_turns_a_position_is_bound() {
    let (_, _, bad, ..) = settings().swap_remove(1);
    let turn = bad.decided(Scope::Bot, |case| {
        case.intent = Intent::Target { signed_qty: dec!(-0.1) };
        case.position = holding("0.3");
    });
    assert_eq!(refused(turn).0, Rule::MaxDailyLoss);
}

#[test]
fn only_what_would_open_another_position_is_counted_as_one() {
    let (rule, _, bad, ..) = settings().swap_remove(4);
    assert_eq!(rule, Rule::MaxOpenPositions);
    let more = bad.decided(Scope::Bot, |case| case.position = holding("0.1"));
    assert!(matches!(more, Decision::Accept(_)), "it is open already");
    let more = bad.decided(Scope::Bot, |case| case.working.buys = dec!(0.1));
    assert!(matches!(more, Decision::Accept(_)), "its order is on its way already");
}

#[test]
fn only_what_an_order_adds_counts_against_the_total() {
    let limits = Limits { max_total_notional: Some(dec!(4000)), ..FREE };
    let exposure = Exposure { total_notional: dec!(4000), ..Exposure::default() };
    let setting = Setting { limits, exposure };
    // From 0.2 long to 0.2 short: as much is at stake as before.
    let turned = setting.decided(Scope::Bot, |case| {
        case.intent = Intent::Target { signed_qty: dec!(-0.2) };
        case.position = holding("0.2");
    });
    assert!(matches!(turned, Decision::Accept(_)), "{turned:?}");
    let further = setting.decided(Scope::Bot, |case| {
        case.intent = Intent::Target { signed_qty: dec!(-0.201) };
        case.position = holding("0.2");
    });
    assert_eq!(refused(further).2, "4020");
}

#[test]
fn an_order_is_valued_at_the_highest_price_at_which_it_may_trade() {
    let limits = Limits { max_order_notional: Some(dec!(1900)), ..FREE };
    let setting = Setting { limits, exposure: Exposure::default() };
    let seen = |draft| match setting.decided(Scope::Bot, |case| case.intent = Intent::Order(draft)) {
        Decision::Accept(_) => None,
        decision => Some(refused(decision).2),
    };
    let qty = dec!(0.1);
    assert_eq!(seen(OrderDraft::limit(Side::Buy, qty, dec!(19000))), None);
    assert_eq!(seen(OrderDraft::limit(Side::Buy, qty, dec!(19000.01))), Some("1900.001".into()));
    // To sell at 1 or better is to sell at what the market pays.
    assert_eq!(seen(OrderDraft::limit(Side::Sell, qty, dec!(1))), Some("2000".into()));
    assert_eq!(seen(OrderDraft::limit(Side::Sell, qty, dec!(21000))), Some("2100".into()));
    // Until it is triggered, nobody knows what the market will pay then.
    assert_eq!(seen(OrderDraft::stop(Side::Sell, qty, dec!(15000))), Some("2000".into()));
    assert_eq!(seen(OrderDraft::stop(Side::Buy, qty, dec!(21000))), Some("2100".into()));
    let wakes = OrderDraft { price: Some(dec!(1)), ..OrderDraft::take_profit(Side::Sell, qty, dec!(30000)) };
    let wakes = OrderDraft { order_type: OrderType::TakeProfitLimit, ..wakes };
    assert_eq!(seen(wakes), Some("3000".into()));
}

#[test]
fn what_a_far_order_may_still_take_does_not_make_room_on_the_other_side() {
    let limits = Limits { max_total_notional: Some(dec!(5000)), ..FREE };
    let setting = Setting { limits, exposure: Exposure { total_notional: dec!(2), ..Exposure::default() } };
    let sold = setting.decided(Scope::Bot, |case| {
        case.intent = Intent::Order(OrderDraft::market(Side::Sell, dec!(0.4)));
        case.working.buys = dec!(2);
    });
    assert_eq!(refused(sold).2, "8002");
}

#[test]
fn what_passes_only_because_it_reduces_leaves_as_reduce_only() {
    let limits = Limits { max_total_notional: Some(dec!(6000)), ..FREE };
    let setting =
        Setting { limits, exposure: Exposure { total_notional: dec!(6000), ..Exposure::default() } };
    let sells = |qty, bot, sells| {
        let decision = setting.decided(Scope::Bot, |case| {
            case.intent = Intent::Order(OrderDraft::limit(Side::Sell, qty, dec!(21000)));
            case.switches = Switches { bot, ..Switches::ACTIVE };
            (case.position, case.working.sells) = (holding("0.3"), sells);
        });
        match decision {
            Decision::Accept(draft) => Ok(draft.reduce_only),
            decision => Err(refused(decision).0),
        }
    };
    let (active, reducing) = (TradingState::Active, TradingState::Reducing);
    assert_eq!(sells(dec!(0.3), active, dec!(0)), Ok(false), "it adds nothing");
    assert_eq!(sells(dec!(0.3), active, dec!(0.2)), Ok(true), "both together would turn the position");
    assert_eq!(sells(dec!(0.3), reducing, dec!(0)), Ok(true));
    assert_eq!(sells(dec!(0.301), reducing, dec!(0)), Err(Rule::KillSwitch));
    assert_eq!(sells(dec!(0.601), active, dec!(0)), Err(Rule::MaxTotalNotional));
}

#[test]
fn a_stale_signal_is_refused_unless_a_person_flattens() {
    let limits = Limits { max_signal_age: Some(Duration::from_millis(500)), ..FREE };
    let setting = Setting { limits, exposure: Exposure::default() };
    let aged = |age, intent| {
        setting.decided(Scope::Bot, |case| {
            (case.signal_age, case.intent, case.position) =
                (Duration::from_millis(age), intent, holding("0.1"));
        })
    };
    assert!(matches!(aged(500, Intent::Close), Decision::Accept(_)));
    let (rule, limit, observed, message) = refused(aged(501, Intent::Close));
    assert_eq!(
        (rule.as_str(), limit.as_str(), observed.as_str()),
        ("signal_age", "500 ms", "501 ms"),
        "{message}"
    );
    assert!(matches!(aged(501, Intent::Flatten), Decision::Accept(_)));
}

#[test]
fn a_locked_pair_opens_nothing() {
    let setting = Setting { limits: FREE, exposure: Exposure::default() };
    for (left, words) in [(None, "until it is lifted"), (Some(Duration::from_secs(90)), "for 90 s more")] {
        let decision = setting
            .decided(Scope::Bot, |case| case.pair_lock = Some(PairLock { reason: "three losses", left }));
        let (rule, _, observed, message) = refused(decision);
        assert_eq!((rule.as_str(), observed.as_str()), ("pair_lock", "three losses"));
        assert_eq!(message, format!("BTCUSDT is locked for the bot {words}: three losses."));
    }
}
