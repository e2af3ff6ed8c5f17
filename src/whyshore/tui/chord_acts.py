"""Show what can follow a chord that is half typed: at once in a line, after a pause in a list."""

from textual.content import Content
from textual.timer import Timer

from whyshore.tui.chord_popup import ChordPopup, next_steps
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain

PAUSE = 0.4
"""Seconds a chord stays half typed before the list comes."""


class ChordActs(CodingActs):
    """What shows while a chord is typed."""

    _popup_timer: Timer | None = None

    def show_chord(self, chord: str, problem: str = "") -> None:
        """Show what can follow a chord that is half typed; `;` is one of which nothing is."""
        self.show_hints()
        self._hide_popup()
        if not chord:
            self.say(problem) if problem else self.cursor_moved()
            return
        typed = "" if chord == ";" else chord
        parts: list[Content] = [Content.assemble((f"{display(chord)}… ", "bold reverse"))]
        parts += [
            Content.assemble((f" {display(step.key)} ", "bold"), plain(step.code.name))
            for step in next_steps(self.desk.codebook, self.transcript.chords, typed)
        ]
        self.say(Content("").join(parts))
        self._popup_timer = self.set_timer(PAUSE, lambda: self._show_popup(typed))

    def apply(self, code: str) -> None:
        """Put a code on the selection; the list has served."""
        self._hide_popup()
        super().apply(code)

    def _show_popup(self, typed: str) -> None:
        if self.transcript.chord != typed:
            return
        codebook = self.desk.codebook
        steps = next_steps(codebook, self.transcript.chords, typed)
        self.query_one(ChordPopup).show_steps(steps, codebook.by_chord.get(typed))

    def _hide_popup(self) -> None:
        if self._popup_timer is not None:
            self._popup_timer.stop()
            self._popup_timer = None
            self.query_one(ChordPopup).hide()
