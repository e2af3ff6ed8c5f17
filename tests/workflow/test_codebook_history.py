"""A codebook reorganised in an editor: what changed, what it does to codings, how it came about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import CODEBOOK, a_project_folder
from tests.workflow.helpers import coded
from whyshore.domain.codebook_diff import CodebookDiff
from whyshore.errors import FixableError, ProblemsError, UnknownCodeError
from whyshore.export.codebook_changes import diff_as_text, log_as_text
from whyshore.workflow.change_codebook import write_change
from whyshore.workflow.codebook_history import (
    codebook_diff,
    codebook_log,
    known_code,
    note_codebook,
)
from whyshore.workflow.project import Project
from whyshore.workflow.reorganise_codebook import preview_rename
from whyshore.workflow.start_project import open_project

REORGANISED = """\
title: A small codebook
facets:
  direction:
    values: {offshore: Why offshore, backshore: Why backshore}
  orientation:
    values: {production: Production, market: Market}
codes:
  - id: 'off'
    name: Going abroad           # was: Offshoring
    chord: o
    direction: offshore
    children:
      - {id: off-wages, name: Lower costs, chord: oc, orientation: production}
  - id: back
    name: Backshoring
    chord: b
    direction: backshore
    children:
      - {id: back-quality, name: Quality problems, chord: bz, orientation: production,
         definition: 'Bad parts: scrap, rework.', colour: '#94bff0'}
      - {id: back-decline, name: Market deteriorated, chord: bd, orientation: market}
      - {id: obstacle, name: Obstacle, chord: xo, deprecated: use back-quality}
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    found = open_project(a_project_folder(tmp_path), coder="ana").project
    yield found
    found.close()


def saved(project: Project, text: str) -> None:
    """What an editor leaves behind."""
    project.codebook_file.write_text(text, encoding="utf-8")
    project.forget_codebook()


def told(diff: CodebookDiff) -> set[tuple[str, str]]:
    return {(each.code, each.what) for each in diff.differences}


def test_nothing_is_told_where_nothing_changed(project: Project) -> None:
    assert codebook_diff(project).differences == ()
    assert diff_as_text(codebook_diff(project)).endswith("ana):\nnothing changed")


def test_several_changes_at_once_are_told_one_by_one_with_their_codings(project: Project) -> None:
    coded(project, "Wages were low.", "off-cost")
    coded(project, "Quality was poor.", "back-quality")
    coded(project, "The market fell.", "off-growth")

    saved(project, REORGANISED)
    diff = codebook_diff(project)

    assert told(diff) == {
        ("off", "name"),
        ("off-wages", "added"),
        ("back-quality", "definition"),
        ("back-quality", "chord"),
        ("back-quality", "colour"),
        ("obstacle", "parent"),
        ("obstacle", "direction"),
        ("obstacle", "deprecated"),
        ("obstacle", "assignable"),
        ("off-growth", "removed"),
        ("off-cost", "removed"),
        ("back", "order"),
    }
    assert [(each.code, each.new) for each in diff.renames] == [("off-cost", "off-wages")]
    assert diff.missing == ("off-cost", "off-growth")
    lines = diff_as_text(diff).split("\n")
    assert "~ back-quality: definition; on 1 passage" in lines
    assert "    + Bad parts: scrap, rework." in lines
    follow = "whyshore codebook rename off-cost --id off-wages --yes"
    assert f"    let 1 coding follow: {follow}" in lines
    intact = "1 coding intact, shown as missing from codebook"
    assert f"- off-growth: removed, “Expected market growth”; {intact}" in lines


def test_a_rename_is_still_offered_after_somebody_coded_under_the_new_file(
    project: Project,
) -> None:
    coded(project, "Wages were low.", "off-cost")
    saved(project, REORGANISED)
    coded(project, "friends", "off-wages")

    diff = codebook_diff(project)

    assert diff.differences == ()
    assert [(each.code, each.new) for each in diff.renames] == [("off-cost", "off-wages")]
    write_change(project, preview_rename(project, "off-cost", new_id="off-wages"))
    assert codebook_diff(project).renames == ()


def test_the_log_follows_a_code_through_its_ids(project: Project) -> None:
    write_change(project, preview_rename(project, "off-cost", new_id="off-wages"))
    coded(project, "Wages were low.", "off-wages")
    saved(project, REORGANISED)

    entries = codebook_log(project, known_code(project, "oc"))

    assert [each.version.number for each in entries] == [0, 2, 1]
    assert [(each.what, each.after) for each in entries[0].differences] == [("name", "Lower costs")]
    assert entries[1].version.codings == 1
    assert ("chord", "oc") in [(each.what, each.after) for each in entries[2].differences]
    text = log_as_text(entries, "off-wages")
    assert "in the file, not worked with yet" in text
    assert "? off-cost is probably off-wages from here on" in text


def test_what_was_noted_is_told_again_from_an_earlier_version(project: Project) -> None:
    saved(project, REORGANISED)
    note_codebook(project)

    assert codebook_diff(project).differences == ()
    assert ("off", "name") in told(codebook_diff(project, since=1))
    with pytest.raises(FixableError, match="There is no version 9; there are 1 to 2"):
        codebook_diff(project, since=9)


def test_a_file_with_problems_and_a_code_that_never_was_are_said(project: Project) -> None:
    with pytest.raises(UnknownCodeError, match="off-growht"):
        known_code(project, "off-growht")
    saved(project, CODEBOOK + "  - {id: off, name: Twice}\n")
    with pytest.raises(ProblemsError, match="codebook"):
        codebook_diff(project)
