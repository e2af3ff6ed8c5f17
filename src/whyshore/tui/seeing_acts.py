"""Choose which codings show, list those at the cursor, and see the interview as a whole."""

from collections.abc import Sequence

from textual import on

from whyshore.analysis.coding_filter import (
    CodingFilter,
    filter_in_words,
    in_order,
    in_words,
    traits_found,
)
from whyshore.analysis.density import uncoded_stretches
from whyshore.domain.coding import Coding
from whyshore.domain.words import counted, shortened
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.dialogs import Asker, Choice, Chooser
from whyshore.tui.filter_window import FilterWindow
from whyshore.tui.minimap import Minimap
from whyshore.tui.panes import plain


class SeeingActs(DeskScreen):
    """How one sees what is coded."""

    _filter_before = CodingFilter()
    """The filter that held last, to begin with when the next is chosen."""

    # --- which codings show ---

    def do_filter(self) -> None:
        """Choose which codings show; while a filter holds, show all again."""
        desk = self.desk
        if self.filter:
            self.do_show_all_codings()
            return
        found = traits_found(desk.codings, desk.codebook, desk.case_of)
        if not found:
            self.say("There are no codings in this interview to choose from.")
            return
        names = self.case_names()
        rows = {
            trait: (in_words(trait, desk.codebook, names), found[trait])
            for trait in in_order(found, desk.codebook)
        }
        window = FilterWindow(rows, self._filter_before.wanted, self._passing)
        ask(self.app, window, self._filter_chosen)

    def _passing(self, wanted: CodingFilter) -> str:
        desk = self.desk
        shown = wanted.passing(desk.codings, desk.codebook, desk.case_of)
        told = filter_in_words(wanted, desk.codebook, self.case_names())
        only = f" · only {told}" if told else ""
        return f"{len(shown)} of {counted(len(desk.codings), 'coding')}{only}"

    def _filter_chosen(self, wanted: CodingFilter | None) -> None:
        if wanted is None:
            return
        self._filter_before = wanted
        self._use_filter(wanted)
        book, names = self.desk.codebook, self.case_names()
        shown = len(self.transcript.margin.codings)
        self.say(
            ("only ", "bold"),
            plain(filter_in_words(wanted, book, names)),
            f" · {shown} of {counted(len(self.desk.codings), 'coding')} · Z or Esc shows all",
        )

    def do_show_all_codings(self) -> None:
        """Let no filter hold."""
        if self.filter:
            self._use_filter(CodingFilter())
            self.say(f"all {counted(len(self.desk.codings), 'coding')} show again")

    def _use_filter(self, wanted: CodingFilter) -> None:
        self.filter = wanted
        self.show_work()
        self.explain_current()

    # --- the codings at the cursor ---

    def do_list_codings(self) -> None:
        """List every coding at the cursor, those without a lane and those filtered away too."""
        here = self.desk.codings_at(self.place())
        if not here:
            self.say("There is no coding at the cursor.")
            return
        self._show_one_of(here, "at the cursor")

    def point_at(self, codings: Sequence[Coding]) -> None:
        """Select the coding whose bracket was clicked; of several on a line, the one picked."""
        if len(codings) == 1:
            self._show_coding(codings[0], keep_view=True)
        else:
            self._show_one_of(codings, "on this line")

    def _show_one_of(self, codings: Sequence[Coding], where: str) -> None:
        def picked(wanted: str | None) -> None:
            coding = next((each for each in codings if each.id == wanted), None)
            if coding:
                self._show_coding(coding)

        lines = [Choice(each.id, self._in_a_line(each)) for each in codings]
        ask(self.app, Chooser(f"{counted(len(codings), 'coding')} {where}", lines), picked)

    def _in_a_line(self, coding: Coding) -> str:
        code = self.desk.codebook.by_id.get(coding.code)
        case = self.desk.case_name(self.desk.case_of(coding))
        hidden = "" if self.is_shown(coding) else " (filtered away)"
        name = code.name if code else "(missing from codebook)"
        words = shortened(coding.quote, 40)
        return f"{self.chord_of(coding)}  {name}{hidden} · {coding.coder} · {case}: “{words}”"

    def _show_coding(self, coding: Coding, *, keep_view: bool = False) -> None:
        """Select a coding's words, so that it is the one at the cursor."""
        place = coding.segment
        self.transcript.preferred = coding.id
        self.transcript.put_cursor(place.start, place.end, keep_view=keep_view)
        if not self.is_shown(coding):
            self.say(plain(f"{self.chord_of(coding)} is filtered away: Z shows all codings"))

    # --- the interview as a whole ---

    def do_minimap(self) -> None:
        """Show or hide the overview of the whole interview."""
        shown = not self.query_one(Minimap).display
        self.set_class(shown, "-map")
        self.set_class(not shown, "-no-map")
        self.say("overview shown" if shown else "overview hidden: F9 shows it")

    @on(Minimap.Pointed)
    def _pointed(self, event: Minimap.Pointed) -> None:
        self.set_focus(self.transcript)
        self.transcript.put_cursor(event.position)

    def do_longest_uncoded(self) -> None:
        """Go to the longest stretch without a coding; from there to the next longest."""
        interview = self.desk.interview
        if interview is None:
            return
        spans = [(each.segment.start, each.segment.end) for each in self.transcript.margin.codings]
        stretches = uncoded_stretches(spans, interview.text)
        if not stretches:
            self.say("Everything in this interview is coded.")
            return
        starts = [start for start, _ in stretches]
        here = starts.index(self.place()) + 1 if self.place() in starts else 0
        number = here % len(stretches)
        start, end = stretches[number]
        self.transcript.put_cursor(start)
        words = len(interview.text[start:end].split())
        shown = " shown" if self.filter else ""
        self.say(
            f"{counted(words, 'word')} from here without a{shown} coding"
            f" · gap {number + 1} of {len(stretches)}"
        )

    def do_jump(self) -> None:
        """Ask for a percentage of the interview and go there."""
        if self.desk.interview is not None:
            ask(self.app, Asker("Go to which percentage of the interview? (0 to 100)"), self._jump)

    def _jump(self, typed: str | None) -> None:
        interview = self.desk.interview
        if interview is None or not (typed or "").strip():
            return
        number = (typed or "").strip().removesuffix("%").strip().replace(",", ".")
        try:
            percent = float(number)
        except ValueError:
            percent = -1.0
        if not 0 <= percent <= 100:  # noqa: PLR2004 - a percentage
            self.say(plain(f"“{typed}” is no percentage: type a number from 0 to 100."))
            return
        at = round(len(interview.text) * percent / 100)
        turn = interview.turn_at(at)
        # The start of the turn reads better than the middle of a word, where it is near.
        near = turn and at - turn.start < len(interview.text) / 200
        self.transcript.put_cursor(turn.words_start if turn and near else at)
        self.say(f"{percent:g}% of the interview")
