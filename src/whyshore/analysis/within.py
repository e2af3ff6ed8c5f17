"""Tests on items answered by the same respondents: margins are not enough, the pairs count."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from whyshore.analysis.distributions import chi_square_tail


@dataclass(frozen=True, slots=True)
class McNemar:
    """Two items of the same respondents."""

    only_first: int
    only_second: int
    statistic: float | None
    """Without continuity correction; None where nobody differs."""
    p: float | None
    exact_p: float
    """The binomial test on those who differ."""


def mcnemar(only_first: int, only_second: int) -> McNemar:
    """Whether one of two items is said more often, from those who said just one of them."""
    n = only_first + only_second
    exact = _binomial_two_sided(min(only_first, only_second), n)
    if not n:
        return McNemar(0, 0, None, None, 1.0)
    statistic = (only_first - only_second) ** 2 / n
    return McNemar(only_first, only_second, statistic, chi_square_tail(statistic, 1), exact)


def _binomial_two_sided(k: int, n: int) -> float:
    logs = (
        math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) - n * math.log(2)
        for i in range(k + 1)
    )
    return min(1.0, 2 * math.fsum(map(math.exp, logs)))


@dataclass(frozen=True, slots=True)
class CochranQ:
    """Three items or more of the same respondents."""

    statistic: float
    df: int
    p: float


def cochran_q(totals: Sequence[int], by_number: Sequence[int]) -> CochranQ | None:
    """Whether some items are said more often than others.

    Takes how many said each item, and how many respondents said 0, 1, 2, … of the items.
    None where nobody tells the items apart.
    """
    k = len(totals)
    n = sum(totals)
    rows = sum(count * number**2 for number, count in enumerate(by_number))
    if k < 2 or k * n == rows:  # noqa: PLR2004 - nothing to compare
        return None
    statistic = (k - 1) * (k * sum(each**2 for each in totals) - n**2) / (k * n - rows)
    return CochranQ(statistic, k - 1, chi_square_tail(statistic, k - 1))
