"""Who is at the other end: a cookie that names one browser, signed with a key that lives as long as the server."""

import hmac
import secrets
from hashlib import sha256

COOKIE = "bianzhi_visitor"

_KEY = secrets.token_bytes(32)


def issue_visitor() -> str:
    """A new cookie value."""
    token = secrets.token_urlsafe(24)
    return f"{token}.{_sign(token)}"


def is_visitor(value: str) -> bool:
    """Whether this server issued the value."""
    token, _, signature = value.partition(".")
    return bool(token) and hmac.compare_digest(signature, _sign(token))


def visitor_in_cookies(header: str) -> str:
    """The visitor of a Cookie header, empty where there is none that this server issued."""
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE and is_visitor(value):
            return value
    return ""


def _sign(token: str) -> str:
    return hmac.new(_KEY, token.encode(), sha256).hexdigest()
