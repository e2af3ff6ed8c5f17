"""The process in which the tables of the survey screen are counted."""

import sys
from pathlib import Path

from whyshore.errors import FixableError
from whyshore.workflow.errands import PART, Errand, Tray
from whyshore.workflow.room import answer, begin_to_tidy, pipes_of_room
from whyshore.workflow.survey_clerk import SurveyClerk


def main() -> None:
    """Open the survey of the folder that the arguments name, and count until nobody asks."""
    errands, answers = pipes_of_room()
    begin_to_tidy()
    try:
        clerk = SurveyClerk(Path(sys.argv[1]))
    except FixableError as problem:
        answer(answers, 0, problem)
        return
    answer(answers, 0, clerk.opening())
    tray = Tray(errands)
    while (errand := tray.next()) and errand.name != PART:
        answer(answers, errand.number, _done(clerk, errand))


def _done(clerk: SurveyClerk, errand: Errand) -> object:
    try:
        return getattr(clerk, errand.name)(*errand.given)
    except FixableError as problem:
        return problem


if __name__ == "__main__":
    main()
