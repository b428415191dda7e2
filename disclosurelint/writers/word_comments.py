"""A copy of a Word draft with each finding as a comment (批注) at its words or cell.

Formatting, tracked changes, other people's comments and all other parts of the file stay as they were; comments of
this program from an earlier copy are replaced.
"""

from __future__ import annotations

from disclosurelint.document import Document, Span
from disclosurelint.outcomes import Finding
from disclosurelint.records import field, record
from disclosurelint.wording import SEVERITY
from disclosurelint.writers.word_map import ParagraphPlace, TextPlace, WordMap
from disclosurelint.writers.word_package import rewritten, spliced
from disclosurelint.writers.word_store import Store


def commented(document: Document, findings: list[Finding], language: str) -> bytes:
    """The bytes of the copy. `document` is the draft as it was read, `findings` are those made on it."""
    places = WordMap(document)
    store = Store(places)
    copy = _Copy(places, store.prefix_in_body)
    copy.drop({comment for comment, _ in store.ours})
    comments = []
    for number, finding in enumerate(findings, store.next_id):
        copy.fasten(number, finding.span)
        comments.append(store.comment(number, lines_of(finding, language)))
    parts = store.parts(comments)
    parts[places.package.main] = copy.xml()
    return rewritten(places.package, parts, mark=True)


def lines_of(finding: Finding, language: str) -> list[str]:
    """What a comment says: severity, rule and fault; how the figures come about; basis; what to do."""

    def say(zh: str, en: str) -> str:
        return en if language == "en" else zh

    severity = SEVERITY[finding.severity].to(language)
    lines = [f"{say(f'【{severity}】', f'[{severity}] ')}{finding.rule} {finding.message}"]
    if finding.sum:
        lines.append(say("对照：", "compared: ") + finding.sum)
    lines += [say("说明：", "note: ") + note for note in finding.notes]
    if finding.basis:
        lines.append(say("依据：", "basis: ") + say("；", "; ").join(finding.basis))
    if finding.remedy:
        lines.append(say("建议：", "to do: ") + finding.remedy)
    if finding.suggestion:
        lines.append(say("可改为：", "such as: ") + finding.suggestion)
    elif finding.edits and finding.safe_fix:
        corrected = _corrected(finding)
        if corrected is not None:
            lines.append(say("改为：", "corrected: ") + corrected)
    return lines


def _corrected(finding: Finding) -> str | None:
    """The paragraph with a finding's edits made, where all of them stand in it."""
    first = finding.span[0] - finding.mark[0]
    text, at = [], 0
    for edit in sorted(finding.edits, key=lambda edit: edit.span):
        start, end = edit.span[0] - first, edit.span[1] - first
        if not at <= start <= end <= len(finding.source):
            return None
        text += [finding.source[at:start], edit.text]
        at = end
    return "".join([*text, finding.source[at:]]).strip()


@record
class _Spot:
    """A place in the bytes where marks go: what they replace, what closes before them and opens again behind."""

    length: int = 0
    before: bytes = b""
    after: bytes = b""
    ends: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)


