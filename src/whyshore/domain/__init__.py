"""The field's words as plain data; no input or output."""
