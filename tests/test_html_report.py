"""The page of results: valid, complete, safe with any draft, readable with and without its script."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from browsing import CONTRASTS, chromium, emulate, wait_for
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.document import Place, Table
from disclosurelint.library import check
from disclosurelint.outcomes import Draft, Finding, Related, ReportResult, RunResult
from disclosurelint.readers import read_bytes
from disclosurelint.reporters import DRAFTS_SHOWN, RenderOptions
from disclosurelint.reporters.html import render
from disclosurelint.reporters.html_draft import marked
from disclosurelint.settings import Settings

ROOT = Path(__file__).parents[1]
FAULTY = ROOT / "examples" / "faulty-2024.md"
CLEAN = ROOT / "examples" / "clean-2024.md"
HOSTILE = '<script>window.hit=1</script><img src=x onerror="window.hit=1"> </p></mark></style><b onclick=a>&amp;'
XML = "{http://www.w3.org/1999/xhtml}"


def drafts(*paths: Path, keep: bool = True, lang: str = "zh") -> RunResult:
    from disclosurelint.configuration import Configured
    from disclosurelint.runs import Input, RunOptions, run

    settings = Settings(lang=lang, keep_draft=keep)
    return run([Input(path) for path in paths], Configured(settings, isolated=True), RunOptions())


def page(result: RunResult, lang: str = "zh") -> str:
    return render(result, RenderOptions(language=lang))


def parsed(text: str) -> Any:
    """The page as a tree; whatever HTML does not allow is an error."""
    return html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True).parse(text)


def elements(tree: Any, tag: str, name: str | None = None) -> list[Any]:
    found = list(tree.iter(f"{XML}{tag}"))
    return [element for element in found if name is None or name in element.get("class", "").split()]


def words(element: Any) -> str:
    return "".join(element.itertext())


@pytest.fixture(scope="module")
def single() -> Any:
    return parsed(page(drafts(FAULTY)))


def test_each_finding_is_marked_once_and_explained_once() -> None:
    result = drafts(FAULTY)
    tree = parsed(page(result))
    numbers = [str(number) for number in range(1, len(result.reports[0].findings) + 1)]
    assert len(numbers) > 5
    markers = [link for link in elements(tree, "a", "no") if link.get("id")]
    assert sorted(words(link) for link in markers) == sorted(numbers)
    notes = elements(tree, "div", "finding")
    assert [note.get("data-finding") for note in notes] == numbers
    for note, finding in zip(notes, result.reports[0].findings, strict=True):
        text = words(note)
        assert finding.message in text
        assert finding.remedy in text
        assert finding.rule in text
        assert all(basis in text for basis in finding.basis)


def test_the_cell_that_disagrees_and_the_cells_of_its_sum_are_marked(single: Any) -> None:
    note = next(note for note in elements(single, "div", "finding") if "REQ002" in words(note))
    number = note.get("data-finding")
    cells = [cell for cell in elements(single, "td", "hit") if number in cell.get("data-of").split()]
    assert [words(cell).rstrip("0123456789" if len(words(cell)) > 1 else "") or words(cell)[0] for cell in cells] == [
        "8"
    ]
    targets = [link.get("href")[1:] for link in note.iter(f"{XML}a") if "no" not in link.get("class", "")]
    by_id = {element.get("id"): element for element in single.iter() if element.get("id")}
    parents = {child: parent for parent in single.iter() for child in parent}
    assert [words(parents[by_id[target]])[:1] for target in targets] == ["4", "2", "2", "1"]
    assert "合计" in words(note)


def test_ids_are_single_and_links_lead_somewhere() -> None:
    for text in (page(drafts(FAULTY)), page(drafts(FAULTY, CLEAN)), page(drafts(FAULTY, CLEAN, keep=False), "en")):
        tree = parsed(text)
        ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
        assert max(ids.values()) == 1
        assert {link.get("href") for link in elements(tree, "a")} <= {f"#{name}" for name in ids}


def test_the_report_stands_in_the_page_word_for_word(single: Any) -> None:
    article = elements(single, "article", "draft")[0]
    for link in [*elements(article, "a", "no")]:
        link.text = ""
    shown = re.sub(r"\s", "", "".join(words(text) for text in elements(article, "div", "text")))
    source = FAULTY.read_text("utf-8")
    written = re.sub(r"(?m)^#+ |^\|[-|: ]+\|$|\||\s", "", source)
    assert shown == written
    headings = [words(heading).strip() for heading in elements(article, "h3")]
    assert "三、收到和处理政府信息公开申请情况" in headings
    assert len(elements(article, "h2")) == 1


def test_published_reports_are_shown_whole(cases: Path) -> None:
    for path in sorted(cases.iterdir()):
        result = drafts(path)
        tree = parsed(page(result))
        for report in result.reports:
            markers = [link for link in elements(tree, "a", "no") if link.get("id")]
            assert len(markers) == len(report.findings) == len(elements(tree, "div", "finding")), path
            assert report.draft is not None
            cells = sum(len(block.cells) for block in report.draft.document.blocks if isinstance(block, Table))
            assert len(elements(tree, "td")) == cells, path


def test_merged_cells_stay_merged(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text(
        "# 青禾镇人民政府2024年政府信息公开工作年度报告\n\n一、总体情况\n\n"
        '<table><tr><td colspan="2" rowspan="2">合并</td><td>1</td></tr><tr><td>2</td></tr></table>\n',
        "utf-8",
    )
    tree = parsed(page(drafts(draft)))
    cell = next(cell for cell in elements(tree, "td") if words(cell).startswith("合并"))
    assert (cell.get("colspan"), cell.get("rowspan")) == ("2", "2")


def test_summary_says_counts_edition_body_year_and_what_was_not_assessed(single: Any) -> None:
    summary = words(elements(single, "section", "summary")[0])
    report = drafts(FAULTY).reports[0]
    assert f"{sum(finding.severity == 'error' for finding in report.findings)} 个错误" in summary
    assert "清沅县栖梧镇人民政府" in summary
    assert "2024" in summary
    assert report.edition in summary
    assert "prc-2021" in summary
    for gap in report.not_assessed:
        assert gap.reason in summary


def policy_of(tree: Any) -> str:
    return next(
        str(meta.get("content"))
        for meta in elements(tree, "meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else(single: Any) -> None:
    policy = policy_of(single)
    assert policy.startswith("default-src 'none';")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        inside = elements(single, tag)
        hashes = [b64encode(sha256(words(element).encode()).digest()).decode() for element in inside]
        allowed = re.search(rf"{directive} ([^;]+)", policy)
        assert allowed is not None
        assert allowed[1].split() == [f"'sha256-{value}'" for value in hashes]
    assert "unsafe" not in policy
    for element in single.iter():
        assert not {"style", "src", "srcset", "background"} & set(element.attrib)
        assert not any(name.startswith("on") for name in element.attrib)
    assert not elements(single, "link")
    assert "http://" not in "".join(words(style) for style in elements(single, "style"))


def hostile(folder: Path, suffix: str) -> Path:
    """A draft whose text, cells and name are markup: as it is in text, in HTML as codes for its letters."""
    draft = folder / f'a<img src=x onerror="window.hit=1">{suffix}'
    text = (
        FAULTY.read_text("utf-8")
        .replace("人民政府门户", f"{HOSTILE}人民政府门户")
        .replace("XX条", f"XX条{HOSTILE}\x07")
    )
    text = text.replace("| 规章 |", f"| 规章 {HOSTILE} |")
    if suffix == ".html":
        lines = "".join(f"<p>{escape(line.strip('# '))}</p>" for line in text.splitlines() if line)
        text = f"<!DOCTYPE html><html><body>{lines}</body></html>"
    draft.write_bytes(text.encode())
    return draft


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_markup_in_a_draft_is_text(tmp_path: Path, suffix: str) -> None:
    draft = hostile(tmp_path, suffix)
    for result in (drafts(draft), drafts(draft, FAULTY), drafts(draft, FAULTY, keep=False)):
        tree = parsed(page(result))
        assert result.reports[0].path == draft.as_posix()
        shown = elements(tree, "article", "draft")
        assert len(shown) == sum(report.draft is not None for report in result.reports)
        assert not shown or "<script>window.hit=1</script>" in words(shown[0])
        assert len(elements(tree, "script")) == 1
        assert not elements(tree, "img")
        assert all(not b.attrib for b in elements(tree, "b"))


def test_without_the_draft_findings_are_listed_with_their_words() -> None:
    result = drafts(FAULTY, keep=False)
    tree = parsed(page(result))
    assert not elements(tree, "article", "draft")
    quotes = [words(quote) for quote in elements(tree, "p", "quote")]
    assert len(quotes) == len(result.reports[0].findings)
    assert any("（七）总计 | 8" in quote for quote in quotes)


def test_a_clean_report_says_so() -> None:
    result = drafts(CLEAN)
    assert not result.reports[0].findings
    text = words(elements(parsed(page(result)), "section", "summary")[0])
    assert "未发现问题" in text
    assert "条规则通过" in text


def test_nothing_to_show_is_still_a_page() -> None:
    result = RunResult()
    result.skipped.append(("README.md", "不是年度报告"))
    tree = parsed(page(result))
    assert "README.md" in words(elements(tree, "section", "skipped")[0])


def test_english_where_asked_for() -> None:
    text = page(drafts(FAULTY, lang="en"), "en")
    tree = parsed(text)
    assert tree.get("lang") == "en"
    assert "errors" in words(elements(tree, "section", "summary")[0])
    assert elements(tree, "article", "draft")[0].get("lang") == "zh"
    own = [words(element) for element in elements(tree, "dt")]
    assert not any(re.search(r"[\u4e00-\u9fff]", word) for word in own)


def many() -> RunResult:
    result = drafts(FAULTY, CLEAN, keep=False)
    copied = Finding(
        "SET001",
        "copied",
        "warning",
        "总体情况与某某镇的报告雷同",
        "重写",
        Place(5, 1, 5, 3),
        (0, 2),
        "一、",
        (0, 2),
        [],
    )
    missing = Finding(
        "SET003",
        "missing",
        "error",
        "名单中的梧桐街道没有报告",
        "催报",
        Place(1, 1, 1, 1),
        (0, 0),
        "",
        (0, 0),
        [],
        path="名单.txt",
    )
    result.reports[0].findings.append(copied)
    result.reports[0].outcomes.update({"SIG001": "fail", "YOY001": "fail"})
    result.run_findings.append(missing)
    result.duplicates.append(["甲.md", "甲.docx"])
    from disclosurelint.outcomes import Failure

    result.failures.append(Failure("坏.docx", "文件已损坏"))
    result.skipped.append(("README.md", "不是年度报告"))
    return result


def test_many_reports_are_a_table_that_leads_to_their_findings() -> None:
    result = many()
    tree = parsed(page(result))
    table = elements(tree, "table", "reviewer")[0]
    rows = [[words(cell).strip() for cell in row if cell.tag != "x"] for row in elements(table, "tr")]
    heads, first, second = rows
    assert len(heads) == len(first) == len(second) == 10
    errors = sum(finding.severity == "error" for finding in result.reports[0].findings)
    assert first[:4] == ["清沅县栖梧镇人民政府", "2024", "乡镇人民政府", str(errors)]
    assert first[7:9] == ["否", "不一致"]
    assert second[3] == "0"
    ids = {element.get("id") for element in tree.iter()}
    assert all(link.get("href")[1:] in ids for link in elements(table, "a"))
    together = words(elements(tree, "section", "together")[0])
    assert "名单中的梧桐街道没有报告" in together
    assert "总体情况与某某镇的报告雷同" in together
    assert "甲.md、甲.docx" in together
    assert "坏.docx" in words(elements(tree, "section", "failures")[0])


def test_a_library_result_renders_without_the_draft() -> None:
    tree = parsed(page(check(FAULTY, isolated=True)))
    assert elements(tree, "article", "finding")


def command(*arguments: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "disclosurelint", *arguments], capture_output=True, check=False
    ).returncode


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    options = ["--isolated", "--lang", "zh", "--format", "html", "-o", str(target)]
    assert command("check", str(FAULTY), *options) == 1
    assert elements(parsed(target.read_text("utf-8")), "article", "draft")
    copies = [tmp_path / f"{number}.md" for number in range(DRAFTS_SHOWN + 1)]
    for copy in copies:
        copy.write_bytes(FAULTY.read_bytes())
    assert command("check", *map(str, copies), *options) == 1
    assert not elements(parsed(target.read_text("utf-8")), "article", "draft")


LETTERS = st.text(alphabet="甲乙丙１2（ ⼾<>&", min_size=1, max_size=12).filter(lambda text: text.strip() == text)
SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 12)), max_size=6)


@given(st.lists(LETTERS, min_size=1, max_size=5), SPANS)
def test_marks_are_the_letters_of_their_spans_whatever_they_are(texts: list[str], spans: list[tuple[int, int]]) -> None:
    document = read_bytes("\n\n".join(texts).encode(), "a.txt")
    findings = [
        Finding("REQ001", "a", "error", "m", "r", Place(1, 1, 1, 1), (start, start + length), "", (0, 0), [])
        for start, length in spans
    ]
    shown = marked(Draft(document), findings)
    assert shown is not None
    numbers: list[int] = []
    lettered: dict[int, str] = dict.fromkeys(range(1, len(findings) + 1), "")
    noted: list[int] = []
    for block in shown.blocks:
        leaves = [block.leaf] if block.leaf else [entry.leaf for row in block.rows for entry in row]
        noted += block.notes
        for leaf in leaves:
            start, end = leaf.text.span()
            assert "".join(piece.text for piece in leaf.pieces) == document.source[start:end]
            for piece in leaf.pieces:
                numbers += piece.markers
                for number in piece.findings:
                    lettered[number] += piece.text
    assert sorted(numbers) == sorted(noted) == list(lettered)
    for number, finding in enumerate(findings, 1):
        assert (
            lettered[number] == document.source[slice(*finding.span)].replace("\n", "").replace("\r", "")
            or "\n" in document.source
        )


def test_a_draft_too_large_to_show_is_listed() -> None:
    document = read_bytes(("字" * 1000 + "\n\n").encode() * 400, "a.txt")
    assert marked(Draft(document), []) is None
    report = ReportResult("a.txt", 2024, "甲", None, "unknown", None, None, [], draft=Draft(document))
    report.findings.append(
        Finding(
            "REQ001",
            "a",
            "error",
            "说明",
            "r",
            Place(1, 1, 1, 1),
            (0, 2),
            "甲乙",
            (0, 2),
            [],
            related=[Related("总计 3", None)],
        )
    )
    tree = parsed(page(RunResult([report])))
    assert "文件太大" in words(elements(tree, "main")[0] if elements(tree, "main") else tree)
    assert "总计 3" in words(elements(tree, "article", "finding")[0])


# In a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def opened(browser: Any, folder: Path, result: RunResult, lang: str = "zh") -> None:
    target = folder / "page.html"
    target.write_bytes(page(result, lang).encode())
    browser.get(target.as_uri())


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_a_hostile_draft_runs_nothing_and_loads_nothing(browser: Any, tmp_path: Path, suffix: str) -> None:
    emulate(browser)
    opened(browser, tmp_path, drafts(hostile(tmp_path, suffix)))
    assert browser.find_elements("css selector", "[data-draft]")
    assert browser.execute_script("return window.hit") is None
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert "<script>window.hit=1</script>" in browser.find_element("css selector", "[data-draft]").text
    # The policy stands even where markup came in.
    browser.execute_script(
        "const s = document.createElement('div'); s.innerHTML = '<img src=x onerror=\"window.hit=2\">'; document.body.append(s)"
    )
    browser.execute_async_script("setTimeout(arguments[0], 200)")
    assert browser.execute_script("return window.hit") is None


def press_alt(browser: Any, key: str) -> None:
    from selenium.webdriver import ActionChains, Keys

    ActionChains(browser).key_down(Keys.ALT).send_keys(getattr(Keys, key)).key_up(Keys.ALT).perform()


def test_findings_by_keyboard_and_by_severity(browser: Any, tmp_path: Path) -> None:
    emulate(browser)
    result = drafts(FAULTY)
    opened(browser, tmp_path, result)
    focused = "return document.activeElement.dataset.finding"
    press_alt(browser, "ARROW_DOWN")
    assert browser.execute_script(focused) == "1"
    press_alt(browser, "ARROW_DOWN")
    assert browser.execute_script(focused) == "2"
    press_alt(browser, "ARROW_UP")
    press_alt(browser, "ARROW_UP")
    assert browser.execute_script(focused) == str(len(result.reports[0].findings))
    for severity in ("warning", "info"):
        browser.find_element("css selector", f"[data-show={severity}]").click()
    shown = [note for note in browser.find_elements("css selector", ".finding") if note.is_displayed()]
    assert {note.get_attribute("class").split()[1] for note in shown} == {"error"}
    press_alt(browser, "ARROW_DOWN")
    first = next(number for number, finding in enumerate(result.reports[0].findings, 1) if finding.severity == "error")
    assert browser.execute_script(focused) == str(first)
    assert browser.find_elements("css selector", ".lit")


def test_a_mark_leads_to_its_note_and_back(browser: Any, tmp_path: Path) -> None:
    emulate(browser)
    opened(browser, tmp_path, drafts(FAULTY))
    browser.find_element("id", "m7").click()
    assert browser.execute_script("return document.activeElement.id") == "f7"
    browser.find_element("css selector", "#f7 a.no").click()
    assert browser.execute_script("return document.activeElement.id") == "m7"


def test_a_note_that_was_asked_for_is_seen_together_with_its_mark(browser: Any, tmp_path: Path) -> None:
    emulate(browser, 1000, height=420)
    result = drafts(FAULTY)
    opened(browser, tmp_path, result)
    inside = "const b = arguments[0].getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight"
    for number in range(1, len(result.reports[0].findings) + 1):
        press_alt(browser, "ARROW_DOWN")
        for name in (f"f{number}", f"m{number}"):
            element = browser.find_element("id", name)
            wait_for(lambda element=element: browser.execute_script(inside, element))


def test_notes_stand_beside_on_wide_screens_and_below_on_narrow_ones(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, drafts(FAULTY))
    where = """
      const note = document.querySelector('.finding').getBoundingClientRect();
      const text = document.querySelector('.noted .text').getBoundingClientRect();
      return [note.left >= text.right, note.top >= text.bottom, document.documentElement.scrollWidth - innerWidth];
    """
    emulate(browser, 1400)
    beside = browser.execute_script(where)
    emulate(browser, 400)
    wait_for(lambda: not browser.find_elements("css selector", ".packed"))
    below = browser.execute_script(where)
    assert (beside[0], beside[1]) == (True, False)
    assert (below[0], below[1]) == (False, True)
    assert max(beside[2], below[2]) <= 0
    tops = "return Array.from(document.querySelectorAll('.finding'), (note) => [note.getBoundingClientRect().top, note.getBoundingClientRect().bottom])"
    emulate(browser, 1400)
    wait_for(lambda: browser.find_elements("css selector", ".packed"))
    boxes = browser.execute_script(tops)
    assert all(after[0] >= before[1] for before, after in pairwise(boxes))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_both_schemes(browser: Any, tmp_path: Path, scheme: str) -> None:
    emulate(browser, 1400, scheme)
    for result in (drafts(FAULTY), many()):
        opened(browser, tmp_path, result)
        browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        contrasts = browser.execute_script(CONTRASTS)
        assert len(contrasts) > 50
        assert [entry for entry in contrasts if entry[0] < 4.5] == []
    ground = "return getComputedStyle(document.body).backgroundColor"
    before = browser.execute_script(ground)
    browser.find_element("css selector", "[data-theme-toggle]").click()
    assert browser.execute_script(ground) != before


def test_print_holds_every_explanation(browser: Any, tmp_path: Path) -> None:
    emulate(browser)
    result = many()
    opened(browser, tmp_path, result)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    try:
        printed = browser.find_element("tag name", "main").text
    finally:
        emulate(browser)
    for finding in result.reports[0].findings:
        assert finding.message in printed
        assert finding.remedy in printed


def test_the_table_sorts_filters_and_opens(browser: Any, tmp_path: Path) -> None:
    emulate(browser)
    opened(browser, tmp_path, many())
    first = "return document.querySelector('[data-reviewer] tbody tr:not([hidden]) td:nth-child(4)').textContent"
    head = browser.find_element("css selector", "[data-reviewer] thead th:nth-child(4) button")
    head.click()
    assert int(browser.execute_script(first)) > 0
    head.click()
    assert int(browser.execute_script(first)) == 0
    assert browser.find_element("css selector", "[aria-sort]").get_attribute("aria-sort") == "ascending"
    browser.find_element("css selector", "[data-only] option[value=late]").click()
    rows = [row for row in browser.find_elements("css selector", "[data-reviewer] tbody tr") if row.is_displayed()]
    assert len(rows) == 1
    note = browser.find_element("css selector", "#r1 .finding")
    assert not note.is_displayed()
    rows[0].find_element("css selector", "a").click()
    wait_for(note.is_displayed)


def test_the_page_reads_the_same_without_its_script(browser: Any, tmp_path: Path) -> None:
    emulate(browser)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for result in (drafts(FAULTY), many()):
            opened(browser, tmp_path, result)
            assert not browser.find_elements("css selector", ".packed")
            notes = browser.find_elements("css selector", ".finding")
            assert notes
            assert all(note.is_displayed() for note in notes)
            assert not any(tools.is_displayed() for tools in browser.find_elements("css selector", ".tools"))
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
