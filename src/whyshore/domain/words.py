"""Words cut to a length for a list, a summary or a message."""


def shortened(text: str, limit: int = 60) -> str:
    """A text on one line, cut at `limit` characters or less with a sign that it goes on.

    It is cut between words where that leaves most of the room used.
    """
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    gap = flat.rfind(" ", 0, limit + 1)
    kept = flat[: gap if gap * 3 > limit * 2 else limit]
    return f"{kept.rstrip()} …"


def counted(count: int, thing: str) -> str:
    """A number with its thing: `1 coding`, `2 codings`."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
