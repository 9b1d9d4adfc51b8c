"""The four ways a use case says no. Anything else that is raised is a fault of ours."""

from collections.abc import Sequence


class TrackerError(Exception):
    """Carries a code of `words.errors` and the parameters of its sentence."""

    def __init__(self, code: str, *, field: str | None = None, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.parameters = parameters


class RuleBroken(TrackerError):
    """The request is well formed and a rule forbids it (HTTP 422)."""

    @property
    def all(self) -> "tuple[RuleBroken, ...]":
        """Every fault; usually just this one."""
        return (self,)


class Forbidden(TrackerError):
    """This person may not do it (HTTP 403)."""


class NotFound(TrackerError):
    """There is no such thing, or not for this person (HTTP 404)."""


class StaleWrite(TrackerError):
    """Somebody else changed the thing since the form was opened (HTTP 409)."""


class SentTwice(StaleWrite):
    """By the same person, with the same words: it is there already, and only once."""


class UnreadableDocument(RuleBroken):
    """A file that cannot become a plan; nothing of it is kept."""


class ManyBroken(RuleBroken):
    """Several faults of one form or sheet, so that all can be shown at once."""

    def __init__(self, faults: Sequence[RuleBroken]) -> None:
        super().__init__(faults[0].code, field=faults[0].field, **faults[0].parameters)
        self._faults = tuple(faults)

    @property
    def all(self) -> tuple[RuleBroken, ...]:
        return self._faults


def raise_all(faults: Sequence[RuleBroken]) -> None:
    if faults:
        raise ManyBroken(faults)
