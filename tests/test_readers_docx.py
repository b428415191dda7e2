"""Word files are read as Word shows them, whatever work was done on them; hostile ones are refused in one line."""

from __future__ import annotations

import io
import zipfile
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.characters import normalise
from disclosurelint.document import Document, Paragraph, Table
from disclosurelint.engine import check_document, read_facts
from disclosurelint.readers import InputError, read_bytes
from disclosurelint.readers.docx_ordinals import numeral
from disclosurelint.settings import Settings
from tests.drafts import make, render
from tests.drafts.draft import EDITIONS
from tests.drafts.word import LEVELS, MAIN, RELATIONS, SPACES, STYLES, TYPES, archive, package, worked_on


def read_body(body: str, **parts: str) -> Document:
    return read_bytes(package(body, **parts), "稿.docx")


def texts(document: Document) -> list[str]:
    return [block.text.value for block in document.blocks if isinstance(block, Paragraph)]


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def grid(document: Document) -> list[list[str | None]]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [[cell.text.value if cell else None for cell in row] for row in table.rows()]


def tc(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else '<w:p/>'}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


# A whole draft


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_draft_worked_on_in_word_says_what_it_says_in_markdown(edition: str) -> None:
    for seed in range(8):
        draft = make(seed, edition)
        data = worked_on(draft, Random(seed))
        word = read_bytes(data, "稿.docx")
        plain = read_bytes(render(draft, "markdown-html").data, "稿.md")
        ours, theirs = read_facts(word, Settings()), read_facts(plain, Settings())
        assert {key: (one.state, one.value) for key, one in ours.figures.items()} == {
            key: (one.state, one.value) for key, one in theirs.figures.items()
        }
        headings = [[(one.number, one.heading.compact().value) for one in facts.sections] for facts in (ours, theirs)]
        assert headings[0] == headings[1]
        found = [
            [(one.rule, one.message) for one in check_document(document, Settings()).findings if one.rule != "DOC005"]
            for document in (word, plain)
        ]
        assert found[0] == found[1]
        assert {"revisions", "hidden"} <= word.remains.keys()
        for secret in ("删去的", "移走的", "藏起的"):
            assert secret not in word.source


def test_every_origin_leads_back_to_the_element_with_its_letter() -> None:
    data = worked_on(make(2), Random(5))
    document = read_bytes(data, "稿.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml")
    starts = [origin for origin, _ in document.anchors]
    assert starts == sorted(starts)
    seen = 0
    for origin, place in document.anchors:
        if xml.startswith(b"<w:t", place):
            text = xml[xml.index(b">", place) + 1 : xml.index(b"</w:t>", place)].decode()
            assert document.source[origin:].startswith(text)
            seen += 1
        else:
            assert xml.startswith(b"<w:p", place)
    assert seen > 100


