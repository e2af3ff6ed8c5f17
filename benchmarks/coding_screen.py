"""Key-to-screen time of the coding screen, for texts and codings of several sizes.

Run: python benchmarks/coding_screen.py [--words 6000 20000 100000] [--codings 50 500 5000]

Each combination is a project of its own with a generated interview (seeded), opened in a terminal
of 160 x 48 cells. `tui_latency.py` beside this file writes the keys and times the bytes that come
back; it prints p50, p95 and the most, in milliseconds. A bare Textual app and Textual's TextArea
holding the same text run beside it, as the floor and the peer.
"""

import argparse
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from whyshore.domain.coding import new_coding
from whyshore.store.codings import adding_coding
from whyshore.store.events import make
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.start_project import bundled_folder, open_project

HERE = Path(__file__).parent
SOME_WORDS = """
the of and to in we plant market cost quality China Turkey wages engineers customers strategy
premium growth expected returned home machine process supplier “time” don’t because then moved
"""
WORDS = SOME_WORDS.split()
STEPS = (
    "cursor|down|change|40",
    "extend|shift+right|change|40",
    "page|pagedown|change|20",
    "jump|]|change|20",
    "apply|s o p c|change|15",
    "undo|u|change|15",
    "focus|tab|change|12",
    "palette|c|change|10|escape wait:0.3",
)
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("all saved")
Bare().run()
"""
AREA = """
import sys
from pathlib import Path
from textual.app import App
from textual.widgets import Static, TextArea
class Area(App):
    def compose(self):
        yield TextArea(Path(sys.argv[1]).read_text("utf-8"))
        yield Static("all saved")
Area().run()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, nargs="+", default=[6_000, 20_000, 100_000])
    parser.add_argument("--codings", type=int, nargs="+", default=[50, 500, 5_000])
    arguments = parser.parse_args()
    print("bare Textual app")
    measure(Path.cwd(), (), sys.executable, "-c", BARE)
    for words in arguments.words:
        with TemporaryDirectory() as scratch:
            file = make_project(Path(scratch), words)
            print(f"\nTextArea, {words} words")
            steps = ("cursor|down|change|40", "extend|shift+right|change|40")
            measure(Path(scratch), steps, sys.executable, "-c", AREA, str(file))
            put = 0
            for codings in sorted(arguments.codings):
                add_codings(Path(scratch), codings - put)
                put = codings
                print(f"\nwhyshore, {words} words, {codings} codings")
                program = str(Path(sys.executable).with_name("whyshore"))
                measure(Path(scratch), STEPS, program, "--coder", "ana")


def measure(folder: Path, steps: tuple[str, ...], *program: str) -> None:
    """Run a program in a terminal, and print how long its keys take."""
    options = ["--size", "160x48", "--ready", "all saved", "--setup", "wait:1 down down"]
    for step in steps:
        options += ["--step", step]
    command = [sys.executable, str(HERE / "tui_latency.py"), *options, "--", *program]
    subprocess.run(command, cwd=folder, check=False)


def make_project(folder: Path, words: int) -> Path:
    """A project with one interview of so many words; gives its file."""
    pick = random.Random(words)  # noqa: S311
    turns, count = [], 0
    while count < words:
        asks = len(turns) % 2 == 0
        sentences = []
        for _ in range(1 if asks else pick.randrange(2, 9)):
            length = pick.randrange(6, 18)
            sentence = " ".join(pick.choices(WORDS, k=length)).capitalize()
            sentences.append(f"{sentence}{'?' if asks else '.'}")
            count += length
        turns.append(f"{'I' if asks else 'R'}: {' '.join(sentences)}")
    (folder / "interviews").mkdir()
    file = folder / "interviews" / "long.txt"
    file.write_text("\n\n".join(turns) + "\n", encoding="utf-8")
    codebook = (bundled_folder() / "codebook.yaml").read_text(encoding="utf-8")
    (folder / "codebook.yaml").write_text(codebook, encoding="utf-8")
    return file


def add_codings(folder: Path, count: int) -> None:
    """Put so many more codings on the interview, each of one to four sentences."""
    project = open_project(folder, coder="ana").project
    pick = random.Random(count)  # noqa: S311
    codes = [code.id for code in project.codebook().codes if code.assignable]
    with project.database.writing() as session:
        interview = interview_with_id(session, "long")
        if interview is None:
            raise LookupError("long")
        changes = []
        for _ in range(count):
            first = pick.randrange(len(interview.sentences) - 4)
            start = interview.sentences[first][0]
            end = interview.sentences[first + pick.choice((0, 0, 1, 3))][1]
            coder = uuid4().hex[:6]  # the same code twice by one coder may not be
            coding = new_coding(interview, start, end, code=pick.choice(codes), coder=coder)
            changes.append(adding_coding(coding))
        make(session, changes, coder="ana", action="import", summary="codings to measure with")
    project.close()


if __name__ == "__main__":
    main()
