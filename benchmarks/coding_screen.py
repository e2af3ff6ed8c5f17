"""Key-to-screen time of the coding screen, for texts and codings of several sizes.

Run: python benchmarks/coding_screen.py [--words 6000 20000 100000] [--codings 50 500 5000]

Each combination is a project of its own with a generated interview (seeded), opened in a terminal
of 160 x 48 cells. `tui_latency.py` beside this file writes the keys and times the bytes that come
back; it prints p50, p95 and the most, in milliseconds. A bare Textual app and Textual's TextArea
holding the same text run beside it, as the floor and the peer.
"""

import argparse
import json
import random
import subprocess
import sys
from compileall import compile_dir
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from whyshore.domain.coding import new_coding
from whyshore.store.codings import adding_coding
from whyshore.store.events import make
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.start_project import bundled_folder, open_project

HERE = Path(__file__).parent
Report = dict[str, Any]
AREA_STEPS = ("cursor|down|change|40", "extend|shift+right|change|40")
SOME_WORDS = """
the of and to in we plant market cost quality China Turkey wages engineers customers strategy
premium growth expected returned home machine process supplier “time” don’t because then moved
"""
WORDS = SOME_WORDS.split()
LIST = "shift+tab wait:0.2 shift+tab wait:0.2"
STEPS = (
    "cursor|down|change|40",
    "extend|shift+right|change|40",
    "page|pagedown|change|7",
    "page back|pageup|change|7",
    "jump|]|change|20",
    "apply|s o p c|change|15",
    "undo|u|change|15",
    "focus|tab|change|13",
    "palette|c|change|10|escape wait:0.3",
    "palette type|c wait:0.5 e|change|8|escape wait:0.3",
    "resize|resize:120x48|change|6|resize:160x48 wait:0.4",
    f"open|{LIST} home wait:0.1 enter|text:· long|5|{LIST} end enter wait:0.5",
)
"""Name, keys, what is waited for, how often, keys after it (see `tui_latency.py`).

Steps that walk through the text go less far than the shortest text is long, and the pane with
the text has the focus again after a whole number of rounds: warming up counts three more."""
GOALS = {
    "cursor": 8,
    "extend": 8,
    "page": 16,
    "page back": 16,
    "jump": 16,
    "apply": 16,
    "undo": 16,
    "focus": 60,
    "palette": 100,
    "palette type": 8,
    "resize": 150,
    "open": 150,
}
"""Milliseconds, for p95 on a machine with two busy cores; of a resize, for the last byte."""
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
    parser.add_argument("--starts", type=int, default=5, help="how often each is started")
    arguments = parser.parse_args()
    compile_dir(str(files("whyshore")), quiet=2)  # as any second start finds it
    with TemporaryDirectory() as state:
        bare = started(arguments.starts, Path.cwd(), Path(state), sys.executable, "-c", BARE)
        print("whole starts, median of", arguments.starts)
        print_start("bare Textual app", bare, bare)
        for words in arguments.words:
            with TemporaryDirectory() as scratch:
                file = make_project(Path(scratch), words)
                area = (sys.executable, "-c", AREA, str(file))
                peer = measure(Path(scratch), Path(state), AREA_STEPS, *area)
                print(f"\nTextArea, {words} words")
                print_steps(peer)
                put = 0
                for codings in sorted(arguments.codings):
                    add_codings(Path(scratch), codings - put)
                    put = codings
                    print(f"\nwhyshore, {words} words, {codings} codings")
                    coder = f"coder{codings}"  # for each the first interview opens at its start
                    program = (str(Path(sys.executable).with_name("whyshore")), "--coder", coder)
                    ours = started(arguments.starts, Path(scratch), Path(state), *program)
                    print_start("start", ours, bare)
                    print_steps(measure(Path(scratch), Path(state), STEPS, *program), peer)


def started(times: int, folder: Path, state: Path, *program: str) -> Report:
    """One start of several: the one in the middle."""
    reports = [measure(folder, state, (), *program) for _ in range(times)]
    return sorted(reports, key=lambda report: report["ready_ms"])[times // 2]


def measure(folder: Path, state: Path, steps: tuple[str, ...], *program: str) -> Report:
    """Run a program in a terminal, and give how long its keys take."""
    options = ["--json", "--timeout", "5", "--size", "160x48", "--ready", "all saved"]
    options += ["--setup", "wait:1 down down", "--env", f"XDG_STATE_HOME={state}"]
    for step in steps:
        options += ["--step", step]
    command = [sys.executable, str(HERE / "tui_latency.py"), *options, "--", *program]
    ran = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.PIPE, text=True)
    report: Report = json.loads(ran.stdout)
    return report


def print_start(name: str, report: Report, bare: Report) -> None:
    """Time until all is painted, and memory of the screen's process, beside a bare app."""
    ready, memory = report["ready_ms"], report["memory_ready"]["rss_mib"]
    times, more = ready / bare["ready_ms"], memory - bare["memory_ready"]["rss_mib"]
    print(
        f"{name}: {ready:.0f} ms, {times:.1f} x bare (goal 3); {memory:.1f} MiB, {more:+.1f} (20)"
    )


def print_steps(report: Report, peer: Report | None = None) -> None:
    """A line for each step: milliseconds from the key to the screen, and to the last byte."""
    peers = {row["step"]: row["match_p50"] for row in peer["steps"]} if peer else {}
    print("step             n  late     p50     p95     max   last95  goal p95")
    for row in report["steps"]:
        times = [row[key] for key in ("match_p50", "match_p95", "match_max", "last_p95")]
        cells = "".join("       -" if ms is None else f"{ms:8.1f}" for ms in times)
        ahead = f"  TextArea {peers[row['step']] / times[0]:.1f} x" if row["step"] in peers else ""
        goal = GOALS[row["step"]] if peer else ""
        print(f"{row['step']:<14}{row['n']:>4}{row['timeouts']:>6}{cells} {goal:>9}{ahead}")


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
    (folder / "interviews" / "short.txt").write_text("I: Why?\n\nR: Because.\n", "utf-8")
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
