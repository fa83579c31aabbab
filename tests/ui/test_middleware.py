"""What the web server answers around Streamlit."""

import asyncio
import base64
import hashlib
import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bianzhi.ui.shell.chinese import TABLE
from bianzhi.ui.shell.middleware import ChineseShell, Receive, Scope, Send
from bianzhi.ui.shell.translation import scripts_to_translate
from bianzhi.ui.shell.visitor import COOKIE, issue_visitor

NEW_BROWSER = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/112.0.0.0 Safari/537.36"
OLD_BROWSER = NEW_BROWSER.replace("112", "111")


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def _streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"public")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"streamlit"})


def get(path: str, **headers: str) -> Answer:
    """Ask for a path; header names with _ for -."""
    answer = Answer()

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message["body"]

    async def receive() -> MutableMapping[str, Any]:
        return {}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": raw}
    asyncio.run(ChineseShell(_streamlit)(scope, receive, send))
    return answer


@pytest.mark.parametrize("path", ["/", "/check", "/plan"])
def test_a_page_is_chinese_and_loads_nothing_from_elsewhere(path: str) -> None:
    """Language, title and notice are set; no address of another host stands in it."""
    page = get(path, user_agent=NEW_BROWSER).body.decode()

    assert '<html lang="zh-CN" translate="no">' in page
    assert "<title>编制调剂 · bianzhi</title>" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "You need to enable JavaScript" not in page


def test_the_policy_allows_the_page_s_own_inline_script_and_no_other() -> None:
    """The hash in the header is that of the script in the page; nothing is allowed inline or by eval."""
    answer = get("/", user_agent=NEW_BROWSER)
    policy = answer.headers["content-security-policy"]
    scripts = re.findall(r"<script>(.*?)</script>", answer.body.decode(), re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]

    assert hashes
    assert all(f"'sha256-{value}'" in policy for value in hashes)
    script_part = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in script_part
    assert "'unsafe-eval'" not in script_part
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/static/js/other.js", "/media/x.xlsx", "/_stcore/health"])
def test_every_answer_has_the_security_headers(path: str) -> None:
    """Pages, scripts, files and the health check."""
    headers = get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "content-security-policy" in headers


def test_a_file_needs_the_cookie_and_is_not_stored() -> None:
    """Without the cookie, or with a made-up one, 401; with one of ours the file, never cached."""
    assert get("/media/x.xlsx").status == 401
    assert get("/media/x.xlsx", cookie=f"{COOKIE}=made.up").status == 401

    answer = get("/media/x.xlsx", cookie=f"a=b; {COOKIE}={issue_visitor()}")
    assert (answer.status, answer.body) == (200, b"streamlit")
    assert answer.headers["cache-control"] == "no-store"


def test_a_page_gives_the_cookie_once() -> None:
    """A new browser gets one that scripts cannot read; a known one keeps its own."""
    cookie = get("/", user_agent=NEW_BROWSER).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    known = get("/", user_agent=NEW_BROWSER, cookie=cookie.split(";", maxsplit=1)[0])
    assert "set-cookie" not in known.headers


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/metrics"])
def test_side_doors_are_closed(path: str) -> None:
    """What the pages never use is not there."""
    assert get(path).status == 404


def test_an_old_browser_gets_a_page_without_scripts() -> None:
    """111 is too old, 112 is not; the notice names the version and what to do."""
    notice = get("/", user_agent=OLD_BROWSER).body.decode()

    assert "Chromium 111" in notice
    assert "<script" not in notice
    assert "浏览器版本过低" not in get("/", user_agent=NEW_BROWSER).body.decode()


def test_a_translated_script_is_revalidated_by_its_fingerprint() -> None:
    """The first answer carries the body, the second only says that nothing changed."""
    name = next(name for name in scripts_to_translate(TABLE) if name.startswith("FileUploader."))
    first = get(f"/static/js/{name}")
    second = get(f"/static/js/{name}", if_none_match=first.headers["etag"])

    assert "选择文件" in first.body.decode()
    assert first.headers["content-type"].startswith("text/javascript")
    assert (second.status, second.body) == (304, b"")


def test_other_requests_are_streamlit_s() -> None:
    """Scripts outside the table and the health check pass through."""
    assert get("/static/js/other.js").body == b"streamlit"
    assert get("/_stcore/health").body == b"streamlit"