# What is shown, and what is not


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (p(r("公开") + '<w:del w:id="1"><w:r><w:delText>12</w:delText></w:r></w:del>' + r("15件")), ["公开15件"]),
        (p('<w:moveTo w:id="1">' + r("甲") + "</w:moveTo>" + r("乙")), ["甲乙"]),
        (p('<w:moveFrom w:id="1">' + r("甲") + "</w:moveFrom>" + r("乙")), ["乙"]),
        (p(r("上"), "<w:rPr><w:del/></w:rPr>") + p(r("中"), "<w:rPr><w:del/></w:rPr>") + p(r("下")), ["上中下"]),
        (p(r("上"), "<w:rPr><w:del/></w:rPr>") + tbl(tc("a") + tc("b")) + p(r("下")), ["上", "下"]),
        (p(r("甲") + r("暗", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>')), ["甲乙"]),
        (p(r("暗") + r("明", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="dark"/>'), ["明"]),
        # Two hidden styles cancel each other.
        (p(r("明", '<w:rStyle w:val="ghost"/>'), '<w:pStyle w:val="dark"/>'), ["明"]),
        (p(r("甲") + "<w:r><w:tab/><w:noBreakHyphen/></w:r>" + r("乙")), ["甲\t-乙"]),
        (p(r("甲") + "<w:r><w:br/></w:r>" + r("乙") + "<w:r><w:cr/></w:r>" + r("丙")), ["甲", "乙", "丙"]),
        (p("<w:r><w:t> 甲 </w:t></w:r>" + r("　乙")), ["甲 乙"]),
        (p("<w:r><w:t>甲\n乙&amp;&#x4E19;</w:t></w:r>"), ["甲 乙&丙"]),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r>' + r("甲")), ["②甲"]),
        (p('<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>' + r("件")), ["5件"]),
        (p('<w:hyperlink w:anchor="x">' + r("链接") + "</w:hyperlink>"), ["链接"]),
        (p('<w:fldSimple w:instr=" DATE ">' + r("2025年") + "</w:fldSimple>"), ["2025年"]),
        (p("<w:r><w:ruby><w:rt>" + r("gong") + "</w:rt><w:rubyBase>" + r("公") + "</w:rubyBase></w:ruby></w:r>"), ["公"]),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("里") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("外") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            ["外"],
        ),
        # A field that was torn hides its own paragraph's rest, not the report.
        (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("问")) + p(r("答")), ["答"]),
        (
            p("<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:t>替</w:t></mc:Fallback>"
              "</mc:AlternateContent></w:r>"),
            ["替"],
        ),
        (
            p(r("正文") + "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p(r("框")) + "</w:txbxContent></mc:Choice>"
              "<mc:Fallback><w:txbxContent>" + p(r("框")) + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
              + r("完")),
            ["正文完", "框"],
        ),
        ("<w:sdt><w:sdtPr>" + r("名") + "</w:sdtPr><w:sdtContent>" + p(r("控")) + "</w:sdtContent></w:sdt>", ["控"]),
        (p(r("甲") + '<w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:pPrChange>'), ["甲"]),
    ],
)  # fmt: skip
def test_what_word_shows_is_read(body: str, shown: list[str]) -> None:
    dark = '<w:style w:type="paragraph" w:styleId="dark"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    assert texts(read_body(body, styles=STYLES.replace("</w:styles>", dark))) == shown


def test_headers_footers_notes_and_comments_are_no_text() -> None:
    for kind in ("header1", "footer1", "footnotes", "comments"):
        extra = f'<w:{kind} xmlns:w="{MAIN}"><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:{kind}>'
        assert texts(read_body(p(r("正文") + '<w:r><w:footnoteReference w:id="1"/></w:r>'), **{kind: extra})) == [
            "正文"
        ]


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>', 1),
        ('<w:pStyle w:val="h3"/>', 3),
        ('<w:pStyle w:val="based"/>', 3),
        ('<w:pStyle w:val="based"/><w:outlineLvl w:val="4"/>', 5),
        ("", None),
    ],
)
def test_heading_levels_come_from_paragraph_or_style(properties: str, level: int | None) -> None:
    more = (
        '<w:style w:type="paragraph" w:styleId="h3"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="based"><w:basedOn w:val="h3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="round"><w:basedOn w:val="round"/></w:style></w:styles>'
    )
    document = read_body(p(r("题"), properties) + p(r("文"), '<w:pStyle w:val="round"/>'), styles=STYLES.replace("</w:styles>", more))  # fmt: skip
    assert [block.level for block in document.blocks if isinstance(block, Paragraph)] == [level, None]


# Numbering


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 1, "一"), ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"), ("chineseCounting", 100, "一〇〇"),
        ("chineseCountingThousand", 10, "十"), ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 1005, "一千零五"),
        ("japaneseCounting", 21, "二十一"), ("japaneseCounting", 110, "百十"),
        ("ideographDigital", 10, "一〇"), ("ideographTraditional", 3, "丙"), ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"), ("ideographZodiacTraditional", 13, "丙子"),
        ("chineseLegalSimplified", 10, "壹拾"), ("ideographLegalTraditional", 3, "參"),
        ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedParen", 2, "⑵"), ("decimalEnclosedFullstop", 1, "⒈"),
        ("decimalEnclosedCircle", 21, "21"), ("ideographEnclosedCircle", 2, "㊁"), ("numberInDash", 1, "- 1 -"),
        ("upperRoman", 14, "XIV"), ("lowerRoman", 9, "ix"), ("upperLetter", 2, "B"), ("lowerLetter", 28, "bb"),
        ("hebrew1", 5, "5"), ("chineseCounting", 0, "〇"), ("chineseCounting", 123456, "123456"),
    ],
)  # fmt: skip
def test_numerals_are_those_of_the_format(form: str, number: int, shown: str) -> None:
    assert numeral(form, number) == shown


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    body = "".join(f'<w:lvl w:ilvl="{at}">{level}</w:lvl>' for at, level in enumerate(levels))
    return (
        f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">{body}</w:abstractNum>{nums}</w:numbering>'
    )


