"""Invented names: common surnames, given names put together from characters; a few well-known people are avoided."""

from bianzhi.domain.terms import Sex
from bianzhi.sampling.dice import Dice

_SURNAMES = tuple(
    (weight, surname)
    for weight, surnames in (
        (70, "王李张刘陈"),
        (30, "杨黄赵周吴徐孙朱马胡郭林何高"),
        (18, "梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈"),
        (9, "姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"),
        (
            2,
            "汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴",
        ),
    )
    for surname in surnames
) + ((2, "欧阳"), (1, "司徒"), (1, "上官"))

_FIRST = {
    Sex.MALE: "建志国文学明家宏永立德光景承嘉俊宇子泽浩晨奕锦思新振绍启维望向友松世克润",
    Sex.FEMALE: "晓丽雅淑惠玉静思雨欣佳语梦诗若芷婉慧秀月春彩凤素锦亦书清美琳可舒子沁乐",
}
_SECOND = {
    Sex.MALE: "平峰军辉斌华亮涛林海波强勇杰鹏毅东刚松源恒哲远航轩栋铭钧楠旭昊翀喆骁烨澍诚",
    Sex.FEMALE: "芳娟敏英霞萍红玲燕兰梅琴云莉莹洁颖倩婷瑶琪怡妍萱菲璐蕾薇澜岚珊宁筠婕桐瑾",
}
_SINGLE = {Sex.MALE: "岩磊凯超彬健翀喆瑞骏恺晟渊", Sex.FEMALE: "静敏洁颖琳璇悦莹蕊沁菁娴琦"}

_WELL_KNOWN = frozenset(
    "马云 刘翔 姚明 李宁 王磊 陈景润 周立波 郭德纲 李彦宏 刘国梁 孔令辉 李娜 谭晶 孙杨 林丹 马龙 张继科 刘诗雯 丁俊晖 "
    "许海峰 朱婷 张怡宁 王楠 刘晓庆 朱镕基 周恩来 邓小平 李先念 陈云 杨丽娟 王立军 周永康 马明哲 陈建斌 王学圻 李文亮 "
    "杨振宁 李四光 袁隆平 钟南山 李子柒 杨利伟 王亚平 聂海胜 刘洋 景海鹏 刘伯明".split()
)


def name(dice: Dice, sex: Sex) -> str:
    """A name. Two people may well have the same one, as in every real ledger."""
    while True:
        surname = dice.weighted(_SURNAMES)
        if len(surname) == 1 and dice.chance(14):
            drawn = surname + dice.pick(_SINGLE[sex])
        else:
            drawn = surname + dice.pick(_FIRST[sex]) + dice.pick(_SECOND[sex])
        if drawn not in _WELL_KNOWN and drawn[-1] != drawn[-2]:
            return drawn
