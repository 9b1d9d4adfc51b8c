"""Thirty documents of the generator, each looked at, are read rightly."""

from pathlib import Path

import pytest

from tests.generator.kept import FOLDER, kept, written
from tests.generator.layouts.page import Document
from tests.generator.score import score
from tests.generator.trial import read

FILES = sorted(FOLDER.glob("*.txt"))


def test_thirty_are_kept():
    assert len(FILES) == 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_kept_document_is_read_rightly(path: Path):
    document, wanted = kept(path.read_text(encoding="utf-8"))
    draft, refusal = read(document.encode(), "计划.txt")
    assert refusal == ""
    found = score(draft, wanted)
    assert {name: c for name, c in found.items() if c.missed or c.invented} == {}


@pytest.mark.parametrize("path", FILES[:3], ids=lambda path: path.stem)
def test_a_kept_document_is_written_as_it_was_read(path: Path):
    text = path.read_text(encoding="utf-8")
    document, wanted = kept(text)
    assert written(Document(tuple(document.split("\n")), wanted, "kept")) == text
