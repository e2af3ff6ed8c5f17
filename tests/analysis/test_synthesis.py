from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.factories import (
    CASES,
    CODEBOOK,
    COLUMNS,
    FAGOR_CHINA,
    FAGOR_TURKEY,
    ORBEA,
    coded,
    statement,
)
from whyshore.analysis.synthesis import (
    draft,
    fingerprint,
    strength,
    strongest_first,
    synthesis_table,
)
from whyshore.domain.case import CaseGroup
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import Standing, SupportedStatement
from whyshore.domain.synthesis import Statement

ROW = CaseGroup("row", "Orbea-China; Fagor Industrial-China", 1, (ORBEA.id, FAGOR_CHINA.id))


def seen(*segments: CodedSegment) -> dict[str, str]:
    return {each.coding.id: fingerprint(each) for each in segments}


def looked_at(text: str, *segments: CodedSegment) -> Statement:
    return statement(text, *(each.coding.id for each in segments), seen=seen(*segments))


def only(written: Statement, *segments: CodedSegment, group: CaseGroup = ROW) -> SupportedStatement:
    (found,) = synthesis_table([group], CASES, [written], segments, COLUMNS).statements
    return found


def recoded(segment: CodedSegment, code: str) -> CodedSegment:
    return replace(segment, coding=replace(segment.coding, code=code))


def test_rows_and_statements_come_by_position() -> None:
    groups = [CaseGroup("b", "Second", 2, (FAGOR_TURKEY.id,)), CaseGroup("a", "First", 1)]
    written = [
        statement("later", group="b", position=2),
        statement("sooner", group="b", position=1),
        statement("back", group="b", column="backshore"),
    ]

    first, second = synthesis_table(groups, CASES, written, [], COLUMNS).rows

    assert (first.group.label, second.group.label) == ("First", "Second")
    assert second.cases == (FAGOR_TURKEY,)
    assert [each.statement.text for each in second.cells["offshore"]] == ["sooner", "later"]
    assert [each.statement.text for each in second.cells["backshore"]] == ["back"]
    assert first.cells == {"offshore": (), "backshore": ()}


def test_a_case_that_is_gone_is_not_among_the_cases_of_its_row() -> None:
    group = CaseGroup("a", "Row", 1, ("gone", ORBEA.id))

    (row,) = synthesis_table([group], CASES, [], [], COLUMNS).rows

    assert row.cases == (ORBEA,)


def test_evidence_comes_in_the_statements_order_and_once() -> None:
    one, two = coded(1), coded(2)
    written = statement("It grew", "c2", "c1", "c2", seen=seen(one, two))

    found = only(written, one, two)

    assert found.evidence == (two, one)
    assert (found.standing, found.why) == (Standing.SUPPORTED, "")


def test_a_statement_without_quotes_is_unsupported() -> None:
    found = only(statement("Said nowhere"))

    assert found.standing is Standing.UNSUPPORTED
    assert found.why == "it rests on no quote"


def test_a_statement_that_lost_its_last_quote_is_unsupported_and_says_why() -> None:
    found = only(statement("It grew", seen=seen(coded(1))))

    assert found.standing is Standing.UNSUPPORTED
    assert found.why == "1 of its quotes was removed"


def test_a_removed_quote_makes_a_statement_stale() -> None:
    kept = coded(1)
    written = statement("It grew", "c1", seen=seen(kept, coded(2), coded(3)))

    found = only(written, kept)

    assert found.standing is Standing.STALE
    assert found.why == "2 of its quotes were removed"


def test_a_quote_of_an_interview_left_out_of_the_tables_makes_a_statement_stale() -> None:
    kept, left_out = coded(1), coded(2)

    found = only(looked_at("It grew", kept, left_out), kept)

    assert found.evidence == (kept,)
    assert found.standing is Standing.STALE
    assert found.why == "1 of its quotes is gone or in an interview left out of the tables"


def test_a_recoded_quote_makes_a_statement_stale() -> None:
    segment = coded(quote="We expected\nthe market to grow")

    found = only(looked_at("It grew", segment), recoded(segment, "bmd"))

    assert found.standing is Standing.STALE
    assert found.why == "the quote “We expected the market to grow” now has the code bmd"


def test_a_quote_with_other_words_makes_a_statement_stale() -> None:
    segment = coded(quote="grow")
    corrected = coded(quote="slow " * 20)

    found = only(looked_at("It grew", segment), corrected)

    assert found.standing is Standing.STALE
    assert found.why == f"the quote “{('slow ' * 12).strip()} …” has other words than before"


def test_a_quote_that_only_moved_in_its_transcript_changes_nothing() -> None:
    found = only(looked_at("It grew", coded(start=10)), coded(start=99))

    assert found.standing is Standing.SUPPORTED


def test_a_quote_that_went_to_another_case_of_the_row_makes_a_statement_stale() -> None:
    found = only(looked_at("It grew", coded(quote="grow")), coded(quote="grow", case=FAGOR_CHINA))

    assert found.standing is Standing.STALE
    assert found.why == "the quote “grow” is now about Fagor Industrial – China"


def test_a_quote_about_a_case_outside_the_row_makes_a_statement_stale_even_when_seen() -> None:
    segment = coded(quote="grow", case=FAGOR_TURKEY)

    found = only(looked_at("It grew", segment), segment)

    assert found.standing is Standing.STALE
    assert found.why == (
        "the quote “grow” is about Fagor Industrial – Turkey, which is not in this row"
    )


