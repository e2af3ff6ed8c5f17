"""Fisher's exact test: 2 x 2, small larger tables in full, others by seeded simulation."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whyshore.analysis.chi_square import without_empty

SEED = 20190228
"""Fixed, so that a simulated p-value is the same on every run."""
SIMULATED = 20_000
_SAME = 1 + 1e-7
_MOST_TABLES = 40_000

Counts = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Fisher:
    """A p-value, and how it was come by."""

    p: float
    how: str
    """`exact`, or that it is simulated, with number and seed."""


def fisher_2x2(a: int, b: int, c: int, d: int) -> float:
    """The two-sided p-value: the chance of all tables with these margins no likelier than this."""
    row, column, n = a + b, a + c, a + b + c + d
    low, high = max(0, row + column - n), min(row, column)
    logs = [_log_hypergeometric(k, row, column, n) for k in range(low, high + 1)]
    limit = logs[a - low] + math.log(_SAME)
    return min(1.0, math.fsum(math.exp(each) for each in logs if each <= limit))


def _log_hypergeometric(k: int, row: int, column: int, n: int) -> float:
    return _log_choose(column, k) + _log_choose(n - column, row - k) - _log_choose(n, row)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def fisher(table: Counts) -> Fisher | None:
    """The exact test of a table of any size; None where fewer than two rows or columns count.

    Tables with so many others of the same margins that they cannot be gone through are
    simulated, which is said.
    """
    full = [[int(each) for each in row] for row in without_empty(table)]
    if len(full) < 2 or len(full[0]) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    if len(full) == 2 and len(full[0]) == 2:  # noqa: PLR2004
        return Fisher(fisher_2x2(*full[0], *full[1]), "exact")
    if len(full[0]) > len(full):
        full = [list(column) for column in zip(*full, strict=True)]
    p = _exact(full)
    if p is not None:
        return Fisher(p, "exact")
    return Fisher(_simulated(full), f"simulated, {SIMULATED} tables, seed {SEED}")


def _exact(table: list[list[int]]) -> float | None:
    """Add up all tables with the same margins that are no likelier, row by row.

    After each row only the sums left in the columns matter, so tables that share them are
    counted together; None where even these are too many.
    """
    down = tuple(sum(column) for column in zip(*table, strict=True))
    limit = sum(-math.lgamma(each + 1) for row in table for each in row)
    logs: dict[tuple[int, ...], dict[float, float]] = {down: {0.0: 1.0}}
    for row in table[:-1]:
        logs_after: dict[tuple[int, ...], dict[float, float]] = {}
        states = 0
        for left, chances in logs.items():
            for taken in _ways(sum(row), left):
                after = tuple(one - two for one, two in zip(left, taken, strict=True))
                gain = sum(-math.lgamma(each + 1) for each in taken)
                ways = logs_after.setdefault(after, {})
                for log, count in chances.items():
                    key = round(log + gain, 9)
                    ways[key] = ways.get(key, 0.0) + count
                    states += 1
                if states > _MOST_TABLES:
                    return None
        logs = logs_after
    n = sum(down)
    scale = sum(math.lgamma(each + 1) for each in down) - math.lgamma(n + 1)
    scale += sum(math.lgamma(sum(row) + 1) for row in table)
    return min(1.0, math.fsum(_chances(logs, limit, scale)))


def _chances(
    logs: dict[tuple[int, ...], dict[float, float]], limit: float, scale: float
) -> Iterator[float]:
    for left, chances in logs.items():
        last = sum(-math.lgamma(each + 1) for each in left)
        for log, count in chances.items():
            if log + last <= limit + 1e-7:
                yield count * math.exp(log + last + scale)


def _ways(total: int, room: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way to put a row's total into columns with that much room."""
    if len(room) == 1:
        if total <= room[0]:
            yield (total,)
        return
    rest = sum(room[1:])
    for first in range(max(0, total - rest), min(total, room[0]) + 1):
        for others in _ways(total - first, room[1:]):
            yield (first, *others)


def _simulated(table: list[list[int]]) -> float:
    """The share of random tables with the same margins that are no likelier than this one.

    Patefield's way: cell by cell, each from the hypergeometric distribution of what is left.
    """
    import numpy as np  # takes a while to load

    chance = np.random.default_rng(SEED)
    down = [sum(column) for column in zip(*table, strict=True)]
    logs = np.array([math.lgamma(count + 1) for count in range(sum(down) + 1)])
    limit = -sum(float(logs[each]) for row in table for each in row) + 1e-7
    left = np.tile(np.array(down), (SIMULATED, 1))
    likelihood = np.zeros(SIMULATED)
    for row in table[:-1]:
        rest, behind = np.full(SIMULATED, sum(row)), left.sum(axis=1)
        for place in range(len(down)):
            behind = behind - left[:, place]
            taken = chance.hypergeometric(left[:, place], behind, rest)
            rest = rest - taken
            left[:, place] -= taken
            likelihood -= logs[taken]
    likelihood -= logs[left].sum(axis=1)
    return (int((likelihood <= limit).sum()) + 1) / (SIMULATED + 1)
