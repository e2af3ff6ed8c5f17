"""Where words stand, as people cite it and ask for it: turns, time codes, shares of a text."""

import re

from whyshore.domain.interview import Interview, Turn
from whyshore.errors import FixableError

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?", re.ASCII)
_TURN = re.compile(r"(?:turn\s*)?#?(\d{1,9})", re.ASCII | re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3})\s*%", re.ASCII)
WAYS = "Type a turn such as 14, a time code such as 12:30 or 1:02:30, or a share such as 50%."


def cited(turn: Turn) -> str:
    """A turn as it is cited: by its number, and by its time code where it has one."""
    return f"turn {turn.number}" + (f", {turn.time_code}" if turn.time_code else "")


def seconds_of(time_code: str) -> int | None:
    """The seconds of a time code such as `12:30` or `1:02:30`, None for anything else."""
    found = _TIME.fullmatch(time_code.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def place_called(interview: Interview, wanted: str) -> int:
    """The position that somebody asks for by turn, time code or share of the text.

    A time code leads to the turn in which it was said: the last one that begins by then.

    Raises:
        FixableError: there is no such place, with what there is.
    """
    asked = wanted.strip()
    if share := _SHARE.fullmatch(asked):
        return _at_share(interview, int(share[1]))
    if turn := _TURN.fullmatch(asked):
        return _at_turn(interview, int(turn[1]))
    seconds = seconds_of(asked)
    if seconds is None:
        raise FixableError(f"“{asked}” is no place in an interview. {WAYS}")
    return _at_time(interview, seconds)


def beyond_time_codes(interview: Interview, wanted: str) -> str:
    """What is said of a time code before the first of an interview, or behind the last."""
    seconds, known = seconds_of(wanted), _timed(interview)
    if seconds is None or not known:
        return ""
    (first, first_turn), (last, last_turn) = known[0], known[-1]
    if seconds < first:
        return f"The first time code of this interview is {first_turn.time_code}: here."
    if seconds > last:
        return f"The last time code of this interview is {last_turn.time_code}: here."
    return ""


def _at_share(interview: Interview, percent: int) -> int:
    if percent > 100:  # noqa: PLR2004 - the whole
        raise FixableError("The text ends at 100%.")
    turn = interview.turn_at(len(interview.text) * percent // 100)
    if percent == 0 or turn is None:
        return interview.turns[0].words_start if interview.turns else 0
    return max(turn.words_start, min(len(interview.text) * percent // 100, turn.end))


def _at_turn(interview: Interview, number: int) -> int:
    if not 1 <= number <= len(interview.turns):
        last = len(interview.turns)
        raise FixableError(f"There is no turn {number}: the interview has turns 1 to {last}.")
    return interview.turns[number - 1].words_start


def _at_time(interview: Interview, seconds: int) -> int:
    known = _timed(interview)
    if not known:
        raise FixableError(
            "This interview has no time codes. Type a turn or a share, as 14 or 50%."
        )
    by_then = [turn for at, turn in known if at <= seconds]
    return (by_then[-1] if by_then else known[0][1]).words_start


def _timed(interview: Interview) -> list[tuple[int, Turn]]:
    """The turns that have a time code, each with the seconds of it."""
    timed = [(seconds_of(turn.time_code), turn) for turn in interview.turns if turn.time_code]
    return [(at, turn) for at, turn in timed if at is not None]
