"""The three ways to say no. A middleware turns each into its page, so that views need no try/except."""


class Denied(Exception):
    """The actor may not do this (now). The message says why, in words for the actor. Answers 403."""


class NotVisible(Exception):
    """There is nothing here that the actor may see. Answers 404, as if it did not exist."""


class Stale(Exception):
    """Somebody changed it meanwhile. Answers 409 and shows both versions, so that nothing typed is lost.

    ``theirs`` and ``mine`` map a field's label to its text.
    """

    def __init__(self, message: str, *, theirs: dict[str, str] | None = None, mine: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.theirs = theirs or {}
        self.mine = mine or {}
