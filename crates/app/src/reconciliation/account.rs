//! The venue's account as a whole: every order that works there is open in some tenant's books, and there is as much
//! of each currency as bots hold.

use std::collections::BTreeMap;

use prisma_client_rust::{raw, row};
use rust_decimal::Decimal;
use trading::OrderStatus;

use crate::{
    App, Result,
    jobs::Failure,
    pipeline::{rows::rule_status, signal_of},
};

row!(
    struct Booked {
        client_order_id: String,
        status: prisma::OrderStatus,
    }
);

row!(
    struct Held {
        currency: String,
        qty: Decimal,
    }
);

pub(super) async fn reconcile(app: &App, differences: &mut Vec<String>) -> Result<(), Failure> {
    orders(app, differences).await?;
    balances(app, differences).await
}

/// Finds orders that work at the venue, and are over here or were never ours.
async fn orders(app: &App, differences: &mut Vec<String>) -> Result<(), Failure> {
    let working = working(app).await?;
    let booked = booked(app, &working).await?;
    let is_suspect = |name: &String| booked.get(name).is_none_or(|status| status.is_over());
    if !working.iter().any(is_suspect) {
        return Ok(());
    }
    // What ended between the two questions works no more.
    for name in self::working(app).await?.iter().filter(|name| working.contains(name)) {
        match booked.get(name) {
            None => differences.push(format!("Order {name} is working at the venue, and is none of ours.")),
            Some(status) if status.is_over() => {
                differences.push(format!("Order {name} is working at the venue, and is {status} here."));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Our names for what works at the venue.
async fn working(app: &App) -> Result<Vec<String>, Failure> {
    let reports = app.venue.open_orders().await.map_err(|error| Failure::Told(error.to_string()))?;
    Ok(reports.into_iter().map(|report| report.client_order_id).collect())
}

/// How those orders stand in the books. An order is stored before the venue hears of it: one that is not there never was.
async fn booked(app: &App, names: &[String]) -> Result<BTreeMap<String, OrderStatus>> {
    let signals: Vec<_> = names.iter().filter_map(|name| signal_of(name)).collect();
    // It looks into all tenants, which is why it goes through the unscoped door.
    let rows = app.system._query_raw::<Booked>(raw!(
        "SELECT o.client_order_id, o.status FROM signals s
         JOIN orders o ON o.tenant_id = s.tenant_id AND o.signal_id = s.id WHERE s.id = ANY ({})",
        signals
    ));
    let named = |row: Booked| (row.client_order_id, rule_status(row.status));
    Ok(rows.exec().await?.into_iter().map(named).collect())
}

/// Finds currencies of which the venue has less than bots hold. It may have more: what people put there.
async fn balances(app: &App, differences: &mut Vec<String>) -> Result<(), Failure> {
    let before = held(app).await?;
    let balances = app.venue.balances().await.map_err(|error| Failure::Told(error.to_string()))?;
    let after = held(app).await?;
    // What was traded meanwhile is compared the next time.
    for (currency, qty) in before.into_iter().filter(|(currency, qty)| after.get(currency) == Some(qty)) {
        let there = balances.iter().find(|balance| balance.currency == currency);
        let there = there.map_or(Decimal::ZERO, |balance| balance.total);
        if there < qty {
            let (there, qty) = (there.normalize(), qty.normalize());
            differences.push(format!("The venue has {there} {currency}, and bots hold {qty} of it."));
        }
    }
    Ok(())
}

/// What bots hold at the venue, by currency.
async fn held(app: &App) -> Result<BTreeMap<String, Decimal>> {
    let rows = app.system._query_raw::<Held>(raw!(
        "SELECT i.base AS currency, sum(p.signed_qty) AS qty FROM positions p
         JOIN instruments i ON i.id = p.instrument_id WHERE p.status = 'OPEN' AND i.venue = {} GROUP BY i.base",
        app.venue.name().to_owned()
    ));
    Ok(rows.exec().await?.into_iter().map(|row| (row.currency, row.qty)).collect())
}
