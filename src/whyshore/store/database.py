"""Open the project's database; one short session per piece of work."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteOperationalError
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, OperationalError
from sqlmodel import Session

from whyshore.errors import FixableError

SCHEMA = "0003"
"""The newest migration; `migrate` brings any older database up to it."""

WAIT_SECONDS = 10
"""How long to wait for another program that is writing before giving up."""


class DatabaseProblemError(FixableError):
    """The database could not be opened, read or written."""


class Database:
    """The project's database, SQLite by default, PostgreSQL by address."""

    def __init__(self, url: str | URL) -> None:
        """Open it and bring its tables up to date.

        Raises:
            DatabaseProblemError: it cannot be opened, is damaged, or was made by a newer program.
        """
        address = _address(url)
        self.url = address.render_as_string(hide_password=True)
        self._engine = _engine(address)
        self._writer = self._engine.execution_options(whyshore_write=True)
        try:
            with explained(self.url):
                self._bring_up_to_date()
        except FixableError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to look things up with; it sees one moment of the database."""
        with explained(self.url), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that saves all it did at the end, or nothing."""
        with explained(self.url), Session(self._writer) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _bring_up_to_date(self) -> None:
        found = self._schema()
        if found == SCHEMA:
            return
        if found is not None and found > SCHEMA:
            raise DatabaseProblemError(
                f"The database was made by a newer Whyshore (its version {found}, this program "
                f"knows {SCHEMA}). Update Whyshore; nothing was changed."
            )
        from whyshore.store.migrate import migrate

        with self._writer.begin() as connection:
            migrate(connection)

    def _schema(self) -> str | None:
        """The migration this database stands at, None where it is new."""
        with self._engine.connect() as connection:
            if not connection.dialect.has_table(connection, "alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return str(found) if found else None


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
    if sqlite and _is_read_only(url):
        url, arguments["uri"] = _only_reading(url), True
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
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_read_only(url: URL) -> bool:
    """Whether a database is there but neither it nor its folder can be written."""
    file = Path(url.database or "")
    return file.is_file() and not os.access(file.parent, os.W_OK)


def _only_reading(url: URL) -> URL:
    """The same database for reading: nobody can write it, so no lock or side file is needed."""
    file = quote(url.database or "")
    return url.set(database=f"file:{file}?mode=ro&immutable=1")


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    """Set the safe and quick ways of working; transactions are begun by `_begin_sqlite`."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_mode=WAL"):
        with suppress(SqliteOperationalError):  # a read-only database keeps its journal
            connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that first reads could find the data changed under it.
    write = connection.get_execution_options().get("whyshore_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


_EXPLANATIONS = (
    ("database is locked", "Another program is writing to it. Try again in a moment."),
    ("readonly", "The file or its folder is read-only. Change its permissions, or copy it."),
    ("disk is full", "The disk is full. Free some space; what was saved before is safe."),
    ("disk i/o error", "The disk could not be read or written. Check it, and that it is not full."),
    ("unable to open", "The folder is missing or not writable."),
    ("malformed", "The file is damaged. Keep a copy, then restore one from before."),
    (
        "not a database",
        "The file is not a Whyshore database. Put a copy back; or move it away, and the project "
        "starts anew from interviews/ and codings.jsonl.",
    ),
)


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
        reason = str(error.orig).lower()
        for sign, advice in _EXPLANATIONS:
            if sign in reason:
                where = url.removeprefix("sqlite:///")
                raise DatabaseProblemError(f"{where}: {error.orig}. {advice}") from error
        if isinstance(error, OperationalError) and not url.startswith("sqlite"):
            raise DatabaseProblemError(f"The database cannot be reached: {error.orig}") from error
        raise
