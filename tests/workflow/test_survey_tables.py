from pathlib import Path

import pytest

from tests.survey_factories import CSV, YAML, a_survey, a_table, cell, the_paper
from whyshore.domain.cross_tab import Correction, Percent, RowKind
from whyshore.errors import FixableError
from whyshore.export.cross_tab_files import cross_tab_as_csv
from whyshore.export.cross_tab_text import cross_tab_as_text
from whyshore.workflow.tabulate_survey import open_survey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


# --- bases ---


def test_a_percent_is_of_those_who_answered(folder: Path) -> None:
    table = a_table(a_survey(folder), "size")

    assert (cell(table, "small", "total").count, cell(table, "small", "total").base) == (2, 5)
    assert table.making.missing == {"no answer": 1}


def test_who_was_not_asked_is_in_no_base_and_told_apart(folder: Path) -> None:
    table = a_table(a_survey(folder), "reasons")

    assert table.columns[0].base == 4
    assert (cell(table, "cost", "total").count, cell(table, "cost", "total").base) == (2, 4)
    assert (cell(table, "market", "total").count, cell(table, "market", "total").base) == (2, 3)
    assert table.making.missing == {"not asked": 2}
    assert "67% (2 of 3)" in cross_tab_as_text(table)


def test_a_declared_missing_value_is_no_number(folder: Path) -> None:
    table = a_table(a_survey(folder), "staff")
    [mean] = [row for row in table.rows if row.key == "mean"]

    assert mean.cells[0].value == pytest.approx((5 + 50 + 500 + 300 + 7) / 5)
    assert table.making.missing == {"refused": 1}


def test_none_is_a_row_and_in_the_base_of_a_set(folder: Path) -> None:
    table = a_table(a_survey(folder), "tech")

    assert (cell(table, "none", "total").count, cell(table, "none", "total").base) == (2, 6)
    assert cell(table, "sum", "total").percent == pytest.approx(100 * 5 / 6)


def test_responses_add_up_to_100(folder: Path) -> None:
    table = a_table(a_survey(folder), "tech", of_responses=True)

    items = [row.cells[0] for row in table.rows if row.kind is RowKind.ITEM]
    assert sum(each.percent or 0 for each in items) == pytest.approx(100)
    assert {each.base for each in items} == {5}


def test_row_and_cell_percents_have_their_own_bases(folder: Path) -> None:
    desk = a_survey(folder)
    across = cell(a_table(desk, "size", "sector", percent=Percent.ROW), "small", "food")
    of_all = cell(a_table(desk, "size", "sector", percent=Percent.CELL), "small", "food")

    assert (across.count, across.base) == (1, 2)
    assert (of_all.count, of_all.base) == (1, 5)


def test_columns_nest_and_stand_side_by_side(folder: Path) -> None:
    table = a_table(a_survey(folder), "tech", "sector*member", "size")

    assert [each.label for each in table.columns[:3]] == ["Total", "Metal / Yes", "Metal / No"]
    assert cell(table, "ai", "metal/yes").count == 2
    assert {each.banner for each in table.columns} == {"", "sector × member", "size"}


def test_a_net_counts_its_answers_once(folder: Path) -> None:
    table = a_table(a_survey(folder), "size", nets={"Not small": ("middle", "large")})

    assert cell(table, "Not small", "total").count == 3
    with pytest.raises(FixableError, match="“huge”, which is no answer"):
        a_table(a_survey(folder), "size", nets={"Odd": ("huge",)})
    items = a_table(a_survey(folder), "tech", nets={"Any": ("ai", "iot")})
    assert cell(items, "Any", "total").count == 4


def test_the_full_distribution_stands_below_each_item(folder: Path) -> None:
    table = a_table(a_survey(folder), "reasons", distribution=True)

    assert [cell(table, f"cost={step}", "total").count for step in (1, 2, 3)] == [1, 1, 2]


# --- weights ---


