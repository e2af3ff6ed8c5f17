"""Find words in the interview."""

from collections.abc import Sequence

from textual import on, work
from textual.message import Message

from whyshore.coding.find import find_all
from whyshore.coding.patterns import SEARCH, PatternError, SearchStoppedError
from whyshore.coding.units import word_span
from whyshore.domain.finding import Mode, Query
from whyshore.errors import FixableError
from whyshore.tui.asking import hold, release
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.find_line import FindBar
from whyshore.tui.panes import plain
from whyshore.tui.selection import Span, Unit

NOTHING_YET = "Nothing was looked for yet: / finds."


class PatternSearched(Message):
    """A regular expression was searched for: places, or the problem with it."""

    def __init__(
        self, text: str, query: Query, hits: Sequence[Span], problem: FixableError | None
    ) -> None:
        self.text, self.query, self.hits, self.problem = text, query, hits, problem
        super().__init__()


class FindActs(DeskScreen):
    """How one finds words."""

    _last_query: Query | None = None
    _waiting_for: Query | None = None
    """The regular expression whose answer is still to come."""
    _keep_then = False
    """Whether Enter was pressed before it came."""
    _before: tuple[int, int, Unit] = (0, 0, Unit.SENTENCE)
    """Anchor and cursor when the line was opened, and the unit selected by."""

    @property
    def find_bar(self) -> FindBar:
        """The line to find words with."""
        return self.query_one(FindBar)

    # --- the line ---

    def do_find(self) -> None:
        """Ask for words to find; the text follows while they are typed."""
        bar = self.find_bar
        chosen = self.transcript.selection
        self._found_before = self.place()
        if chosen:
            self._before = (chosen.anchor, chosen.cursor, chosen.unit)
        bar.ask_for(Query("", *_ways(self._last_query)))
        bar.display = True
        hold(self.app)
        self.set_focus(bar.line)
        release(self.app)

    def leave_find(self) -> None:
        """Close the line without keeping what was typed: the cursor goes back."""
        if not self.find_bar.display:
            return
        self.find_bar.display = False
        self._waiting_for = None
        self._last_query = None
        SEARCH.stop()
        self.transcript.mark([])
        anchor, cursor, unit = self._before
        self.transcript.put_cursor(anchor)
        if self.transcript.selection and anchor != cursor:
            self.transcript.put_cursor(min(anchor, cursor), max(anchor, cursor))
            self.transcript.selection.unit = unit

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        if self.find_bar.display:
            self._find(event.query)

    @on(FindBar.Kept)
    def _find_kept(self, event: FindBar.Kept) -> None:
        self._find(event.query)
        if self._waiting_for is not None:
            self._keep_then = True  # the keys typed after Enter wait for the answer, too
        else:
            self._close_line()
            release(self.app)

    def _close_line(self) -> None:
        self.find_bar.display = False
        self.set_focus(self.transcript)

    @on(FindBar.Stepped)
    def _stepped(self, event: FindBar.Stepped) -> None:
        self.do_next_hit() if event.step > 0 else self.do_previous_hit()

    # --- looking ---

    def _find(self, query: Query) -> None:
        interview = self.desk.interview
        if interview is None:
            return
        self._last_query = query
        if query.mode is Mode.PATTERN and not query.empty:
            SEARCH.stop()
            self._waiting_for = query
            self._look(interview.text, query)
        else:
            self._waiting_for = None
            self._show_hits(query, find_all(interview.text, query))

    @work(thread=True, exclusive=True, group="find")
    def _look(self, text: str, query: Query) -> None:
        """Search for a regular expression beside the keys, as it may take long."""
        if query != self._waiting_for:
            return
        hits: Sequence[Span] = ()
        problem = None
        try:
            hits = find_all(text, query)
        except SearchStoppedError:
            return
        except PatternError as error:
            problem = error
        self.post_message(PatternSearched(text, query, hits, problem))

    @on(PatternSearched)
    def _pattern_searched(self, event: PatternSearched) -> None:
        if event.query != self._waiting_for:
            return
        self._waiting_for = None
        kept, self._keep_then = self._keep_then, False
        interview = self.desk.interview
        if event.problem or interview is None or interview.text != event.text:
            self.transcript.mark([])
            self.say(plain(str(event.problem or "")))
        else:
            self._show_hits(event.query, event.hits)
            if kept:
                self._close_line()
        if kept:
            release(self.app)

    def mark_found(self, query: Query) -> None:
        """Mark what was found elsewhere in this interview, too; the cursor is on one of them."""
        self._found_before = self.place()
        self._find(query)

    def _show_hits(self, query: Query, hits: Sequence[Span]) -> None:
        self.transcript.mark(hits)
        if hits:
            number = next((n for n, hit in enumerate(hits) if hit[0] >= self._found_before), 0)
            self.transcript.put_cursor(*hits[number])
            keeps = "Enter keeps them, " if self.find_bar.display else ""
            self.say(f"{number + 1} of {len(hits)} · {keeps}n and N go on")
        elif not query.empty:
            self.say("nothing found")

    # --- from place to place ---

    def do_next_hit(self) -> None:
        """Go to the next place found."""
        self._go_to_hit(1)

    def do_previous_hit(self) -> None:
        """Go to the place found before."""
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int) -> None:
        hits = self.transcript.hits
        if not hits and self._last_query is not None and self.desk.interview is not None:
            # Another interview was opened since: go on with the same words in it.
            self._found_before = self.place()
            self._find(self._last_query)
        elif not hits:
            self.say(NOTHING_YET)
        else:
            place = self.place()
            after = [n for n, hit in enumerate(hits) if (hit[0] - place) * step > 0]
            number = (after or range(len(hits)))[0 if step > 0 else -1]
            self.transcript.put_cursor(*hits[number])
            self.say(f"{number + 1} of {len(hits)}", "" if after else " · round the end")

    def do_find_this(self) -> None:
        """Find the selected words, or the word at the cursor, again."""
        chosen, interview = self.transcript.selection, self.desk.interview
        if chosen is None or interview is None:
            return
        span = chosen.span or word_span(interview.text, chosen.cursor)
        if span is None:
            self.say("There is no word here.")
            return
        words = interview.text[slice(*span)]
        self._last_query = Query(words, Mode.PLAIN if chosen.span else Mode.WORD)
        self.transcript.put_cursor(span[0])
        self.transcript.mark(find_all(interview.text, self._last_query))
        self.do_next_hit()


def _ways(query: Query | None) -> tuple[Mode, bool]:
    """How the last search was done, which is how the next one begins."""
    return (query.mode, query.exact) if query else (Mode.PLAIN, False)
