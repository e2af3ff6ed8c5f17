"""Whyshore: code interviews in the terminal, and get the synthesis as a finished table."""

__version__ = "0.1.0"
