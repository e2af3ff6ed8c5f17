"""The lists beside the text: interviews, cases, and what a code means."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from whyshore.domain.case import NO_CASE, Case
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.interview import Outline
from whyshore.domain.overview import Progress
from whyshore.tui.asking import not_mine
from whyshore.tui.display_text import display

FOLDED = 80
MIN_NAME_CELLS = 8
"""How much of a name shows before anything else is left out for it."""


def plain(text: str) -> Content:
    """Text from a file or a person as content: always literal, nothing in it acts."""
    return Content(display(text).replace("\n", " ").replace("\t", " "))


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name on one row, with numbers at the right edge."""

    id: str
    name: str
    mark: str = ""
    """What stands before the name."""
    more: str = ""
    """What stands behind it."""
    numbers: str = ""
    dim: bool = False

    def line(self, width: int) -> Content:
        """The row in so many cells: too long a name is cut before what stands behind it.

        While a list is folded, there is no width to cut for.
        """
        room = max(width or FOLDED, MIN_NAME_CELLS) - cell_len(self.numbers) - 1
        name, more = Content.assemble(self.mark, plain(self.name)), plain(self.more)
        if room - more.cell_length >= min(MIN_NAME_CELLS, name.cell_length):
            name = name.truncate(min(room - more.cell_length, name.cell_length), ellipsis=True)
        line = Content.assemble(
            Content.assemble(name, more).truncate(room, ellipsis=True, pad=True),
            " ",
            (self.numbers, "dim"),
        )
        return line.stylize("dim") if self.dim else line


class NameList(OptionList):
    """Names with numbers, one row each; a letter goes to the next name that begins with it."""

    def __init__(self, **options: str) -> None:
        super().__init__(id=options.get("id"), markup=False)
        self._rows: dict[str, NameRow] = {}

    def show(self, rows: Sequence[NameRow]) -> None:
        """Show these rows; where they are the same ones, only what changed in them is drawn."""
        if [row.id for row in rows] == list(self._rows):
            for row in rows:
                self.show_row(row)
            return
        at = self.highlighted
        self._rows = {row.id: row for row in rows}
        self.clear_options()
        self.add_options(Option(row.line(self._room), id=row.id) for row in rows)
        self.highlighted = min(at, len(rows) - 1) if at is not None and rows else None

    def show_row(self, row: NameRow) -> None:
        """Show one row anew, if it changed."""
        if self._rows[row.id] != row:
            self._rows[row.id] = row
            self.replace_option_prompt(row.id, row.line(self._room))

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    def on_mount(self) -> None:
        """A scroll bar takes room too."""
        self.watch(self, "show_vertical_scrollbar", self._cut_soon, init=False)

    def _cut_soon(self) -> None:
        self.call_after_refresh(self.on_resize)

    def on_resize(self) -> None:
        """Cut the names for the new width."""
        for row in self._rows.values():
            self.replace_option_prompt(row.id, row.line(self._room))

    def on_key(self, event: events.Key) -> None:
        """Go to the next name that begins with a letter that is no key here."""
        if not_mine(self, event):
            return
        letter = event.character or ""
        if not letter.isalnum() or event.key in self.screen.active_bindings:
            return
        event.stop()
        names = [row.name for row in self._rows.values()]
        at = -1 if self.highlighted is None else self.highlighted
        order = [*range(at + 1, len(names)), *range(at + 1)]
        begins = (n for n in order if names[n].casefold().startswith(letter.casefold()))
        self.highlighted = next(begins, self.highlighted)


class InterviewList(NameList):
    """The interviews with how far each has come."""

    class Opened(Message):
        """An interview was picked."""

        def __init__(self, interview: str) -> None:
            self.interview = interview
            super().__init__()

    def fill(self, rows: Sequence[tuple[Outline, Progress]], current: str | None) -> None:
        """Show these interviews; the cursor stays where it was, at first on the open one."""
        self.show([_interview_row(*row, current) for row in rows])
        if self.highlighted is None:
            self.highlighted = next((n for n, (o, _) in enumerate(rows) if o.id == current), None)

    def update(self, outline: Outline, progress: Progress, current: str | None) -> None:
        """Show one interview's progress anew."""
        self.show_row(_interview_row(outline, progress, current))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(str(event.option_id)))


