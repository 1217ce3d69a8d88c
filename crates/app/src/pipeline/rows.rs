//! Rows as the rules know them, and back.

use prisma::{BotStatus, Liquidity, OrderStatus, OrderType, Side, TimeInForce, Verdict, fill, order};
use trading::{Fill, Order, OrderDraft, StoredOrder};

/// Declares the way from one enum to another whose variants have the same names.
macro_rules! same {
    ($from:ty => $to:ty, $name:ident: $($variant:ident),+) => {
        pub(crate) const fn $name(from: $from) -> $to {
            match from { $(<$from>::$variant => <$to>::$variant,)+ }
        }
    };
    ($row:ty, $rule:ty, $to_rule:ident, $to_row:ident: $($variant:ident),+) => {
        same!($row => $rule, $to_rule: $($variant),+);
        same!($rule => $row, $to_row: $($variant),+);
    };
}

same!(Side, trading::Side, rule_side, row_side: Buy, Sell);
same!(TimeInForce, trading::TimeInForce, rule_time_in_force, row_time_in_force: Gtc, Ioc, Fok);
same!(Liquidity, trading::Liquidity, rule_liquidity, row_liquidity: Maker, Taker);
same!(trading::risk::Verdict => Verdict, row_verdict: Accepted, Refused, Unneeded);
same!(OrderType, trading::OrderType, rule_type, row_type:
    Market, Limit, Stop, StopLimit, TakeProfit, TakeProfitLimit);
same!(BotStatus => trading::risk::BotStatus, rule_bot_status: Stopped, Running, Paused);
same!(OrderStatus, trading::OrderStatus, rule_status, row_status:
    Initialized, Denied, Submitted, Accepted, Rejected, Canceled, Expired, Triggered, PendingUpdate, PendingCancel,
    PartiallyFilled, Filled);

/// What the order asks for.
pub(crate) fn draft(row: &order::Data) -> OrderDraft {
    OrderDraft {
        side: rule_side(row.side),
        order_type: rule_type(row.r#type),
        time_in_force: rule_time_in_force(row.time_in_force),
        qty: row.qty,
        price: row.price,
        trigger_price: row.trigger_price,
        reduce_only: row.reduce_only,
        post_only: row.post_only,
    }
}

/// The order as it was stored, with every fill that was stored for it.
pub(crate) fn restore(row: &order::Data, fills: &[fill::Data]) -> Order {
    let stored = StoredOrder {
        client_order_id: row.client_order_id.clone(),
        venue_order_id: row.venue_order_id.clone(),
        draft: draft(row),
        status: rule_status(row.status),
        previous_status: row.previous_status.map(rule_status),
    };
    Order::restore(stored, fills.iter().map(trade).collect())
}

/// The fill as it was stored.
pub(crate) fn trade(row: &fill::Data) -> Fill {
    Fill {
        trade_id: row.trade_id.clone(),
        side: rule_side(row.side),
        qty: row.qty,
        price: row.price,
        fee: row.fee,
        fee_currency: row.fee_currency.clone(),
        liquidity: rule_liquidity(row.liquidity),
    }
}
