"""What lies open while coding: one interview, its codings, and what can be done with them.

The desk keeps what it knows in memory. Putting a code on text, taking it off, and undoing that
change the memory at once and are saved by the clerk while the coder reads on; what could not be
saved is taken back and told. Everything else asks the clerk and waits for the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from whyshore.domain.case import Case
from whyshore.domain.coding import Coding, new_coding
from whyshore.domain.history import Event
from whyshore.domain.memo import MemoDraft, Topic
from whyshore.domain.overview import LaidOut, Marks, Opening, Overview
from whyshore.domain.project import FilesNow, Settings
from whyshore.domain.words import shortened
from whyshore.errors import AlreadyCodedError, FixableError
from whyshore.workflow.office import Office
from whyshore.workflow.open_work import OpenWork, Step

BY_OTHERS = "changes made by another program"
IN_CODEBOOK = "the codebook was changed"
_OF_CODINGS = {
    *("apply code", "apply codes", "code places", "remove code", "remove codes", "recode"),
    *("set case", "rate coding", "split coding", "join codings", "write memo", "remove memo"),
    *("stretch coding", "shrink coding", "move coding"),
}
"""What the history calls changes whose words begin with the ids of codes."""
ANYTHING = -1
"""A moment before every change: whatever there is now is news since then."""


class Witness(Protocol):
    """Who is told of what the clerk answered."""

    def saved(self) -> None:
        """Something that was on its way to the clerk is saved."""

    def not_saved(self, problem: FixableError) -> None:
        """Something could not be saved; the desk has taken it back."""

    def known(self) -> None:
        """What is on the interview, or counts and progress, are known now."""

    def taken_over(self, what: str) -> None:
        """Something was changed elsewhere, and the desk holds it now."""

    def files_changed(self, found: FilesNow) -> None:
        """Files of `interviews/` came, changed or went; nothing was done about it yet."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A change that was undone or redone."""

    summary: str
    anew: bool
    """Whether everything was looked at anew; else just codings came and went."""
    action: str = ""
    """What the history calls it, where it was looked up there."""


WhenTurned = Callable[[Turned | None], None]
WhenRefused = Callable[[FixableError], None]


