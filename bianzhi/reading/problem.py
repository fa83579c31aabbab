"""What is wrong with a value, before it is known in which rows the value stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bianzhi.domain.finding import Repair
from bianzhi.rules.form import FormRule


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule of form that a value breaks, and the words for its message.

    ``kept`` is what the cell counts as in spite of it; None where nothing could be read.
    """

    rule: FormRule
    words: Mapping[str, object] = field(default_factory=dict)
    kept: object = None
    repair: Repair | None = None
    """What should stand there instead, where the value alone tells it."""
