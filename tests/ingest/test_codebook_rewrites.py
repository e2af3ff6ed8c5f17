"""What a code says of itself, and where it stands, changed in files of all kinds."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from whyshore.errors import FixableError, UnknownCodeError
from whyshore.ingest.codebook import codebook_in
from whyshore.ingest.codebook_edit import with_code_moved, with_values
from whyshore.ingest.written_lines import WrittenFile

BUNDLED = Path(__file__).parents[2] / "codebook.yaml"
FILE = "codebook.yaml"
ODD = """\
# how we read the interviews
codes:
  - {id: a, name: 'A, b', children: [{id: a1, name: One}, {id: a2, name: &n Two}]}
  - id: b   # agreed on 3 May
    name: *n

  # about c
  - id: c
    parent: b
    name: "Ça"
    definition: |
      one

      two
"""


def changed(before: str, change: Callable[[bytes], bytes]) -> list[str]:
    """The lines that go and come; the line ends of Windows and all other bytes have to stay."""
    raw = before.replace("\n", "\r\n").encode("utf-8-sig")
    after = change(raw)
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")
    old, new = (WrittenFile.read(each, FILE).text.split("\n") for each in (raw, after))
    steps = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return [step for step in steps if not step.startswith("@@")]


def valued(code: str, **values: str | None) -> list[str]:
    return changed(ODD, lambda raw: with_values(raw, FILE, code, values))


def moved(code: str, parent: str | None, before: str = ODD) -> list[str]:
    return changed(before, lambda raw: with_code_moved(raw, FILE, code, parent))


def test_a_new_id_goes_wherever_the_old_one_is_the_code_above() -> None:
    assert valued("b", id="z") == [
        "-  - id: b   # agreed on 3 May",
        "+  - id: z   # agreed on 3 May",
        "-    parent: b",
        "+    parent: z",
    ]


def test_an_alias_makes_way_for_a_name_of_its_own() -> None:
    assert valued("b", name="Größe: x, y") == ["-    name: *n", "+    name: 'Größe: x, y'"]


def test_words_that_others_take_over_by_an_alias_are_left_to_people() -> None:
    with pytest.raises(FixableError, match=r"“a2” \(line 3\) cannot be changed"):
        valued("a2", name="Zwei")


def test_quotes_stay_as_they_are_written_and_braces_stay_braces() -> None:
    assert valued("c", name="off")[1:] == ['+    name: "off"']
    assert valued("a1", name="x, y")[1].endswith(
        "[{id: a1, name: 'x, y'}, {id: a2, name: &n Two}]}"
    )


def test_a_code_is_deprecated_by_one_line() -> None:
    assert valued("c", deprecated="no") == ["+    deprecated: 'no'"]
    assert "{id: a1, name: One, deprecated: use b}" in valued("a1", deprecated="use b")[1]


def test_a_code_moves_out_of_brackets_and_by_its_parent() -> None:
    out = "  - {id: a, name: 'A, b', children: [{id: a2, name: &n Two}]}"
    assert moved("a1", "b")[1:] == [f"+{out}", "+    children:", "+      - {id: a1, name: One}"]
    assert moved("c", "a") == ["-    parent: b", "+    parent: a"]
    assert moved("c", None) == ["-    parent: b"]


def test_a_code_moves_with_all_below_it_and_the_comment_above_it() -> None:
    before = """\
codes:
  - id: a
    name: A
  # all about b
  - id: b
    name: B
    children:
      - id: b1
        name: B1
  - id: c
    name: C
"""
    assert moved("b", "c", before) == [
        "-  # all about b",
        "-  - id: b",
        "-    name: B",
        "-    children:",
        "-      - id: b1",
        "-        name: B1",
        "+    children:",
        "+      # all about b",
        "+      - id: b",
        "+        name: B",
        "+        children:",
        "+          - id: b1",
        "+            name: B1",
    ]


def test_where_a_move_would_touch_other_lines_it_is_left_to_people() -> None:
    with pytest.raises(FixableError, match="cannot be moved"):
        moved("b", "a2")
    with pytest.raises(UnknownCodeError):
        moved("nothing", "b")


def test_every_code_of_the_bundled_codebook_can_be_changed_and_changed_back() -> None:
    raw = BUNDLED.read_bytes()
    for code in codebook_in(raw.decode(), FILE).codes[::5]:
        new = with_values(raw, FILE, code.id, {"id": "xyz", "name": "Neuer Name ß"})
        assert with_values(new, FILE, "xyz", {"id": code.id, "name": code.name}) == raw
        assert with_code_moved(raw, FILE, code.id, None) != raw or code.parent is None
