from pathlib import Path

import pytest

from tests.cli.helpers import Run


@pytest.mark.usefixtures("study")
def test_a_backup_is_made_listed_and_restored(run: Run) -> None:
    made = run("backup", "--json").data
    run("code", "ana", "off-cost", "--quote", "Wages were low.")

    listed = run("backup", "--list")
    restored = run("restore", "1")
    undone = run("undo")

    assert made[0]["sound"]
    assert "by-hand" in listed.out
    assert restored.out.startswith("go: 1 coding\n")
    assert undone.out.startswith("undid")
    assert run("quotes", "--json").data[0]["quote"] == "Wages were low."


@pytest.mark.usefixtures("study")
def test_what_to_restore_has_to_be_said(run: Run) -> None:
    assert run("restore").code == 1
    assert "Say which state" in run("restore", "1", "--as-of", "2026-11-24").err


def test_a_damaged_database_is_put_right_by_a_command(run: Run, study: Path) -> None:
    run("backup")
    (study / "whyshore.db").write_bytes(b"")

    assert "restore newest" in run("history").err
    assert "damaged file is kept" in run("restore", "newest").out
    assert run("history").code == 0


# --- history ---


def test_the_history_is_filtered_and_told_in_full(run: Run, study: Path) -> None:
    run("code", "ana", "off-cost", "--quote", "Wages were low.")
    run("undo")

    assert "undo of 2" in run("history", "--code", "off-cost", "-n", "1").out
    assert "+ off-cost on “Wages were low.”" in run("history", "2").out
    assert "| ana | apply code | 1 |" in run("history", "--by", "ana", "--md").out
    assert run("history", "--by", "nobody").out == ""
    assert run("history", "--json").data[-1]["changes"]
    assert run("export", "--as-of", "2020-01-01").code == 0
    assert (study / "exports" / "codings-as-of-2020-01-01.jsonl").read_text("utf-8") == ""
