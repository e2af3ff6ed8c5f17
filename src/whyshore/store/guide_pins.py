"""Keep which turns people pinned to sections of the interview guide."""

from sqlalchemy import select
from sqlmodel import Session

from whyshore.domain.guide import Pin
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import GuidePinRow, table_of


def pins_in(session: Session, interview: str | None = None) -> list[Pin]:
    """The pins of one interview in reading order, or those of all."""
    table = table_of(GuidePinRow)
    wanted = select(table).order_by(table.c.interview, table.c.start)
    if interview is not None:
        wanted = wanted.where(table.c.interview == interview)
    return [
        Pin(
            row["id"],
            row["interview"],
            row["start"],
            row["section"],
            row["quote"],
            row["coder"],
            row["created"],
        )
        for row in session.execute(wanted).mappings()
    ]


def adding_pin(pin: Pin) -> Change:
    """The change that pins a turn."""
    return adding(
        GuidePinRow(
            id=pin.id,
            interview=pin.interview,
            start=pin.start,
            section=pin.section,
            quote=pin.quote,
            coder=pin.coder,
            created=pin.created,
        )
    )


def replacing_pin(before: Pin, after: Pin) -> Change:
    """The change of a pin that was read in this session into this one."""
    return Change("guide_pin", before.id, adding_pin(before).after, adding_pin(after).after)


def moving_pin(session: Session, pin: Pin) -> Change:
    """The change that gives a pinned turn another section."""
    values = {"section": pin.section, "quote": pin.quote, "coder": pin.coder}
    return altering(session, GuidePinRow, pin.id, {**values, "created": pin.created})


def removing_pin(session: Session, pin: str) -> Change:
    """The change that takes a pin away."""
    return removing(session, GuidePinRow, pin)
