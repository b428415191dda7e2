"""Lists of parts in a sentence, and whether they say that nothing is left out."""

from __future__ import annotations

from itertools import accumulate, combinations

from disclosurelint.document import Text
from disclosurelint.facts.claims.model import Count, Listing
from disclosurelint.facts.claims.vocabulary import Vocabulary
from disclosurelint.report import Number

_FEWEST = 3
_SAID = 16
_TOLD = 6
_ROWS = 16
"""Numbers before a sum that may be its parts: no sentence that a person wrote has more."""
_RECEIVED = ("received", "received_new", "taken_on", "requests")
_FAMILIES = ("review", "suit", "suit_direct", "suit_after", "both")
_ENDS = ["corrected", "other", "pending", "upheld"]
_ROW = ("、", "和", "及", "与")
_SIZES = {"two": 2, "three": 3, "four": 4}
"""Lists of words by how many parts they speak of."""


def listings(text: Text, counts: list[Count], words: Vocabulary) -> list[Listing]:
    """The lists of parts of one sentence."""
    found: list[Listing] = [
        made for index in range(1, len(counts)) if (made := _sum(text, counts, index, words)) is not None
    ]
    others = (
        _outcomes(text, counts),
        _series(text, counts, words),
        _halves(text, counts, words),
        _quarters(text, counts),
        _left(text, counts, words),
        _gathered(text, counts, words),
        _by_channel(text, counts, words),
        _composed(text, counts, words),
    )
    found += [made for made in others if made is not None]
    index = 0
    while index < len(counts):
        count = counts[index]
        if index == 0 or not (count.mark in ("part", "made_of", "among") or count.opened):
            index += 1
            continue
        whole = _whole(counts, index)
        if (
            whole is not None
            and count.opened
            and not count.mark
            and ("%" in text.value[whole.at : count.at] or count.earlier)
        ):
            # 96.5%(1133件/1174件) shows how a share was worked out.
            whole = None
        if whole is None:
            index += 1
            continue
        parts, after = _parts(counts, index, whole, text, words)
        if len(parts) > 1:
            wholes = [
                whole,
                *[other for other in reversed(counts[:index]) if other is not whole and other.unit == whole.unit],
                *_run(counts[:index], whole),
            ]
            found.append(
                Listing(wholes, parts, _exhaustive(whole, parts, count, text, words), _between(text, whole, parts))
            )
        index = max(after, index + 1)
    return found


def _outcomes(text: Text, counts: list[Count]) -> Listing | None:
    """行政复议60件,维持38件、纠正6件、其他结果9件、未审结7件: all four outcomes leave no case out."""
    for at, count in enumerate(counts):
        family = count.claim.quantity if count.claim is not None else ""
        if family not in _FAMILIES:
            continue
        parts = [
            other for other in counts[at + 1 : at + 6] if other.claim and other.claim.quantity.startswith(f"{family}.")
        ]
        named = [part.claim.quantity.partition(".")[2] for part in parts if part.claim]
        if sorted(named) == _ENDS and not any(part.vague for part in (count, *parts)):
            return Listing([count], parts, True, text.cut(count.at, parts[-1].at))
    return None


def _series(text: Text, counts: list[Count], words: Vocabulary) -> Listing | None:
    """四年的申请分别为8件、5件、6件、4件,累计23件: the sum right behind a row of numbers."""
    start = next(
        (at for at, count in enumerate(counts) if any(word in count.label for word in words.listed("rows"))), None
    )
    if start is None:
        return None
    end = start + 1
    while end < len(counts) and counts[end].separator in _ROW and counts[end].unit == counts[start].unit:
        end += 1
    if start and end - start == 4 and any(word in counts[start].label for word in words.listed("quarters")):
        before = counts[start - 1]
        if before.unit == counts[start].unit and not any(count.vague for count in counts[start - 1 : end]):
            return Listing([before], counts[start:end], True, text.cut(before.at, counts[end - 1].at))
    if end - start < 2 or end >= len(counts):
        return None
    whole = counts[end]
    label = whole.label.rstrip("为达是约有").rstrip(",")
    if (
        whole.unit != counts[start].unit
        or not label.endswith(words.listed("sums"))
        or any(count.vague for count in counts[start : end + 1])
    ):
        return None
    return Listing([whole], counts[start:end], True, text.cut(counts[start].at, whole.at))


