import re
from pathlib import Path

from tracker import parsing, sandbox
from tracker.domain.drafts import review
from tracker.domain.words.document_errors import DOCUMENT_DOUBTS, DOCUMENT_ERRORS

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for package in (parsing, sandbox)
    for path in Path(package.__path__[0]).rglob("*.py")
)


def test_every_reason_to_refuse_a_document_has_a_sentence():
    assert set(re.findall(r'"(document\.[a-z-]+)"', SOURCES)) == set(DOCUMENT_ERRORS)


def test_every_doubt_about_structure_has_a_sentence():
    found = set(re.findall(r'Doubt\(\s*"((?:plan|task)\.[a-z-]+)"', SOURCES))
    assert found | {review.STRANGE_LEAD} == set(DOCUMENT_DOUBTS)