def test_a_case_taken_out_of_the_row_makes_a_statement_stale() -> None:
    segment = coded()
    without_orbea = replace(ROW, cases=(FAGOR_CHINA.id,))

    found = only(looked_at("It grew", segment), segment, group=without_orbea)

    assert found.standing is Standing.STALE


def test_a_quote_that_lost_its_case_and_changed_its_code_gives_both_reasons() -> None:
    segment = coded(quote="grow")

    found = only(looked_at("It grew", segment), coded(quote="grow", code="opc", case=None))

    assert found.why == "the quote “grow” now has the code opc and belongs to no case"


def test_a_quote_nobody_looked_at_since_it_was_added_makes_a_statement_stale() -> None:
    found = only(statement("It grew", "c1"), coded(1, quote="grow"))

    assert found.standing is Standing.STALE
    assert found.why == "the quote “grow” was added since the statement was last looked at"


def test_a_mark_in_a_form_no_longer_used_makes_a_statement_stale_not_an_error() -> None:
    found = only(statement("It grew", "c1", seen={"c1": "0123"}), coded(1))

    assert found.standing is Standing.STALE


def test_statements_of_a_column_the_codebook_dropped_get_that_column_at_the_end() -> None:
    written = [statement("Stay", column="stay", position=n) for n in (1, 2)]

    table = synthesis_table([ROW], CASES, written, [], COLUMNS)

    assert table.columns == (*COLUMNS, ("stay", "stay (not in the codebook)"))
    assert [each.statement.text for each in table.statements] == ["Stay", "Stay"]


def test_statements_of_a_row_that_is_gone_get_that_row_at_the_end() -> None:
    segment = coded()
    written = replace(looked_at("It grew", segment), group="old")

    *_, last = synthesis_table([ROW], CASES, [written], [segment], COLUMNS).rows

    assert (last.group.label, last.group.position) == ("old (this row is gone)", 2)
    assert last.cells["offshore"][0].standing is Standing.STALE


def test_codings_that_no_statement_rests_on_are_listed() -> None:
    used, unused = coded(1), coded(2)

    table = synthesis_table([ROW], CASES, [looked_at("It grew", used)], [used, unused], COLUMNS)

    assert table.unused == (unused,)


@pytest.mark.parametrize(
    "other",
    [coded(code="bmd"), coded(quote="grow"), coded(case=FAGOR_CHINA), coded(case=None)],
    ids=["code", "quote", "case", "no case"],
)
def test_a_fingerprint_tells_code_quote_and_case_apart(other: CodedSegment) -> None:
    assert fingerprint(other) != fingerprint(coded())


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_quote_has_a_fingerprint_also_one_with_half_a_character(quote: str) -> None:
    assert fingerprint(coded(quote=quote)) == fingerprint(coded(2, quote=quote))


def test_a_case_called_none_is_not_the_same_as_having_no_case() -> None:
    named = replace(coded(case=None), case="None")

    assert fingerprint(named) != fingerprint(coded(case=None))


def test_a_draft_has_the_columns_codes_by_codings_then_those_without_a_direction() -> None:
    segments = [
        coded(1, code="ctx"),
        coded(2, code="ctx", interview="second"),
        coded(3, code="ctx"),
        coded(4, code="opc"),
        coded(5, code="omg"),
        coded(6, code="opc"),
        coded(7, code="bmd"),
        coded(8, code="gone"),
    ]

    drafted = draft(CODEBOOK, {ORBEA.id}, "offshore", segments, used={"c5"})

    assert [(each.code, each.codings, each.interviews) for each in drafted] == [
        ("opc", 2, 1),
        ("omg", 1, 1),
        ("ctx", 3, 2),
        ("gone", 1, 1),
    ]
    assert [each.used for each in drafted] == [False, True, False, False]
    assert [each.orientation for each in drafted] == ["production", "market", "", ""]
    assert drafted[3].name == "gone (missing from codebook)"


def test_a_draft_keeps_the_codebooks_order_between_codes_with_as_many_codings() -> None:
    segments = [coded(1, code="opc"), coded(2, code="omg")]

    drafted = draft(CODEBOOK, {ORBEA.id}, "offshore", segments, used=())

    assert [each.code for each in drafted] == ["omg", "opc"]


def test_a_draft_leaves_out_codings_of_other_cases_and_of_none() -> None:
    segments = [coded(1, case=FAGOR_TURKEY), coded(2, case=None)]

    assert draft(CODEBOOK, {ORBEA.id}, "offshore", segments, used=()) == ()


def test_the_coders_rating_outweighs_a_memo_and_a_memo_outweighs_length() -> None:
    readable = "one two three four five six seven eight"
    rated = coded(1, quote="short", rating=2)
    with_memo = coded(2, quote="short", memo="The turning point.")
    plain = coded(3, quote=readable)
    long = coded(4, quote="word " * 41)
    blank_memo = coded(5, quote="short", memo=" \n")

    assert strongest_first([blank_memo, long, plain, with_memo, rated]) == (
        rated,
        with_memo,
        plain,
        long,
        blank_memo,
    )


def test_among_equally_strong_quotes_the_earlier_comes_first() -> None:
    later, sooner = coded(1, start=200), coded(2, start=100)

    assert strength(later) == strength(sooner)
    assert strongest_first([later, sooner]) == (sooner, later)


def test_forty_words_can_still_be_read_and_forty_one_cannot() -> None:
    assert strength(coded(quote="word " * 40)) > strength(coded(quote="word " * 41))
