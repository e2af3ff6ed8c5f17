"""Many codings get another code, or lose theirs, in one step that can be undone."""

from dataclasses import replace

import pytest

from tests.factories import place
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.coding import Coding
from whyshore.domain.finding import Recoded
from whyshore.domain.memo import Topic
from whyshore.domain.results import Standing
from whyshore.domain.synthesis import Wording
from whyshore.errors import FixableError, NotAssignableError, UnknownCodeError
from whyshore.store.codings import codings_in
from whyshore.workflow.apply_codes import apply_code, remove_coding, set_coding_case
from whyshore.workflow.organise_cases import add_case, add_group, set_default_case
from whyshore.workflow.project import Project
from whyshore.workflow.recode import recode, remove_codings
from whyshore.workflow.undo_changes import history, redo, undo
from whyshore.workflow.write_memos import memo_on, write_memo
from whyshore.workflow.write_synthesis import add_statement, synthesis_of


def stored(project: Project) -> list[tuple[str, str]]:
    with project.database.reading() as session:
        return [(each.code, each.quote) for each in codings_in(session)]


def by_id(project: Project) -> dict[str, Coding]:
    with project.database.reading() as session:
        return {each.id: each for each in codings_in(session)}


def memo(project: Project, coding: Coding) -> str:
    found = memo_on(project, Topic.CODING, coding.id)
    return found.text if found else ""


def a_statement_on_everything(project: Project) -> None:
    case = add_case(project, "Fagor", "China")
    set_default_case(project, interview_of(project), case.id)
    group = add_group(project, "Fagor-China", [case.id])
    add_statement(
        project,
        group=group.id,
        column="offshore",
        wording=Wording("Cost"),
        evidence=synthesis_of(project).unused,
    )


def test_many_codings_get_another_code_and_keep_everything_else(project: Project) -> None:
    wages, friends = coded(project, "Wages were low."), coded(project, "friends")
    case = add_case(project, "Orbea", "China")
    wages = set_coding_case(project, wages, interview_of(project), case=case.id)
    write_memo(project, Topic.CODING, wages.id, "Why?")

    did = recode(project, [wages, friends], code="off-cost")

    assert did == Recoded(2)
    assert by_id(project)[wages.id] == replace(wages, code="off-cost")
    assert by_id(project)[friends.id] == replace(friends, code="off-cost")
    assert memo(project, wages) == "Why?"
    assert history(project)[0].summary == "off-growth → off-cost on 2 codings"


def test_recoding_is_undone_and_redone_as_one_step(project: Project) -> None:
    both = [coded(project, "Wages were low."), coded(project, "friends")]
    before = by_id(project)
    recode(project, both, code="off-cost")
    after = by_id(project)

    undo(project)
    assert by_id(project) == before
    redo(project)
    assert by_id(project) == after


def test_the_same_words_with_the_new_code_already_become_one_coding(project: Project) -> None:
    old, new = coded(project, "friends"), coded(project, "friends", "off-cost")
    case = add_case(project, "Orbea", "China")
    set_coding_case(project, old, interview_of(project), case=case.id)
    write_memo(project, Topic.CODING, old.id, "From the old.")
    write_memo(project, Topic.CODING, new.id, "From the new.")
    before, memos = by_id(project), (memo(project, old), memo(project, new))

    did = recode(project, [old], code="off-cost")

    assert did == Recoded(0, merged=1)
    assert by_id(project) == {new.id: replace(new, case=case.id)}
    assert memo(project, new) == "From the new.\n\nFrom the old."
    undo(project)
    assert (by_id(project), memo(project, old), memo(project, new)) == (before, *memos)
    redo(project)
    assert stored(project) == [("off-cost", "friends")]
    assert memo(project, old) == ""


def test_two_of_the_list_on_the_same_words_become_one(project: Project) -> None:
    growth, decline = coded(project, "friends"), coded(project, "friends", "back-decline")
    write_memo(project, Topic.CODING, decline.id, "Kept.")

    assert recode(project, [growth, decline], code="off-cost") == Recoded(1, merged=1)

    assert stored(project) == [("off-cost", "friends")]
    assert memo(project, growth) == "Kept."
    undo(project)
    assert stored(project) == [("back-decline", "friends"), ("off-growth", "friends")]


