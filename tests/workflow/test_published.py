from pathlib import Path

import pytest

from tests.survey_factories import ROOT, the_paper
from whyshore.domain.cross_tab import RowKind
from whyshore.errors import FixableError, ProblemsError
from whyshore.ingest.published import read_published
from whyshore.workflow.compare_published import facts_of, figures_of
from whyshore.workflow.tabulate_survey import SurveyDesk, open_survey


def with_a_cell_changed(desk: SurveyDesk, where: dict[str, str], column: str, value: str) -> None:
    """Change a column of the first respondent who has these values."""
    lines = desk.data.read_text("utf-8").splitlines()
    names = lines[0].split(",")
    for place, line in enumerate(lines):
        cells = line.split(",")
        row = dict(zip(names, cells, strict=True))
        if place and all(row[name] == wanted for name, wanted in where.items()):
            row[column] = value
            lines[place] = ",".join(row.values())
            break
    else:
        raise AssertionError(where)
    desk.data.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_93_of_93_facts_hold_on_the_synthetic_file() -> None:
    report = facts_of(open_survey(ROOT / "survey" / "survey.yaml"))

    assert (len(report.checks), len(report.checkable), len(report.failing)) == (111, 93, 0)
    assert "SYNTHETIC" in report.synthetic


@pytest.mark.parametrize(
    ("where", "column", "value", "failing"),
    [
        ({"sub_group": "1", "mech_cost": "4"}, "mech_cost", "3", ["M11"]),
        ({"sub_group": "2", "mech_cost": "3"}, "mech_cost", "5", ["M12"]),
        ({"sub_group": "2", "mech_market": "4"}, "mech_market", "1", ["M52"]),
        ({"sub_group": "1", "mech_other": "5"}, "mech_other", "2", ["M61"]),
        ({"size_class": "sme", "sub_group": ""}, "employees", "5", []),
        ({"turnover_class": "lt_10"}, "turnover_meur", "300", []),
        ({"tech_cybersecurity": "True", "plants_outside_bc": "False", "cluster_member": "False",
          "sub_group": "", "n_tech": "4"}, "tech_cybersecurity", "False", ["T05"]),
        ({"sub_group": "2", "backshore_opinion": "taken"}, "backshore_opinion", "possible",
         ["B04", "B06"]),
    ],
)  # fmt: skip
def test_exactly_the_right_fact_fails_when_one_cell_is_changed(
    tmp_path: Path, where: dict[str, str], column: str, value: str, failing: list[str]
) -> None:
    desk = the_paper(tmp_path)
    with_a_cell_changed(desk, where, column, value)

    assert [check.fact.id for check in facts_of(desk).failing] == failing


def test_table_4_is_rebuilt_with_its_counts_bases_and_errata() -> None:
    [figure] = figures_of(open_survey(ROOT / "survey" / "survey.yaml"), ["table-4"])
    columns = [(each.label, each.base) for each in figure.table.columns]
    counts = [[row.cells[place].count for row in figure.table.rows] for place in (0, 1)]

    assert columns == [("Sub-group 1", 50), ("Sub-group 2", 38)]
    assert counts == [[35, 35, 37, 41, 29, 24], [28, 28, 27, 21, 23, 12]]
    assert "E01" in [each.id for each in figure.errata]
    assert figure.table.making.asked == "b12_1"
    marked = [
        row.key
        for row in figure.table.rows
        if any((test.adjusted or 1) < 0.05 for test in row.tests)
    ]
    assert marked == ["mech_supplier_inter"]


def test_every_figure_from_10_to_41_and_table_4_is_rebuilt() -> None:
    rebuilt = list(figures_of(open_survey(ROOT / "survey" / "survey.yaml")))

    assert [each.figure.id for each in rebuilt] == [*map(str, range(10, 42)), "table-4"]
    for each in rebuilt:
        assert each.table.rows
        assert each.table.making.synthetic


def test_figure_15_counts_firms_and_has_no_percent() -> None:
    [figure] = figures_of(open_survey(ROOT / "survey" / "survey.yaml"), ["15"])

    answers = [row.cells[0] for row in figure.table.rows if row.kind is RowKind.ANSWER]
    assert {each.percent for each in answers} == {None}
    assert sum(each.count or 0 for each in answers) == 475


def test_what_is_not_there_is_said() -> None:
    desk = open_survey(ROOT / "survey" / "survey.yaml")

    with pytest.raises(FixableError, match="no fact “Z99”"):
        facts_of(desk, ["Z99"])
    with pytest.raises(FixableError, match="no figure “9”"):
        list(figures_of(desk, ["9"]))


def test_what_is_wrong_in_a_file_of_published_numbers_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "published.yaml"
    file.write_text(
        "bases:\n  all: {filter: 'a =='}\n  none: {label: x}\n"
        "facts:\n"
        "  - {id: A, statement: s, base: al, check: {type: pc, event: a, value: many}}\n"
        "  - {id: A, statement: s}\n"
        "figures:\n  - {id: '1', title: t, rows: r, facts: [B], errata: [E]}\n",
        encoding="utf-8",
    )

    with pytest.raises(ProblemsError) as caught:
        read_published(file)
    said = str(caught.value)
    for each in ("ends too early", "has no `filter`", "type “pc”", "to be a number, not “many”",
                 "no base `al`", "A is there twice", "Figure 1: there is no `B`"):  # fmt: skip
        assert each in said
    with pytest.raises(ProblemsError, match="lists the numbers"):
        read_published(tmp_path / "absent.yaml")
