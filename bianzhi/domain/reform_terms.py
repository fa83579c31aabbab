"""Words of reforms: fates of duties, how posts and people follow, what becomes of sections; known ranks of units."""

from bianzhi.domain.terms import Term


class Fate(Term):
    """去向: what becomes of a duty in a reform. Every duty of the old ledger has exactly one."""

    KEPT = "保留"
    REWORDED = "文字调整"
    TRANSFERRED = "划转"
    MERGED = "合并"
    SPLIT = "拆分"
    DROPPED = "取消"
    NEW = "新增"
    """Of a duty that only the new ledger has."""
    OPEN = "未明确"
    """Of a duty whose unit is abolished and which no step settles: it has no home yet, and stops the export."""


RANKS = ("正处级", "副处级", "正科级", "副科级", "正股级", "副股级", "股级", "未定级")
"""机构规格: what the template of the ledger offers, and what a unit of a reform may have beside those the ledger has."""
PENDING = "待批"
"""Stands where a document number is not there yet."""


class SectionsGo(Term):
    """内设机构去向: what becomes of the sections of an abolished unit that has an heir."""

    ALONG = "一并划入"
    """They are the heir's sections, with their people, duties and leadership posts."""
    ENDED = "撤销"
    """They end with their leadership posts; people and duties are the heir's, in no section."""


class Manner(Term):
    """How posts and people follow a duty or a unit (编随事走、人随编走)."""

    WHOLE = "成建制"
    """All posts and all people of the sections or units named go along."""
    NAMED = "点名"
    """The people named go along, with the posts they hold."""
    SHARE = "按比例"
    """Posts by a share in percent, rounded half up; people in the order of the roster who worked on it, then none."""
