"""Which error shows which page: always a sentence, never a stack trace."""

import errno
import logging
import secrets
from collections.abc import Sequence

from flask import Flask, current_app, g, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from tracker.domain.errors import (
    Forbidden,
    NotFound,
    RuleBroken,
    StaleWrite,
    TrackerError,
)
from tracker.domain.words.errors import error_sentence
from tracker.domain.words.obstacles import ON_PAGE
from tracker.queries.health import find_fault
from tracker.web import kept_words
from tracker.web.fields import visible

Answer = tuple[str, int]

RETRY_AFTER = "5"  # seconds

_log = logging.getLogger(__name__)

_STATUS: dict[type[TrackerError], int] = {
    Forbidden: 403,
    NotFound: 404,
    StaleWrite: 409,
    RuleBroken: 422,
}
_TITLES = {
    400: "请求不完整",
    401: "登录已过期",
    403: "没有权限",
    404: "没有找到",
    405: "不能这样打开",
    409: "内容已变化",
    413: "内容太大",
    422: "未能办理",
    500: "系统出错",
    503: "暂时不能办理",
    507: "磁盘已满",
}
_SENTENCES = {
    403: "您没有权限打开这一页。",
    404: "没有这一页，或者内容已被删除。",
    405: "请从系统的页面进入，不要直接打开这个地址。",
    507: "服务器磁盘已满，文件没有收下。请告知管理员清理磁盘；按浏览器的“返回”，填的内容还在。",
    413: "提交的内容太大：文件不能超过 {limit} MB，请压缩或拆分后再传。",
}


_TOO_LARGE_FROM_STRANGERS = "登录前不能提交这么大的内容，请先登录，再重新提交。"


def register(app: Flask) -> None:
    app.before_request(_number_request)
    app.register_error_handler(TrackerError, _tracker_error)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(MethodNotAllowed, _wrong_method)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OSError, _os_error)
    app.register_error_handler(Exception, _exception)


def status_of(error: TrackerError) -> int:
    return next(status for kind, status in _STATUS.items() if isinstance(error, kind))


def _number_request() -> None:
    g.request_id = secrets.token_hex(6)


def _page(status: int, sentence: str, typed: Sequence[str] = ()) -> Answer:
    title = _TITLES.get(status, _TITLES[400])
    page = render_template(
        "errors/error.html", title=title, sentence=sentence, status=status, typed=typed
    )
    return page, status


def _tracker_error(error: TrackerError) -> Answer:
    return page_with_words(status_of(error), error_sentence(error))


def page_with_words(status: int, sentence: str) -> Answer:
    return _page(status, sentence, _typed())


def _typed() -> Sequence[str]:
    """Whole words of a form that cannot be shown again, because the task now is another unit's or
    gone: they can be copied from the page. Never from a page with passwords."""
    if request.blueprint == "account":
        return ()
    texts = [visible(text).strip() for name in request.form for text in request.form.getlist(name)]
    return [text for text in dict.fromkeys(texts) if not text.isascii() or "\n" in text]


def _too_large(error: RequestEntityTooLarge) -> Answer:
    limit = (request.max_content_length or 0) // (1024 * 1024)
    if limit == 0:
        return _page(413, _TOO_LARGE_FROM_STRANGERS)
    return _page(413, _SENTENCES[413].format(limit=limit))


def _os_error(error: OSError) -> Answer:
    """While a form with files comes in, these are written to the disk for the time being."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return _fault(error)
    _log.error("request %s: the disk for temporary files is full", g.request_id)
    return _page(507, _SENTENCES[507])


def _wrong_method(error: MethodNotAllowed) -> tuple[str, int, dict[str, str]]:
    return *_page(405, _SENTENCES[405]), {"Allow": ", ".join(sorted(error.valid_methods or ()))}


def _http_error(error: HTTPException) -> Answer | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    return _page(status, _SENTENCES.get(status, "请求不完整，请从系统的页面重新进入。"))


def _exception(error: Exception) -> Answer | tuple[str, int, dict[str, str]]:
    fault = find_fault(error)
    if fault is None:
        return _fault(error)
    _log.error("request %s: database %s: %s", g.request_id, fault.obstacle, fault.reason)
    return _without_database(ON_PAGE[fault.obstacle]), 503, {"Retry-After": RETRY_AFTER}


def _without_database(sentence: str) -> str:
    """Nothing was done, and what was typed can be sent again: sealed into the page, as over a
    login. Words that are too many for that can be copied."""
    kept = kept_words.typed() if request.method == "POST" else None
    sealed = kept.sealed() if kept else ""
    is_too_long = len(sealed) > kept_words.MOST
    is_read = request.method == "GET" and request.endpoint is not None
    page = current_app.jinja_env.get_template("errors/unavailable.html")
    return page.render(
        title=_TITLES[503],
        sentence=sentence,
        kept=None if is_too_long else kept,
        sealed=sealed,
        typed=_typed() if is_too_long else (),
        again=request.full_path.removesuffix("?") if is_read else None,
    )


def _fault(error: Exception) -> Answer:
    """Ours: the log has it under the number that the page shows, and no personal text.

    The page knows nobody and asks no database: that may be the very thing that failed.
    """
    _log.exception("request %s failed: %s %s", g.request_id, request.method, request.endpoint)
    page = current_app.jinja_env.get_template("errors/fault.html")
    return page.render(title=_TITLES[500], request_id=g.request_id), 500
