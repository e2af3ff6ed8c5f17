"""Codes by attributes of cases and by answers of linked respondents, and tables with both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.case import Case
from whyshore.domain.cross_tab import CrossTab, RowKind, TableRequest
from whyshore.domain.joint import JointDisplay, Show
from whyshore.domain.link import Consent
from whyshore.domain.linked_names import asks_for_cases
from whyshore.errors import FixableError
from whyshore.workflow.count_codes_by import count_codes_by
from whyshore.workflow.link_cases import link_case, survey_of
from whyshore.workflow.organise_cases import add_case, describe_case, find_case, set_default_case
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project
from whyshore.workflow.tabulate_linked import tabulate_linked

SURVEY = """\
title: Firms
data: data.csv
key: id
name: firm
variables:
  id: {type: id}
  firm: {type: text, confidential: true}
  size: {type: ordered, label: Size, options: [small, large]}
"""
ANSWERS = {"r1": "small", "r2": "small", "r3": "small", "r4": "large", "r5": "large", "r6": "large"}
TEXT = "R: We expected the market to grow. Wages were low. The market fell.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Six firms, an interview each; the first four expected growth, the last two low wages."""
    texts = {f"firm{n}": TEXT for n in range(1, 7)}
    folder = a_project_folder(tmp_path / "study", **texts)
    (folder / "survey").mkdir()
    (folder / "survey" / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    rows = [f"{who},Firm {who[1]} S.A.,{size}" for who, size in ANSWERS.items()]
    rows += [f"r{n},Other {n},small" for n in range(7, 11)]
    data = "\n".join(["id,firm,size", *rows]) + "\n"
    (folder / "survey" / "data.csv").write_text(data, encoding="utf-8")
    opened = open_project(folder, coder="ana").project
    for n in range(1, 7):
        case = add_case(opened, f"Firm {n}", "China" if n % 2 else "Turkey")
        describe_case(opened, case, attributes={"reasons": "market, cost" if n == 1 else "market"})
        set_default_case(opened, interview_of(opened, f"firm{n}"), case.id)
        words, code = ("market to grow", "off-growth") if n < 5 else ("Wages were low.", "off-cost")
        coded(opened, words, code, f"firm{n}")
    coded(opened, "The market fell.", "back-decline", "firm1")
    yield opened
    opened.close()


def link_all(project: Project, consent: Consent = Consent.GIVEN, count: int = 6) -> None:
    for n in range(1, count + 1):
        case = firm(project, n)
        link_case(project, case, f"r{n}", consent=consent)


def firm(project: Project, n: int) -> Case:
    return find_case(project, f"Firm {n}")


def words(display: JointDisplay) -> dict[str, dict[str, str]]:
    return {
        line.key: {
            key: cell.words for (key, _), cell in zip(display.columns, line.cells, strict=True)
        }
        for line in display.lines
    }


def test_codes_by_an_attribute_count_codings_and_cases_of_all_cases(project: Project) -> None:
    display = count_codes_by(project, "country")

    assert words(display)["off-growth"] == {
        "China": "2 codings; 2 of 3 cases",
        "Turkey": "2 codings; 2 of 3 cases",
    }
    assert words(display)["back-decline"]["Turkey"] == "0 codings; 0 of 3 cases"


def test_without_cases_it_says_what_to_do(tmp_path: Path) -> None:
    opened = open_project(a_project_folder(tmp_path / "bare"), coder="ana").project

    with pytest.raises(FixableError, match=r"no cases with “country”.*whyshore cases add"):
        count_codes_by(opened, "country")
    opened.close()


def test_directions_and_orientations_make_rows(project: Project) -> None:
    by_direction = words(count_codes_by(project, "country", rows="direction", show=Show.CASES))
    by_orientation = words(
        count_codes_by(project, "country", rows="orientation", show=Show.CODINGS)
    )

    assert by_direction == {
        "offshore": {"China": "3 of 3", "Turkey": "3 of 3"},
        "backshore": {"China": "1 of 3", "Turkey": "0 of 3"},
    }
    assert by_orientation["market"] == {"China": "3", "Turkey": "2"}


def test_a_code_counts_with_those_below_it(project: Project) -> None:
    display = count_codes_by(project, "country", codes=["off"], show=Show.CODINGS)

    assert words(display) == {"off": {"China": "3", "Turkey": "3"}}


def test_the_quote_matrix_holds_the_quotes_with_where_they_stand(project: Project) -> None:
    display = count_codes_by(project, "country", codes=["back-decline"], show=Show.QUOTES)

    assert words(display)["back-decline"] == {
        "China": "“The market fell.” (firm1, turn 1)",
        "Turkey": "",
    }
    assert [each.coding.quote for each in display.lines[0].cells[0].quotes] == ["The market fell."]


def test_a_case_with_several_values_stands_in_each(project: Project) -> None:
    display = count_codes_by(project, "reasons", codes=["off"], separator=",", show=Show.CASES)

    assert words(display)["off"] == {"cost": "1 of 1", "market": "6 of 6"}
    assert any("several columns" in each for each in display.below)


def test_codes_by_an_answer_count_only_firms_that_consented(project: Project) -> None:
    link_all(project)

    display = count_codes_by(project, "survey:size", codes=["off-growth"], show=Show.CASES)

    assert words(display)["off-growth"] == {"small": "3 of 3", "large": "1 of 3"}


def test_an_answer_of_one_or_two_firms_is_withheld_and_not_given_away_by_the_others(
    project: Project,
) -> None:
    link_all(project, count=5)

    display = count_codes_by(project, "survey:size", codes=["off-growth"], show=Show.CASES)

    assert words(display)["off-growth"] == {"not linked": "0 of 1", "withheld": "4 of 5"}
    named = count_codes_by(project, "survey:size", show=Show.CASES, named=True)
    assert words(named)["off-growth"]["large"] == "1 of 2"
    assert any(each.startswith("CONFIDENTIAL") for each in named.below)


def test_firms_without_consent_and_without_link_are_told_apart(project: Project) -> None:
    link_all(project, Consent.REFUSED, count=2)

    display = count_codes_by(project, "survey:size", show=Show.CASES)

    assert words(display)["off-growth"] == {
        "small": "0 of 0",
        "large": "0 of 0",
        "no consent": "2 of 2",
        "not linked": "2 of 4",
    }


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"by": "contry"}, "Closest: country"),
        ({"by": "survey:siz"}, "Closest: size"),
        ({"by": "survey:firm"}, "is confidential"),
        ({"by": "survey:size", "show": Show.QUOTES}, "--named"),
        ({"by": "country", "rows": "direktion"}, "Rows can be: code, direction, orientation"),
        ({"by": "country", "rows": "direction", "codes": ["off"]}, "not both"),
        ({"by": "country", "codes": ["off-growht"]}, "off-growth"),
    ],
)
def test_what_cannot_be_counted_is_told(
    project: Project, asked: dict[str, object], message: str
) -> None:
    with pytest.raises(FixableError, match=message):
        count_codes_by(project, **asked)  # type: ignore[arg-type]