def test_all_weights_1_is_the_unweighted_table_but_for_the_weight_line(folder: Path) -> None:
    ones = CSV.replace("yes,2", "yes,1").replace("yes,3", "yes,1")
    desk = a_survey(folder, ones)
    plain = cross_tab_as_text(a_table(desk, "tech", "sector")).splitlines()
    weighted = cross_tab_as_text(a_table(desk, "tech", "sector", weight="w")).splitlines()

    different = [(one, two) for one, two in zip(plain, weighted, strict=True) if one != two]
    assert len(different) == 1
    assert "Weight: none." in different[0][0]
    assert "Weight: w," in different[0][1]


def test_doubled_weights_change_no_percent_and_no_p(folder: Path) -> None:
    lines = [line.split(",") for line in CSV.splitlines()]
    doubled = [lines[0], *([*row[:5], str(2 * int(row[5])), *row[6:]] for row in lines[1:])]
    once = a_table(a_survey(folder), "tech", "sector", weight="w")
    twice = a_table(
        a_survey(folder, "\n".join(map(",".join, doubled)) + "\n"), "tech", "sector", weight="w"
    )

    for one, two in zip(once.rows, twice.rows, strict=True):
        assert [c.percent for c in one.cells] == pytest.approx([c.percent for c in two.cells])
        assert [t.p for t in one.tests] == pytest.approx([t.p for t in two.tests])
    assert once.columns[0].effective_base == pytest.approx(100 / 20)
    assert cell(once, "ai", "total").percent == pytest.approx(60)
    assert cell(once, "ai", "total").count == 3


def test_weights_below_0_and_none_at_all(folder: Path) -> None:
    with pytest.raises(FixableError, match="cannot be below 0"):
        a_table(a_survey(folder, CSV.replace("no,1,0", "no,-1,0")), "tech", weight="w")
    table = a_table(a_survey(folder, CSV.replace("no,1,0", "no,,0")), "tech", weight="w")
    assert table.columns[0].base == 4
    assert any("2 respondents without a weight" in note for note in table.making.notes)
    with pytest.raises(FixableError, match="no variable of type number"):
        a_table(a_survey(folder), "tech", weight="sector")


# --- what cannot be done ---


