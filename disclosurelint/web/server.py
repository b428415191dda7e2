"""The server of the local page: on loopback only, one kind of request that does anything, nothing kept.

Other sites cannot use it: what is asked under a name that is not this machine's own (a rebound domain), from another
origin, or without the token that this page alone holds, is refused. No answer may be read by another origin.
"""

from __future__ import annotations

import hmac
import os
import secrets
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from disclosurelint.report import Label
from disclosurelint.web import job as jobs
from disclosurelint.web.forms import MOST_BYTES, Form, RefusedError, read_form, too_large
from disclosurelint.web.pages import local_page, policy_header

ADDRESS = "127.0.0.1"
_NAMES = (ADDRESS, "localhost")
_TASKS = {"/check": "page", "/word": "word"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DRAINED = 4 * MOST_BYTES
_SETTINGS = ("year", "body-type", "published", "aggregate")


class Server(ThreadingHTTPServer):
    """Listens on loopback. `port` 0 takes a free one. Raises `OSError` where the port is taken."""

    daemon_threads = True
    # On Windows this would let another program listen in on the port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int = 0, language: str = "zh", seconds: float = jobs.SECONDS) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.language = language
        self.seconds = seconds
        self.token = secrets.token_urlsafe(32)
        self.hosts = {f"{name}:{self.server_port}" for name in _NAMES}
        self.cookie = f"disclosurelint-{self.server_port}"

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def server_close(self) -> None:
        """Stops listening and ends running checks."""
        super().server_close()
        jobs.end_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 30

    def version_string(self) -> str:
        return "disclosurelint"

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps no log: requests name the user's files."""

    def do_GET(self) -> None:
        try:
            self._own_name()
            path = urlsplit(self.path)
            if path.path != "/":
                raise RefusedError(404, Label("没有这个页面", "there is no such page"))
            self._page(200, local_page(self._language(), self.server.token))
        except RefusedError as error:
            self._refuse(error)

    def do_POST(self) -> None:
        length = 0
        try:
            self._own_name()
            task = _TASKS.get(urlsplit(self.path).path)
            if task is None:
                raise RefusedError(404, Label("没有这个页面", "there is no such page"))
            self._own_origin()
            length = self._length()
            form = read_form(self.rfile, length, self.headers.get("Content-Type", ""))
            length = 0
            self._own_form(form)
            self._answer(jobs.run(self._job(task, form), self.server.seconds))
        except RefusedError as error:
            self._drain(length)
            self._refuse(error)

    # Who asks

    def _own_name(self) -> None:
        if self.headers.get_all("Host", []) and self.headers["Host"].lower() in self.server.hosts:
            return
        raise RefusedError(421, Label("请用 127.0.0.1 打开本页", "open this page as 127.0.0.1"))

    def _own_origin(self) -> None:
        """Browsers name the origin of every form sent; whatever names none is no page of ours."""
        own = {f"http://{host}" for host in self.server.hosts}
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        if self.headers.get("Origin", "") not in own or site != "same-origin":
            raise RefusedError(403, Label("拒绝来自其他网站的请求", "requests of other sites are refused"))

    def _own_form(self, form: Form) -> None:
        token = self.server.token.encode()
        sent = form.fields.get("token", "").encode()
        if not (hmac.compare_digest(sent, token) and hmac.compare_digest(self._cookie().encode(), token)):
            raise RefusedError(403, Label("页面已过期，请刷新后再试", "this page is out of date; load it anew"))

    def _cookie(self) -> str:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(self.server.cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    def _length(self) -> int:
        text = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not (text.isascii() and text.isdecimal()):
            raise RefusedError(411, Label("请求没有注明长度", "the request does not say its length"))
        if int(text) > MOST_BYTES:
            self._drain(int(text))
            raise too_large()
        return int(text)

    def _drain(self, length: int) -> None:
        """Reads what is still coming, so that the browser listens to the answer."""
        left = min(length, _DRAINED)
        while left > 0:
            read = len(self.rfile.read1(min(left, 1024 * 1024)))
            if not read:
                return
            left -= read

    # What is done

    def _language(self) -> str:
        asked = parse_qs(urlsplit(self.path).query).get("lang", [""])[0]
        return asked if asked in ("zh", "en") else self.server.language

    def _job(self, task: str, form: Form) -> jobs.Job:
        language = form.fields.get("lang", "")
        return jobs.Job(
            task,
            language if language in ("zh", "en") else self.server.language,
            self.server.token,
            form.files.get("draft", []),
            form.files.get("previous", []),
            {key: form.fields[key].strip() for key in _SETTINGS if form.fields.get(key, "").strip()},
        )

    def _answer(self, answer: jobs.Answer) -> None:
        if answer.kind == "word":
            self._send(
                200,
                answer.body,
                {
                    "Content-Type": _WORD,
                    "Content-Disposition": f"attachment; filename*=UTF-8''{quote(answer.name, safe='')}",
                },
            )
        else:
            self._page(answer.status, answer.body)

    def _refuse(self, error: RefusedError) -> None:
        """One line on the page. The token goes only to those who asked as the page itself may."""
        language = self._language()
        if error.status in (403, 404, 421):
            text = error.label.to(language)
            self._send(error.status, f"{text}\n".encode(), {"Content-Type": "text/plain; charset=utf-8"})
        else:
            self._page(error.status, local_page(language, self.server.token, problem=error.label.to(language)))

    def _page(self, status: int, page: str | bytes) -> None:
        body = page.encode("utf-8", "replace") if isinstance(page, str) else page
        cookie = f"{self.server.cookie}={self.server.token}; Path=/; HttpOnly; SameSite=Strict"
        self._send(status, body, {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": cookie})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(HTTPStatus(status))
        headers = {
            **headers,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": policy_header(self._language()),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            # Not `no-referrer`: with that, browsers hide the origin of forms, by which ours are known.
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            "Connection": "close",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
