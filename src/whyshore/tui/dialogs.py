"""Small windows that ask for one thing: a code, a case, a coding, some words."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from whyshore.coding.look_up import rank_codes
from whyshore.domain.case import Case
from whyshore.domain.codebook import Codebook
from whyshore.tui.asking import AskLine, Dialog, keys_of, release
from whyshore.tui.display_text import display
from whyshore.tui.key_search import likeness
from whyshore.tui.keys import ALL_GROUPS, KeyGroup, told_of
from whyshore.tui.panes import CodeDetails, plain
from whyshore.tui.searched_list import SearchedList, list_found
from whyshore.tui.without_keys import PROMPT_COMMANDS, THEME, WITHOUT_KEYS

CANCEL: list[BindingType] = [Binding("escape", "cancel", "Cancel")]


class _Picker(SearchedList[str | None]):
    """A line to type in over a list that narrows while typing; Enter takes the top one."""

    BINDINGS: ClassVar[list[BindingType]] = CANCEL

    def __init__(self, title: str, prompt: str) -> None:
        super().__init__()
        self._title, self._prompt = title, prompt

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(plain(self._title), classes="dialog--title")
            yield AskLine(placeholder=self._prompt, compact=True)
            yield OptionList()
            yield CodeDetails(id="preview")

    def on_mount(self) -> None:
        """Show everything there is before anything is typed."""
        self.narrow("")
        self.ready(self.query_one(Input))

    @abstractmethod
    def options_for(self, query: str) -> list[Option]:
        """The options that fit what was typed, the best first."""

    def look_at(self, option: str) -> None:
        """The cursor went to an option; to none where nothing fits, which is `""`."""

    def narrow(self, query: str) -> None:
        """Offer what fits what was typed."""
        options = self.query_one(OptionList)
        list_found(options, self.options_for(query), query)
        if options.highlighted is None:
            self.look_at("")

    @on(Input.Submitted)
    def _taken(self) -> None:
        self.follow()  # Enter may come before the list could follow the typing
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)
        release(self.app)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.look_at(str(event.option_id))

    def action_cancel(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)


class CodePicker(_Picker):
    """Find a code by name, path, id, chord or cues; its definition shows below."""

    def __init__(
        self, codebook: Codebook, recent: Sequence[str], title: str = "Code", *, without: str = ""
    ) -> None:
        """Offer every code but the one that is left out."""
        super().__init__(title, "name, id, chord or cue")
        self._codebook, self._recent, self._without = codebook, recent, without

    def options_for(self, query: str) -> list[Option]:
        """Codes that fit, with what made them fit."""
        matches = rank_codes(self._codebook, query, recent=self._recent)
        return [
            Option(
                Content.assemble(
                    ("■ ", each.code.colour or ""),
                    (f"{display(each.code.chord):<4}", "bold"),
                    plain(self._codebook.path_name(each.code.id)),
                    (f"  {display(each.why)}" if query else "", "dim"),
                ),
                id=each.code.id,
            )
            for each in matches
            if each.code.id != self._without
        ]

    def look_at(self, option: str) -> None:
        """Explain the code under the cursor."""
        self.query_one(CodeDetails).explain(self._codebook, option)


class CasePicker(_Picker):
    """Pick a case, none, or type the name of a new one."""

    NONE = ":none"
    NEW = ":new "

    def __init__(self, title: str, cases: Sequence[Case], *, none: str) -> None:
        super().__init__(title, "company or country; or Company – Country for a new case")
        self._cases, self._none = cases, none

    def options_for(self, query: str) -> list[Option]:
        """Cases with all the typed words in their names, then a new one of that name."""
        words = query.casefold().split()
        fitting = [
            Option(plain(case.name), id=case.id)
            for case in self._cases
            if all(word in f"{case.name} {' '.join(case.aliases)}".casefold() for word in words)
        ]
        typed = query.strip()
        if typed and all(typed.casefold() != case.name.casefold() for case in self._cases):
            new = Content.assemble("new case: ", plain(typed))
            fitting.append(Option(new, id=f"{self.NEW}{typed}"))
        if not typed and self._none:
            fitting.append(Option(plain(self._none), id=self.NONE))
        return fitting


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    id: str
    line: str


class Chooser(_Picker):
    """Pick one of some lines by typing a part of it."""

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(title, "type to narrow")
        self._choices = choices

    def options_for(self, query: str) -> list[Option]:
        """The lines that hold all the typed words."""
        return [Option(plain(choice.line), id=choice.id) for choice in self.fitting(query)]

    def fitting(self, query: str) -> list[Choice]:
        """The choices that hold all the typed words."""
        words = query.casefold().split()
        return [
            choice
            for choice in self._choices
            if all(word in choice.line.casefold() for word in words)
        ]


class ChooseSeveral(Dialog[list[str] | None]):
    """Tick any number of lines; Space or Enter ticks, Ctrl+S takes them in the order ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CANCEL,
        Binding("ctrl+s", "take", "Take", priority=True),
        Binding("space", "tick", "Tick"),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], ticked: Sequence[str]) -> None:
        super().__init__()
        self._title, self._choices = title, choices
        known = {choice.id for choice in choices}
        self._ticked = [each for each in ticked if each in known]

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(plain(self._title), classes="dialog--title")
            yield OptionList(*(Option(self._line(each), id=each.id) for each in self._choices))
            yield Label(Content("Space ticks · Ctrl+S takes the ticked ones · Esc leaves it"))

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.ready(self.query_one(OptionList))

    def _line(self, choice: Choice) -> Content:
        tick = (
            f"[{self._ticked.index(choice.id) + 1:>2}] " if choice.id in self._ticked else "[  ] "
        )
        return Content.assemble(Content(tick), plain(choice.line))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return
        choice = self._choices[options.highlighted]
        if choice.id in self._ticked:
            self._ticked.remove(choice.id)
        else:
            self._ticked.append(choice.id)
        for each in self._choices:
            options.replace_option_prompt(each.id, self._line(each))

    def action_take(self) -> None:
        """Take the ticked lines."""
        self.dismiss(self._ticked)

    def action_cancel(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)