@pytest.mark.parametrize(
    ("rows", "by", "where", "said"),
    [
        ("sectr", "", "", "no variable “sectr”. Closest: sector"),
        ("tech", "sectr", "", "no variable “sectr”. Closest: sector"),
        ("id", "", "", "tells respondents apart"),
        ("tech", "staff", "", "is a number and makes no columns"),
        ("tech", "reasons", "", "is a battery"),
        ("tech", "", "staff > 9999", "leaves nobody of the 6 respondents"),
        ("tech", "", "sector == 'wood'", "`sector` has no answer “wood”"),
        ("tech", "", "sector > 3", "holds one of its options, no number"),
        ("tech", "", "sector", "not yes or no"),
        ("tech", "", "tech", "use count(tech)"),
        ("tech", "", "stff > 1", "no variable `stff`. Closest: staff"),
        ("tech", "", "member == 'maybe'", "compared with 'yes', 'no'"),
        ("tech", "", "has(sector, 'metal')", "a variable of several answers"),
        ("reasons", "", "not member", "Nobody is left to count"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, rows: str, by: str, where: str, said: str
) -> None:
    with pytest.raises(FixableError) as caught:
        a_table(a_survey(folder), rows, *([by] if by else []), filter=where)

    assert said in str(caught.value)


def test_text_in_a_numeric_column_is_named_with_row_and_column(folder: Path) -> None:
    with pytest.raises(FixableError) as caught:
        a_table(a_survey(folder, CSV.replace("500", "half a lot")), "staff")

    assert "row 4, column “staff”: “half a lot” is no number" in str(caught.value)


def test_a_thousands_separator_is_no_number_and_neither_is_an_underscore(folder: Path) -> None:
    with pytest.raises(FixableError, match="without thousands separators"):
        a_table(a_survey(folder, CSV.replace("500", '"1,500"')), "staff")
    with pytest.raises(FixableError, match="“26_50” is no number"):
        a_table(a_survey(folder, CSV.replace("500", "26_50")), "staff")


def test_an_answer_that_is_no_option_is_named_with_the_nearest(folder: Path) -> None:
    with pytest.raises(FixableError) as caught:
        a_table(a_survey(folder, CSV.replace("r3,metal", "r3,metall")), "sector")

    assert "row 4, column “sector”: “metall” is none of the options. Closest: metal." in str(
        caught.value
    )


def test_a_row_with_too_many_cells_is_named(folder: Path) -> None:
    with pytest.raises(FixableError, match="Row 3 has 11 cells under 10 headings"):
        a_table(a_survey(folder, CSV.replace("r2,metal", "r2,metal,extra")), "staff")


# --- protecting respondents ---


def test_a_small_count_is_hidden_with_one_that_would_give_it_away(folder: Path) -> None:
    rows = ["id,sector,size", *(f"a{n},metal,small" for n in range(9)), "b1,metal,large"]
    rows += [*(f"c{n},food,small" for n in range(6)), *(f"d{n},food,large" for n in range(5))]
    rows += [f"e{n},{sector},middle" for n, sector in enumerate(["metal", "food"] * 4)]
    desk = a_survey(folder, "\n".join(rows) + "\n")
    table = a_table(desk, "size", "sector", suppress=3)

    hidden = {
        (row.key, place) for row in table.rows for place, c in enumerate(row.cells) if c.hidden
    }
    assert ("large", 1) in hidden
    for row in table.rows:
        assert sum(c.hidden for c in row.cells) != 1
    for place in (1, 2):
        assert sum((row.key, place) in hidden for row in table.rows) != 1
    assert "×" in cross_tab_as_text(table)
    assert not table.tests


# --- the paper's survey ---


def test_sub_groups_of_the_paper_are_61_and_60_and_354_neither(tmp_path: Path) -> None:
    table = a_table(the_paper(tmp_path), "tech", "sub_group")

    assert [each.base for each in table.columns] == [121, 61, 60]
    assert table.making.outside_columns == 354
    assert "SYNTHETIC" in cross_tab_as_text(table)
    assert "SYNTHETIC" in cross_tab_as_csv(table)


def test_spain_as_offshore_changes_the_sub_group_and_says_so(tmp_path: Path) -> None:
    desk = the_paper(tmp_path)
    wide = open_survey(desk.file, switches={"spain_is_offshore": True})
    table = a_table(wide, "tech", "sub_group")

    assert table.columns[1].base > 61
    assert any("spain_is_offshore is on" in note for note in table.making.notes)
    with pytest.raises(FixableError, match="no switch"):
        open_survey(desk.file, switches={"france": True})


def test_a_value_set_by_hand_moves_a_firm_and_gives_its_reason(tmp_path: Path) -> None:
    desk = the_paper(tmp_path)
    text = desk.file.read_text("utf-8")
    rule = (
        "overrides:\n  - {respondent: R001, variable: b2b_producer, value: false, "
        "reason: sells to hotels}\n"
    )
    desk.file.write_text(text + rule, encoding="utf-8")
    table = a_table(open_survey(desk.file), "tech", "sub_group")

    assert [each.base for each in table.columns] == [120, 61, 59]
    assert any("because sells to hotels" in note for note in table.making.notes)


def test_table_4_on_whole_sub_groups_shows_other_percents(tmp_path: Path) -> None:
    desk = the_paper(tmp_path)
    right = a_table(desk, "mech", "sub_group", correction=Correction.BONFERRONI)
    text = desk.file.read_text("utf-8").replace("    asked_if: b12_1\n", "")
    desk.file.write_text(text, encoding="utf-8")
    data = desk.data.read_text("utf-8").splitlines()
    place = [name.startswith("mech_") for name in data[0].split(",")]
    filled = [data[0]]
    for line in data[1:]:
        cells = line.split(",")
        filled.append(
            ",".join(c or "1" if mech else c for c, mech in zip(cells, place, strict=True))
        )
    desk.data.write_text("\n".join(filled) + "\n", encoding="utf-8")
    wrong = a_table(open_survey(desk.file), "mech", "sub_group")

    def percents(table: object, column: int) -> list[int]:
        rows = table.rows  # type: ignore[attr-defined]
        return [int((row.cells[column].percent or 0) + 0.5) for row in rows]

    assert [percents(right, 1), percents(right, 2)] == [
        [70, 70, 74, 82, 58, 48],
        [74, 74, 71, 55, 61, 32],
    ]
    assert [percents(wrong, 1), percents(wrong, 2)] == [
        [57, 57, 61, 67, 48, 39],
        [47, 47, 45, 35, 38, 20],
    ]


def test_one_answer_less_changes_the_base_of_its_row_only(tmp_path: Path) -> None:
    desk = the_paper(tmp_path)
    lines = desk.data.read_text("utf-8").splitlines()
    names = lines[0].split(",")
    mech, group = names.index("mech_cost"), names.index("sub_group")
    for place, line in enumerate(lines):
        cells = line.split(",")
        if cells[group] == "1" and cells[mech]:
            lines[place] = ",".join([*cells[:mech], "", *cells[mech + 1 :]])
            break
    desk.data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = a_table(desk, "mech", "sub_group")

    assert [row.cells[1].base for row in table.rows] == [49, 50, 50, 50, 50, 50]
    assert " of 49)" in cross_tab_as_text(table)


def test_a_part_is_tested_against_its_complement_and_shown_beside_the_total(tmp_path: Path) -> None:
    table = a_table(the_paper(tmp_path), "tech", "plants_outside_bc", against_total=True)
    [twin] = [row for row in table.rows if row.key == "tech_digital_twin"]

    assert [each.base for each in table.columns] == [475, 70]
    assert [(each.count, each.base) for each in twin.cells] == [(40, 475), (14, 70)]
    assert round(twin.tests[0].statistic or 0, 4) == 14.2729
    assert any("not tested as two samples" in note for note in table.making.notes)
    with pytest.raises(FixableError, match="for one yes/no variable"):
        a_table(the_paper(tmp_path / "again"), "tech", "sub_group", against_total=True)


def test_the_none_row_warns_and_offers_fisher(tmp_path: Path) -> None:
    table = a_table(the_paper(tmp_path), "tech", "sub_group")
    [none] = [row for row in table.rows if row.key == "none"]

    assert [(c.count, c.base) for c in none.cells[1:]] == [(2, 61), (2, 60)]
    pearson, exact = none.tests
    assert "1.98" in pearson.warning
    assert exact.name == "Fisher exact"
    assert exact.p == pytest.approx(1)


def test_several_answers_in_one_cell_and_the_firms_that_were_asked(tmp_path: Path) -> None:
    table = a_table(the_paper(tmp_path), "plant_areas")

    assert table.columns[0].base == 70
    assert cell(table, "plant_areas=spain", "total").count == 52


def test_the_same_table_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    desk = the_paper(tmp_path)
    one, two = (cross_tab_as_csv(a_table(desk, "tech", "sub_group")) for _ in range(2))

    assert one == two


def test_200_options_make_200_rows(folder: Path) -> None:
    rows = "\n".join(f"r{n},option {n % 200:03}" for n in range(1000))
    survey = "data: data.csv\nvariables:\n  id: {type: id}\n  q: {type: one}\n"
    table = a_table(a_survey(folder, f"id,q\n{rows}\n", survey), "q")

    assert len(table.rows) == 201
    assert {row.cells[0].count for row in table.rows[:-1]} == {5}


def test_the_yaml_of_these_tests_is_read_without_a_word(folder: Path) -> None:
    assert a_survey(folder, CSV, YAML).survey.title == "A small survey"
