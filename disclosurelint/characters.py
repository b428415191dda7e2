"""Making damaged letters fit for reading, one character for one, so that places stay what they were.

PDF fonts leave Kangxi radicals and radicals of the CJK supplement in place of letters (U+2E80–2FDF); Unicode's
compatibility forms map the first kind, most of the second kind they do not. Full-width forms, no-break and other
spaces and the mathematical minus are read as their plain counterparts. Nothing of this is shown or written back.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from disclosurelint.regexes import compiled

# Radicals of the supplement block with no compatibility mapping, beside the letter that they stand for.
_SUPPLEMENT = (
    "⺁厂⺄乙⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尢⺐尢⺒巳⺓幺⺔彑⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺠民⺡氵⺢水⺣灬"
    "⺤爪⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺲罒⺳网⺶羊⺷羊⺸羊⺹老⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹"
    "⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦"
    "⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)

# Traditional forms of the letters in titles, headings and labels of the form: some pages show everything in them.
_TRADITIONAL = (
    "佈布個个傳传內内別别劃划動动務务匯汇區区協协參参員员問问單单國国圍围園园圖图團团執执報报場场學学審审將将專专對对導导屬属廢废廳厅強强彙汇後后徑径從从復复應应擊击據据數数於于時时書书會会條条業业構构標标機机權权決决沒没"
    "況况濟济為为無无獲获現现產产當当發发監监眾众確确碼码祕秘稅税穩稳範范簡简糾纠級级組组結结絡络統统經经綜综維维網网線线編编縣县總总織织繳缴繼继續续聯联職职臺台與与萬万處处號号術术衛卫補补製制複复規规視视覽览計计訊讯訟讼"
    "設设許许訴诉詢询試试認认語语說说請请識识議议護护讀读負负責责費费資资購购轉转辦办進进過过郵邮鄉乡醫医銀银錄录錯错鍵键鎮镇門门閉闭開开間间閱阅關关隊队隱隐難难電电頁页項项頭头題题額额類类館馆體体點点黨党"
)

# Unusual spaces become a space; characters without width become a space as well, so that lengths stay the same.
_SPACES_LIKE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u2028\u2029\x85"

_PUNCTUATION = {
    "−": "-",  # minus sign
    "‐": "-",
    "‑": "-",
    "＂": '"',
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "﹝": "[",
    "﹞": "]",
    "﹙": "(",
    "﹚": ")",
    "〈": "<",
    "〉": ">",
    "〇": "〇",
    "○": "〇",
    "◯": "〇",
    "戶": "户",
    "戸": "户",
    "⼾": "户",
}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for first, last in ((0x2F00, 0x2FD5), (0x2E9F, 0x2E9F), (0x2EF3, 0x2EF3), (0xF900, 0xFAD9), (0xFF01, 0xFF5E)):
        for code in range(first, last + 1):
            plain = normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[chr(code)] = plain
    table.update(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
    table.update(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))
    table.update(dict.fromkeys(_SPACES_LIKE + _WIDTHLESS, " "))
    table.update(_PUNCTUATION)
    return table


_TABLE = _table()
# Few characters of a text are odd: finding these takes a seventh of looking up all (`str.translate`).
_ODD = compiled(f"[{''.join(sorted(_TABLE))}]")


def normalise(text: str) -> str:
    """The text with damaged and full-width characters made plain; its length does not change."""
    return text if text.isascii() else _ODD.sub(_plain, text)


def _plain(odd: re.Match[str]) -> str:
    return _TABLE[odd[0]]


_STEERING = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "?")


def one_line(text: str) -> str:
    """The text without characters that would break a line, steer a terminal or turn the order of letters round."""
    return text.translate(_STEERING)
