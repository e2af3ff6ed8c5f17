"""Find memos by words in them."""

from collections.abc import Sequence

from whyshore.coding.look_up import fold
from whyshore.domain.memo import ListedMemo


def memos_with(memos: Sequence[ListedMemo], query: str) -> list[ListedMemo]:
    """The memos that hold every typed word in their text, author or what they are about.

    Case and accents do not matter, and a part of a word is enough.
    """
    words = fold(query).split()
    return [each for each in memos if all(word in _all_of(each) for word in words)]


def _all_of(listed: ListedMemo) -> str:
    memo = listed.memo
    return fold(f"{memo.topic.value} {listed.named} {memo.writers} {memo.changed[:10]} {memo.text}")
