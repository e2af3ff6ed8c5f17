"""Words of the command line that stand for something of a survey: switches and nets."""

from collections.abc import Sequence

from whyshore.errors import FixableError


def switches_of(given: Sequence[str]) -> dict[str, bool]:
    """Switches as NAME=true or NAME=false.

    Raises:
        FixableError: one is written otherwise.
    """
    found = {}
    for each in given:
        name, _, value = each.partition("=")
        if value.lower() not in {"true", "false", "on", "off", "yes", "no"}:
            raise FixableError(f"Write a switch as NAME=true or NAME=false, not “{each}”.")
        found[name.strip()] = value.lower() in {"true", "on", "yes"}
    return found


def nets_of(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Nets as Label=value,value.

    Raises:
        FixableError: one is written otherwise.
    """
    found = {}
    for each in given:
        label, _, values = each.partition("=")
        members = tuple(part.strip() for part in values.split(",") if part.strip())
        if not label.strip() or not members:
            raise FixableError(f"Write a net as 'Label=value,value', not “{each}”.")
        found[label.strip()] = members
    return found
