"""The coding screen in a browser: it is drawn, keys code, and what is closed ends."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from tests.tui.web_helpers import browser, drawing, until, whyshore

SHOWN = "hat took you"
"""What the screen shows of the first turn, but for its first letter: the cursor is there."""
CODED = "no case · “What took you"
"""What it says of a sentence that was coded; the word "coded" alone is there before."""
NEVER_ENDS = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    time.sleep(60)
"""
DRAWS_ON_AND_ON = """
while True:
    packet(b"D", b"x" * 60_000)
"""
FAILS = r"""
sys.stderr.write("codebook.yaml:3: \x1b]52;c;ZXZpbA==\x07 is no code.\n")
sys.exit(1)
"""


def saved(folder: Path) -> list[str]:
    """The codes in the database, read past the program."""
    with closing(sqlite3.connect(folder / "whyshore.db")) as database:
        return [code for (code,) in database.execute("select code from coding order by start")]


async def test_the_coding_screen_is_drawn_and_keys_code(study: Path) -> None:
    async with browser(whyshore(study)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for(SHOWN)
            await tab.send("focus")
            await tab.send("stdin", "og")
            await tab.wait_for(CODED)

    await until(lambda: saved(study) == ["off-growth"])  # its clerk ends a moment later
    assert saved(study) == ["off-growth"]


async def test_a_closed_tab_ends_its_program_soon_and_loses_nothing(study: Path) -> None:
    async with browser(whyshore(study)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for(SHOWN)
            await tab.send("focus")
            await tab.send("stdin", "og")
            await tab.wait_for(CODED)
            [running] = visitor.server.programs
        assert await until(lambda: running.returncode is not None) < 8
        assert running.returncode == 0
        assert not visitor.server.programs

    await until(lambda: saved(study) == ["off-growth"])  # its clerk ends a moment later
    assert saved(study) == ["off-growth"]


async def test_two_tabs_code_on_one_project(study: Path) -> None:
    async with browser(whyshore(study)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as one, visitor.tab() as two:
            for tab in (one, two):
                await tab.wait_for(SHOWN)
                await tab.send("focus")
            await one.send("stdin", "og")
            await one.wait_for(CODED)
            await two.send("stdin", "oc")
            await two.wait_for(CODED)

    await until(lambda: len(saved(study)) == 2)
    assert sorted(saved(study)) == ["off-cost", "off-growth"]


async def test_leaving_by_the_key_closes_the_tab(study: Path) -> None:
    async with browser(whyshore(study)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for(SHOWN)
            await tab.send("stdin", "\x11")
            await tab.wait_for_end()
        await until(lambda: not visitor.server.programs)


async def test_a_program_that_hangs_is_ended_with_its_tab() -> None:
    async with browser(drawing(NEVER_ENDS)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for("a picture")
            [running] = visitor.server.programs
        assert await until(lambda: running.returncode is not None) < 8


async def test_a_tab_that_takes_nothing_in_holds_nothing_up_when_it_goes() -> None:
    async with browser(drawing(DRAWS_ON_AND_ON)) as visitor:
        await visitor.come_in()
        stalled = await visitor.tab_that_reads_nothing()
        await until(lambda: len(visitor.server.programs) == 1)
        [running] = visitor.server.programs
        await asyncio.sleep(0.5)  # the pipes fill up
        stalled.transport.abort()
        assert await until(lambda: running.returncode is not None) < 8


async def test_why_a_program_failed_is_said_in_its_tab_without_acting(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with browser(drawing(FAILS)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for_end()

    told = capsys.readouterr().err
    for said in (told, tab.drawn.decode()):
        assert "codebook.yaml:3: ␛]52;c;ZXZpbA==␇ is no code." in said
        assert "\x1b]52" not in said


async def test_a_program_that_cannot_be_started_is_said() -> None:
    async with browser(["/no/such/program"]) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for_end()

    assert "could not be started: No such file" in tab.drawn.decode()


@pytest.mark.parametrize(
    "message",
    ["no json", "{}", "[]", '["stdin"]', '["stdin", 5]', '["resize", 3]', '["stdin", "\ud800"]'],
)
async def test_a_message_of_no_page_of_ours_closes_the_tab(message: str) -> None:
    async with browser(drawing()) as visitor:
        await visitor.come_in()
        async with visitor.tab() as tab:
            await tab.wait_for("a picture")
            await tab.websocket.send_str(message.replace("\ud800", "\\ud800"))
            await tab.wait_for_end()
            assert tab.websocket.close_code == aiohttp.WSCloseCode.UNSUPPORTED_DATA
        await until(lambda: not visitor.server.programs)


async def test_the_end_of_the_server_ends_all_programs() -> None:
    async with browser(drawing(NEVER_ENDS)) as visitor:
        await visitor.come_in()
        async with visitor.tab() as one, visitor.tab() as two:
            await one.wait_for("a picture")
            await two.wait_for("a picture")
            running = visitor.server.programs
            ending = asyncio.create_task(visitor.server.end_all())
            await one.wait_for_end()
            await two.wait_for_end()
            await ending

    assert [each.returncode for each in running] == [-9, -9]
