"""Search texts for regular expressions in a process of its own, which can be ended at any time.

Runs as a script with nothing but the standard library. A line of JSON asks, a line answers.
While Python's `re` is at work nothing else in its process is, and no signal reaches it: only
a process can be stopped.
"""

import json
import re
import signal
import sys
import warnings
from typing import Any

MEMORY = 1 << 30
"""How many bytes an expression may take before it is given up."""


def main() -> None:
    """Answer until nobody asks any more."""
    warnings.simplefilter("ignore")
    _limit_memory()
    texts: dict[int, str] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if "text" in asked:
            texts[asked["key"]] = asked["text"]
        _end_with_the_asker(asked["seconds"])
        sys.stdout.write(json.dumps(_answer(texts[asked["key"]], asked)) + "\n")
        sys.stdout.flush()


def _answer(text: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Starts and ends of what was found one after the other, or the problem in words."""
    try:
        pattern = re.compile(asked["pattern"], asked["flags"])
        places: list[int] = []
        for match in pattern.finditer(text):
            if match.end() > match.start():
                places += match.span()
                if len(places) == 2 * asked["most"]:
                    break
    except re.error as error:
        return {"problem": error.msg, "at": error.pos}
    except (RecursionError, OverflowError, MemoryError) as error:
        return {"problem": f"it is too big ({type(error).__name__})", "at": None}
    return {"places": places}


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        return  # a system without such limits


def _end_with_the_asker(seconds: float) -> None:
    """See to it that a search ends by itself, should whoever asked be gone meanwhile."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)


if __name__ == "__main__":
    main()
