"""Browsers that would show a blank page: Streamlit 1.67 needs the regular expressions of Chromium 112."""

import re

_OLDEST = {"Chrome": 112, "Firefox": 116}
_VERSION = re.compile(r"\b(Chrome|Firefox)/(\d+)")
_OTHER_OLD = re.compile(r"\bMSIE \d|\bTrident/")

NOTICE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>浏览器版本过低 · 编制调剂</title>
<style>
body{font:16px/1.8 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;color:#1f2d3d;margin:0;
background:#f4f7fb}
div{max-width:640px;margin:80px auto;padding:32px 40px;background:#fff;border:1px solid #d5dfeb;border-radius:6px}
h1{font-size:22px;margin:0 0 16px}
</style></head>
<body><div>
<h1>浏览器版本过低，无法打开编制调剂系统</h1>
<p>当前浏览器内核为 FOUND，本系统需要 Chromium 112（2023年4月）及以上的内核。</p>
<p>请任选一种办法：</p>
<ol>
<li>把 Chrome、Edge、360、QQ 等浏览器升级到最新版，并使用“极速模式”；</li>
<li>换用本机上其他版本较新的浏览器打开同一地址；</li>
<li>Windows 7、Windows 8 只能安装到 Chrome 109，请换一台 Windows 10 及以上的电脑。</li>
</ol>
<p>不能更换浏览器时，仍可使用命令行：<code>python -m bianzhi plan 台账.xlsx</code>。</p>
</div></body></html>
"""


def too_old(user_agent: str) -> str | None:
    """What the browser says it is, where it is too old for the pages; None where it is new enough or unknown."""
    if _OTHER_OLD.search(user_agent):
        return "Internet Explorer"
    found = _VERSION.search(user_agent)
    if found and int(found[2]) < _OLDEST[found[1]]:
        name = "Chromium" if found[1] == "Chrome" else found[1]
        return f"{name} {found[2]}"
    return None


def notice(found: str) -> str:
    """The page to show instead; it needs no script."""
    return NOTICE.replace("FOUND", found)
