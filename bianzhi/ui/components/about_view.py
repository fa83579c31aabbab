"""版本和数据 on the help page: which version this is, where the work is kept, and how to make a backup."""

import streamlit as st

from bianzhi import __version__
from bianzhi.errors import BianzhiError
from bianzhi.ui import keeping
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.tables.shown import plain


def about_view() -> None:
    """Version, place of the data, backup, and what never leaves this computer."""
    st.markdown(f"**程序版本**　{__version__}")
    try:
        place = keeping.store().place
    except BianzhiError as error:
        error_box(error)
        return
    st.markdown(f"**数据放在**　{plain(place)}")
    st.markdown(
        "方案库里的台账、上传的原文件（有打开密码的除外）、方案、设置和改动历史都在这里，删除方案即一并清除。"
        "其中有人员信息：文件只有启动程序的用户能读，不要放到网盘或共享文件夹。"
    )
    st.subheader("备份", anchor=False)
    st.markdown("程序运行时也可以备份。打开命令行窗口，进入程序所在的文件夹，运行：")
    st.code("python -m bianzhi backup -o 备份.db", language=None)
    st.markdown(
        "备份文件名每次要换一个，程序不会覆盖已有的文件。恢复时先停止程序，再用备份文件替换上面的数据文件。"
        "不要直接复制正在使用的数据文件，那样得到的可能不完整。"
    )
    st.subheader("数据不外传", anchor=False)
    st.markdown("程序不访问互联网，页面上的字体、图和脚本都在本机。公民身份号码在页面和导出文件中一律隐去中间各位。")
