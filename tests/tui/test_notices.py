"""Notices: the whole of what the status line cuts, and out of the way of a window."""

from pathlib import Path

from textual.widgets._toast import Toast

from tests.tui.helpers import Sitting, sitting
from whyshore.errors import FixableError


def noticed(at: Sitting) -> list[str]:
    return [each.message for each in at.app._notifications]


async def test_what_is_too_long_for_the_line_is_told_whole_too(study: Path) -> None:
    async with sitting(study, size=(100, 30)) as at:
        room = at.coding.query_one("#status").content_size.width
        fitting = "x" * (room - len("not done: "))
        at.coding.fail(FixableError(fitting))
        await at.settle()
        assert noticed(at) == []
        at.coding.fail(FixableError(f"{fitting}y"))
        await at.until(lambda: noticed(at) == [f"{fitting}y"])


async def test_where_there_is_no_guide_the_remedy_can_be_read(study: Path) -> None:
    async with sitting(study, size=(80, 24)) as at:
        await at.press("V")
        await at.until(lambda: at.said.startswith("not done: "))
        assert len(at.said) > at.coding.query_one("#status").content_size.width
        await at.until(lambda: noticed(at) == [at.said.removeprefix("not done: ")])


async def test_a_long_undo_can_be_read_whole(study: Path) -> None:
    async with sitting(study, size=(80, 24)) as at:
        at.go_to("Wages were low. We also had friends there.", select=True)
        await at.press(*"og", "u")
        await at.until(lambda: at.said.startswith("undid"))
        assert len(at.said) > at.coding.query_one("#status").content_size.width
        await at.until(lambda: noticed(at) == [at.said])


async def test_moving_about_brings_no_notice(study: Path) -> None:
    async with sitting(study, size=(30, 12)) as at:
        await at.press("s", "t", "p", "down")
        assert len(at.said) > at.coding.query_one("#status").content_size.width
        assert noticed(at) == []


async def test_notices_wait_while_a_window_is_open(study: Path) -> None:
    async with sitting(study) as at:
        for keys in (("question_mark",), ("ctrl+p",), ("c",)):
            at.app.notify("An odd file.", markup=False)
            await at.until(lambda: noticed(at) == ["An odd file."])
            await at.press(*keys)
            await at.until(lambda: noticed(at) == [])
            assert not at.app.screen.query(Toast)
            at.app.notify("An odd file.", markup=False)
            at.app.notify("Told meanwhile.", markup=False)
            await at.until(lambda: noticed(at) == ["Told meanwhile."])
            await at.press("escape")
            await at.until(lambda: set(noticed(at)) == {"An odd file.", "Told meanwhile."})
            at.app.clear_notifications()


async def test_a_notice_clicked_away_is_told_again(study: Path) -> None:
    async with sitting(study) as at:
        at.app.notify("An odd file.", markup=False)
        at.app.notify("An odd file.", markup=False)
        await at.until(lambda: len(at.app.screen.query(Toast)) == 1)
        assert noticed(at) == ["An odd file."]
        await at.pilot.click(Toast)
        await at.until(lambda: noticed(at) == [])
        at.app.notify("An odd file.", markup=False)
        await at.until(lambda: noticed(at) == ["An odd file."])


async def test_a_notice_brought_back_is_not_doubled(study: Path) -> None:
    async with sitting(study) as at:
        at.app.notify("An odd file.", timeout=60, markup=False)
        await at.until(lambda: noticed(at) == ["An odd file."])
        at.app.set_notices_aside()
        at.app.bring_notices_back()
        at.app.notify("An odd file.", markup=False)
        await at.settle()
        assert noticed(at) == ["An odd file."]
