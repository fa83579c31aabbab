"""批准文号 of operations: what is written is a document number, or 待批 where there is none yet."""

import re
from typing import Any

from bianzhi.domain.reform_terms import PENDING
from bianzhi.reform.working_ledger import WorkingLedger

_NUMBER = (
    r"[^〔〕\[\]［］()（）【】、；;,，\s]+\s*[〔\[［(（【]\s*(?:19|20)\d{2}\s*年?\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号"
)
_NUMBERS = re.compile(rf"《?{_NUMBER}》?(?:\s*[、；;,，]\s*《?{_NUMBER}》?)*")
"""One or several, e.g. 示编发〔2026〕12号、示编办〔2026〕3号; brackets as people type them."""


def refuse_document(ledger: WorkingLedger, operation: Any) -> None:
    """An operation that names a document names its number, in full: who issued it, year in brackets, number.

    Raises
    ------
    ReformError
        It is something else.
    """
    document = getattr(operation, "document", "").strip()
    if document and document != PENDING and not _NUMBERS.fullmatch(document):
        ledger.refuse(
            f"批准文号“{document}”不是完整的文号。",
            "请按“示编发〔2026〕12号”的格式填写发文机关代字、年份和序号，几个文号用顿号隔开；还没有批准的，请填“待批”。",
        )
