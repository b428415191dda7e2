"""The local page: the clerk's way from start to end, and who is not let in."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from browsing import CONTRASTS, chromium, emulate, shown_text, wait_for
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.document import Paragraph
from disclosurelint.readers import read_bytes
from disclosurelint.web import forms, job, server, worker
from disclosurelint.web.forms import RefusedError, Upload, read_form
from disclosurelint.web.server import Server

ROOT = Path(__file__).parents[1]
FAULTY = (ROOT / "examples" / "faulty-2024.md").read_text("utf-8")
WRONG_PERIOD, RIGHT_PERIOD = "2023年1月1日起至2023年12月31日止", "2024年1月1日起至2024年12月31日止"


def word_file(text: str) -> bytes:
    """A Word file with the paragraphs and tables of a Markdown draft."""
    import docx

    made = docx.Document()
    for block in read_bytes(text.encode(), "a.md").blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text.value)
            continue
        table = made.add_table(block.height, block.width)
        for cell in block.cells:
            table.cell(cell.row, cell.column).text = cell.text.value
    content = BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.fixture(scope="module")
def local() -> Iterator[Server]:
    with running() as opened:
        yield opened


class running:  # noqa: N801
    """A server in a thread."""

    def __init__(self, **options: Any) -> None:
        self.server = Server(**options)

    def __enter__(self) -> Server:
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def multipart(fields: dict[str, str], files: list[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    boundary = "----disclosurelint-test"
    body = b""
    for name, value in fields.items():
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, filename, data in files:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: text/plain'
        body += f"--{boundary}\r\n{head}\r\n\r\n".encode() + data + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def ask(local: Server, method: str, path: str, body: bytes = b"", **headers: str | None) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", local.server_port, timeout=60)
    sent = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    connection.request(method, path, body or None, sent)
    response = connection.getresponse()
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return response, text


def post(
    local: Server,
    files: list[tuple[str, str, bytes]],
    path: str = "/check",
    fields: dict[str, str] | None = None,
    **headers: str | None,
) -> tuple[HTTPResponse, str]:
    body, kind = multipart({"token": local.token, "lang": "zh", **(fields or {})}, files)
    own = {
        "Origin": local.url.rstrip("/"),
        "Cookie": f"{local.cookie}={local.token}",
        "Content_Type": kind,
        "Sec_Fetch_Site": "same-origin",
    }
    return ask(local, "POST", path, body, **{**own, **headers})


def draft(text: str = FAULTY, name: str = "report.md", field: str = "draft") -> tuple[str, str, bytes]:
    return field, name, text.encode()


def problem(text: str) -> str:
    start = text.index('id="problem"')
    return text[text.index(">", start) + 1 : text.index("<", start)]


# What it does


def test_a_draft_is_checked(local: Server) -> None:
    response, text = post(local, [draft()])
    assert response.status == 200
    assert "PER002" in text
    assert problem(text) == ""
    response, text = post(local, [draft(FAULTY.replace(WRONG_PERIOD, RIGHT_PERIOD))])
    assert "PER002" not in text
    assert "REQ002" in text


def test_last_years_report_is_compared(local: Server) -> None:
    before = (
        FAULTY.replace("2024", "2023")
        .replace("2025", "2024")
        .replace("四、结转下年度继续办理 | 1 ", "四、结转下年度继续办理 | 5 ")
    )
    _, alone = post(local, [draft()])
    _, compared = post(local, [draft(), draft(before, "last.md", "previous")])
    assert "缺上年报告" in alone
    assert "缺上年报告" not in compared
    assert "YOY" in compared
    _, together = post(local, [draft(), draft(before, "last.md")])
    assert "data-reviewer" in together
    assert "YOY001" in together
    _, other = post(local, [draft(), draft(before.replace("栖梧镇", "青禾乡"), "last.md", "previous")])
    assert "青禾乡" in other
    assert "不是" in other


def test_settings_are_taken(local: Server) -> None:
    response, text = post(local, [draft()], fields={"body-type": "county", "published": "2025-01-20"})
    assert response.status == 200
    assert "县级人民政府" in text
    assert "由选项指定" in text
    response, text = post(local, [draft()], fields={"year": "1066"})
    assert response.status == 400
    assert "1066" in problem(text)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("report.docx", b"PK\x03\x04 no zip", "report.docx"),
        ("notes.md", "今天天气很好。".encode(), "notes.md"),
        ("report.xyz", b"x", "report.xyz"),
        ("empty.md", b"", "empty.md"),
    ],
)
def test_what_cannot_be_checked_is_one_line(local: Server, name: str, data: bytes, words: str) -> None:
    response, text = post(local, [("draft", name, data)])
    assert response.status == 422
    line = problem(text)
    assert line.startswith(words)
    assert len(line) > len(words) + 5
    assert "\n" not in line


def test_no_draft_is_one_line(local: Server) -> None:
    response, text = post(local, [("draft", "", b"")])
    assert response.status == 400
    assert problem(text)


def test_a_word_draft_comes_back_with_comments(local: Server) -> None:
    content = word_file(FAULTY)
    response, text = post(local, [("draft", "年报.docx", content)])
    assert response.status == 200
    assert 'data-word="年报.docx"' in text
    connection = HTTPConnection("127.0.0.1", local.server_port, timeout=60)
    body, kind = multipart({"token": local.token}, [("draft", "年报.docx", content)])
    own = {"Origin": local.url.rstrip("/"), "Cookie": f"{local.cookie}={local.token}", "Content-Type": kind}
    connection.request("POST", "/word", body, own)
    response = connection.getresponse()
    copy = response.read()
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    with zipfile.ZipFile(BytesIO(copy)) as package:
        comments = package.read("word/comments.xml").decode()
    assert "PER002" in comments
    response, text = post(local, [draft()], "/word")
    assert response.status == 422
    assert "docx" in problem(text)


# Limits


def test_too_much_is_refused_in_one_line(local: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_BYTES", 2000)
    response, text = post(local, [draft()])
    assert response.status == 413
    assert "MB" in problem(text)


def test_a_check_that_takes_too_long_is_ended() -> None:
    with running(seconds=0.01) as local:
        response, text = post(local, [draft()])
    assert response.status == 408
    assert "0.01 秒" in problem(text)
    assert not job._running


def test_a_process_that_breaks_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RefusedError) as refused:
        job.run(job.Job("page", "zh", "token", [Upload("a.md", b"x")]))
    assert refused.value.status == 500


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    """Neither the server nor the process that checks opens a file to write, save the cache of the rules."""
    program = """
