"""Find in the interview: the line, its switches, and going from place to place."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.helpers import Sitting, sitting


def line(at: Sitting) -> str:
    return at.coding.query_one("#find", Input).value


def marked(at: Sitting) -> list[str]:
    return [at.interview.text[start:end] for start, end in at.transcript.hits]


async def look_for(at: Sitting, words: str) -> None:
    await at.press("slash")
    await at.type(words)


async def test_every_place_is_marked_and_counted_while_typing(study: Path) -> None:
    async with sitting(study) as at:
        await look_for(at, "MARK")
        assert marked(at) == ["mark", "mark"]
        assert at.said == "1 of 2 · Enter keeps them, n and N go on"
        await at.press("pagedown")
        assert at.said.strip() == "2 of 2"
        await at.press("pageup")
        assert at.said.strip() == "1 of 2"
        assert at.focus == "find"


@pytest.mark.parametrize("key", ["ctrl+o", "alt+w"])
async def test_whole_words_are_a_switch_in_the_line(study: Path, key: str) -> None:
    async with sitting(study) as at:
        await look_for(at, "we")
        assert marked(at) == ["We", "we", "We"]
        await at.press(key)
        assert marked(at) == ["We", "We"]
        assert "● word" in at.picture()
        await at.press(key)
        assert len(marked(at)) == 3


@pytest.mark.parametrize("key", ["ctrl+l", "alt+c"])
async def test_capitals_count_only_where_that_is_asked_for(study: Path, key: str) -> None:
    async with sitting(study) as at:
        await look_for(at, "We")
        assert len(marked(at)) == 3
        await at.press(key)
        assert marked(at) == ["We", "We"]
        assert "● exact" in at.picture()


@pytest.mark.parametrize("key", ["ctrl+r", "alt+r"])
async def test_a_regular_expression_is_a_switch_in_the_line(study: Path, key: str) -> None:
    async with sitting(study) as at:
        await look_for(at, "f.ll|w.r.")
        await at.press(key)
        await at.until(lambda: marked(at) == ["were", "fell"])
        await at.press("enter")
        await at.until(lambda: at.focus == "transcript")
        await at.press("n")
        assert at.selected == "fell"


async def test_keys_after_enter_wait_for_a_regular_expression(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash", "ctrl+r", *"f.iends", "enter", "o", "g")
        await at.until(lambda: at.coded() == [("off-growth", "friends")])


async def test_a_wrong_expression_is_explained_and_can_be_put_right(study: Path) -> None:
    async with sitting(study, size=(120, 40)) as at:
        await at.press("slash", "ctrl+r")
        await at.type("(low")
        await at.until(lambda: "This is no regular expression" in at.said)
        await at.press("enter")
        assert at.focus == "find"
        await at.type(")")
        await at.until(lambda: marked(at) == ["low"])


async def test_an_endless_expression_is_stopped_while_keys_go_on(study: Path) -> None:
    (study / "interviews" / "long.md").write_text("R: " + "a" * 60 + "b\n", encoding="utf-8")
    async with sitting(study) as at:
        await at.open("long")
        await at.press("slash", "ctrl+r")
        await at.type("(a+)+c")
        assert line(at) == "(a+)+c"
        await at.until(lambda: "takes too long" in at.said, 15)
        await at.press("escape")
        assert at.focus == "transcript"


async def test_escape_goes_back_to_where_one_was(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("friends", select=True)
        await look_for(at, "Quality")
        assert at.selected == "Quality"
        await at.press("escape")
        assert at.selected == "friends"
        assert marked(at) == []
        assert not at.shown("find")


async def test_escape_goes_back_to_what_was_selected_and_by_which_unit(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("We expected")
        await at.press("s")
        await look_for(at, "Quality")
        await at.press("escape", "s")
        assert at.selected == "Wages were low."


async def test_past_searches_come_back_with_the_arrows(study: Path) -> None:
    async with sitting(study) as at:
        for words in ("market", "low"):
            await look_for(at, words)
            await at.press("enter")
        await look_for(at, "fr")
        await at.press("up")
        assert line(at) == "low"
        await at.press("up", "up")
        assert line(at) == "market"
        assert marked(at) == ["market", "market"]
        await at.press("down", "down")
        assert line(at) == "fr"


async def test_the_switches_can_be_clicked(study: Path) -> None:
    async with sitting(study, size=(120, 40)) as at:
        await look_for(at, "we")
        switch = at.coding.query(".find--switch").first()
        await at.pilot.click(switch)
        await at.settle()
        assert marked(at) == ["We", "We"]
        assert at.focus == "find"


async def test_the_way_of_looking_stays_for_the_next_time(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash", "ctrl+o")
        await at.type("we")
        await at.press("enter")
        await look_for(at, "low")
        await at.press("enter")
        await look_for(at, "we")
        assert marked(at) == ["We", "We"]


async def test_the_same_words_are_gone_on_with_in_another_interview(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        await look_for(at, "was")
        await at.press("enter")
        await at.open("ben")
        await at.press("n")
        assert marked(at) == ["was", "was"]


async def test_a_star_finds_the_word_at_the_cursor_again(study: Path) -> None:
    async with sitting(study) as at:
        at.go_to("market to grow")
        await at.press("asterisk")
        assert at.at_cursor.startswith(" fell")
        assert at.said.strip() == "2 of 2"
        at.go_to("market to", select=True)
        await at.press("asterisk")
        assert marked(at) == ["market to"]


async def test_the_line_shows_its_keys(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("slash")
        assert "Ctrl+O word" in at.picture()