def _halves(text: Text, counts: list[Count], words: Vocabulary) -> Listing | None:
    """上半年22件,下半年24件,全年46件: the halves against the year."""
    for at in range(len(counts) - 1):
        first, second = counts[at], counts[at + 1]
        if not (_first_half(first.label, words) and "下半年" in second.label) or first.unit != second.unit:
            continue
        wholes = [
            count for count in counts[max(0, at - 2) : at + 4] if count.unit == first.unit and _yearly(count, words)
        ]
        wholes = [count for count in wholes if count is not first and count is not second and not count.vague]
        if wholes and not first.vague and not second.vague:
            return Listing(wholes, [first, second], True, text.cut(first.at, second.at))
    return None


def _quarters(text: Text, counts: list[Count]) -> Listing | None:
    """新收46件,一季度12件、二季度10件、三季度11件、四季度13件: four quarters are the year."""
    for at in range(len(counts) - 3):
        parts = counts[at : at + 4]
        if all(f"{name}季度" in part.label for name, part in zip("一二三四", parts, strict=True)):
            beside = (*counts[max(0, at - 1) : at], *counts[at + 4 : at + 5])
            wholes = [count for count in beside if count.unit == parts[0].unit]
            if wholes and not any(count.vague for count in (*wholes, *parts)):
                return Listing(wholes, parts, True, text.cut(parts[0].at, parts[-1].at))
    return None


def _left(text: Text, counts: list[Count], words: Vocabulary) -> Listing | None:
    """结转的41件已办结26件,其余15件在办: what is left and what is not come to the whole."""
    for at in range(2, len(counts)):
        whole, part, rest = counts[at - 2 : at + 1]
        if not rest.label.lstrip(",").startswith(words.listed("remainder")) or not whole.unit == part.unit == rest.unit:
            continue
        told = part.claim is not None and part.claim.period == "report" and part.claim.scope != "other"
        if (
            told
            or part.mark
            or "已" not in part.label
            or any(count.vague or count.earlier or count.depth for count in (whole, part, rest))
        ):
            continue
        if whole.value > part.value:
            return Listing([whole], [part, rest], True, text.cut(whole.at, rest.at))
    return None


def _gathered(text: Text, counts: list[Count], words: Vocabulary) -> Listing | None:
    """县政府办公室收到17件,各部门收到20件,各镇收到12件,全县共收到46件: parts of offices are no more than the whole."""
    for at in range(2, len(counts)):
        whole = counts[at]
        parts: list[Count] = []
        for other in reversed(counts[:at]):
            if other.unit != whole.unit or other.vague or other.earlier:
                break
            if (other.claim is not None and not other.claim.bound) or (other.kind and other.claim is None):
                break
            if not any(word in other.label for word in words.listed("summed")):
                break
            parts.insert(0, other)
        named = whole.label.lstrip(",")
        yearly = named.startswith("全年") and any(part.claim is not None for part in parts)
        if len(parts) > 1 and (whole.claim or yearly) and named.startswith("全") and "共" in named and not whole.vague:
            return Listing([whole], parts, False, text.cut(parts[0].at, whole.at))
    return None


def _by_channel(text: Text, counts: list[Count], words: Vocabulary) -> Listing | None:
    """新收46件,按方式分,网上提交28件、信函邮寄12件、当面递交6件: a row of channels behind all requests."""
    channels = words.listed("channels")
    for at in range(len(counts) - 2):
        whole = counts[at]
        end = at + 1
        while end < len(counts) and (end == at + 1 or counts[end].separator in _ROW) and counts[end].unit == whole.unit:
            end += 1
        parts = counts[at + 1 : end]
        claim = whole.claim
        if claim is None or claim.bound or claim.quantity not in _RECEIVED or len(parts) < 2 or parts[0].mark:
            continue
        exact = not any(count.vague or count.earlier or count.depth for count in (whole, *parts))
        if exact and all(any(word in part.label for word in channels) for part in parts):
            return Listing([whole], parts, False, text.cut(whole.at, parts[-1].at))
    return None


def _composed(text: Text, counts: list[Count], words: Vocabulary) -> Listing | None:
    """386条,由网站241条和公众号145条组成: what a whole is made of."""
    for at in range(1, len(counts)):
        if not counts[at].label.lstrip(",").startswith("由"):
            continue
        end = at + 1
        while end < len(counts) and counts[end].separator in _ROW and counts[end].unit == counts[at].unit:
            end += 1
        behind = text.value[counts[end - 1].at :][:24].partition(",")[0]
        whole, parts = counts[at - 1], counts[at:end]
        composed = any(word in behind for word in words.listed("composed"))
        exact = not any(count.vague or count.earlier for count in (whole, *parts))
        if composed and exact and len(parts) > 1 and whole.unit == parts[0].unit:
            return Listing([whole], parts, True, text.cut(whole.at, parts[-1].at))
    return None