class _Copy:
    """The body with its comments' marks."""

    def __init__(self, places: WordMap, prefix: tuple[str, str]) -> None:
        self._places = places
        self._prefix, self._declared = prefix
        self._spots: dict[int, _Spot] = {}
        self._dropped: list[tuple[int, int]] = []
        self._parted: set[int] = set()

    def drop(self, comments: set[str]) -> None:
        """Leaves out the marks of these comments."""
        for mark in self._places.comments:
            if mark.comment in comments:
                run = mark.run
                if run is not None and not run.texts and run.host is None:
                    self._dropped.append((run.start, run.end))
                else:
                    self._dropped.append((mark.start, mark.end))

    def fasten(self, comment: int, span: Span) -> None:
        """Puts the marks of a comment around a stretch; around the whole paragraph where it holds no letter."""
        first, last = self._ends(*self._places.clipped(span))
        start = self._mark("commentRangeStart", comment)
        w, declared = self._prefix, self._declared
        reference = self._mark("commentReference", comment, plain=True)
        end = f"{self._mark('commentRangeEnd', comment)}<{w}r{declared}>{reference}</{w}r>"
        if first is None or last is None:
            self._in_empty(self._places.paragraph_at(span[0]), (start + end).encode())
            return
        self._cut(*first, behind=False).starts.append(start.encode())
        self._cut(*last, behind=True).ends.append(end.encode())

    def _mark(self, name: str, comment: int, *, plain: bool = False) -> str:
        declared = "" if plain else self._declared
        return f'<{self._prefix}{name}{declared} {self._prefix}id="{comment}"/>'

    def _ends(self, start: int, end: int) -> tuple[tuple[TextPlace, int] | None, tuple[TextPlace, int] | None]:
        """The elements that hold the first and the last letter, with the letters before the first and up to the last."""
        paragraph = self._places.paragraph_at(start)
        texts = paragraph.texts if paragraph is not None else []
        shown = [text for text in texts if self._places.is_shown(text)]
        if not shown:
            return None, None
        whole = (shown[0], 0), (shown[-1], -1)
        if end <= start:
            return whole
        first = self._places.text_at(start) or whole[0]
        held = self._places.text_at(end - 1)
        last = (held[0], held[1] + 1) if held is not None else whole[1]
        return first, last

    def _in_empty(self, paragraph: ParagraphPlace | None, marks: bytes) -> None:
        """Marks in a paragraph without text: a blank cell."""
        paragraph = paragraph or next(iter(self._places.paragraphs.values()), None)
        if paragraph is None:
            return
        if paragraph.host is not None:
            self._spot(paragraph.host.start).starts.append(marks)
        elif paragraph.inside >= 0:
            self._spot(paragraph.inside).starts.append(marks)
        else:
            name = self._places.name_at(paragraph.start)
            spot = self._spot(paragraph.end - 2)
            spot.length, spot.before, spot.after = 2, b">", b"</" + name + b">"
            spot.starts.append(marks)

    def _spot(self, at: int) -> _Spot:
        return self._spots.setdefault(at, _Spot())

    def _cut(self, text: TextPlace, letters: int, *, behind: bool) -> _Spot:
        """The spot in front of a letter or behind it (-1: the last): beside the run, or within it, which then becomes two."""
        run = text.run
        if run.host is not None or text.paragraph.host is not None:
            outer = run.outermost()
            return self._spot(outer.end if behind else outer.start)
        at = self._place(text, letters, behind=behind)
        if at == text.start and not self._places.xml[run.first : at].strip():
            return self._spot(run.start)
        if at == text.end and self._places.ends_run(at, run):
            return self._spot(run.end)
        spot = self._spot(at)
        reopened = run.tag + run.properties
        if text.start < at < text.end:
            name = self._places.name_at(text.start)
            spot.before = b"</" + name + b"></" + run.name + b">"
            spot.after = reopened + b"<" + name + b' xml:space="preserve">'
            self._parted.add(text.start)
        else:
            spot.before, spot.after = b"</" + run.name + b">", reopened
        return spot

    def _place(self, text: TextPlace, letters: int, *, behind: bool) -> int:
        """The place in the bytes in front of an element, within its content, or behind it."""
        if letters == 0:
            return text.start
        at = self._places.byte_at(text, letters) if letters > 0 else None
        if at is None:
            return text.end if behind else text.start
        return text.end if at >= text.close else max(at, text.inside)

    def xml(self) -> bytes:
        """The bytes of the body with all marks in place."""
        source = self._places.xml
        changes = [
            (at, at + spot.length, spot.before + b"".join([*spot.ends, *spot.starts]) + spot.after)
            for at, spot in self._spots.items()
        ]
        changes += [(start, end, b"") for start, end in self._dropped]
        for start in self._parted:
            text = self._places.texts[start]
            # Spaces at the edge of a cut were inner ones before, and count on.
            if b"preserve" not in source[start : text.inside] and not source[text.inside : text.inside + 1].isspace():
                changes.append((text.inside - 1, text.inside, b' xml:space="preserve">'))
        return spliced(source, changes)
