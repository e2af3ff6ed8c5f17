"""A codebook reorganised halfway: file and codings change together, and come back together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import CODEBOOK, a_project_folder
from tests.workflow.helpers import coded
from whyshore.domain.codebook import Code
from whyshore.domain.codebook_change import CodebookChange
from whyshore.domain.memo import Topic
from whyshore.errors import DeprecatedCodeError, FixableError, UnknownCodeError
from whyshore.store.codebooks import mark_of, versions
from whyshore.store.codings import codings_in
from whyshore.store.memos import memos_on
from whyshore.workflow.change_codebook import CodeInUseError, add_code, write_change
from whyshore.workflow.exchange_record import load_record, write_record
from whyshore.workflow.project import Project
from whyshore.workflow.reorganise_codebook import (
    parts_named,
    preview_deprecation,
    preview_merge,
    preview_move,
    preview_rename,
    preview_split,
)
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, redo, undo
from whyshore.workflow.write_memos import write_memo


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    found = open_project(a_project_folder(tmp_path), coder="ana").project
    yield found
    found.close()


def text(project: Project) -> str:
    return project.codebook_file.read_text(encoding="utf-8")


def edit(project: Project, before: str, after: str) -> None:
    """What a person does in an editor."""
    assert before in text(project)
    project.codebook_file.write_text(text(project).replace(before, after), encoding="utf-8")
    project.forget_codebook()


def codes(project: Project) -> list[str]:
    """The codes on text, in reading order."""
    with project.database.reading() as session:
        return [each.code for each in codings_in(session)]


def made(project: Project, change: CodebookChange) -> CodebookChange:
    write_change(project, change)
    return change


def test_a_new_id_takes_codings_and_memos_along_and_undo_brings_all_back(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    write_memo(project, topic=Topic.CODE, about="off-cost", text="cheap")

    change = preview_rename(project, "off-cost", new_id="off-wages", name="Low wages")
    assert (change.codings, codes(project)) == (1, ["off-cost"])
    write_change(project, change)

    assert codes(project) == ["off-wages"]
    assert project.codebook().find("off-wages").name == "Low wages"
    with project.database.reading() as session:
        assert [each.about for each in memos_on(session)] == ["off-wages"]
    undo(project)
    assert (codes(project), text(project)) == (["off-cost"], CODEBOOK)
    redo(project)
    assert (codes(project), "off-wages" in text(project)) == (["off-wages"], True)


def test_undo_turns_only_its_own_lines_back(project: Project) -> None:
    made(project, preview_rename(project, "off-cost", new_id="off-wages"))
    edit(project, "name: Obstacle", "name: In the way")

    undo(project)

    assert text(project) == CODEBOOK.replace("name: Obstacle", "name: In the way")


def test_undo_leaves_lines_that_were_changed_since_and_codings_with_them(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    made(project, preview_rename(project, "off-cost", new_id="off-wages"))
    edit(project, "name: Lower cost", "name: Cheaper")
    before = text(project)

    with pytest.raises(FixableError, match="Its lines in codebook"):
        undo(project)

    assert (text(project), codes(project)) == (before, ["off-wages"])


def test_a_code_that_was_used_since_is_not_undone_away(project: Project) -> None:
    add_code(project, Code("off-friends", "Friends there", parent="off"))
    added = history(project)[0].number
    coded(project, "friends", "off-friends")

    with pytest.raises(FixableError, match="“off-friends” would leave the codebook and is on 1"):
        undo(project, event=added)

    undo(project)
    undo(project)
    assert text(project) == CODEBOOK


def test_codings_of_merged_codes_become_one_where_they_lie_together(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    coded(project, "Wages were low.", "off-growth")
    coded(project, "friends there", "off-growth")

    change = made(project, preview_merge(project, "off-growth", "off-cost"))

    assert (change.codings, codes(project)) == (2, ["off-cost", "off-cost"])
    assert "off-growth" not in project.codebook()
    undo(project)
    assert sorted(codes(project)) == ["off-cost", "off-growth", "off-growth"]
    assert text(project) == CODEBOOK


def test_a_split_code_keeps_its_codings_until_they_are_sorted(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    book = project.codebook()
    parts = parts_named(book, book.find("off-cost"), ["Low wages", "Cheap material"])

    change = made(project, preview_split(project, "off-cost", parts))

    assert change.queue == ("off-low-wages", "off-cheap-material")
    assert codes(project) == ["off-cost"]
    with pytest.raises(DeprecatedCodeError, match="split into off-low-wages"):
        coded(project, "friends", "off-cost")
    assert coded(project, "friends", "off-low-wages").code == "off-low-wages"
    undo(project)
    undo(project)
    assert (codes(project), text(project)) == (["off-cost"], CODEBOOK)


def test_a_moved_code_tells_what_it_takes_over_from_above(project: Project) -> None:
    change = made(project, preview_move(project, "off-cost", "back"))

    assert change.notes == (
        "Its direction comes from above: offshore becomes backshore, "
        "unless its own lines say otherwise.",
    )
    assert project.codebook().find("off-cost").facets["direction"] == "backshore"


def test_codings_of_a_code_renamed_in_an_editor_follow_when_asked(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    edit(project, "id: off-cost", "id: off-wages")
    before = text(project)

    made(project, preview_rename(project, "off-cost", new_id="off-wages"))

    assert (codes(project), text(project)) == (["off-wages"], before)
    undo(project)
    assert (codes(project), text(project)) == (["off-cost"], before)


def test_codings_remember_the_version_they_were_made_under(
    project: Project, tmp_path: Path
) -> None:
    coded(project, "Wages were low.", "off-cost")
    edit(project, "title: A small codebook", "title: A better one")
    coded(project, "friends", "off-cost")
    marks = [mark_of(raw.encode()) for raw in (CODEBOOK, text(project))]
    file = write_record(project)

    with project.database.reading() as session:
        assert [each.mark for each in versions(session)] == marks
    other = open_project(a_project_folder(tmp_path / "other"), coder="ben").project
    load_record(other, file)
    with other.database.reading() as session:
        assert [each.codebook for each in codings_in(session)] == marks
    other.close()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda p: preview_rename(p, "off-cost", new_id="back"), "is that of “Backshoring”"),
        (lambda p: preview_rename(p, "off-cost", name="Lower cost"), "Nothing would change"),
        (lambda p: preview_rename(p, "nothing", new_id="x"), "has no code “nothing”"),
        (lambda p: preview_move(p, "off", "off-cost"), "cannot go below itself"),
        (lambda p: preview_move(p, "off-cost", "off"), "is there already"),
        (lambda p: preview_merge(p, "off-cost", "off-cost"), "cannot be merged into itself"),
        (lambda p: preview_merge(p, "off", "obstacle"), "has 2 codes below it"),
        (lambda p: preview_merge(p, "obstacle", "off"), "groups other codes"),
        (lambda p: preview_split(p, "off-cost", [Code("x", "X")]), "two others or more"),
    ],
)
def test_what_will_not_do_is_said(project: Project, change, problem: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with pytest.raises((FixableError, CodeInUseError, UnknownCodeError), match=problem):
        change(project)
    assert text(project) == CODEBOOK


def test_a_deprecated_code_says_why(project: Project) -> None:
    made(project, preview_deprecation(project, "obstacle", "use off-cost"))

    assert project.codebook().find("obstacle").deprecated == "use off-cost"
    with pytest.raises(FixableError, match="deprecated already"):
        preview_deprecation(project, "obstacle")
