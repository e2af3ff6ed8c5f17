"""Let one coding take the place of another, with everything that hangs on it."""

from sqlmodel import Session

from whyshore.domain.coding import Coding
from whyshore.domain.history import now
from whyshore.domain.memo import Topic
from whyshore.store.codings import placing, removing_bare_coding
from whyshore.store.events import Change
from whyshore.store.memos import memos_on, moving_memo, removing_memo, rewriting_memo
from whyshore.store.statements import merging_evidence


def joining(session: Session, gone: Coding, joined: Coding) -> list[Change]:
    """The changes that make a stored coding like `joined`, and let it stand for a second one.

    The second one's memos go behind its own and statements rest on it, before that goes.
    """
    return [
        *_joining_memos(session, joined.id, gone.id),
        *merging_evidence(session, [gone.id], joined.id),
        removing_bare_coding(session, gone.id),
        *placing(session, joined),
    ]


def _joining_memos(session: Session, kept: str, gone: str) -> list[Change]:
    own, added = (memos_on(session, Topic.CODING, coding) for coding in (kept, gone))
    if not (own and added):
        return [moving_memo(session, each.id, kept) for each in added]
    text = "\n\n".join(each.text for each in (own[-1], *added))
    leaving = (removing_memo(session, each.id) for each in added)
    return [*leaving, rewriting_memo(session, own[-1].id, text, now())]
