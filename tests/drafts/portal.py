"""Web pages as portals serve them and browsers save them: the report inside navigation, page heads, lists of links.

Each skeleton puts the same report into another page; `dressed` writes paragraphs and cells as editors of portals do.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from tests.drafts.draft import Draft
from tests.drafts.forms import Form
from tests.drafts.tables import merged_rows

NEWS = (
    "本市召开政务公开工作推进会", "关于做好春节期间便民服务工作的通知", "一图读懂：企业开办“一件事”", "县长信箱回复选登",
    "2022年政府信息公开工作年度报告", "2021年政府信息公开工作年度报告", "政府信息公开指南", "政府信息公开制度",
)  # fmt: skip
MENU = ("首页", "政务公开", "政府信息公开指南", "法定主动公开内容", "政府信息公开年报", "依申请公开", "互动交流")


def _links(words: tuple[str, ...], rng: Random, shape: str = "<li><a href='/{}.html'>{}</a></li>") -> str:
    return "".join(shape.format(rng.randint(100, 999), word) for word in words)


def dressed(rng: Random) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """How paragraphs and the texts of cells are written."""
    style = rng.randrange(6)
    if style == 0:
        return (lambda text: f"<p>{text}</p>"), (lambda text: text or "&nbsp;")
    if style == 1:
        span = '<span style="font-family:仿宋;font-size:16pt" lang="EN-US">'
        return (
            lambda text: f'<p class="MsoNormal" style="text-indent:32pt">{span}{text}<o:p></o:p></span></p>',
            lambda text: f'<p class="MsoNormal" align="center">{span}{text or "&nbsp;"}<o:p></o:p></span></p>',
        )
    if style == 2:
        return (
            lambda text: f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{text}",
            lambda text: f"<font face='宋体'>{text}</font>" if text else "",
        )
    if style == 3:
        return (
            lambda text: f"　　{text}<br>\n<br>\n",
            lambda text: f"<div><span>{text[: len(text) // 2]}</span><span>{text[len(text) // 2 :]}</span></div>",
        )
    if style == 4:
        return (
            lambda text: f"<div>\n\t\t{text}\n\t</div>",
            lambda text: f"\n<p>{text[:3]}</p><p>{text[3:]}</p>\n" if len(text) > 5 and not text[0].isdigit() else text,
        )
    return (lambda text: f"<P>{text}</P>"), (lambda text: f"<B>{text}</B>" if text and rng.random() < 0.2 else text)


def _table(draft: Draft, form: Form, rng: Random, cell: Callable[[str], str]) -> str:
    unclosed = rng.random() < 0.3
    open_, close = rng.choice((("<table border=1>", "</table>"), ("<TABLE><TBODY>", "</TBODY></TABLE>")))
    rows = []
    for row in merged_rows(draft, form):
        cells = []
        for text, down, right in row:
            spans = (f' rowspan="{down}"' if down > 1 else "") + (f" colspan={right}" if right > 1 else "")
            cells.append(f"<td{spans}>{cell(escape(text, quote=False))}" + ("" if unclosed else "</td>"))
        rows.append("<tr>" + "\n".join(cells) + ("" if unclosed else "</tr>"))
    return open_ + "\n".join(rows) + close


def article(draft: Draft, rng: Random, *, titled: bool) -> str:
    """The report alone, as it stands in a page."""
    paragraph, cell = dressed(rng)
    lines = [f"<p style='text-align:center'><b>{'<br/>'.join(draft.title)}</b></p>"] if titled else []

    def add(texts: list[str]) -> None:
        lines.extend(paragraph(escape(text, quote=False)) for text in texts)

    add([*draft.under_title, *draft.preamble])
    for part in draft.parts:
        add([part.line, *part.paragraphs])
        if part.form and part.form in draft.forms:
            lines.append(_table(draft, draft.forms[part.form], rng, cell))
        add(part.after)
    annex = "annex" in draft.forms
    if annex and not draft.annex_after_signature:
        add([draft.annex_title])
        lines.append(_table(draft, draft.forms["annex"], rng, cell))
    add(draft.signature)
    if annex and draft.annex_after_signature:
        add([draft.annex_title])
        lines.append(_table(draft, draft.forms["annex"], rng, cell))
    return "\n".join(lines)


HEAD = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_{site}</title>
<script>var a = "<div><p>一、总体情况</p>"; document.write("<table><tr><td>9</td></tr></table>");</script>
<style>.hidden {{ display: none }}</style></head>"""
FOOT = "主办：{site}办公室　承办：大数据中心　网站标识码：3200000000<br>备案号：苏ICP备00000000号　公网安备00000000000000号"


