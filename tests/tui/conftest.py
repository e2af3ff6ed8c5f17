"""Projects to sit down before: built once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder
from whyshore.workflow.start_project import copy_bundled_project, open_project

BEN = """\
I: Where do you produce?
R: At home again. Poland was cheap at first. It was slow in the end.
"""
MADE_UP = """\
---
title: A made-up talk
fictional: true
include: false
---
I: Is this true?
R: No. All of it is invented.
"""


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What somebody set in their shell does not reach the tests, nor they that one's files."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg-state"))
    for name in ("NO_COLOR", "WHYSHORE_CODER", "WHYSHORE_DATABASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "study"
    a_project_folder(folder, ana=TEXT, ben=BEN, zoe=MADE_UP)
    open_project(folder, coder="ana").project.close()
    return folder


@pytest.fixture(scope="session")
def _bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled") / "study"
    copy_bundled_project(folder)
    open_project(folder, coder="ana").project.close()
    return folder


@pytest.fixture
def study(_small: Path, tmp_path: Path) -> Path:
    """A folder with the small codebook and the interviews `ana`, `ben` and `zoe` (fictional)."""
    return Path(shutil.copytree(_small, tmp_path / "study"))


@pytest.fixture
def bundled(_bundled: Path, tmp_path: Path) -> Path:
    """A folder with the bundled project."""
    return Path(shutil.copytree(_bundled, tmp_path / "bundled"))
