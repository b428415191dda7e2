"""A draft as its author thinks of it, before any layout."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from random import Random

from tests.drafts.bodies import BODIES, Body
from tests.drafts.figures import figures_of
from tests.drafts.forms import Form, forms_of
from tests.drafts.wording import ORDINALS, Writer

HEADINGS = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}
ITEMS = {
    1: "行政机关主动公开政府信息的情况",
    2: "行政机关依申请公开政府信息和不予公开政府信息的情况",
    3: "政府信息公开的收费及减免情况",
    4: "因政府信息公开申请行政复议、提起行政诉讼的情况",
    5: "政府信息公开工作存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}
"""The six items of article 32 of the 2007 Regulation."""

ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
EDITIONS = ("prc-2007", "prc-2019", "prc-2021")


@dataclass(slots=True)
class Part:
    """A section: ordinal and heading, prose, the table that it carries, and prose under the table."""

    number: int | None
    ordinal: str
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    form: str | None = None
    after: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        return f"{self.ordinal}、{self.heading}" if self.ordinal else self.heading


@dataclass(slots=True)
class Draft:
    """A report. `forms` are its tables, `figures` the text of their cells by key; `expected` are rules that rightly
    speak of it although it is clean (hints of what is customary)."""

    edition: str
    year: int
    body: Body
    size: str
    seed: int
    title: list[str]
    under_title: list[str]
    preamble: list[str]
    parts: list[Part]
    forms: dict[str, Form]
    figures: dict[str, str]
    signature: list[str]
    annex_title: str = ""
    annex_after_signature: bool = True
    expected: set[str] = field(default_factory=set)
    separators: bool = False
    """Whether long numbers in tables are written with separators (15,324)."""
    previous: Draft | None = None
    """Last year's report, where a fault lies between the two."""

    def part(self, number: int) -> Part:
        return next(part for part in self.parts if part.number == number)

    def copy(self) -> Draft:
        return copy.deepcopy(self)

    def paragraphs(self) -> list[str]:
        """All prose, in order."""
        return self.preamble + [text for part in self.parts for text in part.paragraphs + part.after]

    def replace(self, old: str, new: str) -> bool:
        """Changes the first passage of the prose that holds `old`; False where none does."""
        for texts in [
            self.title,
            self.under_title,
            self.preamble,
            *([p.paragraphs, p.after][i] for p in self.parts for i in (0, 1)),
            self.signature,
        ]:
            for at, text in enumerate(texts):
                if old in text:
                    texts[at] = text.replace(old, new, 1)
                    return True
        return False


def make(
    seed: int, edition: str = "prc-2021", *, kind: str | None = None, size: str | None = None, year: int | None = None,
    annex: bool | None = None, body: Body | None = None,
) -> Draft:  # fmt: skip
    """A clean draft. What is not given follows from the seed."""
    rng = Random(f"{seed}/{edition}")
    chosen = rng.choice([body for body in BODIES if kind in (None, body.kind)])
    body = body or chosen
    size = size or rng.choice(("busy", "busy", "small", "small", "zero"))
    if year is None:
        year = {
            "prc-2021": rng.randint(2021, 2026),
            "prc-2019": rng.choice((2019, 2020)),
            "prc-2007": rng.randint(2009, 2018),
        }[edition]
    with_annex = annex if annex is not None else year >= 2014 and rng.random() < 0.7
    figures = figures_of(edition, year, body, size, rng)
    before = rng.randint(1, 60) if size != "zero" else 0
    writer = Writer(edition, year, body, figures, rng, size, before)
    parts = _old_parts(writer) if edition == "prc-2007" else _parts(writer)
    title = writer.title()
    preamble = writer.preamble(
        [part.heading.replace("、提起", "和提起").replace("复议、行政", "复议和行政") for part in parts]
    )
    if rng.random() < 0.2 and edition != "prc-2007":
        parts[0].paragraphs[:0] = preamble
        preamble = []
    under, signature = _signature(writer)
    draft = Draft(
        edition,
        year,
        body,
        size,
        seed,
        title,
        under,
        preamble,
        parts,
        forms_of(edition, annex=with_annex),
        figures,
        signature,
    )
    draft.separators = rng.random() < 0.1
    if edition == "prc-2007":
        if with_annex:
            draft.annex_title = writer.pick(
                "附件：政府信息公开情况统计表（{Y}年度）",
                "附：政府信息公开情况统计表",
                "政府信息公开情况统计表（{Y}年度）",
            )
            draft.annex_after_signature = rng.random() < 0.7
        elif 2014 <= year <= 2018:
            draft.expected.add("LEG007")
    return draft


