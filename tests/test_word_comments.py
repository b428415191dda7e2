"""Copies of Word drafts with findings as comments: at their places, and nothing else in the file changed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from random import Random

import docx
import pytest

from disclosurelint.document import Document
from disclosurelint.engine import check_document
from disclosurelint.inputs import expand
from disclosurelint.outcomes import Edit, Finding
from disclosurelint.readers import read_bytes
from disclosurelint.settings import Settings
from disclosurelint.writers.word_comments import commented, lines_of
from tests.drafts import make
from tests.drafts.defects import DEFECTS, plant
from tests.drafts.word import MAIN, STYLES, package, word, worked_on
from tests.test_cli import command

W = f"{{{MAIN}}}"


def finding(document: Document, start: int, end: int, rule: str = "TXT001") -> Finding:
    return Finding(
        rule, "name", "warning", f"{rule} 有误", "核对", document.place((start, end)), (start, end), "", (0, 0), []
    )


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def covered(data: bytes) -> dict[int, str]:
    """By the number of a comment, the visible text between its marks, read with another library."""
    body = docx.Document(io.BytesIO(data)).element.body
    open_: set[int] = set()
    found: dict[int, str] = {}
    for element in body.iter():
        local = str(element.tag).removeprefix(W)
        if local == "commentRangeStart":
            number = int(element.get(f"{W}id"))
            open_.add(number)
            found[number] = ""
        elif local == "commentRangeEnd":
            open_.remove(int(element.get(f"{W}id")))
        elif local in ("t", "tab", "br"):
            for number in open_:
                found[number] += element.text or "\n"
    assert not open_
    return dict(sorted(found.items()))


def formatted(data: bytes) -> list[list[tuple[str, str]]]:
    """Each paragraph as letters, each with the properties of its run."""
    paragraphs = []
    for paragraph in docx.Document(io.BytesIO(data)).element.body.iter(f"{W}p"):
        letters = []
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            shown = "" if properties is None else docx.oxml.xmlchemy.serialize_for_reading(properties)
            letters += [(letter, shown) for text in run.iter(f"{W}t") for letter in text.text or ""]
        paragraphs.append(letters)
    return paragraphs


def faulty(seed: int = 4) -> tuple[bytes, Document, list[Finding]]:
    draft = make(seed, "prc-2021")
    for rule in ("REQ001", "REQ002", "TXT003", "REQ008", "SIG004"):
        planted = plant(DEFECTS[rule][0], draft, 3)
        draft = planted.draft if planted else draft
    data = worked_on(draft, Random(seed))
    document = read_bytes(data, "稿.docx")
    return data, document, check_document(document, Settings()).findings


@pytest.mark.parametrize("seed", [2, 4, 9, 11])
def test_every_finding_is_a_comment_at_its_words_and_all_else_is_as_before(seed: int) -> None:
    data, document, findings = faulty(seed)
    assert len(findings) >= 4
    copy = commented(document, findings, "zh")
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert [comment.text.split("\n") for comment in comments] == [lines_of(one, "zh") for one in findings]
    assert {comment.author for comment in comments} == {"disclosurelint"}
    marked = covered(copy)
    for number, one in enumerate(findings):
        words = document.source[slice(*one.span)].split("\n")[0]
        # Hidden, deleted and moved text may stand between the letters of the marked words.
        shown = re.sub("删去的 15 件|移走的 8 件|藏起的 (?:23|42) 件", "", marked[number])
        if words:
            ordinal = re.match(r"[一二三四五六七八]、|（[一-八]）|\d\. ", words)
            assert shown in (words, words[ordinal.end() :] if ordinal else words)
    assert formatted(copy) == formatted(data)
    before, after = parts(data), parts(copy)
    changed = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in after if after[name] != before.get(name)} == changed
    assert list(before) == [name for name in after if name in before]
    again = read_bytes(copy, "稿.docx")
    assert again.source == document.source
    assert again.remains.keys() == document.remains.keys()


def test_a_run_is_cut_where_the_words_begin_and_end() -> None:
    body = (
        '<w:p><w:r w:rsidR="1"><w:rPr><w:rPr/><w:b/></w:rPr><w:t>甲 乙&amp;丙</w:t><w:tab/><w:t>丁戊</w:t></w:r>'
        '<w:hyperlink w:anchor="a"><w:r><w:t>己</w:t></w:r></w:hyperlink></w:p>'
    ).replace("<w:rPr/><w:b/>", "<w:b/><w:rPrChange w:id='1'><w:rPr/></w:rPrChange>")
    data = package(body)
    document = read_bytes(data, "稿.docx")
    source = document.source
    assert source == "甲 乙&丙\t丁戊己\n"
    for start in range(len(source) - 1):
        for end in range(start + 1, len(source)):
            copy = commented(document, [finding(document, start, end)], "zh")
            assert covered(copy) == {0: source[start:end].replace("\t", "\n")}
            assert formatted(copy) == formatted(data)
            assert read_bytes(copy, "稿.docx").source == source
    several = [finding(document, start, end) for start, end in ((0, 3), (2, 4), (2, 8), (3, 4), (4, 5), (7, 9), (2, 4))]
    copy = commented(document, several, "zh")
    assert list(covered(copy).values()) == [source[slice(*one.span)].replace("\t", "\n") for one in several]
    assert formatted(copy) == formatted(data)


def test_places_without_letters_have_their_comment_too() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    row = '<w:tr><w:tc><w:p/></w:tc><w:tc><w:p w:rsidR="2"></w:p></w:tc><w:tc><w:p><w:pPr><w:jc w:val="left"/></w:pPr></w:p></w:tc></w:tr>'
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>题</w:t></w:r></w:p>'
    numbering = (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="第%1"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    data = package(
        f"<w:p><w:r><w:t>标题</w:t></w:r>{box}</w:p><w:tbl>{row}{row}</w:tbl>{numbered}", numbering=numbering
    )
    document = read_bytes(data, "稿.docx")
    assert document.source == "标题\n框内\n\n\n\n\n\n\n第1 题\n"
    blank = [finding(document, at, at) for at in (6, 7, 8, 8)]
    others = [finding(document, *span) for span in ((0, 0), (3, 4), (12, 14), (12, 16), (0, 16), (16, 16), (99, 99))]
    copy = commented(document, blank + others, "zh")
    marked = covered(copy)
    assert list(marked.values()) == ["", "", "", "", "标题", "框内", "题", "题", "标题", "题", "题"]
    tables = docx.Document(io.BytesIO(copy)).element.body.iter(f"{W}tc")
    counts = [len(list(cell.iter(f"{W}commentReference"))) for cell in tables]
    assert counts == [1, 1, 2, 0, 0, 0]
    # Word has no comments inside a text box: that one stands around it.
    inside = next(docx.Document(io.BytesIO(copy)).element.body.iter(f"{W}txbxContent"))
    assert not list(inside.iter(f"{W}commentReference"))


def test_comments_of_others_stay_and_ours_are_made_anew() -> None:
    comments = (
        f'<w:comments xmlns:w="{MAIN}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        '<w:comment w:id="7" w:author="科长"><w:p><w:r><w:t>再核</w:t></w:r></w:p></w:comment></w:comments>'
    )
    body = (
        '<w:p><w:r><w:t>甲</w:t></w:r><w:commentRangeStart w:id="7"/><w:r><w:t>乙</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    document = read_bytes(package(body, comments=comments), "稿.docx")
    assert "comments" in document.remains
    first = commented(document, [finding(document, 0, 1), finding(document, 1, 2)], "zh")
    assert covered(first) == {7: "乙", 8: "甲", 9: "乙"}
    again = read_bytes(first, "稿.docx")
    second = commented(again, [finding(again, 0, 2, "REQ001")], "zh")
    found = [(one.author, one.text.split("\n")[0]) for one in docx.Document(io.BytesIO(second)).comments]
    assert found == [("科长", "再核"), ("disclosurelint", "【警告】REQ001 REQ001 有误")]
    assert covered(second) == {7: "乙", 8: "甲乙"}
    clean = read_bytes(commented(read_bytes(second, "稿.docx"), [], "zh"), "稿.docx")
    assert b"disclosurelint" not in parts(clean.package or b"")["word/comments.xml"]
    assert covered(clean.package or b"") == {7: "乙"}


def test_replies_of_others_outlive_the_comment_that_they_answered() -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    comments = (
        f'<w:comments xmlns:w="{MAIN}" {w14}><w:comment w:id="1" w:author="disclosurelint"><w:p w14:paraId="0A"/></w:comment>'
        '<w:comment w:id="2" w:author="科长"><w:p w14:paraId="0B"/></w:comment></w:comments>'
    )
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="0A" '
        'w15:done="0"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/></w15:commentsEx>'
    )
    data = package("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", comments=comments, commentsExtended=extended)
    copy = parts(commented(read_bytes(data, "稿.docx"), [], "zh"))
    assert b"0A" not in copy["word/comments.xml"] + copy["word/commentsExtended.xml"]
    assert b'w15:paraId="0B"' in copy["word/commentsExtended.xml"]


def test_a_comment_says_what_is_wrong_on_what_basis_and_what_to_do() -> None:
    document = read_bytes(package("<w:p><w:r><w:t>2024年01月5日</w:t></w:r></w:p>"), "稿.docx")
    one = finding(document, 5, 7)
    one.sum, one.notes, one.basis, one.source, one.mark = (
        "9 ＝ 6 ＋ 3",
        ["已比对"],
        ["《条例》", "30号"],
        "2024年01月5日",
        (5, 7),
    )
    one.edits = [Edit((5, 7), one.place, "1")]
    assert lines_of(one, "zh") == [
        "【警告】TXT001 TXT001 有误", "对照：9 ＝ 6 ＋ 3", "说明：已比对", "依据：《条例》；30号", "建议：核对", "改为：2024年1月5日",
    ]  # fmt: skip
    one.suggestion = "甲<&>\x01乙"
    assert lines_of(one, "en")[-1] == "such as: 甲<&>\x01乙"
    copy = commented(document, [one], "en")
    assert next(iter(docx.Document(io.BytesIO(copy)).comments)).text.endswith("such as: 甲<&>乙")


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告 一.docx").write_bytes(faulty()[0])
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    done = command("check", "--lang", "zh", "--isolated", *arguments, cwd=Path())
    return done.returncode, done.stdout, done.stderr


def test_the_copy_stands_beside_the_draft_and_is_no_draft(folder: Path) -> None:
    draft = folder / "报告 一.docx"
    before = draft.read_bytes()
    status, out, err = run("报告 一.docx", "--format", "docx")
    copy = folder / "报告 一（批注）.docx"
    assert status == 1
    assert out == ""
    assert "条批注" in err
    assert draft.read_bytes() == before
    assert len(list(docx.Document(copy).comments)) >= 4
    assert expand([str(folder)]) == [draft]
    assert expand([str(draft), str(copy)]) == [draft]
    assert expand([str(copy)]) == [copy]
    first = copy.read_bytes()
    assert run(".", "--format", "docx")[0] == 1
    assert copy.read_bytes() == first


def test_what_somebody_worked_on_is_never_overwritten(folder: Path) -> None:
    copy = folder / "报告 一（批注）.docx"
    run("报告 一.docx", "--format", "docx")
    saved = docx.Document(copy)
    saved.save(copy)
    edited = copy.read_bytes()
    assert expand([str(folder)]) == [folder / "报告 一.docx"], "a copy that Word saved is still a copy"
    status, _, err = run("报告 一.docx", "--format", "docx")
    assert status == 2
    assert "未覆盖" in err
    assert copy.read_bytes() == edited
    status, _, err = run("报告 一.docx", "--format", "docx", "-o", "报告 一.docx")
    assert status == 2
    assert run("报告 一.docx", "--format", "docx", "-o", "另存/看.docx", "--fail-on", "never")[0] == 0
    assert (folder / "另存" / "看.docx").exists()


def test_several_drafts_go_to_a_folder_as_they_stand_in_theirs(folder: Path) -> None:
    (folder / "乡镇").mkdir()
    (folder / "乡镇" / "报告 一.docx").write_bytes(word(make(8), Random(8)))
    (folder / "说明.md").write_text(
        "# 2023年清沅县政府信息公开工作年度报告\n\n一、总体情况\n\n二、主动公开政府信息情况\n", "utf-8"
    )
    status, out, err = run(".", "--format", "concise", "--format", "docx", "-o", "批注")
    assert status == 1
    assert "报告 一.docx:1:1:" in out
    assert "说明.md: 不是 Word 文稿" in err
    names = sorted(path.relative_to(folder / "批注").as_posix() for path in (folder / "批注").rglob("*.docx"))
    assert names == ["乡镇/报告 一（批注）.docx", "报告 一（批注）.docx"]
    assert run(".", "--format", "docx", "-o", "一份.docx")[0] == 2
    assert not (folder / "一份.docx").exists()
    status, _, err = run("说明.md", "--format", "docx", "--fail-on", "never")
    assert status == 2
    assert "不是 Word 文稿" in err


def test_a_file_that_only_has_the_name_of_a_copy_is_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "报告（批注）.docx"
    path.write_bytes(package("<w:p/>", styles=STYLES))
    assert expand([str(tmp_path)]) == [path]
    path.write_bytes(b"PK\x03\x04 no archive")
    assert expand([str(tmp_path)]) == [path]
