"""Databases that older versions of Whyshore saved; `saved/` holds one of each as SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from whyshore.errors import FixableError
from whyshore.store import database
from whyshore.store.backups import backups_in, schema_of
from whyshore.store.database import SCHEMA
from whyshore.store.migrate import MIGRATIONS
from whyshore.workflow.check_project import check_folder
from whyshore.workflow.exchange_record import record_of
from whyshore.workflow.project import Project, connect
from whyshore.workflow.undo_changes import undo
from whyshore.workflow.write_synthesis import synthesis_of

SAVED = Path(__file__).parent / "saved"
VERSIONS = sorted(path.stem for path in SAVED.glob("*.sql"))
OLDER = [each for each in VERSIONS if each < SCHEMA]


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with the database of a version in it."""
    path = a_project_folder(tmp_path / "study") / "whyshore.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.executescript((SAVED / f"{request.param}.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def never_writable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a read-only drive; permissions would not keep an administrator from writing."""

    def of_a_test(path: Path) -> bool:
        return path.is_file() and path.parent.name == "study"

    with monkeypatch.context() as patched:
        patched.setattr(database, "_is_read_only", of_a_test)
        yield


def what_was_done(project: Project) -> tuple[object, ...]:
    record = record_of(project)
    (statement,) = synthesis_of(project).statements
    return (
        [(each.code, each.coder, each.quote) for each in record.codings],
        [memo.text for memo in record.memos],
        [case.name for case in record.cases],
        (statement.statement.text, len(statement.evidence)),
    )


DONE = (
    [("off-cost", "ana", "Wages were low."), ("back-decline", "ben", "The market fell.")],
    ["a thought about “wages”"],
    ["Fagor – China", "Fagor – Turkey"],
    ("Low wages", 2),
)


def test_there_is_a_saved_database_of_every_version() -> None:
    numbers = {path.name[:4] for path in MIGRATIONS.glob("versions/0*.py")}

    assert set(VERSIONS) >= numbers - {SCHEMA}


@pytest.mark.parametrize("file", VERSIONS, indirect=True)
def test_it_is_brought_up_to_date_with_all_it_holds(file: Path) -> None:
    project = connect(file.parent, coder="ana")

    assert what_was_done(project) == DONE
    assert [
        str(each.problem)
        for each in check_folder(file.parent, deep=True)
        if "broken" in each.weight
    ] == []
    while undo(project) is not None:
        continue
    assert [each.coder for each in record_of(project).codings] == ["ben"]
    project.close()


@pytest.mark.parametrize("file", OLDER, indirect=True)
def test_a_backup_is_made_before_it_is_brought_up_to_date(file: Path) -> None:
    version = schema_of(file)

    connect(file.parent).close()

    (backup,) = backups_in(file.parent / "backups")
    assert (backup.why, schema_of(backup.path), schema_of(file)) == ("migration", version, SCHEMA)


@pytest.mark.usefixtures("never_writable")
@pytest.mark.parametrize("file", VERSIONS, indirect=True)
def test_read_only_it_can_be_read_and_says_why_nothing_can_be_written(file: Path) -> None:
    before = file.read_bytes()

    project = connect(file.parent, coder="ana")

    assert what_was_done(project) == DONE
    with pytest.raises(FixableError, match="read-only"):
        undo(project)
    project.close()
    assert file.read_bytes() == before
    assert not (file.parent / "backups").exists()


@pytest.mark.usefixtures("never_writable")
@pytest.mark.parametrize("file", VERSIONS[-1:], indirect=True)
def test_read_only_what_lies_in_the_journal_is_seen(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("update memo set text = 'in the journal'")
        other.commit()

        project = connect(file.parent)

        assert [memo.text for memo in record_of(project).memos] == ["in the journal"]
        project.close()


@pytest.mark.parametrize("file", VERSIONS[-1:], indirect=True)
def test_one_of_a_newer_program_is_refused_and_left_as_it_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as newer:
        newer.execute("update alembic_version set version_num = '9000'")
        newer.commit()
    before = file.read_bytes()

    with pytest.raises(FixableError, match=r"newer Whyshore.*Update Whyshore; nothing was changed"):
        connect(file.parent)

    assert file.read_bytes() == before
