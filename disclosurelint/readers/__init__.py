"""Readers: the bytes of one format to a `Document`. A reader knows no year and no rule."""
