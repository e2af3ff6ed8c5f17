"""Tests against published values, hand-worked ones and an independent implementation (scipy)."""

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import astuple

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from whyshore.analysis.chi_square import adjusted_residuals, chi_square, expected, yates
from whyshore.analysis.distributions import chi_square_tail, f_tail, incomplete_beta
from whyshore.analysis.fisher import fisher, fisher_2x2
from whyshore.analysis.intervals import effective_base, wilson
from whyshore.analysis.multiple_testing import adjusted
from whyshore.analysis.ordered import kruskal_wallis, linear_by_linear, mann_whitney
from whyshore.analysis.weighting import rao_scott
from whyshore.analysis.within import cochran_q, mcnemar
from whyshore.domain.cross_tab import Correction

TABLE_4 = [(35, 28), (35, 28), (37, 27), (41, 21), (29, 23), (24, 12)]
BASES = (50, 38)


def four(a: int, of_a: int, b: int, of_b: int) -> list[list[int]]:
    return [[a, b], [of_a - a, of_b - b]]


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ((41, 50, 21, 38), (7.4147, 0.0065, 0.2903, 0.0129, 0.0093, 2.723)),
        ((24, 50, 12, 38), (2.4084, 0.1207, 0.1654, 0.1825, 0.1326, 1.552)),
        ((19, 61, 24, 60), (1.0347, 0.3090, 0.0925, 0.4081, 0.3459, -1.017)),
        ((14, 70, 26, 405), (14.2729, 0.0002, 0.1733, 0.0004, 0.0007, 3.778)),
        ((9, 70, 64, 405), (0.3981, 0.5281, 0.0289, 0.6516, 0.5949, -0.631)),
    ],
)
def test_the_reference_tests_of_the_paper(
    counts: tuple[int, int, int, int], published: tuple[float, ...]
) -> None:
    """Chi-square, p, Cramér's V, p by Yates, p by Fisher, adjusted residual."""
    table = four(*counts)
    found = chi_square(table)
    flat = [each for row in table for each in row]

    assert found is not None
    numbers = (found.statistic, found.p, found.cramers_v, yates(*flat), fisher_2x2(*flat))
    assert tuple(round(each, 4) for each in numbers) == published[:5]
    assert round(adjusted_residuals(table)[0][0] or 0, 3) == published[5]


def test_figure_40_as_a_table_of_three_answers() -> None:
    found = chi_square([[8, 8], [11, 16], [42, 36]])

    assert found is not None
    assert (round(found.statistic, 4), found.df, round(found.p, 4)) == (1.3793, 2, 0.5018)
    assert round(found.cramers_v, 4) == 0.1068


def test_few_expected_are_told_and_empty_lines_left_out() -> None:
    found = chi_square([[2, 2, 0], [59, 58, 0], [0, 0, 0]])

    assert found is not None
    assert (round(found.least_expected, 2), found.few_expected, found.df) == (1.98, 0.5, 1)
    assert chi_square([[3, 0], [4, 0]]) is None
    assert chi_square([[0, 0]]) is None
    assert adjusted_residuals([[3, 0], [4, 0]])[0] == [None, None]
    assert yates(3, 0, 4, 0) == 1


@pytest.mark.parametrize("df", [1, 2, 3.7, 40])
@pytest.mark.parametrize("statistic", [0.001, 0.9, 4, 30, 120])
def test_tails_agree_with_scipy(statistic: float, df: float) -> None:
    assert chi_square_tail(statistic, df) == pytest.approx(stats.chi2.sf(statistic, df), rel=1e-9)
    assert f_tail(statistic, df, 88) == pytest.approx(stats.f.sf(statistic, df, 88), rel=1e-8)


def test_tails_at_their_ends() -> None:
    assert chi_square_tail(0, 1) == f_tail(0, 1, 2) == 1
    assert (incomplete_beta(2, 3, 0), incomplete_beta(2, 3, 1)) == (0, 1)


def test_chi_square_agrees_with_scipy_on_random_tables() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    for _ in range(30):
        table = [[chance.randint(1, 30) for _ in range(3)] for _ in range(4)]
        other = stats.chi2_contingency(table, correction=False)
        found = chi_square(table)
        assert found is not None
        assert found.statistic == pytest.approx(other.statistic)
        assert found.p == pytest.approx(other.pvalue)
        assert np.allclose(expected(table), other.expected_freq)


