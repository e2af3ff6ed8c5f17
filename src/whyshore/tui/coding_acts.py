"""Put codes on text, take them off, undo and redo."""

from collections.abc import Callable, Sequence

from textual import on

from whyshore.domain.coding import Coding
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.codes_picker import CodesPicker
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.dialogs import (
    Choice,
    Chooser,
)
from whyshore.tui.panes import plain
from whyshore.tui.selection import Span, Unit
from whyshore.tui.turning import Turn, turn_back
from whyshore.workflow.coding_desk import Turned

NONE_USED = "No code was used yet in this sitting."


class CodingActs(DeskScreen):
    """What one does with codes."""

    coded_unit = Unit.SENTENCE
    """What was selected by when something was coded last."""

    @on(CodebookTree.Opened)
    def _code_picked(self, event: CodebookTree.Opened) -> None:
        self.apply(event.code)

    def apply_recent(self, number: int) -> None:
        """Put a code used lately on the selection, by its number."""
        recent = self.desk.recent
        if number <= len(recent):
            self.apply(recent[number - 1])
        elif recent:
            were = "was" if len(recent) == 1 else "were"
            self.say(f"Only {counted(len(recent), 'code')} {were} used lately.")
        else:
            self.say(NONE_USED)

    def apply(self, code: str) -> None:
        """Put a code on the selection, or else on the sentence at the cursor."""
        target = self._target()
        if target is None:
            return
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
            "" if self.is_shown(coding) else " · the filter hides it: Z shows all",
        )

    def _target(self) -> Span | None:
        """The words a code goes on now; says so where there are none."""
        chosen = self.transcript.selection
        target = chosen.target if chosen else None
        if chosen is None or target is None:
            self.say("There are no words here to code.")
            return None
        if chosen.span is None:
            # The sentence that is coded is selected, so that s goes on to the next one.
            chosen.select_at(Unit.SENTENCE, target[0])
        self.coded_unit = chosen.unit
        return target

    def apply_several(self, codes: Sequence[str]) -> None:
        """Put several codes on the selection, or the sentence at the cursor, as one change."""
        target = self._target()
        if target is None:
            return
        interview = self.desk.opened()
        try:
            codings = self.desk.clerk.apply_codes(interview.id, *target, list(codes))
        except FixableError as problem:
            self.fail(problem)
            return
        self.desk.refresh()
        for code in reversed(codes):
            self.desk.used(code)
        self.show_all()
        chords = " ".join(self.chord_of(each) for each in codings)
        there = len(codes) - len(codings)
        self.say(
            ("coded ", "bold"),
            plain(f"{chords} · {_quoted(codings[0])}"),
            f" · {there} there already" if there else "",
        )

    def do_pick_code(self) -> None:
        """Find one or several codes by name and put them on the selection."""
        window = CodesPicker(self.desk.codebook, self.desk.recent)

        def picked(code: str | None) -> None:
            if code and len(window.ticked) > 1:
                self.apply_several(window.ticked)
            elif code:
                self.apply(window.ticked[0] if window.ticked else code)

        ask(self.app, window, picked)

    def do_repeat(self) -> None:
        """Put the code used last on the selection."""
        if self.desk.recent:
            self.apply(self.desk.recent[0])
        else:
            self.say(NONE_USED)

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
        return self.transcript.shown_codings_at(position)

    def codings_hidden_here(self) -> bool:
        """Whether the filter hides codings at the cursor."""
        return bool(self.filter and self.desk.codings_at(self.place()))

    def with_coding_here(self, question: str, act: Callable[[Coding], None]) -> None:
        """Do something with the coding at the cursor; with several there, ask which."""
        here = self.codings_here()
        if here:
            self.choose_coding(question, here, act)
        elif self.codings_hidden_here():
            self.tell("The filter hides what is coded here: Z shows all, @ lists it.")
        else:
            self.say("There is no coding at the cursor.")

    def choose_coding(
        self,
        question: str,
        codings: Sequence[Coding],
        act: Callable[[Coding], None],
        note: Callable[[Coding], str] | None = None,
    ) -> None:
        """Do something with one of some codings: the only one, else the one that is picked.

        With a note, which stands before its words, a single one has to be picked too.
        """
        if len(codings) == 1 and note is None:
            act(codings[0])
            return
        lines = [
            Choice(each.id, f"{self.in_a_line(each)}{note(each) if note else ''}{_quoted(each)}")
            for each in codings
        ]

        def picked(wanted: str | None) -> None:
            coding = next((each for each in codings if each.id == wanted), None)
            if coding:
                act(coding)

        ask(self.app, Chooser(question, lines), picked)

    def in_a_line(self, coding: Coding) -> str:
        """Code and coder of a coding, before its words in a list."""
        return f"{self.chord_of(coding)}  {coding.coder}: "

    def do_undo(self) -> None:
        """Take back the last change, of an earlier sitting too."""
        self._turn_back(self.desk.undo, "undid", "There is nothing to undo.")

    def do_redo(self) -> None:
        """Bring back what was undone."""
        self._turn_back(self.desk.redo, "redid", "There is nothing to redo.")

    def _turn_back(self, turn: Turn, done: str, nothing: str) -> None:
        def turned(was: Turned | None) -> None:
            self.not_turned = ""
            if was is None:
                self.say(nothing)
                return
            if was.anew:
                self.show_all()
            else:
                self.show_change()
            book = " (and codebook.yaml)" if was.action in {"codebook", "new code"} else ""
            self.tell((f"{done}{book}: ", "bold"), plain(was.summary))

        def refused(problem: FixableError) -> None:
            self.not_turned = str(problem)
            self.fail(problem)

        turn_back(self, self.desk, turn, turned, refused)


def _quoted(coding: Coding) -> str:
    return f"“{shortened(coding.quote, 40)}”"
