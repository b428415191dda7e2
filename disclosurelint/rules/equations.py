"""The small grammar of equations between figures, parsed into a checked tree; nothing is evaluated as code.

    comparison := sum ("=" | "!=" | "<=" | ">=") sum
    sum        := term (("+" | "-") term)*
    term       := "sum(" name ")" | "each(" name ")" | name | integer
    name       := figure key, row, column or set of the rule set; a column alone stands in brackets: [total]

`sum(SET)` adds the members of a set; `each(SET)`, alone on its side, says that the comparison holds for every member.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from disclosurelint.records import value
from disclosurelint.regexes import compiled

_TOKEN = compiled(r"\s*(?:(<=|>=|!=|=|\+|-|\)|sum\(|each\()|(\d+)|([a-z][a-z0-9_.]*(?:\[[a-z_]+\])?|\[[a-z_]+\]))")


class EquationError(ValueError):
    """An equation that the grammar does not allow; the message says where."""


@value
class Operand:
    """A signed operand: a `name`, a `set` whose members are summed, `each` member of a set, or a whole `number`."""

    sign: Literal[1, -1]
    kind: Literal["name", "set", "each", "number"]
    name: str
    number: int = 0


@value
class Equation:
    """A comparison of two sums."""

    left: tuple[Operand, ...]
    relation: Literal["=", "!=", "<=", ">="]
    right: tuple[Operand, ...]

    def operands(self) -> tuple[Operand, ...]:
        """All operands, left to right."""
        return self.left + self.right


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise EquationError(f"cannot read {text[at:].strip()!r} in the equation {text!r}")
        sign, number, name = match.groups()
        tokens.append(("sign", sign) if sign else ("number", number) if number else ("name", name))
        at = match.end()
    return tokens


@lru_cache(maxsize=256)
def parse(text: str) -> Equation:
    """The tree of an equation. Raises `EquationError`."""
    tokens = _tokens(text)
    at = 0

    def take(kind: str, *values: str) -> str | None:
        nonlocal at
        if at < len(tokens) and tokens[at][0] == kind and (not values or tokens[at][1] in values):
            at += 1
            return tokens[at - 1][1]
        return None

    def operand(sign: Literal[1, -1]) -> Operand:
        if opened := take("sign", "sum(", "each("):
            name = take("name")
            if name is None or take("sign", ")") is None:
                raise EquationError(f"{opened} needs the name of a set and a closing bracket in {text!r}")
            return Operand(sign, "set" if opened == "sum(" else "each", name)
        name = take("name")
        if name is not None:
            return Operand(sign, "name", name)
        number = take("number")
        if number is not None:
            return Operand(sign, "number", number, int(number))
        raise EquationError(f"a figure, set or number is missing in {text!r}")

    def side() -> tuple[Operand, ...]:
        operands = [operand(1)]
        while sign := take("sign", "+", "-"):
            operands.append(operand(1 if sign == "+" else -1))
        return tuple(operands)

    left = side()
    relation = take("sign", "=", "!=", "<=", ">=")
    if relation is None:
        raise EquationError(f"one of = != <= >= is missing in {text!r}")
    right = side()
    if at < len(tokens):
        raise EquationError(f"nothing may follow the second sum in {text!r}")
    for one, other in ((left, right), (right, left)):
        if any(operand.kind == "each" for operand in one) and (
            len(one) > 1 or any(operand.kind == "each" for operand in other)
        ):
            raise EquationError(f"each( must stand alone on its side, and on one side only, in {text!r}")
    return Equation(left, relation, right)  # type: ignore[arg-type]