HAN = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
SUB = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/>'
DOT = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/>'


def item(level: int, number: str = "1", text: str = "甲") -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("definition", "items", "shown"),
    [
        (numbering(HAN, SUB, DOT), [0, 1, 1, 2, 2, 0, 1, 2], "一、 （一） （二） 1. 2. 二、 （一） 1."),
        (numbering(HAN, SUB.replace('"1"', '"3"', 1)), [0, 1, 1], "一、 （三） （四）"),
        (numbering(HAN, SUB + '<w:lvlRestart w:val="0"/>'), [0, 1, 0, 1], "一、 （一） 二、 （二）"),
        (numbering(HAN, '<w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/>'), [0, 0, 1], "一、 二、 2.1"),
        (numbering('<w:numFmt w:val="bullet"/><w:lvlText w:val=""/>'), [0, 0], " "),
        (numbering(HAN), [0, (0, "2"), 0], "一、 二、 三、"),
        (numbering(HAN), [0, (0, "3"), (0, "3"), 0], "一、 一、 二、 三、"),
        (numbering(HAN), [0, (0, "4"), (0, "4")], "一、 第5条 第6条"),
        (numbering(HAN), [(0, "0"), (0, "99"), 0], "  一、"),
        (numbering(HAN, SUB), [1, 0, 1], "（一） 一、 （一）"),
    ],
)
def test_numbering_is_restored(definition: str, items: list, shown: str) -> None:
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1条"/></w:lvl></w:lvlOverride></w:num>'
        "</w:numbering>"
    )
    body = "".join(item(*(entry if isinstance(entry, tuple) else (entry,))) for entry in items)
    document = read_body(body, numbering=definition.replace("</w:numbering>", nums))
    assert [text.removesuffix("甲").strip() for text in texts(document)] == normalise(shown).split(" ")


