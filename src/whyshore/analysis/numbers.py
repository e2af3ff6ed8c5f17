"""A number by groups: mean, spread and middle, never without how many they are of."""

import math
from collections.abc import Sequence

import polars as pl

from whyshore.analysis.making import Frame
from whyshore.analysis.ordered import kruskal_wallis, mann_whitney
from whyshore.analysis.table_plan import Banner, PlannedColumn
from whyshore.domain.cross_tab import Cell, Row, RowKind, Test

_STATISTICS = (
    "Mean",
    "Standard deviation",
    "Lowest",
    "Lower quartile",
    "Median",
    "Upper quartile",
    "Highest",
)


def number_rows(
    inside: Frame, name: str, banners: Sequence[Banner], columns: Sequence[PlannedColumn]
) -> list[Row]:
    """Statistics of a number in each column; means and spread by weight, the others unweighted."""
    people = inside.asked.filter(pl.col(name).is_not_null())
    parts = [people.filter(column.mask) for column in columns]
    shown = [place for place, column in enumerate(columns) if column.shown]
    values = [_statistics(parts[place], name, inside.weight) for place in shown]
    rows = [
        Row(
            statistic.lower(),
            statistic,
            RowKind.STATISTIC,
            tuple(
                Cell(None, parts[place].height, None, value=own[number])
                for place, own in zip(shown, values, strict=True)
            ),
        )
        for number, statistic in enumerate(_STATISTICS)
    ]
    tests = () if inside.weight else tuple(_tests(parts, name, banners))
    return [Row(rows[0].key, rows[0].label, rows[0].kind, rows[0].cells, tests), *rows[1:]]


def _statistics(part: pl.DataFrame, name: str, weight: str) -> list[float | None]:
    values = part[name].cast(pl.Float64)
    if not part.height:
        return [None] * len(_STATISTICS)
    mean, spread = _mean_and_spread(values, part[weight] if weight else None)
    quartiles = [values.quantile(share, "linear") for share in (0.25, 0.5, 0.75)]
    low, high = float(values.min() or 0), float(values.max() or 0)  # type: ignore[arg-type]
    return [mean, spread, low, *quartiles, high]


def _mean_and_spread(values: pl.Series, weights: pl.Series | None) -> tuple[float, float | None]:
    if weights is None:
        weights = pl.Series([1.0]).new_from_index(0, len(values))
    total = float(weights.sum())
    mean = float((values * weights).sum()) / total
    n = len(values)
    if n < 2:  # noqa: PLR2004 - one value has no spread
        return mean, None
    square = float(((values - mean) ** 2 * weights).sum()) / total
    return mean, math.sqrt(square * n / (n - 1))


def _tests(parts: Sequence[pl.DataFrame], name: str, banners: Sequence[Banner]) -> list[Test]:
    """Mann-Whitney for two groups, Kruskal-Wallis for more."""
    tests, start = [], 1
    for banner in banners:
        groups = _in_order(parts[start : start + len(banner.columns)], name)
        start += len(banner.columns)
        filled = [group for group in groups if sum(group)]
        n = int(sum(map(sum, filled)))
        if banner.overlapping or len(filled) < 2:  # noqa: PLR2004 - nothing to compare
            continue
        two = len(filled) == 2  # noqa: PLR2004
        found = mann_whitney(*filled) if two else kruskal_wallis(filled)
        if found is None:
            continue
        title = "Mann-Whitney U" if two else "Kruskal-Wallis H"
        effect = "rank-biserial r" if two else "epsilon squared"
        tests.append(
            Test(
                title,
                found.p,
                statistic=found.statistic,
                df=found.df or None,
                effect=effect,
                effect_size=found.effect,
                n=n,
                what=banner.label,
            )
        )
    return tests


def _in_order(parts: Sequence[pl.DataFrame], name: str) -> list[list[float]]:
    """For each group, how many have each value, from the lowest value to the highest."""
    counts = [dict(part[name].value_counts().iter_rows()) for part in parts]
    values = sorted({value for each in counts for value in each})
    return [[float(each.get(value, 0)) for value in values] for each in counts]
