import re
from pathlib import Path

from tracker import parsing, sandbox
from tracker.domain.drafts import rereading, review
from tracker.domain.words.doubts import DOUBTS
from tracker.domain.words.errors import ERRORS

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for package in (parsing, sandbox)
    for path in Path(package.__path__[0]).rglob("*.py")
)


def test_every_reason_to_refuse_a_document_has_a_sentence():
    # the limit is a setting, so the upload asks it; a plan made by hand has no document to show
    by_use_case = {"document.too-large", "document.not-found"}
    assert set(re.findall(r'"(document\.[a-z-]+)"', SOURCES)) | by_use_case == {
        code for code in ERRORS if code.startswith("document.")
    }


def test_every_doubt_about_structure_has_a_sentence():
    found = set(re.findall(r'Doubt\(\s*"((?:plan|task)\.[a-z-]+)"', SOURCES))
    assert found | {review.STRANGE_LEAD, rereading.OVERLAPS} == {
        code for code in DOUBTS if code.startswith(("plan.", "task."))
    }
