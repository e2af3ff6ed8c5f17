"""Copy words to the clipboard of the terminal, and say where that may not work."""

import re
from collections.abc import Callable, Mapping

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal that one pastes into would act on. Marks of direction belong to the words."""

BROWSER = "textual"
"""What the program is told as its terminal where it shows in a browser."""

_DOUBTS: tuple[tuple[Callable[[Mapping[str, str]], object], str], ...] = (
    # In a browser it does not matter in what terminal `whyshore serve` was started.
    (lambda env: env.get("TERM_PROGRAM") == BROWSER, ""),
    (
        lambda env: env.get("TMUX") or env.get("TERM", "").startswith("tmux"),
        "in tmux only with: set -g set-clipboard on",
    ),
    (lambda env: env.get("STY"), "GNU screen does not pass it on to the terminal"),
    (
        # Over ssh only this name is left, and tmux goes by it too.
        lambda env: env.get("TERM", "").startswith("screen"),
        "GNU screen does not pass it on; tmux only with: set -g set-clipboard on",
    ),
    (
        lambda env: env.get("TERM_PROGRAM") == "Apple_Terminal",
        "the Terminal of macOS does not take it over",
    ),
    (lambda env: env.get("TERM") == "linux", "the Linux console has no clipboard"),
    (lambda env: env.get("VTE_VERSION"), "terminals of GNOME do not take it over"),
)
"""What stands against copying in which environments; the first that holds counts."""


def harmless_copy(text: str) -> str:
    """Text without control characters; line ends and tabs stay."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clipboard_doubt(environment: Mapping[str, str]) -> str:
    """Why the terminal may not take over what is copied (OSC 52), `""` where it should.

    A terminal cannot be asked; these are the ones that are known not to, or not by default.
    """
    return next((doubt for doubts, doubt in _DOUBTS if doubts(environment)), "")
