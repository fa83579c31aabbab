"""Who, when and why: what every wish and every change of the office says."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from bianzhi.errors import SettingsError
from bianzhi.ui.state import Session

MOST_WHY = 200


@dataclass(frozen=True, slots=True)
class Signature:
    """Who asked for something, when, and why."""

    by: str
    on: date
    why: str


def signature_fields(now: Session, kind: str, key: str, example: str, who: str = "提出人") -> Signature:
    """Three boxes in a row, for a form; the last name signed in this kind of form is offered again."""
    by, on, why = st.columns([3, 2, 7])
    return Signature(
        by.text_input(
            f"{who}（必填）", now.signed_by.get(kind, ""), key=f"{key}_by", max_chars=40, placeholder="单位或姓名"
        ),
        on.date_input("日期", date.today(), key=f"{key}_on", format="YYYY-MM-DD"),
        why.text_input("理由（必填）", key=f"{key}_why", max_chars=MOST_WHY, placeholder=example),
    )


def signed(now: Session, kind: str, signature: Signature, who: str = "提出人") -> Signature:
    """The signature without spaces around it; its name is offered for the next one in this kind of form.

    Raises
    ------
    SettingsError
        It does not say who, or why.
    """
    whole = Signature(signature.by.strip(), signature.on, signature.why.strip())
    missing = [word for word, text in ((who, whole.by), ("理由", whole.why)) if not text]
    if missing:
        raise SettingsError(f"没有写{'和'.join(missing)}。", f"请补全；{who}、日期和理由会写入方案备查。")
    now.signed_by[kind] = whole.by
    return whole
