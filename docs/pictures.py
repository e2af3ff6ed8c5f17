"""Make the pictures of the screens that README and tutorial show, from the running program.

Run it after the screens changed, and look at what it wrote:

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
from whyshore.workflow.start_project import copy_bundled_project, open_project

IMAGES = Path(__file__).parent / "images"
SIZE = (120, 36)
CODER = "ana"

_FETCHED = re.compile(r"@font-face\s*\{[^}]*\}\s*|<!--.*?-->\s*", re.DOTALL)
_FONTS = "'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace"

POLAND = ("slash", *"Why Poland", "enter", "escape", "t", "plus", "plus", "plus")
MEXICO = ("slash", *"And Mexico? Was", "enter", "escape", "t", *["plus"] * 5)
PRACTICE = (
    # the interview: the list is two panes back, and the practice interview its eighth line
    *("shift+tab", "shift+tab", *["down"] * 7, "enter"),
    # turn 14, sentence by sentence
    *("slash", *"no mystery", "enter", "escape", *"opc", *"ss.", *"sopv", *"s."),
    # turns 16 and 18; the sentence about duties gets two codes
    *("e", *"ssops", *"sopi", *"somf", "e", *"sssomg", *"somp", *"omr", *"s."),
    # which plant the passages are about
    *(*POLAND, "C", *"poland", "enter", *MEXICO, "C", *"mexico", "enter"),
    # a memo, and the cursor on its coding
    *("slash", *"Good welders", "enter", "escape", "M", *"Skills, not only wages.", "escape"),
    # an empty search takes the marks of the last one away
    *("slash", "escape"),
)
"""The keys that bring the practice interview to where the picture shows it."""


async def picture(folder: Path, keys: Iterable[str]) -> str:
    """Press keys in the program, and give what it shows as SVG."""
    project = open_project(folder, coder=CODER).project
    try:
        app = WhyshoreApp(project)
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


def main() -> None:
    """Write the pictures into `docs/images/`."""
    os.environ.pop("NO_COLOR", None)
    with TemporaryDirectory() as scratch:
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
