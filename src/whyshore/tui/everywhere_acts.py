"""Look beyond the interview that lies open: find in all of them, list all that a code is on."""

from whyshore.domain.finding import Query
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.coded_segments_screen import CodedSegmentsScreen
from whyshore.tui.find_acts import FindActs
from whyshore.tui.find_screen import FindScreen, Search
from whyshore.tui.results_screen import Jump


class EverywhereActs(FindActs):
    """What one does with all interviews at once."""

    _search: Search | None = None
    """What was looked for everywhere last, and how far it was looked through."""

    def do_find_everywhere(self) -> None:
        """Find words in all interviews, beginning with what was just looked for in this one."""
        self.keep_place()
        here, last = self._last_query, self._search
        if last is None or (here is not None and here not in {last.query, last.begun_with}):
            self._search = Search(here or Query(""), begun_with=here)
            if last is not None:
                self._search.unit = last.unit
        screen = FindScreen(self.desk, self.searches, self._search or Search())
        ask(self.app, screen, self._returned)

    def do_coded_segments(self) -> None:
        """List all that is coded like the coding at the cursor."""
        current = self.transcript.current
        code = current.code if current else self.query_one(CodebookTree).looked_at
        self._show_segments_of(code)

    def action_segments_of_code(self) -> None:
        """List all that has the code under the cursor of the codebook; elsewhere as in the text."""
        tree = self.query_one(CodebookTree)
        if self.focused is tree:
            self._show_segments_of(tree.looked_at)
        else:
            self.do_coded_segments()

    def _show_segments_of(self, code: str | None) -> None:
        if code is None:
            self.tell("There is no coding at the cursor, and no code is looked at in the codebook.")
        else:
            self.show_segments(code)

    def show_segments(self, code: str) -> None:
        """List all that is coded with a code and with those below it."""
        self.keep_place()
        ask(self.app, CodedSegmentsScreen(self.desk, code), self._returned)

    def _returned(self, jump: Jump | None) -> None:
        """Show what was done meanwhile, and go to the place that was picked."""
        try:
            self.desk.refresh()
        except FixableError as problem:
            self.fail(problem)
            return
        self.show_all()
        if jump is None:
            return
        current = self.desk.interview
        if current is None or current.id != jump.interview:
            self.open_interview(jump.interview)
        opened = self.desk.interview
        if opened is None or opened.id != jump.interview:
            return  # it could not be opened, and the status line says why
        if jump.text_hash and jump.text_hash != opened.text_hash:
            self.tell(
                "The text was replaced since it was searched: the place is not sure any more."
            )
            return
        self.transcript.put_cursor(jump.start, jump.end)
        self.transcript.focus()
        if jump.query is not None:
            self.mark_found(jump.query)
