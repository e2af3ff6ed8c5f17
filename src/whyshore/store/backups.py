"""Copies of a SQLite database beside it: made through SQLite, checked, and thrown away in turn."""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from whyshore.domain.backup import BY_HAND, Backup, BackupState
from whyshore.errors import FixableError

FOLDER = "backups"
KEPT = 10
"""How many of the backups that were made by themselves are kept."""
WAIT_SECONDS = 10
STALE_SECONDS = 3600
NAME = re.compile(
    r"whyshore-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z(?:\.\d+)?-([a-z-]+)\.db", re.ASCII
)

COUNT = re.compile(r"Z\.(\d+)-", re.ASCII)


class BackupError(FixableError):
    """A backup could not be made or read."""


def back_up_file(database: Path, why: str = BY_HAND) -> Backup:
    """Put a checked copy of a database into `backups/` beside it, and throw old ones away.

    Where nothing was changed since the newest backup, that one is given again.

    Raises:
        BackupError: it could not be written, or the copy is not sound.
    """
    folder = database.parent / FOLDER
    newest = next(iter(backups_in(folder)), None)
    if newest and why != BY_HAND and _same_state(database, newest.path):
        return newest
    path = _free_name(folder, why)
    with _explained(folder):
        folder.mkdir(exist_ok=True)
        copy_database(database, path)
    _rotate(folder)
    return backups_in(folder)[0]


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first."""
    try:
        found = [_as_backup(path) for path in folder.iterdir()]
    except OSError:
        return []
    return sorted((each for each in found if each), key=lambda each: each.name, reverse=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database while others may use it; the copy is one file, checked and on the disk.

    Raises:
        BackupError: the copy is not sound, so the source is not either; no copy is left.
    """
    aside = target.with_name(f".{uuid4().hex}.part")
    try:
        with closing(_reading(source)) as there, closing(sqlite3.connect(aside)) as here:
            there.backup(here)
            here.execute("PRAGMA journal_mode=DELETE")
        if problem := problem_in(aside):
            raise BackupError(
                f"{source.name} cannot be copied: it is damaged ({problem}), so nothing was "
                "changed. whyshore restore newest puts the newest sound backup in its place."
            )
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def problem_in(path: Path) -> str:
    """What is unsound in a database file; empty where it is sound."""
    try:
        with closing(_reading(path)) as database:
            for line in database.execute("PRAGMA integrity_check(1)"):
                if line[0] != "ok":
                    return str(line[0]).splitlines()[-1]
            if database.execute("PRAGMA foreign_key_check").fetchone():
                return "references that lead nowhere"
            database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return ""


def state_of(backup: Backup) -> BackupState:
    """Look into a backup: is it sound, how many codings, how new."""
    if problem := problem_in(backup.path):
        return BackupState(backup, problem)
    try:
        with closing(_reading(backup.path)) as database:
            (codings,) = database.execute("SELECT count(*) FROM coding").fetchone()
            (last,) = database.execute("SELECT max(at) FROM event").fetchone()
    except sqlite3.DatabaseError as error:
        return BackupState(backup, str(error))
    return BackupState(backup, "", codings, last or "")


def newest_good(folder: Path) -> BackupState | None:
    """The newest backup in a folder that is sound."""
    states = (state_of(each) for each in backups_in(folder))
    return next((each for each in states if not each.problem), None)


def replace_database(damaged: Path, copy: Path) -> Path:
    """Put a sound copy in the place of a damaged database; gives where the damaged one went.

    Raises:
        BackupError: the copy is not sound, or a file cannot be moved.
    """
    folder = damaged.parent / FOLDER
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    kept = folder / f"damaged-{stamp}.db"
    fresh = damaged.with_name(f".{uuid4().hex}.new")
    with _explained(folder):
        folder.mkdir(exist_ok=True)
        copy_database(copy, fresh)
        try:
            for ending in ("", "-wal", "-shm"):
                part = damaged.with_name(f"{damaged.name}{ending}")
                if part.exists():
                    part.replace(kept.with_name(f"{kept.name}{ending}"))
            fresh.replace(damaged)
        finally:
            fresh.unlink(missing_ok=True)
    return kept


def copy_aside(database: Path, folder: Path) -> Path:
    """Copy a database that nobody can write, with its journal, to where it can be worked on."""
    for ending in ("", "-wal"):
        part = database.with_name(f"{database.name}{ending}")
        if part.exists():
            (folder / part.name).write_bytes(part.read_bytes())
    return folder / database.name


def schema_of(database: Path) -> str:
    """The migration that a database file stands at; empty where it cannot be told."""
    try:
        with closing(_reading(database)) as opened:
            found = opened.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(found[0]) if found else ""


def _reading(path: Path) -> sqlite3.Connection:
    """Open a file to read it; one in a folder that cannot be written needs no lock."""
    alone = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    address = f"file:{quote(str(path.absolute()))}?mode=ro{alone}"
    return sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS)


def _same_state(database: Path, backup: Path) -> bool:
    """Whether the newest change of two databases is the same, and so is their schema."""
    asked = "SELECT (SELECT version_num FROM alembic_version), (SELECT max(id) FROM event)"
    last = "SELECT at, summary, undone FROM event ORDER BY id DESC LIMIT 1"
    found = []
    for path in (database, backup):
        try:
            with closing(_reading(path)) as opened:
                found.append((opened.execute(asked).fetchone(), opened.execute(last).fetchone()))
        except sqlite3.DatabaseError:
            return False
    return found[0] == found[1] and not problem_in(backup)


def _free_name(folder: Path, why: str) -> Path:
    """A name that sorts by time, also where several are made in one second."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    same = [each.name for each in backups_in(folder) if stamp in each.name]
    counted = [int(found[1]) if (found := COUNT.search(name)) else 1 for name in same]
    number = f".{max(counted) + 1:03}" if counted else ""
    return folder / f"whyshore-{stamp}{number}-{why}.db"


def _as_backup(path: Path) -> Backup | None:
    named = NAME.fullmatch(path.name)
    if named is None or not path.is_file():
        return None
    day, hour, minute, second, why = named.groups()
    return Backup(path, f"{day}T{hour}:{minute}:{second}+00:00", why, path.stat().st_size)


def _rotate(folder: Path) -> None:
    """Throw away what was made by itself, but for the newest and the last of each past day."""
    automatic = [each for each in backups_in(folder) if each.why != BY_HAND]
    days = {each.at[:10]: each for each in reversed(automatic)}
    last_of_days = {each.name for each in list(days.values())[-KEPT:]}
    for each in automatic[KEPT:]:
        if each.name not in last_of_days:
            each.path.unlink(missing_ok=True)
    for part in folder.glob(".*.part"):  # of a program that was killed while it wrote
        if time.time() - part.stat().st_mtime > STALE_SECONDS:
            part.unlink(missing_ok=True)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn what the disk reports into a message a researcher can act on."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        what = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise BackupError(
            f"No backup could be written to {folder} ({what}), so nothing was changed. Free some "
            "space, or make the folder writable, and try again."
        ) from error
