from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.factories import CASES, CODEBOOK, FAGOR_CHINA, FAGOR_TURKEY, coded
from whyshore.analysis.matrix import matrix


def test_one_interview_about_two_cases_leaves_the_case_without_codings_at_zero() -> None:
    codes = ("omg", "opc", "bmd")
    segments = [coded(n, code=c, interview="fagor", case=FAGOR_CHINA) for n, c in enumerate(codes)]

    table = matrix(CODEBOOK, segments, [FAGOR_CHINA, FAGOR_TURKEY])

    assert [table.count(code, FAGOR_CHINA.id) for code in codes] == [1, 1, 1]
    assert [table.count(code, FAGOR_TURKEY.id) for code in codes] == [0, 0, 0]


def test_rows_are_the_codes_in_use_and_columns_all_cases() -> None:
    table = matrix(CODEBOOK, [coded(1, code="bmd"), coded(2, code="omg")], CASES)

    assert table.codes == (("omg", "Growth"), ("bmd", "Decline"))
    assert table.cases == tuple((case.id, case.name) for case in CASES)


def test_asked_for_codes_come_in_the_order_asked_also_those_never_used() -> None:
    table = matrix(CODEBOOK, [coded(code="omg")], CASES, codes=["bmd", "omg", "bmd", "gone"])

    assert table.codes == (
        ("bmd", "Decline"),
        ("omg", "Growth"),
        ("gone", "gone (missing from codebook)"),
    )
    assert table.count("bmd", "orbea-china") == 0


def test_a_container_that_is_asked_for_counts_its_branch() -> None:
    segments = [coded(1, code="omg"), coded(2, code="opc"), coded(3, code="bmd")]

    table = matrix(CODEBOOK, segments, CASES, codes=["off"])

    assert table.count("off", "orbea-china") == 2


def test_codings_without_a_case_are_kept_apart() -> None:
    table = matrix(CODEBOOK, [coded(1, case=None), coded(2)], CASES)

    assert table.without_case == {"omg": 1}
    assert table.counts == {("omg", "orbea-china"): 1}


def test_a_used_code_that_the_codebook_lacks_gets_the_last_row() -> None:
    table = matrix(CODEBOOK, [coded(1, code="aa"), coded(2, code="bmd")], CASES)

    assert [name for _, name in table.codes] == ["Decline", "aa (missing from codebook)"]


@given(st.lists(st.tuples(st.sampled_from(["omg", "opc", "zz"]), st.sampled_from([*CASES, None]))))
def test_every_coding_of_a_code_without_others_below_is_counted_once(pairs: list) -> None:  # type: ignore[type-arg]
    segments = [coded(n, code=code, case=case) for n, (code, case) in enumerate(pairs)]

    table = matrix(CODEBOOK, segments, CASES)

    expected = Counter((code, case.id) for code, case in pairs if case)
    for (code, _), case in product(table.codes, CASES):
        assert table.count(code, case.id) == expected[code, case.id]
    assert sum(table.counts.values()) + sum(table.without_case.values()) == len(segments)
