from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from tests.tui.helpers import elsewhere
from tests.workflow.helpers import coded, interview_of
from whyshore.coding.find_memos import memos_with
from whyshore.domain.memo import Topic
from whyshore.errors import FixableError, MemoChangedError
from whyshore.store import events
from whyshore.workflow.apply_codes import remove_coding
from whyshore.workflow.list_memos import about_named, list_memos
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, redo, undo
from whyshore.workflow.write_memos import (
    keep_memo,
    leave_memo,
    memo_on,
    memos_of,
    open_memo,
    write_memo,
)

ON_ANA = (Topic.INTERVIEW, "ana")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    found = open_project(a_project_folder(tmp_path), coder="ana").project
    yield found
    found.close()


def text(project: Project) -> str | None:
    memo = memo_on(project, *ON_ANA)
    return memo.text if memo else None


def done(project: Project) -> list[str]:
    return [event.summary for event in history(project) if event.action != "sync"]


def newest(project: Project) -> int:
    with project.database.reading() as session:
        return events.newest(session)


def test_all_that_is_saved_while_writing_is_one_change(project: Project) -> None:
    write_memo(project, *ON_ANA, "Before.")
    draft = open_memo(project, *ON_ANA)
    for words in ("Before. A", "Before. A qu", "Before. A quiet room."):
        draft = keep_memo(project, draft, words)

    assert text(project) == "Before. A quiet room."
    assert done(project) == ["memo on interview ana"] * 2
    undo(project)
    assert text(project) == "Before."
    redo(project)
    assert text(project) == "Before. A quiet room."


def test_others_notice_each_time_it_is_saved(project: Project) -> None:
    draft = open_memo(project, *ON_ANA)
    seen = [newest(project)]
    for words in ("A", "A quiet", "A quiet room."):
        draft = keep_memo(project, draft, words)
        seen.append(newest(project))

    assert seen == sorted(set(seen))


def test_what_was_done_in_between_keeps_its_place(project: Project) -> None:
    draft = keep_memo(project, open_memo(project, *ON_ANA), "A")
    coded(project, "Wages were low.")
    keep_memo(project, draft, "A quiet room.")

    assert [each.split()[0] for each in done(project)] == ["memo", "off-growth"]
    undo(project)
    assert text(project) is None
    undo(project)
    assert done(project)[0].startswith("off-growth")


def test_a_memo_left_as_it_was_is_on_record_as_undone(project: Project) -> None:
    write_memo(project, *ON_ANA, "Before.")
    draft = keep_memo(project, open_memo(project, *ON_ANA), "Something else")

    leave_memo(project, draft)

    assert text(project) == "Before."
    assert history(project)[0].kind == "undo"


def test_a_memo_begun_and_emptied_is_none(project: Project) -> None:
    draft = keep_memo(project, open_memo(project, *ON_ANA), "A")

    draft = keep_memo(project, draft, "  ")
    assert (text(project), draft.memo, draft.event) == (None, "", 0)
    keep_memo(project, draft, "B")
    assert text(project) == "B"


def test_after_an_undo_what_is_saved_is_a_change_of_its_own(project: Project) -> None:
    draft = keep_memo(project, open_memo(project, *ON_ANA), "One")
    undo(project)
    redo(project)
    keep_memo(project, draft, "One two")

    undo(project)
    assert text(project) == "One"


def test_a_memo_that_another_program_changed_is_not_overwritten(project: Project) -> None:
    write_memo(project, *ON_ANA, "Before.")
    draft = open_memo(project, *ON_ANA)
    with elsewhere(project.folder) as other:
        write_memo(other, *ON_ANA, "Theirs.")

    with pytest.raises(MemoChangedError, match="changed or removed meanwhile"):
        keep_memo(project, draft, "Mine.")
    assert text(project) == "Theirs."


def test_a_memo_on_a_coding_that_is_gone_is_not_kept(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    draft = open_memo(project, Topic.CODING, coding.id)
    remove_coding(project, coding, interview_of(project))

    with pytest.raises(FixableError, match="is gone"):
        keep_memo(project, draft, "Why?")
    assert memos_of(project) == []


def test_the_project_can_have_several_memos(project: Project) -> None:
    from whyshore.domain.memo import MemoDraft

    for words in ("# Method\nSampling", "# Theory\nH1"):
        keep_memo(project, MemoDraft(Topic.PROJECT, ""), words)
    first, second = memos_of(project)
    keep_memo(project, open_memo(project, Topic.PROJECT, "", first.id), "# Method\nSampling, done")

    assert [each.first_line for each in list_memos(project)] == ["Method", "Theory"]
    assert memos_of(project)[1] == second


def test_the_list_says_what_each_memo_is_about_and_where(project: Project) -> None:
    coding = coded(project, "Wages were low.", "off-cost")
    write_memo(project, Topic.CODING, coding.id, "Said twice.")
    write_memo(project, Topic.CODE, "off-cost", "Rénte?")
    write_memo(project, Topic.CODE, "old", "Once there.")
    write_memo(project, *ON_ANA, "A quiet room.")

    listed = {each.named: each for each in list_memos(project)}
    assert list(listed) == ["ana", "old (missing)", "oc Lower cost", "oc “Wages were low.” (ana)"]
    on_coding = listed["oc “Wages were low.” (ana)"]
    assert (on_coding.interview, on_coding.start) == ("ana", coding.segment.start)
    assert [each.named for each in memos_with(list(listed.values()), "RENTE code")] == [
        "oc Lower cost"
    ]


def test_what_a_memo_is_about_is_named_as_people_name_it(project: Project) -> None:
    coding = coded(project, "Wages were low.")

    assert about_named(project, Topic.CODE, "oc") == "off-cost"
    assert about_named(project, Topic.INTERVIEW, "ana") == "ana"
    assert about_named(project, Topic.CODING, coding.id[:8]) == coding.id
    assert about_named(project, Topic.PROJECT, "") == ""
    for topic, name in (
        (Topic.INTERVIEW, "ann"),
        (Topic.CODING, "zz"),
        (Topic.CASE, ""),
        (Topic.PROJECT, "x"),
    ):
        with pytest.raises(FixableError):
            about_named(project, topic, name)


def test_a_memo_does_not_come_back_onto_a_coding_that_has_gone(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    write_memo(project, Topic.CODING, coding.id, "a thought")
    write_memo(project, Topic.CODING, coding.id, "")
    taken_off = history(project, limit=1)[0].number
    remove_coding(project, coding, interview_of(project))

    with pytest.raises(FixableError, match=r"^The coding it belongs to is no longer there\."):
        undo(project, event=taken_off)

    assert list_memos(project) == []
    undo(project)
    undo(project, event=taken_off)
    assert [memo.text for memo in memos_of(project)] == ["a thought"]
