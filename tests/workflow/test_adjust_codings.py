from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TEXT, place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.coding import Coding
from whyshore.domain.memo import Topic
from whyshore.domain.synthesis import Wording
from whyshore.errors import AlreadyCodedError, FixableError
from whyshore.store.codings import codings_in
from whyshore.store.memos import memos_on
from whyshore.store.statements import all_statements
from whyshore.workflow.adjust_codings import join_codings, place_coding, split_coding
from whyshore.workflow.apply_codes import remove_coding, set_coding_case
from whyshore.workflow.check_project import check
from whyshore.workflow.coded_segments import coded_segments
from whyshore.workflow.organise_cases import add_case, add_group
from whyshore.workflow.project import Project
from whyshore.workflow.undo_changes import history, redo, undo
from whyshore.workflow.write_memos import memo_on, write_memo
from whyshore.workflow.write_synthesis import add_statement, synthesis_of

GROWTH = "We expected the market to grow."
WAGES = "Wages were low."
FRIENDS = "We also had friends there."
BOTH = f"{GROWTH} {WAGES}"


def stored(project: Project) -> list[Coding]:
    with project.database.reading() as session:
        return codings_in(session)


def quotes(project: Project) -> list[str]:
    return [each.quote for each in stored(project)]


def memo_text(project: Project, coding: Coding) -> str:
    memo = memo_on(project, Topic.CODING, coding.id)
    return memo.text if memo else ""


def moved(project: Project, coding: Coding, quote: str) -> Coding:
    """Put a coding on these words."""
    interview = interview_of(project)
    there = place(interview, quote)
    return place_coding(project, coding, interview, start=there.start, end=there.end)


def last(project: Project) -> str:
    return history(project)[0].summary


def broken(project: Project) -> list[str]:
    return [str(each.problem) for each in check(project) if each.weight.value == "broken"]


# --- stretch, shrink, move ---


@pytest.mark.parametrize(
    ("to", "summary"),
    [
        (BOTH, f"stretch off-growth to “{BOTH}” (ana, turn 2)"),
        ("Wages", "shrink off-growth to “Wages” (ana, turn 2)"),
        (FRIENDS, f"move off-growth to “{FRIENDS}” (ana, turn 2)"),
    ],
)
def test_a_coding_goes_on_other_words_and_keeps_its_id(
    project: Project, to: str, summary: str
) -> None:
    coding = coded(project, WAGES)

    after = moved(project, coding, to)

    assert (after.id, after.quote) == (coding.id, to)
    assert stored(project) == [after]
    assert last(project) == summary
    assert broken(project) == []


def test_one_undo_takes_it_back_and_redo_brings_it_again(project: Project) -> None:
    coding = coded(project, WAGES)
    after = moved(project, coding, BOTH)

    event = undo(project)
    assert event is not None
    assert event.summary.startswith("stretch off-growth")
    assert stored(project) == [coding]
    redo(project)
    assert stored(project) == [after]


def test_memo_and_case_stay_with_it(project: Project) -> None:
    case = add_case(project, "Orbea", "China")
    coding = set_coding_case(project, coded(project, WAGES), interview_of(project), case=case.id)
    write_memo(project, Topic.CODING, coding.id, "Said twice.")

    after = moved(project, coding, "Wages")

    assert (after.case, memo_text(project, after)) == (case.id, "Said twice.")


def test_a_case_that_was_set_meanwhile_is_kept(project: Project) -> None:
    case = add_case(project, "Orbea", "China")
    seen = coded(project, WAGES)
    set_coding_case(project, seen, interview_of(project), case=case.id)

    assert moved(project, seen, "Wages").case == case.id


def test_white_space_at_the_ends_is_left_out(project: Project) -> None:
    interview, coding = interview_of(project), coded(project, WAGES)
    there = place(interview, f" {GROWTH} ")

    after = place_coding(project, coding, interview, start=there.start, end=there.end)

    assert after.quote == GROWTH


def test_the_words_it_has_already_are_no_change(project: Project) -> None:
    coding = coded(project, WAGES)

    assert moved(project, coding, f"{WAGES} ") == coding
    assert last(project).startswith("off-growth on")


def test_it_does_not_go_where_its_coder_has_the_code_already(project: Project) -> None:
    coding = coded(project, WAGES)
    coded(project, GROWTH)

    with pytest.raises(AlreadyCodedError, match="already has the code og Expected"):
        moved(project, coding, GROWTH)
    assert quotes(project) == [GROWTH, WAGES]


def test_it_may_go_where_another_code_is(project: Project) -> None:
    coded(project, GROWTH, "off-cost")

    moved(project, coded(project, WAGES), GROWTH)

    assert quotes(project) == [GROWTH, GROWTH]


@pytest.mark.parametrize(("start", "end"), [(2, 3), (5, 5), (9, 3), (-4, 2), (0, 99_999)])
def test_it_does_not_go_where_no_words_are(project: Project, start: int, end: int) -> None:
    coding = coded(project, WAGES)

    with pytest.raises(FixableError, match=r"no words|at least one character"):
        place_coding(project, coding, interview_of(project), start=start, end=end)
    assert stored(project) == [coding]