class Asker(Dialog[str | None]):
    """Ask for one line of text."""

    BINDINGS: ClassVar[list[BindingType]] = CANCEL

    def __init__(self, title: str, text: str = "", prompt: str = "") -> None:
        super().__init__()
        self._title, self._text, self._prompt = title, text, prompt

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog small"):
            yield Label(plain(self._title), classes="dialog--title")
            yield AskLine(self._text, placeholder=self._prompt, compact=True)

    def on_mount(self) -> None:
        """Type at once."""
        self.ready(self.query_one(Input))

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
        release(self.app)

    def action_cancel(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)


class HelpScreen(Dialog[None]):
    """Every key there is, with a line to search in them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close", priority=True),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(15)", show=False, priority=True),
        Binding("pageup", "scroll(-15)", show=False, priority=True),
    ]

    def __init__(self, leader_chords: Sequence[str] = (), recent: Sequence[str] = ()) -> None:
        super().__init__()
        self._leader_chords, self._recent = leader_chords, recent

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog tall"):
            yield Label(Content("Keys"), classes="dialog--title")
            yield Input(placeholder="type to search; arrows scroll; Esc closes", compact=True)
            with Vertical(id="help-scroll"):
                yield Static(markup=False, id="help-text")

    def on_mount(self) -> None:
        """Show all keys."""
        self._show("")
        self.ready(self.query_one(Input))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, query: str) -> None:
        groups = keys_of(self.app).groups
        text = help_text(query, self._leader_chords, groups, self._recent)
        self.query_one("#help-text", Static).update(text)

    def action_scroll(self, rows: int) -> None:
        """Scroll while the cursor stays in the line."""
        self.query_one("#help-scroll").scroll_relative(y=rows, animate=False)

    def action_close(self) -> None:
        """Back to work."""
        self.dismiss(None)


def help_text(
    query: str = "",
    leader_chords: Sequence[str] = (),
    groups: Sequence[KeyGroup] = ALL_GROUPS,
    recent: Sequence[str] = (),
) -> Content:
    """All keys and commands that have the typed words; keys also as they are written."""
    lines: list[Content] = []
    for group in groups:
        keys = [key for key in group.keys if _fits(query, told_of(key, group))]
        lines += _section(group.title, [(told_of(key, group)[2], key.what) for key in keys])
    chords = [
        row for row in _chord_help(leader_chords, recent) if _fits(query, (*row, CHORD_WORDS))
    ]
    lines += _section("Codes", chords)
    others = [each for each in (THEME, *PROMPT_COMMANDS) if _fits(query, each.told)]
    lines += _section(WITHOUT_KEYS, [(each.typed, each.what) for each in others])
    return Content("\n").join(lines[:-1] or [Content(display(f"Nothing here has “{query}”."))])


CHORD_WORDS = "codes chords leader, used lately, recent"
"""What all that is said of chords in the help is found by."""


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[Content]:
    """Rows under a heading; nothing where there are none."""
    return [Content.assemble((title, "bold")), *map(_help_line, rows), Content("")] if rows else []


def _fits(query: str, told: tuple[str, ...]) -> bool:
    """Whether texts have all the words of a query, or hold it as it is written."""
    wanted = query.casefold().strip()
    return any(wanted in text.casefold() for text in told) or likeness(query, *told) > 0


def _chord_help(leader_chords: Sequence[str], recent: Sequence[str]) -> list[tuple[str, str]]:
    rows = [
        ("a chord", "type a code's chord, such as omg, to put it on the selection or sentence"),
        ("another chord", "the passage stays selected, so the next code goes on it too"),
        ("1 … 9", "a code used lately, the last one first"),
        *((f"    {number}", code) for number, code in enumerate(recent, start=1)),
        ("; chord", "the same for a chord that starts with a command's letter"),
    ]
    if leader_chords:
        rows.append(("", f"In this codebook they are: {', '.join(leader_chords)}"))
    return rows


def _help_line(row: tuple[str, str]) -> Content:
    return Content.assemble((f"  {row[0]:<26}", "bold"), Content(display(row[1])))


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form: a name, what it holds now, and what it may hold."""

    name: str
    label: str
    value: str = ""
    allowed: tuple[str, ...] = ()


