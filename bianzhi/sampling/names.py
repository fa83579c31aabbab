"""Invented names: common surnames, given names put together from characters."""

from bianzhi.domain.terms import Sex
from bianzhi.sampling.dice import Dice

_SURNAMES = tuple(
    (weight, surname)
    for weight, surnames in (
        (70, "王 李 张 刘 陈"),
        (30, "杨 黄 赵 周 吴 徐 孙 朱 马 胡 郭 林 何 高"),
        (18, "梁 郑 罗 宋 谢 唐 韩 曹 许 邓 萧 冯 曾 程 蔡 彭 潘 袁 于 董 余 苏 叶 吕 魏 蒋 田 杜 丁 沈"),
        (
            9,
            "姜 范 江 傅 钟 卢 汪 戴 崔 任 陆 廖 姚 方 金 邱 夏 谭 韦 贾 邹 石 熊 孟 秦 阎 薛 侯 雷 白 龙 段 郝 孔 邵 史",
        ),
        (9, "毛 常 万 顾 赖 武 康 贺 严 尹 钱 施 牛 洪 龚"),
        (2, "汤 陶 黎 温 莫 易 樊 乔 文 安 殷 颜 庄 章 鲁 倪 庞 邢 俞 翟 蓝 聂 齐 向 申 葛 柴 伍 覃 骆 关 焦 柳 欧 祝"),
        (2, "纪 尚 毕 耿 芦 左 季 管 符 辛 苗 詹 曲 靳 祁 路 涂 兰 甘 裴 欧阳 司徒 上官"),
    )
    for surname in surnames.split()
)
# Characters that would complete the name of someone well known are left out, so that no list of such names is needed.
_FIRST = {
    Sex.MALE: "建志国文学明家宏永立德光景承嘉俊宇子叙浩晨奕绪思新振绍启维望向友松世克润",
    Sex.FEMALE: "晓丽雅淑惠玉静思雨欣佳语梦诗若芷慧秀月春彩凤素锦亦书清美琳可舒子沁乐",
}
_SECOND = {
    Sex.MALE: "平峰辉林海波勇鹏刚松源恒远航轩栋铭钧楠旭昊翀喆骁烨澍诚",
    Sex.FEMALE: "芳敏英霞萍红燕梅琴云莉莹洁颖倩婷瑶琪怡妍萱璐薇澜岚筠婕桐瑾",
}
_SINGLE = {Sex.MALE: "岩彬翀喆瑞骏恺晟渊", Sex.FEMALE: "静敏璇悦莹蕊沁菁娴琦"}


def name(dice: Dice, sex: Sex) -> str:
    """A name. Two people may well have the same one, as in every real ledger."""
    while True:
        surname = dice.weighted(_SURNAMES)
        if len(surname) == 1 and dice.chance(14):
            drawn = surname + dice.pick(_SINGLE[sex])
        else:
            drawn = surname + dice.pick(_FIRST[sex]) + dice.pick(_SECOND[sex])
        if drawn[-1] != drawn[-2]:
            return drawn