def test_a_coding_that_somebody_else_changed_is_left_alone(project: Project) -> None:
    seen = coded(project, WAGES)
    moved(project, seen, BOTH)

    with pytest.raises(FixableError, match="changed meanwhile"):
        moved(project, seen, "Wages")
    assert quotes(project) == [BOTH]


def test_a_coding_that_is_gone_cannot_be_changed(project: Project) -> None:
    coding = coded(project, WAGES)
    remove_coding(project, coding, interview_of(project))

    with pytest.raises(FixableError, match="gone already"):
        moved(project, coding, BOTH)


def test_a_text_that_was_replaced_is_noticed(project: Project) -> None:
    coding = coded(project, WAGES)
    old = replace(interview_of(project), text=f"New. {TEXT}")

    with pytest.raises(FixableError, match="changed since it was opened"):
        place_coding(project, coding, old, start=0, end=4)


def test_the_history_says_whose_coding_it_was(project: Project) -> None:
    coding = coded(project, WAGES)
    project.coder = "ben"

    assert moved(project, coding, BOTH).coder == "ana"
    assert last(project).startswith("stretch off-growth by ana to")


# --- split ---


def test_a_coding_is_split_and_the_first_part_keeps_what_hung_on_it(project: Project) -> None:
    coding = coded(project, BOTH)
    write_memo(project, Topic.CODING, coding.id, "Two motives.")
    interview = interview_of(project)

    first, second = split_coding(project, coding, interview, TEXT.index(WAGES))

    assert (first.id, first.quote, memo_text(project, first)) == (
        coding.id,
        GROWTH,
        "Two motives.",
    )
    assert second.id != coding.id
    assert (second.quote, second.code, second.coder) == (WAGES, "off-growth", "ana")
    assert stored(project) == [first, second]
    assert last(project) == f"split off-growth on “{BOTH}” (ana, turn 2) before “Wages were low.”"
    assert broken(project) == []


def test_one_undo_puts_the_two_parts_together(project: Project) -> None:
    coding = coded(project, BOTH)
    split_coding(project, coding, interview_of(project), TEXT.index(WAGES))

    undo(project)

    assert stored(project) == [coding]


def test_the_parts_are_in_the_same_case(project: Project) -> None:
    case = add_case(project, "Orbea", "China")
    coding = set_coding_case(project, coded(project, BOTH), interview_of(project), case=case.id)

    _, second = split_coding(project, coding, interview_of(project), TEXT.index(WAGES))

    assert second.case == case.id


@pytest.mark.parametrize("at", [0, len(BOTH), -20, 999])
def test_a_coding_is_split_only_inside_its_words(project: Project, at: int) -> None:
    coding = coded(project, BOTH)

    with pytest.raises(FixableError, match="cursor between words inside it"):
        split_coding(project, coding, interview_of(project), TEXT.index(BOTH) + at)
    assert stored(project) == [coding]


def test_a_split_that_would_double_a_coding_is_refused(project: Project) -> None:
    coded(project, WAGES)
    coding = coded(project, BOTH)

    with pytest.raises(AlreadyCodedError, match=f"“{WAGES}” already has"):
        split_coding(project, coding, interview_of(project), TEXT.index(WAGES))
    assert quotes(project) == [BOTH, WAGES]


# --- join ---


def test_two_codings_become_one_and_the_earlier_stays(project: Project) -> None:
    later, earlier = coded(project, WAGES), coded(project, GROWTH)

    joined = join_codings(project, later, earlier, interview_of(project))

    assert (joined.id, joined.quote) == (earlier.id, BOTH)
    assert stored(project) == [joined]
    assert last(project) == f"join two off-growth to “{BOTH}” (ana, turn 2)"
    assert broken(project) == []


def test_what_lies_between_them_is_coded_too(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, FRIENDS)

    joined = join_codings(project, first, second, interview_of(project))

    assert joined.quote == f"{BOTH} {FRIENDS}"


def test_a_coding_inside_another_goes_up_in_it(project: Project) -> None:
    outer, inner = coded(project, BOTH), coded(project, "market")

    assert join_codings(project, outer, inner, interview_of(project)) == outer
    assert stored(project) == [outer]


def test_the_memos_of_both_are_kept(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, WAGES)
    write_memo(project, Topic.CODING, second.id, "Costs.")
    write_memo(project, Topic.CODING, first.id, "Sales.")

    joined = join_codings(project, first, second, interview_of(project))

    assert memo_text(project, joined) == "Sales.\n\nCosts."
    undo(project)
    assert [memo_text(project, each) for each in (first, second)] == ["Sales.", "Costs."]


def test_a_memo_that_only_the_later_has_goes_over(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, WAGES)
    write_memo(project, Topic.CODING, second.id, "Costs.")

    joined = join_codings(project, first, second, interview_of(project))

    assert memo_text(project, joined) == "Costs."
    with project.database.reading() as session:
        assert len(memos_on(session)) == 1


