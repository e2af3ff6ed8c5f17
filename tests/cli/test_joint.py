"""The commands on links and joint displays, as a shell sees them."""

import re
from pathlib import Path

import pytest

from tests.cli.helpers import Run


@pytest.mark.usefixtures("bundled")
def test_candidates_come_with_score_and_reason_and_nothing_is_linked(run: Run) -> None:
    shown = run("survey", "link", "--json").data

    first = shown["cases"][0]
    assert (first["name"], first["link"]) == ("Arteche – Brazil", None)
    assert first["candidates"][0]["respondent"] == "R371"
    assert first["candidates"][0]["proposed"] is False
    assert "shares “arteche”" in first["candidates"][0]["why"]
    assert "SYNTHETIC" in shown["synthetic"]


@pytest.mark.usefixtures("bundled")
def test_a_link_is_made_listed_and_taken_away(run: Run) -> None:
    made = run("survey", "link", "accept", "orbea-china", "R428", "--consent", "given")
    assert made.out == "linked Orbea – China to respondent R428 (by similar; consent: given)\n"

    listed = run("survey", "link", "list", "--csv")
    assert listed.out.splitlines()[1].startswith("Orbea – China,R428,similar,given,firm,ana,")
    assert "Respondents without a case: 474 of 475 firms." in listed.err
    alone = run("survey", "link", "list", "--respondents", "--csv").out.splitlines()
    assert len(alone) == 475
    assert "R428" not in alone
    assert "Synthetic" not in "".join(alone)

    assert run("survey", "link", "remove", "orbea-china").code == 0
    again = run("survey", "link", "remove", "orbea-china")
    assert again.code == 1
    assert "is not linked" in again.err


@pytest.mark.usefixtures("bundled")
def test_named_answers_are_said_to_be_confidential_on_both_streams(run: Run) -> None:
    run("survey", "link", "accept", "arteche-brazil", "R371", "--consent", "given")

    default = run("joint", "jd1", "--csv")
    named = run("joint", "jd1", "--named", "--md")

    assert "Decision taken" not in default.out
    assert default.err == ""
    assert "Decision taken" in named.out
    assert "CONFIDENTIAL" in named.out
    assert "CONFIDENTIAL" in named.err


@pytest.mark.usefixtures("bundled")
def test_jd3_refuses_percents(run: Run) -> None:
    refused = run("joint", "jd3", "--percent")

    assert refused.code == 1
    assert "no rate may be computed" in refused.err


@pytest.mark.usefixtures("bundled")
def test_a_note_is_written_shown_and_its_line_told_where_it_is_not_there(run: Run) -> None:
    run("joint", "note", "jd2", "mech_cost", "--fit", "silent", "--text", "Nobody said so.")

    lines = {each["key"]: each for each in run("joint", "jd2", "--json").data["lines"]}
    assert (lines["mech_cost"]["fit"], lines["mech_cost"]["author"]) == ("silent", "ana")
    unknown = run("joint", "note", "jd2", "mech_cots", "--fit", "silent")
    assert unknown.code == 1
    assert "Closest: mech_cost" in unknown.err


def test_jd2_is_written_to_excel(run: Run, bundled: Path) -> None:
    answer = run("joint", "jd2", "--xlsx", bundled / "jd2.xlsx", "--csv")

    assert answer.code == 0
    assert (bundled / "jd2.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.usefixtures("bundled")
def test_codes_are_counted_by_an_attribute(run: Run) -> None:
    shown = run("joint", "codes", "back-mkt", "--by", "country", "--show", "cases", "--csv").out

    cells = [line.split(",")[3:5] for line in shown.splitlines()[1:5]]
    assert cells == [
        ["Brazil (2 cases)", "2 of 2"],
        ["Turkey (3 cases)", "3 of 3"],
        ["China (6 cases)", "4 of 6"],
        ["India (1 case)", "1 of 1"],
    ]
    missing = run("joint", "codes")
    assert missing.code == 1
    assert "--by country" in missing.err


@pytest.mark.usefixtures("bundled")
def test_a_survey_table_of_codes_needs_linked_firms(run: Run) -> None:
    none = run("survey", "tab", "code:back-mkt", "--by", "sub_group")

    assert none.code == 1
    assert "whyshore survey link" in none.err


@pytest.mark.usefixtures("bundled")
def test_the_screens_need_a_terminal(run: Run) -> None:
    for command in (("joint", "screen"), ("survey", "link", "review")):
        answer = run(*command)
        assert answer.code == 1
        assert "needs a terminal" in answer.err


@pytest.mark.usefixtures("bundled")
def test_a_coder_named_before_every_command_is_who_confirms_a_link(run: Run) -> None:
    run("--coder", "ana", "survey", "link", "accept", "orbea-china", "R428")

    assert re.search(r"Orbea – China +R428 .* ana ", run("survey", "link", "list").out)


@pytest.mark.usefixtures("bundled")
def test_a_case_whose_only_candidate_was_rejected_says_so(run: Run) -> None:
    run("survey", "link", "reject", "orbea-china", "R428")

    [line] = [each for each in run("survey", "link").out.splitlines() if "Orbea" in each]
    assert "no other name is like it; rejected: 1" in line
