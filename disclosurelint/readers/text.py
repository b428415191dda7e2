"""Plain text: scraped from a page, copied out of a PDF, or pasted."""

from __future__ import annotations

from disclosurelint.characters import normalise
from disclosurelint.document import Block, Document
from disclosurelint.readers.encodings import decode
from disclosurelint.readers.lines import Line, assemble, line_spans, plain_line, split_plain
from disclosurelint.readers.sink import Sink


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a text file. Raises `InputError`."""
    source, encoding = decode(data)
    if "</td>" in source or "</TD>" in source:
        # The source of a page, or Markdown with the form's tables, under another file name.
        from disclosurelint.readers import markdown

        return markdown.read(data, name)
    normal = normalise(source)
    sink = Sink()
    items: list[Line | Block] = []
    blank = False
    for span in line_spans(source):
        line = plain_line(normal, *span)
        if line.text.value or not blank:
            items.append(line)
        blank = not line.text.value
    assemble(items, lambda line: split_plain(line, normal), sink)
    sink.close(len(source))
    return Document(name, "text", source, sink.blocks, encoding=encoding, normal=normal)
