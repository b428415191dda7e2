"""`disclosurelint serve`."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, usage


def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="端口，0 为任一空闲端口 port, 0 for a free one")
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不打开浏览器 do not open the browser")] = False,
    lang: Annotated[str | None, typer.Option(metavar="zh|en", help="语言 language")] = None,
) -> None:
    """打开本机网页，拖入报告即可检查。 A local page to drop reports on."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    try:
        from multipart import PushMultipartParser  # type: ignore[import-untyped]  # noqa: F401
    except ImportError:
        usage(
            "本机网页需要另装组件：pip install 'disclosurelint[web]'"
            if language == "zh"
            else "the local page needs more parts: pip install 'disclosurelint[web]'"
        )
    from disclosurelint.web.server import Server

    try:
        server = Server(port, language)
    except OSError as error:
        reason = error.strerror or str(error)
        usage(f"端口 {port} 不能使用：{reason}" if language == "zh" else f"port {port} cannot be used: {reason}")
    _end_when_asked()
    console.write(
        f"在浏览器中打开 {server.url} （按 Ctrl+C 结束）\n"
        if language == "zh"
        else f"Open {server.url} in a browser (Ctrl+C ends it)\n",
        sys.stdout,
    )
    sys.stdout.flush()
    if not no_browser:
        _open(server.url)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def _end_when_asked() -> None:
    """Ends on a request of the system as on Ctrl+C."""
    import signal

    def end(_number: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)


def _open(url: str) -> None:
    """Opens the browser without waiting for it."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(url,), daemon=True).start()


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {"serve": (serve, {})}
