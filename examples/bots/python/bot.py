"""A bot that trades a moving-average crossover over candles of a CSV file, and checks Tickwire's arithmetic."""

import argparse
import csv
import sys
import time
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from signal import SIGTERM, signal as on_signal

from commands import Commands
from position import Position
from tickwire import DuplicateSignal, Refused, Tickwire

FAST, SLOW = 8, 21
BUDGET = Decimal("4000")  # USDT in a full position
LOT = Decimal("0.001")  # the instrument's smallest step of a quantity
FINAL = {"EXECUTED", "REJECTED"}


def main():
    options = arguments()
    api = Tickwire(options.url, options.key)
    on_signal(SIGTERM, lambda *_: sys.exit())
    commands = Commands(api, options.bot)
    # Whatever ends it, people hear of it.
    try:
        return trade(options, api, commands)
    finally:
        commands.leave()


def trade(options, api, commands):
    closes = read_closes(options.candles)
    # The arithmetic below starts from nothing, so whatever the bot still holds goes first.
    last = f"{options.run}-start"
    send(api, {"dedupKey": last, "action": "CLOSE", **instrument(options)})
    position = Position()
    for at, order in enumerate(orders(closes)):
        commands.obey()
        if commands.is_over:
            send(api, {"dedupKey": f"{options.run}-end", "action": "CLOSE", **instrument(options)})
            return 0
        last = f"{options.run}-{at}"
        send(api, {"dedupKey": last, **order, **instrument(options)})
        position.fill(order["side"], Decimal(order["qty"]), Decimal(order["price"]))
        time.sleep(options.pause)
    return report(position, position_at_server(api, options, last))


def orders(closes):
    """Yields an order whenever the wanted side or size changes: all in when the price confirms, half if not."""
    held, stance = Decimal(0), None
    for at in range(SLOW, len(closes) + 1):
        price = closes[at - 1]
        fast, slow = (sum(closes[at - length : at]) / length for length in (FAST, SLOW))
        is_up, is_confirmed = fast > slow, (price > slow) == (fast > slow)
        if (is_up, is_confirmed) == stance:
            continue
        stance = (is_up, is_confirmed)
        size = (BUDGET / price / (1 if is_confirmed else 2)).quantize(LOT, ROUND_DOWN)
        change = (size if is_up else -size) - held
        if change:
            held += change
            side = "BUY" if change > 0 else "SELL"
            yield {"side": side, "qty": str(abs(change)), "price": str(price)}


def send(api, signal):
    """Sends a signal once, however often it has to be sent."""
    try:
        outcome = api.call("POST", "signals.submit", signal)["id"]
    except DuplicateSignal:
        outcome = "already taken"
    print(signal["dedupKey"], signal.get("side", "CLOSE"), signal.get("qty", ""), outcome, flush=True)


def position_at_server(api, options, last):
    """Waits until the last signal is finished, then reads what came of all of them."""
    while (signal := find(api, last))["status"] not in FINAL:
        time.sleep(0.2)
    for position in api.call("GET", "positions.getAll", {"status": "OPEN", "limit": 200})["items"]:
        if position["bot"] == signal["bot"] and position["instrument"] == signal["instrument"]:
            return position
    return None


def find(api, name):
    """The signal that was sent under that name: of a run that is started again, far down in the list."""
    cursor = {}
    while True:
        page = api.call("GET", "signals.list", {"limit": 200, **cursor})
        found = next((signal for signal in page["items"] if signal["dedupKey"] == name), None)
        if found or not page["nextCursor"]:
            return found or sys.exit(f"There is no signal named {name}.")
        cursor = {"cursor": page["nextCursor"]}


def report(predicted, actual):
    """Prints both positions side by side; the exit status says whether they are the same."""
    names = ["signedQty", "openCost", "grossRealized", "fees", "netPnl"]
    print(f"{'':14} {'predicted':>20} {'at Tickwire':>20}")
    is_same = True
    for name, value in zip(names, predicted.amounts()):
        there = Decimal(actual[name]) if actual else Decimal(0)
        print(f"{name:14} {value.normalize():>20f} {there:>20f}{'' if value == there else '  differs'}")
        is_same = is_same and value == there
    return 0 if is_same else 1


def read_closes(file):
    with open(file, newline="") as rows:
        return [Decimal(row["close"]) for row in csv.DictReader(rows)]


def instrument(options):
    return {"venue": options.venue, "symbol": options.symbol}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:4000", help="where Tickwire is")
    parser.add_argument("--key", default="tw_demo_momentum_key", help="the bot's API key")
    parser.add_argument("--bot", default="momentum", help="the bot's name")
    parser.add_argument("--venue", default="BINANCE")
    parser.add_argument("--symbol", default="SOLUSDT")
    parser.add_argument("--candles", default=Path(__file__).with_name("candles.csv"), help="the CSV file")
    parser.add_argument("--run", default="crossover", help="names the run; a second one of that name changes nothing")
    parser.add_argument("--pause", type=float, default=0, help="seconds between two signals")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refusal:
        sys.exit(f"Tickwire refuses: {refusal}")