def _interview_row(outline: Outline, progress: Progress, current: str | None) -> NameRow:
    return NameRow(
        outline.id,
        outline.id,
        mark="▶ " if outline.id == current else "  ",
        more=" (fictional)" if outline.fictional else "" if outline.include else " (left out)",
        numbers=f"{progress.codings}{_percent(progress):>4}",
    )


def _percent(progress: Progress) -> str:
    return "" if progress.percent is None else f" {progress.percent}%"


class CaseList(NameList):
    """The cases with how many codings of this interview belong to each."""

    class Opened(Message):
        """A case was picked; None is the codings without one."""

        def __init__(self, case: str | None) -> None:
            self.case = case
            super().__init__()

    class NewWanted(Message):
        """A case should be added."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "add", "Add a case", id="add_case")]

    def fill(self, cases: Sequence[Case], counts: Counter[str | None], here: set[str]) -> None:
        """Show cases in the order given, those of other interviews dimmed."""
        rows = [
            NameRow(
                case.id,
                case.company,
                more=case.name.removeprefix(case.company),
                numbers=str(counts[case.id]),
                dim=case.id not in here,
            )
            for case in cases
        ]
        self.show([*rows, NameRow(":none", NO_CASE, numbers=str(counts[None]))])

    def action_add(self) -> None:
        """Ask for a new case."""
        self.post_message(self.NewWanted())

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        case = str(event.option_id)
        self.post_message(self.Opened(None if case == ":none" else case))


class CodeDetails(Static):
    """What a code means: definition, when to use it and when not, examples, its memo.

    It scrolls by itself: laying the screen out anew for each code would hold up the keys.
    """

    class Scrolled(Message):
        """How many rows there are above and below what is shown."""

        def __init__(self, above: int, below: int) -> None:
            self.above, self.below = above, below
            super().__init__()

    def __init__(self, **options: str) -> None:
        super().__init__(markup=False, id=options.get("id"))
        self._shown: tuple[object, ...] = ()
        self._rows: list[Content] = []
        self._top = 0
        self._told = (0, 0)

    def explain(
        self, codebook: Codebook, code_id: str | None, memos: Mapping[str, str] | None = None
    ) -> None:
        """Explain a code, with memos under headings; None clears."""
        key = (id(codebook), code_id, tuple((memos or {}).items()))
        if key == self._shown:
            return
        self._shown = key
        code = codebook.by_id.get(code_id or "")
        parts = _explanation(code) if code else []
        if code_id and not code:
            parts = [Content(f"{display(code_id)} is missing from the codebook.")]
        noted = [
            Content.assemble((f"{title}: ", "bold"), Content(display(memo)))
            for title, memo in (memos or {}).items()
        ]
        parts[1:1] = noted
        self._top = 0
        self.update(Content("\n").join(parts), layout=False)
        self._wrap()

    def scroll_by(self, rows: int) -> None:
        """Show what is further down or up."""
        self._top = max(0, min(self._top + rows, len(self._rows) - self.size.height))
        self.refresh()
        self._tell()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._wrap()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self.scroll_by(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls."""
        event.stop()
        self.scroll_by(-2)

    def render(self) -> Content:
        """The rows from the one on top down."""
        return Content("\n").join(self._rows[self._top : self._top + self.size.height])

    def _wrap(self) -> None:
        content = self.content
        if self.size.width and isinstance(content, Content):
            self._rows = content.wrap(self.size.width)
            self.scroll_by(0)

    def _tell(self) -> None:
        told = (self._top, max(0, len(self._rows) - self._top - self.size.height))
        if told != self._told:
            self._told = told
            self.post_message(self.Scrolled(*told))


def _explanation(code: Code) -> list[Content]:
    facets = ", ".join(f"{name}: {value}" for name, value in code.facets.items())
    parts = [
        Content.assemble(
            (display(code.chord or ""), "bold"), " ", (display(code.name), "bold underline")
        ),
        Content(display(code.definition)),
    ]
    rows = (("Include", code.include), ("Exclude", code.exclude))
    for title, text in rows:
        if text:
            parts.append(Content.assemble((f"{title}: " if title else "", "bold"), display(text)))
    for example in code.examples:
        origin = f" ({example.origin})" if example.origin else ""
        parts.append(
            Content.assemble("“", (display(example.text), "italic"), f"”{display(origin)}")
        )
    parts.append(
        Content(display(", ".join(part for part in (code.id, facets) if part))).stylize("dim")
    )
    return [part for part in parts if part.plain.strip()]
