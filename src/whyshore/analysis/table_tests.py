"""Which tests a table gets, and what is said with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whyshore.analysis.chi_square import chi_square, without_empty, yates
from whyshore.analysis.fisher import fisher
from whyshore.analysis.multiple_testing import adjusted
from whyshore.analysis.ordered import kruskal_wallis, linear_by_linear, mann_whitney
from whyshore.analysis.tally import Count
from whyshore.domain.cross_tab import FEW_EXPECTED, FOLLOWS, Correction, Row, Test

PEARSON = "Pearson chi-square"
YATES = "Yates chi-square"
FISHER = "Fisher exact"
RAO_SCOTT = "Rao-Scott F"
_MOST_FOR_FISHER = 5000
_MOST_FOR_LARGE_FISHER = 600

Cells = Sequence[Sequence[Count]]


def independence(  # noqa: PLR0913 - what is tested, and how much of it
    cells: Cells,
    *,
    what: str,
    weighted: bool,
    design: int,
    in_full: bool = True,
    with_yates: bool = False,
) -> list[Test]:
    """The tests of whether rows and columns have to do with each other.

    Unweighted: Pearson without Yates, and Fisher for a 2 x 2 table or where expected counts
    are small. Weighted: Rao and Scott's. Where it is not to be done in full, a test that takes
    long is said to follow.
    """
    if weighted:
        return [_weighted_test(cells, what, design)]
    counts = [[cell.n for cell in row] for row in cells]
    pearson = chi_square(counts)
    n = sum(map(sum, counts))
    if pearson is None:
        why = "cannot be made: fewer than two rows or two columns hold anybody"
        return [Test(PEARSON, None, n=n, what=what, warning=why)]
    few = pearson.least_expected < FEW_EXPECTED
    test = Test(
        PEARSON,
        pearson.p,
        statistic=pearson.statistic,
        df=pearson.df,
        effect="Cramér's V",
        effect_size=pearson.cramers_v,
        n=n,
        what=what,
        warning=_expected_warning(pearson.least_expected, pearson.few_expected) if few else "",
    )
    corrected = _yates_test(counts, what, n) if with_yates else []
    return [test, *corrected, *_fisher_test(counts, what, n, few=few, in_full=in_full)]


def _yates_test(counts: Sequence[Sequence[int]], what: str, n: int) -> list[Test]:
    """Pearson's test with Yates's correction, for a 2 x 2 table."""
    full = without_empty(counts)
    if len(full) != 2 or len(full[0]) != 2:  # noqa: PLR2004
        return []
    return [Test(YATES, yates(*full[0], *full[1]), df=1, n=n, what=what)]


def _expected_warning(least: float, share: float) -> str:
    return f"{share:.0%} of the expected counts are under 5, the least is {least:.2f}"


def _fisher_test(
    counts: Sequence[Sequence[int]], what: str, n: int, *, few: bool, in_full: bool
) -> list[Test]:
    full = without_empty(counts)
    small = len(full) == 2 and len(full[0]) == 2  # noqa: PLR2004 - a 2 x 2 table
    if n > (_MOST_FOR_FISHER if small else _MOST_FOR_LARGE_FISHER) or not (small or few):
        return []
    if not small and not in_full:
        return [Test(FISHER, None, n=n, what=what, warning=FOLLOWS)]
    found = fisher(counts)
    if found is None:
        return []
    said = "" if found.how == "exact" else found.how
    return [Test(FISHER, found.p, n=n, what=what, warning=said)]


def _weighted_test(cells: Cells, what: str, design: int) -> Test:
    from whyshore.analysis.weighting import rao_scott  # numpy takes a while to load

    n = sum(cell.n for row in cells for cell in row)
    found = rao_scott(
        [[cell.weight for cell in row] for row in cells],
        [[cell.squares for cell in row] for row in cells],
        design,
    )
    if found is None:
        why = "cannot be made: fewer than two rows or two columns hold anybody"
        return Test(RAO_SCOTT, None, n=n, what=what, warning=why)
    return Test(
        RAO_SCOTT, found.p, statistic=found.statistic, df=found.df1, df2=found.df2, n=n, what=what
    )


def order(cells: Cells, *, what: str, ordered_columns: bool) -> list[Test]:
    """The test for ordered answers: Mann-Whitney for two groups, linear by linear where the
    columns have an order too, Kruskal-Wallis for several groups.
    """  # noqa: D205 - one sentence
    groups = [[float(row[place].n) for row in cells] for place in range(len(cells[0]))]
    groups = [group for group in groups if sum(group)]
    n = int(sum(map(sum, groups)))
    if len(groups) < 2:  # noqa: PLR2004 - nothing to compare
        return []
    if ordered_columns and len(groups) > 2:  # noqa: PLR2004
        found, name, effect = linear_by_linear(groups), "Linear by linear", "r"
    elif len(groups) == 2:  # noqa: PLR2004
        found, name = mann_whitney(*groups), "Mann-Whitney U"
        effect = "rank-biserial r"
    else:
        found, name, effect = kruskal_wallis(groups), "Kruskal-Wallis H", "epsilon squared"
    if found is None:
        return []
    return [
        Test(
            name,
            found.p,
            statistic=found.statistic,
            df=found.df or None,
            effect=effect,
            effect_size=found.effect,
            n=n,
            what=what,
        )
    ]


def with_adjusted(rows: Sequence[Row], method: Correction) -> tuple[tuple[Row, ...], int]:
    """The rows with their p-values adjusted, each kind of test over the table by itself.

    Gives the size of the family too: how many rows were tested by the test that most were.
    """
    by_name: dict[str, list[tuple[int, int]]] = {}
    for place, row in enumerate(rows):
        for number, test in enumerate(row.tests):
            if test.p is not None:
                by_name.setdefault(test.name, []).append((place, number))
    family = max(map(len, by_name.values()), default=0)
    if method is Correction.NONE:
        return tuple(rows), family
    better: dict[tuple[int, int], float] = {}
    for places in by_name.values():
        raw = [rows[place].tests[number].p or 0.0 for place, number in places]
        better |= dict(zip(places, adjusted(raw, method), strict=True))
    return tuple(_adjust(row, place, better) for place, row in enumerate(rows)), family


def _adjust(row: Row, place: int, better: Mapping[tuple[int, int], float]) -> Row:
    tests = tuple(
        replace(test, adjusted=better.get((place, number))) for number, test in enumerate(row.tests)
    )
    return replace(row, tests=tests)
