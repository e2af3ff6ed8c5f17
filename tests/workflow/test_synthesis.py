import pytest

from tests.factories import place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.results import Standing, SupportedStatement, SynthesisTable
from whyshore.domain.synthesis import Wording
from whyshore.errors import FixableError
from whyshore.workflow.apply_codes import remove_coding
from whyshore.workflow.coded_segments import coded_segments
from whyshore.workflow.export_results import write_table
from whyshore.workflow.organise_cases import add_case, add_group, set_default_case, set_passage
from whyshore.workflow.project import Project
from whyshore.workflow.undo_changes import undo
from whyshore.workflow.write_synthesis import (
    add_statement,
    confirm,
    draft_of,
    evidence_for,
    move_statement,
    remove_statement,
    rest_on,
    reword,
    synthesis_of,
)


@pytest.fixture
def row(project: Project) -> str:
    """A row with one case, which the interview is about."""
    case = add_case(project, "Fagor", "China")
    set_default_case(project, interview_of(project), case.id)
    return add_group(project, "Fagor-China", [case.id]).id


def write(project: Project, row: str, text: str, *, evidence: bool = True) -> None:
    segments = coded_segments(project)[:1] if evidence else []
    add_statement(project, group=row, column="offshore", wording=Wording(text), evidence=segments)


def cell(project: Project) -> tuple[SupportedStatement, ...]:
    return table(project).rows[0].cells["offshore"]


def table(project: Project) -> SynthesisTable:
    return synthesis_of(project)


def test_a_statement_rests_on_its_codings(project: Project, row: str) -> None:
    coded(project, "We expected the market to grow.")
    write(project, row, "Expected growth")

    (found,) = cell(project)

    assert found.standing is Standing.SUPPORTED
    assert [each.citation for each in found.evidence] == ["ana, turn 2"]
    assert table(project).unused == ()


def test_a_statement_without_evidence_is_listed(project: Project, row: str) -> None:
    write(project, row, "Just a thought", evidence=False)

    assert [each.standing for each in table(project).statements] == [Standing.UNSUPPORTED]


def test_a_coding_in_no_statement_is_listed(project: Project, row: str) -> None:
    coded(project, "Wages were low.", "off-cost")

    assert [each.coding.quote for each in table(project).unused] == ["Wages were low."]
    assert row


def test_removing_its_evidence_makes_a_statement_stale_and_undo_makes_it_sound(
    project: Project, row: str
) -> None:
    coded(project, "Wages were low.", "off-cost")
    coding = coded(project, "We expected the market to grow.")
    add_statement(
        project,
        group=row,
        column="offshore",
        wording=Wording("Growth and cost"),
        evidence=coded_segments(project),
    )

    remove_coding(project, coding, interview_of(project))
    assert cell(project)[0].standing is Standing.STALE

    undo(project)
    assert cell(project)[0].standing is Standing.SUPPORTED


def test_evidence_that_now_belongs_to_another_case_makes_a_statement_stale(
    project: Project, row: str
) -> None:
    coded(project, "We expected the market to grow.")
    write(project, row, "Expected growth")
    turkey = add_case(project, "Fagor", "Turkey")
    interview = interview_of(project)

    set_passage(project, interview, place(interview, "We expected the market to"), case=turkey.id)

    assert cell(project)[0].standing is Standing.STALE


def test_a_stale_statement_is_sound_again_once_confirmed(project: Project, row: str) -> None:
    coded(project, "Wages were low.", "off-cost")
    gone = coded(project, "We expected the market to grow.")
    evidence = coded_segments(project)
    add_statement(project, group=row, column="offshore", wording=Wording("Both"), evidence=evidence)
    remove_coding(project, gone, interview_of(project))
    (stale,) = cell(project)

    confirm(project, stale.statement, stale.evidence)

    assert cell(project)[0].standing is Standing.SUPPORTED


def test_evidence_is_linked_and_unlinked(project: Project, row: str) -> None:
    coded(project, "Wages were low.", "off-cost")
    write(project, row, "Cost", evidence=False)

    rest_on(project, cell(project)[0].statement, coded_segments(project))
    assert cell(project)[0].standing is Standing.SUPPORTED

    rest_on(project, cell(project)[0].statement, [])
    assert cell(project)[0].standing is Standing.UNSUPPORTED


def test_statements_are_reordered_reworded_and_removed(project: Project, row: str) -> None:
    for text in ("one", "two", "three"):
        write(project, row, text, evidence=False)

    move_statement(project, cell(project)[2].statement, -1)
    move_statement(project, cell(project)[0].statement, -1)
    assert [each.statement.text for each in cell(project)] == ["one", "three", "two"]

    reword(project, cell(project)[0].statement, Wording("first", "perhaps", "market", "reading"))
    remove_statement(project, cell(project)[1].statement)

    said = [each.statement for each in cell(project)]
    assert [(each.text, each.hedge, each.orientation) for each in said] == [
        ("first", "perhaps", "market"),
        ("two", "", ""),
    ]


def test_an_orientation_that_the_codebook_does_not_have_is_refused(
    project: Project, row: str
) -> None:
    with pytest.raises(FixableError, match="production, market"):
        add_statement(
            project, group=row, column="offshore", wording=Wording("x", orientation="marketing")
        )


def test_a_draft_offers_the_codes_of_the_column_with_counts_and_quotes(
    project: Project, row: str
) -> None:
    coded(project, "We expected the market to grow.")
    coded(project, "Wages were low.", "off-cost")
    coded(project, "The market fell.", "back-decline")
    write(project, row, "Expected growth")

    drafts = draft_of(project, table(project).rows[0], "offshore")

    assert [(each.code, each.codings, each.interviews, each.used) for each in drafts] == [
        ("off-growth", 1, 1, True),
        ("off-cost", 1, 1, False),
    ]
    assert drafts[1].quotes[0].coding.quote == "Wages were low."


def test_codings_of_the_columns_direction_are_offered_first_as_evidence(
    project: Project, row: str
) -> None:
    coded(project, "We expected the market to grow.")
    coded(project, "The market fell.", "back-decline")

    offered = evidence_for(project, table(project).rows[0], "backshore")

    assert [each.coding.code for each in offered] == ["back-decline", "off-growth"]
    assert row


def test_an_interview_that_is_left_out_counts_in_no_table(project: Project, row: str) -> None:
    path = project.interviews_folder / "ana.md"
    path.write_text(f"---\ninclude: false\n---\n{path.read_text()}", encoding="utf-8")
    from whyshore.workflow.import_interviews import sync

    coded(project, "Wages were low.", "off-cost")
    sync(project)

    assert table(project).unused == ()
    assert row


def test_the_table_is_written_to_exports(project: Project, row: str) -> None:
    coded(project, "We expected the market to grow.")
    write(project, row, "Expected | growth")

    path = write_table(project)

    assert path == project.folder / "exports" / "table-5.md"
    assert "| **Fagor-China** | Expected \\| growth |" in path.read_text(encoding="utf-8")
