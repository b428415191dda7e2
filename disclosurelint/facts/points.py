"""Problems and measures as points, and which measure answers which problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from disclosurelint.document import Text
from disclosurelint.records import field, record
from disclosurelint.report import Section

Role = Literal["problem", "measure"]


@record
class Point:
    """A problem or a measure: its words, the outermost and the innermost list item that hold it (0 for none), and
    whether it is general: words that say neither which problem nor which act is meant."""

    role: Role
    text: Text
    item: int
    leaf: int
    general: bool = False
    clauses: int = 1
    """How many measures a sentence outside lists may be: one for each clause with an act."""


@record
class Problems:
    """All points in their order; `problems` and `measures` are those of one role."""

    sections: list[Section]
    points: list[Point] = field(default_factory=list)

    @property
    def problems(self) -> list[Point]:
        """The problems stated."""
        return [point for point in self.points if point.role == "problem"]

    @property
    def measures(self) -> list[Point]:
        """The measures and improvements stated."""
        return [point for point in self.points if point.role == "measure"]

    def unanswered(self, matters: Sequence[Sequence[str]], for_all: tuple[Sequence[str], Sequence[str]]) -> list[Point]:
        """The problems that no measure answers.

        A measure in the same item answers; measures as many as the problems answer them in their order; one that is
        about the same matter answers wherever it stands; and one that raises the ability of all (a word of each list
        of `for_all`) answers whatever is left. Sentences of one item of a list are one problem.
        """
        problems = _grouped(self.problems)
        measures = [point for point in self.measures if not point.general]
        answered = {point.item for point in measures if point.item}
        items = {point.item for group in problems for point in group}
        rest = problems
        if len(items) > 1 and any(group[0].item in answered for group in problems):
            rest = [group for group in problems if group[0].item not in answered]
            measures = [point for point in measures if point.item not in items]
        if any(all(any(word in point.text.value for word in words) for words in for_all) for point in measures):
            return []
        count = sum(group[0].clauses for group in _grouped(measures))
        if not rest or count >= len(rest):
            return []
        about = [(point.text.value, _matters(point.text.value, matters)) for point in measures]
        left = [group[0] for group in rest if not any(_alike(point, about, matters) for point in group)]
        return left[: len(rest) - count]


def _grouped(points: Sequence[Point]) -> list[list[Point]]:
    """Points by the item of a list that holds them; those outside lists one by one, general ones left out."""
    groups: dict[int, list[Point]] = {}
    for place, point in enumerate(points):
        if not point.general:
            groups.setdefault(point.leaf or -1 - place, []).append(point)
    return list(groups.values())


def _matters(words: str, matters: Sequence[Sequence[str]]) -> set[int]:
    return {place for place, known in enumerate(matters) if any(word in words for word in known)}


def _alike(problem: Point, measures: Sequence[tuple[str, set[int]]], matters: Sequence[Sequence[str]]) -> bool:
    """Whether a measure is about the matter of a problem, by the words for it or by three letters in common."""
    words = problem.text.value
    about = _matters(words, matters)
    return any(
        about & other_about or any(words[at : at + 3] in other for at in range(len(words) - 2))
        for other, other_about in measures
    )
