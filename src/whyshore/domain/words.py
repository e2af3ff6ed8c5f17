"""Words cut to a length for a list, a summary or a message."""


def shortened(text: str, limit: int = 60) -> str:
    """A text on one line, cut at `limit` characters with a sign that it goes on."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit].rstrip()} …"


def counted(count: int, thing: str) -> str:
    """A number with its thing: `1 coding`, `2 codings`."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
