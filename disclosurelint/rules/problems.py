"""What is wrong with a file of rules, each with file and line, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from disclosurelint.report import Label


class Problem(NamedTuple):
    """A fault of a file: as the user knows it, the line (1-based, 0 for the whole), what is wrong."""

    file: str
    line: int
    message: Label

    def to(self, language: str) -> str:
        """`file:line: message` in `zh` or `en`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message.to(language)}"


class RuleSetError(ValueError):
    """A rule set that cannot be used. `problems` are all that were found; `file`, `line`, `message` are the first's."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem.to("zh") for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[RuleSetError], tuple[list[Problem]]]:
        return RuleSetError, (self.problems,)

    @property
    def file(self) -> str:
        """The file of the first problem."""
        return self.problems[0].file

    @property
    def line(self) -> int:
        """The line of the first problem, 0 for the file as a whole."""
        return self.problems[0].line

    @property
    def message(self) -> Label:
        """What is wrong, of the first problem."""
        return self.problems[0].message

    def to(self, language: str) -> str:
        """All problems, one a line."""
        return "\n".join(problem.to(language) for problem in self.problems)


def did_you_mean(word: str, known: Iterable[str]) -> Label:
    """A hint at the nearest known word, or nothing."""
    # Only where something is wrong already, so that no run pays for the import.
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Label(f"，是否想写“{near[0]}”？", f"; did you mean “{near[0]}”?") if near else Label("", "")


def unknown(what: Label, word: str, known: Iterable[str]) -> Label:
    """The message for a word that names nothing."""
    hint = did_you_mean(word, known)
    return Label(f"没有名为“{word}”的{what.zh}{hint.zh}", f"there is no {what.en} “{word}”{hint.en}")
