from io import StringIO
from pathlib import Path

import pytest

from tests.cli.helpers import Run
from tests.factories import CODEBOOK

LINES = "+       - id: off-friends\n+         name: Friends there\n+         chord: "


def codebook(study: Path) -> str:
    return (study / "codebook.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("study")
def test_the_codes_are_listed(run: Run) -> None:
    listed = run("codebook").out.splitlines()
    assert listed[3].split() == ["og", "off-growth", "Expected", "market", "growth"]

    code = run("codebook", "--json").data[1]
    assert (code["id"], code["parent"], code["cues"]) == ("off-growth", "off", ["would grow"])


def test_a_new_code_is_shown_first_and_written_on_yes(run: Run, study: Path) -> None:
    command = ("codebook", "add", "Friends there", "--parent", "o", "--chord", "of")
    shown = run(*command, "--id", "off-friends")
    assert f"{LINES}of\n" in shown.out
    assert shown.out.endswith("new code off-friends: only shown; --yes writes it\n")
    assert codebook(study) == CODEBOOK

    written = run(*command, "--id", "off-friends", "--yes")
    assert written.out.endswith("new code off-friends: written to codebook.yaml\n")
    assert run("code", "ana", "of", "--quote", "friends").code == 0


def test_id_and_chord_are_proposed_and_can_be_left_out(run: Run, study: Path) -> None:
    run("codebook", "add", "Low wages", "--yes", "--definition", "Yes: wages")
    assert "id: low-wages\n    name: Low wages\n    chord: " in codebook(study)
    assert "definition: 'Yes: wages'" in codebook(study)

    run("codebook", "add", "Friends", "--chord", "", "--yes")
    assert codebook(study).endswith("  - id: friends\n    name: Friends\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("X", "--chord", "og"), "is that of “Expected market growth” already"),
        (("X", "--id", "off"), "is that of “Offshoring” already"),
        (("X", "--parent", "nothing"), "The codebook has no code “nothing”"),
        ((" ",), "The code needs a name."),
    ],
)
def test_what_will_not_do_is_said(
    run: Run, study: Path, arguments: tuple[str, ...], problem: str
) -> None:
    answer = run("codebook", "add", *arguments, "--yes")

    assert answer.code == 1
    assert problem in answer.err
    assert codebook(study) == CODEBOOK


def test_an_unused_code_is_taken_out(run: Run, study: Path) -> None:
    assert run("codebook", "remove", "og").out.endswith("--yes writes it\n")
    assert run("codebook", "remove", "og", "--yes").code == 0
    assert "off-growth" not in codebook(study)

    run("code", "ana", "xo", "--quote", "friends")
    refused = run("codebook", "remove", "obstacle", "--yes")
    assert refused.code == 1
    assert "is on 1 passage" in refused.err


def test_a_write_protected_codebook_is_a_clear_message(run: Run, study: Path) -> None:
    (study / "codebook.yaml").chmod(0o444)

    answer = run("codebook", "add", "X", "--yes")

    assert answer.code == 1
    assert "is write-protected" in answer.err


@pytest.mark.usefixtures("study")
def test_memos_are_written_listed_and_found(run: Run) -> None:
    coding = run("code", "ana", "og", "--quote", "friends", "--json").data["id"]
    run("memo", "coding", coding[:8], "--text", "Which ones?")
    run("memo", "code", "oc", "--text", "Also rents.")
    run("memo", "project", "--text", "# Method\n\nSampling by size.")
    assert run("memo", "project", "--text", "Theory").out == "memo on project: written\n"

    assert len(run("memos", "--json").data) == 4
    [found] = run("memos", "--find", "SAMPLING", "--json").data
    assert (found["topic"], found["text"]) == ("project", "# Method\n\nSampling by size.")
    listed = run("memos", "--about", "coding").out
    assert listed.startswith("coding · og “friends” (ana) · ")
    assert listed.endswith("\n  Which ones?\n")
    assert run("memo", "code", "off-cost").out == "Also rents.\n"


@pytest.mark.usefixtures("study")
def test_a_memo_is_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("A quiet room.\nWith coffee.\n"))
    run("memo", "interview", "ana", "--text", "-")

    assert run("memo", "interview", "ana").out == "A quiet room.\nWith coffee.\n"
    assert run("memo", "interview", "ana", "--text", "").out == "memo on interview ana: removed\n"
    missing = run("memo", "interview", "ana")
    assert (missing.code, missing.err) == (
        1,
        "There is no memo on that yet. Write one with --text WORDS.\n",
    )


@pytest.mark.usefixtures("study")
def test_a_memo_on_nothing_that_is_there_is_not_written(run: Run) -> None:
    answer = run("memo", "interview", "anna", "--text", "X")

    assert answer.code == 1
    assert "“anna” names no interview. Closest: ana." in answer.err
    assert run("memo", "nonsense", "ana").code == 2
