import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.domain.codebook import Code
from whyshore.errors import FixableError, ProblemsError
from whyshore.ingest.codebook import codebook_in
from whyshore.ingest.codebook_edit import with_code, without_code
from whyshore.ingest.written_lines import WrittenFile

BUNDLED = Path(__file__).parents[2] / "codebook.yaml"
FILE = "codebook.yaml"
NEW = Code("low-wages", "Wages were low", chord="zw")


def added(before: str, new: Code = NEW) -> str:
    """The text with a code added, made sure that nothing else changed and it can be taken out."""
    raw = before.encode()
    after = with_code(raw, FILE, new)
    assert new.id in ids(after)
    assert ids(without_code(after, FILE, new.id)) == ids(raw)
    return after.decode()


def ids(raw: bytes) -> list[str]:
    """The codes in a file."""
    return [code.id for code in codebook_in(WrittenFile.read(raw, FILE).text, FILE).codes]


def new_lines(before: str, after: str) -> list[str]:
    """The lines that were added; there may be no others that changed."""
    steps = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0))[3:]
    assert not [step for step in steps if step.startswith("-")], steps
    return [step[1:] for step in steps if step.startswith("+")]


def test_a_code_goes_to_the_end_as_the_others_are_written() -> None:
    before = "codes:\n  - id: a\n    name: A\n\n  - id: b\n    name: B\n"

    after = added(before)

    assert after == before + "\n  - id: low-wages\n    name: Wages were low\n    chord: zw\n"


@pytest.mark.parametrize("code", codebook_in(BUNDLED.read_text("utf-8"), FILE).codes[::4])
def test_below_codes_of_the_bundled_codebook_only_new_lines_appear(code: Code) -> None:
    before = BUNDLED.read_text("utf-8")

    after = added(before, Code("low-wages", "Wages were low", parent=code.id, chord="zw"))

    assert "- id: low-wages" in "\n".join(new_lines(before, after))


def test_what_was_added_can_be_taken_out_without_a_trace() -> None:
    before = BUNDLED.read_bytes()

    after = with_code(before, FILE, Code("low-wages", "Wages were low", "off-mkt", chord="zw"))

    assert without_code(after, FILE, "low-wages") == before


def test_a_first_code_below_another_gets_a_list_of_its_own() -> None:
    before = (
        "codes:\n  - id: a\n    name: A\n    # about a\n\n  # about b\n  - id: b\n    name: B\n"
    )

    after = added(before, Code("x", "X", parent="a"))

    assert after == before.replace(
        "# about a\n", "# about a\n    children:\n      - id: x\n        name: X\n"
    )


