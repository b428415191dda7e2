"""The entry point. A call of `check` that `arguments` can read goes straight to its work; any other through `app`.

The library behind `app`, with all its options, takes longer to load than a draft to check.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from disclosurelint import regexes
from disclosurelint.cli.arguments import plain_call
from disclosurelint.rules import cache


def run() -> None:
    """Runs the command. A fault of the program itself is one line and status 2, never 0 or 1."""
    collect_rarely()
    try:
        options = plain_call(sys.argv[1:])
        if options is None:
            from disclosurelint.cli.app import app

            app()
        else:
            # Before the modules that hold patterns.
            regexes.use(cache.read(regexes.name_of_store()))
            from disclosurelint.cli.checking import carry_out

            _leave(carry_out(options))
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): nothing is left to say, and closing must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(2)
    except Exception as error:
        if os.environ.get("DISCLOSURELINT_DEBUG"):
            raise
        print(
            f"disclosurelint: 程序内部错误 internal error: {type(error).__name__}: {error} "
            "(DISCLOSURELINT_DEBUG=1 显示详情 shows more)",
            file=sys.stderr,
        )
        sys.exit(2)


def collect_rarely() -> None:
    """Lets Python look for cycles of objects less often than it would.

    What a run makes lives until its end and holds no cycles to speak of: looking for them at the usual pace would take
    a sixth of the time of a short run.
    """
    gc.set_threshold(100_000, 20, 20)


def _leave(status: int) -> NoReturn:
    """Ends the process without taking all its objects apart one by one: everything is written by now."""
    fresh = regexes.worth_keeping()
    if fresh is not None:
        cache.write(regexes.name_of_store(), fresh)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
