"""Faults of title, period, sections, problems, signature and date."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.drafts.bodies import BODIES
from tests.drafts.defects import NEW, OLD, Spot, body_type, defect, drop_sentence, substitute, words
from tests.drafts.draft import Draft, Part
from tests.drafts.forms import disclosure_form
from tests.drafts.wording import ORDINALS

# -- title and period ----------------------------------------------------------------------------------------------


@defect("DOC001")
def title_without_year(draft: Draft, rng: Random) -> Spot:
    draft.title = [f"{draft.body.name}政府信息公开工作年度报告"]
    return words(draft.title[0])


@defect("DOC001")
def title_without_body(draft: Draft, rng: Random) -> Spot:
    draft.title = [f"{draft.year}年政府信息公开工作年度报告"]
    return words(draft.title[0])


@defect("DOC002", NEW)
def title_of_government_affairs(draft: Draft, rng: Random) -> Spot:
    kind = rng.choice(("政务公开工作年度报告", "政务信息公开工作年度报告", "政务公开年度报告"))
    draft.title = [f"{draft.body.name}{draft.year}年{kind}"]
    return words(draft.title[0])


def _other_year(draft: Draft) -> dict[str, Any]:
    return {"year": draft.year - 1 if draft.year > 2021 else draft.year + 1}


@defect("DOC003", ("prc-2021",), _other_year)
def title_year_against_given(draft: Draft, rng: Random) -> Spot:
    return words(draft.title[-1])


@defect("DOC003", ("prc-2021",), _other_year)
def title_of_last_year(draft: Draft, rng: Random) -> Spot:
    year = _other_year(draft)["year"]
    draft.preamble = [text.replace(str(draft.year), str(year)) for text in draft.preamble]
    return words(draft.title[-1])


@defect("DOC004")
def signed_by_another(draft: Draft, rng: Random) -> Spot | None:
    if len(draft.signature) != 2:
        return None
    other = rng.choice([body for body in BODIES if body.kind == draft.body.kind or body.kind == "township"])
    if other.name == draft.body.name:
        return None
    pad = draft.signature[0][: len(draft.signature[0]) - len(draft.signature[0].lstrip("　"))]
    draft.signature[0] = pad + other.name
    return words("".join(draft.title), other.name, *draft.preamble)


@defect("PER001")
def no_period(draft: Draft, rng: Random) -> Spot | None:
    return Spot(anywhere=True) if drop_sentence(draft, r"年1月1日") else None


@defect("PER002")
def period_of_last_year(draft: Draft, rng: Random) -> Spot | None:
    year = draft.year
    new = substitute(
        draft,
        rf"{year}年1月1日[^。]{{0,8}}?(?:{year}年)?12月31日",
        lambda match: match[0].replace(str(year), str(year - 1)),
    )
    return words(new) if new else None


@defect("PER003")
def period_ends_early(draft: Draft, rng: Random) -> Spot | None:
    end = rng.choice(("12月30日", "11月30日", "12月1日"))
    new = substitute(draft, r"1月1日[^。]{0,12}?12月31日", lambda match: match[0].replace("12月31日", end))
    return words(new) if new else None


@defect("PER003")
def period_starts_late(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"年1月1日[^。]{0,12}?12月31日", lambda match: match[0].replace("年1月1日", "年2月1日"))
    return words(new) if new else None


# -- sections ------------------------------------------------------------------------------------------------------


@defect("SEC001", NEW)
def section_left_out(draft: Draft, rng: Random) -> Spot:
    gone = rng.choice(draft.parts)
    draft.parts.remove(gone)
    if rng.random() < 0.5:
        for at, part in enumerate(draft.parts):
            part.ordinal = ORDINALS[at]
    return Spot(anywhere=True)


ODD_HEADINGS = {
    2: "政府信息主动公开工作开展及成效",
    3: "依申请公开受理答复工作开展",
    4: "涉及行政复议与行政诉讼的相关工作",
    5: "存在的主要问题和明年工作打算",
    6: "其他需要报告的有关事项及附注",
}


@defect("SEC002", NEW)
def heading_in_own_words(draft: Draft, rng: Random) -> Spot:
    number = rng.choice(list(ODD_HEADINGS))
    draft.part(number).heading = ODD_HEADINGS[number]
    return words(ODD_HEADINGS[number])


@defect("SEC003", NEW)
def sections_swapped(draft: Draft, rng: Random) -> Spot:
    first = rng.randint(1, 4)
    draft.parts[first], draft.parts[first + 1] = draft.parts[first + 1], draft.parts[first]
    swapped = draft.parts[first : first + 2]
    if rng.random() < 0.5:
        for at, part in enumerate(draft.parts):
            part.ordinal = ORDINALS[at]
    return words(*(part.heading for part in swapped))


@defect("SEC004", NEW)
def ordinal_repeated(draft: Draft, rng: Random) -> Spot:
    part = draft.parts[rng.randint(1, 5)]
    part.ordinal = ORDINALS[ORDINALS.index(part.ordinal) - 1]
    return words(part.line)


@defect("SEC004", NEW)
def ordinals_restart(draft: Draft, rng: Random) -> Spot:
    for part in draft.parts[1:]:
        part.ordinal = ORDINALS[ORDINALS.index(part.ordinal) - 1]
    return words(*(part.line for part in draft.parts[1:]))


@defect("SEC005")
def wrong_count_of_parts(draft: Draft, rng: Random) -> Spot | None:
    right = ORDINALS[len(draft.parts) - 1]
    wrong = rng.choice(
        [
            number
            for number in "三四五六七八"
            if number != right and abs(ORDINALS.index(number) + 1 - len(draft.parts)) > 1
        ]
        + ["四"]
    )
    new = substitute(
        draft, rf"(?:由|分|等|、|情况|事项){right}(?:个)?部分", lambda match: match[0].replace(right, wrong)
    )
    if new is None:
        if not draft.preamble:
            return None
        draft.preamble[-1] += f"全文共分{wrong}个部分。"
        new = f"{wrong}个部分"
    return words(new)


@defect("SEC006", NEW)
def template_hint_left(draft: Draft, rng: Random) -> Spot:
    number, hint = rng.choice((
        (2, "该部分以表格形式报告。表格如下："),
        (3, "该部分以表格形式报告。表格如下："),
        (1, "编写说明：可先适当综述本机关全年工作，再分项说明。"),
    ))  # fmt: skip
    draft.part(number).paragraphs.insert(0, hint)
    return words(hint)


@defect("SEC007")
def placeholder_left(draft: Draft, rng: Random) -> Spot:
    filling = rng.choice((
        "全年编发工作简报XX期。", "接待现场咨询××人次。", "发布图解____条。", "（此处待补充）", "组织业务培训XX次，参训XX人次。",
        "其他数据待填写。", "全年编发工作简报***期，参训***人次。", "接待现场咨询X次。", "来信来访由____负责。", "另有图解【】条。",
        "举报地址：某某路某号。",
    ))  # fmt: skip
    part = draft.parts[0]
    at = rng.randrange(len(part.paragraphs))
    part.paragraphs[at] += filling
    return words(filling)


@defect("SEC008", NEW)
def fees_section_kept(draft: Draft, rng: Random) -> Spot:
    heading = rng.choice(("政府信息公开的收费及减免情况", "政府信息公开收费及减免情况"))
    draft.parts.insert(3, Part(None, "", heading, ["本年度未向申请人收取费用，无减免情况。"]))
    for at, part in enumerate(draft.parts):
        part.ordinal = ORDINALS[at]
    return words(heading)


@defect("SEC009", OLD)
def item_left_out(draft: Draft, rng: Random) -> Spot:
    gone = draft.part(rng.choice((3, 4, 5)))
    draft.parts.remove(gone)
    for at, part in enumerate(draft.parts):
        part.ordinal = ORDINALS[at]
    if gone.number == 3:
        # A word on fees elsewhere would be enough.
        draft.part(6).paragraphs = ["没有其他需要报告的事项。"]
    draft.preamble = [text.replace(gone.heading.replace("、提起", "和提起") + "、", "") for text in draft.preamble]
    return Spot(anywhere=True)


@defect("SEC010", NEW)
def section_empty(draft: Draft, rng: Random) -> Spot:
    part = draft.part(rng.choice((1, 5)))
    part.paragraphs = []
    return Spot(words=(part.line,), section=part.number)


@defect("SEC011", NEW)
def table_left_out(draft: Draft, rng: Random) -> Spot:
    part = draft.part(rng.choice((2, 3, 4)))
    part.form = None
    part.paragraphs = [f"{draft.year}年{draft.body.we}依法开展此项工作，有关数据另行汇总报送。"]
    return Spot(words=(part.line,), section=part.number)


@defect("SEC012", NEW)
def ordinal_lost(draft: Draft, rng: Random) -> Spot:
    part = draft.parts[rng.randint(1, 5)]
    part.ordinal, part.heading = "", "、" + part.heading
    return words(part.line)


VARIANTS = {
    4: "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
    5: "存在问题及改进情况",
}


@defect("SEC013", NEW)
def heading_in_variant(draft: Draft, rng: Random) -> Spot:
    number = rng.choice(list(VARIANTS))
    draft.part(number).heading = VARIANTS[number]
    return words(VARIANTS[number])


# -- form of another edition ---------------------------------------------------------------------------------------


@defect("PUB003", NEW)
def tables_of_other_edition(draft: Draft, rng: Random) -> Spot:
    other = "prc-2019" if draft.edition == "prc-2021" else "prc-2021"
    form = disclosure_form(other)
    draft.forms["disclosure"] = form
    for line in form.lines():
        for key in line.keys:
            draft.figures.setdefault(key, str(rng.randint(0, 30)))
    return Spot(section=2)


# -- problems ------------------------------------------------------------------------------------------------------


@defect("PRB001")
def no_problems(draft: Draft, rng: Random) -> Spot:
    part = draft.part(5)
    part.paragraphs = [rng.choice(("无。", "无", "暂无。"))]
    return Spot(words=(part.line,), section=5)


@defect("PRB002")
def measures_only(draft: Draft, rng: Random) -> Spot:
    part = draft.part(5)
    part.paragraphs = [
        rng.choice((
            "下一步，将继续做好政府信息公开各项工作，加强培训，提升服务水平。",
            "今后将按照上级部署，进一步加强组织领导，推动公开工作再上新台阶。",
        ))
    ]  # fmt: skip
    return Spot(words=(part.line,), section=5)


@defect("PRB003")
def problems_only(draft: Draft, rng: Random) -> Spot:
    part = draft.part(5)
    part.paragraphs = [
        rng.choice((
            "主要问题是公开内容与群众期盼还有差距，个别信息更新不及时。",
            "工作中存在的不足：一是解读形式单一；二是经办人员业务不熟。",
        ))
    ]  # fmt: skip
    return Spot(words=(part.line,), section=5)


# -- signature and date --------------------------------------------------------------------------------------------


def _date(draft: Draft, text: str) -> bool:
    """Writes another date in place of the document's own."""
    done = False
    for texts in (draft.under_title, draft.signature):
        for at, line in enumerate(texts):
            new = _replace_date(line, draft.year + 1, text)
            done = done or new != line
            texts[at] = new
    return done


