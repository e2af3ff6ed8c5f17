"""Open the project's database; one short session per piece of work."""

import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteOperationalError
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, OperationalError
from sqlmodel import Session

from whyshore.errors import FixableError
from whyshore.store.backups import FOLDER, back_up_file, backups_in, copy_aside, schema_of
from whyshore.store.soundness import (
    NO_SENSE,
    lost_references,
    misfits,
    missing_parts,
    put_indexes_back,
)

SCHEMA = "0005"
"""The newest migration; `migrate` brings any older database up to it."""
VERSION = re.compile(r"\d{4}", re.ASCII)

WAIT_SECONDS = 10
"""How long to wait for another program that is writing before giving up."""


QUIET_SECONDS = 1.5
"""How long a wait for another program is not worth a word."""
ROOM = 2**16
"""Bytes that SQLite needs free to open a database at all."""
CHECKED_BYTES = 64 * 2**20
"""Up to which size a database is looked through when it is opened: some 1 ms per megabyte."""


class DatabaseProblemError(FixableError):
    """The database could not be opened, read or written."""


class DatabaseBusyError(DatabaseProblemError):
    """Another program is writing to the database; nothing was done, and it can be tried again."""


class DamagedDatabaseError(DatabaseProblemError):
    """The database file is damaged, or is none."""


