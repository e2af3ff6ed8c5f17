"""Windows that show how the codebook's file would change, and change it with Enter."""

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from whyshore.coding.look_up import rank_codes
from whyshore.coding.new_codes import proposed_chord, proposed_id
from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.codebook_change import CodebookChange
from whyshore.errors import FixableError
from whyshore.tui.asking import AskLine, Dialog, release
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain

PAUSE = 0.15
"""Seconds without typing after which the preview follows."""
Write = Callable[[CodebookChange], None]


class ChangeWindow(Dialog[CodebookChange | None]):
    """Shows a change line by line; Enter makes it, Escape leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("enter", "take", "Write"),
        Binding("pagedown,ctrl+down", "scroll(5)", show=False, priority=True),
        Binding("pageup,ctrl+up", "scroll(-5)", show=False, priority=True),
    ]
    KEYS = "Enter writes codebook.yaml · Esc leaves it as it is · PgDn PgUp scroll"

    def __init__(self, title: str, change: CodebookChange | None, write: Write) -> None:
        """Make a window; `write` makes a change, and may raise a FixableError."""
        super().__init__()
        self._title, self._change, self._write = title, change, write

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(plain(self._title), classes="dialog--title")
            yield from self.fields()
            yield Label("", id="change-problem", markup=False)
            yield Label("", id="change-notes", markup=False)
            with Vertical(id="change-scroll"):
                yield Static("", id="change", markup=False)
            yield Label(Content(self.KEYS), id="change-keys")

    def fields(self) -> ComposeResult:
        """What can be filled in."""
        yield from ()

    def on_mount(self) -> None:
        """Begin."""
        self.ready(self.begin())

    def begin(self) -> Widget:
        """Show the change; gives what has the focus first."""
        self.show_change(self._change)
        scroll = self.query_one("#change-scroll")
        scroll.can_focus = True
        return scroll

    def show_change(self, change: CodebookChange | None, problem: str = "") -> None:
        """Show a change, or why there is none."""
        self._change = change
        self._complain(problem)
        notes = self.query_one("#change-notes", Label)
        notes.display = bool(change and change.notes)
        notes.update(Content(display(" ".join(change.notes if change else ()))))
        lines = [_diff_line(line) for line in change.diff] if change else []
        self.query_one("#change", Static).update(Content("\n").join(lines))

    def _complain(self, problem: str) -> None:
        label = self.query_one("#change-problem", Label)
        label.display = bool(problem)
        label.update(Content(display(problem)))

    def action_take(self) -> None:
        """Make the change that is shown; where that fails the window stays."""
        if self._change is None:
            return
        try:
            self._write(self._change)
        except FixableError as problem:
            self._complain(str(problem))
        else:
            self.dismiss(self._change)

    def action_scroll(self, rows: int) -> None:
        """Scroll the lines."""
        self.query_one("#change-scroll").scroll_relative(y=rows, animate=False, immediate=True)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class CodePlan:
    """What is known of a new code when its window opens."""

    codebook: Codebook
    name: str = ""
    parent: str | None = None
    commands: Set[str] = frozenset()
    """Letters that no chord should start with."""


class NewCodeWindow(ChangeWindow):
    """Name a new code and see the lines it adds to `codebook.yaml`.

    Id and chord are proposed and follow the name and the parent until one writes them oneself.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    KEYS = "Enter writes codebook.yaml · Tab goes on · Esc leaves it as it is · PgDn PgUp scroll"
    FIELDS = (
        ("name", "Name", "what people read"),
        ("parent", "Under", "no code; type a name, id or chord, ↓ ↑ choose"),
        ("id", "Id", "short and lasting, no spaces"),
        ("chord", "Chord", "none; keys that put it on text"),
        ("definition", "Definition", "what the code means"),
    )

    def __init__(
        self,
        title: str,
        plan: CodePlan,
        preview: Callable[[Code], CodebookChange],
        write: Write,
    ) -> None:
        super().__init__(title, None, write)
        self._plan, self._preview = plan, preview
        self._proposed = {"id": "", "chord": ""}
        self._parents: list[str] = []
        self._chosen = 0
        self._pause: Timer | None = None

    def fields(self) -> ComposeResult:
        """The parts of a code."""
        for name, label, prompt in self.FIELDS:
            with Horizontal(classes="field"):
                yield Label(label)
                yield AskLine(id=f"new-{name}", placeholder=prompt, compact=True)
                if name == "parent":
                    yield Label("", id="new-parent-found", classes="field--found")

    def begin(self) -> Widget:
        """Propose what can be proposed, and begin with the name."""
        with self.prevent(Input.Changed):
            self._line("name").value = self._plan.name
            self._line("parent").value = self._plan.parent or ""
        self._find_parents()
        self._propose()
        self._look()
        return self._line("name")

    def new_code(self) -> Code:
        """The code as it is filled in."""
        words = {name: " ".join(self._line(name).value.split()) for name, *_ in self.FIELDS}
        return Code(
            words["id"],
            words["name"],
            parent=self._above,
            chord=words["chord"],
            definition=words["definition"],
        )

    @property
    def _above(self) -> str | None:
        """The code that was chosen to be above; what was typed if it is none."""
        typed = self._line("parent").value.strip()
        return (self._parents[self._chosen] if self._parents else typed) if typed else None

    def _line(self, name: str) -> Input:
        return self.query_one(f"#new-{name}", Input)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.input.id == "new-parent":
            self._find_parents()
        if event.input.id in {"new-name", "new-parent"}:
            self._propose()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_take()
        release(self.app)

    def action_take(self) -> None:
        """Make the change, unless the file changed since its lines were shown."""
        seen = self._change.before if self._change else None
        if self._pause is not None:
            self._look()
        if self._change is not None and seen is not None and self._change.before != seen:
            self._complain("codebook.yaml was changed meanwhile. Look again; Enter writes it then.")
        else:
            super().action_take()

    def action_step(self, step: int) -> None:
        """Choose the code above among those that fit; elsewhere go to the next field."""
        if self.focused is self._line("parent") and self._parents:
            self._chosen = (self._chosen + step) % len(self._parents)
            self._show_parent()
            self._propose()
            self._look()
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def _find_parents(self) -> None:
        typed = self._line("parent").value.strip()
        codebook = self._plan.codebook
        found = rank_codes(codebook, typed, limit=9, assignable_only=False) if typed else []
        ids = [each.code.id for each in found]
        self._parents = [typed, *(each for each in ids if each != typed)] if typed in ids else ids
        self._chosen = 0
        self._show_parent()

    def _show_parent(self) -> None:
        parent = self._above
        if parent is None:
            shown = "at the top"
        elif parent in self._plan.codebook:
            more = (
                f" ({self._chosen + 1} of {len(self._parents)})" if len(self._parents) > 1 else ""
            )
            shown = f"→ {self._plan.codebook.find(parent).name}{more}"
        else:
            shown = "no code fits"
        self.query_one("#new-parent-found", Label).update(plain(shown))

    def _propose(self) -> None:
        """Let id and chord follow, where they are as proposed."""
        codebook, parent = self._plan.codebook, self._above
        name = self._line("name").value
        above = parent if parent and parent in codebook else None
        chord = proposed_chord(codebook, name, above, self._plan.commands)
        wanted = {"id": proposed_id(codebook, name, above) if name.strip() else "", "chord": chord}
        for field, value in wanted.items():
            line = self._line(field)
            if line.value == self._proposed[field]:
                with self.prevent(Input.Changed):
                    line.value = value
                self._proposed[field] = value

    def _look(self) -> None:
        """Show the change as it would be now."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        try:
            change = self._preview(self.new_code())
        except FixableError as problem:
            self.show_change(None, str(problem))
            return
        first = change.code.chord[:1]
        if first in self._plan.commands:
            led = f"“{first}” is the key of a command: the chord is typed after ; (semicolon)."
            change = replace(change, notes=(*change.notes, led))
        self.show_change(change)


def _diff_line(line: str) -> Content:
    """A line of a change; its sign says what happens to it, and so does its look."""
    style = {"+": "bold $text-success", "-": "bold $text-error"}.get(line[:1], "dim")
    return Content(display(line)).stylize(style)
