"""Names of people left out where a screen or a sheet is seen by others, and what stands for a name nobody filled in."""

from bianzhi.domain.plan_columns import paper_id


def hidden_name(name: str) -> str:
    """王** for 王小明: the first character, and two stars whatever the length; nothing for nothing."""
    return f"{name.strip()[:1]}**" if name.strip() else ""


def name_or_number(name: str, id_: str) -> str:
    """The name; 未填姓名 P00003 where the roster has none, an identity number used as 人员编号 masked."""
    return name if name.strip() else f"未填姓名 {paper_id(id_)}"