def test_comments_between_codes_stay_with_what_follows() -> None:
    before = (
        "codes:\n- id: a\n  name: A\n  children:\n  - id: a1\n    name: A1 # one\n"
        "\n# ---- The second family\n- id: b\n  name: B\n# the end\n"
    )

    below = added(before, Code("x", "X", parent="a"))
    last = added(before, Code("x", "X"))

    assert "# one\n  - id: x\n    name: X\n\n# ---- The" in below
    assert last.endswith("  name: B\n\n- id: x\n  name: X\n# the end\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "codes: [{id: a, name: A}, {id: b, name: B}]\n",
            "codes: [{id: a, name: A}, {id: b, name: B}, {id: x, name: X}]\n",
        ),
        (
            "codes:\n  - {id: a, name: A, chord: ca}  # first\n",
            "codes:\n  - {id: a, name: A, chord: ca}  # first\n  - id: x\n    name: X\n",
        ),
        ("codes: []  # none yet\n", "codes:  # none yet\n  - id: x\n    name: X\n"),
        ("codes:\ntitle: T\n", "codes:\n  - id: x\n    name: X\ntitle: T\n"),
        ("codes: []", "codes:\n  - id: x\n    name: X"),
        (
            "codes:\n  - id: a\n    name: A",
            "codes:\n  - id: a\n    name: A\n  - id: x\n    name: X",
        ),
        (
            "codes:\n-   id: a\n    name: A\n",
            "codes:\n-   id: a\n    name: A\n-   id: x\n    name: X\n",
        ),
        (
            "codes:\n  - id: a\n    name: A\n    definition: |\n      One.\n\n      # two\n\n",
            "codes:\n  - id: a\n    name: A\n    definition: |\n      One.\n\n      # two\n"
            "  - id: x\n    name: X\n\n",
        ),
        (
            "codes:\n  - id: a\n    name: A\nnotes: |+\n  kept\n\n",
            "codes:\n  - id: a\n    name: A\n  - id: x\n    name: X\nnotes: |+\n  kept\n\n",
        ),
        (
            "---\ncodes:\n  - id: a\n    name: A\n...\n",
            "---\ncodes:\n  - id: a\n    name: A\n  - id: x\n    name: X\n...\n",
        ),
    ],
)
def test_odd_files_keep_their_ways(before: str, after: str) -> None:
    assert added(before, Code("x", "X")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "codes:\n  - {id: a, name: A}\n",
            "codes:\n  - {id: a, name: A, children: [{id: x, name: X}]}\n",
        ),
        (
            "codes: [{id: a, name: A, children: [{id: b, name: B,},],},]\n",
            "codes: [{id: a, name: A, children: [{id: b, name: B,}, {id: x, name: X},],},]\n",
        ),
        (
            "codes:\n  - id: a\n    name: A\n    children: []\n",
            "codes:\n  - id: a\n    name: A\n    children:\n      - id: x\n        name: X\n",
        ),
        (
            "codes:\n- id: a\n  name: A\n- id: b\n  name: B\n  parent: a\n- id: c\n  name: C\n",
            "codes:\n- id: a\n  name: A\n- id: b\n  name: B\n  parent: a\n"
            "- id: x\n  name: X\n  parent: a\n- id: c\n  name: C\n",
        ),
        (
            "codes:\n  - id: b\n    name: &n B\n    definition: *n\n"
            "  - &a\n    id: a\n    name: *n\n    include: *n\n",
            "codes:\n  - id: b\n    name: &n B\n    definition: *n\n"
            "  - &a\n    id: a\n    name: *n\n    include: *n\n"
            "    children:\n      - id: x\n        name: X\n",
        ),
    ],
)
def test_below_a_code_odd_files_keep_their_ways(before: str, after: str) -> None:
    assert added(before, Code("x", "X", parent="a")) == after


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_line_ends_and_encoding_stay(encoding: str) -> None:
    before = "title: Über\t“x”\r\ncodes:\r\n  - id: a\r\n    name: 'A\tB \U0001f600'\r\n"

    after = with_code(before.encode(encoding), FILE, Code("x", "Ünï"))

    assert after == (before + "  - id: x\r\n    name: Ünï\r\n").encode(encoding)


def test_what_yaml_would_take_for_something_else_is_quoted() -> None:
    after = added("codes: []\n", Code("off", "12:30", chord="#", definition="Yes: no"))

    assert after == (
        "codes:\n  - id: 'off'\n    name: '12:30'\n    chord: '#'\n    definition: 'Yes: no'\n"
    )


def test_a_long_definition_is_folded() -> None:
    after = added("codes: []\n", Code("x", "X", definition="many words " * 20 + "end"))

    assert "    definition: >-\n      many words" in after
    assert max(map(len, after.splitlines())) <= 100


def test_a_file_with_problems_is_not_touched() -> None:
    with pytest.raises(ProblemsError, match="no name"):
        with_code(b"codes:\n  - id: a\n", FILE, NEW)


def test_a_file_that_leaves_no_place_says_so() -> None:
    with pytest.raises(FixableError, match="Add it in an editor"):
        with_code(b"codes: ~\n", FILE, NEW)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text
)


@given(name=WORDS, definition=WORDS | st.just(""), parent=st.sampled_from([None, "a", "b", "c"]))
def test_any_words_are_read_as_they_were_given(
    name: str, definition: str, parent: str | None
) -> None:
    before = (
        "codes:\n  - id: a\n    name: A\n    children:\n      - {id: c, name: C}\n\n  # b\n"
        "  - id: b\n    name: B\n    definition: >\n      folded\n      text\n"
    )
    new = Code("x", name, parent=parent, definition=definition)

    after = with_code(before.encode(), FILE, new).decode()

    found = codebook_in(WrittenFile.read(after.encode(), FILE).text, FILE).find("x")
    assert (found.name, found.definition, found.parent) == (name, definition, parent)
    if parent != "c":
        assert new_lines(before, after)
