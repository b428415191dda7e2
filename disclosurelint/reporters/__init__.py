"""Reporters: a `RunResult` to text or bytes, one module a format."""
