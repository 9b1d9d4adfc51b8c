"""Tells the browser which reports arrived, so that it forgets the words it kept of them."""

from collections.abc import Sequence

from werkzeug.wrappers import Response


def reported(answer: Response, task_ids: Sequence[int]) -> Response:
    """A cookie of numbers only, which the script reads once and deletes."""
    told = ".".join(map(str, task_ids))
    answer.set_cookie("reported", told, max_age=600, samesite="Lax")
    return answer
