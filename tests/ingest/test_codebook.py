import re
from pathlib import Path

import pytest

from tests.factories import CODEBOOK
from whyshore.domain.codebook import Codebook, Example
from whyshore.errors import ProblemsError
from whyshore.ingest.codebook import KEYS, read_codebook
from whyshore.ingest.codebook_codes import CODE_KEYS

GUIDE = Path(__file__).parents[2] / "docs" / "codebook.md"
FACETS = "facets:\n  direction: {values: {offshore: Why offshore, backshore: Why backshore}}\n"


def read(folder: Path, content: str | bytes) -> Codebook:
    path = folder / "codebook.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_codebook(path)


def problems(folder: Path, content: str | bytes) -> list[str]:
    with pytest.raises(ProblemsError) as error:
        read(folder, content)
    return [str(problem).removeprefix("codebook.yaml") for problem in error.value.problems]


def test_every_key_of_a_code_is_read(tmp_path: Path) -> None:
    codebook = read(
        tmp_path,
        """\
title: Motives
version: 1.0
notes: {anything: [goes, 1]}
rules: [One code per motive., 'Unit: the shortest passage.']
codes:
  - id: growth
    name: Expected growth
    definition: >-
      The market was expected
      to grow.
    include: Expectation.
    exclude: ''
    examples:
      - would grow
      - {text: it will grow, origin: own}
    source: Table 5
    literature: Dunning
    colour: '#a4c2F2'
    ink: '#000000'
    chord: og
    cues: [would grow, growth]
    survey: [mech_market]
    assignable: false
""",
    )

    (code,) = codebook.codes
    assert codebook.title == "Motives"
    assert codebook.rules == ("One code per motive.", "Unit: the shortest passage.")
    assert code.definition == "The market was expected to grow."
    assert code.examples == (Example("would grow"), Example("it will grow", "own"))
    assert (code.include, code.exclude, code.source) == ("Expectation.", "", "Table 5")
    assert (code.literature, code.colour, code.ink) == ("Dunning", "#a4c2F2", "#000000")
    assert (code.chord, code.cues, code.survey) == (
        "og",
        ("would grow", "growth"),
        ("mech_market",),
    )
    assert not code.assignable
    assert (code.line, code.parent) == (6, None)


def test_nested_codes_hang_together_and_take_over_facets(tmp_path: Path) -> None:
    codebook = read(tmp_path, CODEBOOK)

    assert [code.id for code in codebook.codes[:3]] == ["off", "off-growth", "off-cost"]
    assert codebook.find("off-growth").parent == "off"
    assert codebook.find("off-growth").facets == {"direction": "offshore", "orientation": "market"}
    assert [code.id for code in codebook.codes if not code.assignable] == ["off", "back"]
    assert dict(codebook.facets[0].values) == {
        "offshore": "Why offshore",
        "backshore": "Why backshore",
    }


def test_parents_come_before_children_wherever_they_are_written(tmp_path: Path) -> None:
    codebook = read(
        tmp_path,
        FACETS
        + """\
codes:
  - {id: a1, name: A1, parent: a}
  - {id: b, name: B}
  - {id: a, name: A, direction: offshore}
  - {id: a2, name: A2, parent: a, direction: backshore}
  - {id: a11, name: A11, parent: a1}
""",
    )

    assert [code.id for code in codebook.codes] == ["b", "a", "a1", "a11", "a2"]
    assert codebook.value("a11", "direction") == "offshore"
    assert codebook.value("a2", "direction") == "backshore"
    assert codebook.value("b", "direction") == ""


def test_children_may_name_the_parent_they_stand_in(tmp_path: Path) -> None:
    content = "codes:\n  - id: a\n    name: A\n    children:\n      - {id: b, name: B, parent: a}\n"

    assert read(tmp_path, content).find("b").parent == "a"


