"""Faults of the prose: figures beside the tables, aspects, fees, law, language, privacy."""

from __future__ import annotations

import re
from random import Random

from tests.drafts.defects import ALL, NEW, OLD, Spot, body_type, bump, defect, drop_sentence, substitute, words
from tests.drafts.draft import Draft

FORM_2019, FORM_2021 = ("prc-2019",), ("prc-2021",)
RECEIVED = r"(?:收到|新收|接收)政府信息公开申请{n}件"
HANDLED = r"(?:办结|答复|已答复|已办结){n}件"


def unlike(draft: Draft, count: int, by: int) -> int:
    """A wrong count near `count + by` that no cell and no sum of two totals happens to hold."""
    figures = {key: int(text) for key, text in draft.figures.items() if text.isdecimal()}
    totals = [value for key, value in figures.items() if "total" in key or key.startswith("disclosure")]
    taken = set(figures.values()) | {one + other for one in totals for other in totals}
    taken |= {one - other for one in totals for other in totals}
    wrong = count + by
    while wrong in taken or wrong == count:
        wrong += 1
    return wrong


def _wrong(draft: Draft, pattern: str, count: int, by: int) -> Spot | None:
    """Changes a count in the prose; the place is the changed clause."""
    wrong = unlike(draft, count, by)
    new = substitute(
        draft,
        pattern.replace("{n}", str(count)) + "(?!余)",
        lambda match: match[0].replace(f"{count}件", f"{wrong}件"),
    )
    return words(new) if new else None


def _r(draft: Draft, row: str) -> int:
    return int(draft.figures[f"requests.{row}[total]"])


# -- counts beside the tables --------------------------------------------------------------------------------------


@defect("TXT001", NEW)
def received_otherwise(draft: Draft, rng: Random) -> Spot | None:
    return _wrong(draft, RECEIVED, _r(draft, "received"), 13) if _r(draft, "received") else None


@defect("TXT002", NEW)
def handled_otherwise(draft: Draft, rng: Random) -> Spot | None:
    return _wrong(draft, HANDLED, _r(draft, "handled_total"), 9) if _r(draft, "handled_total") else None


@defect("TXT003", NEW)
def carried_in_otherwise(draft: Draft, rng: Random) -> Spot | None:
    return _wrong(draft, "上年结转{n}件", _r(draft, "carried_in"), 4) if _r(draft, "carried_in") else None


@defect("TXT003", NEW)
def carried_out_otherwise(draft: Draft, rng: Random) -> Spot | None:
    return (
        _wrong(draft, "结转下年度(?:继续办理)?{n}件", _r(draft, "carried_out"), 3) if _r(draft, "carried_out") else None
    )


@defect("TXT004", NEW)
def result_otherwise(draft: Draft, rng: Random) -> Spot | None:
    row, word = rng.choice((("disclosed", "予以公开"), ("partly_disclosed", "部分公开")))
    return _wrong(draft, word + "{n}件", _r(draft, row), 6)


@defect("TXT005", NEW)
def reviews_otherwise(draft: Draft, rng: Random) -> Spot | None:
    return _wrong(draft, "行政复议{n}件", int(draft.figures["review[total]"]), 5)


@defect("TXT005", NEW)
def suits_otherwise(draft: Draft, rng: Random) -> Spot | None:
    total = sum(int(draft.figures[f"suits.{name}[total]"]) for name in ("direct", "after_review"))
    return _wrong(draft, "行政诉讼{n}件", total, 4)


@defect("TXT006", NEW)
def documents_otherwise(draft: Draft, rng: Random) -> Spot | None:
    name = "issued" if draft.edition == "prc-2021" else "produced"
    pattern = r"(?:制发|制定)行政规范性文件{n}件" if name == "issued" else "制作规范性文件{n}件"
    return _wrong(draft, pattern, int(draft.figures[f"disclosure.normative_documents.{name}"]), 70)


@defect("TXT007", NEW)
def says_none_came(draft: Draft, rng: Random) -> Spot | None:
    if not _r(draft, "received"):
        return None
    sentence = rng.choice(("本年度未收到政府信息公开申请。", f"{draft.year}年没有收到政府信息公开申请。"))
    return _request_part(draft, sentence)