class Form(Dialog[Mapping[str, str] | None]):
    """A few fields to fill in; as in a memo, Escape keeps and Ctrl+D leaves things as they were.

    A form whose first field is empty is left without keeping anything.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", "Keep and close", priority=True),
        Binding("ctrl+d", "cancel", "Leave as it was", priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        check: Callable[[Mapping[str, str]], str] = lambda _: "",
        problem: str = "",
    ) -> None:
        """Make a form; the first field takes several lines.

        `check` gives the problem with what was filled in, `""` where there is none; `problem` says
        what was wrong with it before.
        """
        super().__init__()
        self._title, self._fields, self._check = title, fields, check
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog"):
            yield Label(plain(self._title), classes="dialog--title")
            first, *others = self._fields
            yield Label(plain(first.label))
            yield TextArea(
                first.value, soft_wrap=True, id=first.name, tab_behavior="focus", compact=True
            )
            for field in others:
                allowed = f" ({', '.join(field.allowed)}, or nothing)" if field.allowed else ""
                yield Label(plain(f"{field.label}{allowed}"))
                yield AskLine(field.value, id=field.name, compact=True)
            yield Label(plain(self._problem), id="form-problem", markup=False)
            yield Label(Content("Esc keeps and closes · Tab goes on · Ctrl+D leaves it as it was"))

    def on_mount(self) -> None:
        """Begin at the end of the words that are there."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self.ready(area)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_keep()
        release(self.app)

    def action_keep(self) -> None:
        """Close and keep, if what was filled in makes sense."""
        values = {self._fields[0].name: self.query_one(TextArea).text}
        for field in self._fields[1:]:
            values[field.name] = self._completed(field)
        problem = self._check(values)
        if not values[self._fields[0].name].strip():
            self.dismiss(None)
        elif problem:
            self.query_one("#form-problem", Label).update(Content(display(problem)))
        else:
            self.dismiss(values)

    def _completed(self, field: FormField) -> str:
        """What was typed; the beginning of an allowed value is enough."""
        typed = self.query_one(f"#{field.name}", Input).value.strip()
        begun = [value for value in field.allowed if typed and value.startswith(typed.lower())]
        return begun[0] if len(begun) == 1 else typed

    def action_cancel(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)