def test_an_empty_list_of_codes_and_nothing_behind_a_key_are_fine(tmp_path: Path) -> None:
    assert read(tmp_path, "title:\nrules:\ncodes: []\n").codes == ()
    assert read(tmp_path, "codes:\n- {id: a, name: A, parent: null, cues: ~}\n").codes


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("chord: on", "`on` is read as true by YAML. Write it in quotes: 'on'"),
        ("cues: [x, no]", "`no` is read as false by YAML."),
        ("cues: [x, '']", "An item of `cues` is empty."),
        ("cues: cloud", "`cues` has to be a list; this is text. Write: cues: [one, two]"),
        ("parent: x", "The parent “x” of “a” is no code."),
        ("parent: a", "“a” is above itself: a → a."),
        ("colour: '#fff'", "“#fff” is no colour."),
        ("colour: '#a4c2fg'", "“#a4c2fg” is no colour."),
        ("ink: red", "“red” is no colour."),
        ("color: '#ffffff'", "A code has no key `color`. Closest: colour."),
        ("hotkey: x", "A code has no key `hotkey`."),
        ("chord: x y", "The chord 'x y' has a space"),
        ('chord: "x\\u0007"', "The chord 'x\\x07' has a space or a character that no key types."),
        ("definition: [x]", "`definition` has to be text; this is a list."),
        ("assignable: 'no'", "`assignable` has to be true or false"),
        ("examples: [{origin: own}]", "An example has to be text"),
        ("examples: [{text: x, from: own}]", "An example has no key `from`."),
        ("children: {id: b}", "`children` has to be a list; this is keys with values."),
        ("id: b", "`id` is there twice; the first is on line 3."),
        ("<<: {source: A}", "`<<` (taking keys over from elsewhere) is not read."),
        ("[x]: y", "A key of a code has to be text; this is a list."),
    ],
)
def test_a_problem_in_one_key_is_told_with_its_line(tmp_path: Path, key: str, said: str) -> None:
    (found,) = problems(tmp_path, f"title: x\ncodes:\n- {{id: a, name: A, {key}}}\n")

    assert found.startswith(f":3: {said}")


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("- {id: off, name: A}", ":2: `off` is read as false by YAML. Write it in quotes: 'off'"),
        ("- {id: a, name: 26_50}", ":2: `26_50` is read as the number 2650 by YAML."),
        ("- {id: a, name: 2019-03-05}", ":2: `2019-03-05` is read as a date by YAML."),
        ("- {name: A}", ":2: A code has no id."),
        ("- {id: a}", ":2: The code “a” has no name."),
        ("- {id: a, name: ''}", ":2: `name` is empty."),
        ("- {id: a, name: }", ":2: `name` is empty."),
        ("- {id: a b, name: A}", ":2: The id “a b” has a space in it. Write, for example: a-b"),
        ("- just words", ":2: A code has to be keys with values"),
        ("- id: a\n  name: A\n  colour: #a4c2f2", ":4: `colour` is empty: to YAML, #a4c2f2 is"),
        ("- id: a\n  name: A\n  chord: #", ":4: `chord` is empty: to YAML, # is a comment."),
        ("- id: a\n  name: A\n  cues:\n  - x\n  - no", ":6: `no` is read as false by YAML."),
        ("- id: a\n  name: A\n  examples:\n  - he said: no", ":5: An example has to be text"),
    ],
)
def test_a_problem_in_a_code_is_told_with_its_line(tmp_path: Path, codes: str, said: str) -> None:
    (found,) = problems(tmp_path, f"codes:\n{codes}\n")

    assert found.startswith(said)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("id: a, name: A", "id: a, name: B", "The id “a” is there twice; the first is on line 2."),
        (
            "id: abc, name: A",
            "id: b, name: B, parent: abd",
            "The parent “abd” of “b” is no code. Closest: abc.",
        ),
        (
            "id: a, name: A, chord: x",
            "id: b, name: B, chord: x",
            "The chord `x` is that of “a” (line 2) too.",
        ),
        (
            "id: a, name: A, chord: x",
            "id: b, name: B, chord: xy",
            "The chord `xy` can never be typed: it begins with `x`, the chord of “a” (line 2).",
        ),
        (
            "id: a, name: A, children: [{id: c, name: C}]",
            "id: b, name: B, children: [{id: d, name: D, parent: a}]",
            "`parent` says “a”, but the code is among the children of “b”.",
        ),
    ],
)
def test_two_codes_that_do_not_go_together_are_told_at_the_second(
    tmp_path: Path, first: str, second: str, said: str
) -> None:
    (found,) = problems(tmp_path, f"codes:\n- {{{first}}}\n- {{{second}}}\n")

    assert found.startswith(f":3: {said}")


