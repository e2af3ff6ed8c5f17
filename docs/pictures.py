"""Make the pictures of the screens, from the running program, and the page of keys.

Run it after screens or keys changed, and look at what it wrote:

    .venv/bin/python docs/pictures.py

It codes a few passages in a copy of the bundled project, as the tutorial does, so that
nothing in this folder is touched.
"""

import asyncio
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from whyshore.tui.app import WhyshoreApp
from whyshore.tui.keymap import BUILT_IN
from whyshore.tui.keys import ALL_GROUPS, Key, shown
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.office import Office
from whyshore.workflow.start_project import copy_bundled_project, open_project

HERE = Path(__file__).parent
IMAGES = HERE / "images"
SIZE = (120, 36)
CODER = "ana"

_FETCHED = re.compile(r"@font-face\s*\{[^}]*\}\s*|<!--.*?-->\s*", re.DOTALL)
_FONTS = "'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace"

KEYS_INTRODUCTION = (
    "Made from the program's own table of keys by `docs/pictures.py`. On the screen, `?` shows the",
    "same, with a line to search in it.\n",
    "**Codes.** Type a code's chord, such as `o` `m` `g`, to put it on the selection, or on the",
    "sentence at the cursor. A digit from `1` to `9` puts on a code used lately, `1` the last one.",
    "A chord that begins with the letter of a command goes after `;`.\n",
    "## Keys of your own\n",
    "In `whyshore.toml`, the table `[keys]` gives actions other keys. The last column below has",
    "the names of the actions. A key is written as in the first column; capitals count only in",
    "single letters:\n",
    "```toml",
    "[keys]",
    'next_sentence = "n"                 # one key',
    'next_hit = ["ctrl+g", "F9"]         # or several; the first is the one that is shown',
    "```\n",
    "- These keys come instead of the usual ones; everything else stays as it is. Help, hints and",
    "  the list of commands show the keys as they are.",
    "- Write a letter (`n` and `N` are two keys), a sign, `F1` to `F12`, or `up` `down` `left`",
    "  `right` `home` `end` `pageup` `pagedown` `insert` `delete` `backspace` `enter` `escape`",
    "  `tab` `space`; before any of them `ctrl+`, `alt+` or `shift+`. Which of these arrive",
    "  depends on the terminal; `ctrl+m`, `ctrl+i`, `ctrl+h`, `ctrl+j` arrive as other keys, and",
    "  are refused.",
    "- A key that another action has by default is taken from it. If that one is left without a",
    "  key, or two lines want the same key on one screen, you are told. `;` and `1` to `9` stay as",
    "  they are.",
    "- A letter that begins chords of your codebook can be a command; those chords then go after",
    "  `;`, and you are told.",
    "- An action that stands below several headings has its new keys in all of them.\n",
    "Problems are shown when the screen opens, with the line; `whyshore check` lists them all.",
    "What cannot be used is left out, and the action keeps its usual keys.",
)
POLAND = ("slash", *"Why Poland", "enter", "escape", "t", "plus", "plus", "plus")
MEXICO = ("slash", *"And Mexico? Was", "enter", "escape", "t", *["plus"] * 5)
PRACTICE = (
    # the interview: the list is two panes back, and the practice interview its eighth line
    *("shift+tab", "shift+tab", *["down"] * 7, "enter"),
    # turn 14, sentence by sentence
    *("slash", *"no mystery", "enter", "escape", *"opc", *"s.", *"sopv", *"s."),
    # turns 16 and 18; the sentence about duties gets two codes
    *("e", *"ssops", *"sopi", *"somf", "e", *"sssomg", *"somp", *"omr", *"s."),
    # which plant the passages are about
    *(*POLAND, "C", *"poland", "enter", *MEXICO, "C", *"mexico", "enter"),
    # a memo, and the cursor on its coding
    *("slash", *"Good welders too", "enter", "escape", "M", *"Skills, not only wages.", "escape"),
    # an empty search takes the marks of the last one away
    *("slash", "escape"),
)
"""The keys that bring the practice interview to where the picture shows it."""


async def picture(folder: Path, keys: Iterable[str]) -> str:
    """Press keys in the program, and give what it shows as SVG."""
    project = open_project(folder, coder=CODER).project
    try:
        app = WhyshoreApp(Office(Clerk(project)))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.5)
            return self_contained(app.export_screenshot(title="Whyshore"))
    finally:
        project.close()


def self_contained(svg: str) -> str:
    """An SVG that fetches nothing: fonts come from the reader's machine."""
    svg = _FETCHED.sub("", svg)
    return svg.replace("Fira Code, monospace", _FONTS).replace("Fira Code", _FONTS)


def keys_page() -> str:
    """Every key as a page, made of the table of keys that the screens act on."""
    parts = ["# Keys\n", *KEYS_INTRODUCTION]
    for group in ALL_GROUPS:
        heading = ["| keys | what they do | action |", "| --- | --- | --- |"]
        parts += [f"\n## {group.title}\n", *heading]
        parts += [f"| {_named(key)} | {_cell(key.what)} | {_action(key)} |" for key in group.keys]
    return "\n".join(parts) + "\n"


def _named(key: Key) -> str:
    return " ".join(f"`{_cell(shown(name))}`" for name in key.keys)


def _action(key: Key) -> str:
    """The name of an action that can be given other keys."""
    return "" if key.action in BUILT_IN else f"`{key.action}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the pictures into `docs/images/`, and `docs/keys.md`."""
    (HERE / "keys.md").write_text(keys_page(), encoding="utf-8")
    os.environ.pop("NO_COLOR", None)
    with TemporaryDirectory() as scratch:
        tour = Path(scratch) / "whyshore" / "tour-shown"  # no tour in the pictures
        tour.parent.mkdir()
        tour.touch()
        os.environ["XDG_STATE_HOME"] = scratch
        folder = Path(scratch) / "study"
        copy_bundled_project(folder)
        pictures = {
            "coding-screen.svg": PRACTICE,
            "synthesis-screen.svg": ("f2", "right", "down"),
        }
        for name, keys in pictures.items():
            svg = asyncio.run(picture(folder, keys))
            (IMAGES / name).write_text(svg, encoding="utf-8")
            sys.stdout.write(f"{IMAGES / name}\n")


if __name__ == "__main__":
    main()
