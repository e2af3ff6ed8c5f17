"""Help with coding: units, and fuzzy look-up. It proposes, it never saves."""
