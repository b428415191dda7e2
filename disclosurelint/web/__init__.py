"""The local page: drafts are dropped on it, checked on this machine, and forgotten."""
