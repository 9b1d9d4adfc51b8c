"""The four ways a use case says no. Anything else that is raised is a fault of ours."""


class TrackerError(Exception):
    """Carries a code that `labels` turns into a Chinese sentence, and the sentence's parameters."""

    def __init__(self, code: str, *, field: str | None = None, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.parameters = parameters


class RuleBroken(TrackerError):
    """The request is well formed and a rule forbids it (HTTP 422)."""


class Forbidden(TrackerError):
    """This person may not do it (HTTP 403)."""


class NotFound(TrackerError):
    """There is no such thing, or not for this person (HTTP 404)."""


class StaleWrite(TrackerError):
    """Somebody else changed the thing since the form was opened (HTTP 409)."""


class UnreadableDocument(RuleBroken):
    """A file that cannot become a plan; nothing of it is kept."""
