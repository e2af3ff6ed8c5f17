"""The checks that an implementation of the paper's survey has to pass, by their numbers.

Expected values were worked out apart from the program: by scipy, or by counting the file in plain
Python. Checks that are whole stories of their own are in `test_published.py`,
`test_survey_tables.py`, `test_joint_displays.py` and `test_bundled_project.py`.
"""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from scipy.stats import chi2_contingency, fisher_exact

from tests.survey_factories import ROOT, a_table, cell, the_paper
from whyshore.domain.cross_tab import Correction, CrossTab, RowKind
from whyshore.export.cross_tab_files import cross_tab_as_csv
from whyshore.export.cross_tab_text import cross_tab_as_text
from whyshore.export.published import figure_lines
from whyshore.workflow.compare_published import facts_of, figures_of
from whyshore.workflow.describe_survey import check_survey_data
from whyshore.workflow.errata import errata_about
from whyshore.workflow.tabulate_survey import SurveyDesk, open_survey

PAPER = ROOT / "survey" / "survey.yaml"
WITHOUT_NUMBERS = {"15", "20", "24", "28", "32", "33", "34", "35", "36", "37"}


def paper(**switches: bool) -> SurveyDesk:
    return open_survey(PAPER, switches=switches)


def rows_of_the_file() -> list[dict[str, str]]:
    with (ROOT / "survey" / "synthetic-475.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def technologies(row: dict[str, str]) -> int:
    own = [name for name in row if name.startswith("tech_") and name != "tech_supplier_origin"]
    return sum(row[name].lower() == "true" for name in own)


def group_by_hand(row: dict[str, str], *, spain: bool) -> str:
    """The sub-group of a firm by the words of section 3.3.1, apart from the program."""
    producer = row["activity"] in {"mfr_finished_industrial", "supplier_parts", "system_provider"}
    areas = {area for area in row["plant_areas"].split(";") if area}
    offshore = bool(areas if spain else areas - {"spain"})
    if not producer:
        return ""
    if offshore:
        return "1"
    outsources = row["outsources_overseas"].lower() == "true"
    return "2" if float(row["export_share"] or 0) > 50 and outsources else ""


@pytest.mark.parametrize("spain", [False, True])
def test_2_sub_groups_are_those_of_the_rules_with_and_without_spain(*, spain: bool) -> None:
    expected = Counter(group_by_hand(row, spain=spain) for row in rows_of_the_file())
    desk = paper(spain_is_offshore=spain)
    table = a_table(desk, "tech", "sub_group")

    assert [each.base for each in table.columns[1:]] == [expected["1"], expected["2"]]
    assert table.making.outside_columns == expected[""]
    assert (expected["1"] == 61) is not spain
    state = "on" if spain else "off"
    assert any(f"spain_is_offshore is {state}" in note for note in table.making.notes)
    assert not [each for each in check_survey_data(desk) if "two groups" in str(each)]


def test_3_the_foot_of_table_4_names_its_filter_and_its_second_header() -> None:
    said = cross_tab_as_text(a_table(paper(), "mech", "sub_group"))

    assert "Sub-group 1  Sub-group 2" in said
    assert "Asked only if: b12_1" in said
    assert "not asked 33" in said


@pytest.mark.parametrize(
    ("correction", "pearson", "fisher"),
    [(Correction.BONFERRONI, 0.0388, 0.0557), (Correction.HOLM, 0.0388, 0.0557)],
)
def test_4_row_4_of_table_4_has_every_value_on_screen(
    correction: Correction, pearson: float, fisher: float
) -> None:
    table = a_table(
        paper(), "mech", "sub_group", correction=correction, residuals=True, yates=True,
        spelled_out=True,
    )  # fmt: skip
    [row] = [each for each in table.rows if each.key == "mech_supplier_inter"]
    found = {test.name: test for test in row.tests}
    counts = [[41, 9], [21, 17]]
    expected = chi2_contingency(counts, correction=False)

    assert found["Pearson chi-square"].statistic == pytest.approx(expected.statistic)
    assert found["Pearson chi-square"].p == pytest.approx(expected.pvalue)
    assert found["Yates chi-square"].p == pytest.approx(chi2_contingency(counts).pvalue)
    assert found["Fisher exact"].p == pytest.approx(fisher_exact(counts).pvalue)
    assert round(found["Pearson chi-square"].adjusted or 0, 4) == pearson
    assert round(found["Fisher exact"].adjusted or 0, 4) == fisher
    assert round(row.cells[1].residual or 0, 2) == 2.72
    said = " ".join(cross_tab_as_text(table).split())
    for value in ("7.4147", ".0065", ".0129", ".0093", "0.2903", ".0388", ".0557", "82% (41) ↑"):
        assert value in said
    assert said.count("↑") == said.count("↓") + 0 == 2  # the cell, and its explanation
    others = [test for each in table.rows if each is not row for test in each.tests]
    assert not [test for test in others if (test.adjusted or 1) < 0.05]


def test_4_with_five_named_items_fisher_is_below_5_per_cent(tmp_path: Path) -> None:
    desk = the_paper(tmp_path)
    text = desk.file.read_text("utf-8").replace("      mech_other: Others\n", "")
    desk.file.write_text(text, encoding="utf-8")
    table = a_table(open_survey(desk.file), "mech", "sub_group", correction=Correction.BONFERRONI)

    assert round(min(row.tests[1].adjusted or 1 for row in table.rows), 4) == 0.0464


def test_5_figure_40_with_its_test() -> None:
    table = a_table(paper(), "backshore_opinion", "sub_group")
    answers = [row for row in table.rows if row.kind is RowKind.ANSWER]
    percents = [[round(row.cells[place].percent or 0) for row in answers] for place in (1, 2)]
    [test] = [each for each in table.tests if each.name == "Pearson chi-square"]

    assert percents == [[13, 18, 69], [13, 27, 60]]
    assert (round(test.statistic or 0, 4), test.df, round(test.p or 0, 4)) == (1.3793, 2, 0.5018)
    assert round(test.effect_size or 0, 4) == 0.1068
    assert [cell(table, "Any influence", each).count for each in ("1", "2")] == [19, 24]


def test_7_percents_of_cases_and_of_responses() -> None:
    rows = rows_of_the_file()
    given = [technologies(row) for row in rows]
    cases = a_table(paper(), "tech")
    responses = a_table(paper(), "tech", of_responses=True)

    def shares(table: CrossTab) -> float:
        return sum(row.cells[0].percent or 0 for row in table.rows if row.kind is RowKind.ITEM)

    assert shares(cases) == pytest.approx(100 * sum(given) / len(rows))
    assert cell(cases, "sum", "total").percent == pytest.approx(100 * sum(given) / len(rows))
    assert shares(responses) == pytest.approx(100)
    assert cell(cases, "none", "total").count == given.count(0)
    assert cell(cases, "none", "total").base == 475
    assert cell(responses, "none", "total").percent is None


def test_8_a_part_against_its_complement_as_r10() -> None:
    table = a_table(paper(), "tech", "plants_outside_bc", against_total=True)
    [twin] = [row for row in table.rows if row.key == "tech_digital_twin"]
    counts = [[14, 56], [26, 379]]

    assert twin.tests[0].p == pytest.approx(chi2_contingency(counts, correction=False).pvalue)
    assert twin.tests[1].p == pytest.approx(fisher_exact(counts).pvalue)
    assert (round(twin.tests[0].p or 0, 4), round(twin.tests[1].p or 0, 4)) == (0.0002, 0.0007)


def with_weights(folder: Path, weight: str) -> SurveyDesk:
    """The paper's survey with a further column, each cell of which is an expression of its row."""
    desk = the_paper(folder)
    lines = desk.data.read_text("utf-8").splitlines()
    weighted = [f"{lines[0]},w"]
    weighted += [
        f"{line},{eval(weight, {'n': number})}"  # noqa: S307 - text of this test
        for number, line in enumerate(lines[1:])
    ]
    desk.data.write_text("\n".join(weighted) + "\n", encoding="utf-8")
    text = desk.file.read_text("utf-8").replace(
        "\nvariables:\n", "\nvariables:\n  w: {type: number}\n"
    )
    desk.file.write_text(text, encoding="utf-8")
    return open_survey(desk.file)


@pytest.mark.parametrize("rows", ["mech", "tech", "backshore_opinion", "size_class", "employees"])
def test_10_weights_of_1_change_the_weight_line_only(tmp_path: Path, rows: str) -> None:
    desk = with_weights(tmp_path, "1")
    plain = cross_tab_as_text(a_table(desk, rows, "sub_group")).splitlines()
    ones = cross_tab_as_text(a_table(desk, rows, "sub_group", weight="w")).splitlines()

    different = [pair for pair in zip(plain, ones, strict=True) if pair[0] != pair[1]]
    assert len(different) == 1
    assert different[0][0].startswith("Weight: none")


def test_10_doubled_weights_change_no_percent_and_no_rao_scott_p(tmp_path: Path) -> None:
    once = a_table(with_weights(tmp_path / "a", "1 + n % 3"), "mech", "sub_group", weight="w")
    twice = a_table(
        with_weights(tmp_path / "b", "2 + 2 * (n % 3)"), "mech", "sub_group", weight="w"
    )

    for one, two in zip(once.rows, twice.rows, strict=True):
        assert [c.percent for c in one.cells] == pytest.approx([c.percent for c in two.cells])
        assert {test.name for test in one.tests} == {"Rao-Scott F"}
        assert [t.p for t in one.tests] == pytest.approx([t.p for t in two.tests])


def test_11_bands_stay_text() -> None:
    table = a_table(paper(), "service_share_band")
    expected = Counter(row["service_share_band"] for row in rows_of_the_file())

    assert {row.key: row.cells[0].count for row in table.rows if row.kind is RowKind.ANSWER} == {
        band: expected[band] for band in ("0", "1_10", "11_25", "26_50", "gt_50")
    }


def test_13_statements_by_family_and_no_technology() -> None:
    lines = (ROOT / "codings.jsonl").read_text("utf-8").splitlines()
    record = [json.loads(line) for line in lines if line.strip()]
    code_of = {each["id"]: each["code"] for each in record if each.get("kind") == "coding"}
    statements = [each for each in record if each.get("kind") == "statement"]
    codes = [{code_of[one] for one in each["evidence"]} for each in statements]
    backshore = [
        own for own, each in zip(codes, statements, strict=True) if each["column"] == "backshore"
    ]
    families = {
        family: sum(any(code.startswith(f"back-{family}") for code in own) for own in backshore)
        for family in ("prod", "mkt", "dev", "firm")
    }

    assert families == {"prod": 2, "mkt": 12, "dev": 1, "firm": 8}
    assert not [code for own in codes for code in own if code.startswith("tech")]


def test_18_every_erratum_is_told_and_none_corrects_a_quotation() -> None:
    report = facts_of(paper())

    assert [each.id for each in report.errata] == [f"E{number:02}" for number in range(1, 25)]
    assert {each.id for each in facts_of(paper(), ["M12"]).errata} >= {"E01", "E09"}
    assert [each.id for each in errata_about(ROOT, "Table 5")] == ["E17", "E18", "E19"]
    assert not errata_about(ROOT / "tests", "Table 5")
    [ratio] = [each for each in report.checks if each.fact.id == "B07"]
    assert ratio.fact.quote or ratio.fact.value == "1 out of 7"


def test_19_a_figure_without_numbers_says_not_published() -> None:
    silent = set()
    for each in figures_of(paper()):
        said = figure_lines(each.figure, each.facts, each.errata)
        if any(line.strip() == "numbers: not published" for line in said):
            silent.add(each.figure.id)
            assert not any("published 0" in line for line in said)

    assert silent >= WITHOUT_NUMBERS


def test_20_two_runs_give_the_same_bytes_and_a_width_changes_no_number() -> None:
    for rows in ("tech", "mech", "employees"):
        one, two = (a_table(paper(), rows, "sub_group", intervals=True) for _ in range(2))
        assert cross_tab_as_csv(one) == cross_tab_as_csv(two)
        wide, narrow = (cross_tab_as_text(one, width=width) for width in (200, 60))
        assert _numbers(wide) == _numbers(narrow)
        assert max(map(len, narrow.splitlines())) <= 60


def _numbers(said: str) -> Counter[str]:
    """The percents, counts and intervals of a table, wherever its columns stand."""
    return Counter(re.findall(r"\d+%|\(\d+\)|\[\d+–\d+\]|\.\d{4}", said))