def test_a_deleted_mark_is_not_counted_and_numbers_stay_out_of_the_way_of_the_text() -> None:
    gone = p(r("甲"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    document = read_body(item(0) + gone + item(0, text="乙") + item(0), numbering=numbering(HAN))
    assert texts(document) == ["一、甲", "二、甲乙", "三、甲"]
    decimal = numbering('<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>')
    assert texts(read_body(item(0, text="2024年"), numbering=decimal)) == ["1. 2024年"]


def test_a_style_numbers_its_paragraphs() -> None:
    body = "".join(
        p(r(text), f'<w:pStyle w:val="{style}"/>') for text, style in (("甲", 1), ("乙", 2), ("丙", 2), ("丁", 1))
    )
    assert texts(read_body(body, styles=STYLES, numbering=LEVELS)) == ["一、甲", "(一)乙", "(二)丙", "二、丁"]


# Tables


def test_merged_cells_cover_their_places() -> None:
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_body(
        tbl(
            tc("A", '<w:gridSpan w:val="2"/>' + restart) + tc("B"),
            tc("看不见", '<w:gridSpan w:val="2"/>' + on) + tc("C"),
            tc("D", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc(""),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("E") + tc("F", restart),
            '<w:trPr><w:del w:id="1"/></w:trPr>' + tc("x") + tc("y") + tc("z"),
            tc("G") + tc("H") + tc("", on),
        )
    )
    assert grid(document) == [["A", "A", "B"], ["A", "A", "C"], ["D", "D", ""], [None, "E", "F"], ["G", "H", "F"]]
    assert "看不见" not in document.source


def test_paragraphs_of_a_cell_are_its_lines_and_a_blank_cell_has_a_place_of_its_own() -> None:
    document = read_body(tbl(f"<w:tc>{p(r('甲'))}<w:p/>{p(r('乙'))}</w:tc>" + tc() + tc(), tc("1") + tc() + tc("2")))
    assert grid(document) == [["甲\n乙", "", ""], ["1", "", "2"]]
    table = document.blocks[0]
    assert isinstance(table, Table)
    places = [cell.text.span() for cell in table.cells]
    assert len(set(places)) == len(places)
    assert document.source == "甲\n乙\n\n\n1\n\n2\n"


def test_a_table_in_a_cell_is_one_of_its_own() -> None:
    inner = tbl(tc("1") + tc("2"))
    document = read_body(
        tbl(tc("甲") + tc("乙"), f"<w:tc>{p(r('丙'))}{inner}{p(r('丁'))}</w:tc>" + tc("戊")) + p(r("后"))
    )
    first, second = (block for block in document.blocks if isinstance(block, Table))
    assert first.problem == "nested"
    assert [cell.text.value for cell in first.cells] == ["甲", "乙", "丙\n丁", "戊"]
    assert [cell.text.value for cell in second.cells] == ["1", "2"]
    assert texts(document) == ["后"]


def test_a_frame_around_the_text_is_no_table() -> None:
    inner = tbl(tc("1") + tc("2"))
    document = read_body(tbl(f"<w:tc>{p(r('一、总体情况'))}{p(r('正文'))}{inner}</w:tc>"))
    assert texts(document) == ["一、总体情况", "正文"]
    assert grid(document) == [["1", "2"]]


def test_a_picture_where_a_table_may_be_is_no_silence() -> None:
    def picture(size: int) -> str:
        return p(
            '<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><wp:extent cx="{size}" cy="{size}"/>'
            "<a:blip/></w:drawing></w:r>"
        )

    document = read_body(p(r("甲")) + picture(5_000_000))
    assert [block.problem for block in document.blocks if isinstance(block, Table)] == ["picture"]
    assert not any(isinstance(block, Table) for block in read_body(p(r("甲")) + picture(300_000)).blocks)
    with pytest.raises(InputError) as caught:
        read_body(picture(5_000_000))
    assert "图片" in caught.value.label.zh


# Remains and places


def test_remains_are_told_at_the_first_of_each() -> None:
    comments = (
        f'<w:comments xmlns:w="{MAIN}"><w:comment w:id="1" w:author="disclosurelint"/>'
        '<w:comment w:id="2" w:author="科长"/></w:comments>'
    )
    body = (
        p(r("甲"))
        + p(r("乙") + '<w:commentRangeStart w:id="1"/>' + r("丙") + '<w:r><w:commentReference w:id="1"/></w:r>')
        + p(r("丁") + '<w:commentRangeStart w:id="2"/>' + r("戊"))
        + p(r("己") + '<w:ins w:id="3">' + r("庚") + "</w:ins>" + r("辛", "<w:vanish/>"))
    )
    document = read_body(body, comments=comments)
    at = {what: document.source[span[0] - 1] for what, span in document.remains.items()}
    assert at == {"comments": "丁", "revisions": "己", "hidden": "庚"}
    assert document.place(document.remains["comments"]).paragraph == 3
    assert not read_body(p(r("甲") + r(" ", "<w:vanish/>"))).remains
    assert "revisions" in read_body(p(r("甲")) + '<w:sectPr><w:sectPrChange w:id="1"/></w:sectPr>').remains
    assert (
        "revisions"
        in read_body(p(r("甲")) + tbl('<w:trPr><w:del w:id="1"/></w:trPr>' + tc("x"), tc("y") + tc("z"))).remains
    )


def test_places_count_paragraphs_with_text_outside_tables_and_name_the_cell() -> None:
    document = read_body(p("") + p(r("甲")) + tbl(tc("1", '<w:gridSpan w:val="2"/>') + tc("2"), tc("3") + tc("4") + tc("5")) + p("") + p(r("乙")))  # fmt: skip

    def place(word: str) -> tuple:
        at = document.source.index(word)
        found = document.place((at, at + 1))
        return found.line, found.paragraph, found.cell

    assert place("甲") == (1, 1, None)
    assert place("2") == (1, 1, (1, 1, 2))
    assert place("5") == (1, 1, (1, 2, 3))
    assert place("乙") == (1, 2, None)


# Other ways to write the same


def test_other_prefixes_the_strict_form_and_utf_16() -> None:
    body = f"<w:document {SPACES}><w:body>{item(0)}</w:body></w:document>"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    for change in (
        lambda xml: xml,
        lambda xml: xml.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0="),
        lambda xml: xml.replace(MAIN, strict),
        lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16"),
    ):
        relations = RELATIONS.replace("officeDocument/2006/relationships/officeDocument", "anything/officeDocument")
        links = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="r1" Type="http://x/numbering" Target="/word/../word/numbering.xml"/><Relationship Id="r2" '
            'Type="http://x/styles" Target="http://example.com/styles.xml" TargetMode="External"/></Relationships>'
        )
        data = archive(
            {
                "[Content_Types].xml": TYPES, "_rels/.rels": relations, "word/_rels/document.xml.rels": links,
                "word/document.xml": change(body), "word/numbering.xml": change(numbering(HAN)),
            }
        )  # fmt: skip
        assert texts(read_bytes(data, "稿.docx")) == ["一、甲"]


# Hostile and broken files


def why(data: bytes, name: str = "稿.docx") -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    label = caught.value.label
    assert "\n" not in label.zh + label.en
    return label.zh


GOOD = package(p(r("正文" * 50)))


def with_document(xml: str | bytes) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": xml})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (with_document('<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'), "DTD"),
        (with_document(f"<w:document {SPACES}>" + " " * 30_000_000 + "</w:document>"), "过大"),
        (with_document(f"<w:document {SPACES}><w:body>"), "损坏"),
        (with_document("<w:document/>"), "损坏"),
        (with_document(f"<w:document {SPACES}><w:body><w:p/></w:body></w:document>"), "没有文字"),
        (with_document(f'<w:document {SPACES}><w:body><w:altChunk w:id="a"/></w:body></w:document>'), "嵌入"),
        (archive({"xl/workbook.xml": "<x/>"}), "Excel"),
        (archive({"a.txt": "x"}), "压缩文件"),
        (archive({f"{number}.xml": "" for number in range(20_001)}), "20001"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (b"PK\x03\x04" + bytes(500), "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%PDF-1.7", ".pdf"),
        (b"{\\rtf1", "RTF"),
        (b"<html></html>", "网页"),
        (b"nothing", "损坏"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, words: str) -> None:
    assert words in why(data)


def test_a_member_that_is_there_twice_or_damaged_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("word/document.xml", "<b/>")
    assert "损坏" in why(data.getvalue())
    at = GOOD.index(b"word/document.xml") + 60
    assert "损坏" in why(GOOD[:at] + bytes(40) + GOOD[at + 40 :])


DEEP = {
    "tables": "<w:tbl><w:tr><w:tc>" * 3000 + p(r("甲")) + "</w:tc></w:tr></w:tbl>" * 3000,
    "paragraphs": "<w:p>" * 5000 + "</w:p>" * 5000,
    "boxes": "<w:p><w:r><w:txbxContent>" * 3000 + "</w:txbxContent></w:r></w:p>" * 3000,
    "spans": tbl(*['<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>' * 30] * 30),
    "numbers": item(7, "1" * 400) + item(3, "-1") + p(r("甲"), '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'),
    "stray": "<w:tc/><w:tr><w:tc/></w:tr><w:txbxContent/><w:t>甲</w:t><w:r><w:t>乙</w:t></w:r><mc:Fallback/><w:vMerge/>",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(DEEP))
def test_absurd_structures_are_read_as_far_as_makes_sense(kind: str) -> None:
    document = read_body(DEEP[kind] + p(r("末")), numbering=numbering(HAN))
    assert texts(document)[-1] == "末"
    for block in document.blocks:
        if isinstance(block, Table) and kind == "spans":
            assert block.problem == "spans" or block.width <= 30_000


TAGS = ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "del", "ins", "vanish", "vMerge", "gridSpan", "txbxContent", "sdt", "numId", "fldChar")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.just(""), lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)), max_leaves=30
    )
)
def test_any_nesting_of_known_elements_is_read(tree: object) -> None:
    def xml(node: object) -> str:
        if not isinstance(node, tuple):
            return "甲"
        name, inner = node
        return f'<w:{name} w:val="2" w:fldCharType="begin">{"".join(xml(one) for one in inner)}</w:{name}>'

    document = read_body(xml(tree) + p(r("末")))
    assert texts(document)[-1].endswith("末")
    assert len(document.source) == len(document.normal)
