"""Kill a process that is coding, again and again, and look whether anything it had saved is lost.

Run: python benchmarks/crash.py [--kills N] [--seed S]

Each round forks a process that opens the project and codes as the coding screen's clerk does:
codes on and off, several at once, memos, many codings recoded in one step, undo and redo. It
says what the project will hold before each change, and says so again when the change is
acknowledged. At a random moment it gets SIGKILL. The database, opened anew, must then hold
exactly the last acknowledged state, or that with the one change that was under way, whole.
After every tenth kill power is cut too, on a copy: its journal ends at a random byte.
The last line tells how many kills, how many acknowledged changes, and how many were lost.
"""

import argparse
import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session

from whyshore.domain.coding import Coding, new_coding
from whyshore.domain.interview import Interview
from whyshore.domain.memo import Topic
from whyshore.store.codings import codings_in
from whyshore.store.health import database_problems, row_problems
from whyshore.store.interviews import all_interviews
from whyshore.store.memos import memos_on
from whyshore.store.replay import history_problems
from whyshore.workflow.apply_codes import apply_codes, remove_coding, save_coding
from whyshore.workflow.project import DATABASE, connect
from whyshore.workflow.recode import recode
from whyshore.workflow.undo_changes import redo, undo
from whyshore.workflow.write_memos import write_memo

CODEBOOK = """\
title: Crash
codes:
  - {id: growth, name: Growth, chord: og}
  - {id: cost, name: Cost, chord: oc}
  - {id: quality, name: Quality, chord: bq}
  - {id: decline, name: Decline, chord: bd}
"""
CODES = ("growth", "cost", "quality", "decline")
SENTENCES = 60
MANY = 40
"""How many codings there are at most before they are taken off again."""
LIFE = 0.02
"""Seconds that a process codes on average, once it began or once it saved, until it is killed."""
DYING_EARLY = 0.1
"""The share of processes that may be killed while they still open the project."""
POWER_CUT_EVERY = 10
DEEP_CHECK_EVERY = 250

Place = tuple[int, int, str]
"""Start, end and code of a coding; a coder has each once."""
State = dict[Place, tuple[Coding, str]]
"""The codings and the memo on each, empty where it has none."""
Say = Callable[[str], None]


