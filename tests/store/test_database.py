import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from whyshore.errors import FixableError
from whyshore.store import tables
from whyshore.store.database import SCHEMA, Database, DatabaseProblemError, sqlite_url
from whyshore.store.migrate import migrate


def test_the_migrations_build_what_the_row_classes_expect(tmp_path: Path) -> None:
    path = tmp_path / "whyshore.db"
    Database(sqlite_url(path)).close()
    engine = create_engine(sqlite_url(path))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, SQLModel.metadata)
    engine.dispose()

    assert tables.KEPT_IN_EVENTS
    assert differences == []


def test_the_newest_migration_is_the_one_the_program_expects(tmp_path: Path) -> None:
    path = tmp_path / "whyshore.db"
    Database(sqlite_url(path)).close()

    with sqlite3.connect(path) as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == (SCHEMA,)
    connection.close()


def test_the_database_uses_wal_and_checks_foreign_keys(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "whyshore.db"))

    with database.reading() as session:
        assert session.scalars(text("PRAGMA journal_mode")).one() == "wal"
        assert session.scalars(text("PRAGMA foreign_keys")).one() == 1
        assert session.scalars(text("PRAGMA synchronous")).one() == 2
    database.close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "whyshore.db"
    Database(sqlite_url(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()

    with pytest.raises(FixableError, match="newer Whyshore"):
        Database(sqlite_url(path))


def test_a_step_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "whyshore.db"
    create_index = op.create_index

    def fail_at_the_history(name: str, table: str, columns: list[str]) -> None:
        if table == "event":
            raise RuntimeError
        create_index(name, table, columns)

    monkeypatch.setattr(op, "create_index", fail_at_the_history)
    with pytest.raises(RuntimeError):
        Database(sqlite_url(path))

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == []


@pytest.mark.parametrize("content", [b"this is no database, only words" * 40])
def test_a_file_that_is_no_database_is_explained(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "whyshore.db"
    path.write_bytes(content)

    with pytest.raises(FixableError, match="not a Whyshore database"):
        Database(sqlite_url(path))


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(FixableError, match="folder is missing or not writable"):
        Database(sqlite_url(tmp_path / "nowhere" / "whyshore.db"))


def test_a_database_of_the_first_version_is_brought_up_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "whyshore.db"
    engine = create_engine(sqlite_url(path))
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.execute(text("insert into case_group values ('a', 'Orbea', 1)"))
    engine.dispose()

    database = Database(sqlite_url(path))

    with database.reading() as session:
        assert session.execute(text("select label from case_group")).scalars().all() == ["Orbea"]
        assert session.execute(text("select count(*) from guide_pin")).scalar() == 0
    database.close()


# --- files that are not as they should be ---


def test_a_database_that_cannot_be_written_is_read_and_nothing_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a study? 100%" / "whyshore.db"
    path.parent.mkdir()
    Database(sqlite_url(path)).close()
    monkeypatch.setattr(os, "access", lambda *_: False)  # who runs the tests may be allowed all

    database = Database(sqlite_url(path))

    assert database.read_only
    with database.reading() as session:
        assert session.scalars(text("select count(*) from coding")).one() == 0
    with pytest.raises(FixableError, match="read-only"), database.writing() as session:
        session.execute(text("delete from coding"))
    assert [each.name for each in path.parent.iterdir()] == ["whyshore.db"]
    database.close()


def test_nothing_is_saved_into_a_database_that_was_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "study" / "whyshore.db"
    path.parent.mkdir()
    database = Database(sqlite_url(path))
    path.parent.rename(tmp_path / "elsewhere")

    with pytest.raises(FixableError, match="moved, renamed or deleted"), database.writing():
        pass
    (tmp_path / "elsewhere").rename(path.parent)
    with database.writing() as session:
        session.execute(text("delete from coding"))
    database.close()


def test_nothing_is_saved_into_a_database_that_another_one_took_the_place_of(
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "whyshore.db", tmp_path / "other.db"
    database = Database(sqlite_url(path))
    Database(sqlite_url(other)).close()
    other.replace(path)

    with pytest.raises(FixableError, match="another file is there now"), database.writing():
        pass
    database.close()


def test_a_database_that_could_not_be_begun_leaves_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "whyshore.db"

    def full(*_: object) -> None:
        path.touch()
        raise DatabaseProblemError("The disk is full.")

    monkeypatch.setattr(Database, "_open", full)
    with pytest.raises(FixableError, match="disk is full"):
        Database(sqlite_url(path))

    assert not path.exists()