def test_fisher_agrees_with_scipy_on_random_tables() -> None:
    chance = random.Random(2)  # noqa: S311 - no secret
    for _ in range(40):
        a, b, c, d = (chance.randint(0, 20) for _ in range(4))
        assert fisher_2x2(a, b, c, d) == pytest.approx(stats.fisher_exact([[a, b], [c, d]])[1])


def every_table(rows: list[int], columns: list[int]) -> Iterator[list[list[int]]]:
    """All tables of three columns with these margins, found the slow way."""
    if len(rows) == 1:
        yield [columns]
        return
    for first, second in itertools.product(range(columns[0] + 1), range(columns[1] + 1)):
        third = rows[0] - first - second
        if 0 <= third <= columns[2]:
            left = [columns[0] - first, columns[1] - second, columns[2] - third]
            for rest in every_table(rows[1:], left):
                yield [[first, second, third], *rest]


def likelihood(table: list[list[int]]) -> float:
    return 1 / math.prod(math.factorial(each) for row in table for each in row)


def test_fisher_of_a_larger_table_is_exact_where_it_can_be() -> None:
    table = [[3, 1, 4], [1, 5, 2], [2, 2, 6]]
    found = fisher(table)
    rows, columns = [8, 8, 10], [6, 8, 12]
    chances = [likelihood(each) for each in every_table(rows, columns)]
    rarer = [each for each in chances if each <= likelihood(table) * (1 + 1e-9)]

    assert found is not None
    assert found.how == "exact"
    assert found.p == pytest.approx(sum(rarer) / sum(chances))
    wide = fisher([[8, 11, 42], [8, 16, 36]])
    assert wide is not None
    assert wide.p == pytest.approx(fisher([[8, 8], [11, 16], [42, 36]]).p)  # type: ignore[union-attr]
    assert fisher([[1, 2], [3, 4]]) is not None
    assert fisher([[1, 2], [0, 0]]) is None


def test_fisher_agrees_with_the_example_of_r() -> None:
    # Job satisfaction, from the help of R's fisher.test: p-value = 0.7827.
    jobs = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]
    found = fisher(jobs)

    assert found is not None
    assert found.p == pytest.approx(0.7827, abs=0.01)


def test_fisher_of_a_large_table_is_simulated_the_same_way_each_time() -> None:
    table = [[6, 9, 4, 7, 8], [9, 5, 6, 8, 7], [4, 8, 9, 5, 6], [7, 6, 8, 9, 5]]
    first, second = fisher(table), fisher(table)

    assert first == second
    assert first is not None
    assert "simulated" in first.how
    assert "seed" in first.how
    assert first.p == pytest.approx(stats.chi2_contingency(table).pvalue, abs=0.03)


def test_adjusted_p_values_of_table_4() -> None:
    raw = []
    exact = []
    for a, b in TABLE_4:
        found = chi_square(four(a, 50, b, 38))
        assert found is not None
        raw.append(found.p)
        exact.append(fisher_2x2(a, b, 50 - a, 38 - b))

    bonferroni = [round(p, 4) for p in adjusted(raw, Correction.BONFERRONI)]
    assert bonferroni == [1, 1, 1, 0.0388, 1, 0.7241]
    assert round(adjusted(exact, Correction.BONFERRONI)[3], 4) == 0.0557
    assert round(5 * exact[3], 4) == 0.0464
    hochberg = [round(p, 4) for p in adjusted(raw, Correction.BH)]
    assert hochberg == [0.8113, 0.8113, 0.8113, 0.0388, 0.8113, 0.3621]
    assert adjusted(raw, Correction.NONE) == raw


def test_holm_steps_down_and_never_falls() -> None:
    assert adjusted([0.01, 0.04, 0.03], Correction.HOLM) == pytest.approx([0.03, 0.06, 0.06])


def test_benjamini_hochberg_agrees_with_scipy() -> None:
    values = [0.01, 0.2, 0.03, 0.04, 0.9, 0.005]

    assert adjusted(values, Correction.BH) == pytest.approx(stats.false_discovery_control(values))


def test_wilson_agrees_with_scipy_and_narrows_for_a_finite_population() -> None:
    other = stats.binomtest(35, 50).proportion_ci(method="wilson")
    found = wilson(35 / 50, 50)

    assert found is not None
    assert found == pytest.approx((other.low, other.high))
    half = [(wilson(0.5, n) or (0, 0)) for n in (475, 61, 50, 38)]
    assert [round(100 * (high - low) / 2, 1) for low, high in half] == [4.5, 12.2, 13.4, 15.2]
    narrower = wilson(0.5, 475, 2000)
    assert narrower is not None
    assert (narrower[1] - narrower[0]) / (half[0][1] - half[0][0]) == pytest.approx(0.87, abs=0.01)
    assert wilson(0.5, 0) is None


