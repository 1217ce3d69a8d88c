//! How fast a backtest is: a crossover over the candles of a file, with full accounting, by the clock.
//!
//! `cargo run --release --package tickwire-backtest --example speed -- candles.csv 10 30`

use std::{
    env, fs,
    io::{self, Write as _},
    ops::ControlFlow,
    time::Instant,
};

use backtest::{Settings, run};
use rust_decimal::{Decimal, dec};
use trading::{
    Candle, Instrument, InstrumentSpec, Interval,
    matching::Terms,
    money,
    strategy::{Crossover, CrossoverParameters, Downside, Strategy},
};

/// How often it is run: the fastest counts.
const RUNS: usize = 5;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or_else(|| format!("say {what}"));
    let candles = read(&next("which file of candles")?)?;
    let (fast, slow) = (next("the fast period")?.parse()?, next("the slow period")?.parse()?);
    let crossover = Crossover::new(CrossoverParameters { fast, slow, downside: Downside::Flat })?;
    let fee = dec!(0.001);
    let settings = Settings {
        instrument: instrument()?,
        interval: Interval::M1,
        strategy: Strategy::Crossover(crossover),
        qty: dec!(1),
        cash: dec!(1000000),
        max_leverage: None,
        terms: Terms { maker_fee_rate: fee, taker_fee_rate: fee, slippage_bps: Decimal::ZERO },
        seed: 1,
    };
    let mut fastest = f64::INFINITY;
    let mut said = String::new();
    for _ in 0..RUNS {
        let (settings, start) = (settings.clone(), Instant::now());
        let report = run(settings, &candles, |_| ControlFlow::Continue(()))?;
        fastest = fastest.min(start.elapsed().as_secs_f64());
        said = format!("{} trades, equity {}", report.trades.len(), report.summary.equity);
    }
    let count = u32::try_from(candles.len())?;
    let rate = f64::from(count) / fastest;
    writeln!(io::stdout(), "tickwire: {count} candles in {fastest:.3} s: {rate:.0} candles/s; {said}")?;
    Ok(())
}

fn instrument() -> Result<Instrument, Failure> {
    let spec = InstrumentSpec {
        symbol: "BTCUSDT".into(),
        base: "BTC".into(),
        quote: "USDT".into(),
        price_tick: dec!(0.01),
        lot_step: dec!(0.001),
        min_qty: dec!(0.001),
        max_qty: None,
        min_notional: dec!(5),
        multiplier: Decimal::ONE,
    };
    Ok(Instrument::new(spec)?)
}

/// `time in milliseconds, open, high, low, close, volume`, a candle a line, after a line of names.
fn read(path: &str) -> Result<Vec<Candle>, Failure> {
    let text = fs::read_to_string(path)?;
    let candle = |line: &str| -> Result<Candle, Failure> {
        let fields: Vec<&str> = line.split(',').collect();
        let [time, open, high, low, close, volume] = fields[..] else { return Err("not six fields".into()) };
        let [open, high, low, close, volume] = [open, high, low, close, volume].map(money::parse);
        Ok(Candle {
            open_time: time.parse()?,
            open: open?,
            high: high?,
            low: low?,
            close: close?,
            volume: volume?,
        })
    };
    text.lines().skip(1).map(candle).collect()
}
