"""Files that wait to be taken in or are gone, and old and proposed words side by side."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from whyshore.domain.anchoring import Doubt
from whyshore.domain.project import FilesNow
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError, Problem
from whyshore.tui.asking import Dialog, ask, keys_of
from whyshore.tui.dialogs import Asker
from whyshore.tui.display_text import display
from whyshore.tui.hint_line import HintLine
from whyshore.tui.keys import REVIEW_KEYS, KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain
from whyshore.workflow.office import Office

Place = tuple[str, int, int]
TAKING = "t takes in every text that waits; u then brings back what was."


class ReviewWindow(Dialog[Place | None]):
    """What corrected texts left to settle; answers with a place to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "review_close", "Back to the text", id="review_close"),
        Binding("t", "take_over", "Take over", id="take_over"),
        Binding("a", "accept", "Accept", id="accept"),
        Binding("w", "adjust_words", "Adjust", id="adjust_words"),
        Binding("x,delete", "drop", "Drop", id="drop"),
        Binding("u", "undo_settled", "Undo", id="undo_settled"),
    ]

    def __init__(self, office: Office) -> None:
        """Make the window; the clerk of the office is asked for what there is."""
        super().__init__()
        self._office = office
        self._files = FilesNow()
        self._doubts: list[Doubt] = []
        self._told = ""
        """What was just done, until the next move."""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog tall"):
            yield Label("", classes="dialog--title", markup=False)
            yield OptionList(id="review")
            with Horizontal(id="review-sides"):
                yield Static("", id="review-old", markup=False)
                yield Static("", id="review-new", markup=False)
            yield Label("", id="review-said", markup=False)
            yield HintLine(id="review-hints")

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one("#review-old").border_title = "coded"
        self.query_one("#review-new").border_title = "proposed now"
        try:
            self._look()
        except FixableError as problem:
            self._say(str(problem))
        self.ready(self.query_one(OptionList))

    def on_resize(self) -> None:
        """Show as many hints as fit."""
        line = self.query_one("#review-hints", HintLine)
        width = line.size.width or self.size.width * 4 // 5 - 4
        line.show(keys_of(self.app).of(REVIEW_KEYS), width)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (REVIEW_KEYS,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return command_of(self, action)

    # --- what it shows ---

    def _look(self, at: int = 0) -> None:
        self._files, self._doubts = self._office.clerk.files_now(), self._office.clerk.doubts()
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = min(at, options.option_count - 1) if options.option_count else None
        self.query_one(".dialog--title", Label).update(Content(self._title()))
        if not options.option_count:
            self._show("", "")

    def _title(self) -> str:
        waiting, gone = self._files.waiting, self._files.gone
        told = (
            f"{counted(len(waiting), 'text')} to take over" if waiting else "",
            f"{counted(len(gone), 'file')} gone" if gone else "",
            f"{counted(len(self._doubts), 'thing')} to settle" if self._doubts else "",
        )
        return " · ".join(filter(None, told)) or "Everything lies where its words are"

    def _options(self) -> Iterator[Option]:
        for text in self._files.waiting:
            yield Option(Content.assemble(("⟳ ", "bold"), plain(str(text))))
        for file in self._files.gone:
            yield Option(Content.assemble(("✗ ", "bold"), plain(f"{file.file}: {file.what}")))
        for number, each in enumerate(self._doubts):
            sign = "?" if each.start is not None else "∅"
            said = f"{each.called} {each.what} “{shortened(each.was.quote, 50)}” {each.where}"
            line = Content.assemble((f"{sign} ", "bold"), plain(said))
            yield Option(line, id=f"doubt {number}")

    @on(OptionList.OptionHighlighted, "#review")
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        doubt = self._doubt()
        if doubt is None:
            self._show("", "")
            gone = self._gone()
            self._say_next(
                f"{gone.fix} Put the file back, or go on without it." if gone else TAKING
            )
            return
        was = doubt.was
        now = _marked(doubt.before, doubt.now, doubt.after)
        none = Content("No place is proposed: it keeps its words.")
        self._show(_marked(was.before, was.quote, was.after), none if doubt.start is None else now)
        self._say_next(f"{doubt.state.value}: {doubt.why}")

    def _show(self, old: Content | str, new: Content | str) -> None:
        self.query_one("#review-old", Static).update(old)
        self.query_one("#review-new", Static).update(new)

    def _say_next(self, text: str) -> None:
        """Say something about what is looked at now, behind what was just done."""
        self._say(" · ".join(filter(None, (self._told, text))))
        self._told = ""

    def _say(self, text: str) -> None:
        self.query_one("#review-said", Label).update(Content(display(text).replace("\n", " ")))

    def _doubt(self) -> Doubt | None:
        at = self.query_one(OptionList).highlighted
        number = (at or 0) - len(self._files.waiting) - len(self._files.gone)
        return self._doubts[number] if at is not None and number >= 0 else None

    def _gone(self) -> Problem | None:
        """The file under the cursor that is gone; None where something else is there."""
        number = (self.query_one(OptionList).highlighted or 0) - len(self._files.waiting)
        return self._files.gone[number] if 0 <= number < len(self._files.gone) else None

    # --- what one does ---

    @on(OptionList.OptionSelected, "#review")
    def _go(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        doubt = self._doubt()
        if doubt is None and self._gone() is None:
            self.action_take_over()
        elif doubt is None:
            self._say("There is nothing to take over in a file that is gone.")
        elif doubt.start is None or doubt.end is None:
            self._say("It has no place in the text. w puts it on words, x drops it.")
        else:
            self.dismiss((doubt.interview, doubt.start, doubt.end))

    def action_review_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)

    def action_take_over(self) -> None:
        """Take every text over that waits."""
        if not self._files.waiting:
            self._say("No text waits.")
            return
        self._do(self._office.clerk.take_files_in, "taken over; u brings the old texts back")

    def action_accept(self) -> None:
        """Say that it lies where it is proposed."""
        doubt = self._doubt()
        if doubt is not None:
            self._do(lambda: self._office.clerk.accept_doubt(doubt), "accepted; u undoes")

    def action_drop(self) -> None:
        """Remove it."""
        doubt = self._doubt()
        if doubt is not None:
            self._do(lambda: self._office.clerk.drop_doubt(doubt), "dropped; u undoes")

    def action_adjust_words(self) -> None:
        """Ask for the words it lies on."""
        doubt = self._doubt()
        if doubt is None:
            return

        def answered(words: str | None) -> None:
            if words:
                self._do(
                    lambda: self._office.clerk.adjust_doubt(doubt, words), "adjusted; u undoes"
                )

        begin = " ".join((doubt.now or doubt.was.quote).split())
        title = f"{doubt.called} {doubt.what} lies on these words of {doubt.interview}"
        ask(self.app, Asker(title, begin, "words as the interview has them"), answered)

    def action_undo_settled(self) -> None:
        """Take back the last change."""

        def undo() -> None:
            if self._office.clerk.undo()[0] is None:
                raise FixableError("There is nothing to undo.")

        self._do(undo, "undone")

    def _do(self, act: Callable[[], object], done: str) -> None:
        """Do something and look anew; a problem is told and changes nothing."""
        at = self.query_one(OptionList).highlighted or 0
        try:
            act()
            self._told = done
            self._look(at)
        except FixableError as problem:
            self._say(str(problem))
            return
        self._say(done)


def _marked(before: str, words: str, after: str) -> Content:
    """Words told apart from what is around them, by signs and by weight."""
    return Content.assemble(
        (f"…{display(before)}", "dim"),
        (f"⟦{display(words)}⟧", "bold"),
        (f"{display(after)}…", "dim"),
    )
