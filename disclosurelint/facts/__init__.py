"""Facts: a `Document` and an edition to a `Report`. Knows no rule, severity or message."""
