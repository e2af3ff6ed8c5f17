"""Write the synthesis: the table on the left, what a statement rests on beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import DraftCode, Standing, SupportedStatement
from whyshore.domain.synthesis import BASES, Wording
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.tui.asking import ask, keys_of
from whyshore.tui.dialogs import Choice, Chooser, ChooseSeveral, Form, FormField, HelpScreen
from whyshore.tui.display_text import display
from whyshore.tui.keys import SYNTHESIS_KEYS, KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain
from whyshore.tui.synthesis_grid import SynthesisGrid
from whyshore.tui.turning import undo_by_clerk
from whyshore.tui.work_screen import WorkScreen
from whyshore.workflow.office import Office

Place = tuple[str, int, int]
"""An interview and the characters to select in it."""


class SynthesisScreen(WorkScreen[Place | None]):
    """The table of cases by direction, every statement one key from its quotes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Evidence", priority=True, id="next_pane"),
        Binding("shift+tab", "next_pane", "Evidence", priority=True, id="previous_pane"),
        Binding("escape", "back", "Back"),
        Binding("f2,ctrl+t", "close", "Back to the text", id="close"),
        Binding("f1,question_mark", "help", "Keys", id="help"),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.clerk = office.clerk
        self._segments: dict[str, CodedSegment] = {}
        self._code_names: dict[str, str] = {}
        self._drafts: tuple[DraftCode, ...] = ()
        self._drafting = False

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Horizontal(id="synthesis"):
            yield SynthesisGrid(id="grid")
            yield OptionList(id="evidence", markup=False)
        yield from self.compose_lines()

    def on_mount(self) -> None:
        """Show the synthesis as it stands."""
        self.grid.border_title = "Synthesis"
        self.show_saved()
        self.refill()
        self.ready(self.grid)

    @property
    def grid(self) -> SynthesisGrid:
        """The table."""
        return self.query_one(SynthesisGrid)

    def refill(self, said: str = "") -> None:
        """Read the synthesis anew and show it."""
        try:
            table, codebook = self.clerk.synthesis_of(), self.clerk.codebook()
        except FixableError as problem:
            self.fail(problem)
            return
        self._code_names = {code.id: codebook.path_name(code.id) for code in codebook.codes}
        self._segments = {
            each.coding.id: each
            for each in (*table.unused, *(s for st in table.statements for s in st.evidence))
        }
        self.grid.show(table)
        self._show_beside()
        weak = [each for each in table.statements if each.standing is not Standing.SUPPORTED]
        self.say(
            plain(said) if said else counted(len(table.statements), "statement"),
            f" · {len(weak)} without sound evidence"
            f" · {counted(len(table.unused), 'coding')} in no statement",
        )

    @on(SynthesisGrid.Moved)
    def _moved(self) -> None:
        self._drafting = False
        self._show_beside()

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self.hint(SYNTHESIS_KEYS)

    # --- beside the table ---

    def _show_beside(self) -> None:
        beside = self.query_one("#evidence", OptionList)
        beside.clear_options()
        statement = self.grid.statement
        if self._drafting:
            beside.border_title = "What the codings offer"
            self._show_draft(beside)
        elif statement is None:
            beside.border_title = "Evidence"
            text = "No statement here yet. a writes one; d shows what the codings offer."
            beside.add_option(Option(Content(text), disabled=True))
        else:
            beside.border_title = f"Evidence ({len(statement.evidence)})"
            if statement.standing is not Standing.SUPPORTED:
                why = f"{statement.standing.value}: {statement.why}"
                beside.add_option(Option(Content(display(why)).stylize("bold"), disabled=True))
            beside.add_options(
                Option(_evidence(each, self._code_name(each)), id=each.coding.id)
                for each in statement.evidence
            )
        first = next((n for n, o in enumerate(beside.options) if not o.disabled), None)
        beside.highlighted = first

    def _show_draft(self, beside: OptionList) -> None:
        row = self.grid.row
        if row is None:
            return
        try:
            self._drafts = self.clerk.draft_of(row, self.grid.column)
        except FixableError as problem:
            self.fail(problem)
            return
        if not self._drafts:
            text = "No coding of these cases has a code of this column."
            beside.add_option(Option(Content(text), disabled=True))
        for number, each in enumerate(self._drafts):
            orientation = f" · {each.orientation}" if each.orientation else ""
            counts = f"{counted(each.codings, 'coding')} in {counted(each.interviews, 'interview')}"
            used = " · used" if each.used else ""
            head = Content.assemble((display(each.name), "bold"), orientation, f" · {counts}{used}")
            beside.add_option(Option(head, id=f"draft {number}"))
            for quote in each.quotes[:3]:
                line = Content.assemble("    ", _evidence(quote, ""))
                beside.add_option(Option(line, id=f"quote {number} {quote.coding.id}"))

    def _code_name(self, segment: CodedSegment) -> str:
        return self._code_names.get(segment.coding.code, segment.coding.code)

    @on(OptionList.OptionSelected, "#evidence")
    def _beside_picked(self, event: OptionList.OptionSelected) -> None:
        """In the evidence: open the quote. In a draft: begin a statement that rests on it."""
        kind, _, rest = str(event.option_id).partition(" ")
        if kind == "draft":
            draft = self._drafts[int(rest)]
            self._write(draft.quotes, draft.orientation, draft.name)
        elif kind == "quote":
            number, _, coding = rest.partition(" ")
            draft = self._drafts[int(number)]
            quotes = [quote for quote in draft.quotes if quote.coding.id == coding]
            self._write(quotes, draft.orientation, " ".join(quotes[0].coding.quote.split()))
        else:
            self.do_go_to_text()

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key of the table of keys."""
        letter = event.character or ""
        name = letter if len(letter) == 1 and letter.isalpha() else event.key
        action = keys_of(self.app).actions(SYNTHESIS_KEYS).get(name)
        if self.query_one("#evidence").has_focus and event.key == "enter":
            return
        if action and hasattr(self, f"do_{action}"):
            event.stop()
            event.prevent_default()
            self._do(action)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (SYNTHESIS_KEYS,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return (lambda: self._do(action)) if command_of(self, action) else None

    def _do(self, action: str) -> None:
        run = command_of(self, action)
        try:
            if run:
                run()
        except FixableError as problem:
            self.fail(problem)

    def action_next_pane(self) -> None:
        """From the table to what is beside it, and back."""
        beside = self.query_one("#evidence", OptionList)
        (self.grid if beside.has_focus else beside).focus()

    def action_back(self) -> None:
        """From the draft or the evidence to the table, from there to the text."""
        if self._drafting:
            self.do_draft()
        elif self.grid.has_focus:
            self.dismiss(None)
        else:
            self.grid.focus()

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show every key."""
        ask(self.app, HelpScreen(), lambda _: None)

    def do_add(self) -> None:
        """Write a new statement in this cell."""
        self._write((), "", "")

    def _write(self, evidence: Sequence[CodedSegment], orientation: str, text: str) -> None:
        row, column = self.grid.row, self.grid.column
        if row is None:
            self.say("The table has no rows yet: r adds one.")
            return
        known = orientation if orientation in self.clerk.orientations_of() else ""
        wording = Wording(text, orientation=known, by="reading" if known else "")
        resting = f", resting on {counted(len(evidence), 'coding')}" if evidence else ""

        def written(wanted: Wording) -> None:
            made = self.clerk.add_statement(row.group.id, column, wanted, evidence)
            self._drafting = False
            self.refill("statement saved" + ("" if evidence else ": l chooses what it rests on"))
            self.grid.go_to(made.id)
            self.grid.focus()

        title = f"{row.group.label} · {dict(self.grid.table.columns)[column]}{resting}"
        self._ask_wording(f"New statement: {title}", wording, written)

    def do_edit(self) -> None:
        """Reword the statement under the cursor; in an empty cell write a new one."""
        found = self.grid.statement
        if found is None:
            self.do_add()
            return
        said = found.statement

        def written(wanted: Wording) -> None:
            self.clerk.reword(said, wanted)
            self.refill("statement saved")

        wording = Wording(said.text, said.hedge, said.orientation, said.by)
        self._ask_wording("Statement", wording, written)

    def _ask_wording(
        self, title: str, wording: Wording, written: Callable[[Wording], None]
    ) -> None:
        orientations = self.clerk.orientations_of()

        def fill_in(wording: Wording, problem: str = "") -> None:
            fields = (
                FormField("text", "Words", wording.text),
                FormField("hedge", "Hedge (what is to be kept in doubt)", wording.hedge),
                FormField("orientation", "Orientation", wording.orientation, orientations),
                FormField("by", "Orientation is by", wording.by, BASES),
            )
            ask(self.app, Form(title, fields, check, problem), filled)

        def filled(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            try:
                written(Wording(**values))
            except FixableError as problem:
                fill_in(Wording(**values), f"Not saved: {problem}")  # the words are not lost

        def check(values: Mapping[str, str]) -> str:
            if values["orientation"] and values["orientation"] not in orientations:
                return f"There is no orientation “{values['orientation']}”."
            return "" if values["by"] in {"", *BASES} else f"By {' or '.join(BASES)}."

        fill_in(wording)

    def do_link(self) -> None:
        """Choose the codings the statement under the cursor rests on."""
        found, row = self.grid.statement, self.grid.row
        if found is None or row is None:
            self.say("There is no statement here to link.")
            return
        offered = self.clerk.evidence_for(row, self.grid.column)
        known = {each.coding.id: each for each in (*found.evidence, *offered)}
        choices = [
            Choice(each.coding.id, f"{self._code_name(each)} · {each.case_name} · {_quote(each)}")
            for each in known.values()
        ]

        def taken(wanted: list[str] | None) -> None:
            if wanted is None:
                return
            self._rest_on(found, [known[each] for each in wanted])

        if not choices:
            self.say("No coding belongs to the cases of this row yet.")
            return
        ticked = [each.coding.id for each in found.evidence]
        ask(self.app, ChooseSeveral("What does it rest on?", choices, ticked), taken)

    def do_unlink(self) -> None:
        """Take the coding under the evidence cursor away from the statement."""
        beside, found = self.query_one("#evidence", OptionList), self.grid.statement
        if found is None or self._drafting or beside.highlighted is None or not beside.has_focus:
            self.tell("x takes away the quote under the cursor of the evidence: ⇥ goes there.")
            return
        gone = beside.get_option_at_index(beside.highlighted).id
        self._rest_on(found, [each for each in found.evidence if each.coding.id != gone])

    def _rest_on(self, found: SupportedStatement, evidence: Sequence[CodedSegment]) -> None:
        try:
            self.clerk.rest_on(found.statement, evidence)
        except FixableError as problem:
            self.fail(problem)
        else:
            self.refill(f"rests on {counted(len(evidence), 'coding')} now")

    def do_confirm(self) -> None:
        """Say that a stale statement still holds."""
        found = self.grid.statement
        if found is None or found.standing is not Standing.STALE:
            self.say("Only a stale statement (!) is to be confirmed.")
            return
        if not found.evidence:
            self.tell("Nothing is left that it could rest on: l chooses new evidence.")
            return
        still = replace(found.statement, evidence=tuple(e.coding.id for e in found.evidence))
        self.clerk.confirm(still, found.evidence)
        self.refill("confirmed")

    def do_move_up(self) -> None:
        """Move the statement up in its cell."""
        self._move_statement(-1)

    def do_move_down(self) -> None:
        """Move the statement down in its cell."""
        self._move_statement(1)

    def _move_statement(self, step: int) -> None:
        found = self.grid.statement
        if found:
            moved = self.clerk.move_statement(found.statement, step)
            self.refill("moved" if moved else "It is at the edge of its cell already.")
            self.grid.go_to(found.statement.id)

    def do_delete(self) -> None:
        """Remove the statement; its codings stay."""
        found = self.grid.statement
        if found:
            self.clerk.remove_statement(found.statement)
            self.refill("removed; u brings it back")

    def do_draft(self) -> None:
        """Show what the codings offer for this cell, or the evidence again."""
        self._drafting = not self._drafting
        self._show_beside()
        (self.query_one("#evidence") if self._drafting else self.grid).focus()

    def do_row(self) -> None:
        """Add a row: choose its cases, then its label."""
        self._ask_row("Which cases form the row?", (), "", self._add_row)

    def do_edit_row(self) -> None:
        """Give this row other cases or another label."""
        row = self.grid.row
        if row is None:
            return

        def changed(label: str, cases: Sequence[str]) -> None:
            self.clerk.change_group(row.group, label, cases)
            self.refill("row saved")

        self._ask_row("Which cases form the row?", row.group.cases, row.group.label, changed)

    def _add_row(self, label: str, cases: Sequence[str]) -> None:
        self.clerk.add_group(label, cases)
        self.refill("row added")

    def _ask_row(
        self,
        title: str,
        ticked: Sequence[str],
        label: str,
        done: Callable[[str, Sequence[str]], None],
    ) -> None:
        cases = {case.id: case.name for case in self.clerk.cases_of()}
        if not cases:
            self.tell("There are no cases yet. In the text, C gives a passage its case.")
            return
        choices = [Choice(case, name) for case, name in cases.items()]

        def labelled(values: Mapping[str, str] | None, chosen: Sequence[str]) -> None:
            if values is None:
                return
            try:
                done(values["label"], chosen)
            except FixableError as problem:
                self.fail(problem)

        def chosen(wanted: list[str] | None) -> None:
            if not wanted:
                return
            proposed = label or "; ".join(cases[each].replace(" – ", "-") for each in wanted)
            fields = (FormField("label", "Label, as it stands in the table", proposed),)
            form = Form("Label of the row", fields)
            ask(self.app, form, lambda values: labelled(values, wanted))

        ask(self.app, ChooseSeveral(title, choices, ticked), chosen)

    def do_open_problems(self) -> None:
        """List statements without sound evidence, and codings in no statement."""
        table = self.grid.table
        weak = [each for each in table.statements if each.standing is not Standing.SUPPORTED]
        choices = [
            Choice(each.statement.id, f"{each.standing.value}: {each.statement.text} ({each.why})")
            for each in weak
        ]
        choices += [
            Choice(
                f"coding {each.coding.id}",
                f"in no statement: {self._code_name(each)} {_quote(each)}",
            )
            for each in table.unused
        ]
        if not choices:
            self.say("Every statement has evidence, and every coding is in a statement.")
            return

        def picked(wanted: str | None) -> None:
            if wanted and wanted.startswith("coding "):
                self._open(self._segments[wanted.removeprefix("coding ")])
            elif wanted:
                self.grid.go_to(wanted)

        title = f"{len(weak)} statements to look at, {len(table.unused)} codings in no statement"
        ask(self.app, Chooser(title, choices), picked)

    def do_go_to_text(self) -> None:
        """Open the quote under the evidence cursor in its interview."""
        beside = self.query_one("#evidence", OptionList)
        if beside.highlighted is None:
            return
        coding = str(beside.get_option_at_index(beside.highlighted).id).split()[-1]
        if coding in self._segments:
            self._open(self._segments[coding])

    def _open(self, segment: CodedSegment) -> None:
        place = segment.coding.segment
        self.dismiss((place.interview, place.start, place.end))

    def do_export(self) -> None:
        """Write the table as Markdown."""
        path = self.clerk.write_table()
        self.say(plain(f"written to {path}"))

    def do_copy(self) -> None:
        """Copy the quote under the evidence cursor with its citation, or else the statement."""
        beside = self.query_one("#evidence", OptionList)
        if beside.has_focus and beside.highlighted is not None:
            option = str(beside.get_option_at_index(beside.highlighted).id)
            segment = self._segments.get(option.rsplit(maxsplit=1)[-1])
            if segment:
                quote = f"“{segment.coding.quote}” ({segment.citation})"
                self.copy_out(quote, "copied with its citation")
        elif self.grid.statement:
            self.copy_out(self.grid.statement.statement.text, "copied: the statement")

    def do_undo(self) -> None:
        """Take back the last change."""
        undo_by_clerk(self, self.office, self.refill)

    def do_redo(self) -> None:
        """Bring back what was undone."""
        undo_by_clerk(self, self.office, self.refill, again=True)


def _evidence(segment: CodedSegment, name: str) -> Content:
    code = f" · {display(name)}" if name else ""
    where = f"{display(segment.citation)} · {display(segment.case_name)}{code}"
    return Content.assemble(Content(_quote(segment)), "\n", (f"    {where}", "dim"))


def _quote(segment: CodedSegment) -> str:
    return f"“{display(' '.join(segment.coding.quote.split()))}”"