import sys, json
written = []
def hook(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        written.append(str(arguments[0]))
    elif event in ("tempfile.mkstemp", "tempfile.mkdtemp"):
        written.append(str(arguments[0]))
from disclosurelint.web import worker, job, forms
import io
data = sys.stdin.buffer.read()
body = b'--x\\r\\nContent-Disposition: form-data; name="draft"; filename="a.docx"\\r\\n\\r\\n' + data + b'\\r\\n--x--\\r\\n'
sys.addaudithook(hook)
form = forms.read_form(io.BytesIO(body), len(body), "multipart/form-data; boundary=x")
for task in ("page", "word"):
    answer = worker.do(job.Job(task, "zh", "t", form.files["draft"], form.files["draft"]))
    assert answer.kind == task and len(answer.body) > 1000
print(json.dumps(written))
"""
    content = word_file(FAULTY + "\n\n" + "　".join(["附"] * 3))
    padded = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(padded, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name))
        copy.writestr("word/media/large.bin", os.urandom(3_000_000))
    environment = {**os.environ, "DISCLOSURELINT_CACHE": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], input=padded.getvalue(), capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    written = json.loads(done.stdout)
    assert [path for path in written if not path.startswith(str(tmp_path))] == []


# Who is let in


def test_the_page_comes_with_its_guards(local: Server) -> None:
    response, text = ask(local, "GET", "/")
    assert response.status == 200
    assert local.token in text
    headers = response.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "SameSite=Strict" in headers["Set-Cookie"]
    assert "HttpOnly" in headers["Set-Cookie"]
    assert not any(name.lower().startswith("access-control") for name in headers)
    assert "Python" not in headers["Server"]


def test_it_listens_on_this_machine_alone(local: Server) -> None:
    assert local.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Cookie": None},
        {"Cookie": "other=1"},
    ],
)
def test_requests_of_other_sites_are_refused(local: Server, headers: dict[str, str | None]) -> None:
    response, text = post(local, [draft()], **headers)
    assert response.status == 403
    assert "PER002" not in text
    assert local.token not in text
    assert not response.headers.get("Set-Cookie")


def test_a_wrong_token_is_refused(local: Server) -> None:
    response, text = post(local, [draft()], fields={"token": "x" * 43})
    assert response.status == 403
    assert local.token not in text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1"])
def test_another_name_for_this_machine_is_refused(local: Server, host: str) -> None:
    for method in ("GET", "POST"):
        response, text = ask(local, method, "/", Host=host)
        assert response.status == 421
        assert local.token not in text


def test_only_a_form_sent_to_its_place_does_anything(local: Server) -> None:
    assert ask(local, "GET", "/check")[0].status == 404
    assert ask(local, "GET", "/../etc/passwd")[0].status == 404
    assert ask(local, "PUT", "/check")[0].status == 501
    assert post(local, [draft()], "/other")[0].status == 404
    assert post(local, [draft()], Content_Type="text/plain")[0].status == 415


FILES = st.lists(
    st.tuples(st.sampled_from(["draft", "previous"]), st.sampled_from(["a.md", "年报.docx"]), st.binary(max_size=200)),
    max_size=4,
)


@given(FILES)
def test_files_come_as_they_were_sent(files: list[tuple[str, str, bytes]]) -> None:
    body, kind = multipart({"token": "t"}, files)
    form = read_form(io.BytesIO(body), len(body), kind)
    assert form.fields == {"token": "t"}
    for field in ("draft", "previous"):
        sent = [(name, data) for own, name, data in files if own == field]
        assert [(upload.name, upload.data) for upload in form.files.get(field, [])] == sent


@pytest.mark.parametrize("cut", [4, 30, 100])
def test_a_broken_form_is_refused(cut: int) -> None:
    body, kind = multipart({"token": "t"}, [draft("x" * 500)])
    with pytest.raises(RefusedError):
        read_form(io.BytesIO(body[:-cut]), len(body) - cut, kind)


def test_folders_are_no_part_of_a_name() -> None:
    body, kind = multipart({}, [("draft", "../../etc/报告.md", b"x"), ("draft", "C:\\\\Users\\\\a\\\\b.md", b"y")])
    assert [upload.name for upload in read_form(io.BytesIO(body), len(body), kind).files["draft"]] == [
        "报告.md",
        "b.md",
    ]


def test_a_form_has_only_so_many_files() -> None:
    body, kind = multipart({}, [draft("x")] * (forms.MOST_FILES + 1))
    with pytest.raises(RefusedError):
        read_form(io.BytesIO(body), len(body), kind)


def test_a_job_goes_to_its_process_and_back() -> None:
    sent = job.Job(
        "page", "zh", "t", [Upload("a\n.md", b"1\n2"), Upload("b.md", b"")], [Upload("c.md", b"\n")], {"year": "2024"}
    )
    got = job.unpacked(io.BytesIO(job.packed(sent)))
    assert [(upload.name, upload.data) for upload in (*got.drafts, *got.previous)] == [
        ("a\n.md", b"1\n2"),
        ("b.md", b""),
        ("c.md", b"\n"),
    ]
    assert (got.task, got.language, got.token, got.settings) == ("page", "zh", "t", {"year": "2024"})
    assert worker.do(job.Job("page", "en", "t", [Upload("a.md", FAULTY.encode())])).kind == "page"


# The command


def serve(*arguments: str, program: str = "pass") -> subprocess.CompletedProcess[str]:
    code = f"import sys; {program}; sys.argv = ['disclosurelint', 'serve', *{arguments!r}]; from disclosurelint.cli.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_without_the_extra_one_line_says_what_to_install() -> None:
    done = serve("--lang", "zh", program="sys.modules['multipart'] = None")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "disclosurelint[web]" in done.stderr


def test_a_port_that_is_taken_is_one_line(local: Server) -> None:
    done = serve("--no-browser", "--port", str(local.server_port), "--lang", "en")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert str(local.server_port) in done.stderr


def test_the_command_serves_until_it_is_ended() -> None:
    code = "import sys; sys.argv = ['disclosurelint', 'serve', '--no-browser', '--lang', 'en']; from disclosurelint.cli.main import run; run()"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        port = int(line.split("127.0.0.1:")[1].split("/")[0])
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/")
        assert 'lang="en"' in connection.getresponse().read().decode()
        process.terminate()
        assert process.wait(20) == 0


# In a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def opened(browser: Any, local: Server, query: str = "") -> None:
    emulate(browser)
    browser.get(f"{local.url}{query}")


def choose(browser: Any, path: Path, field: str = "draft") -> None:
    browser.find_element("name", field).send_keys(str(path))


def done(browser: Any) -> bool:
    return shown_text(browser, "[data-state]") == "检查完成" or bool(shown_text(browser, "#problem"))


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_the_clerks_way(browser: Any, local: Server, tmp_path: Path, suffix: str) -> None:
    """Open the page, drop a faulty draft, read a finding, mend it, drop again, see it gone."""
    made = word_file if suffix == ".docx" else str.encode
    target = tmp_path / f"年报{suffix}"
    target.write_bytes(made(FAULTY))
    opened(browser, local)
    assert "拖到这里" in browser.find_element("css selector", "[data-area=draft]").text
    choose(browser, target)
    wait_for(lambda: done(browser))
    assert "清沅县栖梧镇人民政府" in browser.title
    note = next(note for note in browser.find_elements("css selector", ".finding") if "PER002" in note.text)
    assert "2023年1月1日起" in note.text
    assert "建议" in note.text
    number = note.get_attribute("data-finding")
    assert WRONG_PERIOD in "".join(
        mark.text for mark in browser.find_elements("css selector", f"mark[data-of~='{number}']")
    )
    assert bool(browser.find_elements("css selector", "[data-word]")) == (suffix == ".docx")
    count = len(browser.find_elements("css selector", ".finding"))
    target.write_bytes(made(FAULTY.replace(WRONG_PERIOD, RIGHT_PERIOD)))
    choose(browser, target)
    wait_for(lambda: len(browser.find_elements("css selector", ".finding")) == count - 1)
    assert "PER002" not in browser.find_element("id", "result").text
    assert browser.get_log("browser") == []


def drop(browser: Any, name: str, text: str, area: str = "draft") -> None:
    browser.execute_script(
        """
        const transfer = new DataTransfer();
        transfer.items.add(new File([arguments[1]], arguments[0]));
        document.querySelector(`[data-area=${arguments[2]}]`).dispatchEvent(
          new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        """,
        name,
        text,
        area,
    )


def test_drafts_are_dropped_and_checked_again(browser: Any, local: Server) -> None:
    opened(browser, local)
    drop(browser, "拖入.md", FAULTY)
    wait_for(lambda: done(browser))
    assert "拖入.md" in browser.find_element("id", "result").text
    assert "未能判断" in browser.find_element("css selector", ".gaps").text
    before = FAULTY.replace("2024", "2023").replace("2025", "2024")
    drop(browser, "上年.md", before, "previous")
    wait_for(lambda: "缺上年报告" not in browser.find_element("id", "result").text)
    browser.execute_script("document.getElementById('result').replaceChildren()")
    browser.find_element("css selector", "[data-again]").click()
    wait_for(lambda: browser.find_elements("css selector", ".finding"))


def test_a_file_changed_since_is_asked_for_again(browser: Any, local: Server, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text(FAULTY, "utf-8")
    opened(browser, local)
    choose(browser, target)
    wait_for(lambda: done(browser))
    target.write_text(FAULTY * 2, "utf-8")
    os.utime(target, (2_000_000_000, 2_000_000_000))
    browser.find_element("css selector", "[data-again]").click()
    assert "a.md" in wait_for(lambda: shown_text(browser, "#problem"))


def test_a_problem_is_one_line_and_leaves_no_old_result(browser: Any, local: Server) -> None:
    opened(browser, local)
    drop(browser, "a.md", FAULTY)
    wait_for(lambda: browser.find_elements("css selector", ".finding"))
    drop(browser, "notes.md", "今天天气很好。")
    line = wait_for(lambda: shown_text(browser, "#problem"))
    assert line.startswith("notes.md")
    assert not browser.find_elements("css selector", ".finding")


def test_script_in_a_dropped_draft_does_not_run(browser: Any, local: Server) -> None:
    opened(browser, local)
    markup = '<script>window.hit=1</script><img src=x onerror="window.hit=1">'
    drop(browser, f"{markup}.txt".replace("/", "／"), FAULTY.replace("XX条", f"XX条{markup}"))
    wait_for(lambda: browser.find_elements("css selector", ".finding"))
    assert markup in browser.find_element("css selector", "[data-draft]").text
    assert browser.execute_script("return window.hit") is None
    assert not browser.find_elements("css selector", "main img")


def test_another_page_cannot_post(browser: Any, local: Server) -> None:
    with running() as other:
        opened(browser, other)
        sent = browser.execute_async_script(
            """
            const [url, done] = arguments;
            const form = new FormData();
            form.append("draft", new File(["x"], "a.md"));
            fetch(url, { method: "POST", body: form, mode: "no-cors" }).then(() => done("sent"), (error) => done(String(error)));
            """,
            f"{local.url}check",
        )
    # The page's own policy stops it there; that the server refuses it too is tested above.
    assert "TypeError" in sent


def test_the_keyboard_reaches_everything(browser: Any, local: Server) -> None:
    from selenium.webdriver import ActionChains, Keys

    opened(browser, local)
    reached = []
    for _ in range(8):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        reached.append(
            browser.execute_script("const e = document.activeElement; return e.name || e.className || e.tagName")
        )
    assert reached[:5] == ["skip", "A", "draft", "previous", "SUMMARY"]
    drop(browser, "a.md", FAULTY)
    wait_for(lambda: done(browser))
    assert browser.execute_script("return document.activeElement.id") == "result"
    ActionChains(browser).key_down(Keys.ALT).send_keys(Keys.ARROW_DOWN).key_up(Keys.ALT).perform()
    assert browser.execute_script("return document.activeElement.dataset.finding") == "1"


def test_the_page_works_without_its_script(browser: Any, local: Server, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text(FAULTY, "utf-8")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        opened(browser, local)
        choose(browser, target)
        browser.find_element("css selector", "[data-go]").click()
        wait_for(lambda: browser.find_elements("css selector", ".finding"))
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(browser: Any, local: Server, scheme: str) -> None:
    browser.get(f"{local.url}?lang=en")
    emulate(browser, 1400, scheme)
    drop(browser, "notes.md", "nothing")
    wait_for(lambda: shown_text(browser, "#problem"))
    contrasts = browser.execute_script(CONTRASTS)
    assert len(contrasts) > 8
    assert [entry for entry in contrasts if entry[0] < 4.5] == []


def test_the_page_is_valid() -> None:
    import html5lib

    from disclosurelint.web.pages import local_page

    for language in ("zh", "en"):
        for line in ("", "<b>"):
            html5lib.HTMLParser(strict=True).parse(local_page(language, "t", problem=line))
    page = worker.do(
        job.Job("page", "zh", "t", [Upload("a.docx", word_file(FAULTY)), Upload("b.md", FAULTY.encode())])
    ).body
    html5lib.HTMLParser(strict=True).parse(page.decode())
