"""Labels and numbers that stand apart: 予以公开、部分公开分别为3件、2件; 予以公开、部分公开共5件."""

from __future__ import annotations

from disclosurelint.facts.claims.lexer import GAP, Token
from disclosurelint.facts.claims.pieces import Piece

LISTED = ("、", "和", "及", "与", "或", "以及", "或者")
_SHARES = ("占", "占到", "占了", "就占", "就占了")
_KINDS = ("licensing", "penalties", "compulsory", "charges")
_LABELS = ("result", "applicant", "outcome", "noun", "verb")


def paired(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each number beside the words that it belongs to."""
    for piece in pieces:
        _such_as(piece)
    pieces = _inside(_labelled(pieces))
    if not any(piece.any("mark", "respectively") for piece in pieces):
        return _summed(_shared(pieces))
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not piece.any("mark", "respectively"):
            found.append(piece)
            at += 1
            continue
        numbers, after = _numbers(pieces, at)
        labels, rest, taken = _labels(found, piece)
        if not labels and len(numbers) < 2:
            # 分别为予以公开2件、部分公开1件: each number has its own label.
            found.append(piece)
            at += 1
            continue
        if not labels and _percentages(numbers):
            found.extend(_behind(piece, numbers))
            at = after
            continue
        if len(labels) == len(numbers) and len(labels) > 1:
            del found[len(found) - taken :]
            found.extend(_pairs(labels, rest, numbers, piece))
        else:
            found.extend(_unknown(entry) for entry in pieces[at:after])
        at = after
    return _summed(_shared(found))


def _shared(pieces: list[Piece]) -> list[Piece]:
    """…分别为3件、2件,占60%和40%: a row of percentages behind 占 is one of shares, each of the number in its place."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        row = [piece]
        if (
            piece.any("mark", "share")
            and not piece.back
            and _percentages([piece])
            and not any(map(_label, piece.before[:1]))
        ):
            while at + len(row) < len(pieces):
                other = pieces[at + len(row)]
                if other.tokens or other.separator not in (*LISTED, "") or not _percentages([other]):
                    break
                row.append(other)
        found.extend(_behind(piece, row) if len(row) > 1 else row)
        at += len(row)
    return found


def _such_as(piece: Piece) -> None:
    """取水、排水等行政许可46件: what stands before 等 only names some of what the noun counts in all."""
    words = piece.before
    named = next((at for at, token in enumerate(words) if token.text == "名义"), None)
    parted = any(token.has("mark", "part") for token in words)
    if (
        named is not None
        and not parted
        and any("government" in token.flags or "whole" in token.flags for token in words[:named])
    ):
        # 执法队以镇政府名义作出: the government's own.
        del words[: named + 1]
    for at, token in enumerate(words[:-1]):
        if token.text == "等" and (words[at + 1].has("noun", *_KINDS) or words[at + 1].has("applicant")):
            first = at
            while first and not _acting(words[first - 1]):
                first -= 1
            del words[first : at + 1]
            piece.gathered = True
            return


def _of_requests(token: Token) -> bool:
    return token.has("noun", "request", "request_weak") or token.has(
        "verb", "close", "receive", "receive_new", "answer"
    )


def _acting(token: Token) -> bool:
    return token.kind == "time" or "period" in token.flags or ("verb" in token.flags and "filler" not in token.flags)


def _inside(pieces: list[Piece]) -> list[Piece]:
    """自然人38件,占新收申请46件的82.6%: the number between 占 and the percentage is the whole, put first."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if (
            before is not None
            and before.number is not None
            and before.number.unit_kind == "case"
            and piece.number is not None
            and piece.number.numeral
            and piece.number.numeral.kind == "percent"
            and not piece.separator
            and all(token.text in ("的", "之") for token in piece.before)
            and all(token.text in ("的", "之") or _of_requests(token) for token in before.after)
        ):
            share = next((at for at, token in enumerate(before.before) if token.text in _SHARES), None)
            if share is not None:
                lead = before.before[: share + 1]
                found[-1] = Piece(
                    before.separator,
                    before.depth,
                    before.before[share + 1 :],
                    before.number,
                    [token for token in before.after if token.text not in ("的", "之")],
                    before.opens,
                    before.closes,
                )
                piece = Piece("", piece.depth, [*lead, *piece.before], piece.number, piece.after)
                piece.inside = True
        found.append(piece)
    return found


def _percentages(numbers: list[Piece]) -> bool:
    return all(
        piece.number is not None and piece.number.numeral and piece.number.numeral.kind == "percent"
        for piece in numbers
    )


def _behind(piece: Piece, numbers: list[Piece]) -> list[Piece]:
    """…3件、2件,分别占60%、40%: each percentage is of the number in the same place before."""
    made = []
    for index, number in enumerate(numbers):
        own = Piece(number.separator, number.depth, piece.before, number.number, number.after, False, number.closes)
        own.back = len(numbers) - index + piece.inside
        own.inside = piece.inside
        made.append(own)
    made[0].opens = piece.opens
    return made


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """予以公开(429件) and 自然人:1052件: the number takes the label before the mark."""
    found: list[Piece] = []
    for piece in pieces:
        label = found[-1] if found else None
        if (
            label is not None
            and label.number is None
            and piece.number is not None
            and piece.number.unit
            and (piece.opens or piece.separator == ":")
            and not piece.before
            and not piece.after
            and not label.opens
            and any(_label(token) and token.kind != "gap" for token in label.before)
        ):
            found[-1] = Piece(label.separator, label.depth, label.before, piece.number, [], label.opens, label.closes)
            continue
        if label is not None and (_counted_together(label, piece) or _dropped(label, piece)):
            found[-1] = Piece(
                label.separator,
                label.depth,
                [*label.before, *piece.before],
                piece.number,
                piece.after,
                label.opens,
                label.closes,
            )
            continue
        found.append(piece)
    return found


def _counted_together(label: Piece, piece: Piece) -> bool:
    """申请人主要为自然人,共1052件: the number is of what was named before the comma."""
    return (
        label.number is None
        and piece.number is not None
        and bool(piece.number.unit)
        and piece.separator == ","
        and not piece.after
        and not piece.opens
        and not piece.closes
        and any(token.has("mark", "sum") or token.text in ("计", "为") for token in piece.before)
        and all(
            token.has("mark", "sum") or token.has("period", "report") or "filler" in token.flags
            for token in piece.before
        )
        and any(_named(token) for token in label.before)
        and not any(flag in token.flags for token in label.before for flag in ("none", "all", "gap"))
    )


def _named(token: Token) -> bool:
    """What a number behind the comma can be of."""
    return "applicant" in token.flags or token.has("noun", "request", *_KINDS)


def _dropped(label: Piece, piece: Piece) -> bool:
    """因申请人逾期未补正,31件申请不再处理: the number is of those that the words before the comma give the reason for."""
    return (
        label.number is None
        and piece.number is not None
        and piece.separator in (",", "、")
        and not piece.opens
        and not piece.closes
        and piece.any("mark", "dropped")
        and not any("result" in token.flags for token in piece.tokens)
        and any("result" in token.flags for token in label.before)
    )


def _numbers(pieces: list[Piece], at: int) -> tuple[list[Piece], int]:
    """The numbers from 分别 on: its own piece and the bare ones that follow."""
    numbers = [pieces[at]] if pieces[at].number is not None else []
    after = at + 1
    while after < len(pieces):
        piece = pieces[after]
        bare = piece.number is not None and not piece.opens and all("filler" in token.roles for token in piece.before)
        share = bool(numbers) and piece.number is not None and _same_kind(piece, numbers[-1]) and not piece.opens
        if not (bare and piece.separator in (*LISTED, ",", "") and (share or not numbers)):
            break
        numbers.append(piece)
        after += 1
    return numbers, after


def _same_kind(piece: Piece, other: Piece) -> bool:
    first, second = piece.number, other.number
    if first is None or second is None or first.numeral is None or second.numeral is None:
        return False
    return first.numeral.kind == second.numeral.kind


def _labels(found: list[Piece], piece: Piece) -> tuple[list[list[Token]], list[Token], int]:
    """What 分别 refers to: the words before it in its piece, and the pieces without numbers listed before that.

    Also the words behind 分别 (which all share), and how many pieces were taken.
    """
    mark = next(index for index, token in enumerate(piece.before + piece.after) if token.has("mark", "respectively"))
    words = piece.before[:mark] if mark < len(piece.before) else piece.before
    # 占办结总数的比例分别为: what stands behind 占 is the whole, no label.
    words = words[: next((at for at, token in enumerate(words) if token.text in _SHARES), len(words))]
    rest = piece.before[mark + 1 :]
    own = _split(words)
    taken = 0
    labels: list[list[Token]] = []
    separator = piece.separator
    while separator in LISTED and taken < len(found):
        before = found[len(found) - 1 - taken]
        if before.number is not None:
            break
        labels = [*_split(before.before), *labels]
        taken += 1
        separator = before.separator
    own = [group for group in own if any(_label(token) for token in group)]
    return [*labels, *own], rest, taken


def _split(words: list[Token]) -> list[list[Token]]:
    """Labels that a joint separates: 自然人和法人."""
    groups: list[list[Token]] = [[]]
    for token in words:
        if token.text in LISTED and any(_label(word) for word in groups[-1]):
            groups.append([])
        else:
            groups[-1].append(token)
    if len(groups) > 1:
        # What stands before the first label (对, 其中) belongs to all of them; a group without any label is none.
        groups = [group for group in groups if any(_label(word) for word in group)] or groups
    return [group for group in groups if group]


def _label(token: Token) -> bool:
    return any(role in token.roles for role in _LABELS) or token.kind == "gap"


def _pairs(labels: list[list[Token]], rest: list[Token], numbers: list[Piece], piece: Piece) -> list[Piece]:
    shared = [token for token in labels[-1] if token.has("noun")]
    decided = [token for token in labels[-1] if token.has("verb", "decide") and "filler" not in token.roles]
    pairs = []
    for index, (label, number) in enumerate(zip(labels, numbers, strict=True)):
        noun = (
            []
            if any(
                token.has("noun") or token.has("applicant") or token.has("result") or token.has("outcome")
                for token in label
            )
            else shared
        )
        verbs = [] if any(token.has("verb") for token in label) else decided
        made = Piece(
            piece.separator if index else ",", piece.depth, [*label, *noun, *verbs, *rest], number.number, number.after
        )
        made.closes = piece.closes if index == 0 else number.closes
        pairs.append(made)
    return pairs


def _unknown(piece: Piece) -> Piece:
    """A piece that could not be paired: its number is left alone."""
    gap = Token("gap", "", piece.start, piece.start, {}, GAP)
    return Piece(
        piece.separator, piece.depth, [*piece.before, gap], piece.number, piece.after, piece.opens, piece.closes
    )


def _summed(pieces: list[Piece]) -> list[Piece]:
    """Results or nouns listed without numbers and then counted together: put into one piece."""
    found: list[Piece] = []
    for piece in pieces:
        while (
            piece.number is not None
            and piece.separator in LISTED
            and found
            and found[-1].number is None
            and not found[-1].closes
            and _joinable(found[-1], piece)
        ):
            before = found.pop()
            made = Piece(before.separator, before.depth, [*before.before, *piece.before], piece.number, piece.after)
            made.opens, made.closes = before.opens, before.closes
            piece = made
        found.append(piece)
    return found


def _joinable(before: Piece, piece: Piece) -> bool:
    for role in ("result", "outcome"):
        if before.any(role) and any(token.has(role) for token in piece.before):
            return not before.any("none")
    nouns = {value for token in before.before for value in token.roles.get("noun", ())}
    others = {value for token in piece.before for value in token.roles.get("noun", ())}
    courts = {"review", "suit", "suit_direct", "suit_after"}
    documents = {"rules", "normative"}
    return bool(nouns & courts and others & courts) or bool(nouns & documents and others & documents)
