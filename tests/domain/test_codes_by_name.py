"""A change of codings tells its codes by name, and leaves all other words alone."""

import pytest

from whyshore.domain.codebook import Code, Codebook

BOOK = Codebook(
    codes=(
        Code("back", "Backshoring"),
        Code("off-growth", "Market growth", chord="og"),
        Code("ana", "Analysis"),
    )
)


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("back on “It grew.” (ana, turn 2)", "Backshoring on “It grew.” (ana, turn 2)"),
        ("back, off-growth on “a” (x)", "Backshoring, og Market growth on “a” (x)"),
        ("remove back from “a back b” (x)", "remove Backshoring from “a back b” (x)"),
        ("remove back, ana from 2 passages", "remove Backshoring, Analysis from 2 passages"),
        ("back → off-growth on 3 codings", "Backshoring → og Market growth on 3 codings"),
        ("case of back on “a” (x): ana", "case of Backshoring on “a” (x): ana"),
        ("move back by ana to “a” (x)", "move Backshoring by ana to “a” (x)"),
        ("split back on “a” (x) before “b”", "split Backshoring on “a” (x) before “b”"),
        ("join two back to “a” (x)", "join two Backshoring to “a” (x)"),
        ("memo on back “a” (ana)", "memo on Backshoring “a” (ana)"),
        ("remove memo on code back", "remove memo on code Backshoring"),
        ("back on 2 turns found by ana (back)", "Backshoring on 2 turns found by ana (back)"),
        ("way back of off-growth on “a” (x): 3", "way back of og Market growth on “a” (x): 3"),
        ("memo on interview ana", "memo on interview ana"),
        ("default case of ana: back", "default case of ana: back"),
        ("gone-code on “a” (x)", "gone-code on “a” (x)"),
    ],
)
def test_only_the_codes_of_a_change_are_called_by_name(summary: str, told: str) -> None:
    assert BOOK.with_names(summary) == told
