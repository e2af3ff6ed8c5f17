"""What makes a screen abstract: one that lacks a part it has to have cannot be made."""

from abc import ABCMeta

from textual.message_pump import _MessagePumpMeta


class AbstractScreen(_MessagePumpMeta, ABCMeta):
    """The metaclass of screens with abstract methods: Textual's own, and that of `ABC`."""
