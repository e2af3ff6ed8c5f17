"""Tests for answers that have an order: Mann-Whitney, Kruskal-Wallis, linear by linear."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from whyshore.analysis.distributions import chi_square_tail, normal_two_sided


@dataclass(frozen=True, slots=True)
class RankTest:
    """The outcome of a test on ranks."""

    statistic: float
    df: int
    p: float
    effect: float
    """Rank-biserial correlation for two groups, r for linear by linear, else epsilon squared."""


def _mid_ranks(totals: Sequence[float]) -> list[float]:
    """The rank of each answer where all who gave it share the middle one."""
    ranks, before = [], 0.0
    for total in totals:
        ranks.append(before + (total + 1) / 2)
        before += total
    return ranks


def mann_whitney(first: Sequence[float], second: Sequence[float]) -> RankTest | None:
    """Whether one of two groups answers higher, from counts per answer in order.

    The normal approximation with ties corrected and without continuity correction. The
    statistic is U of the first group.
    """
    n1, n2 = sum(first), sum(second)
    totals = [one + two for one, two in zip(first, second, strict=True)]
    n = n1 + n2
    ties = sum(total**3 - total for total in totals)
    if not n1 or not n2 or n**3 - n == ties:
        return None
    ranks = _mid_ranks(totals)
    u = sum(count * rank for count, rank in zip(first, ranks, strict=True)) - n1 * (n1 + 1) / 2
    spread = math.sqrt(n1 * n2 / 12 * ((n + 1) - ties / (n * (n - 1))))
    z = (u - n1 * n2 / 2) / spread
    return RankTest(u, 0, normal_two_sided(z), 2 * u / (n1 * n2) - 1)


def kruskal_wallis(groups: Sequence[Sequence[float]]) -> RankTest | None:
    """Whether any of several groups answers higher, from counts per answer in order."""
    groups = [group for group in groups if sum(group)]
    totals = [sum(each) for each in zip(*groups, strict=True)]
    n = sum(totals)
    ties = sum(total**3 - total for total in totals)
    if len(groups) < 2 or n**3 - n == ties:  # noqa: PLR2004 - nothing to compare
        return None
    ranks = _mid_ranks(totals)
    sums = [sum(c * r for c, r in zip(group, ranks, strict=True)) for group in groups]
    h = 12 / (n * (n + 1)) * sum(
        total**2 / sum(group) for total, group in zip(sums, groups, strict=True)
    ) - 3 * (n + 1)
    h /= 1 - ties / (n**3 - n)
    df = len(groups) - 1
    return RankTest(h, df, chi_square_tail(h, df), h / (n - 1))


def linear_by_linear(table: Sequence[Sequence[float]]) -> RankTest | None:
    """Whether two ordered variables rise together (Mantel-Haenszel): (n - 1) r squared.

    Scores are 1, 2, 3 and so on; rows and columns are in order.
    """
    n = sum(map(sum, table))
    cells = [
        (count, float(x), float(y)) for x, row in enumerate(table) for y, count in enumerate(row)
    ]
    if n < 2:  # noqa: PLR2004 - no relation to speak of
        return None
    mean_x = sum(count * x for count, x, _ in cells) / n
    mean_y = sum(count * y for count, _, y in cells) / n
    xx = sum(count * (x - mean_x) ** 2 for count, x, _ in cells)
    yy = sum(count * (y - mean_y) ** 2 for count, _, y in cells)
    xy = sum(count * (x - mean_x) * (y - mean_y) for count, x, y in cells)
    if not xx or not yy:
        return None
    r = xy / math.sqrt(xx * yy)
    statistic = (n - 1) * r * r
    return RankTest(statistic, 1, chi_square_tail(statistic, 1), r)