def counts(values: list[int]) -> list[float]:
    return [float(values.count(step)) for step in range(1, 6)]


def test_rank_tests_agree_with_scipy() -> None:
    one, two, three = [1, 2, 2, 3, 5, 5, 4], [2, 3, 3, 4, 5, 5, 5, 5], [1, 1, 2, 3]
    u = stats.mannwhitneyu(one, two, use_continuity=False, method="asymptotic")
    h = stats.kruskal(one, two, three)
    found = mann_whitney(counts(one), counts(two))
    several = kruskal_wallis([counts(one), counts(two), counts(three)])

    assert found is not None
    assert several is not None
    assert (found.statistic, found.p) == pytest.approx((u.statistic, u.pvalue))
    assert (several.statistic, several.p) == pytest.approx((h.statistic, h.pvalue))
    assert several.df == 2


def test_rank_tests_have_nothing_to_say_where_all_are_alike() -> None:
    assert mann_whitney([3, 0], [4, 0]) is None
    assert mann_whitney([3, 1], [0, 0]) is None
    assert kruskal_wallis([[3, 0], [4, 0]]) is None
    assert linear_by_linear([[3, 0], [4, 0]]) is None
    assert linear_by_linear([[1]]) is None


def test_linear_by_linear_is_n_minus_1_times_r_squared() -> None:
    table = [[10, 5, 2], [4, 8, 6], [1, 3, 9]]
    rows = [x for x, row in enumerate(table) for count in row for _ in range(count)]
    columns = [y for row in table for y, count in enumerate(row) for _ in range(count)]
    r = stats.pearsonr(rows, columns).statistic
    found = linear_by_linear(table)

    assert found is not None
    assert found.statistic == pytest.approx((len(rows) - 1) * r**2)
    assert found.effect == pytest.approx(r)


def test_mcnemar_counts_only_those_who_said_one_of_two() -> None:
    found = mcnemar(59, 6)

    # Agresti's table of approval ratings has 150 and 86; this pair is worked by hand.
    assert found.statistic == pytest.approx((59 - 6) ** 2 / 65)
    assert found.exact_p == pytest.approx(stats.binomtest(6, 65).pvalue)
    agresti = mcnemar(150, 86).statistic
    assert agresti is not None
    assert math.sqrt(agresti) == pytest.approx(4.17, abs=0.005)
    assert mcnemar(0, 0).p is None


def test_cochran_q_of_two_items_is_mcnemar() -> None:
    # 5 said both, 8 only the first, 2 only the second, 4 neither.
    found = cochran_q([13, 7], [4, 10, 5])

    assert found is not None
    assert found.statistic == pytest.approx((8 - 2) ** 2 / 10)
    assert cochran_q([3, 3], [2, 0, 3]) is None


def test_kish_effective_base() -> None:
    assert effective_base(10, 30) == pytest.approx(100 / 30)
    assert effective_base(0, 0) is None


def a_weighted_table(scale: float = 1) -> tuple[list[list[float]], list[list[float]], int]:
    chance = random.Random(5)  # noqa: S311 - no secret
    sums = [[0.0] * 3 for _ in range(2)]
    squares = [[0.0] * 3 for _ in range(2)]
    for _ in range(200):
        row, column = chance.randrange(2), chance.randrange(3)
        weight = scale * chance.choice([0.5, 1.0, 2.5])
        sums[row][column] += weight
        squares[row][column] += weight**2
    return sums, squares, 200


def test_rao_scott_does_not_mind_all_weights_doubled() -> None:
    once, twice = rao_scott(*a_weighted_table()), rao_scott(*a_weighted_table(2))

    assert once is not None
    assert twice is not None
    assert once.p == pytest.approx(twice.p, rel=1e-12)
    assert once.df1 < 2.0001


def test_rao_scott_with_equal_weights_is_pearson_but_for_n_minus_1() -> None:
    table = [[20.0, 30.0, 25.0], [35.0, 20.0, 22.0]]
    n = 152
    pearson = chi_square(table)
    found = rao_scott(table, table, n)

    assert pearson is not None
    assert found is not None
    assert found.df1 == pytest.approx(2, abs=0.02)
    assert found.statistic * found.df1 == pytest.approx(pearson.statistic, rel=0.03)


