"""The steps, numbered; each says why."""
