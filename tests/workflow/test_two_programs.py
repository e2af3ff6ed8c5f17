"""Two programs on one project, and openings that were interrupted: nothing drifts or goes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder, place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.memo import Topic
from whyshore.domain.project import Weight
from whyshore.domain.synthesis import Wording
from whyshore.errors import FixableError, ProblemsError
from whyshore.store.codings import codings_in
from whyshore.store.database import Database
from whyshore.workflow.apply_codes import apply_code
from whyshore.workflow.check_project import check, check_folder
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.code_by_command import Where, code_where
from whyshore.workflow.coding_desk import CodingDesk, Turned
from whyshore.workflow.exchange_record import load_record, record_of, write_record
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.office import Office
from whyshore.workflow.organise_cases import add_case, add_group, set_default_case, set_passage
from whyshore.workflow.project import Project, connect
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, redo, undo
from whyshore.workflow.write_memos import write_memo
from whyshore.workflow.write_synthesis import (
    add_statement,
    rest_on,
    reword,
    synthesis_of,
)


@pytest.fixture
def other(project: Project) -> Iterator[Project]:
    """The same project opened by a second coder."""
    second = connect(project.folder, coder="ben")
    yield second
    second.close()


def quotes(project: Project) -> list[str]:
    with project.database.reading() as session:
        return [each.quote for each in codings_in(session)]


def test_a_record_that_cannot_be_read_is_not_forgotten_by_the_next_opening(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study")
    (folder / "codings.jsonl").write_text("{broken", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(ProblemsError, match=r"codings\.jsonl"):
            open_project(folder)
    (folder / "codings.jsonl").write_text(
        '{"kind": "case", "id": "x", "company": "X", "country": ""}\n', encoding="utf-8"
    )
    opened = open_project(folder)

    assert opened.loaded == 1
    opened.project.close()


def test_a_text_replaced_under_an_open_interview_is_not_coded(
    project: Project, other: Project
) -> None:
    interview = interview_of(project)
    (project.interviews_folder / "ana.md").write_text("Other words there.", encoding="utf-8")
    sync(other)

    with pytest.raises(FixableError, match="changed since it was opened"):
        apply_code(project, interview, place(interview, "Wages"), code="off-cost")
    with pytest.raises(FixableError, match="changed since it was opened"):
        set_passage(project, interview, place(interview, "Wages"), case=None)


def test_undoing_an_import_never_takes_the_text_away_from_under_codings(project: Project) -> None:
    (project.interviews_folder / "ana.md").write_text(f"{TEXT}R: More.\n", encoding="utf-8")
    sync(project)
    coded(project, "More.")
    imported = next(each for each in history(project) if each.action == "sync")

    with pytest.raises(FixableError, match="would lie on other words"):
        undo(project, event=imported.number)


def test_a_default_case_set_by_a_coder_stays_when_other_front_matter_changes(
    project: Project,
) -> None:
    case = add_case(project, "Fagor", "China")
    set_default_case(project, interview_of(project), case.id)
    text = f"---\ntitle: Ana again\n---\n{TEXT}"
    (project.interviews_folder / "ana.md").write_text(text, encoding="utf-8")

    sync(project)

    assert interview_of(project).title == "Ana again"
    assert interview_of(project).default_case == case.id


def test_a_default_case_and_what_a_statement_rests_on_survive_export_and_rebuild(
    project: Project, tmp_path: Path
) -> None:
    case = add_case(project, "Fagor", "China")
    set_default_case(project, interview_of(project), case.id)
    group = add_group(project, "Fagor-China", [case.id])
    coded(project, "Wages were low.", "off-cost")
    table = synthesis_of(project)
    wording = Wording("Cost")
    add_statement(
        project, group=group.id, column="offshore", wording=wording, evidence=table.unused
    )
    copy = a_project_folder(tmp_path / "copy")
    write_record(project, copy / "codings.jsonl")

    rebuilt = open_project(copy, coder="ben").project

    assert record_of(rebuilt) == record_of(project)
    assert rebuilt.database is not project.database
    rebuilt.close()


def a_desk(project: Project) -> CodingDesk:
    office = Office(Clerk(project))
    desk = CodingDesk(office)
    desk.begin(office.clerk.opening())
    return desk


def test_what_another_program_did_is_seen_even_after_a_change_of_ones_own(
    project: Project, other: Project
) -> None:
    desk = a_desk(project)
    desk.open("ana")
    coded(other, "Wages were low.")

    desk.keep_memo(desk.clerk.open_memo(Topic.INTERVIEW, "ana"), "A thought")

    desk.look()
    assert [each.quote for each in desk.codings] == ["Wages were low."]
    desk.remove(desk.codings[0])
    assert (desk.codings, desk.progress("ana").codings) == ([], 0)


def test_a_codebook_being_edited_does_not_stop_undo(project: Project) -> None:
    desk = a_desk(project)
    desk.open("ana")
    desk.apply("off-cost", 0, 10)
    project.codebook_file.write_text("codes: [", encoding="utf-8")

    turned: list[Turned | None] = []
    desk.undo(turned.append, lambda problem: pytest.fail(str(problem)))
    assert turned[0] is not None

    desk.look()
    assert desk.codings == []
    assert desk.codebook_problem
    assert "off-cost" in desk.codebook


def test_rewording_keeps_the_evidence_another_coder_linked_meanwhile(
    project: Project, other: Project
) -> None:
    case = add_case(project, "Fagor", "China")
    set_default_case(project, interview_of(project), case.id)
    group = add_group(project, "Fagor-China", [case.id])
    coded(project, "Wages were low.", "off-cost")
    said = add_statement(project, group=group.id, column="offshore", wording=Wording("Cost"))
    rest_on(other, said, synthesis_of(other).unused)

    reword(project, said, Wording("Low cost"))

    (found,) = synthesis_of(project).statements
    assert (found.statement.text, len(found.evidence)) == ("Low cost", 1)


def test_redo_brings_back_what_was_undone_last(project: Project) -> None:
    for quote in ("Wages", "market", "friends"):
        coded(project, quote)
    first, *_ = [each for each in reversed(history(project)) if each.action == "apply code"]
    undo(project)
    undo(project, event=first.number)
    assert quotes(project) == ["market"]

    redo(project)

    assert quotes(project) == ["market", "Wages"] or quotes(project) == ["Wages", "market"]


def test_a_coding_with_a_memo_of_somebody_else_is_not_undone_away(
    project: Project, other: Project
) -> None:
    coding = coded(project, "Wages were low.")
    write_memo(other, Topic.CODING, coding.id, "I doubt this.")

    with pytest.raises(FixableError, match="memo"):
        undo(project)


def test_work_coded_here_already_under_another_id_is_taken_as_the_same(
    project: Project, other: Project, tmp_path: Path
) -> None:
    coding = coded(project, "Wages were low.", "off-cost")
    path = write_record(project, tmp_path / "work.jsonl")
    path.write_text(path.read_text("utf-8").replace(coding.id, "another"), encoding="utf-8")

    assert load_record(other, path) == 0


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "case", "id": {}, "company": "X", "country": ""}',
        '{"kind": "statement", "id": "a", "group": "g", "column": "c", "position": "1"}',
        '{"kind": "memo", "id": null, "topic": "code", "about": "", "text": "", "author": ""}',
        '["case"]',
        "[" * 100_000,
    ],
)
def test_lines_of_the_wrong_shape_are_named(project: Project, tmp_path: Path, line: str) -> None:
    path = tmp_path / "work.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(ProblemsError) as caught:
        load_record(project, path)

    assert [problem.line for problem in caught.value.problems] == [2]


def test_a_thing_that_stands_twice_is_named(project: Project, tmp_path: Path) -> None:
    line = '{"kind": "case", "id": "x", "company": "X", "country": ""}'
    path = tmp_path / "work.jsonl"
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")

    with pytest.raises(ProblemsError, match="line 1 already"):
        load_record(project, path)


@pytest.mark.parametrize(
    "statement",
    [
        "update coding set start = 90, end = 3",
        "update coding set origin = 'nowhere'",
        "update research_case set attributes = '{'",
        "update interview_version set turns = 'x'",
    ],
)
def test_rows_that_make_no_sense_are_reported_not_stumbled_over(
    project: Project, statement: str
) -> None:
    add_case(project, "Fagor", "China")
    coded(project, "Wages were low.")
    with closing(sqlite3.connect(project.folder / "whyshore.db")) as connection:
        connection.execute(statement)
        connection.commit()

    assert [each.weight for each in check(project)] == [Weight.BROKEN]


def test_checking_takes_nothing_in(project: Project) -> None:
    (project.interviews_folder / "bea.md").write_text("New.", encoding="utf-8")

    findings = [str(each.problem) for each in check_folder(project.folder)]

    assert any("bea.md" in each and "not in the project yet" in each for each in findings)
    assert len(history(project)) == 1


@pytest.mark.parametrize("url", ["foo", "mysql://host/x", "sqlite"])
def test_an_address_that_leads_nowhere_is_explained(url: str) -> None:
    with pytest.raises(FixableError, match=r"whyshore\.toml"):
        Database(url)


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "what? now #1 %20")

    opened = open_project(folder)

    assert (folder / "whyshore.db").is_file()
    opened.project.close()


def test_a_turn_without_words_cannot_be_coded(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study", one="A: Yes.\nB:\nA: No.\nB: Well.\n")
    opened = open_project(folder)

    with pytest.raises(FixableError, match="no words"):
        code_where(opened.project, "one", "off-cost", Where(turn=2))
    opened.project.close()


def test_two_programs_may_begin_a_project_at_once(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study")
    first, second = connect(folder, coder="a"), connect(folder, coder="b")

    assert (sync(first).added, sync(second).added) == (("ana",), ())
    assert len(history(first)) == 1
    first.close()
    second.close()
