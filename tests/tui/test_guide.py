"""The interview by the questions of the guide, on the screen."""

from pathlib import Path

import pytest
from textual.widgets import Label, OptionList

from tests.tui.helpers import Sitting, lines_of, sitting
from tests.workflow.test_read_by_guide import GUIDE
from whyshore.store.guide_pins import pins_in
from whyshore.tui.guide_window import GuideWindow


@pytest.fixture
def guided(study: Path) -> Path:
    (study / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    return study


def listed(at: Sitting) -> list[str]:
    return [" ".join(line.split()) for line in lines_of(at.screen.query_one("#guide", OptionList))]


def why(at: Sitting) -> str:
    return str(at.screen.query_one("#guide-why", Label).content)


def pins(at: Sitting) -> list[tuple[str, str]]:
    with at.project.database.reading() as session:
        return [(pin.section, pin.quote) for pin in pins_in(session)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_guide_shows_what_was_asked_and_leads_there(
    guided: Path, size: tuple[int, int]
) -> None:
    async with sitting(guided, size=size) as at:
        await at.open("ana")
        await at.press("V")
        assert listed(at) == [
            "1 China 1 question · 14 words · 0 codings",
            "▶ 1 What took you to China?",
            "2 Turkey 1 question · 6 words · 0 codings",
            "3 And Turkey?",
            "3 Policy not asked",
        ]
        assert "2 of 3 sections asked" in at.picture()
        assert why(at).startswith("turn 1: like “What took you to China?”")
        await at.press("s", "down")
        assert why(at) == "turn 3: says “and turkey”"
        await at.press("enter")
        assert at.at_cursor.startswith("And Turkey?")
        assert at.focus == "transcript"


async def test_a_section_that_nobody_asked_says_so_and_escape_stays(guided: Path) -> None:
    async with sitting(guided) as at:
        await at.open("ana")
        before = at.selection.cursor
        await at.press("V", "right_square_bracket", "right_square_bracket", "enter")
        assert why(at) == "Nothing in this interview asks that."
        options = at.screen.query_one(OptionList)
        last = options.highlighted or 0
        await at.press("left_square_bracket")
        first = options.highlighted or 0
        assert first < last
        await at.press("s", "S")
        assert options.highlighted == first
        await at.press("escape")
        assert at.selection.cursor == before


async def test_the_turn_at_the_cursor_is_put_into_a_section_and_taken_out(guided: Path) -> None:
    async with sitting(guided) as at:
        await at.open("ana")
        at.go_to("The market fell.")
        await at.press("V", "s", "p")
        assert pins(at) == [("policy", "The market fell. Quality was poor.")]
        assert "» The market fell." in " ".join(listed(at))
        await at.press("x")
        assert pins(at) == []
        await at.press("x")
        assert why(at).startswith("Only a pinned question")
        await at.press("escape", "u")
        assert "undid: turn 4 of ana as its words propose" in at.said
        assert len(pins(at)) == 1


async def test_a_question_is_pinned_to_the_section_one_picks(guided: Path) -> None:
    async with sitting(guided) as at:
        await at.open("ana")
        at.go_to("And Turkey?")
        await at.press("V", "p")
        await at.type("poli")
        await at.press("enter")
        assert pins(at) == [("policy", "And Turkey?")]
        await at.press("p")
        await at.type("none")
        await at.press("enter")
        assert pins(at) == [("", "And Turkey?")]


async def test_questions_of_the_guide_are_a_key_apart(guided: Path) -> None:
    async with sitting(guided) as at:
        await at.open("ana")
        await at.press("z")
        assert at.at_cursor.startswith("And Turkey?")
        assert at.said == "turn 3 Turkey · says “and turkey”"
        await at.press("z")
        assert at.said == "There is no question of the guide further on."
        await at.press("f3")
        assert at.at_cursor.startswith("What took you")


async def test_an_interview_that_follows_no_guide_says_so(guided: Path) -> None:
    async with sitting(guided) as at:
        await at.open("ben")
        await at.press("z")
        assert at.said.startswith("This interview follows no guide")
        await at.press("V")
        assert "ben follows no guide" in at.picture()
        assert listed(at)[0] == "The whole interview 0 questions · 14 words · 0 codings"


async def test_a_guide_with_problems_or_none_is_explained(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        await at.press("V")
        assert "The project has no interview guide (guide.yaml)" in at.said
        (study / "guide.yaml").write_text("sections: 3\n", encoding="utf-8")
        await at.press("V")
        assert "guide.yaml:1: `sections` has to be a list" in at.said
        assert not isinstance(at.screen, GuideWindow)


async def test_a_question_is_gone_to_with_the_mouse(guided: Path) -> None:
    async with sitting(guided) as at:
        await at.open("ana")
        await at.press("V")
        await at.pilot.click("#guide", offset=(3, 3))
        await at.until(lambda: at.at_cursor.startswith("And Turkey?"))


async def test_where_nobody_is_known_to_ask_the_guide_says_so(guided: Path) -> None:
    file = guided / "interviews" / "ana.md"
    text = file.read_text(encoding="utf-8").replace("I: ", "Jon: ").replace("R: ", "Mia: ")
    file.write_text(text, encoding="utf-8")
    async with sitting(guided, size=(160, 40)) as at:
        await at.open("ana")
        await at.press("V")
        assert "nobody is known as interviewer" in at.picture()
