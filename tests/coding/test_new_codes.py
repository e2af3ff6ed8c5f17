from dataclasses import replace

import pytest

from whyshore.coding.new_codes import (
    chord_problem,
    id_problem,
    proposed_chord,
    proposed_id,
    proposed_name,
)
from whyshore.domain.codebook import Code, Codebook

BOOK = Codebook(
    codes=(
        Code("off", "Offshoring", chord="o", assignable=False),
        Code("off-cost", "Lower cost", "off", chord="oc"),
        Code("off-growth", "Growth", "off", chord="og"),
        Code("obstacle", "Obstacle", chord="xo"),
    )
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("  “We bought one.” ", "We bought one"),
        ("wages\n were   low,", "wages were low"),
        ("…", "…"),
        ("word " * 20, "word word word word word word word word word word word"),
    ],
)
def test_a_name_is_the_words_without_the_marks_around_them(words: str, name: str) -> None:
    assert proposed_name(words) == name


def test_an_id_is_made_of_the_name_and_is_free() -> None:
    assert proposed_id(BOOK, "Señor Íñigo's 2nd plant") == "senor-inigo-s-2nd-plant"
    assert proposed_id(BOOK, "Obstacle") == "obstacle-2"
    assert proposed_id(BOOK, "市场") == "市场"
    assert proposed_id(BOOK, "!") == "code"


def test_an_id_begins_like_those_beside_it() -> None:
    assert proposed_id(BOOK, "Low wages", "off") == "off-low-wages"
    assert proposed_id(BOOK, "Low wages", "obstacle") == "low-wages"


def test_a_chord_goes_on_from_the_code_above() -> None:
    assert proposed_chord(BOOK, "Low wages", "off") == "ol"
    assert proposed_chord(BOOK, "Cheap goods", "off") == "oh"


def test_a_chord_starts_with_no_command_and_is_in_nobodys_way() -> None:
    commands = frozenset("abcdefghijklmnpqrstuvwyz")

    assert proposed_chord(BOOK, "Low wages", None, commands) == "ol"
    assert proposed_chord(BOOK, "Xenon", None, commands) == "xx"
    assert proposed_chord(BOOK, "Low wages", None, commands | {"o", "x"}) == ""


def test_below_a_code_that_will_only_group_its_chord_may_be_gone_on_from() -> None:
    assert proposed_chord(BOOK, "High", "obstacle") == "xoh"
    assert chord_problem(BOOK, "xoh", None).startswith("“xoh” could never be typed")


def test_what_is_wrong_with_an_id_or_a_chord_is_said() -> None:
    assert "that of “Obstacle”" in id_problem(BOOK, "obstacle")
    assert "no spaces: “a-b” would do" in id_problem(BOOK, "a b")
    assert id_problem(BOOK, "") == "The code needs an id."
    assert "that of “Obstacle”" in chord_problem(BOOK, "xo", None)
    assert "“xo” (Obstacle) could never be typed" in chord_problem(BOOK, "x", None)
    assert "no spaces" in chord_problem(BOOK, "x y", None)
    assert chord_problem(BOOK, "", None) == ""


def test_every_proposal_does() -> None:
    book = BOOK
    for number in range(60):
        name = f"Code number {number}"
        chord = proposed_chord(book, name, None, frozenset("c"))
        assert chord_problem(book, chord, None) == id_problem(book, proposed_id(book, name)) == ""
        book = replace(book, codes=(*book.codes, Code(proposed_id(book, name), name, chord=chord)))
    assert len(book.by_chord) == 64
