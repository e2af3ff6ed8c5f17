"""Pure functions from codings and cases to results."""
