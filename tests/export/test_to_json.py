import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.factories import CASES, CODEBOOK, ORBEA, coded
from tests.export.factories import NAMES, SYNTHESIS
from whyshore.analysis.frequencies import frequencies
from whyshore.analysis.matrix import matrix
from whyshore.analysis.synthesis import synthesis_table
from whyshore.domain.case import CaseGroup
from whyshore.export.to_json import (
    as_json,
    frequencies_as_data,
    matrix_as_data,
    quotes_as_data,
    synthesis_as_data,
)


def test_json_keeps_letters_of_any_script_readable() -> None:
    assert as_json({"case": "Orbea – 漢字"}) == '{\n  "case": "Orbea – 漢字"\n}'


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back_from_json_and_cannot_steer_a_terminal(text: str) -> None:
    written = as_json([text])

    assert json.loads(written) == [text] or any("\ud800" <= each <= "\udfff" for each in text)
    assert all(unicodedata.category(each) not in {"Cc", "Cs"} for each in written if each != "\n")


def test_a_quote_says_everything_about_itself() -> None:
    (data,) = quotes_as_data([coded(rating=2, memo="Why")], code_names=NAMES)

    assert data == {
        "coding": "c1",
        "interview": "orbea",
        "title": "Orbea",
        "turn": 14,
        "speaker": "Director",
        "start": 1000,
        "end": 1030,
        "quote": "We expected the market to grow",
        "code": "omg",
        "name": "Growth",
        "case": "orbea-china",
        "case_name": "Orbea – China",
        "coder": "ana",
        "rating": 2,
        "memo": "Why",
        "origin": "own",
        "created": "",
        "anchored": "kept",
    }


def test_a_quote_without_a_case_or_a_known_code_has_null_there() -> None:
    (data,) = quotes_as_data([coded(case=None)])

    assert (data["case"], data["case_name"], data["name"]) == (None, None, None)


def test_a_matrix_has_a_number_for_every_case() -> None:
    counted = matrix(CODEBOOK, [coded(1), coded(2, case=None)], CASES[:2])

    assert matrix_as_data(counted) == {
        "cases": [
            {"id": "orbea-china", "name": "Orbea – China"},
            {"id": "fagor-industrial-china", "name": "Fagor Industrial – China"},
        ],
        "codes": [
            {
                "id": "omg",
                "name": "Growth",
                "codings": {"orbea-china": 1, "fagor-industrial-china": 0},
                "without_case": 1,
            }
        ],
    }


def test_frequencies_come_with_their_bases() -> None:
    data = frequencies_as_data(frequencies(CODEBOOK, [coded()], interviews=30, cases=11))

    assert json.loads(as_json(data)) == data
    assert (data["interviews"], data["cases"], data["without_case"]) == (30, 11, 0)
    assert data["codes"][2] == {  # type: ignore[index]
        "id": "omg",
        "name": "Growth",
        "depth": 2,
        "codings": 1,
        "interviews": 1,
        "cases": 1,
    }


def test_a_synthesis_has_its_statements_with_standing_and_evidence() -> None:
    data = json.loads(as_json(synthesis_as_data(SYNTHESIS, code_names=NAMES)))

    stale, unsupported = data["rows"][0]["cells"]["backshore"]
    assert data["columns"][0] == {"id": "offshore", "heading": "Why offshore"}
    assert data["rows"][0]["label"] == "Orbea-China"
    assert (stale["standing"], stale["why"]) == ("stale", "recoded")
    assert [each["name"] for each in stale["evidence"]] == ["Decline", "Growth"]
    assert (unsupported["standing"], unsupported["evidence"]) == ("unsupported", [])


def test_a_synthesis_names_its_cases_and_the_codings_it_does_not_use() -> None:
    group = CaseGroup("row", "Orbea-China", 1, (ORBEA.id,))

    data = synthesis_as_data(synthesis_table([group], CASES, [], [coded()], ()))

    assert data["rows"] == [
        {
            "id": "row",
            "label": "Orbea-China",
            "cases": [{"id": "orbea-china", "name": "Orbea – China"}],
            "cells": {},
        }
    ]
    assert [each["coding"] for each in data["unused"]] == ["c1"]  # type: ignore[attr-defined]
