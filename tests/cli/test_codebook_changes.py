"""The codebook reorganised from the command line."""

from pathlib import Path

import pytest

from tests.cli.helpers import Run
from tests.factories import CODEBOOK


def codebook(study: Path) -> str:
    return (study / "codebook.yaml").read_text(encoding="utf-8")


def test_a_merge_is_shown_first_done_on_yes_and_undone(run: Run, study: Path) -> None:
    run("code", "ana", "oc", "--quote", "Wages were low")
    shown = run("codebook", "merge", "oc", "og", "--json")
    assert (shown.data["codings"], shown.data["written"]) == (1, False)
    assert shown.data["recoded"] == ["off-cost", "off-growth"]
    assert codebook(study) == CODEBOOK

    done = run("codebook", "merge", "oc", "og", "--yes")
    assert done.out.endswith("merge code off-cost into off-growth: written to codebook.yaml\n")
    assert "1 coding of “off-cost” get" in done.err
    assert run("quotes", "--code", "og", "--json").data[0]["code"] == "off-growth"
    run("undo")
    assert codebook(study) == CODEBOOK
    assert run("quotes", "--code", "oc", "--json").data[0]["code"] == "off-cost"


def test_a_code_removed_in_an_editor_stays_on_text_and_is_shown_as_missing(
    run: Run, study: Path
) -> None:
    run("code", "ana", "xo", "--quote", "Wages were low")
    line = "  - {id: obstacle, name: Obstacle, chord: xo}\n"
    (study / "codebook.yaml").write_text(CODEBOOK.replace(line, ""), encoding="utf-8")

    diff = run("codebook", "diff")
    assert "- obstacle: removed, “Obstacle”; 1 coding intact, shown as missing" in diff.out
    assert run("codebook", "diff", "--json").data["missing"] == [{"code": "obstacle", "codings": 1}]
    assert "missing from codebook" in run("freq").out
    assert "missing" in run("matrix").out
    assert "obstacle" in run("quotes").out
    assert "The code “obstacle” is missing but used: 1 coding." in run("check").out
    assert run("codebook", "merge", "obstacle", "oc", "--yes").code == 0
    assert run("codebook", "diff").out.count("obstacle") == 0


@pytest.mark.usefixtures("study")
def test_the_history_of_a_definition_is_listed(run: Run) -> None:
    run("codebook", "rename", "oc", "--name", "Cheaper", "--yes")

    log = run("codebook", "log", "off-cost")
    assert "~ off-cost: renamed\n    - Lower cost\n    + Cheaper\n" in log.out
    assert run("codebook", "log", "--json").data[0]["changes"][0]["after"] == "Cheaper"
    assert "first seen, with 7 codes" in run("codebook", "log").out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("log", "nothing"), "The codebook has no code “nothing”"),
        (("diff", "--since", "9"), "There is no version 9"),
        (("move", "oc", "--parent", "oc"), "cannot go below itself"),
        (("split", "oc", "One"), "two others or more"),
    ],
)
@pytest.mark.usefixtures("study")
def test_what_will_not_do_is_said(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    answer = run("codebook", *arguments)

    assert answer.code == 1
    assert problem in answer.err


@pytest.mark.usefixtures("study")
def test_move_split_and_deprecate_write_on_yes(run: Run, study: Path) -> None:
    assert run("codebook", "move", "xo", "--parent", "b", "--yes").code == 0
    assert run("codebook", "deprecate", "bd", "--why", "too wide", "--yes").code == 0
    assert run("codebook", "split", "oc", "Low wages", "Cheap parts", "--yes").code == 0

    listed = {each["id"]: each for each in run("codebook", "--json").data}
    assert listed["obstacle"]["parent"] == "back"
    assert listed["back-decline"]["deprecated"] == "too wide"
    assert listed["off-cost"]["deprecated"] == "split into off-low-wages, off-cheap-parts"
    for _ in range(3):
        run("undo")
    assert codebook(study) == CODEBOOK
