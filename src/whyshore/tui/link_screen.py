"""Look through cases and the respondents they may be; a person links, key by key."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from whyshore.domain.link import Candidate, CaseToLink, Consent, Level, Link, Linkage
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.dialogs import Asker, Choice, Chooser
from whyshore.tui.display_text import display
from whyshore.tui.keys import LINK_KEYS, KeyGroup
from whyshore.tui.panes import plain
from whyshore.tui.two_panes import READING, SAVING, KeyedList, TwoPaneScreen
from whyshore.workflow.office import Office


class LinkScreen(TwoPaneScreen[None]):
    """The cases on the left, up to three candidates of the one under the cursor on the right."""

    GROUP: ClassVar[KeyGroup] = LINK_KEYS

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._linkage: Linkage | None = None
        self._level = Level.FIRM
        self._shown: CaseToLink | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Horizontal(id="links"):
            yield KeyedList(self.act, id="link-cases")
            yield KeyedList(self.act, id="beside")
        yield from self.compose_lines()

    def on_mount(self) -> None:
        """List the cases; the cursor begins at the first that is not linked."""
        self.refill()
        self.ready(self.main)

    @property
    def main(self) -> OptionList:
        """The cases."""
        return self.query_one("#link-cases", OptionList)

    @property
    def here(self) -> CaseToLink | None:
        """The case under the cursor."""
        at = self.main.highlighted
        return self._linkage.cases[at] if self._linkage and at is not None else None

    def refill(self, said: str = "") -> None:
        """Read the links anew; the cursor stays on its case."""
        self.ask_for(partial(self._take, said), "linkage", doing=READING, failed=self._show_why)

    def _show_why(self, problem: FixableError) -> None:
        self.show_beside("Why", [Option(plain(str(problem)), disabled=True)])
        self.fail(problem)

    def _take(self, said: str, found: Linkage) -> None:
        at = self.main.highlighted if self._linkage else _first_open(found)
        self._linkage = found
        self.main.border_title = Content(
            f"Cases ({len(found.linked)} of {len(found.cases)} linked)"
        )
        self.main.clear_options()
        self.main.add_options(Option(_case_line(each), id=each.case.id) for each in found.cases)
        self.main.highlighted = at
        self._show_candidates()
        about = found.synthetic or f"{len(found.names)} {found.unit} in the survey"
        level = "" if self._level is Level.FIRM else f"the next link is of a {self._level.value} · "
        self.say((level, "bold"), plain(said or about))

    @on(OptionList.OptionHighlighted, "#link-cases")
    def moved(self) -> None:
        """Show the candidates of the case under the cursor, if that is another one now."""
        here = self.here
        if here is not None and here is not self._shown:
            self._show_candidates()

    def _show_candidates(self) -> None:
        here = self._shown = self.here
        if here is None:
            return
        name = display(here.case.name)
        if here.link:
            self.show_beside(f"{name}: linked", _linked_lines(here))
            return
        options = [
            Option(_candidate_line(number, each), id=each.respondent)
            for number, each in enumerate(here.candidates, start=1)
        ]
        if not options:
            told = "No name in the survey is like it. k links it by the respondent's key."
            options = [Option(Content(told), disabled=True)]
        self.show_beside(f"{name}: which respondent is it?", options)

    # --- keys ---

    def do_open(self) -> None:
        """Link the case to the candidate under the cursor of the list."""
        candidate = self._highlighted()
        if candidate is not None:
            self._link(candidate.respondent)

    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        self.do_open()

    def do_first(self) -> None:
        """Link the case to the first candidate."""
        self._link_number(0)

    def do_second(self) -> None:
        """Link the case to the second candidate."""
        self._link_number(1)

    def do_third(self) -> None:
        """Link the case to the third candidate."""
        self._link_number(2)

    def _link_number(self, number: int) -> None:
        here = self.here
        if here and number < len(here.candidates):
            self._link(here.candidates[number].respondent)
        else:
            self.say("There is no such candidate.")

    def do_key(self) -> None:
        """Link the case to a respondent by its key."""
        if self.here:
            title = f"The key of the respondent that is {self.here.case.name}"
            ask(self.app, Asker(title), lambda key: self._link(key.strip()) if key else None)

    def _link(self, respondent: str) -> None:
        here = self.here
        if here is None or here.link:
            self.say("It is linked already: d takes the link away.")
            return
        title = f"{here.case.name} is respondent {respondent}. May its answers be shown by name?"
        ask(self.app, _consent_chooser(title), partial(self._linked, here, respondent))

    def _linked(self, here: CaseToLink, respondent: str, picked: str | None) -> None:
        if picked is None:
            self.say("nothing was linked")
            return
        said = f"linked {here.case.name} to {respondent}; u undoes"
        given = here.case.id, respondent, Consent(picked), self._level
        self.ask_for(partial(self._link_kept, said), "link_case", *given, doing=SAVING)

    def _link_kept(self, said: str, _: Link) -> None:
        self._level = Level.FIRM
        self.refill(said)

    def do_reject(self) -> None:
        """Say that the case is not the candidate under the cursor of the list."""
        here, candidate = self.here, self._highlighted()
        if here is None or candidate is None:
            self.say("There is no candidate here to reject.")
            return
        said = f"{here.case.name} is not {candidate.respondent}; n proposes it again"
        given = here.case.id, candidate.respondent
        self.ask_for(lambda _: self.refill(said), "reject_link", *given, doing=SAVING)

    def do_unlink(self) -> None:
        """Take the link of the case away."""
        if self.here:
            self.ask_for(self._unlinked, "unlink_case", self.here.case.id, doing=SAVING)

    def _unlinked(self, gone: Link) -> None:
        self.refill(f"no longer linked to {gone.respondent}")

    def do_consent(self) -> None:
        """Say whether the linked firm lets its answers be shown by name."""
        here = self.here
        if here is None or not here.link:
            self.say("Consent belongs to a link; this case has none.")
            return
        title = f"May the answers of {here.case.name} be shown by name?"
        ask(self.app, _consent_chooser(title), partial(self._consented, here))

    def _consented(self, here: CaseToLink, picked: str | None) -> None:
        if picked is None:
            return
        said = f"consent of {here.case.name}: {picked}"
        given = here.case.id, Consent(picked)
        self.ask_for(lambda _: self.refill(said), "set_consent", *given, doing=SAVING)

    def do_again(self) -> None:
        """Propose again what was rejected for the case."""
        if self.here:
            self.ask_for(self._again, "reconsider_links", self.here.case.id, doing=SAVING)

    def _again(self, count: int) -> None:
        self.refill(f"{count} proposed again")

    def do_level(self) -> None:
        """Say whom the respondent of the next link answered for: firm, group or plant."""
        levels = list(Level)
        self._level = levels[(levels.index(self._level) + 1) % len(levels)]
        self.refill(f"the next link is of a {self._level.value}")

    def _highlighted(self) -> Candidate | None:
        here, at = self.here, self.beside.highlighted
        if here is None or here.link or at is None or at >= len(here.candidates):
            return None
        return here.candidates[at]


def _first_open(found: Linkage) -> int | None:
    """The first case that is not linked, else the first of all."""
    open_cases = (number for number, each in enumerate(found.cases) if not each.link)
    return next(open_cases, 0 if found.cases else None)


def _consent_chooser(title: str) -> Chooser:
    said = {
        Consent.NOT_ASKED: "not asked yet: they stay out of every named output",
        Consent.GIVEN: "given: they may be shown by name where that is asked for",
        Consent.REFUSED: "refused: they stay out of every named output",
    }
    return Chooser(title, [Choice(each.value, words) for each, words in said.items()])


def _case_line(each: CaseToLink) -> Content:
    sign = "[x]" if each.link else "[?]" if each.proposed else "[ ]"
    to = f" → {each.link.respondent}" if each.link else ""
    return Content.assemble(Content(f"{sign} "), plain(f"{each.case.name}{to}"))


def _candidate_line(number: int, each: Candidate) -> Content:
    sure = "proposed" if each.sure else "to look at"
    also = f"\n   linked to {', '.join(each.linked_to)} already" if each.linked_to else ""
    head = f"{number}  {each.name}  ({each.respondent})"
    why = f"\n   {each.score:.0f} · {each.method.value} · {sure}\n   {each.why}{also}"
    return Content.assemble((display(head), "bold"), _lines(why))


def _lines(text: str) -> Content:
    return Content("\n".join(display(line) for line in text.split("\n")))


def _linked_lines(each: CaseToLink) -> list[Option]:
    link = each.link
    if link is None:
        return []
    said = [
        f"{link.respondent}  {each.respondent_name or 'not in the data any more'}",
        f"by {link.method.value}, for a {link.level.value}",
        f"consent: {link.consent.value} (c changes it)",
        f"confirmed by {link.confirmed_by}, {link.created[:10]} (d takes it away)",
    ]
    return [Option(plain(line), disabled=True) for line in said]
