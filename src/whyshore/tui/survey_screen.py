"""What one does with tables of the survey: choose rows and columns, look closer, write them."""

import re

from whyshore.domain.cross_tab import TableRequest
from whyshore.errors import FixableError
from whyshore.tui.asking import ask
from whyshore.tui.dialogs import Asker, Choice, Chooser
from whyshore.tui.panes import plain
from whyshore.tui.survey_filter import SurveyFilter
from whyshore.tui.survey_pickers import ColumnsPicker, line_of

NO_WEIGHT = ":none"
_NOT_IN_NAMES = re.compile(r"[^\w-]+")


class SurveyScreen(SurveyFilter):
    """The tables of a survey, and all that one does with them."""

    # --- what stands in the table ---

    def do_rows(self) -> None:
        """Choose what stands in the rows."""
        if self.overview is None:
            return
        choices = [Choice(c.name, line_of(c)) for c in self.overview.choices if c.as_rows]

        def chosen(name: str | None) -> None:
            if name and self.shown:
                self.show(self.shown.but(rows=name, top=()))

        ask(self.app, Chooser("Rows", choices), chosen)

    def do_columns(self) -> None:
        """Choose one column variable, or several."""
        if self.overview is None or self.shown is None:
            return
        choices = [each for each in self.overview.choices if each.as_columns]
        picker = ColumnsPicker(choices, self.shown.columns)

        def chosen(name: str | None) -> None:
            if name and self.shown:
                names = picker.taken(name)
                self.show(self.shown.with_columns(names, nested=self.shown.nested))

        ask(self.app, picker, chosen)

    def do_nest(self) -> None:
        """Nest the columns in one another, or put them side by side again."""
        if self.shown and len(self.shown.columns) > 1:
            nested = not self.shown.nested
            self.show(self.shown.with_columns(self.shown.columns, nested=nested))
        else:
            self.say("There is nothing to nest: c chooses several columns.")

    def do_group(self) -> None:
        """Put the next sub-group variable into the columns, at last none."""
        if self.overview is None or self.shown is None:
            return
        if not any(each.is_group for each in self.overview.choices):
            self.say("survey.yaml declares no sub_groups.")
            return
        self.show(self.shown.with_next_group(self.overview))

    def do_swap(self) -> None:
        """Change rows and columns round."""
        swapped = self.shown.swapped(self.overview) if self.shown and self.overview else None
        if swapped is None:
            self.say("Only one variable in the rows and one in the columns can change places.")
        else:
            self.show(swapped)

    def do_statistic(self) -> None:
        """Show the next kind of number."""
        if self.overview is None or self.shown is None:
            return
        rows = self.overview.find(self.shown.request.rows)
        several = rows is not None and rows.kind.startswith("several")
        self.show(self.shown.with_next_statistic(several=several))

    def do_weight(self) -> None:
        """Choose the weight."""
        if self.overview is None:
            return
        weights = [each for each in self.overview.choices if each.is_weight]
        choices = [Choice(NO_WEIGHT, "no weight"), *(Choice(w.name, line_of(w)) for w in weights)]

        def chosen(name: str | None) -> None:
            if name and self.shown:
                self.show(self.shown.but(weight="" if name == NO_WEIGHT else name))

        ask(self.app, Chooser("Weight", choices), chosen)

    def do_switch(self) -> None:
        """Set a switch of survey.yaml otherwise."""
        if self.overview is None or self.shown is None:
            return
        if not self.overview.switches:
            self.say("survey.yaml declares no switches.")
            return
        now = {each.name: each.value for each in self.overview.switches} | dict(self.shown.switches)
        choices = [
            Choice(each.name, f"{each.name} is {'on' if now[each.name] else 'off'}: {each.label}")
            for each in self.overview.switches
        ]

        def chosen(name: str | None) -> None:
            if name and self.shown:
                self.show(self.shown.switched(name, value=not now[name]))

        ask(self.app, Chooser("Set a switch otherwise", choices), chosen)

    def do_intervals(self) -> None:
        """Show 95 per cent intervals, or not."""
        if self.shown:
            self.show(self.shown.but(intervals=not self.shown.request.intervals))

    def do_residuals(self) -> None:
        """Mark cells that hold more or fewer than chance gives, or not."""
        if self.shown:
            self.show(self.shown.but(residuals=not self.shown.request.residuals))

    def do_every_answer(self) -> None:
        """Show every answer to a battery, or only the top ones."""
        if self.shown:
            self.show(self.shown.but(distribution=not self.shown.request.distribution))

    def do_total(self) -> None:
        """Show the total column, or not."""
        if self.shown:
            self.show(self.shown.but(total=not self.shown.request.total))

    def do_undo(self) -> None:
        """Go back to the table before."""
        if not self.take_back():
            self.say("This is the first table.")

    def do_columns_on(self) -> None:
        """The columns further right."""
        self.step_columns(1)

    def do_columns_back(self) -> None:
        """The columns further left."""
        self.step_columns(-1)

    # --- looking closer ---

    def do_spread(self) -> None:
        """How the answers at the cursor are spread; again: how the table was made."""
        self.show_beside(self.spread_lines)

    def do_tests(self) -> None:
        """The tests of the table and of the row at the cursor; again: how the table was made."""
        self.show_beside(self.test_lines)

    def do_base(self) -> None:
        """Who is counted, and who is not; again: how the table was made."""
        self.show_beside(self.base_lines)

    # --- taking it along ---

    def do_export(self) -> None:
        """Write the table to a file."""
        if self.shown is None or self.table is None or self.problem is not None:
            self.say("There is no table to write.")
            return
        shown = self.shown
        asker = Asker("Write to (.md .csv .xlsx .svg .json .txt)", _file_name(shown.request))

        def named(file: str | None) -> None:
            if file and file.strip():
                self.say("writing …")
                self.office.later(
                    self._written, self._not_written, "write",
                    shown.request, dict(shown.switches), file.strip(),
                )  # fmt: skip

        ask(self.app, asker, named)

    def _written(self, file: str) -> None:
        self.say(("written to ", "bold"), plain(file))

    def _not_written(self, problem: FixableError) -> None:
        self.fail(problem)

    def do_copy(self) -> None:
        """Copy the table as Markdown."""
        if self.table is None or self.problem is not None:
            self.say("There is no table to copy.")
            return
        from whyshore.export.cross_tab_files import cross_tab_as_markdown

        self.copy_out(cross_tab_as_markdown(self.table), "table copied as Markdown")


def _file_name(request: TableRequest) -> str:
    names = [request.rows, *(name for names in request.columns for name in names)]
    return f"exports/{'-by-'.join(_NOT_IN_NAMES.sub('-', name) for name in names[:2])}.md"
