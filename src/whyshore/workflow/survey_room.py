"""The process in which the tables of the survey screen are counted."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whyshore.workflow.room import work_in_room
from whyshore.workflow.survey_clerk import SurveyClerk


@contextmanager
def counter_of_survey() -> Iterator[SurveyClerk]:
    """Whoever counts the survey of the folder that the arguments name."""
    yield SurveyClerk(Path(sys.argv[1]))


if __name__ == "__main__":
    work_in_room(counter_of_survey)