def _first_half(label: str, words: Vocabulary) -> bool:
    return any(word in label for word in words.listed("first_half"))


def _yearly(count: Count, words: Vocabulary) -> bool:
    return "全年" in count.label or any(word in count.label for word in words.listed("sums")) or count.claim is not None


def _sum(text: Text, counts: list[Count], index: int, words: Vocabulary) -> Listing | None:
    """予以公开7件,部分公开32件,两项合计39件: the number after 两项合计 is the whole of the two before it."""
    count = counts[index]
    said = text.value[max(0, count.at - _SAID) : count.at].rpartition(",")[2]
    size = next((size for name, size in _SIZES.items() if any(word in said for word in words.listed(name))), 0)
    if not size and _only_sum(count, words):
        return _whole_behind(text, counts, index)
    if (
        not size
        and count.label.strip(",、;:和及与") in words.listed("together")
        and not count.vague
        and not count.depth
    ):
        run = _run_before(counts, index)
        return Listing([count], run, True, text.cut(run[0].at, count.at)) if run else None
    if (
        not size
        or count.mark == "rest"
        or any(word in said for word in words.listed("rest"))
        or not any(word in count.label for word in words.listed("sums"))
    ):
        return None
    # 三家单位合计: the three of it are no part.
    told = [other for other in counts[:index] if other.at < count.at - len(said)]
    parts = told[-size:]
    if any(sum(part.value for part in some) == count.value for some in combinations(told[-_TOLD:], size)):
        return None
    if len(parts) < size or any(part.unit != count.unit or part.vague for part in parts) or count.vague:
        return None
    return Listing([count], parts, True, text.cut(parts[0].at, count.at))


def _only_sum(count: Count, words: Vocabulary) -> bool:
    label = count.label.strip(",、;:和及与")
    led = label.startswith(words.listed("totals")) and any(word in label for word in words.listed("summed"))
    return (label in words.listed("totals") or led) and not count.vague and not count.depth


def _whole_behind(text: Text, counts: list[Count], index: int) -> Listing | None:
    """本年新收46件,上年结转3件,共计49件: the sum of some numbers right before it, all of which are understood."""
    count = counts[index]
    run = _run_before(counts, index)
    if run:
        return Listing([count], run, True, text.cut(run[0].at, count.at))
    parts: list[Count] = []
    total: Number = 0
    for part in reversed(counts[max(0, index - _ROWS) : index]):
        if part.depth or part.unit != count.unit or part.earlier or part.vague or part.claim is None:
            return None
        parts.insert(0, part)
        total += part.value
        if len(parts) > 1 and total == count.value:
            return None
        if part.mark in ("part", "made_of"):
            break
    if len(parts) < 2 or any("等" in text.value[part.at : part.at + 8] for part in parts):
        return None
    return Listing([count], parts, True, text.cut(parts[0].at, count.at))


def _run_before(counts: list[Count], index: int) -> list[Count]:
    """网上28件、信函12件、当面6件,合计46件: the row right before a sum, where no longer row comes to it."""
    count = counts[index]
    run = [counts[index - 1]]
    while run[0].separator in _ROW and index - len(run) > 0 and len(run) < _ROWS:
        run.insert(0, counts[index - len(run) - 1])
    if len(run) < 2 or any(part.unit != count.unit or part.vague or part.depth or part.earlier for part in run):
        return []
    told = [part.value for part in reversed(counts[max(0, index - _ROWS) : index]) if part.unit == count.unit]
    return [] if count.value in list(accumulate(told))[1:] else run


def _run(counts: list[Count], whole: Count) -> list[Count]:
    """一季度1件,二季度2件,其中…: what some numbers that are none of the tables come to may be the whole too."""
    found: list[Count] = []
    total = whole.value
    if whole.claim is not None and whole.claim.period == "report":
        return found
    for other in reversed(counts[: counts.index(whole)]):
        if other.unit != whole.unit or other.earlier or other.vague or other.depth != whole.depth:
            break
        total += other.value
        found.append(whole.like(total))
    return found


