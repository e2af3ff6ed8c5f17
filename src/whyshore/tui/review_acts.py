"""Take new and corrected transcripts in, and settle what is not sure in them."""

from collections.abc import Sequence

from whyshore.domain.project import FilesNow
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain
from whyshore.tui.review_window import Place, ReviewWindow


class ReviewActs(DeskScreen):
    """What one does about files that came, changed or went."""

    def do_review(self) -> None:
        """Show files that wait or are gone, and what is to be settled in texts taken over."""
        try:
            self.desk.office.check_free()
        except FixableError as problem:
            self.fail(problem)
            return
        self.keep_place()

        def answered(place: Place | None) -> None:
            try:
                self.desk.refresh()
            except FixableError as problem:
                self.fail(problem)
                return
            self.show_all()
            first = self.desk.first_interview() if self.desk.interview is None else None
            if place is not None:
                self.open_interview(*place)
            elif first is not None:
                self.open_interview(first)

        ask(self.app, ReviewWindow(self.desk.office), answered)

    def ask_for_corrected(self) -> None:
        """Look whether texts were corrected since they were imported; say so if they were."""
        self.desk.office.later(self._corrected, self.fail, "files_now")

    def _corrected(self, found: FilesNow) -> None:
        if not found.waiting or not self.is_attached:
            return
        told = _some([str(each) for each in found.waiting], "; ", "more text")
        said = f"Texts wait to be taken over: {told}. F10 shows them and takes them over."
        self._notice(said)
        self.say("changed transcripts wait: F10 shows them")

    def look_at_files(self) -> None:
        """Look whether files came, changed or went, while nothing lies over the text."""
        if self.is_current:
            self.desk.look_at_files()

    def files_changed(self, found: FilesNow) -> None:
        """Say once which files came, changed or went, and what takes them in."""
        if not self.is_attached:
            return
        for problems in (found.gone, found.unreadable):
            if problems:
                self._notice(_some([str(each) for each in problems], "\n", "more file"))
        if found.waiting:
            told = _some([str(each) for each in found.waiting], "; ", "more text")
            self._notice(f"In interviews/: {told}. F10 shows what waits, and t there takes it in.")
        short = (
            f"gone from interviews/: {found.gone[0].file}" if found.gone else "",
            f"waiting in interviews/: {found.waiting[0].name}" if found.waiting else "",
            f"not readable: {found.unreadable[0].file}" if found.unreadable else "",
        )
        self.say(plain(" · ".join((*filter(None, short), "F10 shows the files"))))

    def _notice(self, told: str) -> None:
        self.notify(display(told), markup=False, severity="warning", timeout=20)


def _some(told: Sequence[str], between: str, more: str) -> str:
    """The first two of some things in words, and how many more there are."""
    rest = [counted(len(told) - 2, more)] if len(told) > 2 else []  # noqa: PLR2004
    return between.join([*told[:2], *rest])