class Database:
    """The project's database, SQLite by default, PostgreSQL by address."""

    def __init__(self, url: str | URL) -> None:
        """Open it and bring its tables up to date.

        Raises:
            DatabaseProblemError: it cannot be opened, was made by a newer program, or
                (`DamagedDatabaseError`) it is damaged.
        """
        address = _address(url)
        self.url = address.render_as_string(hide_password=True)
        self.wait_seconds: float = WAIT_SECONDS
        """How long a transaction waits for another program that is writing."""
        self.file = _file_of(address)
        self._aside: TemporaryDirectory[str] | None = None
        self.read_only = False
        """Whether the file or its folder cannot be written by whoever runs the program."""
        self.odd = ""
        """What somebody altered by hand, where work can go on in spite of it."""
        self._same: tuple[int, int] | None = None
        """Which file this is, whatever its name."""
        is_new = self.file is not None and not self.file.exists()
        try:
            with explained(self.url):
                self._open(address)
        except FixableError:
            self.close()
            if is_new:
                self._take_away_unfinished()
            raise
        self._same = self._identity()

    def _open(self, address: URL) -> None:
        self.read_only = self.file is not None and _is_read_only(self.file)
        if self.file and self.read_only and (_is_older(self.file) or _has_journal(self.file)):
            # Nothing can be brought up to date where it is; that is done to a copy, for reading.
            self._aside = TemporaryDirectory(prefix="whyshore-")
            copied = copy_aside(self.file, Path(self._aside.name))
            Database(sqlite_url(copied)).close()
            address = sqlite_url(copied)
        self._engine = _engine(_only_reading(address) if self.read_only else address)
        if address.get_backend_name() == "sqlite":
            event.listen(self._engine, "begin", self._begin_sqlite)
        self._writer = self._engine.execution_options(whyshore_write=True)
        self._check_sound()
        self._bring_up_to_date()
        self._check_shape()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to look things up with; it sees one moment of the database."""
        with explained(self.url), Session(self._engine) as session, self._sense_made(session):
            yield session

    @contextmanager
    def writing(self, *, wait: float | None = None) -> Iterator[Session]:
        """A session that saves all it did at the end, or nothing.

        With `wait`, it waits so many seconds for another program that is writing.
        """
        self._check_in_place()
        engine = self._writer.execution_options(whyshore_wait=wait)
        opened = Session(engine)
        with explained(self.url), opened as session, session.begin(), self._sense_made(session):
            yield session

    def close(self) -> None:
        """Let go of the file."""
        if hasattr(self, "_engine"):
            self._engine.dispose()
        if self._aside is not None:
            self._aside.cleanup()

    def _take_away_unfinished(self) -> None:
        """A new file that nothing could be written to, as on a full disk, would look damaged."""
        file = self.file
        if file and file.is_file() and file.stat().st_size == 0 and not _has_journal(file):
            file.unlink()

    def _identity(self) -> tuple[int, int] | None:
        if self.file is None:
            return None
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _check_in_place(self) -> None:
        """Look whether the file is still where it was, so that nothing is saved out of sight."""
        if self.file is not None and self._same != (now := self._identity()):
            happened = "another file is there now" if now else "it was moved, renamed or deleted"
            raise DatabaseProblemError(
                f"The database is no longer the one that was opened: {happened}. Put {self.file} "
                "back, or leave and open the project anew; until then nothing is saved."
            )

    def _check_sound(self) -> None:
        """Look through the pages of a file, so that damage is told before anything rests on it."""
        if self.file is None or not self.file.is_file() or self.file.stat().st_size > CHECKED_BYTES:
            return
        with self._engine.connect() as connection:
            found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        if found != "ok":
            what = str(found).splitlines()[-1]
            raise DamagedDatabaseError(f"{self.file}: the database is damaged ({what}).")

    def _check_shape(self) -> None:
        """Look whether the tables have what the program rests on; indexes are put back."""
        if self.file is None:
            return
        with self._engine.connect() as connection:
            found = missing_parts(connection) or misfits(connection)
            blocking, self.odd = lost_references(connection)
        if found or blocking:
            raise self._altered(found or blocking)
        if not self.read_only:
            with self._engine.begin() as connection:
                put_indexes_back(connection)

    @contextmanager
    def _sense_made(self, session: Session) -> Iterator[None]:
        """Tell rows that nothing can be made of from a mistake of the program."""
        try:
            yield
        except NO_SENSE as error:
            from whyshore.store.health import row_problems  # not needed where all is well

            found = row_problems(session)
            if not found:
                raise
            raise self._altered(found[0], SEE_BACKUPS) from error

    def _altered(self, what: str, fix: str = "") -> DamagedDatabaseError:
        """The problem that somebody altered the database with another program."""
        where = self.url.removeprefix("sqlite:///")
        said = f"{where}: the database was altered or damaged: {what}. {fix}"
        return DamagedDatabaseError(said.rstrip())

    def _begin_sqlite(self, connection: Connection) -> None:
        asked = connection.get_execution_options()
        wait = asked.get("whyshore_wait")
        seconds = self.wait_seconds if wait is None else wait
        # A writer takes the lock at once: one that reads first could find the data changed.
        begin = "BEGIN IMMEDIATE" if asked.get("whyshore_write") else "BEGIN"
        try:
            _begin(connection, begin, min(seconds, QUIET_SECONDS))
        except OperationalError as error:
            if seconds <= QUIET_SECONDS or BUSY not in str(error.orig):
                raise
            _LOG.warning(WAITING, seconds)
            _begin(connection, begin, seconds - QUIET_SECONDS)

    def _bring_up_to_date(self) -> None:
        found = self._schema()
        if found == SCHEMA:
            return
        if found is not None and not VERSION.fullmatch(found):
            raise self._altered(f"it calls itself version “{found}”, which no Whyshore made")
        if found is not None and found > SCHEMA:
            raise DatabaseProblemError(
                f"The database was made by a newer Whyshore (its version {found}, this program "
                f"knows {SCHEMA}). Update Whyshore; nothing was changed."
            )
        from whyshore.store.migrate import migrate

        copy = None
        if found is not None and self.file is not None and self._aside is None:
            before = backups_in(self.file.parent / FOLDER)
            made = back_up_file(self.file, "migration")
            copy = made.path if made not in before else None
        try:
            with self._writer.begin() as connection:
                migrate(connection)
        except OperationalError as error:
            if not any(sign in str(error.orig) for sign in _OTHER_TABLES):
                raise
            if copy is not None:
                copy.unlink()  # it holds what was altered: nobody wants to go back to that
            what = f"its tables are not those of version {found or 'none'} ({error.orig})"
            raise self._altered(what) from error

    def _schema(self) -> str | None:
        """The migration this database stands at, None where it is new."""
        with self._engine.connect() as connection:
            if not connection.dialect.has_table(connection, "alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return str(found) if found else None


def _begin(connection: Connection, begin: str, wait: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(wait * 1000)}").close()
    connection.exec_driver_sql(begin)


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file, whatever signs its name has."""
    return URL.create("sqlite", database=str(path))


def _address(url: str | URL) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise DatabaseProblemError(
            f"“{url}” is not the address of a database. In whyshore.toml write one such as "
            'database = "postgresql+psycopg://name@host/study", or leave the line out.'
        ) from error