# --- survey tables that ask for cases ---


def table(project: Project, rows: str, by: str, **more: object) -> CrossTab:
    named = bool(more.pop("named", False))
    request = TableRequest(rows, ((by,),), total=False, **more)  # type: ignore[arg-type]
    assert asks_for_cases(request)
    return tabulate_linked(project, survey_of(project), request, named=named)


def counts(found: CrossTab) -> dict[str, list[int | None]]:
    return {row.key: [each.count for each in row.cells] for row in found.rows}


def test_a_code_and_a_case_attribute_make_rows_and_columns_of_a_survey_table(
    project: Project,
) -> None:
    link_all(project)

    code_by_size = table(project, "code:off-growth", "size", named=True)
    size_by_country = table(project, "size", "case:country", named=True)

    assert [each.base for each in code_by_size.columns] == [3, 3]
    assert counts(code_by_size)["yes"] == [3, 1]
    assert [each.label for each in size_by_country.columns] == ["China", "Turkey"]
    assert counts(size_by_country)["small"] == [2, 1]
    assert code_by_size.making.missing == {"not asked": 4}


def test_small_counts_are_hidden_unless_named(project: Project) -> None:
    link_all(project)

    found = table(project, "code:off-growth", "size")

    assert all(each.hidden for row in found.rows[:2] for each in row.cells)
    assert any("6 linked respondents" in each for each in found.making.notes)


def test_a_column_of_one_or_two_known_firms_is_hidden_with_its_noughts(project: Project) -> None:
    link_all(project, count=3)

    found = table(project, "size", "case:country")

    assert all(
        each.hidden for row in found.rows if row.kind is RowKind.ANSWER for each in row.cells
    )
    assert not any(
        each.hidden for row in table(project, "size", "case:country", named=True).rows
        for each in row.cells
    )  # fmt: skip


def test_an_attribute_can_filter_a_table(project: Project) -> None:
    link_all(project)

    found = table(project, "size", "code:off", filter="has(`case:country`, 'China')", named=True)

    assert counts(found)["small"] == [2, 0]


@pytest.mark.parametrize("linked", [0, 2])
def test_too_few_linked_firms_make_no_table(project: Project, linked: int) -> None:
    link_all(project, count=linked)

    with pytest.raises(FixableError, match=r"linked (to a case )?with consent"):
        table(project, "code:off-growth", "size")


def test_an_unknown_attribute_or_code_is_told_with_the_closest(project: Project) -> None:
    link_all(project)

    with pytest.raises(FixableError, match="Closest: country"):
        table(project, "size", "case:contry")
    with pytest.raises(FixableError, match="off-growth"):
        table(project, "code:off-growht", "size")
