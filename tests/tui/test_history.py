"""Every change in a window of the coding screen."""

from collections import deque
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList, Static

from tests.tui.helpers import Sitting, elsewhere, lines_of, sitting
from tests.workflow.helpers import coded
from whyshore.domain.memo import Topic
from whyshore.workflow.undo_changes import history
from whyshore.workflow.write_memos import write_memo


def listed(at: Sitting) -> list[str]:
    """The summaries of the list, without number, time and coder."""
    lines = lines_of(at.screen.query_one("#history-lines", OptionList))
    return [line.split("ana  ", 1)[-1].strip() for line in lines]


def told(at: Sitting) -> str:
    return str(at.screen.query_one("#history-told", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_changes_are_found_read_and_taken_back_one_by_one(
    study: Path, size: tuple[int, int]
) -> None:
    async with sitting(study, size=size) as at:
        wages = coded(at.project, "Wages were low.", "off-cost")
        coded(at.project, "The market fell.", "back-decline")
        await at.press("ctrl+e")
        assert "back-decline on" in listed(at)[0]
        assert "coding\n  + bd Market deteriorated on “The market fell.” (ana, turn 4)" in told(at)
        await at.type("WAGES off-cost")
        assert len(listed(at)) == 1
        assert "1 of 3 changes" in at.picture()

        await at.press("ctrl+z")

        assert told(at).startswith("undid: oc Lower cost on “Wages were low.”")
        assert len(listed(at)) == 2
        for closing in ("ctrl+e", "escape"):
            await at.press(closing)
            assert at.screen is at.coding
            await at.press("ctrl+e")
        await at.press("escape")
        assert [each.quote for each in at.codings()] == ["The market fell."]
        assert wages.id not in {each.id for each in at.codings()}


async def test_a_change_that_others_rest_on_names_them(study: Path) -> None:
    async with sitting(study) as at:
        coding = coded(at.project, "Wages were low.", "off-cost")
        write_memo(at.project, Topic.CODING, coding.id, "[bold]a thought[/]")
        await at.press("ctrl+e")
        assert "“[bold]a thought[/]”" in told(at)

        await at.press("down", "ctrl+z")

        assert "Undo first" in told(at)
        assert "memo on off-cost" in told(at)
        await at.press("up", "ctrl+z", "up", "ctrl+z")
        assert "This is the undo of" in told(at)
        await at.type("no such words")
        assert "Nothing here has “no such words”" in at.picture()
        assert told(at) == ""


async def test_what_a_large_change_did_is_scrolled_through(study: Path) -> None:
    many = "".join(f"R: The market fell {n} times.\n" for n in range(40))
    (study / "interviews" / "many.md").write_text(many, encoding="utf-8")
    async with sitting(study) as at:
        await at.press("F", *"fell", "enter", "a", "c", *"oc", "enter")
        await at.until(lambda: len(at.coded()) == 41)
        await at.press("escape", "ctrl+e")
        rows = at.screen.query_one("#history-told-scroll")
        assert rows.max_scroll_y > 0
        await at.press(*["ctrl+down"] * 40)
        assert rows.scroll_y == rows.max_scroll_y
        await at.press(*["ctrl+up"] * 40)
        assert rows.scroll_y == 0


async def test_a_refused_undo_can_be_read_at_80_columns_and_again_in_the_history(
    study: Path,
) -> None:
    with elsewhere(study, "ana") as project:
        coding = coded(project, "Wages were low.", "off-cost")
    with elsewhere(study, "ben") as project:
        write_memo(project, Topic.CODING, coding.id, "a thought")
    async with sitting(study, size=(80, 24)) as at:
        await at.press("u")
        number = history(at.project)[0].number
        assert f"not done: A memo was written on it. Undo first: {number}." in at.rows()[-2]
        await at.press("ctrl+e")
        assert told(at).startswith("not done: A memo was written on it.")
        assert "Not undone or redone: “off-cost on “Wages were low.”" in told(at)
        await at.press("down")
        assert "not done" not in told(at)
        await at.press("escape", "ctrl+e")
        assert "not done" not in told(at)


async def test_an_undo_that_takes_long_says_so_and_the_keys_behind_it_wait(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with elsewhere(study, "ana") as project:
        coded(project, "Wages were low.", "off-cost")
    async with sitting(study) as at:
        office = at.app.office
        really, asked = office.soon, deque[Any]()
        monkeypatch.setattr(office, "soon", lambda *errand: asked.append(errand))
        await at.press("u", "t", "b", "d")
        assert at.rows()[-2].startswith(" working …")
        assert at.coded() == [("off-cost", "Wages were low.")]
        while asked:
            really(*asked.popleft())
        await at.until(lambda: len(at.coded()) == 1 and at.coded()[0][0] == "back-decline")
        assert at.rows()[-2].startswith(" all saved")
        await at.press("ctrl+e", "end", "ctrl+z")
        assert told(at).startswith("working …")
