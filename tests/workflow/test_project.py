import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.project import Weight
from whyshore.domain.synthesis import Wording
from whyshore.errors import FixableError, ProblemsError
from whyshore.store.codings import codings_in
from whyshore.workflow.check_project import check
from whyshore.workflow.exchange_record import load_record, record_of, write_record
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.organise_cases import add_case, add_group, cases_of
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import begin_project, copy_bundled_project, open_project
from whyshore.workflow.undo_changes import undo
from whyshore.workflow.write_synthesis import add_statement, synthesis_of


def broken(project: Project) -> list[str]:
    return [str(each.problem) for each in check(project) if each.weight is Weight.BROKEN]


def test_new_files_are_taken_in_and_told(project: Project) -> None:
    (project.interviews_folder / "bea.txt").write_text("Just a text.", encoding="utf-8")

    report = sync(project)

    assert (report.added, report.unchanged) == (("bea",), ("ana",))


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_taken_in(project: Project) -> None:
    (project.interviews_folder / "empty.txt").write_bytes(b"")
    (project.interviews_folder / "bea.txt").write_text("Words.", encoding="utf-8")

    report = sync(project)

    assert report.added == ("bea",)
    assert [problem.file for problem in report.unreadable if "empty.txt" in problem.file]


def test_a_changed_text_with_codings_stays_as_imported_and_is_reported(project: Project) -> None:
    coded(project, "Wages were low.")
    (project.interviews_folder / "ana.md").write_text("Other words.", encoding="utf-8")

    report = sync(project)

    assert [problem.file for problem in report.kept] == ["ana.md"]
    assert interview_of(project).text == TEXT
    assert broken(project) == []


def test_a_changed_text_without_codings_is_taken_over(project: Project) -> None:
    (project.interviews_folder / "ana.md").write_text("Other words.", encoding="utf-8")

    assert sync(project).updated == ("ana",)
    assert interview_of(project).text == "Other words."


def test_changed_front_matter_is_taken_over_under_codings(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    text = f"---\ntitle: Ana, plant manager\ndefault_case: Fagor – China\n---\n{TEXT}"
    (project.interviews_folder / "ana.md").write_text(text, encoding="utf-8")

    report = sync(project)

    interview = interview_of(project)
    assert (report.updated, report.new_cases) == (("ana",), ("Fagor – China",))
    assert (interview.title, interview.default_case) == ("Ana, plant manager", "fagor-china")
    assert interview.text[coding.segment.start : coding.segment.end] == coding.quote


def test_a_case_named_by_an_alias_is_not_added_again(project: Project) -> None:
    case = add_case(project, "Arteche", "Brazil", aliases=["Artech"])
    text = f"---\ndefault_case: Artech – Brazil\n---\n{TEXT}"
    (project.interviews_folder / "ana.md").write_text(text, encoding="utf-8")

    sync(project)

    assert interview_of(project).default_case == case.id
    assert len(cases_of(project)) == 1


def test_a_vanished_file_is_reported_and_its_codings_stay(project: Project) -> None:
    coded(project, "Wages were low.")
    (project.interviews_folder / "ana.md").unlink()

    report = sync(project)

    assert [problem.file for problem in report.gone] == ["ana.md"]
    with project.database.reading() as session:
        assert len(codings_in(session)) == 1


def test_a_sound_project_has_nothing_broken(project: Project) -> None:
    coded(project, "Wages were low.")

    assert broken(project) == []


@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ("update coding set quote = 'Wages were high.'", "keeps “Wages were high.”"),
        ("update coding set start = start - 1", "the text says"),
        ("update coding set before = 'x'", "other words around"),
        ("update interview_version set text = replace(text, 'low', 'nil')", "altered the database"),
        ("update coding set case_id = 'nowhere'", "not there"),
    ],
)
def test_check_finds_what_was_altered_by_hand(project: Project, statement: str, sign: str) -> None:
    coded(project, "Wages were low.")
    with closing(sqlite3.connect(project.folder / "whyshore.db")) as connection:
        connection.execute(statement)
        connection.commit()

    assert sign in "\n".join(broken(project))


def test_a_code_that_left_the_codebook_is_reported_and_its_codings_stay(project: Project) -> None:
    coded(project, "Wages were low.", "obstacle")
    text = project.codebook_file.read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if "obstacle" not in line]
    project.codebook_file.write_text("\n".join(kept), encoding="utf-8")

    findings = [str(each.problem) for each in check(project)]

    assert any("“obstacle” is missing but used: 1 coding" in each for each in findings)
    assert broken(project) == []


def test_the_work_is_rebuilt_from_text(project: Project, tmp_path: Path) -> None:
    case = add_case(project, "Fagor", "China")
    group = add_group(project, "Fagor-China", [case.id])
    coded(project, "Wages were low.", "off-cost")
    add_statement(project, group=group.id, column="offshore", wording=Wording("Cost"))
    write_record(project)
    before = record_of(project)
    copy = tmp_path / "copy"
    shutil.copytree(project.folder, copy, ignore=shutil.ignore_patterns("whyshore.db*"))

    rebuilt = open_project(copy, coder="bea").project

    assert record_of(rebuilt) == before
    again = write_record(rebuilt, tmp_path / "again.jsonl").read_bytes()
    assert again == (project.folder / "codings.jsonl").read_bytes()
    assert load_record(rebuilt, tmp_path / "again.jsonl") == 0
    rebuilt.close()


def test_a_quote_that_does_not_fit_its_text_stops_the_loading(
    project: Project, tmp_path: Path
) -> None:
    coded(project, "Wages were low.")
    path = write_record(project, tmp_path / "work.jsonl")
    path.write_text(path.read_text(encoding="utf-8").replace("low.", "high"), encoding="utf-8")
    undo(project)

    with pytest.raises(ProblemsError, match="quotes words that ana does not have there"):
        load_record(project, path)
    assert record_of(project).codings == ()


def test_a_line_that_is_no_json_stops_the_loading(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "work.jsonl"
    path.write_text('{"kind": "case"\n{"kind": "cake"}\n', encoding="utf-8")

    with pytest.raises(ProblemsError) as caught:
        load_record(project, path)

    assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_a_folder_without_a_project_is_explained(tmp_path: Path) -> None:
    with pytest.raises(FixableError, match="whyshore init"):
        open_project(tmp_path)


def test_a_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study")

    opened = open_project(folder / "interviews")

    assert opened.project.folder == folder
    opened.project.close()


def test_settings_that_mean_nothing_are_explained(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study")
    (folder / "whyshore.toml").write_text('codre = "ana"\ntheme = 3\n', encoding="utf-8")

    with pytest.raises(ProblemsError, match="Closest: coder"):
        open_project(folder)


@pytest.mark.parametrize("plain", [True, False])
def test_a_new_project_has_a_codebook_that_can_be_read(tmp_path: Path, *, plain: bool) -> None:
    begin_project(tmp_path / "new", plain=plain)

    opened = open_project(tmp_path / "new")

    assert opened.project.codebook().codes
    assert synthesis_of(opened.project).rows == ()
    opened.project.close()


def test_a_project_is_not_begun_over_another(tmp_path: Path) -> None:
    begin_project(tmp_path)

    with pytest.raises(FixableError, match="there already"):
        begin_project(tmp_path)


def test_the_bundled_project_is_copied_once(tmp_path: Path) -> None:
    assert copy_bundled_project(tmp_path / "demo")
    assert not copy_bundled_project(tmp_path / "demo")


def test_the_bundled_project_is_not_copied_over_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(FixableError, match="not empty"):
        copy_bundled_project(tmp_path)
