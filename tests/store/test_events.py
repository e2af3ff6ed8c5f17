from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy

from tests.factories import a_coding, an_interview
from whyshore.domain.interview import Interview
from whyshore.errors import FixableError
from whyshore.store import events
from whyshore.store.codings import (
    adding_coding,
    codings_in,
    removing_coding,
    replacing,
    setting_case,
)
from whyshore.store.database import Database, sqlite_url
from whyshore.store.interviews import adding_interview, all_interviews


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "whyshore.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(path))
    yield opened
    opened.close()


def add_interview(database: Database) -> Interview:
    interview = an_interview()
    with database.writing() as session:
        change = adding_interview(session, interview, file_hash="x")
        events.make(session, [change], coder="program", action="sync", summary="import")
    return interview


def apply(database: Database, interview: Interview, quote: str, coder: str = "ana") -> str:
    coding = a_coding(interview, quote, coder=coder)
    with database.writing() as session:
        events.make(
            session, [adding_coding(coding)], coder=coder, action="apply code", summary=quote
        )
    return coding.id


def quotes(database: Database) -> list[str]:
    with database.reading() as session:
        return [coding.quote for coding in codings_in(session)]


def test_an_interview_comes_back_as_it_was_kept(database: Database) -> None:
    interview = add_interview(database)

    with database.reading() as session:
        assert all_interviews(session) == [interview]


def test_undo_takes_back_the_last_change_and_redo_brings_it_back(database: Database) -> None:
    interview = add_interview(database)
    apply(database, interview, "Wages")
    apply(database, interview, "market")

    with database.writing() as session:
        undone = events.undo(session, coder="ana")
    assert undone is not None
    assert (undone.summary, quotes(database)) == ("market", ["Wages"])

    with database.writing() as session:
        assert events.redo(session, coder="ana") is not None
    assert quotes(database) == ["market", "Wages"]


def test_undo_and_redo_work_after_the_database_was_closed(path: Path) -> None:
    database = Database(sqlite_url(path))
    apply(database, add_interview(database), "Wages")
    database.close()

    database = Database(sqlite_url(path))
    with database.writing() as session:
        events.undo(session, coder="ana")
    assert quotes(database) == []
    database.close()

    database = Database(sqlite_url(path))
    with database.writing() as session:
        events.redo(session, coder="ana")
    assert quotes(database) == ["Wages"]
    database.close()


def test_several_undos_are_redone_in_the_order_they_were_made(database: Database) -> None:
    interview = add_interview(database)
    for quote in ("Wages", "market", "friends"):
        apply(database, interview, quote)

    with database.writing() as session:
        for _ in range(3):
            events.undo(session, coder="ana")
        assert events.undo(session, coder="ana") is None
        assert [events.redo(session, coder="ana").summary for _ in range(3)] == [  # type: ignore[union-attr]
            "Wages",
            "market",
            "friends",
        ]
        assert events.redo(session, coder="ana") is None


def test_a_new_change_forgets_what_could_be_redone(database: Database) -> None:
    interview = add_interview(database)
    apply(database, interview, "Wages")
    with database.writing() as session:
        events.undo(session, coder="ana")

    apply(database, interview, "market")

    with database.writing() as session:
        assert events.redo(session, coder="ana") is None
    assert quotes(database) == ["market"]


def test_undo_leaves_the_changes_of_other_coders_alone(database: Database) -> None:
    interview = add_interview(database)
    apply(database, interview, "Wages", coder="ana")
    apply(database, interview, "market", coder="bea")

    with database.writing() as session:
        events.undo(session, coder="ana")

    assert quotes(database) == ["market"]


def test_a_change_that_a_later_one_rests_on_is_not_undone(database: Database) -> None:
    interview = add_interview(database)
    coding = apply(database, interview, "Wages")
    with database.reading() as session:
        applied = events.newest(session)
    with database.writing() as session:
        gone = removing_coding(session, coding)
        events.make(session, gone, coder="bea", action="remove code", summary="remove Wages")

    with pytest.raises(FixableError, match="changed since"), database.writing() as session:
        events.undo(session, coder="ana", event=applied)

    assert quotes(database) == []


def test_every_change_says_who_what_and_what_it_touched(database: Database) -> None:
    interview = add_interview(database)
    coding = apply(database, interview, "Wages")
    with database.writing() as session:
        taken_back = events.undo(session, coder="ana")

    with database.reading() as session:
        undone, applied, imported = events.events(session)

    assert (undone.kind, undone.target) == ("undo", applied.number)
    assert (applied.coder, applied.action, applied.undone) == ("ana", "apply code", True)
    assert taken_back is not None
    assert taken_back.touched == (("coding", coding),)
    assert (imported.coder, imported.action) == ("program", "sync")


def test_a_session_that_fails_saves_nothing(database: Database) -> None:
    interview = add_interview(database)
    coding = a_coding(interview, "Wages")

    def fail_half_way() -> None:
        with database.writing() as session:
            events.make(session, [adding_coding(coding)], coder="a", action="x", summary="x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert quotes(database) == []
    with database.reading() as session:
        assert events.newest(session) == 1


def test_a_coding_in_a_case_that_does_not_exist_is_refused(database: Database) -> None:
    coding = apply(database, add_interview(database), "Wages")

    def put_it_there() -> None:
        with database.writing() as session:
            change = setting_case(session, coding, "nowhere")
            events.make(session, [change], coder="ana", action="set case", summary="x")

    with pytest.raises(FixableError, match="nothing was saved"):
        put_it_there()


def test_undo_and_redo_of_many_codings_ask_the_database_little(database: Database) -> None:
    interview = add_interview(database)
    many = [
        replace(a_coding(interview, "Wages"), id=f"{number:032}", coder=f"coder {number}")
        for number in range(1200)
    ]
    with database.writing() as session:
        added = [adding_coding(each) for each in many]
        events.make(session, added, coder="ana", action="import", summary="many")
        coded = [replacing(each, replace(each, code="bmd")) for each in many]
        events.make(session, coded, coder="ana", action="recode", summary="many again")
    asked: list[str] = []

    with database.writing() as session:
        engine = session.get_bind()
        sqlalchemy.event.listen(engine, "before_cursor_execute", lambda *got: asked.append(got[2]))
        for turn in (events.undo, events.undo, events.redo, events.redo):
            turn(session, coder="ana")

    with database.reading() as session:
        assert {each.code for each in codings_in(session)} == {"bmd"}
        assert len(codings_in(session)) == 1200
    assert len(asked) < 60
