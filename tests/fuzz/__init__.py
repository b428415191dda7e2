"""Fuzzing: files that are nearly drafts, and what must hold of every one of them."""