def test_rao_scott_of_two_by_two_is_the_design_based_test_of_two_shares() -> None:
    # For 2 x 2 the corrected statistic is the squared difference over its linearised variance
    # under independence; checked here against a simulation of weighted samples.
    chance = np.random.default_rng(7)
    rejected = 0
    for _ in range(400):
        weight = chance.choice([0.4, 1.0, 3.0], 300)
        row, column = chance.integers(0, 2, 300), chance.integers(0, 2, 300)
        sums = [[float(weight[(row == r) & (column == c)].sum()) for c in (0, 1)] for r in (0, 1)]
        squares = [
            [float((weight[(row == r) & (column == c)] ** 2).sum()) for c in (0, 1)] for r in (0, 1)
        ]
        found = rao_scott(sums, squares, 300)
        assert found is not None
        rejected += found.p < 0.05
    assert 8 <= rejected <= 34


def _turned(table: list[list[float]]) -> list[list[float]]:
    return [line[::-1] for line in table[::-1]]


def test_rao_scott_of_a_sparse_table_does_not_mind_the_order_of_its_rows_and_columns() -> None:
    table = [[0.0, 0.0, 7.0, 9.0], [0.0, 0.0, 5.0, 6.0], [8.0, 3.0, 0.0, 4.0], [2.0, 6.0, 5.0, 1.0]]
    squares = [[weight * (1.5 + row) for weight in line] for row, line in enumerate(table)]

    found = rao_scott(table, squares, 60)
    turned = rao_scott(_turned(table), _turned(squares), 60)

    assert found
    assert turned
    assert found.df1 <= 8  # the contrast within the four empty cells cannot vary
    for mine, other in zip(astuple(found), astuple(turned), strict=True):
        assert mine == pytest.approx(other, rel=1e-9)


def test_rao_scott_has_nothing_to_compare_in_one_row() -> None:
    assert rao_scott([[3.0, 4.0]], [[3.0, 4.0]], 7) is None
    assert rao_scott([], [], 7) is None


def svychisq(
    rows: NDArray[np.int64], columns: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[float, float, float]:
    """The F statistic of R's `svychisq`, worked out from respondents by linearisation."""
    n, most, wide = len(rows), int(rows.max()) + 1, int(columns.max()) + 1
    cells = np.zeros((n, most * wide))
    cells[np.arange(n), rows * wide + columns] = 1
    shares = weights @ cells / weights.sum()
    linear = weights[:, None] * (cells - shares) / weights.sum()
    variance = n / (n - 1) * linear.T @ linear

    def contrasts(size: int) -> NDArray[np.float64]:
        return np.vstack([np.eye(size - 1), -np.ones(size - 1)])

    main = np.hstack(
        [
            np.ones((most * wide, 1)),
            np.kron(contrasts(most), np.ones((wide, 1))),
            np.kron(np.ones((most, 1)), contrasts(wide)),
        ]
    )
    both = np.kron(contrasts(most), contrasts(wide))
    left = both - main @ np.linalg.lstsq(main, both, rcond=None)[0]
    inverse = np.diag(1 / shares)
    simple = left.T @ (inverse / n) @ left
    delta = np.linalg.solve(simple, left.T @ inverse @ variance @ inverse @ left)
    square = shares.reshape(most, wide)
    expected = np.outer(square.sum(axis=1), square.sum(axis=0))
    statistic = n * ((square - expected) ** 2 / expected).sum() / np.trace(delta)
    df = np.trace(delta) ** 2 / np.trace(delta @ delta)
    return float(statistic), float(df), float(stats.f.sf(statistic, df, df * (n - 1)))


@pytest.mark.parametrize("shape", [(2, 2), (3, 2), (5, 3), (4, 6)])
def test_rao_scott_of_larger_tables_is_that_of_r_from_the_respondents(
    shape: tuple[int, int],
) -> None:
    chance = np.random.default_rng(sum(shape))
    rows, columns = (chance.integers(0, size, 800) for size in shape)
    weights = chance.uniform(0.3, 3, 800)
    sums, squares = np.zeros(shape), np.zeros(shape)
    np.add.at(sums, (rows, columns), weights)
    np.add.at(squares, (rows, columns), weights**2)
    found = rao_scott(sums.tolist(), squares.tolist(), 800)

    assert found is not None
    expected = svychisq(rows, columns, weights)
    assert (found.statistic, found.df1, found.p) == pytest.approx(expected, rel=1e-9)
