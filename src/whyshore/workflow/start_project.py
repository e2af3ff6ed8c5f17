"""Begin a project, open one, or look at the bundled one."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from whyshore.domain.project import SyncReport
from whyshore.errors import FixableError
from whyshore.export.write import write_file
from whyshore.workflow.codebook_file import note_first
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.project import (
    CODEBOOK,
    EXPORTS,
    GUIDE,
    INTERVIEWS,
    LINKS,
    RECORD,
    SURVEY,
    Project,
    connect,
    find_folder,
)
from whyshore.workflow.settings import SETTINGS
from whyshore.workflow.undo_changes import never_worked_on

PROGRAM = "whyshore"
"""Who is written into the history for what opening a project does by itself."""

PLAIN_CODEBOOK = """\
# The codebook: people write it, Whyshore reads it. The format is explained in docs/codebook.md.
title: My codebook

facets:
  direction:            # its values are the columns of the synthesis
    values:
      offshore: Why offshore
      backshore: Why backshore

codes:
  - id: 'off'           # in quotes: YAML reads a bare off as "false"
    name: Reasons to go abroad
    direction: offshore
    children:
      - id: off-cost
        name: Lower cost
        chord: oc       # the keys that apply it
        definition: Cheaper production abroad was the reason to go.
  - id: back
    name: Reasons to come back
    direction: backshore
    children:
      - id: back-quality
        name: Quality problems
        chord: bq
        definition: Products made abroad were not good enough.
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project that is ready to work on, and what opening it found."""

    project: Project
    report: SyncReport
    loaded: int = 0
    """How many things were rebuilt from `codings.jsonl`."""


def open_project(start: Path, *, coder: str = "", corrected: bool = False) -> Opened:
    """Open the project a folder belongs to; new files in `interviews/` are taken in.

    Texts that changed under codings are taken over only with `corrected`.

    A project without a database, such as a fresh clone, is built from its files: the
    transcripts, and the work kept as text in `codings.jsonl` and `links.jsonl`.

    Raises:
        FixableError: there is no project here, or it cannot be opened.
    """
    project = connect(find_folder(start), coder=coder)
    try:
        return _brought_up_to_date(project, corrected=corrected)
    except FixableError:
        project.close()
        raise


def _brought_up_to_date(project: Project, *, corrected: bool) -> Opened:
    record, links = project.folder / RECORD, project.folder / LINKS
    rebuilding = record.is_file() and record.stat().st_size > 0 and never_worked_on(project)
    files = [each for each in (record, links) if rebuilding and each.is_file()]
    if files:
        _check_records(files)  # one that cannot be read stops the opening before anything is made
    report = SyncReport()
    if project.interviews_folder.is_dir():
        who = project.coder if corrected else PROGRAM
        report = sync(project, coder=who, corrected=corrected)
    loaded = _load_records(project, files) if files else 0
    note_first(project)
    return Opened(project, report, loaded)


def _check_records(files: Sequence[Path]) -> None:
    from whyshore.ingest.record import read_record  # only for a project without a database

    for file in files:
        read_record(file)


def _load_records(project: Project, files: Sequence[Path]) -> int:
    from whyshore.workflow.exchange_record import load_record

    return sum(load_record(project, file, coder=PROGRAM) for file in files)


def begin_project(folder: Path, *, plain: bool = False) -> list[Path]:
    """Make a project folder with a codebook to start from; gives what was made.

    The codebook is the one for offshoring and backshoring motives, or with `plain` a small
    one to rewrite.

    Raises:
        FixableError: there is a codebook already, or the folder cannot be written.
    """
    codebook = folder / CODEBOOK
    if codebook.exists():
        raise FixableError(f"{codebook} is there already; nothing was changed.")
    text = PLAIN_CODEBOOK if plain else (bundled_folder() / CODEBOOK).read_text(encoding="utf-8")
    made = [write_file(codebook, text)]
    for name in (INTERVIEWS, EXPORTS):
        if not (folder / name).exists():
            _make_folder(folder / name)
            made.append(folder / name)
    return made


def copy_bundled_project(folder: Path) -> bool:
    """Put a copy of the bundled project into a folder; False where a project is there already.

    Raises:
        FixableError: the folder holds other things, or cannot be written.
    """
    if (folder / CODEBOOK).is_file():
        return False
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FixableError(f"{folder} is not empty. Name another folder: whyshore demo FOLDER")
    source = bundled_folder()
    try:
        shutil.copytree(source / INTERVIEWS, folder / INTERVIEWS)
        shutil.copytree(source / SURVEY, folder / SURVEY)
        for name in (CODEBOOK, GUIDE, RECORD, SETTINGS):
            shutil.copyfile(source / name, folder / name)
    except OSError as error:
        raise FixableError(f"{folder}: {error.strerror or error}.") from error
    _make_folder(folder / EXPORTS)
    return True


def bundled_folder() -> Path:
    """Where the bundled project is: inside the installed package, or at the root of a clone."""
    packed = Path(str(files("whyshore"))) / "bundled"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FixableError(f"{folder}: {error.strerror}.") from error
