"""A list of what can follow a half-typed chord, for whoever pauses over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.words import shortened
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain

FEWEST_ROWS = 2
FRAMED = 8
"""Rows of the screen from which on the list has a frame."""


@dataclass(frozen=True, slots=True)
class Step:
    """One key that can follow, and where it leads."""

    key: str
    code: Code
    """The code it puts on; where it only narrows, the one that groups what follows."""
    codes: int
    """How many codes can be reached by it; 1 for the one it puts on."""


def next_steps(codebook: Codebook, chords: Mapping[str, str], typed: str) -> list[Step]:
    """The keys that can follow what was typed of a chord, in the codebook's order."""
    leading: dict[str, list[str]] = {}
    for chord, code in chords.items():
        if chord.startswith(typed) and len(chord) > len(typed):
            leading.setdefault(chord[: len(typed) + 1], []).append(code)
    return [
        Step(step[len(typed) :], codebook.by_chord.get(step) or codebook.find(codes[0]), len(codes))
        for step, codes in leading.items()
    ]


def steps_as_content(
    steps: Sequence[Step], exact: Code | None, *, width: int, rows: int
) -> Content:
    """A line for each key, under the code that the keys typed so far stand for."""
    lines = [_heading(exact, width)] if exact else []
    room = max(rows - len(lines), FEWEST_ROWS)
    shown = steps if len(steps) <= room else steps[: room - 1]
    lines += [_line(step, width) for step in shown]
    if len(shown) < len(steps):
        lines.append(Content(f"… {len(steps) - len(shown)} more keys; c finds codes by name"))
    return Content("\n").join(lines)


def _heading(code: Code, width: int) -> Content:
    definition = shortened(code.definition, max(width - len(code.name) - 8, 10))
    return Content.assemble(
        ("■ ", code.colour),
        (f"{display(code.chord)} ", "bold"),
        (plain(code.name).plain, "bold underline"),
        plain(f"  {definition}" if definition else ""),
    )


def _line(step: Step, width: int) -> Content:
    code = step.code
    leads_on = step.codes > 1 or code.chord == "" or not code.assignable
    more = f" ({step.codes})" if leads_on else ""
    room = width - len(code.name) - len(more) - 10
    definition = shortened(code.definition, room) if room > len("definition") else ""
    return Content.assemble(
        (f"{display(step.key)}{'…' if leads_on else ' '} ", "bold reverse"),
        (" ■ ", code.colour),
        plain(f"{code.name}{more}"),
        (f"  {plain(definition).plain}" if definition else "", "dim"),
    )


class ChordPopup(Static):
    """Lies over the foot of the screen; never has the focus, and takes no key."""

    def __init__(self, **options: str) -> None:
        super().__init__("", markup=False, id=options.get("id"))

    def show_steps(self, steps: Sequence[Step], exact: Code | None) -> None:
        """Show what can follow."""
        screen = self.screen.size
        rows = screen.height - 2 if screen.height < FRAMED else screen.height * 6 // 10 - 2
        self.update(steps_as_content(steps, exact, width=max(screen.width - 6, 20), rows=rows))
        self.display = True

    def hide(self) -> None:
        """Be gone."""
        if self.display:
            self.display = False
