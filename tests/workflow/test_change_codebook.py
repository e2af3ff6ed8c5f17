from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import a_project_folder, place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.codebook import Code
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in
from whyshore.workflow.change_codebook import (
    CodeInUseError,
    add_code,
    add_code_on,
    preview_code,
    preview_removal,
    write_change,
)
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, undo

NEW = Code("off-friends", "Friends there", parent="off", chord="of")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    found = open_project(a_project_folder(tmp_path), coder="ana").project
    yield found
    found.close()


def text(project: Project) -> str:
    return project.codebook_file.read_text(encoding="utf-8")


def test_a_preview_shows_the_new_lines_and_writes_nothing(project: Project) -> None:
    before = text(project)

    change = preview_code(project, NEW)

    assert change.diff[:2] == ("line 14:", "           cues: [would grow]}")
    assert [line for line in change.diff if line.startswith("+")] == [
        "+       - id: off-friends",
        "+         name: Friends there",
        "+         chord: of",
    ]
    assert text(project) == before


def test_an_added_code_can_be_used_at_once(project: Project) -> None:
    add_code(project, NEW)

    assert project.codebook().by_chord["of"].name == "Friends there"
    assert coded(project, "Wages were low.", "off-friends").code == "off-friends"


def test_a_code_and_its_first_passage_come_together(project: Project) -> None:
    interview = interview_of(project)

    coding = add_code_on(
        project, preview_code(project, NEW), interview, place(interview, "friends")
    )

    assert (coding.code, coding.quote) == ("off-friends", "friends")
    assert history(project)[0].action == "new code"
    undo(project)
    with project.database.reading() as session:
        assert codings_in(session) == []
    assert "off-friends" not in project.codebook()


def test_where_the_passage_cannot_be_coded_the_file_is_as_it_was(project: Project) -> None:
    interview, before = interview_of(project), project.codebook_file.read_bytes()
    gap = place(interview, " ")

    with pytest.raises(FixableError, match="no words"):
        add_code_on(project, preview_code(project, NEW), interview, gap)

    assert project.codebook_file.read_bytes() == before
    assert "off-friends" not in project.codebook()


def test_a_file_changed_meanwhile_is_not_overwritten(project: Project) -> None:
    change = preview_code(project, NEW)
    other = text(project) + "# by hand\n"
    project.codebook_file.write_text(other, encoding="utf-8")

    with pytest.raises(FixableError, match="changed by another program meanwhile"):
        write_change(project, change)

    assert text(project) == other
    assert [each.name for each in project.folder.glob(".*.part")] == []


def test_a_write_protected_file_is_left_alone(project: Project) -> None:
    project.codebook_file.chmod(0o444)
    before = text(project)

    with pytest.raises(FixableError, match=r"codebook\.yaml is write-protected"):
        add_code(project, NEW)

    assert text(project) == before


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        (Code("x", " "), "needs a name"),
        (Code("", "X"), "needs an id"),
        (Code("off", "X"), "that of “Offshoring”"),
        (Code("x", "X", chord="ogg"), "could never be typed"),
        (Code("x", "X", parent="nowhere"), "no code “nowhere”"),
    ],
)
def test_what_will_not_do_is_said(project: Project, new: Code, problem: str) -> None:
    with pytest.raises(FixableError, match=problem):
        preview_code(project, new)


def test_a_code_that_begins_to_group_is_told(project: Project) -> None:
    coded(project, "Wages were low.", "obstacle")

    [note] = preview_code(project, Code("x", "X", parent="obstacle")).notes

    assert note.startswith("“obstacle” only groups codes from then on: it goes on no more text")
    assert note.endswith("It stays on 1 passage.")


def test_only_an_unused_code_can_be_taken_out(project: Project) -> None:
    before = text(project)
    add_code(project, NEW)
    coding = coded(project, "Wages were low.", "off-friends")
    with pytest.raises(CodeInUseError, match="1 passage"):
        preview_removal(project, "off-friends")
    with pytest.raises(CodeInUseError, match="3 codes below"):
        preview_removal(project, "off")

    assert coding.code == "off-friends"
    undo(project)
    write_change(project, preview_removal(project, "off-friends"))

    assert text(project) == before
