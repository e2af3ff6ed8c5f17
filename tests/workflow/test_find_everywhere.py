"""Find words in all interviews, and code what was found in one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import TEXT, a_project_folder
from tests.workflow.helpers import coded
from whyshore.domain.finding import CodedMany, FoundPlace, Mode, Query, Unit
from whyshore.domain.interview import Role
from whyshore.errors import FixableError, NotAssignableError, UnknownInterviewError
from whyshore.store.codings import codings_in
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.code_places import code_places, would_code
from whyshore.workflow.find_everywhere import find_everywhere
from whyshore.workflow.import_interviews import sync
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project
from whyshore.workflow.undo_changes import history, undo

BEN = "I: Which market?\nR: The market\n  fell, the market rose. A café there.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Project]:
    """A project with two interviews."""
    folder = a_project_folder(tmp_path / "both", ana=TEXT, ben=BEN)
    opened = open_project(folder, coder="ana").project
    yield opened
    opened.close()


def places(project: Project, words: str, who: str = "") -> list[FoundPlace]:
    found = find_everywhere(project, Query(words), who=who)
    return [place for each in found for place in each.places]


def quotes(project: Project) -> list[str]:
    with project.database.reading() as session:
        return [each.quote for each in codings_in(session)]


def test_each_place_comes_with_interview_turn_speaker_and_context(corpus: Project) -> None:
    found = places(corpus, "MARKET")

    assert [(each.interview, each.turn, each.speaker) for each in found] == [
        ("ana", 2, "R"),
        ("ana", 4, "R"),
        ("ben", 1, "I"),
        ("ben", 2, "R"),
        ("ben", 2, "R"),
    ]
    assert found[0].left.endswith("We expected the ")
    assert found[0].right.startswith(" to grow.")
    assert {each.hit for each in found} == {"market"}


def test_interviews_without_any_are_left_out_and_counts_are_by_interview(corpus: Project) -> None:
    assert [(each.interview, each.total) for each in find_everywhere(corpus, Query("cafe"))] == [
        ("ben", 1)
    ]
    assert [each.total for each in find_everywhere(corpus, Query("market"))] == [2, 3]


def test_only_what_some_say_is_found(corpus: Project) -> None:
    assert {each.role for each in places(corpus, "market", "interviewer")} == {Role.INTERVIEWER}
    assert len(places(corpus, "market", "respondent")) == 4
    assert len(places(corpus, "market", "r")) == 4
    with pytest.raises(FixableError, match="Nobody called “Rr” speaks"):
        places(corpus, "market", "Rr")


def test_names_and_queries_that_make_no_sense_are_explained(corpus: Project) -> None:
    with pytest.raises(UnknownInterviewError):
        list(find_everywhere(corpus, Query("market"), interview="bem"))
    with pytest.raises(FixableError, match="no regular expression"):
        list(find_everywhere(corpus, Query("(", Mode.PATTERN)))
    with pytest.raises(FixableError, match="Say which words"):
        list(find_everywhere(corpus, Query(" ")))


def test_a_limit_gives_the_first_places_and_counts_all(corpus: Project) -> None:
    found = Clerk(corpus).find_in("ben", Query("market"), limit=1)

    assert (len(found.places), found.total) == (1, 3)


def test_a_text_replaced_meanwhile_is_searched_as_it_is_now(corpus: Project) -> None:
    clerk = Clerk(corpus)
    assert clerk.find_in("ben", Query("plant")).total == 0
    (corpus.interviews_folder / "ben.md").write_text("R: A plant.\n", encoding="utf-8")
    sync(corpus)

    assert clerk.find_in("ben", Query("plant")).total == 1
    clerk.forget_texts()
    assert clerk.find_in("ben", Query("plant")).total == 1


# --- code what was found ---


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit.HIT, ["market"] * 5),
        (
            Unit.SENTENCE,
            [
                "We expected the market to grow.",
                "The market fell.",
                "Which market?",
                "The market\n  fell, the market rose.",
            ],
        ),
        (
            Unit.TURN,
            [
                "We expected the market to grow. Wages were low. We also had friends there.",
                "The market fell. Quality was poor.",
                "Which market?",
                "The market\n  fell, the market rose. A café there.",
            ],
        ),
    ],
)
def test_a_code_goes_on_the_hit_its_sentence_or_its_turn(
    corpus: Project, unit: Unit, words: list[str]
) -> None:
    did = code_places(corpus, places(corpus, "market"), code="off-growth", unit=unit)

    assert quotes(corpus) == words
    assert did == CodedMany(len(words), 0, 5 - len(words))


def test_coding_a_list_is_one_step_told_in_words_and_undone_in_one(corpus: Project) -> None:
    coded(corpus, "The market fell.")

    did = code_places(
        corpus,
        places(corpus, "market"),
        code="off-growth",
        unit=Unit.SENTENCE,
        found_by="“market”",
    )

    assert did == CodedMany(coded=3, already=1, same=1)
    event = history(corpus)[0]
    assert event.summary == "off-growth on 3 sentences found by “market” (2 interviews)"
    undo(corpus)
    assert quotes(corpus) == ["The market fell."]


def test_what_would_be_coded_is_counted_without_coding(corpus: Project) -> None:
    wanted = places(corpus, "market")

    assert would_code(corpus, wanted, code="off-growth", unit=Unit.TURN) == CodedMany(4, 0, 1)
    assert quotes(corpus) == []


def test_nothing_is_coded_in_a_text_that_was_replaced_since(corpus: Project) -> None:
    found = places(corpus, "market")
    (corpus.interviews_folder / "ben.md").write_text("R: Another text, longer.\n", "utf-8")
    sync(corpus)

    with pytest.raises(FixableError, match="text of “ben” was replaced since it was searched"):
        code_places(corpus, found, code="off-growth", unit=Unit.HIT)
    assert quotes(corpus) == []


def test_a_container_is_put_on_nothing(corpus: Project) -> None:
    with pytest.raises(NotAssignableError):
        code_places(corpus, places(corpus, "market"), code="back", unit=Unit.HIT)


def test_a_place_in_a_label_stands_for_what_is_said_next_to_it(corpus: Project) -> None:
    [found] = find_everywhere(corpus, Query("^R:", Mode.PATTERN), interview="ben")
    labels = found.places

    code_places(corpus, labels, code="off-growth", unit=Unit.SENTENCE)

    assert quotes(corpus) == ["The market\n  fell, the market rose."]
