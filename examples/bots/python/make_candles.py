"""Writes candles.csv: 500 five-minute candles of a seeded walk, the same each time.

With this seed the bot's run ends amid a trade that was enlarged and reduced: its cost needs all twelve places.
"""

import csv
import random
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

TICK = Decimal("0.01")
START = datetime(2026, 1, 5, tzinfo=timezone.utc)


def walk(count, seed=110):
    """Yields open, high, low and close in whole ticks, so that no float rounds anything."""
    dice = random.Random(seed)
    price, drift = 15800, 0
    for _ in range(count):
        # A drift that lasts for a while is what a crossover lives on; the pull keeps the price where it began.
        pull = (15800 - price) // 100
        drift = max(-12, min(12, drift + dice.randint(-5, 5)))
        first, price = price, price + pull + drift + dice.randint(-30, 30)
        yield (
            first,
            max(first, price) + dice.randint(0, 12),
            min(first, price) - dice.randint(0, 12),
            price,
        )


def main():
    with open(Path(__file__).with_name("candles.csv"), "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["time", "open", "high", "low", "close"])
        for at, ticks in enumerate(walk(500)):
            time = START + timedelta(minutes=5 * at)
            rows.writerow([f"{time:%Y-%m-%dT%H:%M:%SZ}", *(tick * TICK for tick in ticks)])


if __name__ == "__main__":
    main()
