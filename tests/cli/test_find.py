"""`whyshore find`: words in their surroundings, and coding what was found."""

import csv
import io

import pytest

from tests.cli.helpers import Run

pytestmark = pytest.mark.usefixtures("study")


def test_places_stand_one_below_the_other_with_a_count(run: Run) -> None:
    lines = run("find", "MARKET").out.splitlines()

    assert lines[-1] == "2 places in 1 interview"
    assert {line.index("«market»") for line in lines[:-1]} == {lines[0].index("«market»")}
    assert [line.split()[:3] for line in lines[:-1]] == [["ana", "2", "R"], ["ana", "4", "R"]]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["we"], 3),
        (["we", "--word"], 2),
        (["We", "--case"], 2),
        (["wages|wer.|fell", "--regex"], 3),
        (["you", "--speaker", "interviewer"], 1),
        (["you", "--speaker", "respondent"], 0),
        (["market", "--interview", "ana.md"], 2),
        (["market to\ngrow"], 1),
    ],
)
def test_how_words_are_looked_for(run: Run, arguments: list[str], count: int) -> None:
    assert len(run("find", *arguments, "--json").data) == count


def test_nothing_found_is_said(run: Run) -> None:
    answer = run("find", "zebra")

    assert (answer.code, answer.out) == (0, "nothing found\n")


def test_a_spreadsheet_gets_a_row_for_each_place(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("find", "market", "--csv").out)))

    assert [(row["turn"], row["found"], row["role"]) for row in rows] == [
        ("2", "market", "respondent"),
        ("4", "market", "respondent"),
    ]


def test_a_code_is_put_on_what_was_found_only_with_yes(run: Run) -> None:
    coding = ("find", "we", "--word", "--code", "og")

    assert run(*coding).out.endswith(
        "would code 2 sentences as Expected market growth; add --yes to do it\n"
    )
    assert run("quotes", "--json").data == []
    assert run(*coding, "--yes").out.endswith("growth; undo with: whyshore undo\n")
    assert [each["quote"] for each in run("quotes", "--json").data] == [
        "We expected the market to grow.",
        "We also had friends there.",
    ]
    assert run(*coding, "--yes").out.endswith(
        "coded 0 sentences as Expected market growth, 2 had it already\n"
    )
    run("undo")
    assert run("quotes", "--json").data == []


def test_scripts_get_the_places_alone_and_people_what_was_done(run: Run) -> None:
    answer = run("find", "market", "--code", "og", "--unit", "turn", "--json", "--yes")

    assert len(answer.data) == 2
    assert answer.err == "coded 2 turns as Expected market growth; undo with: whyshore undo\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["(a", "--regex"], "This is no regular expression: "),
        ([" "], "Say which words to find."),
        (["a", "--speaker", "Rr"], "Nobody called “Rr” speaks"),
        (["a", "-i", "anna"], "There is no interview “anna”. Closest: ana."),
        (["market", "--code", "zz"], "The codebook has no code “zz”."),
        (["market", "--code", "back"], "“back” groups other codes"),
        (["zebra", "--code", "og"], "Nothing was found"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: list[str], said: str) -> None:
    answer = run("find", *arguments)

    assert answer.code == 1
    assert said in answer.err


def test_two_ways_at_once_are_refused(run: Run) -> None:
    assert run("find", "a", "--word", "--regex").code == 2
