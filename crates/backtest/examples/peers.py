"""The same crossover over the same candles, by `backtesting` and by `nautilus_trader`, by the clock.

    peers.py candles.csv 525600 10 30

The file is made where it is missing. `just figures backtest` runs this, and `examples/speed.rs`, which is ours, after it.
Each is timed from its candles in memory to its result, the making of its own bars left out, and the fastest of three
runs counts.
"""

import csv
import random
import sys
import time
from decimal import Decimal

import pandas as pd

CASH = 1_000_000
FEE = 0.001
RUNS = 3
MINUTE = 60_000


def make(path: str, count: int) -> None:
    """Minutes of a price that goes anywhere, the same each time."""
    walk = random.Random(1)
    price = 6_500_000
    with open(path, 'w', newline='') as file:
        rows = csv.writer(file)
        rows.writerow(['time', 'open', 'high', 'low', 'close', 'volume'])
        for minute in range(count):
            close = max(100, price + walk.randint(-5000, 5000))
            high = max(price, close) + walk.randint(0, 2000)
            low = max(1, min(price, close) - walk.randint(0, 2000))
            prices = [f'{units / 100:.2f}' for units in (price, high, low, close)]
            rows.writerow([1_735_689_600_000 + minute * MINUTE, *prices, f'{walk.randint(1, 9999) / 1000:.3f}'])
            price = close


def told(who: str, count: int, seconds: float, result: str) -> None:
    print(f'{who}: {count} candles in {seconds:.3f} s: {count / seconds:,.0f} candles/s; {result}', flush=True)


def by_backtesting(frame: pd.DataFrame, fast: int, slow: int) -> None:
    from backtesting import Backtest, Strategy
    from backtesting.lib import crossover

    def average(values, period):
        return pd.Series(values).rolling(period).mean()

    class Crossover(Strategy):
        def init(self):
            self.fast = self.I(average, self.data.Close, fast)
            self.slow = self.I(average, self.data.Close, slow)

        def next(self):
            if crossover(self.fast, self.slow):
                self.buy(size=1)
            elif crossover(self.slow, self.fast):
                self.position.close()

    fastest = float('inf')
    for _ in range(RUNS):
        backtest = Backtest(frame, Crossover, cash=CASH, commission=FEE, finalize_trades=False)
        start = time.perf_counter()
        result = backtest.run()
        fastest = min(fastest, time.perf_counter() - start)
    told('backtesting', len(frame), fastest, f'{result["# Trades"]} round trips, equity {result["Equity Final [$]"]:.2f}')


def by_nautilus(frame: pd.DataFrame, fast: int, slow: int) -> None:
    from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
    from nautilus_trader.config import LoggingConfig, StrategyConfig
    from nautilus_trader.indicators import SimpleMovingAverage
    from nautilus_trader.model.currencies import USDT
    from nautilus_trader.model.data import BarType
    from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
    from nautilus_trader.model.identifiers import Venue
    from nautilus_trader.model.objects import Money
    from nautilus_trader.persistence.wranglers import BarDataWrangler
    from nautilus_trader.test_kit.providers import TestInstrumentProvider
    from nautilus_trader.trading.strategy import Strategy

    instrument = TestInstrumentProvider.btcusdt_binance()
    bar_type = BarType.from_str(f'{instrument.id}-1-MINUTE-LAST-EXTERNAL')
    bars = BarDataWrangler(bar_type, instrument).process(frame.rename(columns=str.lower))

    class Config(StrategyConfig, frozen=True):
        pass

    class Crossover(Strategy):
        def __init__(self):
            super().__init__(Config())
            self.fast, self.slow = SimpleMovingAverage(fast), SimpleMovingAverage(slow)
            self.above = None

        def on_start(self):
            self.register_indicator_for_bars(bar_type, self.fast)
            self.register_indicator_for_bars(bar_type, self.slow)
            self.subscribe_bars(bar_type)

        def on_bar(self, bar):
            if not self.slow.initialized or self.fast.value == self.slow.value:
                return
            above = self.fast.value > self.slow.value
            before, self.above = self.above, above
            if before is None or before == above:
                return
            if above:
                qty = instrument.make_qty(Decimal(1))
                self.submit_order(self.order_factory.market(instrument.id, OrderSide.BUY, qty))
            else:
                self.close_all_positions(instrument.id)

    fastest = float('inf')
    for _ in range(RUNS):
        engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True)))
        money = [Money(CASH, USDT)]
        engine.add_venue(Venue('BINANCE'), OmsType.NETTING, AccountType.MARGIN, money, base_currency=USDT)
        engine.add_instrument(instrument)
        engine.add_data(bars)
        engine.add_strategy(Crossover())
        start = time.perf_counter()
        engine.run()
        fastest = min(fastest, time.perf_counter() - start)
        equity = engine.portfolio.account(Venue('BINANCE')).balance_total(USDT)
        orders = engine.cache.orders_total_count()
        engine.dispose()
    told('nautilus_trader', len(frame), fastest, f'{orders} orders, balance {equity}')


def main() -> None:
    path, count, fast, slow = sys.argv[1], *map(int, sys.argv[2:5])
    try:
        open(path).close()
    except FileNotFoundError:
        make(path, count)
    frame = pd.read_csv(path)
    frame.index = pd.to_datetime(frame.pop('time'), unit='ms', utc=True)
    frame.columns = [name.capitalize() for name in frame.columns]
    by_backtesting(frame.tz_localize(None), fast, slow)
    by_nautilus(frame, fast, slow)


if __name__ == '__main__':
    main()
