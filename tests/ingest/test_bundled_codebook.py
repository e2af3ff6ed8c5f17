import re
from pathlib import Path

import pytest

from whyshore.domain.codebook import Codebook
from whyshore.ingest.codebook import read_codebook

FILE = Path(__file__).parents[2] / "codebook.yaml"
IN_TABLE_5 = """
off-mkt-growth back-mkt-decline back-mkt-misjudged ctx-obstacle back-mkt-behaviour
off-mkt-potential off-prod-skills back-mkt-lowquality back-firm-institution back-firm-fit
off-path-acquisition back-prod-local off-path-consortium back-firm-restructure off-prod-cost
off-prod-slicing back-firm-finance mode-sale back-dev-rd back-mkt-home mode-selective
"""


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return read_codebook(FILE)


def test_it_holds_all_codes_of_the_paper(codebook: Codebook) -> None:
    assert len(codebook.codes) == 70
    assert sum(code.assignable for code in codebook.codes) == 56
    assert [code.id for code in codebook.children[None]] == [
        "off", "back", "mode", "ctx", "tech-a", "tech-b",
    ]  # fmt: skip
    assert len(codebook.rules) == 7


@pytest.mark.parametrize("code", IN_TABLE_5.split())
def test_the_codes_that_table_5_needs_are_assignable(codebook: Codebook, code: str) -> None:
    assert codebook.assignable(code).definition


def test_directions_head_the_columns_of_table_5(codebook: Codebook) -> None:
    direction = codebook.facet("direction")
    assert direction is not None
    assert list(direction.values.values()) == ["Why offshore", "Why backshore"]
    by_top = {
        top: {codebook.value(code.id, "direction") for code in codebook.branch(top)}
        for top in ("off", "back", "mode", "ctx", "tech-a", "tech-b")
    }
    assert by_top == {
        "off": {"offshore"}, "back": {"backshore"}, "mode": {"backshore"},
        "ctx": {""}, "tech-a": {""}, "tech-b": {""},
    }  # fmt: skip


def test_orientation_comes_from_the_branch(codebook: Codebook) -> None:
    for code in codebook.codes:
        part = {"prod": "production", "mkt": "market", "dev": "development"}
        family = code.id.split("-")[1] if "-" in code.id else ""
        outside = code.id.startswith(("off-path", "back-firm"))
        motive = code.id.startswith(("off-", "back-"))
        expected = "none" if outside else part[family] if motive else ""
        assert codebook.value(code.id, "orientation") == expected, code.id


def test_no_assignable_chord_begins_another(codebook: Codebook) -> None:
    chords = [code.chord for code in codebook.codes if code.assignable]

    assert all(chords)
    assert not [(a, b) for a in chords for b in chords if a != b and b.startswith(a)]


def test_every_assignable_code_can_be_told_from_its_neighbours(codebook: Codebook) -> None:
    for code in codebook.codes:
        assert code.definition
        assert code.colour
        assert code.ink
        if code.assignable:
            assert code.include and code.exclude and code.examples and code.cues, code.id  # noqa: PT018
            assert {example.origin for example in code.examples} <= {"paper", "own"}


def test_codes_named_in_criteria_and_rules_exist(codebook: Codebook) -> None:
    words = " ".join(
        [*codebook.rules, *(f"{code.include} {code.exclude}" for code in codebook.codes)]
    )
    named = re.findall(r"\b(?:off|back|mode|ctx|tech)-[a-z]+(?:-[a-z0-9]+)*", words)

    assert named
    assert [code for code in named if code not in codebook] == []


def test_it_is_kept_readable() -> None:
    lines = FILE.read_text(encoding="utf-8").split("\n")

    assert max(map(len, lines)) <= 110
