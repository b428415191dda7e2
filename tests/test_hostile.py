"""Files that nobody meant well with, or that no program wrote whole: each ends soon, in little memory, with one line.

Every file is given to the installed command beside a clean draft, which must be checked all the same.
"""

from __future__ import annotations

import io
import json
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

MODEL = (Path(__file__).parents[1] / "rulesets" / "models" / "prc-2021.md").read_text("utf-8")
SECONDS = 30.0
"""Ten on a common machine; runners of continuous integration are shared."""
MEGABYTES = 700
ADDRESS_SPACE = 1536 * 1024 * 1024
REFUSED, READ, ANY = (2,), (0, 1), (0, 1, 2)

Maker = Callable[[], bytes]


def said(words: str) -> Maker:
    """The model with words in its first section."""
    return lambda: MODEL.replace("一、总体情况", f"一、总体情况\n\n{words}", 1).encode()


def ended(words: str) -> Maker:
    """The model with words behind it."""
    return lambda: f"{MODEL}\n\n{words}\n".encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body: str, *, plain: bool = False, **more: str) -> Maker:
    """A Word file with the model's lines and a body behind them; `more` are parts by the last word of their relation."""

    def make() -> bytes:
        lines = [] if plain else [line for line in MODEL.split("\n") if line and "<" not in line]
        text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        parts: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES}
        parts["word/document.xml"] = f"<w:document {W}><w:body>{text}{body}</w:body></w:document>"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        related = "".join(f'<Relationship Id="{name}" Type="{office}/{name}" Target="{name}.xml"/>' for name in more)
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{related}</Relationships>'
        parts.update({f"word/{name}.xml": content.replace("@", W) for name, content in more.items()})
        return archive(parts)

    return make


def bare_word(document: str) -> Maker:
    return lambda: archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document})


def pdf(*objects: str | bytes) -> Maker:
    """A PDF of these objects, the first its catalogue."""

    def make() -> bytes:
        out = io.BytesIO(b"")
        out.write(b"%PDF-1.4\n")
        places = []
        for number, content in enumerate(objects, 1):
            places.append(out.tell())
            data = content if isinstance(content, bytes) else content.encode()
            out.write(b"%d 0 obj" % number + data + b"endobj\n")
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start))
        return out.getvalue()

    return make


def stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n".encode() + packed + b"\nendstream "


CATALOGUE, FONT = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGES, PAGE = "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"


def page(content: bytes) -> Maker:
    return pdf(CATALOGUE, PAGES, f"{PAGE}/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", stream(content), FONT)


def noise(count: int) -> bytes:
    return random.Random(5).randbytes(count)


def mixed(count: int) -> str:
    pool = "政府信息公开申请收到办理结转件条年月日一二三四五0123456789，。、；：（）《》“”%其中共较上年增长"
    return "".join(random.Random(6).choices(pool, k=count))


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{','.join([f'*{before}'] * 9)}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)

