"""What a long sitting leaves in memory."""

from pathlib import Path
from weakref import ref

import pytest
from textual.widget import Widget
from textual.widgets import Input

from tests.tui.helpers import sitting
from whyshore.tui import memory
from whyshore.tui.codes_picker import CodesPicker


async def test_a_window_that_was_closed_goes_from_memory_with_all_its_lines(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "QUIET_SECONDS", 0.05)
    async with sitting(study) as at:
        await at.press("c")
        assert isinstance(at.app.screen, CodesPicker)
        held: list[ref[object]] = [ref(at.app.screen)]
        parts = at.app.screen.walk_children(Widget)
        drawn = [each for each in parts if not isinstance(each, Input)]
        held += [ref(each._styles_cache) for each in drawn]
        del parts, drawn  # a line to type in stays until its cursor would blink next
        await at.press("escape")
        await at.pilot.pause(0.3)

        assert len(held) > 4
        assert [each() for each in held if each() is not None] == []
