"""The web server's answers around Streamlit: Chinese scripts, security headers, a cookie, closed side doors."""

import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from bianzhi.ui.shell.old_browser import notice, too_old
from bianzhi.ui.shell.repairs import CHANGES
from bianzhi.ui.shell.security_headers import content_security_policy, security_headers
from bianzhi.ui.shell.start_page import start_page
from bianzhi.ui.shell.translation import translated_script
from bianzhi.ui.shell.visitor import COOKIE, issue_visitor, visitor_in_cookies

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers: TypeAlias = list[tuple[bytes, bytes]]

_SCRIPTS = "/static/js/"
_CLOSED = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check")
_NOT_PAGES = ("/static/", "/media/", "/_stcore/", "/component/", "/app/static/")


class ChineseShell:
    """ASGI middleware around Streamlit.

    Pages get the Chinese start page and a cookie; scripts of the table are served translated, revalidated by their
    fingerprint; generated files need the cookie and are never stored by a browser; everything gets the headers of
    ``security_headers``. The path is taken from the scope alone, never from the Host header.
    """

    def __init__(self, app: Application) -> None:
        self._app = app
        self._page = start_page().encode()
        self._headers = security_headers(content_security_policy(start_page()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, request = scope["path"], {name.decode("latin-1"): value for name, value in scope["headers"]}
        if path.startswith(_CLOSED):
            await self._answer(send, 404, "没有这个地址。".encode(), _TEXT)
        elif path.startswith("/media/") and not _visitor(request):
            await self._answer(send, 401, "请先打开系统首页，再下载文件。".encode(), _TEXT)
        elif path.startswith(_SCRIPTS) and (script := translated_script(path.removeprefix(_SCRIPTS), CHANGES)):
            await self._answer_script(send, script, request)
        elif scope["method"] in {"GET", "HEAD"} and _is_page(path):
            await self._answer_page(send, request)
        else:
            await self._app(scope, receive, self._with_headers(send, private=path.startswith("/media/")))

    async def _answer_page(self, send: Send, request: dict[str, bytes]) -> None:
        headers: Headers = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
        old = too_old(request.get("user-agent", b"").decode("latin-1"))
        if old:
            await self._answer(send, 200, notice(old).encode(), headers)
            return
        if not _visitor(request):
            cookie = f"{COOKIE}={issue_visitor()}; Path=/; HttpOnly; SameSite=Strict"
            headers.append((b"set-cookie", cookie.encode()))
        await self._answer(send, 200, self._page, headers)

    async def _answer_script(self, send: Send, script: bytes, request: dict[str, bytes]) -> None:
        tag = f'"{hashlib.sha256(script).hexdigest()[:32]}"'.encode()
        headers: Headers = [
            (b"content-type", b"text/javascript; charset=utf-8"),
            (b"cache-control", b"no-cache"),
            (b"etag", tag),
        ]
        if request.get("if-none-match") == tag:
            await self._answer(send, 304, b"", headers)
        else:
            await self._answer(send, 200, script, headers)

    async def _answer(self, send: Send, status: int, body: bytes, headers: Headers) -> None:
        length = (b"content-length", str(len(body)).encode())
        await send(
            {"type": "http.response.start", "status": status, "headers": [*headers, length, *self._headers]},
        )
        await send({"type": "http.response.body", "body": body})

    def _with_headers(self, send: Send, *, private: bool) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers: Headers = list(message["headers"])
                if private:
                    headers = [item for item in headers if item[0].lower() != b"cache-control"]
                    headers.append((b"cache-control", b"no-store"))
                message["headers"] = headers + self._headers
            await send(message)

        return send_with_headers


_TEXT: Headers = [(b"content-type", b"text/plain; charset=utf-8")]


def _visitor(request: dict[str, bytes]) -> str:
    return visitor_in_cookies(request.get("cookie", b"").decode("latin-1"))


def _is_page(path: str) -> bool:
    """A path of the pages: below none of Streamlit's own folders, and not a file."""
    return not path.startswith((*_NOT_PAGES, "//")) and "." not in path and "/_stcore/" not in path
