"""Edits by the tool: positions shift exactly, the file keeps its form, undo brings it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.memo import Topic
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in
from whyshore.workflow.check_project import check
from whyshore.workflow.edit_by_command import (
    fix_words,
    make_edit,
    pseudonymise_texts,
    relabel_speaker,
)
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.project import Project
from whyshore.workflow.pseudonym_key import write_key
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import redo, undo
from whyshore.workflow.write_memos import write_memo


def file_of(project: Project, name: str = "ana.md") -> bytes:
    return (project.interviews_folder / name).read_bytes()


def quotes(project: Project) -> list[str]:
    with project.database.reading() as session:
        return [each.quote for each in codings_in(session)]


def broken(project: Project) -> list[str]:
    return [str(each.problem) for each in check(project) if each.weight == "broken"]


def test_a_typo_put_right_changes_text_file_and_quote(project: Project) -> None:
    coded(project, "Wages were low.")
    coded(project, "We also had friends there.")

    count = make_edit(project, fix_words(project, "ana", ("Wages", "The wages"), every=False))

    assert count == 1
    assert quotes(project) == ["The wages were low.", "We also had friends there."]
    assert file_of(project) == TEXT.replace("Wages", "The wages").encode()
    assert (sync(project).unchanged, broken(project)) == (("ana",), [])


def test_undo_and_redo_take_the_file_along(project: Project) -> None:
    coded(project, "Wages were low.")
    make_edit(project, fix_words(project, "ana", ("Wages", "The wages"), every=False))

    undo(project)
    assert (interview_of(project).text, file_of(project)) == (TEXT, TEXT.encode())
    assert (quotes(project), sync(project).unchanged) == (["Wages were low."], ("ana",))

    redo(project)
    assert file_of(project) == TEXT.replace("Wages", "The wages").encode()
    assert (quotes(project), broken(project)) == (["The wages were low."], [])


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b"")],
)
def test_line_ends_encoding_and_front_matter_of_the_file_stay(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    said = f"---\r\ntitle: 'Año'\r\n---\r\n{TEXT}Añadió algo.\r\nLast line.\n".replace(
        "\nR:", "\r\nR:"
    )
    folder = a_project_folder(tmp_path / "study")
    (folder / "interviews" / "ana.md").write_bytes(mark + said.encode(encoding))
    project = open_project(folder, coder="ana").project

    make_edit(project, fix_words(project, "ana", ("Last", "Very last"), every=False))

    wanted = said.replace("Last", "Very last")
    assert file_of(project) == mark + wanted.encode(encoding)
    assert sync(project).unchanged == ("ana",)
    undo(project)
    assert file_of(project) == mark + said.encode(encoding)
    project.close()


def test_a_speaker_gets_another_label_and_turns_stay(project: Project) -> None:
    coding = coded(project, "The market fell.")

    count = make_edit(project, relabel_speaker(project, "R", "Manager"))

    interview = interview_of(project)
    assert count == 2
    assert [turn.label for turn in interview.turns] == ["I", "Manager", "I", "Manager"]
    assert quotes(project) == [coding.quote]
    assert (sync(project).unchanged, broken(project)) == (("ana",), [])


def test_names_are_replaced_in_the_texts_themselves(project: Project, tmp_path: Path) -> None:
    coding = coded(project, "What took you to China?")
    write_memo(project, Topic.CODING, coding.id, "China again.")
    key = tmp_path / "key.json"
    write_key(key, {"China": "Country 1", "Turkey": "Country 2"})

    count = make_edit(project, pseudonymise_texts(project, key))

    assert count == 2
    assert quotes(project) == ["What took you to Country 1?"]
    assert b"China" not in file_of(project)
    undo(project)
    assert file_of(project) == TEXT.encode()


def test_words_that_stand_in_several_places_are_not_guessed(project: Project) -> None:
    with pytest.raises(FixableError, match="2 times"):
        make_edit(project, fix_words(project, "ana", ("market", "demand"), every=False))


def test_words_of_one_turn_or_all_of_them(project: Project) -> None:
    assert (
        make_edit(project, fix_words(project, "ana", ("market", "demand"), turn=4, every=False))
        == 1
    )
    assert interview_of(project).text.count("demand") == 1
    assert make_edit(project, fix_words(project, "ana", ("were", "are"), every=True)) == 1


def test_an_edit_that_takes_all_words_of_a_coding_is_refused(project: Project) -> None:
    coded(project, "Wages were low.")

    with pytest.raises(FixableError, match="All words"):
        make_edit(project, fix_words(project, "ana", ("Wages were low.", ""), every=False))

    assert (quotes(project), file_of(project)) == (["Wages were low."], TEXT.encode())


def test_a_file_that_was_changed_meanwhile_is_not_edited(project: Project) -> None:
    (project.interviews_folder / "ana.md").write_text(TEXT + "R: More.\n", encoding="utf-8")

    with pytest.raises(FixableError, match="whyshore sync first"):
        make_edit(project, fix_words(project, "ana", ("Wages", "Pay"), every=False))


def test_a_sign_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study")
    (folder / "interviews" / "ana.md").write_bytes((TEXT + "R: Año.\n").encode("cp1252"))
    project = open_project(folder, coder="ana").project

    with pytest.raises(FixableError, match="windows-1252, which has no"):
        make_edit(project, fix_words(project, "ana", ("Wages", "Łohn"), every=False))
    project.close()


@pytest.mark.parametrize("step", [undo, redo])
@pytest.mark.parametrize(
    "by_hand", [lambda text: text.replace("China", "Chile"), lambda text: text + "R: More.\n"]
)
def test_words_put_into_the_file_by_hand_stop_undo_and_redo(
    project: Project, step: Callable[[Project], object], by_hand: Callable[[str], str]
) -> None:
    coded(project, "Wages were low.")
    make_edit(project, fix_words(project, "ana", ("Wages", "The wages"), every=False))
    if step is redo:
        undo(project)
    path, before = project.interviews_folder / "ana.md", interview_of(project).text
    path.write_text(by_hand(path.read_text(encoding="utf-8")), encoding="utf-8")
    mine, quoted = path.read_bytes(), quotes(project)

    with pytest.raises(FixableError, match="Run whyshore sync first"):
        step(project)

    assert path.read_bytes() == mine
    assert (interview_of(project).text, quotes(project)) == (before, quoted)


def test_an_edit_where_codings_wait_for_review_is_undone(tmp_path: Path) -> None:
    said = "R: Quality was poor. Transport was slow. Quality was good.\n"
    folder = a_project_folder(tmp_path / "study")
    path = folder / "interviews" / "ana.md"
    path.write_text(said, encoding="utf-8")
    project = open_project(folder, coder="ana").project
    coded(project, "Quality was poor.")
    coded(project, "Quality was good.", code="obstacle")
    path.write_text("R: Quality was good. Transport was slow. Quality was poor.\n")
    sync(project, corrected=True)
    swapped = quotes(project)
    make_edit(project, fix_words(project, "ana", ("good", "fine"), every=False))

    undo(project)
    assert (b"fine" in path.read_bytes(), quotes(project)) == (False, swapped)
    undo(project)
    assert interview_of(project).text == said
    project.close()
