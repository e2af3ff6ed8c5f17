"""No room to write: what cannot be saved is said, what was saved is there, work goes on after.

A limit on how large a file may grow stands for a disk without room.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from whyshore.domain.coding import new_coding
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in
from whyshore.workflow.office import OwnOffice
from whyshore.workflow.project import connect
from whyshore.workflow.start_project import open_project

resource = pytest.importorskip("resource", reason="the limit is set as POSIX systems do")
if not hasattr(resource, "prlimit"):
    pytest.skip("only Linux limits another process", allow_module_level=True)

LIMIT = 40_000
"""Bytes: SQLite can open the database, and its journal holds a few pages."""
COMMAND = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
from whyshore.cli.start import main
main()
"""
LONG = "R: " + "We could not keep the quality there, and so we came back. " * 1200 + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = a_project_folder(tmp_path / "study", ana=LONG)
    open_project(made, coder="ana").project.close()
    return made


def quotes(folder: Path) -> list[str]:
    project = connect(folder)
    with project.database.reading() as session:
        found = [each.quote for each in codings_in(session)]
    project.close()
    return found


def run(folder: Path, limit: int, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", COMMAND.format(limit=limit), *arguments, "-p", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "WHYSHORE_CODER": "ana"},
    )


def test_a_command_says_that_nothing_was_saved_and_works_when_there_is_room(folder: Path) -> None:
    coding = ("code", "ana", "off-cost", "--turn", "1")

    failed = run(folder, LIMIT, *coding)

    assert failed.returncode == 1, failed.stdout
    assert "Traceback" not in failed.stderr
    assert "disk" in failed.stderr
    assert quotes(folder) == []
    assert run(folder, 2**30, *coding).returncode == 0
    assert len(quotes(folder)) == 1


def test_the_clerk_of_a_screen_goes_on_when_there_is_room_again(folder: Path) -> None:
    office = OwnOffice(folder, "ana")
    try:
        interview = office.clerk.lay_out("ana").interview
        long = new_coding(interview, 3, len(interview.text), code="off-cost", coder="ana")
        short = new_coding(interview, 3, 20, code="off-cost", coder="ana")
        resource.prlimit(
            office._process.pid, resource.RLIMIT_FSIZE, (LIMIT, resource.RLIM_INFINITY)
        )
        with pytest.raises(FixableError, match="disk"):
            office.clerk.save_coding(long)
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(office._process.pid, resource.RLIMIT_FSIZE, unlimited)

        office.clerk.save_coding(short)
    finally:
        office.close()

    assert quotes(folder) == [short.quote]
