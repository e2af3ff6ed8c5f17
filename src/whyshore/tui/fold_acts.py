"""Fold and unfold the panes beside the text."""

from whyshore.tui.asking import keys_of
from whyshore.tui.desk_screen import DeskScreen


class FoldActs(DeskScreen):
    """How one makes room for the text, or for the lists."""

    def do_fold_left(self) -> None:
        """Fold the interviews and cases, or bring them back."""
        self._fold("left", "interviews", "interviews and cases", "fold_left")

    def do_fold_right(self) -> None:
        """Fold the codebook, or bring it back."""
        self._fold("right", "codebook", "codebook", "fold_right")

    def _fold(self, side: str, first: str, called: str, action: str) -> None:
        pane = self.query_one(f"#{side}")
        inside = self.focused is not None and pane in self.focused.ancestors
        if pane.display:
            self.remove_class(f"-show-{side}")
            self.add_class(f"-hide-{side}")
            if inside:
                self.set_focus(self.transcript)
            self.say(f"{called} folded: {keys_of(self.app).shown(action)} unfolds")
            return
        self.say(f"{called} unfolded")
        self.remove_class(f"-hide-{side}")
        if self.has_class("-narrow"):
            # There is room for one side only while one works in it.
            self.set_focus(self.query_one(f"#{first}"))
            self.add_class(f"-show-{side}")