def _parts(writer: Writer) -> list[Part]:
    parts = [Part(number, ORDINALS[number - 1], heading) for number, heading in HEADINGS.items()]
    parts[0].paragraphs = _overview(writer)
    parts[1].form, parts[2].form, parts[3].form = "disclosure", "requests", "review"
    if writer.rng.random() < 0.1:
        parts[2].paragraphs = [writer.requested()]
    if writer.rng.random() < 0.1:
        parts[3].paragraphs = [writer.suits()]
    if writer.rng.random() < 0.1:
        parts[1].after = ["注：行政许可、行政处罚数据由各承办单位报送，口径与上年一致。"]
    if writer.rng.random() < 0.1:
        parts[2].after = ["注：表中数据不含向外地机关转送的信件。"]
    parts[4].paragraphs = writer.problems()
    parts[5].paragraphs = [writer.fee()]
    return parts


def _overview(writer: Writer) -> list[str]:
    rng = writer.rng
    contents = [
        writer.disclosed(),
        writer.requested() + (writer.suits() if rng.random() < 0.5 else ""),
        writer.managed(),
        writer.platform(),
        writer.supervised(),
    ]
    style = rng.randrange(6)
    paragraphs = [writer.opening()]
    names = list(ASPECTS)
    if rng.random() < 0.12:
        names.append(rng.choice(("基层政务公开标准化规范化", "政策解读回应")))
        contents.append("细化目录清单，优化公开流程，工作进展顺利。")
    suffix = rng.choice(("", "情况", "方面", "工作情况"))
    for at, (aspect, content) in enumerate(zip(names, contents, strict=True)):
        name = aspect
        if at == 3 and style in (2, 3):
            name = rng.choice(("平台建设", "公开平台建设"))
        if style in (0, 1, 2):
            paragraphs.append(f"（{ORDINALS[at]}）{name}{suffix}。{content}")
        elif style == 3:
            paragraphs += [f"（{ORDINALS[at]}）{name}{suffix}", content]
        elif style == 4:
            paragraphs.append(f"{name}方面，{content}")
        else:
            paragraphs.append(f"{at + 1}.{name}{suffix}。{content}")
    return paragraphs


def _old_parts(writer: Writer) -> list[Part]:
    contents = {
        1: writer.old_disclosed(),
        2: writer.old_requested(),
        3: writer.old_fees(),
        4: writer.old_suits(),
        5: writer.problems(),
        6: [writer.fee()],
    }
    parts = [Part(number, "", heading, contents[number]) for number, heading in ITEMS.items()]
    if writer.rng.random() < 0.5:
        parts.insert(
            0, Part(None, "", writer.pick("概述", "总体情况", "概况"), [writer.opening(), writer.supervised()])
        )
    for at, part in enumerate(parts):
        part.ordinal = ORDINALS[at]
    return parts


def _signature(writer: Writer) -> tuple[list[str], list[str]]:
    """What stands under the title, and at the end."""
    rng, name = writer.rng, writer.body.name
    month, day = 1, rng.randint(6, 29)
    if writer.edition == "prc-2007" or writer.body.type in ("county", "city"):
        month, day = rng.choice(((1, rng.randint(6, 31)), (2, rng.randint(1, 27)), (3, rng.randint(1, 31))))
    date = f"{writer.year + 1}年{month}月{day}日"
    style = rng.randrange(6)
    if style == 0:
        return [rng.choice((f"（{name}　{date}）", f"{name}（{date}）", f"{name} {date}"))], []
    if style == 1:
        return [f"（{date}）"], [name, date]
    if style == 3 and writer.body.government:
        # An office may sign for its government.
        return [], [name + "办公室", date]
    if style == 4 and rng.random() < 0.5:
        return [], [f"{name}　　{date}"]
    if style == 2:
        return [], ["　" * 18 + name, "　" * 20 + date]
    return [], [name, date]