def test_a_case_that_only_one_has_is_kept(project: Project) -> None:
    case = add_case(project, "Orbea", "China")
    first, second = coded(project, GROWTH), coded(project, WAGES)
    second = set_coding_case(project, second, interview_of(project), case=case.id)

    assert join_codings(project, first, second, interview_of(project)).case == case.id


def test_codings_set_to_two_cases_are_not_joined(project: Project) -> None:
    interview = interview_of(project)
    china, turkey = (add_case(project, "Orbea", where) for where in ("China", "Turkey"))
    first = set_coding_case(project, coded(project, GROWTH), interview, case=china.id)
    second = set_coding_case(project, coded(project, WAGES), interview, case=turkey.id)

    with pytest.raises(FixableError, match="different cases"):
        join_codings(project, first, second, interview)
    assert quotes(project) == [GROWTH, WAGES]


def test_codings_with_two_codes_are_not_joined(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, WAGES, "off-cost")

    with pytest.raises(FixableError, match="same code by the same coder"):
        join_codings(project, first, second, interview_of(project))
    with pytest.raises(FixableError, match="same code by the same coder"):
        join_codings(project, first, first, interview_of(project))


def test_a_join_that_would_double_a_third_coding_is_refused(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, "to grow. Wages were low.")
    coded(project, BOTH)

    with pytest.raises(AlreadyCodedError):
        join_codings(project, first, second, interview_of(project))
    assert len(stored(project)) == 3


# --- what rests on them ---


def stating(project: Project, *codings: Coding) -> None:
    """Write a statement that rests on these codings."""
    case = add_case(project, "Orbea", "China")
    for each in codings:
        set_coding_case(project, each, interview_of(project), case=case.id)
    group = add_group(project, "Orbea", [case.id])
    ids = {each.id for each in codings}
    add_statement(
        project,
        group=group.id,
        column="offshore",
        wording=Wording("The market grew."),
        evidence=[each for each in coded_segments(project) if each.coding.id in ids],
    )
    assert standings(project) == ["supported"]


def standings(project: Project) -> list[str]:
    return [each.standing.value for each in synthesis_of(project).statements]


def evidence(project: Project) -> list[tuple[str, ...]]:
    with project.database.reading() as session:
        return [each.evidence for each in all_statements(session)]


Act = Callable[[Project, Coding], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda project, coding: moved(project, coding, BOTH),
        lambda project, coding: split_coding(
            project, coding, interview_of(project), coding.segment.start + 3
        ),
        lambda project, coding: join_codings(
            project, coding, coded(project, WAGES), interview_of(project)
        ),
    ],
    ids=["stretch", "split", "join"],
)
def test_a_statement_on_it_keeps_its_evidence_and_becomes_stale(project: Project, act: Act) -> None:
    coding = coded(project, GROWTH)
    stating(project, coding)
    seen = next(each for each in stored(project) if each.id == coding.id)

    act(project, seen)
    assert standings(project) == ["stale"]
    assert evidence(project) == [(coding.id,)]

    undo(project)
    assert standings(project) == ["supported"]


def test_a_statement_on_the_later_coding_rests_on_the_joined_one(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, WAGES)
    stating(project, second)

    join_codings(project, first, second, interview_of(project))

    assert evidence(project) == [(first.id,)]
    assert standings(project) == ["stale"]
    undo(project)
    assert evidence(project) == [(second.id,)]
    assert standings(project) == ["supported"]


def test_a_statement_on_both_rests_on_the_joined_one_once(project: Project) -> None:
    first, second = coded(project, GROWTH), coded(project, WAGES)
    stating(project, first, second)

    join_codings(project, first, second, interview_of(project))

    assert evidence(project) == [(first.id,)]
    undo(project)
    assert evidence(project) == [(first.id, second.id)]


# --- whatever is done, the project stays sound ---


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["place", "split", "join"]),
            st.integers(0, len(TEXT)),
            st.integers(0, len(TEXT)),
        ),
        max_size=8,
    )
)
def test_any_changes_keep_every_quote_right_and_undo_takes_all_back(
    project: Project, steps: list[tuple[str, int, int]]
) -> None:
    for each in stored(project):
        remove_coding(project, each, interview_of(project))
    coded(project, GROWTH)
    coded(project, WAGES)
    before, begun = stored(project), len(history(project))

    for step, one, other in steps:
        _try(project, step, one, other)

    assert broken(project) == []
    for event in history(project)[: len(history(project)) - begun]:
        if event.kind == "do":
            undo(project)
    assert stored(project) == before


def _try(project: Project, step: str, one: int, other: int) -> None:
    """Do what can be done; what cannot be done is refused."""
    interview, codings = interview_of(project), stored(project)
    coding = codings[one % len(codings)]
    with suppress(FixableError):
        if step == "place":
            place_coding(project, coding, interview, start=min(one, other), end=max(one, other))
        elif step == "split":
            split_coding(project, coding, interview, other)
        else:
            join_codings(project, coding, codings[other % len(codings)], interview)
