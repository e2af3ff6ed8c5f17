"""Screens that others build on: what they leave open has to be filled in."""

import pytest

from whyshore.tui.dialogs import CodePicker, _Picker
from whyshore.tui.find_screen import FindScreen
from whyshore.tui.joint_screen import JointScreen
from whyshore.tui.results_screen import ResultsScreen
from whyshore.tui.two_panes import TwoPaneScreen
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.memo_clerk import MemoClerk


@pytest.mark.parametrize("left_open", [_Picker, ResultsScreen, TwoPaneScreen, MemoClerk])
def test_what_leaves_something_open_cannot_be_made(left_open: type) -> None:
    with pytest.raises(TypeError, match="abstract"):
        object.__new__(left_open)


@pytest.mark.parametrize("filled_in", [CodePicker, FindScreen, JointScreen, Clerk])
def test_what_fills_it_in_can_be_made(filled_in: type) -> None:
    assert isinstance(object.__new__(filled_in), filled_in)
