//! A tenant's own candles, and a backtest over them: rows as they stand when all is done.

use chrono::{DateTime, TimeDelta, Utc};
use prisma::{
    BacktestStatus, CandleInterval, CandleSetStatus, Side, StrategyKind, backtest, candle_set, instrument,
};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use super::{Tenant, secret};

/// The first minute of the candles.
fn beginning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_735_689_600, 0).expect("a time")
}

impl Tenant {
    /// A set of one candle.
    pub(crate) async fn candle_set(&self) -> Uuid {
        let (at, one) = (beginning(), Decimal::ONE);
        let named = instrument::venue_symbol::equals("BINANCE".to_owned(), "BTCUSDT".to_owned());
        let instrument =
            self.system.instrument().find_unique(named).exec().await.expect("the database answers");
        let instrument = instrument.expect("the demo data has it").id;
        let whole = vec![
            candle_set::status::set(CandleSetStatus::Ready),
            candle_set::count::set(1),
            candle_set::first_at::set(Some(at)),
            candle_set::last_at::set(Some(at)),
        ];
        let sets = self.system.candle_set();
        let set = sets.create(self.id, secret(), instrument, CandleInterval::M1, whole);
        let set = set.exec().await.expect("a set").id;
        let candles = self.system.candle_set_candle();
        candles.create(self.id, set, at, one, one, one, one, one, []).exec().await.expect("a candle");
        set
    }

    /// A backtest over such a set, finished, with a trade and a point of its curve.
    pub(crate) async fn backtest(&self) -> Uuid {
        let (set, at, one) = (self.candle_set().await, beginning(), Decimal::ONE);
        let set = self.system.candle_set().find_unique(candle_set::id::equals(set)).exec().await;
        let set = set.expect("the database answers").expect("the set");
        let done = vec![
            backtest::candle_set_id::set(Some(set.id)),
            backtest::status::set(BacktestStatus::Finished),
            backtest::statistics::set(Some(json!({
                "candles": 1, "missing": 0, "exposed": 0, "cash": "1000", "equity": "1000", "fees": "0",
                "maxDrawdown": "0", "refused": 0, "firstRefusal": null, "totalReturn": 0.0, "annualReturn": null,
                "volatility": null, "sharpe": null, "sortino": null, "calmar": null, "trades": 0, "wins": 0,
                "net": "0", "profitFactor": null, "expectancy": null, "averageWin": null, "averageLoss": null,
            }))),
        ];
        let strategy = json!({ "type": "MA_CROSSOVER", "fast": 2, "slow": 4, "short": false });
        let configuration = json!({
            "strategy": strategy, "qty": "1", "cash": "1000", "maxLeverage": null, "feeRate": "0", "slippageBps": "0",
        });
        let until = at + TimeDelta::minutes(1);
        let row = self.system.backtest().create(
            self.id,
            secret(),
            StrategyKind::MaCrossover,
            configuration,
            set.instrument_id,
            CandleInterval::M1,
            at,
            until,
            1,
            0,
            done,
        );
        let id = row.exec().await.expect("a backtest").id;
        let trades = self.system.backtest_trade();
        let zero = Decimal::ZERO;
        trades
            .create(self.id, id, 1, at, Side::Buy, one, one, zero, zero, one, [])
            .exec()
            .await
            .expect("a trade");
        self.system.backtest_equity().create(self.id, id, at, one, []).exec().await.expect("a point");
        id
    }
}
