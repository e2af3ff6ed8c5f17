"""Files in, domain objects out; every problem is collected with its file and line."""
