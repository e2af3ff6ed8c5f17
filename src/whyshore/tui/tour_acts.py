"""The tour: six short steps above the status line, each done by pressing the real key."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from whyshore.tui.asking import keys_of
from whyshore.tui.coding_acts import CodingActs
from whyshore.tui.display_text import display
from whyshore.tui.keymap import Keymap

BEGIN = 13
"""The turn that the tour begins at: the question before the first answer that is worth a code."""
SELECTED, CODED = "selected", "coded"


@dataclass(frozen=True, slots=True)
class Step:
    """What to press, and what tells that it was pressed; actions in braces stand for their keys."""

    title: str
    text: str
    until: str


STEPS = (
    Step(
        "Read on",
        "This interview is invented, to practise on. Arrows move; {next_uncoded} goes to the next "
        "answer that has no code. Press {next_uncoded}.",
        "next_uncoded",
    ),
    Step(
        "Select",
        "A code goes on the underlined sentence. {next_sentence} selects it, and again the next "
        "one; {grow} adds one, {next_turn} takes the whole turn. Press {next_sentence}.",
        SELECTED,
    ),
    Step(
        "Code",
        "Every code has a chord of a few letters; after the first one, the line below shows what "
        "can follow. Type {chord} ({code}).",
        CODED,
    ),
    Step(
        "Undo",
        "It was saved with the key that did it, and shows as a bracket beside the text. {undo} "
        "takes back the last change, of earlier sittings too. Press {undo}.",
        "undo",
    ),
    Step(
        "Look up a key",
        "{help} shows every key: type a word there to search, Esc closes it. {palette} lists "
        "them as commands. Press {help}, look, and press Esc.",
        "help",
    ),
    Step(
        "The table",
        "What is coded becomes Table 5, each statement with its quotes beside it. Press "
        "{synthesis} to see it; Esc there brings you back.",
        "synthesis",
    ),
)
FAREWELL = (
    "That was the tour. docs/tutorial.md goes on from here; {tour} shows the tour again. "
    "{quit} leaves: everything is saved already."
)


class TourPanel(Static):
    """The step one is at."""

    def __init__(self, **options: str) -> None:
        super().__init__("", markup=False, id=options.get("id"))

    def tell(self, title: str, text: str) -> None:
        """Show a step."""
        self.update(Content.assemble((f"{title}. ", "bold"), display(text)))
        self.add_class("-told")


class TourActs(CodingActs):
    """How one is shown around."""

    _tour_step: int | None = None
    """The place of the step in `STEPS`; behind the last one is the farewell."""

    def compose_more(self) -> ComposeResult:
        """The panel of the tour."""
        yield from super().compose_more()
        yield TourPanel(id="tour")

    def do_tour(self) -> None:
        """Begin the tour, in the practice interview of the bundled project."""
        practice = self.desk.clerk.practice_interview()
        if practice is None or practice not in self.desk.outlines:
            self.tell("The tour is on the bundled project: whyshore demo opens it.")
            return
        self.open_interview(practice)
        turns = self.desk.opened().turns
        self.transcript.put_cursor(turns[min(BEGIN, len(turns)) - 1].words_start)
        self._tour_step = 0
        self._tell_step()

    def apply(self, code: str) -> None:
        """Put a code on the selection; the tour goes on with it."""
        super().apply(code)
        self.did(CODED)

    def did(self, action: str) -> None:
        """Go on with the tour when its step was done; Escape in the text leaves it."""
        super().did(action)
        if self._tour_step is None:
            return
        chosen = self.transcript.selection
        done = {action, SELECTED} if action == "move" and chosen and chosen.span else {action}
        if action == "clear":
            self._leave_tour()
        elif self._tour_step == len(STEPS):
            if action not in {"move", "synthesis"}:
                self._leave_tour()
        elif STEPS[self._tour_step].until in done:
            self._tour_step += 1
            self._tell_step()

    def _leave_tour(self) -> None:
        self._tour_step = None
        self.query_one(TourPanel).remove_class("-told")
        self.say(f"the tour is closed; {keys_of(self.app).shown('tour')} opens it again")

    def _tell_step(self) -> None:
        panel, step = self.query_one(TourPanel), self._tour_step or 0
        if step == len(STEPS):
            panel.tell("Tour: done", self._with_keys(FAREWELL))
        else:
            title = f"Tour {step + 1} of {len(STEPS)}: {STEPS[step].title}"
            panel.tell(title, f"{self._with_keys(STEPS[step].text)} (Esc leaves the tour)")

    def _with_keys(self, text: str) -> str:
        """A text with the keys as they are configured, and a chord of the codebook."""
        keys: Keymap = keys_of(self.app)
        names = {key.action: keys.shown(key.action) for g in keys.groups for key in g.keys}
        led = set(keys.led_chords(self.desk.codebook))
        chords = [code for code in self.desk.codebook.codes if code.assignable and code.chord]
        code = next((code for code in chords if code.chord not in led), None)
        names["chord"] = " ".join(code.chord) if code else keys.shown("pick_code")
        names["code"] = code.name if code else "and pick one"
        return text.format_map(names)
