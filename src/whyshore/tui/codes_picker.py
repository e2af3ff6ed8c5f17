"""Find codes by name, and tick several to put them on together."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from whyshore.coding.look_up import rank_codes
from whyshore.domain.codebook import Code, Codebook
from whyshore.tui.asking import AskLine
from whyshore.tui.dialogs import CodePicker
from whyshore.tui.display_text import display
from whyshore.tui.panes import CodeDetails, plain

TICK_CELLS = 5
"""How wide the column is in which a click ticks."""
HINT = "⏎ puts on · Tab ticks · Esc closes"


class TickList(OptionList):
    """A list in which a click on the left edge ticks."""

    class Ticked(Message):
        """The tick of a line was clicked."""

        def __init__(self, line: int) -> None:
            self.line = line
            super().__init__()

    def on_click(self, event: events.Click) -> None:
        """Tick instead of take, where the ticks are."""
        line = event.style.meta.get("option")
        if line is not None and event.x < TICK_CELLS:
            event.prevent_default()
            event.stop()
            self.post_message(self.Ticked(int(line)))


class CodesPicker(CodePicker):
    """Find codes by name, path, id, chord or cues; Tab ticks, Enter takes the ticked ones.

    It answers with the code that Enter was pressed on; `ticked` has all that were ticked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,insert,ctrl+@,ctrl+space", "tick", "Tick", priority=True),
    ]

    def __init__(self, codebook: Codebook, recent: Sequence[str]) -> None:
        super().__init__(codebook, recent)
        self._numbers = {code: number for number, code in enumerate(recent, start=1)}
        self._why: dict[str, str] = {}
        """What made a code fit what was typed."""
        self.ticked: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(Content(f"Code · {HINT}"), id="ticked", classes="dialog--title")
            yield AskLine(placeholder="name, id, chord or cue", compact=True)
            yield TickList()
            yield CodeDetails(id="preview")

    def options_for(self, query: str) -> list[Option]:
        """Codes that fit with what made them fit, and behind them the others that are ticked."""
        matches = rank_codes(self._codebook, query, recent=self._recent)
        self._why = {each.code.id: each.why if query else "" for each in matches}
        self._why |= {code: "ticked" for code in self.ticked if code not in self._why}
        return [Option(self._line(self._codebook.find(code)), id=code) for code in self._why]

    def _line(self, code: Code) -> Content:
        number, why = self._numbers.get(code.id), self._why.get(code.id)
        return Content.assemble(
            ("[x] " if code.id in self.ticked else "[ ] ", "bold"),
            (f"{number or ' '} ", "dim"),
            ("■ ", code.colour),
            (f"{display(code.chord):<4}", "bold"),
            plain(self._codebook.path_name(code.id)),
            (f"  {display(why)}" if why else "", "dim"),
        )

    def action_tick(self) -> None:
        """Tick or untick the code under the cursor; the next letter begins another name."""
        self.behind_typing(self._tick_here)

    def _tick_here(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._tick(options.highlighted)
            self.query_one(Input).select_all()

    @on(TickList.Ticked)
    def _clicked_a_tick(self, event: TickList.Ticked) -> None:
        event.stop()
        self._tick(event.line)

    def _tick(self, line: int) -> None:
        options = self.query_one(OptionList)
        code = str(options.get_option_at_index(line).id)
        if code in self.ticked:
            self.ticked.remove(code)
        else:
            self.ticked.append(code)
        options.replace_option_prompt_at_index(line, self._line(self._codebook.find(code)))
        self.query_one("#ticked", Label).update(self._title_line())

    def _title_line(self) -> Content:
        if not self.ticked:
            return Content(f"Code · {HINT}")
        chords = (self._codebook.find(code) for code in self.ticked)
        named = " ".join(code.chord or code.id for code in chords)
        return Content.assemble(f"{len(self.ticked)} ticked: ", plain(named), f" · {HINT}")
