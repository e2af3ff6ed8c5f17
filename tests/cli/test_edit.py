"""Edits of transcripts by command: shown first, done with --yes."""

from pathlib import Path

import pytest

from tests.cli.helpers import Run
from whyshore.workflow.pseudonym_key import write_key

SHOWN = "only shown; --yes does it"


def text_of(study: Path) -> str:
    return (study / "interviews" / "ana.md").read_text("utf-8")


def test_a_fix_in_one_place_is_done_at_once_and_shown(run: Run, study: Path) -> None:
    run("code", "ana", "off-cost", "--quote", "Wages were low.")

    fixed = run("edit", "fix", "ana", "Wages", "Rents")

    assert "+ R: We expected the market to grow. Rents were low. We also" in fixed.out
    assert "Rents were low." in text_of(study)
    assert "changed in 1 place, 1 coding touched; undo brings text and file back" in fixed.out


def test_a_fix_of_all_places_is_shown_first(run: Run, study: Path) -> None:
    before = text_of(study)
    run("code", "ana", "off-growth", "--quote", "We expected the market to grow.")

    shown = run("edit", "fix", "ana", "market", "demand", "--all")

    assert text_of(study) == before
    assert "expected the market to grow" in shown.out
    assert "expected the demand to grow" in shown.out
    assert f"2 places, 1 coding touched: {SHOWN}" in shown.out
    done = run("edit", "fix", "ana", "market", "demand", "--all", "--yes")
    assert "changed in 2 places, 1 coding touched" in done.out
    assert "expected the demand to grow" in text_of(study)


def test_words_taken_out_of_codings_are_counted_first(run: Run, study: Path) -> None:
    before = text_of(study)
    run("code", "ana", "off-growth", "--quote", "We expected the market to grow.")
    run("code", "ana", "off-cost", "--quote", "Wages were low.")

    shorter = run("edit", "fix", "ana", "We expected ", "")
    emptied = run("edit", "fix", "ana", "Wages were low.", "")

    assert "1 coding loses words" in shorter.err
    assert SHOWN in shorter.out
    assert "1 coding would lose all words, so this is refused" in emptied.err
    assert SHOWN in emptied.out
    assert run("edit", "fix", "ana", "Wages were low.", "", "--yes").code == 1
    assert text_of(study) == before
    assert run("edit", "fix", "ana", "We expected ", "", "--yes").code == 0
    assert "the market to grow." in text_of(study)
    assert "We expected" not in text_of(study)


def test_two_speakers_that_become_one_are_told_first(run: Run, study: Path) -> None:
    before = text_of(study)

    merged = run("edit", "speaker", "R", "I")

    assert text_of(study) == before
    assert "“R” and “I” become one speaker" in merged.err
    assert SHOWN in merged.out
    renamed = run("edit", "speaker", "R", "Manager")
    assert "become one" not in renamed.err
    assert "+ Manager: " in renamed.out
    assert text_of(study) == before
    run("edit", "speaker", "R", "Manager", "--yes")
    assert "Manager: " in text_of(study)


def test_names_are_shown_before_they_are_replaced(run: Run, study: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    write_key(key, {"Wages": "Pay"})
    before = text_of(study)

    shown = run("edit", "names", "--key", str(key))

    assert (shown.code, text_of(study)) == (0, before), shown.err
    assert "Pay were low" in shown.out
    assert SHOWN in shown.out
    assert run("edit", "names", "--key", str(key), "--yes").code == 0
    assert "Pay were low" in text_of(study)


@pytest.mark.usefixtures("study")
def test_a_long_list_is_cut_and_says_so(run: Run, study: Path) -> None:
    many = "".join(f"R: The market fell {n} times.\n" for n in range(60))
    (study / "interviews" / "many.md").write_text(many, encoding="utf-8")

    shown = run("edit", "fix", "many", "market", "demand", "--all")

    assert "… and 40 more places" in shown.out
    assert shown.out.count("\n- ") <= 20


def test_what_would_be_refused_is_refused_when_looked_at(run: Run, study: Path) -> None:
    refused = run("edit", "speaker", "R", "a very long label, which no speaker: has")

    assert refused.code == 1
    assert "would be read in another way" in refused.err
    assert "R: " in text_of(study)
