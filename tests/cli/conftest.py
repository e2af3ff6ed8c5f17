"""Run commands in projects that were built once and are copied for each test."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import Answer, Run
from tests.factories import a_project_folder
from whyshore.cli.start import main
from whyshore.workflow.start_project import copy_bundled_project, open_project


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `whyshore` with arguments, as the shell would, in this process."""
    for name in ("WHYSHORE_DATABASE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WHYSHORE_CODER", "ana")

    def running(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["whyshore", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Answer(code if isinstance(code, int) else int(code is not None), *printed)

    return running


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    open_project(a_project_folder(folder / "small"), coder="ana").project.close()
    copy_bundled_project(folder / "bundled")
    open_project(folder / "bundled", coder="ana").project.close()
    return folder


@pytest.fixture
def study(_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, with its folder as the one that one is in."""
    folder = Path(shutil.copytree(_built / "small", tmp_path / "study"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def bundled(_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bundled project, with its folder as the one that one is in."""
    folder = Path(shutil.copytree(_built / "bundled", tmp_path / "bundled"))
    monkeypatch.chdir(folder)
    return folder
