from tests.analysis.factories import CODEBOOK, FAGOR_CHINA, FAGOR_TURKEY, coded
from whyshore.analysis.frequencies import frequencies
from whyshore.domain.results import Frequency


def test_rows_come_in_codebook_order_and_unused_codes_show_zero() -> None:
    table = frequencies(CODEBOOK, [coded(code="bmd")], interviews=30, cases=11)

    assert [row.code for row in table.rows] == ["off", "om", "omg", "opc", "bmd", "ctx"]
    assert [row.codings for row in table.rows] == [0, 0, 0, 0, 1, 0]


def test_a_container_counts_its_whole_branch_and_each_interview_and_case_once() -> None:
    segments = [
        coded(1, code="omg", interview="fagor", case=FAGOR_CHINA),
        coded(2, code="om", interview="fagor", case=FAGOR_CHINA),
        coded(3, code="opc", interview="fagor", case=FAGOR_TURKEY),
    ]

    table = frequencies(CODEBOOK, segments, interviews=30, cases=11)

    assert table.rows[0] == Frequency("off", "Offshoring", 0, codings=3, interviews=1, cases=2)
    assert table.rows[1] == Frequency("om", "Market", 1, codings=2, interviews=1, cases=1)
    assert table.rows[2] == Frequency("omg", "Growth", 2, codings=1, interviews=1, cases=1)


def test_the_bases_are_all_interviews_and_cases_whether_coded_or_not() -> None:
    table = frequencies(CODEBOOK, [], interviews=30, cases=11)

    assert (table.codings, table.interviews, table.cases) == (0, 30, 11)


def test_a_coding_without_a_case_counts_for_no_case_and_is_reported() -> None:
    table = frequencies(CODEBOOK, [coded(code="bmd", case=None)], interviews=1, cases=0)

    assert table.rows[4] == Frequency("bmd", "Decline", 0, codings=1, interviews=1, cases=0)
    assert table.without_case == 1


def test_codes_missing_from_the_codebook_come_last_and_say_so() -> None:
    segments = [coded(1, code="zz"), coded(2, code="aa"), coded(3, code="omg")]

    *_, first, last = frequencies(CODEBOOK, segments, interviews=1, cases=1).rows

    assert first == Frequency("aa", "aa (missing from codebook)", 0, 1, 1, 1)
    assert last == Frequency("zz", "zz (missing from codebook)", 0, 1, 1, 1)
