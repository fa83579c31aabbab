"""综合类内设机构: which sections are general (office, personnel, finance …) and not business."""

from bianzhi.domain.establishment import Section

_GENERAL_WORDS = ("办公室", "综合", "人事", "财务", "党建", "党务", "机关党委", "后勤", "秘书", "文秘")
_BUSINESS_WORDS = ("执法", "治理", "监管", "监督")
"""Words of sections that are called 综合… and yet do business: 综合执法科, 综合治理科."""


def is_general(section: Section) -> bool:
    """Whether a section is general: by its function tags, or by its name where it has none."""
    words = "、".join(section.functions) or section.name
    return any(word in words for word in _GENERAL_WORDS) and not any(word in words for word in _BUSINESS_WORDS)
