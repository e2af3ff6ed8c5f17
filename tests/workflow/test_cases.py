import pytest

from tests.factories import place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.case import NO_CASE
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError, UnknownCaseError
from whyshore.store.cases import passages_in
from whyshore.workflow.coded_segments import Wanted, coded_segments
from whyshore.workflow.make_tables import matrix_of
from whyshore.workflow.organise_cases import (
    add_case,
    case_overview,
    describe_case,
    find_case,
    remove_case,
    set_default_case,
    set_passage,
)
from whyshore.workflow.project import Project
from whyshore.workflow.undo_changes import history, undo


def about(project: Project, quote: str, case: str | None) -> None:
    found = interview_of(project)
    set_passage(project, found, place(found, quote), case=case)


def passages(project: Project) -> list[tuple[str, str]]:
    text = interview_of(project).text
    with project.database.reading() as session:
        found = passages_in(session, "ana")
    return [(text[each.segment.start : each.segment.end], each.case) for each in found]


def test_one_interview_two_cases_codes_in_one_only_the_other_shows_0_everywhere(
    project: Project,
) -> None:
    china, turkey = (add_case(project, "Fagor", country) for country in ("China", "Turkey"))
    about(project, "We expected the market to grow. Wages were low.", china.id)
    about(project, "The market fell. Quality was poor.", turkey.id)
    coded(project, "expected the market to grow", "off-growth")
    coded(project, "Wages were low.", "off-cost")

    table = matrix_of(project)

    assert [table.count(code, china.id) for code, _ in table.codes] == [1, 1]
    assert [table.count(code, turkey.id) for code, _ in table.codes] == [0, 0]
    assert coded_segments(project, Wanted(case="Fagor – Turkey")) == []
    assert {each.case.id: each.codings for each in case_overview(project).cases} == {
        china.id: 2,
        turkey.id: 0,
    }


def test_a_coding_outside_every_passage_takes_the_interviews_default_case(project: Project) -> None:
    china = add_case(project, "Fagor", "China")
    coded(project, "Wages were low.")
    assert [each.case_name for each in coded_segments(project)] == [NO_CASE]

    set_default_case(project, interview_of(project), china.id)

    assert [each.case for each in coded_segments(project)] == [china.id]


def test_codings_without_a_case_can_be_listed(project: Project) -> None:
    coded(project, "Wages were low.")

    assert len(coded_segments(project, Wanted(case=NO_CASE))) == 1


def test_a_new_passage_cuts_the_older_one_in_two(project: Project) -> None:
    china, turkey = (add_case(project, "Fagor", country) for country in ("China", "Turkey"))
    about(project, "We expected the market to grow. Wages were low. We also", china.id)

    about(project, "Wages were low.", turkey.id)

    assert passages(project) == [
        ("We expected the market to grow.", china.id),
        ("Wages were low.", turkey.id),
        ("We also", china.id),
    ]


def test_a_passage_can_be_taken_away_in_part(project: Project) -> None:
    china = add_case(project, "Fagor", "China")
    about(project, "We expected the market to grow. Wages were low.", china.id)

    about(project, "Wages were low.", None)

    assert passages(project) == [("We expected the market to grow.", china.id)]


def test_an_unknown_case_gets_the_closest_names(project: Project) -> None:
    add_case(project, "Fagor Industrial", "China")

    with pytest.raises(UnknownCaseError, match="Fagor Industrial – China"):
        find_case(project, "Fagor Industrial – Chian")


def test_a_case_is_found_by_an_alias(project: Project) -> None:
    case = add_case(project, "Arteche", "Brazil")
    describe_case(project, case, aliases=("Artech",), attributes={"mode": "sale"})

    found = find_case(project, "artech")

    assert (found.id, found.attributes) == (case.id, {"mode": "sale"})


def test_a_case_in_use_is_not_removed(project: Project) -> None:
    case = add_case(project, "Fagor", "China")
    about(project, "Wages were low.", case.id)

    with pytest.raises(FixableError, match="1 passage"):
        remove_case(project, case)


def test_a_passage_of_white_space_is_refused(project: Project) -> None:
    with pytest.raises(FixableError, match="no words"):
        set_passage(project, interview_of(project), Segment("ana", 2, 3), case=None)


def test_a_case_that_things_rest_on_is_not_undone_and_says_what_to_undo_first(
    project: Project,
) -> None:
    case = add_case(project, "13AM", "Canada")
    added = history(project, limit=1)[0].number
    about(project, "Wages were low.", case.id)

    with pytest.raises(
        FixableError, match=r"^Something rests on it: passage about a case\. Undo first: "
    ):
        undo(project, event=added)

    assert passages(project) == [("Wages were low.", case.id)]
    undo(project)
    undo(project, event=added)
    assert case_overview(project).cases == ()


def test_a_case_that_an_interview_is_about_is_not_undone_and_names_what_rests_on_it(
    project: Project,
) -> None:
    case = add_case(project, "13AM", "Canada")
    added = history(project, limit=1)[0].number
    set_default_case(project, interview_of(project), case.id)

    with pytest.raises(FixableError, match=r"^Something rests on it: interview\. Undo first: "):
        undo(project, event=added)


def test_what_belonged_to_a_case_that_has_gone_is_not_brought_back(project: Project) -> None:
    case = add_case(project, "13AM", "Canada")
    added = history(project, limit=1)[0].number
    about(project, "Wages were low.", case.id)
    about(project, "Wages were low.", None)
    removed = history(project, limit=1)[0].number
    undo(project, event=added)

    with pytest.raises(FixableError, match="The case it belongs to is no longer there"):
        undo(project, event=removed)