def _divisions(draft: Draft, title: str, site: str, day: str, rng: Random) -> str:
    """Blocks with classes; title and dates above the box of the text."""
    name = rng.choice(("zoom", "UCAP-CONTENT", "con", "TRS_Editor", "x1"))
    return f"""{HEAD.format(title=title, site=site)}<body>
<div class="header"><h1 class="logo"><a href="/">{site}门户网站</a></h1><ul class="nav">{_links(MENU, rng)}</ul></div>
<div class="wrap"><div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 年度报告</div>
<div class="side"><h3>公开目录</h3><ul>{_links(MENU, rng)}</ul></div>
<div class="main"><div class="box"><h2>{title}</h2>
<div class="info"><span>来源：{site}</span> <span>字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div id="{name}">{article(draft, rng, titled=False)}</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="related"><h4>相关链接</h4><ul>{_links(NEWS, rng)}</ul></div></div></div>
<div style="display:none"><p>一、总体情况</p><p>隐藏的文字9999件。</p></div>
</div><div class="footer"><p>{FOOT.format(site=site)}</p><p>{_links(MENU, rng, "<a href=/{}>{}</a> | ")}</p></div>
</body></html>"""


def _tables(draft: Draft, title: str, site: str, day: str, rng: Random) -> str:
    """Tables for the layout, as pages of the years before."""
    cells = _links(MENU, rng, "<td><a href=/{}.htm>{}</a></td>")
    return f"""{HEAD.format(title="信息公开", site=site)}<body>
<table width=1000 align=center><tr>{cells}</tr></table>
<table width="1000" align="center"><tr><td width="200" valign="top"><table>{
        _links(NEWS, rng, "<tr><td><a href={}.htm>{}</a></td></tr>")
    }</table></td>
<td valign="top"><table width="100%"><tr><td align="center" class="bt">{title}</td></tr>
<tr><td align="center">信息来源：{site}　浏览次数：<script>count()</script> 次</td></tr>
<tr><td><!--正文开始--><div>{article(draft, rng, titled=False)}</div><!--正文结束--></td></tr>
<tr><td align="right">【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</td></tr></table></td></tr></table>
<table width="1000"><tr><td align="center">{FOOT.format(site=site)}</td></tr></table></body></html>"""


def _semantic(draft: Draft, title: str, site: str, day: str, rng: Random) -> str:
    """HTML5 elements; the title within the article."""
    return f"""{HEAD.format(title=title, site=site)}<body><header><a href=/>{site}</a><nav><ul>{_links(MENU, rng)}</ul></nav></header>
<main><nav aria-label=breadcrumb><a href=/>首页</a> / <a href=/a>公开</a> / <span>{title}</span></nav>
<article>{article(draft, rng, titled=True)}</article><aside><h3>热门</h3><ul>{_links(NEWS, rng)}</ul></aside></main>
<footer><p>{FOOT.format(site=site)}</p></footer></body></html>"""


def _bare(draft: Draft, title: str, site: str, day: str, rng: Random) -> str:
    """A fragment without any page."""
    return article(draft, rng, titled=True)


SKELETONS = (_divisions, _tables, _semantic, _bare)


def portal(draft: Draft, rng: Random) -> list[str]:
    """The lines of a saved page."""
    skeleton = rng.choice(SKELETONS)
    return skeleton(draft, "".join(draft.title), draft.body.name, "", rng).split("\n")
