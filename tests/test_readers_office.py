"""Word's older format by way of LibreOffice: a stand-in program for what can go wrong, the real one for the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from disclosurelint.engine import check_document, read_facts
from disclosurelint.readers import InputError, office, read, read_bytes
from disclosurelint.settings import Settings
from tests.drafts import make, render
from tests.drafts.word import numbered, package

ENTRY = "WordDocument".encode("utf-16-le").ljust(120, b"\0") + (100).to_bytes(8, "little")
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(28, b"\0") + b"\xfe\xff\x09\x00" + b"binary" * 100 + ENTRY
WORD = package("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a stand-in for LibreOffice on the search path; gives what its arguments are written to."""
    folder = tmp_path / "程序 bin"
    folder.mkdir()
    (tmp_path / "given.docx").write_bytes(WORD)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(office, "_USUAL_PLACES", ())

    def install(script: str) -> Path:
        path = folder / "soffice"
        path.write_text(f'#!/bin/sh\nhere="{tmp_path}"\nprintf "%s\\n" "$@" > "$here/arguments"\n{script}\n', "utf-8")
        path.chmod(0o755)
        return tmp_path / "arguments"

    return install


COPY = 'while [ $# -gt 0 ]; do [ "$1" = --outdir ] && out="$2"; last="$1"; shift; done; cp "$here/given.docx" "$out/draft.docx"'


def why(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    assert "\n" not in caught.value.label.zh + caught.value.label.en
    return caught.value.label.zh


@posix
@pytest.mark.parametrize("name", ["年度 报告.doc", "年度报告 '1'.wps", "改名.docx"])
def test_an_older_file_is_converted_apart_and_nothing_stays_behind(program, tmp_path: Path, name: str) -> None:
    arguments = program(COPY)
    path = tmp_path / name
    path.write_bytes(DOC)
    document = read(path)
    assert document.source == "甲\n"
    assert document.converted
    given = arguments.read_text("utf-8").splitlines()
    assert "--headless" in given
    profile = next(word for word in given if word.startswith("-env:UserInstallation=file://"))
    assert str(tmp_path / "temporary") in profile.replace("%20", " ")
    assert list((tmp_path / "temporary").iterdir()) == []


@posix
def test_what_the_program_cannot_do_is_one_line(program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(DOC)
    program("exit 0")
    assert "未能转换" in why(path)
    program("exit 77")
    assert "未能转换" in why(path)
    program('while [ $# -gt 0 ]; do [ "$1" = --outdir ] && out="$2"; shift; done; echo x > "$out/draft.docx"')
    assert "损坏" in why(path)
    monkeypatch.setattr(office, "TIME_LIMIT", 1)
    program('sh -c "echo \\$\\$ > $here/child; exec sleep 60" &\nwait')
    started = time.monotonic()
    assert "超过 1 秒" in why(path)
    assert time.monotonic() - started < 20
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child), "a process that LibreOffice started is still there"
    assert list((tmp_path / "temporary").iterdir()) == []


def _runs(process: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout
    return bool(state.strip()) and not state.strip().startswith("Z")


def test_without_the_program_a_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_USUAL_PLACES", ())
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "a.wps"
    path.write_bytes(DOC)
    assert "LibreOffice" in why(path)
    assert "docx" in why(path)


def test_the_program_is_found_where_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    monkeypatch.setattr(office, "_USUAL_PLACES", (str(tmp_path / "mac"),))
    assert office.find_program() is None
    windows = tmp_path / "Program Files" / "LibreOffice" / "program" / "soffice.exe"
    windows.parent.mkdir(parents=True)
    windows.write_bytes(b"")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    assert office.find_program() == str(windows)
    (tmp_path / "mac").write_bytes(b"")
    assert office.find_program() == str(tmp_path / "mac")


def test_files_that_are_something_else_need_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    path = tmp_path / "其实是新格式.doc"
    path.write_bytes(WORD)
    document = read(path)
    assert document.source == "甲\n"
    assert not document.converted
    path.write_bytes(b"%PDF-1.7\n")
    assert ".pdf" in why(path)


def real() -> str:
    found = office.find_program()
    if found is None:
        assert not os.environ.get("CI"), "continuous integration must have LibreOffice: .ci/run installs it"
        pytest.skip("LibreOffice is not installed")
    return found


def converted(program: str, data: bytes, kind: str, folder: Path) -> Path:
    source = folder / "源 文件.docx"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(source),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=120,
    )
    return folder / f"源 文件.{kind.partition(':')[0]}"


def test_a_report_in_the_older_format_says_what_it_says_in_markdown(tmp_path: Path) -> None:
    program = real()
    draft = make(3)
    older = converted(program, render(draft, "word").data, "doc:MS Word 97", tmp_path)
    assert older.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    wps = shutil.copy(older, tmp_path / "年报.wps")
    plain = render(draft, "markdown-html")
    theirs = read_facts(read_bytes(plain.data, plain.name), Settings())
    expected = {key: (one.state, one.value) for key, one in theirs.figures.items()}
    for path in (older, Path(wps)):
        document = read(path)
        facts = read_facts(document, Settings())
        assert {key: (one.state, one.value) for key, one in facts.figures.items()} == expected
        assert not [one for one in check_document(document, Settings()).findings if one.severity != "info"]


def test_automatic_numbers_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    program = real()
    data = numbered(make(6), Random(6))
    shown = converted(program, data, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    ours = read_bytes(data, "稿.docx").source
    lines = [["".join(line.split()) for line in text.splitlines() if line.strip()] for text in (shown, ours)]
    assert lines[0] == lines[1]


@posix
@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_junk_is_not_handed_to_the_program(program, tmp_path: Path, name: str) -> None:
    arguments = program(COPY)
    path = tmp_path / name
    for junk in (Random(3).randbytes(5000), DOC[:8] + Random(4).randbytes(5000), DOC.replace(ENTRY, b"")):
        path.write_bytes(junk)
        assert "不是 Word 或 WPS 文字文稿" in why(path)
    assert not arguments.exists()