def test_a_circle_of_parents_is_told_once_with_its_way(tmp_path: Path) -> None:
    (found,) = problems(
        tmp_path,
        """\
codes:
- {id: below, name: D, parent: a}
- {id: a, name: A, parent: c}
- {id: b, name: B, parent: a}
- {id: c, name: C, parent: b}
""",
    )

    assert found.startswith(":3: “a” is above itself: a → c → b → a.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ": The file is empty."),
        ("# nothing\n", ":1: There is nothing in it but comments."),
        ("---\n", ":1: There is nothing in it but comments."),
        ("- id: a\n", ":1: The codebook has to be keys with values"),
        ("title: x\n", ":1: The codebook has no `codes`."),
        ("codes: x\n", ":1: `codes` has to be a list; this is text."),
        ("codes: []\nrule: []\n", ":2: The codebook has no key `rule`. Closest: rules."),
        ("title: 2019\ncodes: []\n", ":1: `2019` is read as the number 2019 by YAML."),
        ("version: [1]\ncodes: []\n", ":1: `version` has to be text"),
        ("rules:\n- Unit: one\ncodes: []\n", ":2: An item of `rules` has to be text; this is"),
        ("facets: [a]\ncodes: []\n", ":1: `facets` has to be keys with values"),
        ("facets: {name: {values: {a: A}}}\ncodes: []\n", ":1: A facet cannot be called `name`"),
        ("facets: {d: {}}\ncodes: []\n", ":1: The facet `d` has no values."),
        ("facets: {d: {values: {a: on}}}\ncodes: []\n", ":1: `on` is read as true"),
        ("codes: &c\n  - {id: a, name: A, children: *c}\n", ":1: An alias (`*name`) stands"),
        ("codes:\n\t- {id: a}\n", ":2: A tab is used for indentation."),
        (b"codes:\n- {id: a, name: Producci\xf3n}\n", ":2: This line is not UTF-8."),
        ("ñandú: x\n".encode() + b"codes: \xff\n", ":2: 1 byte could not be decoded"),
        (b"PK\x03\x04\x00", ": This is not text but a zip archive"),
    ],
)
def test_a_problem_in_the_file_is_told_with_its_line(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    (found,) = problems(tmp_path, content)

    assert found.startswith(said)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("direction: ofshore", "The facet `direction` has no value `ofshore`. Closest: offshore."),
        ("directon: offshore", "A code has no key `directon`. Closest: direction."),
        ("direction: on", "`on` is read as true by YAML."),
    ],
)
def test_a_facet_takes_only_the_values_it_declares(tmp_path: Path, key: str, said: str) -> None:
    (found,) = problems(tmp_path, f"{FACETS}codes:\n- {{id: a, name: A, {key}}}\n")

    assert found.startswith(f":4: {said}")


def test_every_problem_is_listed_in_the_order_of_the_lines(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """\
titel: x
codes:
- {id: off, name: A}
- {id: b, name: 1, colour: red}
- {id: c, parent: d, name: C}
""",
    )

    assert [text[:3] for text in found] == [":1:", ":3:", ":4:", ":4:", ":5:"]


def test_one_mistake_in_an_id_gives_one_message(tmp_path: Path) -> None:
    content = """\
codes:
- id: off
  name: A
  children:
    - {id: b, name: B}
- {id: c, name: C, parent: 'off'}
"""
    (only,) = problems(tmp_path, content)

    assert only.startswith(":2: `off` is read as false")


def test_groups_may_share_the_beginning_of_a_chord_with_what_is_in_them(tmp_path: Path) -> None:
    codebook = read(tmp_path, CODEBOOK)

    assert codebook.by_chord["o"].id == "off"
    assert codebook.by_chord["og"].id == "off-growth"


def test_a_codebook_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="whyshore init"):
        read_codebook(tmp_path / "codebook.yaml")


def test_a_codebook_may_be_utf_16_or_have_windows_line_ends(tmp_path: Path) -> None:
    content = "codes:\r\n- id: a\r\n  name: Ñandú\r\n"

    assert read(tmp_path, content.encode("utf-16")).find("a").name == "Ñandú"
    assert read(tmp_path, content.encode("utf-8-sig")).find("a").name == "Ñandú"


def test_a_very_long_chain_of_parents_is_no_trouble(tmp_path: Path) -> None:
    lines = [f"- {{id: c{n}, name: C, parent: c{n + 1}}}" for n in range(3000)]
    content = "\n".join(["codes:", *lines, "- {id: c3000, name: C}"])

    assert len(read(tmp_path, content).codes) == 3001


def test_the_guide_names_every_key_and_its_examples_can_be_read(tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")

    for key in (*KEYS, *CODE_KEYS):
        assert f"`{key}`" in guide, key
    for example in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL):
        read(tmp_path, example)
