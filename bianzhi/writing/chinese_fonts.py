"""A font with Chinese characters, for files that are printed: looked for on this computer, never guessed."""

import typst

from bianzhi.errors import BianzhiError

FAMILIES = (
    "Microsoft YaHei",
    "DengXian",
    "SimHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimSun",
    "FangSong",
    "KaiTi",
    "Noto Serif CJK SC",
)
"""Families in the order they are wanted: those of Windows and macOS first, then those of Linux."""


def chinese_font() -> str:
    """The first of the wanted families that is installed.

    Raises
    ------
    BianzhiError
        None of them is.
    """
    installed = set(typst.Fonts(include_embedded_fonts=False).families())
    found = next((family for family in FAMILIES if family in installed), None)
    if found is None:
        raise BianzhiError(
            "本机没有可用的中文字体，不能生成 PDF 和 PNG。",
            "Windows 请安装“微软雅黑”“黑体”或“宋体”，Debian、Ubuntu 请安装软件包 fonts-noto-cjk，再重新启动本程序；"
            "不装字体也可以导出 SVG 或 PPTX。",
        )
    return found
