"""A database that somebody altered with another program: told, never a bare traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.workflow.helpers import coded
from whyshore.domain.memo import Topic
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in
from whyshore.store.database import DamagedDatabaseError
from whyshore.workflow.backups import back_up_by_hand, backups_of, replace_damaged
from whyshore.workflow.check_project import check_folder
from whyshore.workflow.organise_cases import add_case
from whyshore.workflow.project import Project, connect
from whyshore.workflow.start_project import open_project
from whyshore.workflow.write_memos import write_memo

ALTERED = {
    "a table dropped": "DROP TABLE memo",
    "the history dropped": "DROP TABLE event",
    "a column dropped": "ALTER TABLE coding DROP COLUMN rating",
    "no version": "DROP TABLE alembic_version",
    "an emptied version": "DELETE FROM alembic_version",
    "a version nobody made": "UPDATE alembic_version SET version_num = 'zebra'",
    "an older version": "UPDATE alembic_version SET version_num = '0003'",
    "bytes for words": "UPDATE coding SET quote = x'fffe00'",
    "words for a number": "UPDATE coding SET start = 'abc'",
    "broken letters": "UPDATE coding SET quote = CAST(x'ff61' AS TEXT)",
    "an odd origin": "UPDATE coding SET origin = 'odd'",
    "an odd topic": "UPDATE memo SET topic = 'odd'",
    "a broken date": "UPDATE coding SET created = 'yesterday'",
    "a lost interview": "DELETE FROM interview",
    "a lost text": "DELETE FROM interview_version",
    "turns of another shape": "UPDATE interview_version SET turns = '{}'",
    "turns that are none": "UPDATE interview_version SET turns = '[1]'",
    "attributes of another shape": "UPDATE research_case SET attributes = '[]'",
    "changes of another shape": "UPDATE event SET changes = '[1, 2]'",
    "a case that is not there": "UPDATE coding SET case_id = 'nowhere'",
}


@pytest.fixture
def study(project: Project) -> Path:
    """A project with a coding, a memo and a case, and a backup of all that; closed."""
    kept = coded(project, "Wages were low.")
    write_memo(project, Topic.CODING, kept.id, "a thought")
    add_case(project, "Acme", "Poland")
    back_up_by_hand(project)
    project.close()
    return project.folder


def alter(folder: Path, statement: str) -> None:
    """Run a statement as another program would, which knows nothing of foreign keys."""
    with closing(sqlite3.connect(folder / "whyshore.db")) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(statement)


def told(folder: Path) -> str:
    """What a check of the folder says is broken."""
    try:
        return "\n".join(f"{each.problem} {each.problem.fix}" for each in check_folder(folder))
    except FixableError as problem:
        return str(problem)


def read_codings(folder: Path) -> str:
    """Open a project and read its codings; gives what is said against it."""
    try:
        opened = open_project(folder).project
        try:
            with opened.database.reading() as session:
                codings_in(session)
        finally:
            opened.close()
    except FixableError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("how", ALTERED)
def test_what_was_altered_is_told_with_the_backup_and_mended_by_it(study: Path, how: str) -> None:
    alter(study, ALTERED[how])

    said = told(study)

    assert "damaged" in said
    assert "whyshore restore newest" in said
    replace_damaged(study, "newest")
    mended = connect(study)
    with mended.database.reading() as session:
        assert [each.quote for each in codings_in(session)] == ["Wages were low."]
    mended.close()
    assert "damaged" not in told(study)


@pytest.mark.parametrize("how", ALTERED)
def test_opening_an_altered_database_works_or_says_what_is_wrong(study: Path, how: str) -> None:
    alter(study, ALTERED[how])

    said = read_codings(study)

    assert not said or ("damaged" in said and "restore newest" in said)


def test_a_false_older_version_leaves_no_backup_of_what_was_altered(study: Path) -> None:
    later = connect(study)
    add_case(later, "Acme", "Mexico")
    later.close()
    before = backups_of(study)
    alter(study, "UPDATE alembic_version SET version_num = '0003'")

    with pytest.raises(DamagedDatabaseError, match="not those of version 0003"):
        connect(study)
    assert backups_of(study) == before


def test_dropped_indexes_are_put_back_at_opening(study: Path) -> None:
    with closing(sqlite3.connect(study / "whyshore.db")) as database:
        names = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        there = set(database.execute(names))
        database.execute("DROP INDEX coding_place")

    connect(study).close()

    with closing(sqlite3.connect(study / "whyshore.db")) as database:
        assert ("coding_place",) in there
        assert set(database.execute(names)) == there


def test_a_database_that_is_gone_is_not_begun_anew_beside_its_backups(study: Path) -> None:
    (study / "whyshore.db").unlink()

    with pytest.raises(DamagedDatabaseError, match="is gone, and there are backups"):
        connect(study)
    assert not (study / "whyshore.db").exists()
    replace_damaged(study, "newest")
    assert read_codings(study) == ""


def test_a_trigger_is_told(study: Path) -> None:
    alter(
        study,
        "CREATE TRIGGER sly AFTER INSERT ON coding BEGIN DELETE FROM coding WHERE id = new.id; END",
    )

    assert "a trigger, “sly”" in told(study)


def test_a_folder_in_place_of_the_database_is_told(study: Path) -> None:
    (study / "whyshore.db").rename(study / "elsewhere.db")
    (study / "whyshore.db").mkdir()

    with pytest.raises(FixableError, match="is a folder"):
        connect(study)
