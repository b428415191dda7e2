"""Patterns compiled once for many runs.

A run uses some ninety patterns, most of them with Chinese letters, for which the compiler of `re` takes longest: a
fifth of the time of a short run. `compiled` is `re.compile` with a memory: what the compiler has made of a pattern is
plain numbers, and the command keeps these beside the compiled rule sets, by the exact version of Python. The matcher
checks such numbers when it is given them; where anything about them is not as expected the pattern is compiled anew.
"""

from __future__ import annotations

import re
import sys
from typing import Any

Kept = dict[str, list[Any]]
"""By pattern, with flags asked for before it: all flags, the code, the number of groups, the names of groups.

The code is four bytes a number, in hex digits: a run needs half of what is kept, and a string is read from JSON many
times faster than its numbers.
"""

_MOST = 1000
_done: dict[str, re.Pattern[str]] = {}
_kept: Kept = {}
_fresh: Kept = {}
_keeping = False


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, ready to match. Raises `re.error` as `re.compile` does."""
    key = f"{int(flags)}:{pattern}" if flags else pattern
    found = _done.get(key)
    if found is None:
        kept = _kept.get(key)
        found = _built(pattern, kept) if kept is not None else None
        if found is None:
            found = re.compile(pattern, flags)
            if _keeping:
                _note(key, pattern, flags)
        if len(_done) >= _MOST:
            _done.clear()
        _done[key] = found
    return found


def name_of_store() -> str:
    """A name for what one version of Python can use."""
    import _sre  # type: ignore[import-not-found]

    return f"patterns-{sys.hexversion:x}-{_sre.MAGIC}-{_sre.CODESIZE}-{sys.byteorder}"


def use(kept: Any) -> None:
    """Takes what an earlier run has kept (None for nothing), and from now on notes what is compiled."""
    global _kept, _keeping
    _kept = kept if isinstance(kept, dict) else {}
    _keeping = True


def worth_keeping() -> Kept | None:
    """What a later run could use, where this one has compiled something new."""
    if not _fresh:
        return None
    return _fresh if len(_kept) + len(_fresh) > _MOST else {**_kept, **_fresh}


def _built(pattern: str, kept: list[Any]) -> re.Pattern[str] | None:
    import _sre

    try:
        flags, digits, groups, names = kept
        code = memoryview(bytes.fromhex(digits)).cast("I").tolist()
        index: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            index[number] = name
        found: re.Pattern[str] = _sre.compile(pattern, flags, code, groups, names, tuple(index))
    except (TypeError, ValueError, AttributeError, IndexError, OverflowError, RuntimeError):
        return None
    return found


def _note(key: str, pattern: str, flags: int) -> None:
    """Notes the code of a pattern, as `re.compile` has it but does not tell."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        tree = _parser.parse(pattern, int(flags))
        code = b"".join([int(number).to_bytes(4, sys.byteorder) for number in _compiler._code(tree, int(flags))])
        _fresh[key] = [int(flags) | tree.state.flags, code.hex(), tree.state.groups - 1, dict(tree.state.groupdict)]
    except (ImportError, AttributeError, TypeError):
        # Another Python, with other insides: then each run compiles for itself.
        return
