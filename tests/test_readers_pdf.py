"""PDF files: lines to paragraphs, ruling lines to tables, tables over pages, files that cannot be read."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from disclosurelint.document import Document, Paragraph, Table
from disclosurelint.engine import check_text, read_facts, read_facts_text
from disclosurelint.readers import InputError, pdf_process, read, read_bytes
from disclosurelint.settings import Settings
from tests.drafts import make, render
from tests.drafts.draft import EDITIONS
from tests.drafts.pdf import FONT, open_, ruled

PROSE = (
    "全年主动公开政府信息，做好政策解读和回应关切工作，依法办理依申请公开事项，切实保障公众的知情权、参与权和监督权。"
)


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(595, 842), invariant=1, **options)
    canvas.setFont(FONT, 12)
    draw(canvas)
    canvas.save()
    return data.getvalue()


def document_of(draw: Callable[[Canvas], None]) -> Document:
    return read_bytes(drawn(draw), "a.pdf")


def shown(document: Document) -> list:
    found: list = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append([[None if cell is None else cell.text.value for cell in row] for row in block.rows()])
        else:
            found.append(block.text.value)
    return found


def table(canvas: Canvas, top: float, rows: list[list[str]], left: float = 80, wide: float = 100) -> float:
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            canvas.rect(left + column * wide, top - 20 * (row + 1), wide, 20)
            canvas.drawString(left + column * wide + 5, top - 20 * (row + 1) + 6, text)
    return top - 20 * len(rows)


def next_page(canvas: Canvas) -> None:
    canvas.showPage()
    canvas.setFont(FONT, 12)


# The same draft


def figures(data: bytes, name: str) -> dict:
    report = read_facts_text(data, name, Settings())
    return {key: (figure.state, figure.value) for key, figure in report.figures.items()}


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_a_pdf_says_what_the_same_markdown_says(edition, seed):
    draft = make(seed, edition)
    markdown, pdf = render(draft, "markdown-html").data, ruled(draft, Random(seed))
    one, other = (read_facts_text(data, name, Settings()) for data, name in ((markdown, "a.md"), (pdf, "a.pdf")))
    assert figures(markdown, "a.md") == figures(pdf, "a.pdf")
    assert (one.year, one.body.name) == (other.year, other.body.name)
    assert [section.number for section in one.sections] == [section.number for section in other.sections]
    found = [
        sorted((f.rule, f.figure or "", f.message) for f in check_text(data, name, Settings()).findings)
        for data, name in ((markdown, "a.md"), (pdf, "a.pdf"))
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_figures_of_tables_without_lines_are_right_or_not_read(edition, seed):
    draft = make(seed, edition)
    truth = figures(render(draft, "markdown-html").data, "a.md")
    for key, (state, value) in figures(open_(draft, Random(seed)), "a.pdf").items():
        assert state == "unreadable" or (state, value) == truth[key], key


# Paragraphs


def test_lines_that_reach_the_margin_go_on_over_pages_and_page_numbers():
    def draw(canvas: Canvas) -> None:
        for page in range(3):
            canvas.drawString(280, 30, f"- {page + 1} -")
            canvas.drawString(90, 800, "某某镇人民政府年度报告")
            for line in range(4):
                text = PROSE[: 33 if line or page else 31]
                canvas.drawString(90 if line or page else 114, 760 - 20 * line, text)
            if page == 2:
                canvas.drawString(90, 680, "特此报告。")
                canvas.drawString(114, 660, "新的一段。")
            next_page(canvas)

    first, second = shown(document_of(draw))
    lines = [PROSE[:31], *([PROSE[:33]] * 11), "特此报告。"]
    assert first == "".join(lines).replace("，", ",")
    assert second == "新的一段。"


def test_titles_headings_and_signatures_stay_lines_of_their_own():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, 780, "沅水镇人民政府")
        canvas.drawString(150, 760, "2024年政府信息公开工作年度报告")
        canvas.drawString(114, 720, "一、总体情况")
        canvas.drawString(114, 700, PROSE[:31])
        canvas.drawString(90, 680, PROSE[31:45] + "。")
        canvas.drawString(380, 640, "沅水镇人民政府")
        canvas.drawString(390, 620, "2025年1月17日")

    found = shown(document_of(draw))
    assert found[:3] == ["沅水镇人民政府", "2024年政府信息公开工作年度报告", "一、总体情况"]
    assert found[-2:] == ["沅水镇人民政府", "2025年1月17日"]
    assert len(found) == 6


def test_a_line_that_breaks_off_within_brackets_goes_on_wherever_the_next_begins():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 720, "（沅水高新技术产业开发区管理委员会办公室 2018年3月")
        canvas.drawString(270, 700, "15日）")
        canvas.drawString(114, 660, PROSE[:31])

    assert shown(document_of(draw))[0] == "(沅水高新技术产业开发区管理委员会办公室 2018年3月\n15日)"


def test_radicals_are_read_as_letters_and_shown_as_they_are(monkeypatch):
    pages = pdf_process.pages_of(drawn(lambda canvas: canvas.drawString(90, 700, "一、人民政府工作报告" + PROSE[:20])))
    for page in pages:
        page.text = page.text.translate(str.maketrans("一人民工", "⼀⼈⺠⼯"))
    monkeypatch.setattr(pdf_process, "pages_of", lambda data: pages)
    document = read_bytes(b"%PDF-1.4", "a.pdf")
    assert document.source.startswith("⼀、⼈⺠政府⼯作报告")
    assert shown(document)[0].startswith("一、人民政府工作报告")


def test_letters_printed_twice_are_read_once():
    def draw(canvas: Canvas) -> None:
        for shift in (0.0, 0.3):
            canvas.drawString(90 + shift, 700, "一、总体情况概述与主要工作成效，特此报告如下。")

    assert shown(document_of(draw)) == ["一、总体情况概述与主要工作成效,特此报告如下。"]


# Tables


HEAD = ["项目", "数量甲", "数量乙"]


def test_a_table_over_pages_is_one_and_its_repeated_head_is_left_out():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        table(canvas, 120, [HEAD, ["规章", "1", "2"]])
        canvas.drawString(280, 30, "1")
        next_page(canvas)
        canvas.drawString(280, 30, "2")
        bottom = table(canvas, 780, [HEAD, ["文件", "3", "4"], ["处罚", "5", "6"]])
        canvas.drawString(114, bottom - 40, "二、其他")

    document = document_of(draw)
    _, rows, last = shown(document)
    assert rows == [HEAD, ["规章", "1", "2"], ["文件", "3", "4"], ["处罚", "5", "6"]]
    assert last == "二、其他"
    grid = document.blocks[1]
    assert isinstance(grid, Table)
    pages = {cell.text.value: document.place(cell.text.span()).page for cell in grid.cells}
    assert (pages["规章"], pages["文件"], pages["6"]) == (1, 2, 2)


def test_rows_that_are_alike_are_no_repeated_head():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        table(canvas, 120, [["甲", "0", "0"], ["乙", "0", "0"]])
        next_page(canvas)
        table(canvas, 780, [["甲", "0", "0"], ["丙", "0", "1"]])

    assert len(shown(document_of(draw))[1]) == 4


def test_a_heading_between_two_tables_keeps_them_apart():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        table(canvas, 120, [["甲", "1", "2"]])
        next_page(canvas)
        canvas.drawString(90, 790, "三、另一张表")
        table(canvas, 780, [["乙", "3", "4"]])

    assert [type(block) for block in document_of(draw).blocks] == [Paragraph, Table, Paragraph, Table]


def test_a_row_that_the_page_cuts_is_one_row():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        table(canvas, 120, [["甲乙丙丁", "1", "2"], ["要求行政机关确认", "", ""]])
        next_page(canvas)
        table(canvas, 780, [["已获取信息", "3", "4"], ["其他项目", "5", "6"]])

    rows = shown(document_of(draw))[1]
    assert rows[1:] == [["要求行政机关确认\n已获取信息", "3", "4"], ["其他项目", "5", "6"]]


def test_a_row_of_blank_cells_on_the_next_page_is_no_rest_of_another():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        table(canvas, 120, [["甲", "1", "2"], ["规章", "3", "4"]])
        next_page(canvas)
        table(canvas, 780, [["规范性文件", "", ""], ["其他", "5", "6"]])

    assert shown(document_of(draw))[1][1:] == [["规章", "3", "4"], ["规范性文件", "", ""], ["其他", "5", "6"]]


def test_merged_cells_are_what_no_line_divides():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        canvas.grid([80, 180, 280, 380], [600, 620, 640])
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(181, 619, 198, 2, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.rect(80, 560, 300, 40)
        canvas.line(180, 560, 180, 600)
        canvas.line(180, 580, 380, 580)
        for x, y, text in ((90, 590, "组"), (190, 590, "上"), (190, 570, "下"), (90, 625, "头")):
            canvas.drawString(x, y - 5, text)

    rows = shown(document_of(draw))[1]
    assert rows[-2:] == [["组", "上", "上"], ["组", "下", "下"]]


def test_a_number_that_did_not_fit_its_column_is_put_together_only_where_it_did_not_fit():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        for column, (wide, lines) in enumerate(((30, ("123", "45")), (90, ("12", "34")))):
            left = 80 + column * 30
            canvas.rect(left, 600, wide, 40)
            for number, text in enumerate(lines):
                canvas.drawString(left + 5, 624 - 15 * number, text)

    assert shown(document_of(draw))[1] == [["12345", "12\n34"]]


def test_blank_cells_stay_blank():
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 800, PROSE[:20])
        table(canvas, 600, [["甲", "", "2"], ["乙", "-", ""]])

    assert shown(document_of(draw))[1] == [["甲", "", "2"], ["乙", "-", ""]]


def test_a_frame_around_text_is_no_table():
    def draw(canvas: Canvas) -> None:
        canvas.rect(70, 600, 450, 120)
        canvas.drawString(90, 700, "一、总体情况")
        canvas.drawString(114, 680, PROSE[:30])

    assert all(isinstance(block, Paragraph) for block in document_of(draw).blocks)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("shown_turned", [0, 90, 180, 270])
def test_pages_that_are_turned_are_read_from_left_to_right(turn, shown_turned):
    def draw(canvas: Canvas) -> None:
        if turn in (90, 270):
            canvas.setPageSize((842, 595))
        canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[turn])
        canvas.rotate(turn)
        canvas.setPageRotation(shown_turned)
        canvas.setFont(FONT, 12)
        canvas.drawString(80, 760, "一、总体情况这里是表格上面的文字")
        table(canvas, 700, [["甲", "1"], ["乙", "2"]])

    assert shown(document_of(draw)) == ["一、总体情况这里是表格上面的文字", [["甲", "1"], ["乙", "2"]]]


# Files that cannot be read


def objects(*bodies: bytes) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(out))


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n" % (len(packed), more) + packed + b"\nendstream"


ROOT, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def single(content: bytes, box: bytes = b"0 0 595 842") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    return objects(ROOT, PAGES, page, stream(content), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")


LETTERS = b"BT /F 12 Tf 10 10 Td (a line of text that is long enough) Tj ET "
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
GOOD = ruled(make(1, "prc-2021"), Random(1))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no pdf at all" * 9, "不是 PDF"),
        (b"%PDF-1.4\n", "损坏"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 4000, "损坏"),
        (drawn(lambda canvas: canvas.drawString(9, 9, "x" * 40), encrypt=StandardEncryption("secret")), "加密"),
        (drawn(lambda canvas: canvas.rect(9, 9, 9, 9)), "没有文字"),
        (objects(ROOT, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), "损坏"),
        (
            objects(ROOT, b"<</Type/Pages/Kids[" + b"3 0 R " * 300 + b"]/Count 300>>", b"<</Type/Page/Parent 2 0 R>>"),
            "超过 200 页",
        ),
        (single(b"0 0 m 10 10 l S " * 300_000), "过多"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(data, told):
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.pdf")
    assert told in caught.value.label.zh
    assert "\n" not in caught.value.label.zh
    assert caught.value.label.en


def test_a_scan_has_no_text_layer():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (60, 60), "red"))
    with pytest.raises(InputError, match="扫描件"):
        document_of(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842))


def test_a_picture_beside_text_may_be_a_table():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("RGB", (60, 60), "red"))

    def draw(canvas: Canvas) -> None:
        canvas.drawString(114, 760, "二、主动公开政府信息情况")
        canvas.drawImage(picture, 80, 400, 440, 300)
        canvas.drawString(114, 360, "三、收到和处理政府信息公开申请情况")

    kinds = [block.problem if isinstance(block, Table) else block.text.value[:2] for block in document_of(draw).blocks]
    assert kinds == ["二、", "picture", "三、"]


@pytest.mark.parametrize(
    "data",
    [
        single(LETTERS, b"-1e30 -1e30 1e30 1e30"),
        single(LETTERS, b"0 0 0 0"),
        single(
            LETTERS
            + b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (4 * i, 4 * i, 4 * i, 4 * i) for i in range(900))
        ),
        single(LETTERS + b"0 0 m " + b"10 10 l 10 20 l " * 100_000 + b"S"),
        objects(
            ROOT,
            PAGES,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
            stream(b"/X Do " * 9),
            stream(b"/X Do /X Do ", FORM),
        ),
        objects(ROOT, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<</Type/Page/Parent 2 0 R>>"),
        single(b"q " * 50_000_000),
    ],
)
def test_hostile_files_are_read_or_refused(data):
    try:
        document = read_bytes(data, "a.pdf")
    except InputError:
        return
    assert len(document.source) < 100_000


def test_a_good_file_is_read_after_one_that_ended_the_process():
    before = read_bytes(GOOD, "a.pdf").source
    assert pdf_process._worker is not None
    pdf_process._worker[1].kill()
    pdf_process._worker[1].wait()
    assert read_bytes(GOOD, "a.pdf").source == before


def test_pages_are_the_same_with_and_without_a_process_of_their_own():
    code = (
        "import sys; from disclosurelint.readers.pdf_pages import read_pages; from disclosurelint.readers.pdf_process "
        "import _packed; sys.stdout.buffer.write(_packed(read_pages(sys.stdin.buffer.read())))"
    )
    alone = subprocess.run([sys.executable, "-c", code], input=GOOD, capture_output=True, check=True).stdout
    assert pdf_process._packed(pdf_process.pages_of(GOOD)) == alone


def test_pdf_is_not_loaded_for_other_files():
    code = (
        "import sys; from disclosurelint.readers import read_bytes; read_bytes('一、总体情况'.encode(), 'a.md'); "
        "read_bytes('<p>一、总体情况'.encode(), 'a.html'); "
        "print([name for name in sys.modules if 'pdf' in name or name in ('ctypes', 'subprocess')])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert loaded.strip() == "[]"


@pytest.mark.parametrize("name", ["05-hongze-2023", "06-hongze-2024"])
def test_published_files_say_what_their_text_says(cases, name):
    pdf, text = (read_facts(read(cases / f"{name}{suffix}"), Settings()) for suffix in (".pdf", ".md"))
    one, other = ({key: (f.state, f.value) for key, f in report.figures.items()} for report in (pdf, text))
    assert {key: one[key] for key in other} == other
    assert all(facts.state == "read" for facts in pdf.tables.values())
    assert pdf.document.place(pdf.figures["suits.direct[total]"].span).page == 4
