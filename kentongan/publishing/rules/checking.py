"""How often texts that pretend to be one of ours are compared with it."""


class TooOften(Exception):
    """So many different texts were laid beside one publication within the hour that no further one is, for ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"no further text for {seconds} s")
        self.seconds = seconds
