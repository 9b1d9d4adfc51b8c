"""Where a form was sent from, and from which address. Behind a proxy both can look foreign."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, current_app, request

from tracker.domain.doing import Policy
from tracker.web.errors import Answer, page_with_words

_FOREIGN = (
    "这份内容不是从本系统的页面提交的，没有办理。"
    "如果您正在本系统的页面上，请系统管理员检查 BASE_URL 和代理服务器的设置。"
)
_PORTS_NOT_SAID = (80, 443)


def register(app: Flask) -> None:
    # Instead of Flask-WTF's own check, which knows the site by the name that the proxy uses.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(_refuse_foreign)


def is_sent_from_here() -> bool:
    """By a page of this site, if the browser says from where. The site has the name that people
    type (BASE_URL); a proxy that does not pass it on asks by another one."""
    sender = request.headers.get("Origin") or request.referrer
    policy: Policy = current_app.config["POLICY"]
    own = {_place(request.host_url), _place(policy.letterhead.base_url)}
    return sender is None or _place(sender) in own


def address() -> str:
    """Some proxies write the port behind the address."""
    given = request.remote_addr or ""
    for text in (given, given.rpartition(":")[0].strip("[]")):
        try:
            return str(ip_address(text))
        except ValueError:
            continue
    return "unknown"


def _refuse_foreign() -> Answer | None:
    """By https only: whoever comes by http may use any name of the machine."""
    if request.method != "POST" or not request.is_secure or is_sent_from_here():
        return None
    return page_with_words(400, _FOREIGN)


def _place(url: str) -> tuple[str | None, int | None] | None:
    try:
        parts = urlsplit(url)
        return parts.hostname, None if parts.port in _PORTS_NOT_SAID else parts.port
    except ValueError:
        return None
