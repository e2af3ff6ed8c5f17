"""Put codes on text, take them off, undo and redo."""

from collections.abc import Callable

from textual import on
from textual.content import Content

from whyshore.domain.coding import Coding
from whyshore.domain.words import shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.dialogs import (
    Choice,
    Chooser,
    CodePicker,
)
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain
from whyshore.tui.selection import Unit
from whyshore.workflow.coding_desk import Turned


class CodingActs(DeskScreen):
    """What one does with codes."""

    @on(CodebookTree.Opened)
    def _code_picked(self, event: CodebookTree.Opened) -> None:
        self.apply(event.code)

    def show_chord(self, chord: str, problem: str = "") -> None:
        """Show what can follow a chord that is half typed."""
        self.show_hints()
        if not chord:
            self.say(problem) if problem else self.cursor_moved()
            return
        typed = "" if chord == ";" else chord
        codebook = self.desk.codebook
        parts: list[Content] = [Content.assemble((f"{display(chord)}… ", "bold reverse"))]
        seen = set()
        for whole, code in self.transcript.chords.items():
            step = whole[: len(typed) + 1]
            if not whole.startswith(typed) or step in seen:
                continue
            seen.add(step)
            named = codebook.by_chord.get(step) or codebook.find(code)
            parts.append(
                Content.assemble((f" {display(step[len(typed) :])} ", "bold"), plain(named.name))
            )
        self.say(Content("").join(parts))

    def apply_recent(self, number: int) -> None:
        """Put a code used lately on the selection, by its number."""
        if number <= len(self.desk.recent):
            self.apply(self.desk.recent[number - 1])
        else:
            self.say(f"Only {len(self.desk.recent)} codes were used lately.")

    def apply(self, code: str) -> None:
        """Put a code on the selection, or else on the sentence at the cursor."""
        chosen = self.transcript.selection
        target = chosen.target if chosen else None
        if chosen is None or target is None:
            self.say("There are no words here to code.")
            return
        if chosen.span is None:
            # The sentence that was coded is selected, so that s goes on to the next one.
            chosen.select_at(Unit.SENTENCE, target[0])
        try:
            coding = self.desk.apply(code, *target)
        except FixableError as problem:
            self.fail(problem)
            return
        self.show_change()
        known = self.desk.codebook.find(code)
        case = self.desk.case_name(self.desk.case_of(coding))
        self.say(
            ("coded ", "bold"),
            plain(f"{known.chord} {known.name} · {case} · “{shortened(coding.quote, 40)}”"),
        )

    def do_pick_code(self) -> None:
        """Find a code by name and put it on the selection."""

        def picked(code: str | None) -> None:
            if code:
                self.apply(code)

        ask(self.app, CodePicker(self.desk.codebook, self.desk.recent), picked)

    def do_repeat(self) -> None:
        """Put the code used last on the selection."""
        if self.desk.recent:
            self.apply(self.desk.recent[0])
        else:
            self.say("No code was used yet in this sitting.")

    def do_remove(self) -> None:
        """Take off a code at the cursor; with several there, ask which."""
        self.with_coding_here("Take off which code?", self._remove)

    def _remove(self, coding: Coding) -> None:
        try:
            self.desk.remove(coding)
        except FixableError as problem:
            self.fail(problem)
            return
        self.show_change()
        code = self.chord_of(coding)
        self.say(
            ("removed ", "bold"),
            plain(f"{code} from “{shortened(coding.quote, 40)}”"),
            " · u undoes",
        )

    def codings_here(self) -> list[Coding]:
        """The codings at the cursor, or at the start of the selection."""
        chosen = self.transcript.selection
        if chosen is None:
            return []
        position = chosen.span[0] if chosen.span else chosen.cursor
        return self.desk.codings_at(position)

    def with_coding_here(self, question: str, act: Callable[[Coding], None]) -> None:
        """Do something with the coding at the cursor; with several there, ask which."""
        here = self.codings_here()
        if len(here) == 1:
            act(here[0])
        elif here:
            lines = [
                Choice(
                    each.id, f"{self.chord_of(each)}  {each.coder}: “{shortened(each.quote, 40)}”"
                )
                for each in here
            ]

            def picked(wanted: str | None) -> None:
                coding = next((each for each in here if each.id == wanted), None)
                if coding:
                    act(coding)

            ask(self.app, Chooser(question, lines), picked)
        else:
            self.say("There is no coding at the cursor.")

    def do_undo(self) -> None:
        """Take back the last change, of an earlier sitting too."""
        self._turn_back(self.desk.undo, "undid", "There is nothing to undo.")

    def do_redo(self) -> None:
        """Bring back what was undone."""
        self._turn_back(self.desk.redo, "redid", "There is nothing to redo.")

    def _turn_back(self, turn: Callable[[], Turned | None], done: str, nothing: str) -> None:
        try:
            turned = turn()
        except FixableError as problem:
            self.fail(problem)
            return
        if turned is None:
            self.say(nothing)
            return
        if turned.anew:
            self.show_all()
        else:
            self.show_change()
        stays = " (the code stays in the codebook)" if turned.action == "new code" else ""
        self.say((f"{done}{stays}: ", "bold"), plain(turned.summary))
