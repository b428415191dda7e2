"""Three reports that sentences are put into: of a busy county, of a small bureau, and one that is nought throughout."""

from __future__ import annotations

APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization")
ROWS = (
    ("disclosed", "（一）予以公开"),
    ("partly_disclosed", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("refused.state_secret", "1.属于国家秘密"),
    ("refused.law_forbids", "2.其他法律行政法规禁止公开"),
    ("refused.security_stability", "3.危及“三安全一稳定”"),
    ("refused.third_party", "4.保护第三方合法权益"),
    ("refused.internal_affairs", "5.属于三类内部事务信息"),
    ("refused.process_information", "6.属于四类过程性信息"),
    ("refused.enforcement_files", "7.属于行政执法案卷"),
    ("refused.administrative_query", "8.属于行政查询事项"),
    ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
    ("unavailable.needs_creation", "2.没有现成信息需要另行制作"),
    ("unavailable.still_unclear", "3.补正后申请内容仍不明确"),
    ("not_processed.petition", "1.信访举报投诉类申请"),
    ("not_processed.repeat", "2.重复申请"),
    ("not_processed.publication", "3.要求提供公开出版物"),
    ("not_processed.voluminous", "4.无正当理由大量反复申请"),
    ("not_processed.reissue", "5.要求行政机关确认或重新出具已获取信息"),
    ("other.not_supplemented", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other.unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other.other", "3.其他"),
)
BUSY = {
    "body": "云麓县人民政府",
    "received": [1052, 64, 0, 3, 21, 4],
    "carried_in": [27, 2, 0, 0, 1, 0],
    "disclosed": [402, 18, 0, 1, 7, 1],
    "partly_disclosed": [96, 5, 0, 0, 2, 0],
    "refused.law_forbids": [6],
    "refused.security_stability": [2],
    "refused.third_party": [19, 3],
    "refused.internal_affairs": [14],
    "refused.process_information": [11],
    "refused.enforcement_files": [25],
    "refused.administrative_query": [17],
    "unavailable.not_held": [287, 22, 0, 2, 8, 3],
    "unavailable.needs_creation": [15],
    "unavailable.still_unclear": [12],
    "not_processed.petition": [58],
    "not_processed.repeat": [22, 2],
    "not_processed.voluminous": [7],
    "not_processed.reissue": [3],
    "other.not_supplemented": [31],
    "other.unpaid": [4],
    "other.other": [24, 2, 0, 0, 2, 0],
    "review": [38, 6, 9, 7],
    "direct": [3, 1, 2, 1],
    "after": [11, 2, 4, 5],
    "normative": [14, 9, 131],
    "decisions": [28460, 5127, 318],
    "charges": "4821.36",
}
SMALL = {
    "body": "云麓县水务局",
    "received": [3, 1],
    "disclosed": [2],
    "partly_disclosed": [0, 1],
    "unavailable.not_held": [1],
    "review": [1, 0, 0, 0],
    "normative": [2, 0, 6],
    "decisions": [35, 0, 0],
    "charges": "0",
}
ZERO = {"body": "云麓县沅溪镇人民政府", "charges": "0"}
REPORTS = {"busy": BUSY, "small": SMALL, "zero": ZERO}


def _six(figures: dict, name: str) -> list[int]:
    known = list(figures.get(name, []))
    return known + [0] * (6 - len(known))


def _row(label: str, numbers: list[int]) -> str:
    return f"| {label} | " + " | ".join(str(number) for number in [*numbers, sum(numbers)]) + " |"


def report(name: str, sentence: str = "", at: str = "requests") -> str:
    """A report as Markdown with a sentence put in: in the aspect of requests, at the end of the overview, or in section six."""
    figures = REPORTS[name]
    body = figures["body"]
    here = {"requests": "", "overview": "", "proactive": "", "other": ""} | {at: sentence}
    results = [(label, _six(figures, key)) for key, label in ROWS]
    handled = [sum(numbers[column] for _, numbers in results) for column in range(6)]
    received, carried = _six(figures, "received"), _six(figures, "carried_in")
    out = [received[column] + carried[column] - handled[column] for column in range(6)]
    assert min(out) >= 0
    rows = [
        _row("一、本年新收政府信息公开申请数量", received),
        _row("二、上年结转政府信息公开申请数量", carried),
        *[_row(label, numbers) for label, numbers in results],
        _row("（七）总计", handled),
        _row("四、结转下年度继续办理", out),
    ]
    cases = [list(figures.get(key, [0, 0, 0, 0])) for key in ("review", "direct", "after")]
    numbers = [number for block in cases for number in [*block, sum(block)]]
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    heads = [
        f"{block} {name}"
        for block in ("行政复议", "行政诉讼 未经复议直接起诉", "行政诉讼 复议后起诉")
        for name in names
    ]
    issued, repealed, valid = figures.get("normative", [0, 0, 0])
    licensing, penalties, compulsory = figures.get("decisions", [0, 0, 0])
    return f"""# {body}2024年政府信息公开工作年度报告

本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号要求编制。所列数据的统计期限自2024年1月1日起至2024年12月31日止。

## 一、总体情况

2024年，{body}认真落实《条例》要求，扎实推进政府信息公开。

（一）主动公开。围绕群众关切推进重点领域公开，及时更新公开目录。{here["proactive"]}

（二）依申请公开。畅通受理渠道，规范办理流程。{here["requests"]}

（三）政府信息管理。严格审核发布，做好动态调整。

（四）政府信息公开平台建设。加强网站和政务新媒体管理。

（五）监督保障。落实工作考核、社会评议和责任追究，未发生责任追究情形。{here["overview"]}

## 二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | {issued} | {repealed} | {valid} |

| 信息内容 | 本年处理决定数量 |
|---|---|
| 行政许可 | {licensing} |

| 信息内容 | 本年处理决定数量 |
|---|---|
| 行政处罚 | {penalties} |
| 行政强制 | {compulsory} |

| 信息内容 | 本年收费金额（单位：万元） |
|---|---|
| 行政事业性收费 | {figures["charges"]} |

## 三、收到和处理政府信息公开申请情况

| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
{chr(10).join(rows)}

## 四、政府信息公开行政复议、行政诉讼情况

| {" | ".join(heads)} |
|{"---|" * 15}
| {" | ".join(str(number) for number in numbers)} |

## 五、存在的主要问题及改进情况

存在的主要问题是公开内容不够丰富，下一步将加强培训，提高质量。

## 六、其他需要报告的事项

严格执行信息处理费有关规定。

{here["other"]}

{body}

2025年1月20日
"""