def _request_part(draft: Draft, sentence: str) -> Spot | None:
    """Puts a sentence in place of all that the overview says of requests."""
    pattern = r"((?:依申请公开(?:情况|方面|工作情况)?[。，])).*|^(?:(?:\d{4}年|全年|本年|我|全|辖)[^。]{0,6}?(?:共收到|新收|办理|接收|共接收)政府信息公开申请).*"
    return words(sentence) if substitute(draft, pattern, lambda match: (match[1] or "") + sentence) else None


@defect("TXT007", NEW)
def says_no_reviews(draft: Draft, rng: Random) -> Spot | None:
    if draft.figures["review[total]"] == "0":
        return None
    drop_sentence(draft, r"行政复议\d+件")
    sentence = "本年度未发生因政府信息公开引起的行政复议。"
    draft.part(1).paragraphs[-1] += sentence
    return words(sentence)


@defect("TXT008", NEW)
def says_all_closed(draft: Draft, rng: Random) -> Spot | None:
    if not _r(draft, "carried_out"):
        return None
    count = _r(draft, "carried_out")
    sentence = rng.choice(("所有申请均已办理完成", "全部办结"))
    new = substitute(draft, rf"(?:其余{count}件)?结转下年度(?:继续办理)?(?:{count}件)?(?=。)", lambda match: sentence)
    return words(sentence) if new else None


@defect("TXT009", NEW)
def says_all_upheld(draft: Draft, rng: Random) -> Spot | None:
    total = int(draft.figures["review[total]"])
    if not total or draft.figures["review[upheld]"] == str(total):
        return None
    drop_sentence(draft, r"行政复议\d+件")
    sentence = f"因政府信息公开被申请行政复议{total}件，均获维持。"
    draft.part(1).paragraphs[-1] += sentence
    return words(sentence)


@defect("TXT010", NEW)
def share_wrong(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"\d+件，占(?:新收总数的|办结总数的)?(\d+(?:\.\d)?)%",
                     lambda match: match[0].replace(match[1] + "%", f"{float(match[1]) + 7.3:.1f}%"))  # fmt: skip
    return words(new) if new else None


@defect("TXT011", NEW, instead=("TXT001", "TXT002"))
def parts_above_whole(draft: Draft, rng: Random) -> Spot | None:
    pattern = r"自然人(?:提出)?(\d+)件(?=[，、](?:法人|商业|科研|社会|法律|其他))"
    new = substitute(draft, pattern, lambda match: match[0].replace(match[1], str(unlike(draft, int(match[1]), 21))))
    return words(new) if new else None


@defect("TXT012")
def vague_count(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"(?:发布|公开)(?:政府)?信息\d+(?=条)", lambda match: match[0] + rng.choice(("余", "多")))
    return words(new) if new else None


@defect("TXT013", instead=("TXT001",))
def stated_twice(draft: Draft, rng: Random) -> Spot | None:
    if draft.edition == "prc-2007":
        count = int(draft.figures["annex.requests.received.total"])
    else:
        count = _r(draft, "received")
    needle = f"政府信息公开申请{count}件"
    if not count or not any(needle in text for text in draft.paragraphs()):
        return None
    sentence = f"{draft.year}年共收到政府信息公开申请{unlike(draft, count, 2)}件。"
    draft.part(1).paragraphs[-1] += sentence
    return words(sentence, needle)


