from pathlib import Path

import pytest

from tests.survey_factories import a_survey, a_table, the_paper
from whyshore.domain.cross_tab import Percent
from whyshore.export.terminal_text import cells_wide
from whyshore.tui.survey_beside import lines_on_answers, lines_on_base, lines_on_tests
from whyshore.tui.survey_table import bar_of, draw


@pytest.mark.parametrize(
    ("share", "bar"),
    [(0.0, "    "), (1.0, "████"), (0.5, "██  "), (0.53, "██▏ "), (None, "    ")],
)
def test_a_bar_is_as_long_as_its_share(share: float | None, bar: str) -> None:
    assert bar_of(share, 4) == bar


def test_every_number_of_the_table_stands_beside_its_bar(tmp_path: Path) -> None:
    drawn = draw(a_table(a_survey(tmp_path), "tech", "sector"), 80)

    assert (drawn.before, drawn.behind) == (0, 0)
    heading = drawn.heading.plain.splitlines()
    assert heading[0].split() == ["sector"]
    assert heading[1].split() == ["Total", "Metal", "Food"]
    assert heading[2].split() == ["Base", "6", "!!", "3", "!!", "3", "!!"]
    assert "67% (2) ██" in drawn.rows[0].plain
    assert "█" not in drawn.rows[-1].plain  # the sum of answers is no share


@pytest.mark.parametrize("width", [40, 76, 116])
def test_columns_that_do_not_fit_are_a_step_away(tmp_path: Path, width: int) -> None:
    table = a_table(the_paper(tmp_path), "size_class", "activity", "turnover_class")
    seen, first = [], 0
    while first < len(table.columns):
        drawn = draw(table, width, first)
        assert drawn.before == first
        assert max(cells_wide(row.plain) for row in drawn.rows) <= width
        seen += list(drawn.shown)
        first = drawn.shown.stop

    assert seen == list(range(len(table.columns)))


def test_means_have_no_bars_and_counts_have(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    means = draw(a_table(desk, "staff", "sector"), 80)
    counts = draw(a_table(desk, "size", percent=Percent.NONE), 80)

    assert not any("█" in row.plain for row in means.rows)
    assert "2 ████" in counts.rows[0].plain


def test_the_base_says_who_is_counted_and_who_is_not(tmp_path: Path) -> None:
    lines = list(lines_on_base(a_table(a_survey(tmp_path), "reasons", "group", weight="w")))

    assert lines[0].startswith("Total: base 4 respondents, weighted 8.0, effective 3.6")
    assert "Asked only if: member." in lines
    assert "Missing, not asked: 1 respondents (in no base)." in lines


def test_tests_are_those_of_the_row_at_the_cursor(tmp_path: Path) -> None:
    table = a_table(the_paper(tmp_path), "mech", "sub_group")
    lines = list(lines_on_tests(table, table.rows[3]))

    assert "p = .0065" in lines[0]
    assert "Adjusted by Holm over 6 rows: .0388." in lines[0]
    assert "not inference" in lines[-1]
    assert "c chooses columns" in next(lines_on_tests(a_table(a_survey(tmp_path), "size"), None))


def test_answers_are_spread_column_by_column(tmp_path: Path) -> None:
    table = a_table(a_survey(tmp_path), "size", "sector")

    lines = list(lines_on_answers(table, table.rows[0]))
    assert lines[2] == "Metal, base 3: small 33% (1) · middle 33% (1) · large 33% (1)"
    assert list(lines_on_answers(table, None)) == []
