"""What the directory's verbs refuse."""


class Refused(ValueError):
    """The input can't be taken. The message says why and what to do; `field` names the input."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class AlreadyDecided(Refused):
    """Somebody else decided first."""