def _whole(counts: list[Count], index: int) -> Count | None:
    """The nearest number before a mark of parts that counts the same thing, outside the brackets of the parts."""
    first = counts[index]
    for other in reversed(counts[max(0, index - 6) : index]):
        if other.unit == first.unit and other.unit and other.depth <= first.depth and not other.vague:
            return other
    return None


def _parts(counts: list[Count], index: int, whole: Count, text: Text, words: Vocabulary) -> tuple[list[Count], int]:
    """The numbers that a mark of parts opens, of one sort, and the place of the first that is none of them."""
    first = counts[index]
    parts = [first]
    at = index + 1
    while at < len(counts):
        count = counts[at]
        if count.depth > first.depth or (count.unit == "万元" and first.unit != count.unit):
            at += 1
            continue
        if (
            count.depth < first.depth
            or count.unit != first.unit
            or count.opened
            or count.mark in ("part", "made_of", "without")
        ):
            break
        if first.mark == "among" and ";" in text.value[parts[-1].at : count.at]:
            break
        besides = words.listed("besides")
        if count.separator in besides or count.label.lstrip(",").startswith(besides):
            break
        if not _same_list(parts, count, first, text, words):
            break
        parts.append(count)
        at += 1
    while at < len(counts) and counts[at].depth > first.depth:
        at += 1
    return parts, at


def _same_list(parts: list[Count], count: Count, first: Count, text: Text, words: Vocabulary) -> bool:
    last = parts[-1]
    if not count.kind and count.label.startswith(words.listed("remainder")):
        return ";" not in text.value[last.at : count.at]
    if count.kind != first.kind and not (count.kind == "carried" and first.kind == "result"):
        return (count.kind == "" and first.kind == "") or _bracketed(first)
    if ";" in text.value[last.at : count.at] and not _bracketed(first):
        return bool(count.kind)
    if count.kind or _bracketed(first):
        return True
    between = text.value[last.at : count.at]
    if "、" in between and "," not in between:
        return True
    if any(part.separator == "、" for part in parts[1:]):
        return False
    if first.bare and count.bare and between.count(",") + between.count("、") == 1 and "%" not in between:
        return True
    channels = words.listed("channels")
    if all(any(word in label for word in channels) for label in (last.label, count.label)):
        return True
    return _alike(last.label, count.label, words.listed("rest"))


def _bracketed(count: Count) -> bool:
    return count.depth > 0


def _alike(label: str, other: str, rest: tuple[str, ...]) -> bool:
    """Whether two labels are built alike: 动态类, 政策类."""
    one, two = (said.lstrip(",:").removeprefix("其中").strip(",:为有共") for said in (label, other))
    return bool(two) and (two.startswith(rest) or (bool(one) and one[-1] == two[-1]))


def _exhaustive(whole: Count, parts: list[Count], first: Count, text: Text, words: Vocabulary) -> bool:
    rest = words.listed("rest")
    if any(part.vague for part in parts):
        return False
    last = parts[-1].label.strip(",、:;和及与以")
    if any(word in part.label for part in parts for word in words.listed("some")) and not last.startswith(rest):
        return False
    names = {part.name for part in parts}
    if (
        any(name.endswith("natural_person") for name in names)
        and any(name.endswith("legal") for name in names)
        and len(parts) == 2
    ):
        return True
    if last.startswith(rest) and len(parts) >= _FEWEST and not first.kind:
        return True
    if last.startswith(rest) and len(parts) >= _FEWEST and whole.name == "requests.other":
        return True
    if last.startswith(words.listed("remainder")) and first.mark in ("part", "among"):
        return True
    if first.mark == "made_of":
        return True
    if not first.opened or first.depth == 0 or first.mark or not _adjacent(whole, first, text):
        return False
    if first.kind or any(part.kind for part in parts):
        return False
    if "等" in text.value[parts[-1].at : parts[-1].at + 12]:
        return False
    return len(parts) >= _FEWEST or any(one in parts[0].label and two in last for one, two in words.listed("pairs"))


def _adjacent(whole: Count, first: Count, text: Text) -> bool:
    """Whether the bracket of the parts opens right behind the whole, with no other clause between."""
    between = text.value[whole.at : first.at].partition("(")[0]
    return not any(mark in between for mark in ",;:。")


def _between(text: Text, whole: Count, parts: list[Count]) -> Text:
    return text.cut(min(whole.at, parts[0].at), min(len(text.value), parts[-1].at + 12))
