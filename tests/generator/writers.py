"""Which kinds of file a document can come in, and the one that its seed picks."""

from random import Random

from tests.generator.layouts.page import Document
from tests.parsing.files_of import WRITERS, Rows, csv_file

_OF_TABLES = ("docx", "docx", "xlsx", "xlsx", "xls", "html", "ofd")
_OF_TABLES_WITHOUT_MERGES = (*_OF_TABLES, "txt", "csv")
_OF_PROSE = ("txt", "txt", "txt", "gb18030", "utf-16", "html", "html fragment", "docx", "ofd")
_WITH_BROKEN_LINES = ("wrapped", "wrapped", "one line")


def file_kind(document: Document, seed: int) -> str:
    dice = Random(f"file {seed}")  # noqa: S311
    if any(isinstance(part, Rows) for part in document.parts):
        kept = "merged units" in document.traits
        return dice.choice(_OF_TABLES if kept else _OF_TABLES_WITHOUT_MERGES)
    if document.layout == "one cell a line":
        return "txt"
    if is_marked_throughout(document):
        return dice.choice((*_OF_PROSE, *_WITH_BROKEN_LINES))
    return dice.choice(_OF_PROSE)


def is_marked_throughout(document: Document) -> bool:
    """Its tasks can be told apart without any line break."""
    marked = document.layout.startswith(("numbered", "一是", "第一"))
    return marked and "heads own line" not in document.traits


def write(document: Document, kind: str) -> bytes:
    return csv_file(document.parts) if kind == "csv" else WRITERS[kind](document.parts)
