"""Statistics of random series of daily returns: the program's, held against those of empyrical.

    python compare.py PROGRAM COUNT SEED
"""

import json
import math
import subprocess
import sys
import warnings
from collections.abc import Callable

import numpy as np

# empyrical warns of optional data sources, and numpy of ratios that are not defined.
warnings.simplefilter("ignore")
import empyrical  # noqa: E402

Series = np.ndarray

DAYS = 365
TOLERANCE = 1e-8
# Below this, a deviation is what summing left, and the ratio over it means nothing.
NOISE = 1e-12

THEIRS: dict[str, Callable[[Series], float]] = {
    "total": empyrical.cum_returns_final,
    "annual": lambda r: empyrical.annual_return(r, annualization=DAYS),
    "volatility": lambda r: empyrical.annual_volatility(r, annualization=DAYS),
    "sharpe": lambda r: empyrical.sharpe_ratio(r, annualization=DAYS),
    "sortino": lambda r: empyrical.sortino_ratio(r, annualization=DAYS),
    "max_drawdown": empyrical.max_drawdown,
    "calmar": lambda r: empyrical.calmar_ratio(r, annualization=DAYS),
}


def series(random: np.random.Generator) -> Series:
    """One series, of one of the kinds that there are."""
    days = int(random.choice([1, 2, 3, 7, 30, 365, 1000]))
    kind = random.integers(7)
    if kind == 0:
        return random.normal(0.0005, 0.02, days).clip(-0.99)
    if kind == 1:
        return (random.standard_t(2, days) * 0.01).clip(-0.99, 3)
    if kind == 2:
        return random.uniform(0, 0.01, days)
    if kind == 3:
        return random.uniform(-0.01, 0, days)
    if kind == 4:
        return np.where(random.random(days) < 0.9, 0.0, random.normal(0, 0.05, days)).clip(-0.99)
    if kind == 5:
        return np.full(days, random.choice([0.0, 0.01, -0.01]))
    ruined = random.normal(0, 0.02, days)
    ruined[-1] = -1.0
    return ruined


def agree(name: str, ours: float | None, theirs: float, returns: Series) -> bool:
    """Whether both say the same; what is not defined is none with us, and not a finite number with them."""
    if ours is None:
        noisy = name in ("volatility", "sharpe") and (len(returns) < 2 or np.std(returns, ddof=1) < NOISE)
        noisy = noisy or (name == "sortino" and empyrical.downside_risk(returns) < NOISE)
        return noisy or not math.isfinite(theirs)
    return math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=NOISE)


def main(program: str, count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    all_returns = [series(random) for _ in range(count)]
    lines = "\n".join(" ".join(repr(float(day)) for day in returns) for returns in all_returns)
    answers = subprocess.run([program], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(answers) == count, f"{len(answers)} answers to {count} series"
    compared = 0
    for number, (returns, answer) in enumerate(zip(all_returns, answers, strict=True)):
        ours = json.loads(answer)
        for name, function in THEIRS.items():
            theirs = float(function(returns))
            if not agree(name, ours[name], theirs, returns):
                sys.exit(f"seed {seed}, series {number}: {name} is {ours[name]}, and {theirs} at empyrical\n{returns}")
            compared += ours[name] is not None
    print(f"{compared} numbers of {count} series agree with empyrical")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
