"""Find words in the interview."""

from textual import on
from textual.widgets import Input

from whyshore.coding.find import find_all
from whyshore.tui.asking import hold, release
from whyshore.tui.desk_screen import DeskScreen


class FindActs(DeskScreen):
    """How one finds words."""

    def do_find(self) -> None:
        """Ask for words to find; the text follows while they are typed."""
        line = self.query_one("#find", Input)
        self._found_before = self.place()
        line.value = ""
        line.display = True
        hold(self.app)
        self.set_focus(line)
        # Keys that are on their way to the text already come back before the line gets them.
        self.transcript.call_later(release, self.app)

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        if event.input.display:
            self._find(event.value)

    def _find(self, wanted: str) -> None:
        interview = self.desk.interview
        if interview is None:
            return
        hits = find_all(interview.text, wanted)
        self.transcript.mark(hits)
        if hits:
            first = next((hit for hit in hits if hit[0] >= self._found_before), hits[0])
            self.transcript.put_cursor(*first)
            self.say(f"{len(hits)} found · Enter keeps them, n and N go on")
        elif wanted.strip():
            self.say("nothing found")

    @on(Input.Submitted, "#find")
    def _find_kept(self, event: Input.Submitted) -> None:
        self._find(event.value)
        event.input.display = False
        self.set_focus(self.transcript)
        release(self.app)

    def do_next_hit(self) -> None:
        """Go to the next place found."""
        self._go_to_hit([hit for hit in self.transcript.hits if hit[0] > self.place()], 0)

    def do_previous_hit(self) -> None:
        """Go to the place found before."""
        self._go_to_hit([hit for hit in self.transcript.hits if hit[0] < self.place()], -1)

    def _go_to_hit(self, ahead: list[tuple[int, int]], which: int) -> None:
        if not self.transcript.hits:
            self.say("Nothing was looked for yet: / finds.")
            return
        wanted = ahead[which] if ahead else self.transcript.hits[which]
        self.transcript.put_cursor(*wanted)
        number = list(self.transcript.hits).index(wanted) + 1
        self.say(f"{number} of {len(self.transcript.hits)}", "" if ahead else " · round the end")