class CodingDesk(OpenWork):
    """One interview laid open for coding."""

    def __init__(self, office: Office) -> None:
        """Make an empty desk; `begin` takes over a project once it is open."""
        super().__init__()
        self.office = office
        self.clerk = office.clerk
        self.coder = ""
        self.settings = Settings()
        self.witness: Witness | None = None
        self.position = 0
        self._first: LaidOut | None = None
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._in_doubt = False
        """Whether memory and database differ by something that was not saved."""
        self.unsaved = 0
        """How many changes are on their way to the database."""
        self.refused = False
        """Whether what was to be saved last was not, and is taken back."""
        self.working = False
        """Whether something is being undone or redone that takes a while."""

    def begin(self, opening: Opening) -> None:
        """Take over a project as it was opened; `open` then lays out an interview."""
        self.coder, self.settings = opening.coder, opening.settings
        self._first = opening.first
        self._take(opening.overview)

    # --- what there is ---

    def refresh(self) -> None:
        """Look at everything anew, because something changed that is not known in detail.

        While the codebook has problems, as when it is just being edited, the last one that
        could be read stays in use and `codebook_problem` says what is wrong. What cannot be
        looked at now, as the clerk has stopped or waits, stays as it is and is told.
        """
        try:
            self._look_anew()
        except FixableError as problem:
            self._in_doubt = True
            self._no_news(problem)

    def _look_anew(self) -> None:
        self._take_anew(self.clerk.overview(), None)
        if self.interview is not None:
            self._put_anew(self.clerk.marks_on(self.interview.id))

    def _take_anew(self, overview: Overview, marks: Marks | None) -> None:
        """Take over everything as it is now; marks of an interview that was left do not count.

        An interview that is no longer in the project is closed.
        """
        self._take(overview)
        self._done, self._undone = [], []
        if self.interview and self.interview.id not in self.outlines:
            self._close()
        if marks and self.interview and marks.interview == self.interview.id:
            self._put_anew(marks)

    def _put_anew(self, marks: Marks) -> None:
        """What is on the interview that lies open, on another text where that was replaced."""
        if marks.text_hash != self._text_hash:
            self._lay_out(self.clerk.lay_out(marks.interview).interview)
        self._put_on(marks)

    def look(self) -> None:
        """Ask whether anything changed elsewhere; the witness is told if it did."""
        if self.office.gone or self.office.held_up or self.working:
            return
        open_now = self.interview.id if self.interview else None
        seen = ANYTHING if self._in_doubt else self.seen_change
        self.office.later(self._news, self._no_news, "news", seen, open_now)

    def look_at_files(self) -> None:
        """Ask whether files came, changed or went; the witness is told if they did."""
        if self.office.gone or self.office.held_up or self.working:
            return
        self.office.later(self._files_news, self._no_news, "files_news")

    def _files_news(self, found: FilesNow | None) -> None:
        if found and self.witness:
            self.witness.files_changed(found)

    def _news(self, found: tuple[Overview, Marks | None] | None) -> None:
        if found is None or self.office.waiting:
            return  # changes of our own are on their way: what was found is old, look again later
        overview, marks = found
        elsewhere = overview.moment != self.seen_change
        codebook = (overview.codebook, overview.codebook_problem)
        as_known = not elsewhere and codebook == (self.codebook, self.codebook_problem)
        if as_known and not self._in_doubt:
            return  # what had changed were changes of our own
        open_now = self.interview.id if self.interview else None
        still_there = open_now in {each.id for each in overview.outlines}
        if (marks.interview if marks else None) != (open_now if still_there else None):
            return
        self._take_anew(overview, marks)
        self._in_doubt = False
        if self.witness and as_known:
            self.witness.known()
        elif self.witness:
            self.witness.taken_over(BY_OTHERS if elsewhere else IN_CODEBOOK)

    def _no_news(self, problem: FixableError) -> None:
        if self.witness:
            self.witness.not_saved(problem)

    def open(self, interview: str) -> int:
        """Lay out an interview; gives the position where the coder last was in it.

        The text can be read at once; what is on it follows, and the witness is told.

        Raises:
            UnknownInterviewError: there is no such interview.
        """
        known = self._first
        self._first = None
        if known is None or known.interview.id != interview:
            known = self.clerk.lay_out(interview)
        self._lay_out(known.interview)
        self._done, self._undone = [], []
        self.office.later(self._marked, self._not_marked, "marks_on", interview)
        return known.position

    def _not_marked(self, problem: FixableError) -> None:
        """What is on the interview could not be read: it is not known, and looked for again."""
        self._in_doubt = True
        self._no_news(problem)

    def _marked(self, marks: Marks) -> None:
        """What is on the interview that was opened; what was coded meanwhile stays on it."""
        if self.interview is None or marks.interview != self.interview.id:
            return
        meanwhile = list(self._done)
        self._put_on(marks)
        there = {each.id for each in self.codings}
        for step in meanwhile:
            self._swap(Step(tuple(each for each in step.added if each.id not in there)))
            self._swap(Step((), step.removed, step.memos))
        if self.witness:
            self.witness.known()

    def first_interview(self) -> str | None:
        """The interview to begin with: where the coder last was, else the first."""
        return self._first.interview.id if self._first else next(iter(self.outlines), None)

    def leave(self, position: int) -> None:
        """Remember where in the interview the coder is; a read-only project forgets it."""
        if self.interview is not None:
            self.office.later(_ignore, _ignore, "keep_place", self.interview.id, position)

    # --- codes on text ---

    def apply(self, code: str, start: int, end: int) -> Coding:
        """Put a code on the characters from start to end; it is saved soon.

        Raises:
            FixableError: it cannot be put there.
        """
        self.codebook.assignable(code)
        coding = new_coding(self.opened(), start, end, code=code, coder=self.coder)
        if any(_is_same(coding, each) for each in self._from(coding.segment.start)):
            raise AlreadyCodedError(self.codebook.called(code))
        named = self.codebook.called(code)
        step = Step(added=(coding,), summary=f"{named} on “{shortened(coding.quote)}”")
        self.used(code)
        self._make(step, "save_coding", coding)
        return coding

    def remove(self, coding: Coding) -> None:
        """Take a code off; that is saved soon."""
        about = (Topic.CODING, coding.id)
        memos = {about: self.memos[about]} if about in self.memos else {}
        named = self.codebook.called(coding.code)
        summary = f"remove {named} from “{shortened(coding.quote)}”"
        self._make(Step((), (coding,), memos, summary), "remove_coding", coding)

    def undo(self, done: WhenTurned, failed: WhenRefused) -> None:
        """Take back the coder's last change; `done` is told what it was, None where there is none.

        A code put on or taken off in this sitting is gone at once. Anything else the clerk is
        asked for, which may take seconds: `working` says so, and `failed` is told why not.
        """
        self._turn_back("undo", self._done, self._undone, done, failed)

    def redo(self, done: WhenTurned, failed: WhenRefused) -> None:
        """Bring back what undo took away; `done` and `failed` are told as for `undo`."""
        self._turn_back("redo", self._undone, self._done, done, failed)

    def undo_change(self, number: int, done: WhenTurned, failed: WhenRefused) -> None:
        """Take back one change by its number; `done` and `failed` are told as for `undo`."""
        self._ask_to_turn(done, failed, "undo_change", number)

    def _turn_back(
        self,
        name: str,
        here: list[Step],
        there: list[Step],
        done: WhenTurned,
        failed: WhenRefused,
    ) -> None:
        if here:
            step = here.pop()
            there.append(step)
            self._save_turned(name, step)
            done(Turned(step.summary, anew=False))
        else:
            self._ask_to_turn(done, failed, name)

    def _ask_to_turn(
        self, done: WhenTurned, failed: WhenRefused, name: str, *given: object
    ) -> None:
        """Have the clerk undo or redo, and then look at everything anew."""
        self.working = True

        def turned(found: tuple[Event | None, int]) -> None:
            event, _ = found
            if event is None:
                self.working = False
                done(None)
            else:
                self.refused = False
                was = Turned(self._told(event), anew=True, action=event.action)
                self._look_anew_soon(lambda: done(was))

        def refused(problem: FixableError) -> None:
            self.working = False
            failed(problem)

        self.office.soon(turned, refused, name, *given)

    def _told(self, event: Event) -> str:
        """A change in words, with codes called as everywhere on the screen."""
        of_codings = event.action in _OF_CODINGS
        return self.codebook.with_names(event.summary) if of_codings else event.summary

    def _look_anew_soon(self, then: Callable[[], object]) -> None:
        """As `refresh`, without standing still."""

        def found(news: tuple[Overview, Marks | None]) -> None:
            self.working = False
            try:
                self._take_anew(*news)
            except FixableError as problem:
                not_found(problem)
            else:
                then()

        def not_found(problem: FixableError) -> None:
            self.working = False
            self._in_doubt = True
            self._no_news(problem)
            then()

        open_now = self.interview.id if self.interview else None
        self.office.soon(found, not_found, "news", ANYTHING, open_now)

    def _save_turned(self, name: str, step: Step) -> None:
        """Turn a step in memory, and have it saved."""
        self._swap(step.reversed() if name == "undo" else step)
        touched = {coding.id for coding in (*step.added, *step.removed)}

        def done(found: tuple[Event | None, int]) -> None:
            self.unsaved -= 1
            event, moment = found
            codings = {key for table, key in event.touched if table == "coding"} if event else set()
            if codings == touched:
                self._noticed(moment)
            else:
                self._resync()  # another program of the same coder came in between

        def failed(problem: FixableError) -> None:
            self.unsaved -= 1
            self.refused = True
            self._refused(problem)

        self.unsaved += 1
        # The clerk turns back just this step, not what came before it where this was not saved.
        self.office.later(done, failed, name, frozenset(touched))

    def _make(self, step: Step, name: str, coding: Coding) -> None:
        """Change the memory, and have it saved."""
        self._swap(step)
        self._done.append(step)
        self._undone = []

        def saved(moment: int) -> None:
            self.unsaved -= 1
            self._noticed(moment)

        refused_at_once: list[FixableError] = []
        asking = True

        def failed(problem: FixableError) -> None:
            self.unsaved -= 1
            self.refused = True
            if step in self._done:
                self._done.remove(step)
                self._swap(step.reversed())
            if asking:
                refused_at_once.append(problem)
            else:
                self._refused(problem)

        self.unsaved += 1
        self.office.later(saved, failed, name, coding)
        asking = False
        for problem in refused_at_once:
            raise problem

    def _refused(self, problem: FixableError) -> None:
        self._resync()
        if self.witness:
            self.witness.not_saved(problem)

    def _resync(self) -> None:
        """What is in memory is not what is saved: look anew at once."""
        self._in_doubt = True
        self.look()

    # --- other changes ---

    def set_case(self, start: int, end: int, case: str | None) -> None:
        """Say which case the characters from start to end are about; None says none."""
        interview = self.opened()
        self.passages, moment = self.clerk.set_passage(interview.id, start, end, case)
        self._by_case = None
        self._changed(moment)

    def set_default_case(self, case: str | None) -> None:
        """Say which case the interview is about outside its passages."""
        opened = self.opened()
        moment = self.clerk.set_default_case(opened.id, case)
        self.interview = opened.with_default_case(case)
        self._by_case = None
        self._changed(moment)

    def set_coding_case(self, coding: Coding, case: str | None) -> None:
        """Tie one coding to a case of its own."""
        changed, moment = self.clerk.set_coding_case(coding, case)
        self.codings = [changed if each.id == coding.id else each for each in self.codings]
        self._by_case = None
        self._changed(moment)

    def add_case(self, company: str, country: str) -> Case:
        """Add a company in a country."""
        case, moment = self.clerk.add_case(company, country)
        self.cases = sorted((*self.cases, case), key=lambda each: (each.company, each.country))
        self._changed(moment)
        return case

    def keep_memo(self, draft: MemoDraft, text: str) -> MemoDraft:
        """Save the words of a memo that is being written; with none left it is removed.

        Raises:
            MemoChangedError: somebody else changed it since it was read.
            FixableError: it cannot be saved.
        """
        kept, moment = self.clerk.keep_memo(draft, text)
        self._kept_memo(draft, kept, moment)
        return kept

    def keep_memo_soon(
        self,
        draft: MemoDraft,
        text: str,
        kept: Callable[[MemoDraft], None],
        failed: Callable[[FixableError], None],
    ) -> None:
        """As `keep_memo`, while one writes on; `kept` or `failed` is told of it."""

        def done(found: tuple[MemoDraft, int]) -> None:
            self.unsaved -= 1
            self._kept_memo(draft, *found)
            kept(found[0])

        def refused(problem: FixableError) -> None:
            self.unsaved -= 1
            failed(problem)

        self.unsaved += 1
        self._done, self._undone = [], []  # undo asks the clerk from here
        self.office.later(done, refused, "keep_memo", draft, text)

    def _kept_memo(self, draft: MemoDraft, kept: MemoDraft, moment: int) -> None:
        if kept.saved:
            self.memos[kept.topic, kept.about] = kept.saved
        else:
            self.memos.pop((kept.topic, kept.about), None)
        if kept != draft:
            self._changed(moment)
        elif self.witness:
            self.witness.saved()

    def _changed(self, moment: int) -> None:
        """A change that the desk cannot take back in memory: undo asks the clerk from here."""
        self._done, self._undone = [], []
        self._noticed(moment)

    def _noticed(self, moment: int) -> None:
        """A change of our own is known; one that another program slipped in before is not."""
        self.refused = False
        if moment == self.seen_change + 1:
            self.seen_change = moment
        if self.witness:
            self.witness.saved()


def _is_same(one: Coding, other: Coding) -> bool:
    return (one.segment, one.code, one.coder) == (other.segment, other.code, other.coder)


def _ignore(_answer: object) -> None:
    """Nobody waits for this."""
