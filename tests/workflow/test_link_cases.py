from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from whyshore.domain.case import Case
from whyshore.domain.link import Consent, Level, Link, Method
from whyshore.errors import FixableError
from whyshore.workflow.exchange_record import load_record, record_of, write_record
from whyshore.workflow.link_cases import (
    link_case,
    linkage_of,
    reconsider,
    reject_link,
    set_consent,
    unlink_case,
)
from whyshore.workflow.organise_cases import add_case, cases_of, describe_case, remove_case
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import undo

SURVEY = """\
title: Firms
data: data.csv
key: id
name: firm
variables:
  id: {type: id}
  firm: {type: text, confidential: true}
"""
DATA = """\
id,firm
r1,"Fagor Industrial, S. Coop."
r2,"Fagor Electrónica, S. Coop."
r3,"ONNERA Group, S.A."
r4,"Orbea, S. Coop."
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    folder = a_project_folder(tmp_path / "study")
    (folder / "survey").mkdir()
    (folder / "survey" / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (folder / "survey" / "data.csv").write_text(DATA, encoding="utf-8")
    opened = open_project(folder, coder="ana").project
    yield opened
    opened.close()


@pytest.fixture
def china(project: Project) -> Case:
    return add_case(project, "Fagor Industrial", "China")


def links(project: Project) -> list[Link]:
    return list(record_of(project).links)


@pytest.mark.usefixtures("china")
def test_nothing_is_linked_without_a_person(project: Project) -> None:
    [case] = linkage_of(project).cases

    assert case.proposed is not None
    assert case.proposed.respondent == "r1"
    assert links(project) == []


def test_a_link_says_who_made_it_when_by_which_sign_and_with_what_consent(
    project: Project, china: Case
) -> None:
    made = link_case(project, china, "r1")

    assert links(project) == [made]
    assert (made.method, made.consent, made.confirmed_by) == (
        Method.NORMALISED,
        Consent.NOT_ASKED,
        "ana",
    )
    assert made.created


def test_the_name_is_remembered_for_every_country_and_undone_with_the_link(
    project: Project, china: Case
) -> None:
    add_case(project, "Fagor Industrial", "Turkey")
    link_case(project, china, "r3")

    turkey = next(e for e in linkage_of(project).unlinked if e.case.country == "Turkey")
    assert turkey.proposed is not None
    assert (turkey.proposed.respondent, turkey.proposed.method) == ("r3", Method.ALIAS)
    assert turkey.proposed.linked_to == ("Fagor Industrial – China",)

    undo(project)
    assert links(project) == []
    assert all(case.aliases == () for case in cases_of(project))


def test_a_case_that_carries_the_key_is_proposed_by_it(project: Project, china: Case) -> None:
    describe_case(project, china, attributes={"id": "r3"})

    [case] = linkage_of(project).cases

    assert case.proposed is not None
    assert (case.proposed.respondent, case.proposed.method) == ("r3", Method.KEY)
    assert link_case(project, china, "r3").method is Method.KEY


def test_what_is_rejected_is_not_proposed_until_it_is_reconsidered(
    project: Project, china: Case
) -> None:
    reject_link(project, china, "r1")
    assert linkage_of(project).cases[0].proposed is None

    assert reconsider(project, china) == 1
    assert linkage_of(project).cases[0].proposed is not None


def test_a_rejected_pair_can_still_be_linked(project: Project, china: Case) -> None:
    reject_link(project, china, "r1")
    link_case(project, china, "r1")

    assert [each.rejected for each in links(project)] == [False]


def test_a_company_has_one_respondent_unless_plants_answered(project: Project, china: Case) -> None:
    turkey = add_case(project, "Fagor Industrial", "Turkey")
    link_case(project, china, "r1")

    with pytest.raises(FixableError, match="--level plant"):
        link_case(project, turkey, "r3")
    link_case(project, turkey, "r3", level=Level.PLANT)

    assert any("answered for a plant" in each for each in linkage_of(project).flagged)


def test_a_respondent_belongs_to_one_company_unless_a_group_answered(
    project: Project, china: Case
) -> None:
    orbea = add_case(project, "Orbea", "China")
    link_case(project, china, "r3")

    with pytest.raises(FixableError, match="--level group"):
        link_case(project, orbea, "r3")
    link_case(project, orbea, "r3", level=Level.GROUP)


def test_a_linked_case_cannot_be_linked_again_or_removed(project: Project, china: Case) -> None:
    link_case(project, china, "r1")

    with pytest.raises(FixableError, match="linked to respondent r1 already"):
        link_case(project, china, "r2")
    with pytest.raises(FixableError, match="1 survey link"):
        remove_case(project, china)

    unlink_case(project, china)
    assert links(project) == []
    with pytest.raises(FixableError, match="is not linked"):
        unlink_case(project, china)


def test_consent_is_changed_on_the_link(project: Project, china: Case) -> None:
    link_case(project, china, "r1")
    assert not links(project)[0].shows_answers

    set_consent(project, china, Consent.GIVEN)

    assert links(project)[0].shows_answers


def test_both_kinds_of_non_match_are_listed(project: Project, china: Case) -> None:
    add_case(project, "Irizar", "India")
    link_case(project, china, "r1")

    found = linkage_of(project)

    assert [each.case.name for each in found.unlinked] == ["Irizar – India"]
    assert found.respondents_alone == ("r2", "r3", "r4")
    assert found.interviews_without_case == ("ana",)
    assert found.cases_without_interview == ("Fagor Industrial – China", "Irizar – India")


def test_a_link_to_a_respondent_that_left_the_data_is_flagged(
    project: Project, china: Case
) -> None:
    link_case(project, china, "r1")
    data = project.folder / "survey" / "data.csv"
    data.write_text(DATA.replace("r1,", "r9,"), encoding="utf-8")

    [flag] = linkage_of(project).flagged

    assert "no respondent r1 any more" in flag


@pytest.mark.parametrize(
    ("survey", "data", "message"),
    [
        (SURVEY.replace("key: id\n", ""), DATA, "has no `key`"),
        (SURVEY, DATA.replace("r2", "r1"), "stands in more than one row"),
        (SURVEY.replace("name: firm", "name: form"), DATA, "`name` names `form`"),
    ],
)
def test_a_survey_that_cases_cannot_be_linked_to_says_why(
    project: Project, survey: str, data: str, message: str
) -> None:
    (project.folder / "survey" / "survey.yaml").write_text(survey, encoding="utf-8")
    (project.folder / "survey" / "data.csv").write_text(data, encoding="utf-8")

    with pytest.raises(FixableError, match=message):
        linkage_of(project)


def test_an_unknown_respondent_is_told_with_the_closest(project: Project, china: Case) -> None:
    with pytest.raises(FixableError, match="no respondent with the id “r5”"):
        link_case(project, china, "r5")


def test_links_are_kept_in_a_file_of_their_own_and_come_back_from_it(
    project: Project, china: Case
) -> None:
    link_case(project, china, "r1", consent=Consent.GIVEN)
    reject_link(project, china, "r2")
    before = links(project)
    written = write_record(project)
    key_file = project.folder / "links.jsonl"
    assert "survey_link" not in written.read_text(encoding="utf-8")

    project.close()
    for file in project.folder.glob("whyshore.db*"):
        file.unlink()
    again = open_project(project.folder).project

    assert links(again) == before
    assert load_record(again, key_file) == 0
    again.close()


def test_a_link_from_a_file_does_not_take_the_place_of_the_one_here(
    project: Project, china: Case
) -> None:
    link_case(project, china, "r1")
    write_record(project)
    file = project.folder / "links.jsonl"
    other = file.read_text(encoding="utf-8").replace('"r1"', '"r3"').replace('"id": "', '"id": "x')
    file.write_text(other, encoding="utf-8")

    assert load_record(project, file) == 0
    assert [each.respondent for each in links(project)] == ["r1"]


def test_a_link_to_a_case_that_is_nowhere_is_not_loaded(project: Project, china: Case) -> None:
    link_case(project, china, "r1")
    write_record(project)
    file = project.folder / "links.jsonl"
    gone = file.read_text(encoding="utf-8").replace(china.id, "nowhere")
    file.write_text(gone.replace('"id": "', '"id": "x'), encoding="utf-8")

    with pytest.raises(FixableError, match="The case nowhere"):
        load_record(project, file)


def test_a_practice_case_is_neither_proposed_nor_linked(project: Project, china: Case) -> None:
    practice = describe_case(project, china, attributes={"include": "no"})

    assert linkage_of(project).cases == ()
    with pytest.raises(FixableError, match="kept out of every table"):
        link_case(project, practice, "r1")