def a_project(folder: Path) -> Interview:
    """Make a project with one interview and a small codebook.

    A process of its own reads the transcript, as what cuts sentences is large to fork.
    """
    lines = [f"R: We made {n} of them there, and {n + 1} came back." for n in range(SENTENCES)]
    (folder / "interviews").mkdir(parents=True)
    (folder / "interviews" / "one.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    sync = [sys.executable, "-c", "from whyshore.cli.start import main; main()", "sync"]
    subprocess.run([*sync, "-p", str(folder)], check=True, stdout=subprocess.DEVNULL)
    project = connect(folder)
    with project.database.reading() as session:
        (interview,) = all_interviews(session)
    project.close()
    return interview


def state_of(session: Session) -> State:
    """What the project holds, as a coder would see it."""
    memos = {memo.about: memo.text for memo in memos_on(session, Topic.CODING)}
    return {_place(each): (each, memos.get(each.id, "")) for each in codings_in(session)}


def _place(coding: Coding) -> Place:
    return (coding.segment.start, coding.segment.end, coding.code)


def mark(state: State) -> str:
    """A short mark of a state; equal states have equal ones."""
    seen = sorted((place, memo) for place, (_, memo) in state.items())
    return sha256(repr(seen).encode()).hexdigest()[:16]


# --- the process that is killed ---


class Coder:
    """Codes at random, and says what it does."""

    def __init__(
        self, folder: Path, interview: Interview, state: State, chance: random.Random, say: Say
    ) -> None:
        """Open the project; what it holds is known."""
        self.project = connect(folder, coder="ana")
        self.interview, self.state, self.before = interview, state, state
        self.chance, self.say = chance, say
        self.done: list[State] = []
        self.undone: list[State] = []

    def work(self) -> None:
        """Make one change after the other, until somebody ends it."""
        acts = (self.code, self.code, self.take_off, self.memo, self.several, self.recode)
        turns = (*acts, *acts, self.undo, self.redo)
        while True:
            act = self.take_off if len(self.state) > MANY else self.chance.choice(turns)
            act()

    def _make(self, after: State, act: Callable[[], object]) -> None:
        """Do one change that can be undone."""
        if mark(after) != mark(self.state):
            self._turn(after, act)
            self.done.append(self.before)
            self.undone = []

    def _turn(self, after: State, act: Callable[[], object]) -> None:
        """Say what will be, do it, say that it is."""
        self.say(f"try {mark(after)}")
        act()
        self.say(f"ack {mark(after)}")
        self.before, self.state = self.state, after

    def _new(self, codes: Sequence[str]) -> State:
        """Codings of one sentence with some codes, where it has them not yet."""
        turn = self.chance.choice(self.interview.turns)
        codings = [
            new_coding(self.interview, turn.words_start, turn.end, code=code, coder="ana")
            for code in codes
        ]
        return {_place(each): (each, "") for each in codings if _place(each) not in self.state}

    def _some(self) -> tuple[Coding, str]:
        return self.chance.choice(list(self.state.values()))

    def code(self) -> None:
        """Put a code on a sentence."""
        if new := self._new([self.chance.choice(CODES)]):
            coding = next(iter(new.values()))[0]
            after = {**self.state, **new}
            self._make(after, lambda: save_coding(self.project, coding, self.interview))

    def several(self) -> None:
        """Put three codes on a sentence as one change."""
        if new := self._new(self.chance.sample(CODES, 3)):
            after = {**self.state, **new}
            segment = next(iter(new.values()))[0].segment

            def act() -> None:
                codes = [code for _, _, code in new]
                for coding in apply_codes(self.project, self.interview, segment, codes=codes):
                    after[_place(coding)] = (coding, "")

            self._make(after, act)

    def take_off(self) -> None:
        """Take a code off, with the memo on it."""
        if self.state:
            coding, _ = self._some()
            after = {place: kept for place, kept in self.state.items() if place != _place(coding)}
            self._make(after, lambda: remove_coding(self.project, coding, self.interview))

    def memo(self) -> None:
        """Write or rewrite the memo on a coding."""
        if self.state:
            coding, _ = self._some()
            words = f"thought {self.chance.random()} " * self.chance.choice((1, 400))
            after = {**self.state, _place(coding): (coding, words.strip())}
            self._make(after, lambda: write_memo(self.project, Topic.CODING, coding.id, words))

    def recode(self) -> None:
        """Give all codings of a code another one, in one step."""
        old, new = self.chance.sample(CODES, 2)
        chosen, after = [], {}
        for (start, end, code), (coding, memo) in self.state.items():
            if code == old and (start, end, new) not in self.state:
                chosen.append(coding)
                after[start, end, new] = (replace(coding, code=new), memo)
            else:
                after[start, end, code] = (coding, memo)
        if chosen:
            self._make(after, lambda: recode(self.project, chosen, code=new))

    def undo(self) -> None:
        """Take the last change back."""
        if self.done:
            self._turn(self.done.pop(), lambda: undo(self.project))
            self.undone.append(self.before)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if self.undone:
            self._turn(self.undone.pop(), lambda: redo(self.project))
            self.done.append(self.before)


def _be_killed(study: "Study", state: State, seed: int, pipe: int) -> None:
    """The life of the process that is killed."""
    journal, chance = study.journal, random.Random(seed)  # noqa: S311 - no secret

    def say(words: str) -> None:
        size = journal.stat().st_size if journal.exists() else 0
        os.write(pipe, f"{words} {size}\n".encode())

    try:
        coder = Coder(study.folder, study.interview, state, chance, say)
        say("ready -")
        coder.work()
    finally:
        os.write(pipe, f"fault - 0\n{traceback.format_exc()}".encode())
        os._exit(1)


# --- the one who kills and looks ---


@dataclass(frozen=True)
class Study:
    """The project that is coded."""

    folder: Path
    interview: Interview

    @property
    def journal(self) -> Path:
        """The journal of the database."""
        return self.folder / f"{DATABASE}-wal"


@dataclass
class Heard:
    """What a process said until it was killed."""

    states: list[str]
    """Marks of what was acknowledged, the first being what it found."""
    under_way: str | None = None
    journal: int = 0
    """How long the journal was at the last acknowledgement."""


@dataclass
class Tally:
    """What was found so far."""

    acknowledged: int = 0
    lost: int = 0
    under_way: Counter[str] = field(default_factory=Counter)
    power_cuts: int = 0
    problems: list[str] = field(default_factory=list)


def killed_once(study: Study, state: State, chance: random.Random) -> Heard:
    """Let a process work for a moment, kill it, and give what it had said."""
    hear, say = os.pipe()
    seed = chance.randrange(2**32)
    child = os.fork()
    if child == 0:
        os.close(hear)
        _be_killed(study, state, seed, say)
    os.close(say)
    said = b""
    if chance.random() > DYING_EARLY:
        wanted = chance.choice((b"ready", b"ack"))
        while wanted not in said and (more := os.read(hear, 65536)):
            said += more
    time.sleep(chance.expovariate(1 / LIFE))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(hear, 65536):
        said += more
    os.close(hear)
    return _heard(said.decode(), mark(state))


def _heard(said: str, found: str) -> Heard:
    heard = Heard([found])
    for line in said.splitlines():
        what, state, size = line.split()
        if what == "fault":
            raise SystemExit(f"The process that codes met a fault:\n{said}")
        if what == "try":
            heard.under_way = state
        elif what == "ack":
            heard.states.append(state)
            heard.under_way, heard.journal = None, int(size)
    return heard


def look_at(folder: Path, *, deep: bool = False) -> tuple[State, list[str]]:
    """What a database holds, and what is unsound in it."""
    project = connect(folder, coder="ana")
    try:
        with project.database.reading() as session:
            problems = database_problems(session)
            state = state_of(session)
            if deep:
                problems += [*row_problems(session), *history_problems(session)]
    finally:
        project.close()
    return state, problems


def cut_power(study: Study, aside: Path, chance: random.Random, heard: Heard) -> list[str]:
    """Look at a copy whose journal ends at a random byte: whole changes, up to some moment."""
    if not study.journal.exists():
        return []
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(study.folder, aside)
    cut = chance.randint(0, study.journal.stat().st_size)
    os.truncate(aside / study.journal.name, cut)
    state, problems = look_at(aside, deep=True)
    known = [*heard.states, heard.under_way]
    if mark(state) not in known:
        problems.append(f"cut at byte {cut}, it holds a state that never was")
    elif cut >= heard.journal and mark(state) not in known[-2:]:
        problems.append(f"cut at byte {cut}, after the last acknowledged change, it lost one")
    return problems


def judged(tally: Tally, heard: Heard, state: State) -> list[str]:
    """Count what became of the changes of a killed process."""
    tally.acknowledged += len(heard.states) - 1
    if mark(state) == heard.under_way:
        tally.under_way["kept whole"] += 1
    elif mark(state) == heard.states[-1]:
        tally.under_way["left out whole" if heard.under_way else "none"] += 1
    else:
        tally.lost += 1
        return ["it does not hold what was acknowledged last"]
    return []


def run(kills: int, seed: int, folder: Path) -> Tally:
    """Kill so many times."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - no secret
    study = Study(folder / "study", a_project(folder / "study"))
    state, _ = look_at(study.folder)
    gc.freeze()  # what is here already is not copied for every process
    for kill in range(1, kills + 1):
        heard = killed_once(study, state, chance)
        problems = []
        if kill % POWER_CUT_EVERY == 0:
            problems += cut_power(study, folder / "power-cut", chance, heard)
            tally.power_cuts += 1
        deep = kill % DEEP_CHECK_EVERY == 0 or kill == kills
        state, unsound = look_at(study.folder, deep=deep)
        problems += [*unsound, *judged(tally, heard, state)]
        tally.problems += [f"kill {kill}: {each}" for each in problems]
    return tally


def main() -> None:
    """Read the wishes, kill, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    wishes = parser.parse_args()
    if not hasattr(os, "fork"):
        sys.exit("This needs a system that can fork processes (Linux, macOS).")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="whyshore-crash-") as folder:
        tally = run(wishes.kills, wishes.seed, Path(folder))
    for problem in tally.problems:
        print(problem)
    ways = ", ".join(f"{count} {way}" for way, count in sorted(tally.under_way.items()))
    print(f"the change under way at the kill: {ways}")
    print(f"power cuts {tally.power_cuts}, {time.monotonic() - started:.0f} s")
    print(f"kills {wishes.kills}, acknowledged {tally.acknowledged}, lost {tally.lost}")
    sys.exit(1 if tally.problems else 0)


if __name__ == "__main__":
    main()
