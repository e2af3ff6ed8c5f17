"""Take corrected transcripts over, and settle what is not sure in them."""

from whyshore.domain.anchoring import ChangedText
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen
from whyshore.tui.display_text import display
from whyshore.tui.review_window import Place, ReviewWindow


class ReviewActs(DeskScreen):
    """What one does about corrected transcripts."""

    def do_review(self) -> None:
        """Show corrected texts that wait, and what is to be settled in those taken over."""
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
            if place is not None:
                self.open_interview(*place)

        ask(self.app, ReviewWindow(self.desk.office), answered)

    def ask_for_corrected(self) -> None:
        """Look whether texts were corrected since they were imported; say so if they were."""
        self.desk.office.later(self._corrected, self.fail, "waiting_texts")

    def _corrected(self, texts: list[ChangedText]) -> None:
        if not texts or not self.is_attached:
            return
        told = "; ".join(f"{each.path}: {each.in_words}" for each in texts[:2])
        more = f"; {counted(len(texts) - 2, 'more text')}" if len(texts) > 2 else ""  # noqa: PLR2004
        said = f"Texts wait to be taken over: {told}{more}. F10 shows them and takes them over."
        self.notify(display(said), markup=False, severity="warning", timeout=20)
        self.say("changed transcripts wait: F10 shows them")
