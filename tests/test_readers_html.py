"""Saved web pages: the report found in them, what is left out, places, dates, pages without text."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosurelint.document import Document, Paragraph, Table
from disclosurelint.engine import check_text, read_facts, read_facts_text
from disclosurelint.readers import InputError, read, read_bytes
from disclosurelint.settings import Settings
from tests.drafts import make, render
from tests.drafts.draft import EDITIONS
from tests.drafts.portal import portal

REPORT = (
    "<p>一、总体情况</p><p>全年主动公开政府信息120条，收到申请3件，均在法定期限内办结，没有发生行政复议和行政诉讼。</p>"
    "<p>二、主动公开政府信息情况</p><table><tr><td>规章</td><td>0</td></tr></table>"
    "<p>六、其他需要报告的事项</p><p>本年度没有收取信息处理费，也没有其他需要报告的事项，特此报告如上，请予以监督。</p>"
)
TITLE = "沅水镇人民政府2024年政府信息公开工作年度报告"


def page(html: str, encoding: str = "utf-8") -> Document:
    return read_bytes(html.encode(encoding), "page.html")


def words(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text.value)
        else:
            found += [cell.text.value for cell in block.cells]
    return found


# The report within the page


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_a_page_of_a_portal_says_what_the_same_markdown_says(edition, seed):
    draft = make(seed, edition)
    markdown = render(draft, "markdown-html").data
    html = "\n".join(portal(draft, Random(seed))).encode()
    one, other = (read_facts_text(data, name, Settings()) for data, name in ((markdown, "a.md"), (html, "a.html")))
    figures = [{key: (f.state, f.value) for key, f in report.figures.items()} for report in (one, other)]
    assert figures[0] == figures[1]
    assert (one.year, one.body.name) == (other.year, other.body.name)
    assert [section.number for section in one.sections] == [section.number for section in other.sections]
    found = [
        sorted((f.rule, f.figure or "", f.message) for f in check_text(data, name, Settings()).findings)
        for data, name in ((markdown, "a.md"), (html, "a.html"))
    ]
    assert found[0] == found[1]


def test_navigation_links_and_foot_are_left_out():
    html = f"""<html><body><div><ul><li><a href=a>首页导航</a><li><a href=b>政务公开导航</a></ul></div>
    <div class=c1><h1>{TITLE}</h1><div class=c2>{REPORT}</div><div><a href=1>2023年的年度报告</a> <a href=2>2022年的年度报告</a></div></div>
    <footer>主办单位：镇党政办公室　网站标识码3200000000</footer></body></html>"""
    text = "".join(words(page(html)))
    assert TITLE in text
    assert "特此报告" in text
    assert not any(word in text for word in ("导航", "2023年的", "2022年的", "网站标识码"))


def test_the_title_above_the_box_of_the_text_is_kept():
    html = f"<body><table><tr><td>{TITLE}</td></tr><tr><td>浏览次数：9</td></tr><tr><td><div>{REPORT}</div></td></tr></table>"
    assert words(page(html))[0] == TITLE


def test_a_report_whose_weight_is_in_its_table_is_not_cut_to_the_table():
    rows = "".join(f"<tr><td>第{n}行的行名写得很长很长很长很长</td><td>{n}</td></tr>" for n in range(200))
    found = words(page(f"<body><div><p>一、总体情况</p><p>短。</p><table>{rows}</table><p>六、其他</p></div>"))
    assert found[0] == "一、总体情况"
    assert found[-1] == "六、其他"


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>{}</div>",
        '<p style="color:red; DISPLAY : none ">{}</p>',
        "<section hidden><p>{}</p></section>",
        "<span style='visibility:hidden'>{}</span>",
        "<span style='display:none'><span>x</span>{}</span>",
        "<script>document.write('<p>{}</p>')</script>",
        "<style>{}</style>",
        "<textarea>{}</textarea>",
        "<noscript>{}</noscript>",
        "<template><p>{}</p></template>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden):
    html = REPORT.replace("<p>六、", hidden.format("隐藏9999件") + "<p>六、")
    assert not any("9999" in text for text in words(page(html)))
    assert "特此报告" in "".join(words(page(html)))


def test_what_only_sounds_hidden_is_read():
    html = REPORT.replace("<p>六、", '<p class="hidden-xs" style="overflow: hidden">看得见</p><p>六、')
    assert "看得见" in words(page(html))


def test_hidden_cells_and_rows_are_no_part_of_the_grid():
    rows = "<tr style='display:none'><td>x</td></tr><tr><td>甲</td><td style='display:none'>9</td><td>1</td></tr>"
    (table,) = (
        block
        for block in page(REPORT.replace("<tr><td>规章</td><td>0</td></tr>", rows)).blocks
        if isinstance(block, Table)
    )
    assert [cell.text.value for cell in table.cells] == ["甲", "1"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<p>甲<div>乙</div>丙", ["甲", "乙", "丙"]),
        ("甲</div></p>乙", ["甲", "乙"]),
        ("<table><tr><td>甲<td>1<tr><td>乙<td>2</table>丙", ["甲", "1", "乙", "2", "丙"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>a < b，5&6</p>", ["a < b,5&6"]),
        ("<p title='a>b'>甲</p>", ["甲"]),
        ("<p title='a<b' class=\"<\">甲</p>", ["甲"]),
        ("<h3>甲</h3>", ["甲"]),
        ("<p>甲<!-- 注 -->乙</p>", ["甲乙"]),
        ("<p><!--[if !supportLists]--><span>一、</span><!--[endif]-->总体</p>", ["一、总体"]),
        ("<h1>甲<p>乙", ["甲", "乙"]),
    ],
)
def test_malformed_html_is_read_as_browsers_do(html, expected):
    assert words(page(html)) == expected


def test_headings_keep_their_levels():
    levels = [block.level for block in page("<h1>甲</h1><h4>乙</h4><p>丙</p>").blocks]
    assert levels == [1, 4, None]


# Places


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_character_stands_where_its_origin_says(seed):
    html = "\n".join(portal(make(seed, "prc-2021"), Random(seed)))
    document = page(html)
    assert document.source == html
    for block in document.blocks:
        for text in [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]:
            for at, character in enumerate(text.value):
                origin = text.origin(at)
                source = document.normal[origin]
                assert character == source or (source in "&<" and not character.isalnum()) or character.isspace()


def test_places_are_lines_and_columns_of_the_file():
    document = page(f"<div>\r\n{REPORT}\r\n<p>&nbsp;末&#x6761;</p></div>")
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text.value == "末条"
    place = document.place(last.text.span())
    assert (place.line, place.column) == (3, 10)


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("named", ["utf-8", "gb2312", ""])
def test_the_bytes_decide_whatever_the_page_says_of_itself(encoding, named):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={named}">' if named else ""
    assert "一、总体情况" in words(page(f"<html><head>{meta}</head><body>{REPORT}", encoding))


def test_a_description_cut_within_a_letter_does_not_keep_the_page_from_being_read():
    head = b"<html><head><meta charset=utf-8><meta name=description content='" + "年度报告".encode()[:-1]
    document = read_bytes(head + b"'></head><body>" + REPORT.encode(), "a.html")
    assert "一、总体情况" in words(document)


def test_a_broken_letter_in_the_text_is_told():
    with pytest.raises(InputError, match="字节"):
        read_bytes(REPORT.encode()[:400] + b"\xff\xfe" + REPORT.encode()[400:], "a.html")


# Dates, comments


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="PubDate" content="2025-01-17 10:00">', "", "2025-01-17"),
        ("<META content='2025/1/7' name='publishdate'>", "", "2025-01-07"),
        ('<meta property="article:published_time" content="2025-01-17T10:00:00+08:00">', "", "2025-01-17"),
        ("", "<p>发布日期：2025-01-31 来源：本镇</p>", "2025-01-31"),
        ("", "<p>[发布时间] 2025年1月31日</p>", "2025-01-31"),
        ("", "<table><tr><td>索引号</td><td>发布日期：2025.1.9</td></tr></table>", "2025-01-09"),
        ('<meta name="PubDate" content="2025-13-40">', "", None),
        ('<meta name="keywords" content="2025-01-17">', "", None),
        ("", "<p>2024年1月31日发布了通知</p>", None),
    ],
)
def test_the_day_of_publication(head, body, expected):
    document = page(f"<html><head>{head}</head><body><p>{TITLE}</p>{body}{REPORT}</body></html>")
    assert document.metadata.get("published") == expected


def test_a_date_inside_the_report_is_not_that_of_the_page():
    assert page(REPORT + "<p>发布日期：2023-01-31</p>").metadata == {}


def test_waivers_stand_before_blocks_and_rows():
    html = "<!-- disclosurelint: ignore-file DOC001 -- 理由 --><html><body><!-- 广告 -->" + REPORT.replace(
        "<p>六、", "<!-- disclosurelint: ignore OTH001 -- 理由 --><p>六、"
    ).replace("<tr><td>规章", "<!-- disclosurelint: ignore PUB001 -- 理由 --><tr><td>规章")
    document = page(html)
    told = {comment.text.split()[2]: comment for comment in document.comments if "disclosurelint" in comment.text}
    assert set(told) == {"DOC001", "OTH001", "PUB001"}
    covered = {rule: document.source[slice(*comment.covers)] for rule, comment in told.items()}
    assert covered["OTH001"].startswith("六、")
    assert covered["PUB001"].startswith("<tr><td>规章")


# Pages without text


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<iframe src="/files/2024.pdf" width=100%></iframe>', "嵌入的 PDF"),
        ("<embed src=a.PDF type=application/pdf>", "嵌入的 PDF"),
        ("<object data='x' type='application/pdf'></object>", "嵌入的 PDF"),
        ("<iframe src='/pdfjs/web/viewer.html?file=a'></iframe>", "嵌入的 PDF"),
        ('<div id="viewer" class="pdfViewer"><div class="page"></div></div>', "嵌入的 PDF"),
        ("<script>PDFObject.embed('a.pdf', '#x')</script>", "嵌入的 PDF"),
        ("<p>附件：<a href='/a/2024年报.docx'>2024年报</a></p>", "附件"),
        ("<frameset><frame src=main.htm></frameset>", "框架"),
        ("<p><img src=a.jpg></p>", "图片"),
        ("<div id=app></div><script src=app.js></script>", "脚本"),
    ],
)
def test_a_page_whose_report_stands_elsewhere_says_where(body, told):
    with pytest.raises(InputError) as caught:
        page(
            f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>发布时间：2025-01-17</p>{body}</body></html>"
        )
    assert told in caught.value.label.zh
    assert caught.value.label.en


def test_a_page_with_text_and_an_attachment_is_read():
    document = page(
        f"<body><h1>{TITLE}</h1>{REPORT * 3}<p><a href=a.pdf>PDF版</a></p><iframe src=b.pdf></iframe></body>"
    )
    assert "一、总体情况" in words(document)


def test_a_picture_in_place_of_a_table_is_no_missing_table():
    html = REPORT.replace("<table><tr><td>规章</td><td>0</td></tr></table>", "<p><img src='biao.png'></p>")
    (picture,) = (block for block in page(html).blocks if isinstance(block, Table))
    assert picture.problem == "picture"
    small = html.replace("biao.png'", "biao.png' width=16 height=16")
    assert not any(isinstance(block, Table) for block in page(small).blocks)


@pytest.mark.parametrize(
    "junk",
    [
        "<table><tr><td>字" * 10_000,
        "<div>" * 50_000,
        "<div><p>" * 20_000 + "</ul></td></div>" * 20_000,
        "<table><tr><td colspan=1000000000 rowspan=1000000000>1</table>",
        "&amp;" * 100_000,
        "&lol;" * 100_000,
        "<a href=" * 100_000,
        "<!--" * 100_000,
        "<span style='display:none'>" * 30_000,
        " " * 1_000_000 + "\n",
        "<iframe " + "a" * 500_000 + ">",
        "<p style='display" + " " * 500_000 + ":none'>",
    ],
)
def test_hostile_pages_are_read_or_refused(junk):
    document = page(junk + REPORT)
    assert len(document.source) > len(junk)


def test_a_published_page(cases):
    report = read_facts(read(cases / "19-shanghai-office-2019.html"), Settings())
    assert report.document.metadata == {"published": "2020-01-31"}
    assert report.year == 2019
    assert report.figures["requests.handled_total[total]"].value == 805
    assert report.figures["requests.disclosed[total]"].state == "blank"
