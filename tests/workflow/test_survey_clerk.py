"""Tables counted for a screen from answers that are read once."""

import os
from pathlib import Path

import pytest

from tests.survey_factories import CSV, YAML, a_survey, a_table, cell, the_paper
from whyshore.domain.cross_tab import TableRequest
from whyshore.domain.survey_overview import overview_of
from whyshore.errors import FixableError
from whyshore.export.cross_tab_files import cross_tab_as_markdown
from whyshore.workflow import survey_clerk
from whyshore.workflow.survey_clerk import SurveyClerk

BY_GROUP = TableRequest("tech", (("group",),))


def changed(file: Path, text: str) -> None:
    """Write a file so that its time tells, on coarse clocks too."""
    before = file.stat().st_mtime_ns
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_what_can_be_chosen_is_known_without_reading_answers(tmp_path: Path) -> None:
    found = overview_of(a_survey(tmp_path).survey)

    assert [each.name for each in found.choices][:3] == ["tech", "reasons", "group"]
    assert "id" not in [each.name for each in found.choices]
    assert [each.name for each in found.choices if each.is_weight] == ["staff", "w"]
    assert not found.choices[1].as_columns
    assert found.label_of("ai") == "Artificial intelligence"
    assert found.label_of("unknown") == "unknown"


@pytest.mark.parametrize("rows", ["tech", "mech", "backshore_opinion", "employees", "size_class"])
def test_a_table_is_the_one_that_the_command_makes(tmp_path: Path, rows: str) -> None:
    desk = the_paper(tmp_path)
    request = TableRequest(
        rows, (("sub_group",), ("size_class", "cluster_member")), "export_share > 5"
    )
    whole = SurveyClerk(desk.file).whole_table(request, {})

    again = a_table(desk, rows, "sub_group", "size_class*cluster_member", filter="export_share > 5")
    assert cross_tab_as_markdown(whole) == cross_tab_as_markdown(again)


def test_only_the_switches_that_a_table_rests_on_are_told(tmp_path: Path) -> None:
    clerk = SurveyClerk(the_paper(tmp_path).file)

    plain = clerk.table(TableRequest("size_class"), {})
    grouped = clerk.table(
        TableRequest("size_class", (("sub_group",),)), {"spain_is_offshore": True}
    )
    assert not plain.making.notes
    assert "spain_is_offshore is on" in grouped.making.notes[0]
    assert grouped.columns[1].base > 61


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    clerk = SurveyClerk(desk.file)
    before = clerk.table(TableRequest("tech"), {})
    changed(desk.data, CSV.replace("r6,food,,7,yes,3,1,0", "r6,food,,7,yes,3,0,0"))

    after = clerk.table(TableRequest("tech"), {})
    assert cell(before, "ai", "total").count == 3
    assert cell(after, "ai", "total").count == 2
    desk.data.unlink()
    with pytest.raises(FixableError, match="cannot be read"):
        clerk.table(TableRequest("tech"), {})


def test_a_column_that_does_not_fit_spoils_only_its_own_tables(tmp_path: Path) -> None:
    clerk = SurveyClerk(a_survey(tmp_path, CSV.replace(",500,", ",many,")).file)

    assert clerk.table(BY_GROUP, {}).columns[0].base == 5
    with pytest.raises(FixableError, match="“many” is no number"):
        clerk.table(TableRequest("staff"), {})
    assert clerk.table(TableRequest("size"), {}).columns[0].base == 5
    assert clerk.table(BY_GROUP, {}).columns[0].base == 5


def test_of_a_large_file_only_what_is_needed_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_clerk, "READ_WHOLE", 10)
    clerk = SurveyClerk(a_survey(tmp_path).file)

    assert clerk.table(TableRequest("size"), {}).columns[0].base == 5
    assert list(clerk._names) == ["size"]
    clerk.table(TableRequest("sector", filter="staff > 5"), {})
    assert list(clerk._names) == ["size", "sector", "staff"]


def test_values_set_by_hand_count_on_the_screen_too(tmp_path: Path) -> None:
    by_hand = "overrides:\n  - {respondent: r3, variable: group, value: a, reason: told us}\n"
    clerk = SurveyClerk(a_survey(tmp_path, survey=YAML + by_hand).file)

    assert clerk.table(BY_GROUP, {}).making.notes == (
        "set by hand: group of r3 is a, because told us",
    )


def test_slow_tests_follow(tmp_path: Path) -> None:
    clerk = SurveyClerk(the_paper(tmp_path).file)
    request = TableRequest("tech_ai", (("activity",),), "employees > 100")

    assert clerk.table(request, {}).is_preliminary
    assert not clerk.whole_table(request, {}).is_preliminary


@pytest.mark.parametrize("ending", [".md", ".csv", ".svg", ".json", ".txt", ".xlsx"])
def test_a_table_is_written_as_its_name_says(tmp_path: Path, ending: str) -> None:
    desk = a_survey(tmp_path)
    file = tmp_path / f"table{ending}"

    assert SurveyClerk(desk.file).write(BY_GROUP, {}, str(file)) == str(file)
    assert file.stat().st_size > 100
