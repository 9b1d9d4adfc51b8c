"""Where a form about a task leads back to: the list on which it stood, or the task."""

from urllib.parse import urlencode

from flask import request, url_for

from tracker.web.task_forms import address_of


def came_from() -> str:
    """As an address states it; a board with what it was narrowed to."""
    match request.args.get("back"):
        case "inbox":
            return "inbox"
        case "board":
            return "&".join(filter(None, ("board", urlencode(_board_filter()))))
    return ""


def back_to(task_id: int) -> str:
    match request.args.get("back"):
        case "inbox":
            return url_for("inbox.index")
        case "board":
            return f"{url_for('board.index')}?{urlencode(_board_filter())}#list"
    return address_of(task_id)


def _board_filter() -> dict[str, str]:
    return {name: text for name, text in request.args.items() if name != "back"}
