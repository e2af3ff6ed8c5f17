"""The lists beside the text: interviews, cases, the codebook, and what a code means."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static, Tree
from textual.widgets.option_list import Option
from textual.widgets.tree import TreeNode

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


class CodebookTree(Tree[str]):
    """The codebook with how often each code is used: in this interview, in all."""

    class Opened(Message):
        """A code that can be put on text was picked."""

        def __init__(self, code: str) -> None:
            self.code = code
            super().__init__()

    class Looked(Message):
        """The cursor went to a code."""

        def __init__(self, code: str) -> None:
            self.code = code
            super().__init__()

    def __init__(self, **options: str) -> None:
        super().__init__("", id=options.get("id"))
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._by_code: dict[str, TreeNode[str]] = {}
        self._codebook = Codebook()
        self._totals: dict[str, tuple[int, int]] = {}

    def fill(self, codebook: Codebook, missing: Sequence[str]) -> None:
        """Show a codebook; codes that are used but no longer in it come last."""
        opened = {code for code, node in self._by_code.items() if node.is_expanded}
        first = not self._by_code
        self.clear()
        self._by_code, self._codebook, self._totals = {}, codebook, {}
        for code in codebook.codes:
            parent = self._by_code.get(code.parent or "", self.root)
            below = bool(codebook.children.get(code.id))
            wide = code.parent is None or code.id in opened if not first else code.parent is None
            self._by_code[code.id] = parent.add(
                "", data=code.id, allow_expand=below, expand=below and wide
            )
        for code_id in missing:
            self._by_code[code_id] = self.root.add_leaf("", data=code_id)
        for code_id in self._by_code:
            self._label(code_id)

    def count(self, here: Counter[str], everywhere: Counter[str]) -> None:
        """Show these counts; a container shows those of its whole branch."""
        for code_id in reversed(self._by_code):
            below = self._codebook.children.get(code_id, ())
            sums = [self._totals.get(child.id, (0, 0)) for child in below]
            total = (
                here[code_id] + sum(each[0] for each in sums),
                everywhere[code_id] + sum(each[1] for each in sums),
            )
            if self._totals.get(code_id) != total:
                self._totals[code_id] = total
                self._label(code_id)

    def go_to(self, code: str) -> None:
        """Put the cursor on a code, its branch opened."""
        node = self._by_code.get(code)
        if node is None:
            return
        parent = node.parent
        while parent is not None:
            parent.expand()
            parent = parent.parent
        self.call_after_refresh(self.move_cursor, node)

    @property
    def looked_at(self) -> str | None:
        """The code under the cursor."""
        return self.cursor_node.data if self.cursor_node else None

    def _label(self, code_id: str) -> None:
        here, everywhere = self._totals.get(code_id, (0, 0))
        code = self._codebook.by_id.get(code_id)
        label = Text()
        if code is None:
            label.append(f"{display(code_id)} (missing from codebook)", "italic")
        else:
            if code.colour:
                label.append("■ ", code.colour)
            if code.chord:
                label.append(f"{display(code.chord)} ", "bold" if code.assignable else "dim")
            if everywhere:
                label.append(f"{here}/{everywhere} ", "dim")
            label.append(display(code.name), "" if code.assignable else "italic")
        self._by_code[code_id].set_label(label)

    @on(Tree.NodeSelected)
    def _picked(self, event: Tree.NodeSelected[str]) -> None:
        event.stop()
        code = self._codebook.by_id.get(event.node.data or "")
        if code and code.assignable:
            self.post_message(self.Opened(code.id))
        else:
            event.node.toggle()

    @on(Tree.NodeHighlighted)
    def _looked(self, event: Tree.NodeHighlighted[str]) -> None:
        event.stop()
        if event.node.data:
            self.post_message(self.Looked(event.node.data))


class CodeDetails(Static):
    """What a code means: definition, when to use it and when not, an example, its memo."""

    def __init__(self, **options: str) -> None:
        super().__init__(markup=False, id=options.get("id"))
        self._shown: tuple[object, ...] = ()

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
        self.update(Content("\n").join(parts), layout=False)


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
    for example in code.examples[:2]:
        origin = f" ({example.origin})" if example.origin else ""
        parts.append(Content.assemble("“", (display(example.text), "italic"), f"”{origin}"))
    parts.append(
        Content(display(", ".join(part for part in (code.id, facets) if part))).stylize("dim")
    )
    return [part for part in parts if part.plain.strip()]
