"""Further faults of what is said and cited: general words, open problems, titles and articles of other laws, years."""

from __future__ import annotations

import re
from random import Random

from tests.drafts.defects import NEW, OLD, Spot, body_type, defect, substitute, words
from tests.drafts.draft import Draft

FORM_2021 = ("prc-2021",)


# -- overview, other matters ---------------------------------------------------------------------------------------


@defect("OVR002", NEW, body_type)
def no_appraisal(draft: Draft, rng: Random) -> Spot | None:
    if not draft.body.government:
        return None
    text = draft.part(1).paragraphs[-1]
    if "评议" not in text:
        return None
    draft.part(1).paragraphs[-1] = re.sub(r"[^。；]*(?:社会评议|满意度)[^。；]*[。；]", "", text)
    return Spot(anywhere=True)


@defect("OVR001", NEW)
def supervision_left_out(draft: Draft, rng: Random) -> Spot | None:
    part = draft.part(1)
    at = next((at for at, text in enumerate(part.paragraphs) if "监督保障" in text[:12]), None)
    if at is None:
        return None
    kept = part.paragraphs[:at]
    if re.search(r"监督|督查|督办|检查|排查|考核|培训|保障|通报|自查|评估|责任", "".join(kept)):
        return None
    part.paragraphs = kept
    return Spot(section=1)


@defect("OTH002", FORM_2021)
def other_matters_none_in_other_words(draft: Draft, rng: Random) -> Spot:
    draft.part(6).paragraphs = [rng.choice(("暂无。", "（无）", "没有。", "/"))]
    return Spot(section=6)


@defect("OTH001", FORM_2021)
def other_matters_without_fees(draft: Draft, rng: Random) -> Spot:
    draft.part(6).paragraphs = [
        rng.choice((
            f"{draft.year}年，办理人大代表建议12件、政协提案9件，办理结果按规定公开。",
            "（一）创新做法。在办事大厅设立政务公开专区。（二）要点落实情况。年度任务全部完成。",
        ))
    ]  # fmt: skip
    return Spot(section=6)


# -- problems ------------------------------------------------------------------------------------------------------


@defect("PRB002")
def problems_in_general(draft: Draft, rng: Random) -> Spot:
    sentence = rng.choice((
        f"{draft.year}年，政府信息公开工作取得了一定成绩，但与上级要求和群众期盼相比还存在一定差距。",
        "工作中仍存在一些不足之处，有待进一步提高。",
        "总的看，各项工作有序开展，还有进一步提升的空间。",
    ))  # fmt: skip
    draft.part(5).paragraphs = [sentence + "下一步将加强业务培训，丰富公开形式。"]
    return Spot(words=(sentence, draft.part(5).line), section=5)


@defect("PRB003")
def measures_in_general(draft: Draft, rng: Random) -> Spot:
    sentence = rng.choice(("针对上述问题，我们将认真加以改进。", "下一步，将采取有效措施，切实加以解决。"))
    draft.part(5).paragraphs = ["主要问题是解读形式单一，个别栏目更新不及时。" + sentence]
    return Spot(words=(sentence, draft.part(5).line), section=5)


@defect("PRB004", NEW)
def problem_without_measure(draft: Draft, rng: Random) -> Spot:
    problem = "依申请公开答复文书不够规范"
    lists = (
        "一是政策解读形式单一；二是个别栏目更新滞后；三是" + problem + "。",
        "一是增加图解和视频；二是按月检查栏目更新情况。",
    )
    draft.part(5).paragraphs = rng.choice((
        ["还存在以下问题：" + lists[0], "针对上述问题，将采取以下措施：" + lists[1]],
        ["（一）存在的主要问题", lists[0], "（二）改进措施", lists[1]],
        ["一是政策解读形式单一，下一步将增加图解和视频。", f"二是{problem}。", "三是个别栏目更新滞后，下一步将按月检查。"],
    ))  # fmt: skip
    return words(problem)


# -- law -----------------------------------------------------------------------------------------------------------


def _cited(draft: Draft, old: str, new: str) -> Spot | None:
    return words(new) if draft.replace(old, new) else None


@defect("LAW001", NEW)
def former_articles(draft: Draft, rng: Random) -> Spot | None:
    return _cited(
        draft, "政府信息公开条例》", "政府信息公开条例》" + rng.choice(("第三十一条、第三十二条", "第三十二条"))
    )


@defect("LAW002", FORM_2021)
def trial_title(draft: Draft, rng: Random) -> Spot | None:
    new = substitute(draft, r"年度报告格式(?=[〉》])", lambda match: match[0] + "（试行）")
    return Spot(words=(new, "国办公开办函〔2021〕30号")) if new else None


@defect("LAW003", FORM_2021)
def fee_measures_under_another_mark(draft: Draft, rng: Random) -> Spot:
    number = rng.choice(("国办发", "国办公开办函")) + "〔2020〕109号"
    draft.part(6).paragraphs = [
        f"根据《政府信息公开信息处理费管理办法》（{number}），{draft.year}年度收取信息处理费0元。"
    ]
    return words(number)


@defect("LAW004", OLD)
def later_article(draft: Draft, rng: Random) -> Spot | None:
    if draft.year > 2017:
        return None
    return _cited(draft, "政府信息公开条例》", "政府信息公开条例》第五十条")


# -- years ---------------------------------------------------------------------------------------------------------


@defect("PER004", NEW)
def last_years_count(draft: Draft, rng: Random) -> Spot:
    before = draft.year - 1
    sentence = rng.choice((
        f"{before}年，{draft.body.we}共举办政务公开业务培训4期。",
        f"{before}年度，{draft.body.we}未发生因政府信息公开引起的行政诉讼。",
        f"{before}年全年推送政务信息386条。",
    ))  # fmt: skip
    draft.part(1).paragraphs.append(sentence)
    return words(sentence)


@defect("PER004", NEW)
def compared_with_itself(draft: Draft, rng: Random) -> Spot:
    sentence = f"全年公开信息较{draft.year}年{rng.choice(('增长', '下降'))}12.5%。"
    draft.part(1).paragraphs.append(sentence)
    return words(sentence)


@defect("PER004", NEW)
def plans_for_the_past(draft: Draft, rng: Random) -> Spot:
    lead = f"{draft.year}年，{draft.body.we}将{rng.choice(('继续', '进一步', '着力'))}做好以下工作："
    draft.part(5).paragraphs = ["还存在解读形式单一、更新不及时等问题。", lead + "一是增加图解；二是按月检查。"]
    return words(lead)
