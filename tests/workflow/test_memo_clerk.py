"""Memos and new codes through a clerk in a process of its own, as the screens ask for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder
from tests.tui.helpers import elsewhere
from whyshore.domain.codebook import Code
from whyshore.domain.memo import MemoDraft, Topic
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError, MemoChangedError
from whyshore.workflow.coding_desk import CodingDesk
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
    turned = desk.undo()
    assert turned is not None
    assert desk.clerk.list_memos() == []


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
