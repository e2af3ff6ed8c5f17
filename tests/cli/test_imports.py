import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from whyshore.workflow.start_project import open_project

HEAVY = ("textual", "spacy", "polars", "sqlmodel", "sqlalchemy", "alembic", "rapidfuzz", "yaml")


def loaded_by(program: str, *arguments: str) -> set[str]:
    """The modules that a program of a few lines has loaded at its end."""
    ending = "import sys as _s; print('LOADED ' + ' '.join(_s.modules))"
    lines = f"import sys\ntry:\n{_indented(program)}\nexcept SystemExit:\n    pass\n{ending}"
    ran = subprocess.run(
        [sys.executable, "-c", lines, *arguments],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    last = ran.stdout.splitlines()[-1]
    assert last.startswith("LOADED ")
    return {module.partition(".")[0] for module in last.split()[1:]}


def _indented(program: str) -> str:
    return "\n".join(f"    {line}" for line in program.splitlines())


COMMAND = "from whyshore.cli.start import main; main()"

SCREEN = """
import asyncio
from pathlib import Path
from whyshore.workflow.start_project import open_project
from whyshore.tui.app import WhyshoreApp
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.office import Office

async def look(project):
    async with WhyshoreApp(Office(Clerk(project))).run_test() as pilot:
        await pilot.press(*"ogst")
        await pilot.pause()

project = open_project(Path(sys.argv[1]), coder="ana").project
asyncio.run(look(project))
project.close()
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose files have all been read."""
    folder = a_project_folder(tmp_path_factory.mktemp("imports") / "study")
    open_project(folder, coder="ana").project.close()
    return folder


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_help_and_version_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded_by(COMMAND, *arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize("command", ["check", "table"])
def test_commands_load_neither_screens_nor_language(study: Path, command: str) -> None:
    loaded = loaded_by(COMMAND, command, "-p", str(study))

    assert loaded.isdisjoint({"textual", "spacy", "polars"})
    assert "sqlalchemy" in loaded


def test_the_screen_starts_and_codes_without_language_and_look_up(study: Path) -> None:
    loaded = loaded_by(SCREEN, str(study))

    assert "textual" in loaded
    assert loaded.isdisjoint({"spacy", "rapidfuzz", "polars", "typer"})


def test_the_process_of_the_screen_loads_no_database() -> None:
    loaded = loaded_by("import whyshore.tui.app, whyshore.tui.survey_app")

    assert "textual" in loaded
    assert loaded.isdisjoint(set(HEAVY) - {"textual"})


def test_a_new_file_is_what_loads_the_language(study: Path) -> None:
    (study / "interviews" / "new.md").write_text("R: New words. Two of them.\n", encoding="utf-8")

    assert "spacy" in loaded_by(COMMAND, "sync", "-p", str(study))
    assert "spacy" not in loaded_by(COMMAND, "sync", "-p", str(study))
