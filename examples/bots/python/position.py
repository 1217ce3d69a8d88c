"""What a bot holds, what that cost and what it earned, by Tickwire's rules, in exact decimals."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

FEE_RATE = Decimal("0.001")  # what the paper venue takes of a trade's value
PLACES = Decimal("1e-12")


class Position:
    """Flat at first. The cost of the open quantity is kept, not its average price: that would be rounded."""

    def __init__(self):
        self.signed_qty = self.open_cost = self.gross = self.fees = Decimal(0)

    def fill(self, side, qty, price):
        """Books a trade. Past zero, what it closes is realised and the rest opens the other side."""
        sign = 1 if side == "BUY" else -1
        is_against = self.signed_qty * sign < 0
        closing = min(qty, abs(self.signed_qty)) if is_against else Decimal(0)
        closed_cost = _round(self.open_cost, closing, over=abs(self.signed_qty)) if closing else Decimal(0)
        value, closing_value = _round(qty, price), _round(closing, price)
        self.gross += -sign * closing_value - closed_cost
        self.open_cost += sign * (value - closing_value) - closed_cost
        self.signed_qty += sign * qty
        self.fees += _round(value, FEE_RATE)

    def amounts(self):
        """Quantity, open cost, gross profit, fees and net profit."""
        return [self.signed_qty, self.open_cost, self.gross, self.fees, self.gross - self.fees]


def _round(a, b, over=Decimal(1)):
    """`a · b / over`, rounded once."""
    with localcontext() as exact:
        exact.prec = 60
        return (a * b / over).quantize(PLACES, ROUND_HALF_EVEN)
