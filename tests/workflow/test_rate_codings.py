import os

import pytest

from tests.factories import CODEBOOK
from tests.workflow.helpers import coded, interview_of
from whyshore.errors import FixableError
from whyshore.store.codings import codings_in
from whyshore.workflow.apply_codes import remove_coding
from whyshore.workflow.check_project import check
from whyshore.workflow.project import Project
from whyshore.workflow.rate_codings import NoScaleError, rate_coding
from whyshore.workflow.undo_changes import history, undo

SCALE = "ratings: {title: Certainty, scale: {1: doubtful, 3: certain}}\n"


@pytest.fixture
def project(project: Project) -> Project:
    """The small project with a scale."""
    project.codebook_file.write_text(SCALE + CODEBOOK, encoding="utf-8")
    return project


def ratings(project: Project) -> list[int | None]:
    with project.database.reading() as session:
        return [each.rating for each in codings_in(session)]


def test_a_rating_is_set_changed_and_taken_away_each_as_one_change(project: Project) -> None:
    interview, coding = interview_of(project), coded(project, "Wages were low.")
    for rating in (1, 3, None):
        coding = rate_coding(project, coding, interview, rating)
        assert coding.rating == rating
        assert ratings(project) == [rating]

    told = [event.summary for event in history(project)[:3]]
    assert told[1] == "certainty of off-growth on “Wages were low.” (ana, turn 2): 3 certain"
    assert told[0].endswith(": none")
    undo(project)
    assert ratings(project) == [3]


def test_only_steps_of_the_scale_are_taken(project: Project) -> None:
    coding = coded(project, "Wages were low.")

    with pytest.raises(FixableError, match=r"no step 2\. It has: 1 doubtful, 3 certain"):
        rate_coding(project, coding, interview_of(project), 2)


def test_a_coding_that_is_gone_is_not_rated(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    remove_coding(project, coding, interview_of(project))

    with pytest.raises(FixableError, match="gone already"):
        rate_coding(project, coding, interview_of(project), 1)


def test_a_codebook_without_a_scale_rates_nothing(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    project.codebook_file.write_text(CODEBOOK, encoding="utf-8")

    with pytest.raises(NoScaleError, match="Add `ratings:`"):
        rate_coding(project, coding, interview_of(project), 1)


def test_a_rating_that_the_scale_lost_is_told_by_the_check(project: Project) -> None:
    coding = coded(project, "Wages were low.")
    rate_coding(project, coding, interview_of(project), 3)
    told = [str(each.problem) for each in check(project)]
    assert not any("rated" in each for each in told)

    shorter = "ratings: {title: Certainty, scale: {1: doubtful, 2: certain}}\n"
    project.codebook_file.write_text(shorter + CODEBOOK, encoding="utf-8")
    os.utime(project.codebook_file, ns=(1, 1))

    told = [str(each.problem) for each in check(project)]
    assert any("1 coding rated 3, which “Certainty” does not have" in each for each in told)
