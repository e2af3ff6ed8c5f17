"""Joint displays: a cell opens its quotes or its table; fit and meta-inference are written here."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable, OptionList
from textual.widgets.option_list import Option

from whyshore.domain.coding import CodedSegment
from whyshore.domain.cross_tab import CrossTab
from whyshore.domain.joint import Finding, Fit, JointCell, JointDisplay, JointLine
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.export.cross_tab_text import cross_tab_as_text
from whyshore.export.joint import FIT, META, cell_words, fit_words, meta_words, title_of
from whyshore.tui.asking import ask
from whyshore.tui.dialogs import Choice, Chooser, Form, FormField
from whyshore.tui.display_text import display
from whyshore.tui.keys import JOINT_KEYS, KeyGroup
from whyshore.tui.panes import plain
from whyshore.tui.two_panes import (
    COUNTING,
    READING,
    SAVING,
    KeyedList,
    KeyedTable,
    TwoPaneScreen,
)
from whyshore.workflow.office import Office

Place = tuple[str, int, int]
"""An interview and the characters to select in it."""
NO_FIT = "none"
WRITING = "writing …"
_WIDEST = 30
_LABEL = 28


class JointScreen(TwoPaneScreen[Place | None]):
    """One of the four displays as a table, what stands behind the cell below it."""

    GROUP: ClassVar[KeyGroup] = JOINT_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "close", "Text", id="close")]

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._which, self._named = "jd1", False
        self._found: JointDisplay | None = None
        self._quotes: dict[str, CodedSegment] = {}
        self._shown_at: tuple[str, int, int] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(id="joint"):
            yield KeyedTable(self.act, id="joint-table")
            yield KeyedList(self.act, id="beside")
        yield from self.compose_lines()

    def on_mount(self) -> None:
        """Show the cases by the survey."""
        self.refill()
        self.ready(self.main)

    @property
    def main(self) -> KeyedTable:
        """The table."""
        return self.query_one(KeyedTable)

    # --- what it shows ---

    def refill(self, said: str = "") -> None:
        """Make the display anew; the cursor stays on its cell."""
        self.ask_for(
            partial(self._take, said), "joint_display", self._which, self._named,
            doing=READING, failed=self._show_nothing,
        )  # fmt: skip

    def _take(self, said: str, found: JointDisplay) -> None:
        same = self._found is not None and self._found.id == found.id
        at = self.main.cursor_coordinate if same else None
        self._found = found
        self._fill(found)
        if at is not None:
            self.main.move_cursor(row=at.row, column=at.column)
        self._show_cell()
        named = f"CONFIDENTIAL: {counted(found.named, 'named firm')} · " if self._named else ""
        self.say((named, "bold"), plain(said or found.below[0]))

    def _show_nothing(self, problem: FixableError) -> None:
        self._found = None
        self.main.clear(columns=True)
        self.main.border_title = Content(self._which.upper())
        self.show_beside("Why", [Option(plain(str(problem)), disabled=True)])
        self.fail(problem)

    def _fill(self, found: JointDisplay) -> None:
        table = self.main
        table.border_title = plain(title_of(found))
        table.clear(columns=True)
        table.fixed_columns = 1 if self.size.width > 3 * _LABEL else 0
        headings = (found.first, *(heading for _, heading in found.columns), FIT, META)
        for place, heading in enumerate(headings):
            width = _LABEL if place == 0 else None
            table.add_column(_short(heading), width=width, key=str(place))
        for line in found.lines:
            label = Text("  " * line.depth) + _short(line.label, _LABEL - 2 * line.depth)
            cells = [_short(cell_words(each)) for each in line.cells]
            judged = (_short(fit_words(line)), _short(meta_words(line)))
            table.add_row(label, *cells, *judged, key=line.key)

    def _here(self) -> tuple[JointLine, JointCell | None, str] | None:
        """The line and the cell under the cursor, with the cell's heading; no cell on the label."""
        if self._found is None or not self._found.lines:
            return None
        row, column = self.main.cursor_coordinate
        line = self._found.lines[row]
        if 0 < column <= len(line.cells):
            return line, line.cells[column - 1], self._found.columns[column - 1][1]
        return line, None, line.label

    @on(DataTable.CellHighlighted)
    def moved(self) -> None:
        """Show what stands behind the cell under the cursor, if that is another one now."""
        if not self.in_beside and self._shown_at != self._at():
            self._show_cell()

    def _at(self) -> tuple[str, int, int]:
        at = self.main.cursor_coordinate
        return self._which, at.row, at.column

    def _show_cell(self) -> None:
        here = self._here()
        if here is None:
            return
        self._shown_at = self._at()
        line, cell, heading = here
        self._quotes = {each.coding.id: each for each in cell.quotes} if cell else {}
        if cell is None:
            self.show_beside(display(line.label), [*self._about(line), *self._below()])
            return
        options = [Option(Content(display(cell_words(cell))).stylize("bold"), disabled=True)]
        if cell.table is not None:
            told = "t shows the table behind it: every answer with its base and tests"
            options.append(Option(Content(told), disabled=True))
        options += [Option(_quote(each), id=key) for key, each in self._quotes.items()]
        said = f" · {counted(len(self._quotes), 'quote')}" if self._quotes else ""
        self.show_beside(display(f"{line.label} · {heading}{said}"), options)

    def _about(self, line: JointLine) -> list[Option]:
        words = meta_words(line) or "no meta-inference yet: m writes it, f says how the sides fit"
        return [Option(plain(f"{fit_words(line)} {words}"), disabled=True)]

    def _below(self) -> list[Option]:
        below = self._found.below if self._found else ()
        return [Option(plain(each), disabled=True) for each in below]

    # --- keys ---

    def do_open(self) -> None:
        """Go to the quotes of the cell; in them, to the quote in its interview; else the table."""
        if self.in_beside:
            self.do_go_to_text()
            return
        here = self._here()
        if here is None:
            return
        _, cell, _ = here
        if cell is not None and cell.quotes:
            self.set_focus(self.beside)
        elif cell is not None and cell.table is not None:
            self.do_table()
        else:
            self.say("No quote and no table stands behind this cell.")

    def do_go_to_text(self) -> None:
        """Open the quote under the cursor of the list in its interview."""
        found = self._quote_here()
        if found is None:
            self.say("There is no quote here to go to.")
            return
        place = found.coding.segment
        self.dismiss((place.interview, place.start, place.end))

    def _quote_here(self) -> CodedSegment | None:
        at = self.beside.highlighted
        return (
            self._quotes.get(self.beside.get_option_at_index(at).id or "")
            if at is not None
            else None
        )

    @on(OptionList.OptionSelected, "#beside")
    def _picked(self) -> None:
        self.do_go_to_text()

    def do_table(self) -> None:
        """Show the survey table behind the cell."""
        here = self._here()
        cell = here[1] if here else None
        if cell is None or cell.table is None:
            self.say("No table of the survey stands behind this cell.")
            return
        self.ask_for(self._show_table, "table_behind", cell.table, doing=COUNTING)

    def _show_table(self, table: CrossTab) -> None:
        width = max(20, self.beside.size.width - 4)
        lines = cross_tab_as_text(table, width=width).splitlines()
        self._quotes = {}
        self.show_beside(display(table.title), [Option(plain(each)) for each in lines])
        self.set_focus(self.beside)

    def do_fit(self) -> None:
        """Say how the two sides of this line fit."""
        here = self._here()
        if here is None:
            return
        line = here[0]
        choices = [Choice(each.value, each.value) for each in Fit]
        choices.append(Choice(NO_FIT, "not judged"))
        title = f"How do the two sides fit? {shortened(line.label, 40)}"
        ask(self.app, Chooser(title, choices), partial(self._take_fit, line))

    def _take_fit(self, line: JointLine, picked: str | None) -> None:
        if picked is None:
            return
        text = line.finding.text if line.finding else ""
        self._write(line, None if picked == NO_FIT else Fit(picked), text)

    def do_meta(self) -> None:
        """Write what follows from both sides of this line."""
        here = self._here()
        if here is None:
            return
        line = here[0]
        found = line.finding
        fields = (
            FormField("text", "What follows from both sides", found.text if found else ""),
            FormField("fit", "Fit", found.fit if found and found.fit else "", tuple(Fit)),
        )
        ask(self.app, Form(line.label, fields, _check_fit), partial(self._take_meta, line))

    def _take_meta(self, line: JointLine, values: Mapping[str, str] | None) -> None:
        if values is not None:
            self._write(line, Fit(values["fit"]) if values["fit"] else None, values["text"])

    def do_clear(self) -> None:
        """Take fit and meta-inference of this line away."""
        here = self._here()
        if here is not None and here[0].finding is not None:
            self._write(here[0], None, "")

    def _write(self, line: JointLine, fit: Fit | None, text: str) -> None:
        written = partial(self._written, line)
        self.ask_for(written, "write_finding", self._which, line.key, fit, text, doing=SAVING)

    def _written(self, line: JointLine, kept: Finding | None) -> None:
        self.refill(f"kept with your name and the date: {line.label}" if kept else "taken away")

    def _show(self, name: str) -> None:
        self._which = name
        self.refill()
        self.set_focus(self.main)

    def do_jd1(self) -> None:
        """Show the cases by the survey."""
        self._show("jd1")

    def do_jd2(self) -> None:
        """Show the mechanisms by theme."""
        self._show("jd2")

    def do_jd3(self) -> None:
        """Show the hypotheses by case."""
        self._show("jd3")

    def do_jd4(self) -> None:
        """Show the sub-groups with their cases."""
        self._show("jd4")

    def do_named(self) -> None:
        """Show answers of firms that consented by name, or no longer."""
        self._named = not self._named
        self.refill()

    def do_links(self) -> None:
        """Look through the links of cases to respondents."""
        from whyshore.tui.link_screen import LinkScreen

        ask(self.app, LinkScreen(self.office), lambda _: self.refill())

    def do_write(self) -> None:
        """Write the display as Markdown to exports/."""
        self.ask_for(self._told_where, "write_joint", self._which, self._named, doing=WRITING)

    def _told_where(self, path: Path) -> None:
        self.say(plain(f"written to {path}"))

    def do_copy(self) -> None:
        """Copy the quote under the cursor with its citation, or else the words of the cell."""
        found = self._quote_here() if self.in_beside else None
        here = self._here()
        if found is not None:
            quote = f"“{found.coding.quote}” ({found.citation})"
            self.copy_out(quote, "copied with its citation")
        elif here is not None and here[1] is not None:
            self.copy_out(cell_words(here[1]), "copied: the cell")


def _check_fit(values: Mapping[str, str]) -> str:
    return "" if values["fit"] in {"", *Fit} else f"The fit is one of {', '.join(Fit)}."


def _short(words: str, width: int = _WIDEST) -> Text:
    return Text(display(shortened(words, width - 2)), no_wrap=True)


def _quote(segment: CodedSegment) -> Content:
    words = " ".join(segment.coding.quote.split())
    return Content.assemble(
        display(f"“{words}” "), (display(f"{segment.citation} · {segment.case_name}"), "italic")
    )
