"""The command `disclosurelint`: its commands by name, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from disclosurelint import __version__

_COMMANDS = {
    "check": "check",
    "rules": "rules",
    "explain": "rules",
    "extract": "extract",
    "rulesets": "rules",
    "validate": "rules",
    "new": "new",
    "init": "setup",
    "waive": "setup",
    "baseline": "setup",
    "serve": "serve",
}
"""Each command and the module that holds it."""


class _Commands(TyperGroup):
    """A group that imports a command's module when the command is called or listed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        function, options = import_module(f"disclosurelint.cli.{module}").COMMANDS[cmd_name]
        app.command(cmd_name, **options)(function)
        command = typer.main.get_command(app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_Commands,
    name="disclosurelint",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="检查政府信息公开工作年度报告。Checks annual reports on government information disclosure.",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"disclosurelint {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="显示版本 Show the version."
    ),
) -> None:
    pass