def _replace_date(line: str, year: int, text: str) -> str:
    start = line.find(f"{year}年")
    end = line.find("日", start) + 1
    return line if start < 0 or not end else line[:start] + text + line[end:]


@defect("SIG001", given=body_type)
def signed_late(draft: Draft, rng: Random) -> Spot | None:
    if draft.edition == "prc-2007" or draft.body.type in ("county", "city"):
        date = f"{draft.year + 1}年4月{rng.randint(1, 28)}日"
    elif draft.body.type == "department":
        date = f"{draft.year + 1}年{rng.choice((2, 3))}月{rng.randint(1, 28)}日"
    else:
        return None
    return words(date) if _date(draft, date) else None


@defect("SIG002")
def signed_before_year_ends(draft: Draft, rng: Random) -> Spot | None:
    date = f"{draft.year}年12月{rng.randint(10, 30)}日"
    return words(date) if _date(draft, date) else None


@defect("SIG003")
def signed_in_wrong_year(draft: Draft, rng: Random) -> Spot | None:
    date = f"{draft.year + rng.choice((0, 2))}年1月15日"
    return words(date) if _date(draft, date) else None


@defect("SIG004")
def date_in_another_form(draft: Draft, rng: Random) -> Spot | None:
    year = draft.year + 1
    forms = [f"{year}年01月{rng.randint(10, 28)}日", f"{year}年1月09日", f"{year % 100}年1月15日", f"{year}年一月15日"]
    if any(str(year) in line for line in draft.signature):
        forms += [f"{year}.1.15", f"{year}-01-15"]
    if draft.year >= 2012:
        forms.append("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)) + "年一月十五日")
    date = rng.choice(forms)
    return words(date) if _date(draft, date) else None


@defect("SIG005")
def not_signed(draft: Draft, rng: Random) -> Spot | None:
    if len(draft.signature) != 2:
        return None
    draft.signature = draft.signature[1:]
    return Spot(anywhere=True)


@defect("SIG006")
def not_dated(draft: Draft, rng: Random) -> Spot | None:
    if len(draft.signature) != 2:
        return None
    draft.signature, draft.under_title = draft.signature[:1], []
    return Spot(anywhere=True)


@defect("SIG007")
def date_impossible(draft: Draft, rng: Random) -> Spot | None:
    year = draft.year + 1
    date = rng.choice((f"{year}年2月30日", f"{year}年1月32日", f"{year}年13月5日", f"{year}125"))
    return words(date) if _date(draft, date) else None


@defect("SIG008")
def dates_disagree(draft: Draft, rng: Random) -> Spot | None:
    if len(draft.signature) != 2:
        return None
    draft.under_title = [f"（{draft.year + 1}年1月3日）"]
    return words(draft.under_title[0], draft.signature[1].strip("　"))
