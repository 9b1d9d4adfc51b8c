"""Kept words: what was typed into a form that came after its session had ended.

They travel, signed, in the page that asks to log in, and come back to the address that they were
sent to. There the form is shown as it was typed and nothing is written until it is sent anew.
Passwords and files never travel; a file is named, so that it can be chosen again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from flask import Flask, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import ImmutableMultiDict

from tracker import clock
from tracker.domain.errors import RuleBroken
from tracker.transaction.unit_of_work import refuse_writing
from tracker.web import origins, session

FIELD = "kept_words"
# Whoever finds the page only the next morning still gets them.
KEPT_FOR = timedelta(hours=24)
# Characters when sealed: half of what a form may carry; at worst some 85,000 of Chinese.
MOST = 250_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose words, for which address, and the names of the files that came with them."""

    person: int
    address: str
    fields: Sequence[tuple[str, str]]
    files: Sequence[str] = ()

    def check_owner(self, person: int) -> None:
        if person != self.person:
            raise RuleBroken("kept-words.of-another")

    def sealed(self) -> str:
        until = (clock.now() + KEPT_FOR).timestamp()
        return str(_serializer().dumps({"until": until} | asdict(self)))


def register(app: Flask) -> None:
    app.before_request(_bring_back)
    app.context_processor(lambda: {"brought_back": brought_back})


def typed() -> Kept | None:
    """Of the form that was just sent, if it is one of ours that a person had opened."""
    if request.form.get(FIELD):  # on their way back, and the session ended once more
        return unseal(request.form[FIELD])
    person = session.opened_by()
    if person is None or request.blueprint == "account" or not origins.is_sent_from_here():
        return None
    fields = [
        (name, text)
        for name, texts in request.form.lists()
        for text in texts
        if name != session.TOKEN
    ]
    files = [file.filename for _, file in request.files.items(multi=True) if file.filename]
    return Kept(person, _address(), fields, files)


def unseal(text: str) -> Kept:
    try:
        told = _serializer().loads(text)
    except BadSignature:
        raise RuleBroken("kept-words.too-old") from None
    if told.pop("until") < clock.now().timestamp():
        raise RuleBroken("kept-words.too-old")
    return Kept(**told)


def brought_back() -> Kept | None:
    """What this request shows again and must not do."""
    found: Kept | None = g.get(FIELD)
    return found


def _bring_back() -> None:
    """Puts the words into the form, as if they had just been typed. Without a login they stay
    sealed: the page that asks for it takes them on."""
    if FIELD not in request.form or request.blueprint == "account":
        return
    viewer = session.viewer()
    if viewer is None:
        return
    kept = unseal(request.form[FIELD])
    kept.check_owner(viewer.actor.user_id)
    if kept.address != _address():
        raise RuleBroken("kept-words.of-another")
    refuse_writing()
    request.form = ImmutableMultiDict(kept.fields)
    setattr(g, FIELD, kept)


def _address() -> str:
    return request.full_path.removesuffix("?")


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-words")