def _engine(url: URL) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    arguments: dict[str, object] = {}
    if sqlite:
        arguments = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    try:
        engine = create_engine(url, connect_args=arguments)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise DatabaseProblemError(
            f"Databases of the kind “{url.drivername}” cannot be opened here ({error}). "
            "Install its driver into the same environment (for PostgreSQL: pip install psycopg), "
            "or change the line “database” in whyshore.toml."
        ) from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _file_of(url: URL) -> Path | None:
    """The file of a SQLite database, None where it has none."""
    sqlite = url.get_backend_name() == "sqlite"
    return Path(url.database) if sqlite and url.database else None


def _is_read_only(file: Path) -> bool:
    """Whether a database is there but it or its folder cannot be written."""
    return file.is_file() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _is_older(file: Path) -> bool:
    """Whether a database was made by an older program."""
    found = schema_of(file)
    return bool(found) and found < SCHEMA


def _has_journal(file: Path) -> bool:
    """Whether changes lie in the journal that are not in the file itself yet."""
    journal = file.with_name(f"{file.name}-wal")
    return journal.is_file() and journal.stat().st_size > 0


def _only_reading(url: URL) -> URL:
    """The same database for reading: nobody can write it, so no lock or side file is needed."""
    file = quote(str(Path(url.database or "").absolute()))
    return url.set(database=f"file:{file}", query={"uri": "true", "mode": "ro", "immutable": "1"})


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    """Set the safe and quick ways of working; transactions are begun by `_begin_sqlite`."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_mode=WAL"):
        with suppress(SqliteOperationalError):  # a read-only database keeps its journal
            connection.execute(f"PRAGMA {pragma}").close()


_LOG = logging.getLogger(__name__)
WAITING = "Another program is writing to the database. Waiting for it, at most %d seconds …"
"""What is said on the standard error of a command that would else seem to hang."""
BUSY = "database is locked"
"""What SQLite says while another program is writing."""
_FULL = "The disk is full. Free some space; what was saved before is safe."
_EXPLANATIONS = (
    (
        BUSY,
        "Another program is holding it, so nothing was changed. Let that one finish (another "
        "Whyshore, a backup or a sync program), then try again.",
    ),
    ("readonly", "The file or its folder is read-only. Change its permissions, or copy it."),
    ("disk is full", _FULL),
    ("disk i/o error", "The disk could not be read or written. Check it, and that it is not full."),
    ("unable to open", "The folder is missing or not writable."),
)
_OTHER_TABLES = ("already exists", "no such", "duplicate column")
"""What SQLite says where tables are not as a migration expects them."""
SEE_BACKUPS = "whyshore restore newest puts the newest sound backup in its place."
_DAMAGE = (
    ("could not decode", f"It was altered or damaged. {SEE_BACKUPS}"),
    ("malformed", "The file is damaged."),
    ("not a database", "The file is not a Whyshore database."),
)


def _is_full(file: str) -> bool:
    """Whether a disk has no room left for a database to work in."""
    try:
        return shutil.disk_usage(Path(file).parent).free < ROOM
    except OSError:
        return False


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn what a database driver reports into a message a researcher can act on.

    Only trouble with the file or the server is explained; a mistake in our own SQL is a bug
    and keeps its traceback.
    """
    try:
        yield
    except IntegrityError as error:
        raise DatabaseProblemError(
            f"The change does not fit what the database holds, so nothing was saved ({error.orig})."
        ) from error
    except DatabaseError as error:
        reason, where = str(error.orig).lower(), url.removeprefix("sqlite:///")
        for sign, advice in _DAMAGE:
            if sign in reason:
                raise DamagedDatabaseError(f"{where}: {error.orig}. {advice}") from error
        for sign, advice in _EXPLANATIONS:
            if sign in reason:
                told = _FULL if sign == "disk i/o error" and _is_full(where) else advice
                kind = DatabaseBusyError if sign == BUSY else DatabaseProblemError
                raise kind(f"{told} ({where}: {error.orig})") from error
        if isinstance(error, OperationalError) and not url.startswith("sqlite"):
            raise DatabaseProblemError(f"The database cannot be reached: {error.orig}") from error
        raise
