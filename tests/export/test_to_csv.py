import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.factories import CASES, CODEBOOK, coded
from whyshore.analysis.frequencies import frequencies
from whyshore.analysis.matrix import matrix
from whyshore.export.to_csv import frequencies_as_csv, matrix_as_csv, quotes_as_csv, safe_cell


def test_a_matrix_is_a_row_per_code_and_a_column_per_case() -> None:
    counted = matrix(CODEBOOK, [coded(1), coded(2), coded(3, case=None)], CASES[:2])

    assert matrix_as_csv(counted) == (
        "code,name,Orbea – China,Fagor Industrial – China,no case\nomg,Growth,2,0,1\n"
    )
    assert matrix_as_csv(counted, binary=True).endswith("omg,Growth,1,0,1\n")


def test_frequencies_have_their_bases_in_columns() -> None:
    lines = frequencies_as_csv(
        frequencies(CODEBOOK, [coded()], interviews=30, cases=11)
    ).splitlines()

    assert lines[0] == "code,name,depth,codings,interviews,interviews base,cases,cases base"
    assert lines[3] == "omg,Growth,2,1,1,30,1,11"


def test_quotes_have_a_row_each_with_everything_known() -> None:
    segments = [
        coded(1, quote="We expected, “really”,\nto grow", rating=3, memo='So "he" said'),
        coded(2, case=None, turn=None, quote="=1+1"),
    ]

    assert quotes_as_csv(segments, code_names={"omg": "Growth"}) == (
        "interview,title,turn,speaker,case,code,name,quote,memo,rating,coder,"
        "origin,created,start,end,coding,anchored\n"
        "orbea,Orbea,14,Director,Orbea – China,omg,Growth,"
        '"We expected, “really”,\nto grow","So ""he"" said",3,ana,own,,1000,1030,c1,kept\n'
        "orbea,Orbea,,Director,,omg,Growth,'=1+1,,,ana,own,,2000,2004,c2,kept\n"
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "＝1", "\n=1"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["10-20", "R&D = development", "", "a@b.eu", "'quoted'"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=4))
def test_any_words_come_back_from_the_file(quotes: list[str]) -> None:
    segments = [coded(n, quote=quote) for n, quote in enumerate(quotes)]

    written = quotes_as_csv(segments).encode("utf-8").decode("utf-8")

    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["quote"] for row in rows] == [safe_cell(quote) for quote in quotes]
