"""Regular expressions that can neither freeze the program nor go on for ever."""

import atexit
import json
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from threading import Lock, Timer
from typing import Any
from weakref import WeakKeyDictionary

from whyshore.coding.fold import Folded, Span
from whyshore.errors import FixableError

SECONDS = 2.0
"""How long one expression may take on one text."""
MOST = 100_000
"""How many places are given at most; an expression with more is of no use to anybody."""

_WORKER = Path(__file__).with_name("pattern_worker.py")
_TOO_SLOW = (
    "This regular expression takes too long, so it was stopped. Mostly a repeat inside of a "
    "repeat is the reason, as in (a+)+ or (.*,)*: take the inner one away."
)


class PatternError(FixableError):
    """A regular expression that makes no sense, or takes too long."""


class SearchStoppedError(PatternError):
    """A search was ended because its answer is not wanted any more."""


class PatternSearch:
    """A process that searches texts for regular expressions; begun when it is needed."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Give each search so many seconds."""
        self.seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._known: WeakKeyDictionary[Folded, int] = WeakKeyDictionary()
        self._numbers = count()
        self._one_at_a_time = Lock()
        self._stopped = False

    def find(self, text: Folded, pattern: str, *, any_case: bool) -> list[Span]:
        """Every place in the folded text that is not empty; positions are those in it.

        Raises:
            PatternError: the expression makes no sense or takes too long.
            SearchStoppedError: `stop` was called meanwhile.
        """
        flags = re.MULTILINE | (re.IGNORECASE if any_case else 0)
        with self._one_at_a_time:
            self._stopped = False
            answer = self._ask(text, {"pattern": pattern, "flags": int(flags)})
        if answer is None:
            raise SearchStoppedError("stopped") if self._stopped else PatternError(_TOO_SLOW)
        if "problem" in answer:
            raise PatternError(_explained(pattern, answer["problem"], answer["at"]))
        ends = iter(answer["places"])
        return list(zip(ends, ends, strict=True))

    def stop(self) -> None:
        """End the search that is under way; with none, nothing happens."""
        if self._one_at_a_time.locked():
            self._stopped = True
            self._kill()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _ask(self, text: Folded, asked: dict[str, Any]) -> dict[str, Any] | None:
        process = self._running()
        asked |= {"seconds": self.seconds, "most": MOST}
        if text not in self._known:
            self._known[text] = next(self._numbers)
            asked["text"] = text.words
        asked["key"] = self._known[text]
        timer = Timer(self.seconds, self._kill)
        timer.start()
        try:
            line = _asked_and_answered(process, json.dumps(asked))
        finally:
            timer.cancel()
        if not line:
            self.close()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._known = WeakKeyDictionary()
            self._process = subprocess.Popen(  # noqa: S603 - this program's own script
                [sys.executable, "-I", "-S", str(_WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="ascii",
            )
        return self._process

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()


def _asked_and_answered(process: subprocess.Popen[str], line: str) -> str:
    """What the process answers, `""` where it ended."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (BrokenPipeError, ValueError):
        return ""


def _explained(pattern: str, problem: str, at: int | None) -> str:
    where = f" at “{pattern[at : at + 12]}”" if at is not None and at < len(pattern) else ""
    return (
        f"This is no regular expression: {problem}{where}. Signs that should stand for "
        "themselves, such as ( [ ? . need a \\ before them."
    )


SEARCH = PatternSearch()
"""The one process of this program."""
atexit.register(SEARCH.close)


def find_pattern(text: Folded, pattern: str, *, any_case: bool) -> list[Span]:
    """Every place in a folded text where a regular expression fits.

    Raises:
        PatternError: it makes no sense or takes too long.
    """
    return SEARCH.find(text, pattern, any_case=any_case)
