"""Copy words to the clipboard of the terminal, and say where that may not work."""

import re
from collections.abc import Mapping

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal that one pastes into would act on. Marks of direction belong to the words."""


def harmless_copy(text: str) -> str:
    """Text without control characters; line ends and tabs stay."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clipboard_doubt(environment: Mapping[str, str]) -> str:
    """Why the terminal may not take over what is copied (OSC 52), `""` where it should.

    A terminal cannot be asked; these are the ones that are known not to, or not by default.
    """
    if environment.get("TMUX"):
        return "in tmux only with: set -g set-clipboard on"
    if environment.get("TERM", "").startswith("screen") or environment.get("STY"):
        return "GNU screen does not pass it on to the terminal"
    if environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return "the Terminal of macOS does not take it over"
    if environment.get("TERM") == "linux":
        return "the Linux console has no clipboard"
    if environment.get("VTE_VERSION"):
        return "terminals of GNOME do not take it over"
    return ""
