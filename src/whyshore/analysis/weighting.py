"""What weights do to a test of independence: Rao and Scott's correction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whyshore.analysis.distributions import f_tail

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RaoScott:
    """Rao and Scott's second-order test: Pearson's chi-square for what weights do to it."""

    statistic: float
    df1: float
    df2: float
    p: float


def rao_scott(
    weights: Sequence[Sequence[float]], squares: Sequence[Sequence[float]], n: int
) -> RaoScott | None:
    """The test of independence of a weighted table (as R's `svychisq`, its F statistic).

    Takes in each cell the sum of weights and the sum of their squares, and how many
    respondents the whole file has, whom a sub-population leaves in the design. Multiplying
    all weights by one number changes nothing. None where there is nothing to compare.
    """
    table, second = _without_empty(np.array(weights, float), np.array(squares, float))
    if min(table.shape) < 2 or n < 3:  # noqa: PLR2004 - nothing to compare
        return None
    total = table.sum()
    shares = (table / total).ravel()
    contrasts = _interactions(*table.shape)
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    simple = contrasts.T @ (inverse[:, None] * contrasts) / n
    real = _variance(contrasts * inverse[:, None], shares, second.ravel() / total**2, n)
    delta = _divided(real, simple, whole=bool((shares > 0).all()))
    trace, trace_of_square = float(np.trace(delta)), float((delta * delta.T).sum())
    if trace <= 0 or trace_of_square <= 0:
        return None
    df1 = trace**2 / trace_of_square
    df2 = df1 * (n - 1)
    statistic = _pearson(table / total * n) / trace
    return RaoScott(statistic, df1, df2, f_tail(statistic, df1, df2))


def _without_empty(table: Matrix, second: Matrix) -> tuple[Matrix, Matrix]:
    if table.ndim != 2:  # noqa: PLR2004 - no table at all
        return np.zeros((0, 0)), np.zeros((0, 0))
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    return table[rows][:, columns], second[rows][:, columns]


def _divided(real: Matrix, simple: Matrix, *, whole: bool) -> Matrix:
    """What weights make of the variance of each contrast.

    Where cells are empty some contrasts may rest on these alone: they have no variance, and to
    divide by it would give noise.
    """
    if whole:
        return np.asarray(np.linalg.solve(simple, real), float)
    return np.asarray(np.linalg.pinv(simple, rcond=1e-10, hermitian=True) @ real, float)


def _variance(scaled: Matrix, shares: Matrix, second: Matrix, n: int) -> Matrix:
    """The variance of contrasts of the shares, by linearisation: the sum of w² (e - p)(e - p)'.

    The matrix of all cells by all cells is never made: a long table has too many.
    """
    own, away = scaled.T @ shares, scaled.T @ second
    spread = scaled.T @ (second[:, None] * scaled)
    spread += second.sum() * np.outer(own, own) - np.outer(away, own) - np.outer(own, away)
    found: Matrix = spread * n / (n - 1)
    return found


def _interactions(rows: int, columns: int) -> Matrix:
    """What is left of the cells when the margins have been taken out of them."""
    row, column = (np.eye(size)[:, 1:] - 1 / size for size in (rows, columns))
    return np.asarray(np.kron(row, column), float)


def _pearson(table: Matrix) -> float:
    awaited = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(((table - awaited) ** 2 / awaited).sum())
