"""Rules and filters, worked out on a small survey of six respondents."""

from pathlib import Path

import pytest

from tests.survey_factories import CSV, YAML, a_survey, a_table, cell
from whyshore.errors import FixableError

AREAS = YAML.replace(
    "  w: {type: number}\n",
    "  w: {type: number}\n  areas: {type: several, blank: 'no', options: [cn, in]}\n",
)
WITH_AREAS = "\n".join(
    f"{line},{more}"
    for line, more in zip(
        CSV.splitlines(), ["areas", "cn", "cn;in", "", "in", "", "cn"], strict=True
    )
)


@pytest.mark.parametrize(
    ("rule", "holds_for"),
    [
        ("staff > 10", 3),
        ("staff is missing", 1),
        ("staff is not missing and staff * 2 - 10 >= 90", 3),
        ("100 < staff", 2),
        ("-staff < -100", 2),
        ("size >= 'middle'", 3),
        ("size == 'small' or sector == 'metal'", 4),
        ("size != 'small'", 3),
        ("not (size == 'small')", 3),
        ("sector not in ('metal')", 3),
        ("member == true", 4),
        ("true == member", 4),
        ("member == 'no'", 2),
        ("member == 1", 4),
        ("any(ai, iot)", 4),
        ("all(ai, iot)", 1),
        ("count(tech) == 1", 3),
        ("count(ai, member) == 2", 3),
        ("n_tech + 1 > 2", 1),
        ("cost == 3", 2),
        ("has(areas, 'cn')", 3),
        ("has(areas, 'cn', 'in')", 4),
        ("has_other(areas, 'cn')", 2),
        ("has_other(areas, 'cn', 'in')", 0),
        ("count(areas) == 2", 1),
        ("group is missing", 1),
        ("ai == iot", 3),
        ("staff == n_tech", 0),
        ("id == 'r1'", 1),
        ("sector == size", 0),
        ("`member`", 4),
        ("1 + 1 == 2", 6),
    ],
)
def test_a_rule_holds_for_so_many(tmp_path: Path, rule: str, holds_for: int) -> None:
    survey = f"{AREAS.replace('derived:', f'derived:{chr(10)}  mine: {{rule: {rule!r}}}')}"
    desk = a_survey(tmp_path, WITH_AREAS + "\n", _as_block(survey, rule))
    table = a_table(desk, "mine")

    assert cell(table, "yes", "total").count == holds_for


def _as_block(survey: str, rule: str) -> str:
    """The rule as YAML that needs no quotes."""
    return survey.replace(f"{{rule: {rule!r}}}", f"\n    rule: >-\n      {rule}")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("sector + 1 > 2", "holds one of its options, no number"),
        ("sector == member", "`sector` one of its options"),
        ("areas == 'cn'", "use has(areas, 'one of them')"),
        ("has(areas)", "say which"),
        ("has(areas, 'us')", "`areas` has no answer “us”"),
        ("'a' is missing", "only a variable can be missing"),
        ("3 and member", "a condition is expected here"),
        ("'x' > 3", "a number is expected here"),
        ("id == member", "`id` text"),
        ("id == true", "text in quotes is expected"),
        ("count(staff) > 1", "not yes or no"),
    ],
)
def test_a_rule_that_makes_no_sense_is_told(tmp_path: Path, rule: str, said: str) -> None:
    with pytest.raises(FixableError) as caught:
        a_table(a_survey(tmp_path, WITH_AREAS + "\n", AREAS), "sector", filter=rule)

    assert said in str(caught.value)


OVERRIDE = "overrides:\n  - {{respondent: {who}, variable: {name}, value: {value}, reason: why}}\n"


@pytest.mark.parametrize(
    ("name", "value", "row", "count"),
    [("group", "b", "b", 4), ("group", "none", "b", 3), ("yes_no", "true", "yes", 5)],
)
def test_values_set_by_hand(tmp_path: Path, name: str, value: str, row: str, count: int) -> None:
    survey = YAML.replace("derived:", "derived:\n  yes_no: {rule: member}")
    survey += OVERRIDE.format(who="r3", name=name, value=value)

    assert cell(a_table(a_survey(tmp_path, survey=survey), name), row, "total").count == count


@pytest.mark.parametrize(
    ("who", "name", "value", "said"),
    [
        ("r9", "group", "a", "no respondent has that `id`"),
        ("r1", "group", "c", "to “c”, which it cannot be"),
        ("r1", "n_tech", "many", "to “many”, which it cannot be"),
    ],
)
def test_values_that_cannot_be_set(
    tmp_path: Path, who: str, name: str, value: str, said: str
) -> None:
    survey = YAML + OVERRIDE.format(who=who, name=name, value=value)

    with pytest.raises(FixableError) as caught:
        a_table(a_survey(tmp_path, survey=survey), name)
    assert said in str(caught.value)


def test_a_number_is_tested_by_ranks_between_two_groups_and_three(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    two = a_table(desk, "staff", "sector", "size")
    weighted = a_table(desk, "staff", "sector", weight="w")

    assert [test.name for test in two.tests] == ["Mann-Whitney U", "Kruskal-Wallis H"]
    assert not weighted.tests
    assert weighted.rows[0].cells[0].value == pytest.approx((5 + 100 + 500 + 300 + 21) / 8)


def test_ordered_answers_get_a_test_of_their_order(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    by_two = [test.name for test in a_table(desk, "size", "sector").tests]
    by_order = [test.name for test in a_table(desk, "cost", "size").tests]
    shown = a_table(desk, "size", "sector", intervals=True, residuals=True, top=("large",))

    assert by_two == ["Pearson chi-square", "Fisher exact", "Mann-Whitney U"]
    assert "Mann-Whitney U" in by_order
    assert "Top 1: large" in [row.label for row in shown.rows]
    low, high = shown.rows[0].cells[0].low, shown.rows[0].cells[0].high
    assert low is not None
    assert high is not None
    assert low < 40 < high
    assert shown.rows[0].cells[1].residual is not None


def test_overlapping_columns_are_not_tested(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "sector", "tech")

    assert not table.tests
    assert any("overlap" in note for note in table.making.notes)
