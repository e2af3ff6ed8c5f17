"""The interview guide over the text: its sections, what was asked of each, and what came of it."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from whyshore.domain.guide import Asked, GuidePart, GuideView
from whyshore.domain.interview import Interview, Turn, has_interviewer
from whyshore.domain.place import cited
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import Dialog, ask, keys_of
from whyshore.tui.dialogs import Choice, Chooser
from whyshore.tui.display_text import display
from whyshore.tui.hint_line import HintLine
from whyshore.tui.keys import GUIDE_KEYS, KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain

NOWHERE = ":none"
Pinned = Callable[[int, str | None], GuideView]
"""Pins the turn at a position to a section (None: unpins it); gives the guide as it is then."""


class GuideWindow(Dialog[int | None]):
    """The interview by the questions of the guide; answers with the position to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "guide_close", "Back to the text", id="guide_close"),
        Binding("p", "pin", "Pin", id="pin"),
        Binding("x,delete", "unpin", "Unpin", id="unpin"),
        Binding("right_square_bracket,s", "next_section", "Next section", id="next_section"),
        Binding(
            "left_square_bracket,S", "previous_section", "Section before", id="previous_section"
        ),
    ]

    def __init__(
        self, view: GuideView, interview: Interview, here: Turn | None, pin: Pinned
    ) -> None:
        """Make the window; `here` is the turn that the cursor of the text is in."""
        super().__init__()
        self._view, self._interview, self._here, self._pin = view, interview, here, pin

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog tall"):
            yield Label(plain(self._title()), classes="dialog--title")
            yield OptionList(id="guide")
            yield Label("", id="guide-why", markup=False)
            yield HintLine(id="guide-hints")

    def on_mount(self) -> None:
        """Begin at the section that the cursor of the text is in."""
        self._fill()
        self._look_at(self._option_here())
        self.ready(self.query_one(OptionList))

    def on_resize(self) -> None:
        """Show as many hints as fit."""
        line = self.query_one("#guide-hints", HintLine)
        line.show(keys_of(self.app).of(GUIDE_KEYS), line.size.width or self.size.width * 4 // 5 - 4)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (GUIDE_KEYS,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return command_of(self, action)

    # --- what it shows ---

    def _title(self) -> str:
        unsure = "" if has_interviewer(self._interview) else " · nobody is known as interviewer"
        if not self._view.fits:
            why = f"hardly a question is like one of it{unsure}"
            return f"{self._interview.id} follows no guide: {why}"
        asked = sum(bool(part.asked) for part in self._view.parts)
        sections = f"{asked} of {len(self._view.parts)} sections asked"
        return f"{self._interview.id} by the guide: {sections}{unsure}"

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options())
        self.query_one(".dialog--title", Label).update(plain(self._title()))

    def _options(self) -> Iterator[Option]:
        outside = self._view.outside
        if outside is not None:
            title = "Before the first question" if self._view.fits else "The whole interview"
            yield Option(_heading(title, outside), id=NOWHERE)
            yield from (self._question(each) for each in outside.asked)
        for number, part in enumerate(self._view.parts, start=1):
            if part.section is not None:
                heading = _heading(f"{number} {part.section.title}", part)
                yield Option(heading, id=f"section {part.section.id}")
                yield from (self._question(each) for each in part.asked)

    def _question(self, asked: Asked) -> Option:
        turn = asked.turn
        words = shortened(self._interview.text[turn.words_start : turn.end], 200)
        sign = "»" if asked.pinned else "·" if asked.follows else " "
        here = "▶" if self._here == turn else " "
        line = Content.assemble((f"{here}{turn.number:>5} {sign} ", "dim"), plain(words))
        return Option(line.stylize("dim") if asked.follows else line, id=f"turn {turn.start}")

    def _option_here(self) -> str:
        """The option of the last question before the cursor of the text."""
        at = self._here.start if self._here else 0
        before = [each for each in self._all_asked() if each.turn.start <= at]
        last = max(before, key=lambda each: each.turn.start, default=None)
        return f"turn {last.turn.start}" if last else ""

    def _all_asked(self) -> list[Asked]:
        parts = [*self._view.parts, *([self._view.outside] if self._view.outside else [])]
        return [each for part in parts for each in part.asked]

    def _look_at(self, option: str) -> None:
        options = self.query_one(OptionList)
        ids = [each.id for each in options.options]
        options.highlighted = ids.index(option) if option in ids else 0 if ids else None

    @on(OptionList.OptionHighlighted, "#guide")
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        asked = self._asked_at(str(event.option_id))
        why = f"{cited(asked.turn)}: {asked.why}" if asked else self._told_of(str(event.option_id))
        self._say(why)

    def _told_of(self, option: str) -> str:
        part = self._part_at(option)
        if part is None or part.section is None:
            return "What belongs to no section of the guide."
        wanted = (*part.section.questions, *part.section.prompts)
        return f"The guide asks: {' / '.join(wanted) if wanted else ', '.join(part.section.cues)}"

    def _say(self, text: str) -> None:
        self.query_one("#guide-why", Label).update(Content(display(text).replace("\n", " ")))

    # --- what one does ---

    @on(OptionList.OptionSelected, "#guide")
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        asked, part = self._asked_at(str(event.option_id)), self._part_at(str(event.option_id))
        if asked is None and part is not None and part.asked:
            asked = part.asked[0]
        if asked is None:
            self._say("Nothing in this interview asks that.")
        else:
            self.dismiss(asked.turn.words_start)

    def action_guide_close(self) -> None:
        """Back to the text, where one was."""
        self.dismiss(None)

    def action_next_section(self) -> None:
        """Go to the next section."""
        self._step_section(1)

    def action_previous_section(self) -> None:
        """Go to the section before."""
        self._step_section(-1)

    def _step_section(self, step: int) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        headings = [
            n for n, each in enumerate(options.options) if not str(each.id).startswith("turn")
        ]
        ahead = [n for n in headings if (n - at) * step > 0]
        if ahead:
            options.highlighted = ahead[0] if step > 0 else ahead[-1]

    def action_pin(self) -> None:
        """On a question ask where it belongs; on a section put the turn at the cursor there."""
        option = self._option()
        asked, part = self._asked_at(option), self._part_at(option)
        if asked is not None:
            self._ask_section(asked.turn)
        elif part is not None and part.section is not None and self._here is not None:
            self._pin_to(self._here, part.section.id)
        else:
            self._say("Go to a question or a section first.")

    def _ask_section(self, turn: Turn) -> None:
        choices = [
            Choice(f"section {section.id}", f"{number} {section.title}")
            for number, section in enumerate(self._view.guide.sections, start=1)
        ]
        choices.append(Choice(NOWHERE, "none of its own: it goes on from the question before"))

        def picked(choice: str | None) -> None:
            if choice is not None:
                self._pin_to(turn, choice.removeprefix("section ") if choice != NOWHERE else "")

        ask(self.app, Chooser(f"Turn {turn.number} belongs to …", choices), picked)

    def action_unpin(self) -> None:
        """Let the words of the question decide again where it belongs."""
        asked = self._asked_at(self._option())
        if asked is None or not asked.pinned:
            self._say("Only a pinned question (marked ») can be unpinned.")
        else:
            self._pin_to(asked.turn, None)

    def _pin_to(self, turn: Turn, section: str | None) -> None:
        try:
            self._view = self._pin(turn.words_start, section)
        except FixableError as problem:
            self._say(str(problem))
            return
        self._fill()
        self._look_at(f"turn {turn.start}")
        self._say(f"turn {turn.number} {'pinned' if section is not None else 'unpinned'}; u undoes")

    def _option(self) -> str:
        options = self.query_one(OptionList)
        at = options.highlighted
        return str(options.get_option_at_index(at).id) if at is not None else ""

    def _asked_at(self, option: str) -> Asked | None:
        return next((a for a in self._all_asked() if f"turn {a.turn.start}" == option), None)

    def _part_at(self, option: str) -> GuidePart | None:
        if option == NOWHERE:
            return self._view.outside
        wanted = option.removeprefix("section ")
        return next((p for p in self._view.parts if p.section and p.section.id == wanted), None)


def _heading(title: str, part: GuidePart) -> Content:
    told = "not asked" if part.section and not part.asked else ""
    if part.answer_words or part.codings or not told:
        counts = [counted(part.answer_words, "word"), counted(part.codings, "coding")]
        told = " · ".join([f"{counted(len(part.asked), 'question')}", *counts])
    return Content.assemble((display(title), "bold"), (f"  {told}", "dim"))
