"""What a reader says of an input that it cannot read: one line, what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosurelint.report import Label


class InputError(Exception):
    """An input that could not be read; `label` says in both languages what is wrong and what to do."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.zh)
        self.label = label


def cannot_read(zh: str, en: str) -> InputError:
    """The error with these words."""
    from disclosurelint.report import Label

    return InputError(Label(zh, en))
