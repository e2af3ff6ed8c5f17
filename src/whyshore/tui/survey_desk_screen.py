"""A table of the survey on the screen: asked for, drawn, looked at more closely."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from whyshore.domain.cross_tab import CrossTab, Percent, Row, RowKind
from whyshore.domain.project import Settings
from whyshore.domain.survey_overview import SurveyOpening, SurveyOverview
from whyshore.errors import FixableError
from whyshore.export.terminal_text import cut
from whyshore.tui.asking import AskLine, ask, keys_of
from whyshore.tui.dialogs import HelpScreen
from whyshore.tui.display_text import display
from whyshore.tui.keys import SURVEY_FILTER_KEYS, SURVEY_KEYS, KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain
from whyshore.tui.status import Line
from whyshore.tui.survey_beside import all_lines, lines_on_answers, lines_on_base, lines_on_tests
from whyshore.tui.survey_table import draw
from whyshore.tui.survey_wish import Shown, first_shown
from whyshore.tui.work_screen import WorkScreen
from whyshore.workflow.office import Office

TESTS_PAUSE = 0.4
"""Seconds that a table is looked at before tests are begun that take long."""


class SurveyDeskScreen(WorkScreen[None]):
    """One table at a time; what was chosen stands above it, how it was made below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Below", priority=True, id="next_pane"),
        Binding("shift+tab", "next_pane", "Below", priority=True, id="previous_pane"),
        Binding("escape", "back", "Back", priority=True),
        Binding("f1,question_mark", "help", "Keys", id="help"),
    ]

    class Answered(Message):
        """Whoever counts has answered."""

    def __init__(self, office: Office) -> None:
        """Make the screen; the survey is being opened by the office."""
        super().__init__()
        self.office = office
        self.overview: SurveyOverview | None = None
        self.table: CrossTab | None = None
        self.problem: FixableError | None = None
        """Why the survey cannot be opened, or the chosen table not be made."""
        self.history: list[Shown] = []
        self._first_column = 0
        self._beside: Callable[[], Iterator[str]] = self._all_lines
        self._spread: CrossTab | None = None
        self._counting: Shown | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Static(markup=False, id="survey-chosen")
        with Horizontal(id="survey-filter-row"):
            yield Static("Only those for whom ", markup=False, id="survey-filter-label")
            yield AskLine(
                placeholder="such as: size >= 'middle' and member", compact=True, id="survey-filter"
            )
        yield Line(id="survey-problem")
        yield Static(markup=False, id="survey-heading")
        yield OptionList(id="survey-rows", markup=False)
        with VerticalScroll(id="survey-below"):
            yield Static(markup=False, id="survey-lines")
        yield from self.compose_lines()

    def on_mount(self) -> None:
        """Wait for the survey; keys act as soon as it is there."""
        self.show_saved("reading …")
        self.hint(SURVEY_KEYS)
        self.office.call_when_answered(lambda: self.post_message(self.Answered()))
        self.office.when_open(self._opened, self._not_opened)
        self.ready(self.rows)

    @on(Answered)
    def _hear(self) -> None:
        """Take in what was counted."""
        self.office.deliver()

    @property
    def rows(self) -> OptionList:
        """The rows of the table."""
        return self.query_one("#survey-rows", OptionList)

    @property
    def shown(self) -> Shown | None:
        """What is to be shown now."""
        return self.history[-1] if self.history else None

    @property
    def row(self) -> Row | None:
        """The row at the cursor."""
        at = self.rows.highlighted
        return self.table.rows[at] if self.table and at is not None else None

    # --- what comes from the office ---

    def _opened(self, opening: SurveyOpening) -> None:
        self.use_settings(opening.settings)
        self.overview = overview = opening.overview
        first = first_shown(overview)
        if first is None:
            self._not_opened(FixableError(f"{overview.data} holds nothing to make a table of."))
            return
        self.show(first)

    def use_settings(self, settings: Settings) -> None:
        """Take theme and keys of the settings; behind the coding screen they are in use already."""

    def _not_opened(self, problem: FixableError) -> None:
        self.problem = problem
        self.show_saved("no survey")
        self.query_one("#survey-problem", Line).say(("The survey cannot be used: ", "bold"))
        self._say_below([*str(problem).splitlines(), "Esc goes back."])

    def show(self, wanted: Shown) -> None:
        """Show a table as soon as it is counted; the one before can be gone back to."""
        if not self.history or self.history[-1] != wanted:
            self.history.append(wanted)
        self._show_chosen()
        self._count()

    def take_back(self) -> bool:
        """Go back to the table before; whether there is one."""
        if len(self.history) < 2:  # noqa: PLR2004 - the first table stays
            return False
        self.history.pop()
        self._show_chosen()
        self._count()
        return True

    def _count(self) -> None:
        """Have the table counted, one at a time: what was chosen meanwhile comes next."""
        if self._counting is not None or self.shown is None:
            return
        self._counting = wanted = self.shown
        self.show_saved("counting …")
        self.office.later(
            self._counted, self._not_counted, "table", wanted.request, dict(wanted.switches)
        )

    def _counted(self, table: CrossTab) -> None:
        done, self._counting = self._counting, None
        if done != self.shown:
            self._count()
            return
        self.table, self.problem, self._spread = table, None, None
        self.show_saved("testing …" if table.is_preliminary else "counted")
        self._show_table()
        if table.is_preliminary:
            self.set_timer(TESTS_PAUSE, lambda: self._test(table))
        if self._beside == self.spread_lines:
            self._ask_spread()

    def _test(self, table: CrossTab) -> None:
        """Have tests done that take long, once nothing else was chosen for a moment."""
        shown = self.shown
        if table is self.table and self.problem is None and shown and self._counting is None:
            self._counting = shown
            self.office.later(
                self._counted, self._not_counted,
                "whole_table", shown.request, dict(shown.switches),
            )  # fmt: skip

    def _not_counted(self, problem: FixableError) -> None:
        done, self._counting = self._counting, None
        if done != self.shown:
            self._count()
            return
        self.problem = problem
        self.show_saved("not shown")
        self._show_problem()

    # --- drawing ---

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.hint(SURVEY_FILTER_KEYS if self.filtering else SURVEY_KEYS)
        self._show_chosen()
        if self.table is not None:
            self._show_table()

    def _show_chosen(self) -> None:
        if self.overview is None or self.shown is None:
            return
        request, say = self.shown.request, self.overview.label_of
        joint = " × " if self.shown.nested else " | "
        columns = joint.join(map(say, self.shown.columns)) or "everybody"
        weight = self.overview.weight if request.weight is None else request.weight
        parts = [f"{self.shown.statistic}", f"weight: {weight or 'none'}"]
        parts += [f"{name} {'on' if on else 'off'}" for name, on in self.shown.switches.items()]
        lines = [
            _chosen("Rows", say(request.rows)),
            _chosen("Columns", columns),
            _chosen("Only", request.filter or f"all {self.overview.unit}"),
            _chosen("Shown", " · ".join(parts)),
        ]
        if self.overview.synthetic:
            said = cut(display(self.overview.synthetic), self.size.width - 2)
            lines.append(Content.assemble((said, "bold")))
        self.query_one("#survey-chosen", Static).update(Content("\n").join(lines))

    def _show_table(self) -> None:
        if self.table is None:
            return
        drawn = draw(self.table, self.size.width - 4, self._first_column)
        more = (
            ""
            if not drawn.before and not drawn.behind
            else (
                f"columns {drawn.shown.start + 1} to {drawn.shown.stop} of "
                f"{len(self.table.columns)} · ← → for the others"
            )
        )
        self.query_one("#survey-heading", Static).update(drawn.heading)
        at = self.rows.highlighted
        self.rows.clear_options()
        self.rows.add_options(Option(row) for row in drawn.rows)
        self.rows.highlighted = min(at or 0, len(drawn.rows) - 1) if drawn.rows else None
        self._show_problem()
        self.say(f"{more} · " if more else "", plain(self.table.title))
        self._show_beside()

    def _show_problem(self) -> None:
        line = self.query_one("#survey-problem", Line)
        line.display = self.problem is not None
        if self.problem is not None:
            what = "Not shown, the table is the one before: " if self.table else "Not shown: "
            line.say((what, "bold"), plain(str(self.problem)))
            self._say_below(str(self.problem).splitlines())

    def _show_beside(self) -> None:
        if self.table is not None and self.problem is None:
            self._say_below(list(self._beside()))

    def _say_below(self, lines: Sequence[str]) -> None:
        shown = [Content(display(line)) for line in lines]
        self.query_one("#survey-lines", Static).update(Content("\n").join(shown))

    def _all_lines(self) -> Iterator[str]:
        return all_lines(self.table) if self.table else iter(())

    def base_lines(self) -> Iterator[str]:
        """Who is counted in the table."""
        return lines_on_base(self.table) if self.table else iter(())

    def test_lines(self) -> Iterator[str]:
        """The tests of the table and the row at the cursor."""
        return lines_on_tests(self.table, self.row) if self.table else iter(())

    def spread_lines(self) -> Iterator[str]:
        """How the answers at the cursor are spread."""
        table = self._spread or self.table
        return lines_on_answers(table, self.row) if table else iter(())

    def show_beside(self, lines: Callable[[], Iterator[str]]) -> None:
        """Show some lines below the table; where they are there already, all lines."""
        self._beside = self._all_lines if self._beside == lines else lines
        if self._beside == self.spread_lines:
            self._ask_spread()
        self._show_beside()

    def _ask_spread(self) -> None:
        """Have the row at the cursor counted by itself, where it is a variable."""
        self._spread = None
        row, shown = self.row, self.shown
        if row is None or shown is None or row.kind is not RowKind.ITEM or "=" in row.key:
            self._show_beside()
            return
        request = replace(
            shown.request, rows=row.key, percent=Percent.COLUMN, of_responses=False, nets={}, top=()
        )
        self.office.later(self._spread_known, self.fail, "table", request, dict(shown.switches))

    def _spread_known(self, table: CrossTab) -> None:
        if self.row is not None and table.request.rows == self.row.key:
            self._spread = table
            self._show_beside()

    def step_columns(self, step: int) -> None:
        """Go to other columns of a table that is too wide."""
        if self.table is not None:
            last = len(self.table.columns) - 1
            self._first_column = max(0, min(self._first_column + step, last))
            self._show_table()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if self._beside == self.spread_lines:
            self._ask_spread()
        elif self._beside == self.test_lines:
            self._show_beside()

    @property
    def filtering(self) -> bool:
        """Whether a filter is being typed."""
        return bool(self.query_one("#survey-filter-row").display)

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Run the command of a key of the table of keys."""
        if self.filtering:
            return
        letter = event.character or ""
        name = letter if len(letter) == 1 and letter.isalpha() else event.key
        action = keys_of(self.app).actions(SURVEY_KEYS).get(name)
        if action and command_of(self, action):
            event.stop()
            event.prevent_default()
            self._do(action)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (SURVEY_KEYS,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return (lambda: self._do(action)) if command_of(self, action) else None

    def _do(self, action: str) -> None:
        run = command_of(self, action)
        if run:
            run()

    def action_next_pane(self) -> None:
        """From the rows to what is below, and back."""
        below = self.query_one("#survey-below")
        self.set_focus(self.rows if below.has_focus else below)

    def action_back(self) -> None:
        """Back to where one came from."""
        self.leave()

    def action_close(self) -> None:
        """Back to where one came from."""
        self.leave()

    def leave(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show every key."""
        ask(self.app, HelpScreen(), lambda _: None)


def _chosen(name: str, words: str) -> Content:
    return Content.assemble((f"{name:<8} ", "dim"), plain(words))
