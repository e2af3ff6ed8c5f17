"""Tables at the edges: nobody, nothing to compare, wrong names, weights that say little."""

from pathlib import Path

import pytest
from scipy import stats

from tests.survey_factories import CSV, YAML, a_survey, a_table, cell
from whyshore.analysis.table_tests import order
from whyshore.analysis.tally import Count
from whyshore.domain.cross_tab import Correction, CrossTab
from whyshore.domain.expressions import parse_expression
from whyshore.errors import FixableError

THREE_SECTORS = YAML.replace("food: Food}", "food: Food, wood: Wood}")


def named_tests(table: CrossTab) -> list[str]:
    """The tests of the whole table."""
    return [test.name for test in table.tests]


def test_three_groups_of_ordered_answers_are_compared_by_rank(tmp_path: Path) -> None:
    data = CSV + "r7,wood,large,9,no,1,0,0,,\nr8,wood,middle,9,no,1,0,0,,\n"
    table = a_table(a_survey(tmp_path, data, THREE_SECTORS), "size", "sector")
    expected = stats.kruskal([1, 2, 3], [1, 3], [3, 2])
    [found] = [test for test in table.tests if test.name == "Kruskal-Wallis H"]

    assert found.statistic == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)


def test_ordered_columns_are_compared_along_their_order(tmp_path: Path) -> None:
    survey = YAML.replace("derived:", "derived:\n  twice: {rule: staff * 2}")
    survey = survey.replace(
        "  member:",
        "  size2: {type: ordered, column: size, options: [small, middle, large]}\n  member:",
    )
    table = a_table(a_survey(tmp_path, survey=survey), "size", "size2")

    [found] = [test for test in table.tests if test.name == "Linear by linear"]
    assert found.effect_size == pytest.approx(1)


def test_answers_that_are_all_the_same_have_no_order() -> None:
    ten, nobody = Count(10, 10, 10), Count()

    assert order([[ten, ten], [nobody, nobody]], what="", ordered_columns=False) == []
    assert order([[ten, nobody], [ten, nobody]], what="", ordered_columns=False) == []


def test_p_values_can_stay_as_they_are(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "tech", "sector", correction=Correction.NONE)

    assert all(test.adjusted is None for row in table.rows for test in row.tests)
    assert table.family == 3


def test_weighted_tables_of_one_column_are_not_tested(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "member", "sector", weight="w", filter="sector == 'food'")

    assert "cannot be made" in table.tests[0].warning
    assert named_tests(table) == ["Rao-Scott F"]


def test_weights_are_summed_for_single_answers(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "size", weight="w")

    assert cell(table, "small", "total").weighted == 3
    assert cell(table, "large", "total").weighted_base == 7


def test_a_group_without_numbers_has_no_mean(tmp_path: Path) -> None:
    data = CSV.replace("r4,food,small,-9", "r4,wood,small,-9")
    table = a_table(a_survey(tmp_path, data, THREE_SECTORS), "staff", "sector")

    assert cell(table, "mean", "wood").value is None
    assert {test.name for test in table.rows[0].tests} == {"Mann-Whitney U"}


def test_columns_that_overlap_are_not_tested_on_numbers(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "staff", "tech")

    assert not any(row.tests for row in table.rows)


def test_the_surveys_own_filter_is_told_with_its_label(tmp_path: Path) -> None:
    survey = YAML.replace("key: id", "key: id\nfilter: staff > 5\nfilter_label: not tiny")
    table = a_table(a_survey(tmp_path, survey=survey), "size", filter="sector == 'food'")

    assert table.making.filter == "not tiny: staff > 5; and sector == 'food'"
    assert table.columns[0].base == 1


@pytest.mark.parametrize(
    ("rows", "columns", "request_", "said"),
    [
        ("tech", ("sector",), {"nets": {"Both": ("ai", "iott")}}, "names “iott”.*Closest: iot"),
        ("size", ("sector",), {"nets": {"Big": ("huge",)}}, "There are: small, middle, large"),
        ("size", ("sector",), {"against_total": True}, "for one yes/no variable"),
        ("size", ("staff",), {}, "is a number and makes no columns"),
        ("size", ("reasons",), {}, "is a battery and makes rows"),
        ("id", (), {}, "tells respondents apart"),
        ("Artificial", (), {}, r"Closest: ai \(Artificial intelligence\)"),
        ("size", (), {"filter": "staff > 5 and"}, "cannot be read at character"),
        ("size", (), {"filter": "staff > 10000"}, "leaves nobody of the 6 respondents"),
        ("size", (), {"filter": "size == 'huge'"}, "has no answer “huge”"),
        ("size", (), {"weight": "sector"}, "no variable of type number"),
    ],
)
def test_what_cannot_be_tabulated_is_told(
    tmp_path: Path, rows: str, columns: tuple[str, ...], request_: dict[str, object], said: str
) -> None:
    with pytest.raises(FixableError, match=said):
        a_table(a_survey(tmp_path), rows, *columns, **request_)


def test_a_filter_may_compare_with_true_and_false(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "size", filter="true == (member == 'yes')")

    assert table.columns[0].base == 3


def test_a_question_of_200_options_is_tabulated_as_drafted(tmp_path: Path) -> None:
    options = ", ".join(f"town {number}" for number in range(200))
    survey = YAML.replace("{metal: Metal, food: Food}", f"[metal, food, {options}]")
    table = a_table(a_survey(tmp_path, survey=survey), "sector", "size")

    assert len([row for row in table.rows if row.key.startswith("town")]) == 200
    assert cell(table, "metal", "total").count == 3
    assert parse_expression("sector == 'town 7'").names
