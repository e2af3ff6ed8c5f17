"""Copy words to the clipboard of the terminal, and say where that may not work."""

import re
from collections.abc import Mapping

_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal, or the place one pastes into, could act on."""


def harmless_copy(text: str) -> str:
    """Text without control characters; line ends and tabs stay."""
    return _ACTS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


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
