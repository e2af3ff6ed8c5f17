"""Memos and new codes through a clerk in a process of its own, as the screens ask for them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder
from tests.tui.helpers import elsewhere
from tests.workflow.helpers import locked
from whyshore.domain.codebook import Code
from whyshore.domain.memo import MemoDraft, Topic
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError, MemoChangedError
from whyshore.tui.leaving import LOST, close_office
from whyshore.workflow.coding_desk import CodingDesk, Turned
from whyshore.workflow.office import OwnOffice
from whyshore.workflow.write_memos import memos_of, write_memo


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A small project."""
    return a_project_folder(tmp_path / "study", ana=TEXT)


@pytest.fixture
def desk(study: Path) -> Iterator[CodingDesk]:
    """A desk before a clerk of its own, with the first interview open."""
    office = OwnOffice(study, "ana")
    desk = CodingDesk(office)
    opened = office.clerk.opening()
    desk.begin(opened)
    desk.open("ana")
    yield desk
    office.close()


def unexpected(answer: object) -> None:
    pytest.fail(f"nobody expected {answer}")


def test_a_memo_that_saves_itself_goes_on_from_what_was_saved(desk: CodingDesk) -> None:
    drafts: list[MemoDraft] = []
    draft = desk.clerk.open_memo(Topic.INTERVIEW, "ana")
    desk.keep_memo_soon(draft, "One", drafts.append, unexpected)
    assert desk.unsaved == 1
    desk.clerk.moment()

    assert (desk.unsaved, drafts[0].saved) == (0, "One")
    kept = desk.keep_memo(drafts[0], "One two")
    assert kept.memo == drafts[0].memo
    turned: list[Turned | None] = []
    desk.undo(turned.append, unexpected)
    desk.clerk.moment()  # by then it is undone, and
    desk.clerk.moment()  # by then everything was looked at anew
    assert turned[0] is not None
    assert desk.clerk.list_memos() == []


def test_words_written_while_another_program_is_writing_are_saved_after_leaving(
    study: Path,
) -> None:
    office = OwnOffice(study, "ana")
    clerk = office.clerk
    draft = clerk.open_memo(Topic.INTERVIEW, "ana")

    with locked(study):
        office.later(unexpected, unexpected, "keep_memo", draft, "One")
        office.leave_with("keep_last_words", draft, "One two", "One")
        assert not office.close(0.2)

    assert office.close()
    assert office.left_undone == ""
    with elsewhere(study) as project:
        assert [memo.text for memo in memos_of(project)] == ["One two"]


def test_last_words_stand_below_what_somebody_else_wrote_meanwhile(study: Path) -> None:
    office = OwnOffice(study, "ana")
    draft = office.clerk.open_memo(Topic.INTERVIEW, "ana")
    with elsewhere(study) as project:
        write_memo(project, Topic.INTERVIEW, "ana", "Theirs")

    office.leave_with("keep_last_words", draft, "Mine", "")
    assert office.close()

    with elsewhere(study) as project:
        assert [memo.text for memo in memos_of(project)] == ["Theirs\n\nMine"]


def test_leaving_says_which_last_words_could_not_be_saved(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = OwnOffice(study, "ana")
    draft = office.clerk.open_memo(Topic.INTERVIEW, "ana")
    office.leave_with("keep_last_words", replace(draft, topic=Topic.CODING), "Mine", "")

    close_office(office)

    told = capsys.readouterr().err
    assert f"{LOST} The coding that this memo is about is gone" in told
    assert "Everything is saved" not in told


def test_a_memo_changed_meanwhile_is_told_from_other_problems(
    desk: CodingDesk, study: Path
) -> None:
    draft = desk.clerk.open_memo(Topic.INTERVIEW, "ana")
    with elsewhere(study) as project:
        write_memo(project, Topic.INTERVIEW, "ana", "Theirs.")
    refused: list[FixableError] = []
    desk.keep_memo_soon(draft, "Mine.", unexpected, refused.append)
    desk.clerk.moment()

    assert [type(each) for each in refused] == [MemoChangedError]
    assert str(refused[0]) == "The memo was changed or removed meanwhile by ben."
    with elsewhere(study) as project:
        assert [memo.text for memo in memos_of(project)] == ["Theirs."]


def test_a_new_code_goes_into_the_file_and_onto_its_words(desk: CodingDesk, study: Path) -> None:
    start = desk.opened().text.index("friends there")
    change = desk.clerk.preview_code(Code("friends", "Friends"))
    desk.clerk.add_code_on(change, Segment("ana", start, start + len("friends there")))
    desk.refresh()

    assert "friends" in desk.codebook
    assert [(each.code, each.quote) for each in desk.codings] == [("friends", "friends there")]
    assert desk.recent[0] == "friends"
    assert "- id: friends\n" in (study / "codebook.yaml").read_text(encoding="utf-8")
