"""Who changed what, and what was before and after."""

import re
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.history import Effect, HistoryWanted, moment_of, now
from whyshore.domain.kinds import called, counted_kind
from whyshore.domain.memo import Topic
from whyshore.errors import FixableError
from whyshore.export.history import (
    before_and_after,
    entry_as_text,
    history_as_data,
    history_as_markdown,
)
from whyshore.store.tables import KEPT_IN_EVENTS
from whyshore.workflow.apply_codes import remove_coding, set_coding_case
from whyshore.workflow.exchange_record import load_record, record_of, write_record
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.organise_cases import add_case, set_default_case
from whyshore.workflow.project import Project, connect
from whyshore.workflow.read_history import list_changes, read_history, write_record_as_of
from whyshore.workflow.recode import recode
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import undo
from whyshore.workflow.write_memos import write_memo


def summaries(project: Project, **wanted: str) -> list[str]:
    return [each.event.action for each in read_history(project, HistoryWanted(**wanted))]  # type: ignore[arg-type]


@pytest.fixture
def worked_on(project: Project) -> Project:
    """A project with work of two coders on two codes."""
    case = add_case(project, "Fagor", "China")
    coding = coded(project, "Wages were low.", "off-cost")
    write_memo(project, Topic.CODING, coding.id, "a thought")
    set_coding_case(project, coding, interview_of(project), case=case.id)
    other = connect(project.folder, coder="ben")
    coded(other, "The market fell.", "back-decline")
    other.close()
    return project


def test_changes_are_found_by_coder_code_interview_and_case(worked_on: Project) -> None:
    assert summaries(worked_on, coder="ben") == ["apply code"]
    assert summaries(worked_on, code="oc") == ["set case", "write memo", "apply code"]
    assert summaries(worked_on, code="back") == ["apply code"]
    assert len(summaries(worked_on, interview="ana")) == 5
    assert summaries(worked_on, case="Fagor – China", coder="ana") == [
        "set case",
        "write memo",
        "apply code",
        "add case",
    ]


def test_a_coding_counts_for_the_case_of_its_interview(worked_on: Project) -> None:
    case = add_case(worked_on, "Orbea", "China")
    set_default_case(worked_on, interview_of(worked_on), case.id)

    assert summaries(worked_on, case="Orbea")[1:] == ["add case", "apply code"]


def test_a_code_that_was_replaced_everywhere_is_still_found(worked_on: Project) -> None:
    codings = [each for each in record_of(worked_on).codings if each.code == "off-cost"]
    recode(worked_on, codings, code="back-quality")
    text = worked_on.codebook_file.read_text("utf-8").replace("off-cost", "off-price")
    worked_on.codebook_file.write_text(text, encoding="utf-8")

    assert summaries(worked_on, code="off-cost")[0] == "recode"


def test_dates_narrow(worked_on: Project) -> None:
    between = now()
    coded(worked_on, "Quality was poor.")

    assert summaries(worked_on, since=between) == ["apply code"]
    assert "apply code" not in summaries(worked_on, until="2020-01-01")
    with pytest.raises(FixableError, match="no date"):
        summaries(worked_on, since="yesterday")


def test_a_day_lasts_until_its_end() -> None:
    assert moment_of("2026-11-24", end_of_day=True) > moment_of("2026-11-24T23:59")
    assert moment_of("2026-11-24") < moment_of("2026-11-24T00:01")


def test_an_undo_does_its_change_backwards(project: Project) -> None:
    coding = coded(project, "Wages were low.", "off-cost")
    remove_coding(project, coding, interview_of(project))
    undo(project)

    undone, removed, added = read_history(project, HistoryWanted(code="off-cost"))

    assert undone.event.target == removed.event.number
    assert removed.event.undone
    assert before_and_after(undone.effects[0])[0] == "–"
    assert before_and_after(added.effects[0]) == before_and_after(undone.effects[0])


def test_one_change_is_told_in_full(worked_on: Project) -> None:
    number = read_history(worked_on, HistoryWanted(coder="ben"))[0].event.number

    (entry,) = read_history(worked_on, HistoryWanted(number=number))

    assert "+ back-decline on “The market fell.” (ana, 123 to 139)" in entry_as_text(entry)
    with pytest.raises(FixableError, match="no change number 99"):
        read_history(worked_on, HistoryWanted(number=99))


def test_a_list_of_changes_calls_things_by_their_names(worked_on: Project) -> None:
    told = "\n".join(line for each in list_changes(worked_on, 9) for line in each.told)

    assert "coding\n  + oc Lower cost on “Wages were low.” (ana, turn 2)" in told
    assert "coding\n  - –\n  + case Fagor – China" in told
    assert "memo\n  + memo “a thought”" in told
    assert not re.search(r"[0-9a-f]{32}|off-cost| to \d", told)


