"""Where the files of a project are, what the codebook says now, and who is coding."""

import getpass
import os
from dataclasses import dataclass, field
from pathlib import Path

from whyshore.domain.codebook import Codebook
from whyshore.domain.project import Settings
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.ingest.codebook import read_codebook
from whyshore.store.backups import FOLDER, newest_good
from whyshore.store.database import DamagedDatabaseError, Database, sqlite_url
from whyshore.store.drives import unsafe_place
from whyshore.workflow.settings import SETTINGS, read_settings

CODEBOOK = "codebook.yaml"
GUIDE = "guide.yaml"
INTERVIEWS = "interviews"
EXPORTS = "exports"
SURVEY = "survey"
RECORD = "codings.jsonl"
LINKS = "links.jsonl"
"""The key between cases and respondents, apart from transcripts and answers."""
DATABASE = "whyshore.db"


@dataclass
class Project:
    """One folder with a codebook, interviews and the database of the work on them."""

    folder: Path
    database: Database
    coder: str
    settings: Settings = field(default_factory=Settings)
    _codebook: tuple[int, Codebook] | None = None

    @property
    def codebook_file(self) -> Path:
        """Where the codebook is."""
        return self.folder / CODEBOOK

    @property
    def interviews_folder(self) -> Path:
        """Where the transcripts are."""
        return self.folder / INTERVIEWS

    @property
    def exports_folder(self) -> Path:
        """Where results are written."""
        return self.folder / EXPORTS

    def codebook(self) -> Codebook:
        """The codebook as its file says now; read again only when the file changed.

        Raises:
            ProblemsError: the file has problems; all of them are listed.
        """
        try:
            changed = self.codebook_file.stat().st_mtime_ns
        except OSError as error:
            if not self.folder.is_dir():
                raise FixableError(
                    f"{self.folder} is no longer there: it was moved, renamed or deleted. Put it "
                    "back, or leave and open the project where it is now; until then nothing is "
                    "saved."
                ) from error
            raise FixableError(
                f"{self.codebook_file}: {error.strerror}. A project needs a codebook; "
                "make a first one with: whyshore init"
            ) from error
        if self._codebook is None or self._codebook[0] != changed:
            self._codebook = (changed, read_codebook(self.codebook_file))
        return self._codebook[1]

    def last_codebook(self) -> Codebook:
        """The codebook as it could be read last, an empty one where it never could."""
        return self._codebook[1] if self._codebook else Codebook()

    def forget_codebook(self) -> None:
        """Read the codebook again when it is asked for: its file was just written.

        Two writes within one tick of the clock leave the same time on a file.
        """
        self._codebook = None

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def find_folder(start: Path) -> Path:
    """The project that a folder belongs to: itself, or the nearest folder above it.

    Raises:
        FixableError: there is no project here.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CODEBOOK).is_file() or (folder / DATABASE).is_file():
            return folder
    raise FixableError(
        f"{start} holds no Whyshore project (no {CODEBOOK}). Start one with: whyshore init\n"
        "or look at the bundled one with: whyshore demo"
    )


def connect(folder: Path, *, coder: str = "") -> Project:
    """Open the database of a project folder and find out who is coding."""
    settings = read_settings(folder / SETTINGS)
    url = os.environ.get("WHYSHORE_DATABASE") or settings.database
    file = folder / DATABASE
    try:
        database = _database(url, file)
    except DamagedDatabaseError as error:
        raise DamagedDatabaseError(f"{error} {what_to_do(folder)}") from error
    return Project(folder, database, coder or _coder(settings), settings)


def _database(url: str, file: Path) -> Database:
    if not url and file.is_dir():
        raise FixableError(f"{file} is a folder. Rename it: the database goes there.")
    if not url and file.is_file() and file.stat().st_size == 0:
        raise DamagedDatabaseError(f"{file} is empty: it was cut off or never finished.")
    if not url and not file.exists() and newest_good(file.parent / FOLDER):
        raise DamagedDatabaseError(
            f"{file} is gone, and there are backups of it (move {FOLDER}/ away to begin anew)."
        )
    return Database(url or sqlite_url(file))


def what_to_do(folder: Path) -> str:
    """What a researcher can do about a damaged database."""
    good = newest_good(folder / FOLDER)
    if good is None:
        return (
            "There is no backup of it. If you have a copy, put it back; else move the file away: "
            "the project then starts anew from interviews/ and codings.jsonl."
        )
    kept = " (the damaged file is kept)" if (folder / DATABASE).exists() else ""
    return (
        f"The newest sound backup is {FOLDER}/{good.backup.name} ({counted(good.codings, 'coding')}"
        f", last change {good.last_change[:16].replace('T', ' ')} UTC). Put it in place with: "
        f"whyshore restore newest{kept}"
    )


def place_warnings(project: Project) -> list[str]:
    """Why the database should not lie where it lies; none where it may, or is on a server."""
    file = project.database.file
    told = unsafe_place(file.parent) if file is not None else ""
    return [each for each in (told, odd_warning(project)) if each]


def odd_warning(project: Project) -> str:
    """What somebody altered in the database by hand, and what to do; empty without it."""
    if not project.database.odd:
        return ""
    return (
        f"{DATABASE} was altered or damaged: {project.database.odd}. whyshore check tells all of "
        f"it. {what_to_do(project.folder)}"
    )


def _coder(settings: Settings) -> str:
    named = os.environ.get("WHYSHORE_CODER") or settings.coder
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "coder"
