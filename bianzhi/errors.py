"""What stops the program: an error always says what to do about it.

Wrong *data* are never errors but findings (``bianzhi.domain.finding``), collected all at once.
"""


class BianzhiError(Exception):
    """The program cannot go on.

    Parameters
    ----------
    message
        What is wrong, in Chinese, with the place it was seen.
    hint
        What the user can do about it, in Chinese.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}{self.hint}"


class UnreadableWorkbookError(BianzhiError):
    """A file that cannot be read as a workbook at all, or is refused as unsafe."""


class PasswordNeededError(UnreadableWorkbookError):
    """A file that a password opens: none was given, or it is not the right one. Whoever can ask may ask for it."""


class SettingsError(BianzhiError):
    """A settings file or an option that makes no sense."""


class LawDataError(BianzhiError):
    """The law tables have no value for the day asked, or contradict themselves."""


class InfeasiblePlanError(BianzhiError):
    """The constraints contradict each other: no plan exists."""


class SolverError(BianzhiError):
    """The solver gave up, ran out of time with nothing, or returned what is not a whole solution."""


class ReformError(BianzhiError):
    """An operation of a reform cannot be carried out, or a reform may not leave the house yet; the ledger is as it was."""


class ConflictError(BianzhiError):
    """Somebody else has changed a scenario meanwhile; ``head`` is how it stands now."""

    def __init__(self, message: str, hint: str, head: object) -> None:
        super().__init__(message, hint)
        self.head = head


class MissingScenarioError(BianzhiError):
    """There is no such scenario, or not any more: somebody has deleted it."""


class MissingLedgerError(BianzhiError):
    """The store has not that ledger any more: every scenario that referred to it was deleted. Keeping it anew helps."""