INPUTS: dict[str, tuple[Maker, tuple[int, ...]]] = {
    "empty.md": (lambda: b"", REFUSED),
    "zeros.md": (lambda: b"\0" * 100_000, REFUSED),
    "noise.txt": (lambda: noise(300_000), REFUSED),
    "over-the-limit.md": (lambda: b"a" * 21_000_000, REFUSED),
    "half-letters.md": (lambda: b"\xff\xfe" + b"\x00\xd8" * 100_000, REFUSED),
    "one-line.md": (ended("一" * 400_000), READ),
    "five-million-letters.md": (ended("一" * 5_000_000), ANY),
    "bars.md": (ended("|" * 3_000_000), READ),
    "cells.md": (ended("<table>" + "<tr><td>1" * 300_000), ANY),
    "rows.txt": (ended("1\t2\t3\n" * 90_000), READ),
    "nested-tables.md": (ended("<table><tr><td>" * 20_000), READ),
    "spans.md": (lambda: MODEL.replace('rowspan="22"', 'rowspan="99999999"').encode(), READ),
    "stars.md": (ended("*" * 2_000_000), ANY),
    "brackets.md": (ended("[a](" * 100_000), READ),
    "digits.md": (lambda: MODEL.replace("46件", "9" * 400_000 + "件").encode(), READ),
    "digits-in-a-cell.md": (lambda: MODEL.replace("<td>46</td>", f"<td>{'9' * 400_000}</td>").encode(), READ),
    "chinese-number.md": (lambda: MODEL.replace("46件", "一百" * 200_000 + "件").encode(), READ),
    "one-claim-often.md": (said("其中收到申请3件，" * 50_000), READ),
    "phones.md": (said("13800138000、" * 40_000), READ),
    "dates.md": (said("2024年1月1日，" * 45_000), READ),
    "titles.md": (said("《中华人民共和国政府信息公开条例》第一条" * 20_000), READ),
    "points.md": (said("一是存在公开不及时的问题，" * 35_000), READ),
    "headings.md": (ended("## 一、总体情况\n\n" * 30_000), READ),
    "aspects.md": (said("（一）主动公开。\n\n" * 30_000), READ),
    "waivers.md": (ended("<!-- disclosurelint: ignore REQ001 -- x -->\n\n" * 20_000), READ),
    "mixed.md": (said(mixed(400_000)), READ),
    "combining.md": (said("\u0301" * 400_000), READ),
    "turned-round.md": (said("\u202e\u05d0" * 200_000), READ),
    "front-matter-bomb.md": (lambda: f"---\n{BOMB}year: 2024\n---\n{MODEL}".encode(), ANY),
    "front-matter-path.md": (lambda: f"---\nruleset: /etc/passwd /dev/zero\n---\n{MODEL}".encode(), REFUSED),
    "front-matter-year.md": (lambda: f"---\nyear: {'9' * 10_000}\n---\n{MODEL}".encode(), REFUSED),
    "entities.html": (lambda: (f"<body>{MODEL}" + "&nbsp;&#19968;" * 60_000).encode(), READ),
    "unclosed.html": (lambda: (MODEL + '<div class="' * 200_000).encode(), ANY),
    "deep.html": (lambda: ("<div>" * 90_000 + MODEL).encode(), READ),
    "attributes.html": (lambda: ("<a " + 'x="y" ' * 400_000 + ">" + MODEL).encode(), READ),
    "spans.html": (lambda: (f"<body>{MODEL}" + "<td colspan=999999 rowspan=999999>" * 50_000).encode(), READ),
    "scripts.html": (lambda: ("<script>" * 150_000 + MODEL).encode(), READ),
    "bomb.docx": (word("<w:p><w:r><w:t>" + "a" * 80_000_000 + "</w:t></w:r></w:p>"), REFUSED),
    "entity.docx": (bare_word('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'), REFUSED),
    "outside.docx": (bare_word('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), REFUSED),
    "members.docx": (lambda: archive({f"word/{number}.xml": "" for number in range(21_000)}), REFUSED),
    "cut-short.docx": (lambda: word("")()[:900], REFUSED),
    "nested.docx": (word("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000), ANY),
    "numbering.docx": (
        word(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
            * 1000,
            numbering='<w:numbering @><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3888"/>'
            f'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="{"%1" * 10_000}"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        ),
        READ,
    ),
    "styles.docx": (
        word(
            '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
            styles="<w:styles @>"
            + "".join(
                f'<w:style w:styleId="s{n}" w:type="paragraph"><w:basedOn w:val="s{(n + 1) % 9000}"/></w:style>'
                for n in range(9000)
            )
            + "</w:styles>",
        ),
        READ,
    ),
    "junk.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5000), REFUSED),
    "junk.wps": (lambda: noise(5000), REFUSED),
    "empty.pdf": (lambda: b"%PDF-1.4\n", REFUSED),
    "noise.pdf": (lambda: b"%PDF-1.4\n" + noise(100_000), REFUSED),
    "pages-in-a-circle.pdf": (pdf(CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"), REFUSED),
    "lines.pdf": (page(b"0 0 m 9 9 l S\n" * 1_000_000), REFUSED),
    "spaces.pdf": (page(b"BT /F 12 Tf 10 10 Td (abc) Tj ET" + b" " * 100_000_000), REFUSED),
    "forms-in-forms.pdf": (
        pdf(
            CATALOGUE,
            PAGES,
            f"{PAGE}/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
            stream(b"/X Do " * 10),
            *(
                stream(b"/X Do " * 10, f"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {6 + n} 0 R>>>>")
                for n in range(20)
            ),
        ),
        REFUSED,
    ),
    "picture.pdf": (
        pdf(
            CATALOGUE,
            PAGES,
            f"{PAGE}/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
            stream(b"/X Do "),
            stream(
                b"\0\0\0\0\x30\0\x01\0\0\0\x13" + struct.pack(">II", 200_000, 200_000) + b"\0" * 11,
                "/Subtype/Image/Width 200000/Height 200000/BitsPerComponent 1/ColorSpace/DeviceGray",
            ),
        ),
        REFUSED,
    ),
}


def measured(arguments: list[str], folder: Path) -> tuple[int, str, str, float, float]:
    """Status, outputs, seconds and megabytes of the command under a limit of its address space."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))

    out, err = folder / ".out.txt", folder / ".err.txt"
    started = time.monotonic()
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "disclosurelint", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            preexec_fn=limit,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    return process.returncode, out.read_text("utf-8"), err.read_text("utf-8"), seconds, usage.ru_maxrss / 1024


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and measures are those of Linux")


@pytest.mark.parametrize("name", INPUTS)
def test_a_hostile_file_ends_soon_with_one_line(tmp_path: Path, name: str) -> None:
    make, statuses = INPUTS[name]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "clean.md").write_text(MODEL, "utf-8")
    status, out, err, seconds, memory = measured(["check", name, "clean.md", "--format", "json"], tmp_path)
    assert "Traceback" not in err
    assert "程序内部错误" not in err
    assert status in statuses, err
    result = json.loads(out)
    assert "clean.md" in [report["path"] for report in result["reports"]], "the other input was not checked"
    told = [line for line in err.splitlines() if line.startswith(f"{name}: ")]
    assert len(told) == len(result["failures"]) == (status == 2), err
    assert seconds < SECONDS
    assert memory < MEGABYTES


def test_more_faults_than_anybody_reads_are_counted(tmp_path: Path) -> None:
    (tmp_path / "many.md").write_bytes(INPUTS["one-claim-often.md"][0]())
    status, out, _, _, memory = measured(["check", "many.md", "--format", "json", "--select", "TXT001"], tmp_path)
    findings = json.loads(out)["reports"][0]["findings"]
    assert len(findings) == 200
    assert any("另有" in finding["message"] for finding in findings)
    assert len(out) < 2_000_000
    assert status in READ
    assert memory < MEGABYTES


def test_pipes_devices_links_and_folders(tmp_path: Path) -> None:
    (tmp_path / "clean.md").write_text(MODEL, "utf-8")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "round.md").symlink_to("round.md")
    inside = tmp_path / "folder"
    inside.mkdir()
    (inside / "up").symlink_to("..")
    (inside / "self").symlink_to(".")
    deep = inside
    for _ in range(500):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "clean.md").write_text(MODEL, "utf-8")
    named = ["pipe.md", "zero.md", "round.md", "x" * 5000 + ".md", "clean.md", "folder"]
    status, out, err, seconds, _ = measured(["check", *named, "--format", "json"], tmp_path)
    result = json.loads(out)
    assert status == 2
    assert {"clean.md", (deep.relative_to(tmp_path) / "clean.md").as_posix()} <= {
        report["path"] for report in result["reports"]
    }
    assert {"pipe.md", "zero.md", "round.md"} <= {failure["path"] for failure in result["failures"]}
    assert "Traceback" not in err
    assert seconds < SECONDS


def test_names_of_files_cannot_break_lines(tmp_path: Path) -> None:
    names = [b"two\nlines.md", b"quote\"'.md", b"bad\xff\xfe.md", b"\x1b[31mred.md"]
    faulty = MODEL.replace("<td>46</td>", "<td>47</td>", 1)
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(faulty, "utf-8")  # noqa: PTH118
    status, out, err, _, _ = measured(["check", ".", "--format", "json"], tmp_path)
    assert status in READ, err
    assert len(json.loads(out)["reports"]) == len(names)
    status, out, err, _, _ = measured(["check", ".", "--format", "concise"], tmp_path)
    assert "\x1b" not in out + err
    assert all(".md:" in line for line in out.splitlines())


def test_standard_input_without_end_is_refused(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "disclosurelint", "check", "-", "--stdin-filename", "a.md"],
            stdin=endless,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            timeout=SECONDS,
        )
    assert done.returncode == 2
    assert "20 MB" in done.stderr.decode()


@pytest.mark.parametrize(
    ("option", "name", "content"),
    [
        ("--config", "c.yaml", BOMB.encode() + b"select: *i\n"),
        ("--config", "c.yaml", b"a: " + b"[" * 100_000),
        ("--ruleset", "r.yaml", b"id: x\nversion: '1'\n" + BOMB.encode() + b"rules: *i\n"),
        ("--ruleset", "r.yaml", b"id: x\nversion: '1'\nextends: [../../../../../../etc/passwd]\n"),
        ("--ruleset", "/dev/zero", b""),
        ("--roster", "names.txt", noise(100_000)),
        ("--roster", "names.txt", "".join(f"清沅县第{n}局\n" for n in range(50_000)).encode()),
        ("--baseline", "b.json", b"[" * 1_000_000),
        ("--baseline", "b.json", b'{"version": 1, "entries": 7}'),
    ],
)
def test_files_of_settings_are_refused_with_a_line(tmp_path: Path, option: str, name: str, content: bytes) -> None:
    (tmp_path / "clean.md").write_text(MODEL, "utf-8")
    if content:
        (tmp_path / name).write_bytes(content)
    status, _, err, seconds, memory = measured(["check", "clean.md", option, name], tmp_path)
    assert status == 2
    assert err.strip()
    assert "Traceback" not in err
    assert "internal error" not in err
    assert "root:" not in err
    assert seconds < SECONDS
    assert memory < MEGABYTES


@pytest.mark.parametrize("option", ["--previous", "--part"])
def test_other_reports_may_be_hostile_too(tmp_path: Path, option: str) -> None:
    (tmp_path / "clean.md").write_text(MODEL, "utf-8")
    others = tmp_path / "others"
    others.mkdir()
    for name in ("bomb.docx", "noise.txt", "mixed.md", "noise.pdf", "bars.md"):
        (others / name).write_bytes(INPUTS[name][0]())
    status, out, err, seconds, memory = measured(["check", "clean.md", option, "others", "--format", "json"], tmp_path)
    assert status in READ, err
    assert len(json.loads(out)["reports"]) == 1
    assert seconds < SECONDS
    assert memory < MEGABYTES
