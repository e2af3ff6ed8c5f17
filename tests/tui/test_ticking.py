"""Several codes from the picker, as one change."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.helpers import WIDE, lines_of, sitting
from whyshore.tui.codes_picker import CodesPicker, TickList
from whyshore.workflow.undo_changes import history

WAGES = "Wages were low."


async def test_ticked_codes_go_on_together_and_one_undo_takes_them_off(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c", *"growth", "tab")
        assert at.screen.query_one(Input).value == "growth"
        await at.press(*"quality", "tab", "enter")
        assert sorted(at.coded()) == [("back-quality", WAGES), ("off-growth", WAGES)]
        assert at.said == f"coded og bq · “{WAGES}”"
        assert at.coding.desk.recent[:2] == ["off-growth", "back-quality"]
        assert history(at.project)[0].summary == (
            "off-growth, back-quality on “Wages were low.” (ana, turn 2)"
        )
        await at.press("u")
        assert at.coded() == []


async def test_without_a_tick_enter_takes_the_line_and_with_one_the_ticked(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c", *"growth", "enter")
        assert at.coded() == [("off-growth", WAGES)]
        await at.press("c", *"quality", "tab", "down", "down", "enter")
        assert sorted(at.coded()) == [("back-quality", WAGES), ("off-growth", WAGES)]


async def test_a_second_tab_takes_the_tick_off(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c", "tab", "insert")
        assert isinstance(at.screen, CodesPicker)
        assert at.screen.ticked == []
        await at.press("escape")
        assert at.coded() == []


async def test_several_matches_of_one_search_are_ticked_one_after_another(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c", *"market")
        before = [line.removeprefix("[ ]") for line in lines_of(at.screen.query_one(TickList))]
        assert len(before) > 1
        await at.press("tab", "down", "tab")
        after = lines_of(at.screen.query_one(TickList))
        assert [line[3:] for line in after] == before
        assert [line[:3] for line in after] == ["[x]", "[x]", *["[ ]"] * (len(after) - 2)]
        await at.press("enter")
        assert sorted(at.coded()) == [("back-decline", WAGES), ("off-growth", WAGES)]


async def test_the_ticked_stay_in_sight_whatever_is_typed(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c", *"growth", "tab", *"zzzz")
        (line,) = lines_of(at.screen.query_one(TickList))
        assert line.startswith("[x]")
        assert "1 ticked: og" in at.picture()
        await at.press("enter")
        assert at.coded() == [("off-growth", WAGES)]


async def test_a_click_on_the_box_ticks_and_one_on_the_name_takes(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c")
        for name in ("Lower cost", "Quality problems"):
            y, row = next((y, row) for y, row in enumerate(at.rows()) if f"› {name}" in row)
            await at.pilot.click(offset=(row.index("[ ]") + 1, y))
        assert isinstance(at.screen, CodesPicker)
        assert at.screen.ticked == ["off-cost", "back-quality"]
        y, row = next((y, row) for y, row in enumerate(at.rows()) if "Obstacle" in row)
        await at.pilot.click(offset=(row.index("Obstacle"), y))
        await at.until(lambda: len(at.coded()) > 0)
        assert sorted(at.coded()) == [("back-quality", WAGES), ("off-cost", WAGES)]


async def test_codes_that_are_there_already_stay_and_are_told(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", "c", *"growth", "tab", *"cost", "tab", "enter")
        assert len(at.coded()) == 2
        assert "1 there already" in at.said
        await at.press("c", *"growth", "tab", *"cost", "tab", "enter")
        assert "already has the codes og Expected market growth, oc Lower cost" in at.said


async def test_codes_used_lately_carry_their_number_in_picker_and_help(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", *"bd", "c")
        lines = lines_of(at.screen.query_one(TickList))
        assert lines[0].startswith("[ ] 1 ■ bd")
        assert lines[1].startswith("[ ] 2 ■ og")
        await at.press("escape", "question_mark", *"lately")
        shown = [" ".join(row.split("│")[-2].split()) for row in at.rows() if "│" in row]
        assert "1 bd Market deteriorated" in shown
        assert "2 og Expected market growth" in shown


async def test_keys_in_one_go_tick_and_take(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("c", *"growth", "tab", *"cost", "tab", "enter", "t", *"bd")
        assert [code for code, _ in at.coded()][:1] == ["back-decline"]
        assert len(at.coded()) == 3
