"""Who is at the other end: a cookie with a random name for one browser.

It is no login: whoever reaches the server gets one. It keeps the work and the files of one browser from another.
"""

import re
import secrets

COOKIE = "bianzhi_visitor"

_BYTES = 32
_FORM = re.compile(r"[\w-]{43}", re.ASCII)


def issue_visitor() -> str:
    """A new cookie value, of 256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def is_visitor(value: str) -> bool:
    """Whether a value has the form of those issued; what is shorter could be guessed."""
    return _FORM.fullmatch(value) is not None


def visitor_in_cookies(header: str) -> str:
    """The visitor of a Cookie header, empty where there is none."""
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE and is_visitor(value):
            return value
    return ""
