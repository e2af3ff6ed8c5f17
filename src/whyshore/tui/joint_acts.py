"""From the text to the joint displays and to the links of cases."""

from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.desk_screen import DeskScreen

Place = tuple[str, int, int]


class JointActs(DeskScreen):
    """What one does with interviews and survey side by side."""

    def do_joint(self) -> None:
        """Go to the joint displays."""
        from whyshore.tui.joint_screen import JointScreen

        if self._may_leave():
            ask(self.app, JointScreen(self.desk.office), self._back_from_joint)

    def do_links(self) -> None:
        """Go to the links of cases to respondents."""
        from whyshore.tui.link_screen import LinkScreen

        if self._may_leave():
            ask(self.app, LinkScreen(self.desk.office), self._back_from_joint)

    def _may_leave(self) -> bool:
        try:
            self.desk.office.check_free()
        except FixableError as problem:
            self.fail(problem)
            return False
        self.keep_place()
        return True

    def _back_from_joint(self, place: Place | None) -> None:
        self.desk.refresh()
        self.show_all()
        if place:
            self.open_interview(*place)