@defect("TXT014", NEW)
def growth_wrong(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(
        draft, r"(?:增长|下降)(\d+(?:\.\d)?)%", lambda match: match[0].replace(match[1], f"{float(match[1]) + 11:.1f}")
    )
    return words(new) if new else None


@defect("PUB014", FORM_2021)
def charges_otherwise(draft: Draft, rng: Random) -> Spot | None:
    amount = float(draft.figures["disclosure.charges.amount"])
    if not amount:
        return None
    sentence = f"全年行政事业性收费{amount + 100:.2f}万元。"
    draft.part(1).paragraphs[1] += sentence
    return words(sentence)


@defect("REQ010", FORM_2021)
def unpaid_without_notice(draft: Draft, rng: Random) -> Spot | None:
    if not _r(draft, "other.unpaid"):
        draft.figures["requests.other.unpaid[natural_person]"] = "1"
        draft.figures["requests.other.unpaid[total]"] = "1"
        for row in ("handled_total", "received"):
            for column in ("natural_person", "total"):
                bump(draft, f"requests.{row}[{column}]", 1)
    sentence = f"{draft.year}年未发出信息处理费收费通知，收取信息处理费0元。"
    draft.part(6).paragraphs = [sentence]
    return Spot(words=(sentence,), figures=("requests.other.unpaid[total]", "requests.other.unpaid[natural_person]"))


# -- overview, other matters ---------------------------------------------------------------------------------------


@defect("OVR001", NEW)
def aspect_left_out(draft: Draft, rng: Random) -> Spot | None:
    name = rng.choice(("政府信息管理", "平台建设"))
    part = draft.part(1)
    kept = list(part.paragraphs)
    for at, text in enumerate(part.paragraphs):
        if name in text[:20]:
            alone = len(text) < 20
            del kept[at : at + (2 if alone else 1)]
            part.paragraphs = kept
            # Words of the aspect elsewhere would be enough for a generous reader.
            return Spot(anywhere=True) if name not in "".join(kept) else None
    return None


@defect("OVR002", NEW, body_type)
def no_accountability(draft: Draft, rng: Random) -> Spot | None:
    if not draft.body.government:
        return None
    text = draft.part(1).paragraphs[-1]
    if "考核" not in text:
        return None
    draft.part(1).paragraphs[-1] = re.sub(r"[^。；]*(?:责任追究|追究责任|被责任追究)[^。；]*[。；]", "", text)
    return Spot(anywhere=True)


@defect("OVR003", NEW)
def overview_too_thin(draft: Draft, rng: Random) -> Spot:
    draft.part(1).paragraphs = ["本机关高度重视政府信息公开，各项工作有序开展。"]
    return Spot(section=1)


@defect("OVR004", NEW)
def aspects_promoted(draft: Draft, rng: Random) -> Spot | None:
    texts = draft.part(1).paragraphs
    done = []
    for at, text in enumerate(texts):
        match = re.match(r"（([一二三四五])）", text)
        if match:
            texts[at] = match[1] + "、" + text[match.end() :]
            done.append(texts[at][:8])
    return words(*done) if len(done) == 5 else None


@defect("OTH001", FORM_2021)
def fees_not_mentioned(draft: Draft, rng: Random) -> Spot:
    draft.part(6).paragraphs = ["没有其他需要报告的事项。"]
    return Spot(section=6)


@defect("OTH002", FORM_2021)
def other_matters_none(draft: Draft, rng: Random) -> Spot:
    draft.part(6).paragraphs = [rng.choice(("无。", "无"))]
    return Spot(section=6)


@defect("OTH003", FORM_2021)
def fees_contradictory(draft: Draft, rng: Random) -> Spot:
    sentence = rng.choice((
        "本年度发出收费通知3件，总金额0元，实际收取0元。",
        "本年度未发出信息处理费收费通知，实际收取信息处理费600元。",
    ))  # fmt: skip
    draft.part(6).paragraphs = [sentence]
    return words(sentence)


# -- law -----------------------------------------------------------------------------------------------------------


def _law(draft: Draft, old: str, new: str) -> Spot | None:
    return words(new) if draft.replace(old, new) else None


@defect("LAW001", NEW)
def superseded_regulation(draft: Draft, rng: Random) -> Spot | None:
    return _law(draft, "国务院令第711号", "国务院令第492号") or _law(draft, "条例》第五十条", "条例》第三十二条")


@defect("LAW002", NEW)
def notice_of_other_edition(draft: Draft, rng: Random) -> Spot | None:
    here, there = ("〔2021〕30号", "〔2019〕60号")
    if draft.edition == "prc-2019":
        here, there = there, here
    return _law(draft, here, there)


@defect("LAW003", NEW)
def wrong_prefix(draft: Draft, rng: Random) -> Spot | None:
    number = "〔2021〕30号" if draft.edition == "prc-2021" else "〔2019〕60号"
    return _law(draft, "国办公开办函" + number, rng.choice(("国办发", "国办函", "国办公开函")) + number)


@defect("LAW004", OLD)
def later_regulation(draft: Draft, rng: Random) -> Spot | None:
    return _law(draft, "国务院令第492号", "国务院令第711号") if draft.year <= 2017 else None


@defect("LAW005", NEW)
def former_time_limit(draft: Draft, rng: Random) -> Spot:
    sentence = rng.choice(("对收到的申请，应当在15个工作日内作出答复。", "申请的法定答复期限为15个工作日。"))
    draft.part(1).paragraphs[-1] += sentence
    return words(sentence)


# -- years, language, privacy --------------------------------------------------------------------------------------


@defect("PER004", NEW)
def last_years_sentence(draft: Draft, rng: Random) -> Spot:
    sentence = rng.choice((
        f"{draft.year - 1}年，{draft.body.we}共组织政府信息公开业务培训2次。",
        f"{draft.year - 1}年，{draft.body.we}政府信息公开工作有序推进，全年公开信息310条。",
    ))  # fmt: skip
    draft.part(1).paragraphs[0] = sentence + draft.part(1).paragraphs[0].split("，", 1)[-1]
    return words(sentence)


@defect("LNG001")
def word_doubled(draft: Draft, rng: Random) -> Spot | None:
    old, new = rng.choice(
        (
            ("培训", "培训培训"),
            ("信息", "信息信息"),
            ("工作", "工作工作"),
            ("审核", "审核审核"),
            ("。", "。。"),
            ("，", "，，"),
        )
    )
    texts = draft.parts[0].paragraphs
    for at, text in enumerate(texts):
        if old in text:
            texts[at] = text.replace(old, new, 1)
            return words(new)
    return None


@defect("LNG001")
def letter_doubled(draft: Draft, rng: Random) -> Spot | None:
    letter = rng.choice("的和")
    pattern = rf"(?<=[一-鿿]){letter}(?=[一-鿿])(?!的确|和谐|和平|和解)"
    new = substitute(draft, pattern, lambda match: letter * 2)
    return words(new) if new else None


@defect("LNG001")
def phrase_doubled(draft: Draft, rng: Random) -> Spot | None:
    text = draft.parts[0].paragraphs[-1]
    match = re.search(r"[一-鿿]{9,30}(?=[。；])", text)
    if match is None:
        return None
    mark = rng.choice(("", "，"))
    draft.parts[0].paragraphs[-1] = text[: match.end()] + mark + match[0] + text[match.end() :]
    return words(match[0] + mark + match[0])


@defect("LNG002")
def half_width_comma(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"[一-鿿]，[一-鿿]", lambda match: match[0].replace("，", ","))
    return words(new) if new else None


@defect("LNG003", NEW)
def levels_inverted(draft: Draft, rng: Random) -> Spot | None:
    texts = draft.part(5).paragraphs
    draft.part(5).paragraphs = [
        "1.存在的主要问题",
        "（一）公开内容不够丰富。",
        "（二）更新不够及时。",
        "2.改进措施",
        "下一步将充实目录，加强检查。",
    ]
    return words("1.存在的主要问题", "（一）公开内容不够丰富。") if texts else None


@defect("LNG004", NEW)
def another_body_speaks(draft: Draft, rng: Random) -> Spot | None:
    other = {
        "我县": "我局",
        "我区": "我局",
        "我市": "我局",
        "我镇": "我局",
        "我乡": "我局",
        "我街道": "我镇",
        "我局": "我镇",
        "我委": "我乡",
    }
    foreign = other[draft.body.we]
    sentence = f"{foreign}及时更新公开目录。"
    draft.part(1).paragraphs[-1] += sentence
    return words(sentence)


@defect("LNG003", NEW)
def level_repeated(draft: Draft, rng: Random) -> Spot:
    draft.part(5).paragraphs = [
        "一、存在的主要问题",
        "公开内容不够丰富，更新不够及时。",
        "二、改进措施",
        "下一步将充实目录，加强检查。",
    ]
    return words("一、存在的主要问题", "二、改进措施")


@defect("LNG004", NEW)
def portal_of_another_county(draft: Draft, rng: Random) -> Spot | None:
    if not draft.preamble or draft.body.type not in ("county", "township") or "县" not in draft.body.name:
        return None
    sentence = "本报告电子版可在临涧县人民政府门户网站下载。"
    draft.preamble[-1] += sentence
    return words(sentence)


@defect("LNG004", NEW)
def another_offices_words(draft: Draft, rng: Random) -> Spot | None:
    foreign = {"county": "我局", "township": "我局", "department": "我镇", "subdistrict": "我局"}.get(draft.body.type)
    if foreign is None:
        return None
    sentence = f"针对上述问题，{foreign}将逐项改进。"
    draft.part(5).paragraphs[-1] += sentence
    return words(sentence)


@defect("LNG004", NEW)
def another_body_is_the_subject(draft: Draft, rng: Random) -> Spot | None:
    names = {
        "county": ("临涧县人民政府", "临涧县"),
        "township": ("白石镇", "白石镇人民政府"),
        "subdistrict": ("滨河街道",),
    }
    if draft.body.type == "department":
        place = draft.body.name[:3]
        foreign = rng.choice((f"{place}水务局", f"{place}民政局"))
    elif draft.body.type in names and not draft.body.name.endswith("市人民政府"):
        foreign = rng.choice(names[draft.body.type])
    else:
        return None
    sentence = rng.choice((
        f"{draft.year}年，{foreign}认真落实《条例》，政府信息公开工作取得新进展。",
        f"{draft.year}年{foreign}共收到政府信息公开申请5件，均已答复。",
        f"{foreign}高度重视政府信息公开工作，专题研究2次。",
    ))  # fmt: skip
    draft.part(1).paragraphs.insert(0, sentence)
    return words(sentence)


@defect("LNG005")
def item_lost_its_number(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"；二是[^；]{6,}；三是", lambda match: match[0].replace("二是", "是"))
    return words(new) if new else None


@defect("LNG005")
def number_repeated(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"二是[^；]{6,}；三是", lambda match: match[0].replace("三是", "二是"))
    return words(new) if new else None


@defect("LNG005")
def item_lost_in_list(draft: Draft, rng: Random) -> Spot | None:
    for number in (5,):
        texts = draft.part(number).paragraphs
        for at, text in enumerate(texts):
            if "二是" in text and "三是" in text:
                texts[at] = re.sub(r"二是[^；]*；", "", text, count=1)
                return words(texts[at][-20:], "三是")
    return None


@defect("LNG006", NEW)
def brackets_of_number(draft: Draft, rng: Random) -> Spot | None:
    year = "2021" if draft.edition == "prc-2021" else "2019"
    left, right = rng.choice(("[]", "（）", "【】", "()"))
    return _law(draft, f"〔{year}〕", f"{left}{year}{right}")


def identity_number(rng: Random) -> str:
    """An invented number of a resident's card with a right check digit; the area code is none in use."""
    digits = f"119999{rng.randint(1950, 2000)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11]


@defect("PRI001", ALL)
def identity_card(draft: Draft, rng: Random) -> Spot:
    sentence = f"申请人身份证号{identity_number(rng)}。"
    draft.part(5).paragraphs[-1] += sentence
    return words(sentence)


@defect("PRI001", ALL)
def bank_card(draft: Draft, rng: Random) -> Spot:
    digits = f"62{rng.randint(10**15, 10**16 - 1)}"
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    check = -(doubled + sum(int(digit) for digit in digits[-2::-2])) % 10
    sentence = f"多收的费用已退回银行卡{digits}{check}。"
    draft.part(5).paragraphs[-1] += sentence
    return words(sentence)


@defect("PRI002", ALL)
def mobile_number(draft: Draft, rng: Random) -> Spot:
    sentence = f"申请人联系方式为1{rng.choice('3578')}{rng.randint(10**8, 10**9 - 1)}。"
    draft.part(5).paragraphs[-1] += sentence
    return words(sentence)
