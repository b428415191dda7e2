"""Fixed phrases of the program itself, in both languages; the words of rules stand in the rule sets."""

from __future__ import annotations

from disclosurelint.report import Label

SEVERITY = {"error": Label("错误", "error"), "warning": Label("警告", "warning"), "info": Label("提示", "info")}

BODY_TYPE = {
    "central-department": Label("国务院部门", "department of the State Council"),
    "province": Label("省级人民政府", "provincial government"),
    "city": Label("设区的市（自治州）人民政府", "government of a city divided into districts"),
    "county": Label("县级人民政府", "county government"),
    "township": Label("乡镇人民政府", "township government"),
    "subdistrict": Label("街道办事处", "sub-district office"),
    "department": Label("政府部门", "department"),
    "authorized-organization": Label("法律法规授权的组织", "authorised organisation"),
    "other": Label("其他机关", "other body"),
}

NO_PREVIOUS = Label("缺上年报告", "last year's report was not given")
GIVE_PREVIOUS = Label("用 --previous 提供上年报告", "give last year's report with --previous")

TYPE_SOURCE = {
    "option": Label("由选项指定", "by option"),
    "front-matter": Label("由文首设置指定", "by front matter"),
    "config": Label("由配置指定", "by configuration"),
    "guess": Label("按名称推测", "a guess"),
    "unknown": Label("未能确定", "unknown"),
}

OUTCOME = {
    "pass": Label("通过", "pass"),
    "fail": Label("有问题", "fail"),
    "not-assessed": Label("未能判断", "not assessed"),
    "not-applicable": Label("不适用", "not applicable"),
    "suppressed": Label("已由上级问题说明", "suppressed"),
}

COPY_ENDING = "（批注）"
"""How the name of a copy with comments ends."""
COPY_MARK = b"disclosurelint: commented copy"
"""What stands at the very end of a copy with comments; Word drops it when it saves."""


def count_words(number: int, zh: str, en: str, language: str) -> str:
    """A number of things: 3 个错误; 3 errors."""
    if language == "en":
        return f"{number} {en}{'' if number == 1 else 's'}"
    return f"{number} {zh}"


def rule_ranges(ids: list[str]) -> str:
    """Rule ids with neighbours joined: YOY001–003, YOY007."""
    runs: list[list[str]] = []
    for rule in sorted(set(ids)):
        if (
            runs
            and rule[:3] == runs[-1][-1][:3]
            and rule[3:].isdecimal()
            and int(rule[3:]) == int(runs[-1][-1][3:]) + 1
        ):
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1][3:]}" for run in runs)


_FULL_WIDTH = str.maketrans(",;:()?!", "，；：（）？！")


def as_prose(text: str) -> str:
    """Normal text as Chinese prose prints it: marks beside Chinese letters full width, those inside numbers as they are."""
    pieces = []
    for index, mark in enumerate(text):
        around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
        chinese = any("\u4e00" <= letter <= "\u9fff" or letter in "《》“”。、" for letter in around)
        pieces.append(mark.translate(_FULL_WIDTH) if chinese else mark)
    return "".join(pieces)
