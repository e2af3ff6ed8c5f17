import sqlite3
import time
from pathlib import Path

from tests.tui.helpers import terminal
from tests.workflow.helpers import coded
from whyshore.workflow.project import connect

SEEN_WITHIN = 2.0
SLACK = 2.0
"""Seconds more that a busy machine may take to draw."""


def test_two_screens_and_a_command_see_each_other_and_lose_nothing(study: Path) -> None:
    with terminal(study) as ana, terminal(study, "--coder", "ben") as ben:
        for each in (ana, ben):
            each.wait_for("What took you")
            each.settle()
        ben.send("jjb")  # the first key of a chord is in hand while ana codes

        ana.send("og")
        ana.wait_for("coded og")
        began = time.monotonic()
        ben.wait_for("[og", SEEN_WITHIN + SLACK)
        assert time.monotonic() - began < SEEN_WITHIN + SLACK
        ben.send("d")
        ben.wait_for("coded bd")
        ana.wait_for("bd 1/1", SEEN_WITHIN + SLACK)

        project = connect(study, coder="eve")
        coded(project, "Wages were low.", "obstacle")
        project.close()
        for each in (ana, ben):
            each.wait_for("xo 1/1", SEEN_WITHIN + SLACK)

    with sqlite3.connect(study / "whyshore.db") as database:
        rows = database.execute("select code, coder from coding order by created").fetchall()
    database.close()
    assert rows == [("off-growth", "ana"), ("back-decline", "ben"), ("obstacle", "eve")]