def test_where_a_text_was_replaced_no_turn_is_told(worked_on: Project) -> None:
    file = worked_on.interviews_folder / "ana.md"
    file.write_text(f"I: Good morning.\n{file.read_text('utf-8')}", encoding="utf-8")
    sync(worked_on, corrected=True)

    told = "\n".join(line for each in list_changes(worked_on, 9) for line in each.told)

    assert "+ oc Lower cost on “Wages were low.” (ana)" in told
    assert not re.search(r"[0-9a-f]{32}", told)


def test_the_audit_trail_shows_before_and_after_and_nothing_as_markup(project: Project) -> None:
    coding = coded(project, "Wages were low.", "off-cost")
    write_memo(project, Topic.CODING, coding.id, "a | b *c*")
    write_memo(project, Topic.CODING, coding.id, "d")

    page = history_as_markdown(read_history(project, HistoryWanted()), "Study")

    assert r"| text a \| b \*c\* | text d |" in page
    assert "| ana | write memo | 2 |" in page
    assert page.index("apply code") < page.index("write memo")


def test_the_audit_trail_cuts_nothing(project: Project) -> None:
    coding = coded(project, "Wages were low.", "off-cost")
    write_memo(project, Topic.CODING, coding.id, "long " * 50 + "end")
    for words in ("The market fell.", "Quality was poor."):
        coded(project, words, "off-cost")
    codings = record_of(project).codings
    recode(project, codings, code="back-quality")

    page = history_as_markdown(read_history(project, HistoryWanted()), "Study")

    assert "more" not in page
    assert "long end" in page


@pytest.mark.parametrize(
    ("table", "key", "facts", "told"),
    [
        (
            "adrift",
            "coding:5ae0",
            {"kind": "coding", "about": "5ae0", "quote": "Wages", "interview": "ana", "why": "w"},
            "coding that needs review: “Wages” (ana; w)",
        ),
        ("evidence", "1", {"statement": "5ae0", "coding": "61"}, "quote under a statement"),
        (
            "case_group_member",
            "g:c",
            {"case_group": "5ae0", "case_id": "fagor-china"},
            "case fagor-china in a row of the synthesis",
        ),
        (
            "survey_link",
            "1",
            {"case_id": "fagor-china", "respondent": "r7", "rejected": True},
            "case fagor-china is not respondent r7",
        ),
    ],
)
def test_each_thing_is_told_in_plain_words(
    table: str, key: str, facts: dict[str, str | int | bool | None], told: str
) -> None:
    assert before_and_after(Effect(table, key, None, facts)) == ("–", told)


def test_every_table_of_the_history_has_words_of_its_own() -> None:
    for table in KEPT_IN_EVENTS:
        assert "_" not in called(table, "coding:1")
    assert counted_kind(1, called("adrift", "coding:1")) == "1 coding that needs review"
    assert counted_kind(3, called("adrift", "coding:1")) == "3 codings that need review"


def test_as_data_every_thing_is_there_before_and_after(worked_on: Project) -> None:
    (told,) = history_as_data(read_history(worked_on, HistoryWanted(coder="ben")))

    changes = told["changes"]
    assert isinstance(changes, list)
    change = changes[0]
    assert (change["kind"], change["before"]) == ("coding", None)
    assert change["after"]["quote"] == "The market fell."


def test_an_old_change_that_others_rest_on_names_them(worked_on: Project) -> None:
    applied = read_history(worked_on, HistoryWanted(code="off-cost"))[-1].event

    with pytest.raises(FixableError, match=r"Undo first.*set case|Undo first.*case of.*memo on"):
        undo(worked_on, event=applied.number)

    for each in read_history(worked_on, HistoryWanted(code="off-cost"))[:-1]:
        undo(worked_on, event=each.event.number)
    undo(worked_on, event=applied.number)
    assert [each.code for each in record_of(worked_on).codings] == ["back-decline"]


def test_a_refused_undo_says_why_and_what_first_before_anything_long(worked_on: Project) -> None:
    applied = read_history(worked_on, HistoryWanted(code="off-cost"))[-1].event

    with pytest.raises(FixableError) as refused:
        undo(worked_on, event=applied.number)

    said = str(refused.value)
    assert re.match(
        r"(Its coding was changed|A memo was written on it)[^.]*\. Undo first: \d+", said
    )
    assert said.index("Undo first") < 40
    assert f"Not undone or redone: “{applied.summary}”" in said


def test_the_state_of_a_date_is_written(worked_on: Project, tmp_path: Path) -> None:
    then, moment = write_record(worked_on, tmp_path / "then.jsonl").read_text("utf-8"), now()
    coding = coded(worked_on, "Quality was poor.")
    write_memo(worked_on, Topic.CODING, coding.id, "later")

    written = write_record_as_of(worked_on, moment)

    assert written.parent == worked_on.exports_folder
    assert written.read_text("utf-8") == then


def test_written_and_read_back_it_is_the_same_text(worked_on: Project, tmp_path: Path) -> None:
    first = write_record(worked_on, tmp_path / "one.jsonl")
    copy = open_project(a_project_folder(tmp_path / "copy"), coder="eve").project

    load_record(copy, first)

    assert write_record(copy).read_text("utf-8") == first.read_text("utf-8")
    copy.close()