def test_codings_of_two_coders_are_not_merged(project: Project) -> None:
    mine = coded(project, "friends")
    interview = interview_of(project)
    apply_code(project, interview, place(interview, "friends"), code="off-cost", coder="ben")

    assert recode(project, [mine], code="off-cost") == Recoded(1)
    assert len(stored(project)) == 2


def test_what_has_the_code_already_is_left_and_counted(project: Project) -> None:
    before = coded(project, "friends", "off-cost")

    assert recode(project, [before], code="off-cost") == Recoded(0, already=1)
    assert history(project)[0].action == "apply code"


def test_statements_that_rest_on_recoded_quotes_become_stale(project: Project) -> None:
    wages = coded(project, "Wages were low.")
    a_statement_on_everything(project)
    assert synthesis_of(project).statements[0].standing is Standing.SUPPORTED

    recode(project, [wages], code="off-cost")

    [statement] = synthesis_of(project).statements
    assert statement.standing is Standing.STALE
    assert "now has the code off-cost" in statement.why
    undo(project)
    assert synthesis_of(project).statements[0].standing is Standing.SUPPORTED


def test_a_statement_rests_on_the_coding_that_is_left_after_merging(project: Project) -> None:
    old = coded(project, "friends")
    a_statement_on_everything(project)
    new = coded(project, "friends", "off-cost")

    recode(project, [old], code="off-cost")

    [statement] = synthesis_of(project).statements
    assert [each.coding.id for each in statement.evidence] == [new.id]
    assert statement.standing is Standing.STALE
    undo(project)
    [statement] = synthesis_of(project).statements
    assert [each.coding.id for each in statement.evidence] == [old.id]
    assert statement.standing is Standing.SUPPORTED


def test_a_statement_that_rests_on_both_rests_on_one_after_merging(project: Project) -> None:
    old, new = coded(project, "friends"), coded(project, "friends", "off-cost")
    a_statement_on_everything(project)

    recode(project, [old], code="off-cost")

    [statement] = synthesis_of(project).statements
    assert [each.coding.id for each in statement.evidence] == [new.id]


def test_codings_changed_meanwhile_are_left_alone_and_counted(project: Project) -> None:
    gone, changed = coded(project, "friends"), coded(project, "Wages were low.")
    remove_coding(project, gone, interview_of(project))
    recode(project, [changed], code="back-decline")

    assert recode(project, [gone, changed], code="off-cost") == Recoded(0, gone=2)
    assert remove_codings(project, [gone, changed]) == Recoded(0, gone=2)
    assert stored(project) == [("back-decline", "Wages were low.")]


def test_a_code_that_cannot_be_put_on_text_changes_nothing(project: Project) -> None:
    both = [coded(project, "friends")]

    with pytest.raises(NotAssignableError):
        recode(project, both, code="back")
    with pytest.raises(UnknownCodeError):
        recode(project, both, code="nothing")
    with pytest.raises(FixableError, match="No coding was chosen"):
        recode(project, [], code="off-cost")
    assert stored(project) == [("off-growth", "friends")]


def test_a_code_is_taken_off_many_passages_in_one_step(project: Project) -> None:
    both = [coded(project, "Wages were low."), coded(project, "friends")]
    write_memo(project, Topic.CODING, both[0].id, "Why?")
    a_statement_on_everything(project)

    assert remove_codings(project, both) == Recoded(2)

    assert stored(project) == []
    assert memo(project, both[0]) == ""
    assert synthesis_of(project).statements[0].standing is Standing.UNSUPPORTED
    undo(project)
    assert sorted(stored(project)) == [
        ("off-growth", "Wages were low."),
        ("off-growth", "friends"),
    ]
    assert memo(project, both[0]) == "Why?"
    assert synthesis_of(project).statements[0].standing is Standing.SUPPORTED
