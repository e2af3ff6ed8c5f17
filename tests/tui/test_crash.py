import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.helpers import Terminal, terminal

WORDS = "Wages were low."

CRASHING = """
import sys
from pathlib import Path
from whyshore.errors import FixableError
from whyshore.tui import coding_screen
from whyshore.tui.app import run
from whyshore.workflow.office import OwnOffice

does = coding_screen.CodingScreen.action_do

def fails(self, action):
    if action != "repeat":
        return does(self, action)
    words = self.transcript.interview.text
    raise {raised}

coding_screen.CodingScreen.action_do = fails
office = OwnOffice(Path(sys.argv[1]), "ana")
try:
    code = run(office)
finally:
    office.close()
sys.exit(code)
"""


def saved(folder: Path) -> list[tuple[str, str]]:
    """Code and words of each coding, read past the program."""
    with sqlite3.connect(folder / "whyshore.db") as database:
        rows = database.execute("select code, quote from coding order by start").fetchall()
    database.close()
    return [tuple(row) for row in rows]


def clerks_of(folder: Path) -> list[int]:
    """The processes that save for a project."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid,stat,args"],  # noqa: S607 - as anybody looks
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [
        int(pid)
        for pid, state, started in rows[1:]
        if "clerk_room" in started and str(folder) in started and "Z" not in state
    ]


def saved_in_the_end(folder: Path) -> list[tuple[str, str]]:
    """What is saved once the clerk, who goes on with what it was given, has ended."""
    end = time.monotonic() + 15
    while clerks_of(folder):
        assert time.monotonic() < end
        time.sleep(0.05)
    return saved(folder)


def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `whyshore` without a terminal."""
    return subprocess.run(
        [sys.executable, "-c", "from whyshore.cli.start import main; main()", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def coded_by_hand(at: Terminal) -> None:
    """Code the first sentence, and see it said."""
    at.wait_for("What took you")
    at.send("og")
    at.wait_for("coded og")


def crashed(folder: Path, raised: str) -> str:
    """What the terminal was told after a key ran into a fault."""
    with terminal(folder, program=CRASHING.replace("{raised}", raised)) as at:
        at.wait_for("What took you")
        at.settle()
        shown = len(at.raw)
        at.send(".")
        assert at.wait_for_end(8) == 1
        at.settle()
        left_screen = at.raw.rindex(b"\x1b[?1049l")
        assert left_screen >= shown
        return at.raw[left_screen:].decode()


# --- faults ---


def test_a_fault_says_where_it_was_shows_no_words_and_mends_the_terminal(study: Path) -> None:
    told = crashed(study, "RuntimeError(words)")

    assert "Whyshore met a fault of its own and stopped (RuntimeError)." in " ".join(told.split())
    assert " in fails" in told
    assert "Everything coded up to here is saved." in " ".join(told.split())
    assert WORDS not in told
    assert "market to grow" not in told
    for mode in ("25h", "1000l", "1003l", "1006l"):
        assert f"\x1b[?{mode}" in told


def test_a_problem_that_nobody_caught_is_told_without_acting(study: Path) -> None:
    told = crashed(study, r"FixableError('It is \x1b]52;c;ZXZpbA==\x07 [/] [bold]so\x9b.')")

    assert "[/] [bold]so" in told
    assert "\x1b]52" not in told
    assert "\x9b" not in told


def test_what_was_coded_before_a_fault_is_there(study: Path) -> None:
    with terminal(study, program=CRASHING.replace("{raised}", "RuntimeError(words)")) as at:
        coded_by_hand(at)
        at.send(".")
        assert at.wait_for_end(8) == 1

    assert saved(study) == [("off-growth", "What took you to China?")]


# --- ends that nobody asked for ---


def test_killed_right_after_a_chord_the_coding_is_there(study: Path) -> None:
    with terminal(study) as at:
        coded_by_hand(at)
        os.kill(at.process.pid, signal.SIGKILL)
        at.process.wait()

    assert saved_in_the_end(study) == [("off-growth", "What took you to China?")]
    with terminal(study) as at:
        at.wait_for("[og")
        at.send("u")
        at.wait_for("undid")
    assert saved_in_the_end(study) == []


def test_killed_in_the_middle_of_coding_nothing_is_broken(study: Path) -> None:
    with terminal(study) as at:
        at.wait_for("What took you")
        at.send("ogsxosocsbqsxo")
        time.sleep(0.1)
        os.kill(at.process.pid, signal.SIGKILL)
        at.process.wait()

    checked = command("check", "-p", str(study))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Everything stored is sound" in checked.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_to_end_ends_it_and_mends_the_terminal(
    study: Path, number: signal.Signals
) -> None:
    with terminal(study) as at:
        coded_by_hand(at)
        at.process.send_signal(number)
        assert at.wait_for_end(3) is not None
        at.settle()
        assert b"\x1b[?1049l" in at.raw
        assert b"\x1b[?25h" in at.raw

    assert saved(study) == [("off-growth", "What took you to China?")]


def test_it_ends_also_while_a_dialog_is_open(study: Path) -> None:
    with terminal(study) as at:
        at.wait_for("What took you")
        at.send("c")
        at.wait_for("name, id, chord or cue")
        at.process.send_signal(signal.SIGTERM)
        assert at.wait_for_end(3) is not None


def test_a_terminal_that_has_gone_ends_it(study: Path) -> None:
    with terminal(study) as at:
        coded_by_hand(at)
        at.hang_up()
        end = time.monotonic() + 3
        while at.process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert at.process.poll() is not None

    assert saved(study) == [("off-growth", "What took you to China?")]


@pytest.mark.parametrize("how", ["hang up", "SIGTERM"])
def test_it_ends_soon_though_another_program_is_writing_and_saves_when_that_is_done(
    study: Path, how: str
) -> None:
    database = sqlite3.connect(study / "whyshore.db", isolation_level=None)
    with closing(database), terminal(study) as at:
        at.wait_for("all saved")
        database.execute("begin exclusive")
        at.send("og")
        at.wait_for("1 unsaved, database in use")
        began = time.monotonic()
        if how == "hang up":
            at.hang_up()
        else:
            at.process.send_signal(signal.SIGTERM)
        while at.process.poll() is None and time.monotonic() < began + 5:
            time.sleep(0.02) if how == "hang up" else at.read()
        assert time.monotonic() - began < 3  # two seconds, and some for a busy machine
        assert saved(study) == []
        assert clerks_of(study)
        database.execute("rollback")

    assert saved_in_the_end(study) == [("off-growth", "What took you to China?")]


def test_a_clerk_that_was_killed_is_told_once_and_stays_told(study: Path) -> None:
    with terminal(study) as at:
        coded_by_hand(at)
        at.wait_for("all saved")
        (clerk,) = clerks_of(study)
        os.kill(clerk, signal.SIGKILL)
        at.wait_for("NOT SAVING")
        at.send("soc")
        at.wait_for("has stopped")
        at.send("\x11")
        assert at.wait_for_end(5) == 0

    assert saved(study) == [("off-growth", "What took you to China?")]


def test_real_keys_move_select_and_code(study: Path) -> None:
    with terminal(study, size=(120, 40)) as at:
        at.wait_for("What took you")
        at.send("\x1b[B\x1b[B")
        at.send("\x1b[1;5C\x1b[1;2C\x1b[1;2C")
        at.wait_for("selected (2)")
        at.send("s")
        at.wait_for("sentence selected")
        at.send("xo")
        at.wait_for("coded xo")
        at.send("\x11")
        assert at.wait_for_end(5) == 0

    assert [code for code, _ in saved(study)] == ["obstacle"]


def test_keys_typed_as_fast_as_a_paste_go_where_they_belong(study: Path) -> None:
    with terminal(study) as at:
        at.wait_for("What took you")
        at.send("sogsocsbdsbq")
        at.wait_for("coded bq")
        at.send("\x11")
        assert at.wait_for_end(5) == 0

    assert [code for code, _ in saved(study)] == [
        "off-growth",
        "off-cost",
        "back-decline",
        "back-quality",
    ]


def test_a_memo_typed_without_waiting_is_a_memo(study: Path) -> None:
    with terminal(study) as at:
        at.wait_for("What took you")
        at.send("Iog xo bd u q.")
        at.wait_for("og xo bd u q.")
        at.send("\x13")
        at.wait_for("memo saved")
        at.send("\x11")
        assert at.wait_for_end(5) == 0

    assert saved(study) == []
