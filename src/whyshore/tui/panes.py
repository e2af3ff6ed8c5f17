"""The lists beside the text: interviews, cases, and what a code means."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

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
from whyshore.tui.display_text import display


def plain(text: str) -> Content:
    """Text from a file or a person as content: always literal, nothing in it acts."""
    return Content(display(text).replace("\n", " ").replace("\t", " "))


class InterviewList(OptionList):
    """The interviews with how far each has come."""

    class Opened(Message):
        """An interview was picked."""

        def __init__(self, interview: str) -> None:
            self.interview = interview
            super().__init__()

    def fill(self, rows: Sequence[tuple[Outline, Progress]], current: str | None) -> None:
        """Show these interviews; the cursor stays where it was."""
        at = self.highlighted
        self.clear_options()
        self.add_options(Option(_interview_line(*row, current), id=row[0].id) for row in rows)
        here = next((n for n, row in enumerate(rows) if row[0].id == current), None)
        self.highlighted = here if at is None else min(at, len(rows) - 1) if rows else None

    def update(self, outline: Outline, progress: Progress, current: str | None) -> None:
        """Show one interview's progress anew."""
        self.replace_option_prompt(outline.id, _interview_line(outline, progress, current))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(str(event.option_id)))


def _interview_line(outline: Outline, progress: Progress, current: str | None) -> Content:
    mark = "▶ " if outline.id == current else "  "
    fictional = " (fictional)" if outline.fictional else "" if outline.include else " (left out)"
    share = "" if progress.percent is None else f" {progress.percent}%"
    counts = (f"  {progress.codings}{share}", "dim")
    return Content.assemble(mark, plain(outline.id), fictional, counts)


def _case_line(name: str, count: int, here: bool) -> Content:  # noqa: FBT001 - one of a row
    line = Content.assemble(plain(name), (f"  {count}", "dim"))
    return line if here else line.stylize("dim")


class CaseList(OptionList):
    """The cases with how many codings of this interview belong to each."""

    _shown_cases: Sequence[tuple[str, str, int, bool]] = ()

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
        lines = [(case.id, case.name, counts[case.id], case.id in here) for case in cases]
        lines.append((":none", NO_CASE, counts[None], True))
        if [line[0] for line in lines] == [line[0] for line in self._shown_cases]:
            for line, before in zip(lines, self._shown_cases, strict=True):
                if line != before:
                    self.replace_option_prompt(line[0], _case_line(*line[1:]))
        else:
            at = self.highlighted
            self.clear_options()
            self.add_options(Option(_case_line(*line[1:]), id=line[0]) for line in lines)
            self.highlighted = min(at, len(lines) - 1) if at is not None else None
        self._shown_cases = lines

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
