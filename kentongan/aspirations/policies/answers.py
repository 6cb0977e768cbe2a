"""Words with places to be filled, and how content somebody is."""

from collections.abc import Mapping

PLACES = ("nomor", "judul", "desa")
RATINGS = range(1, 5)  # as the SKM asks (Permen PANRB 14/2017): 1 very discontent … 4 very content


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with {nomor}, {judul} and {desa} filled, in one go: what is filled in is not looked at again."""
    parts = text.split("{")
    done = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        done.append(values[name] + rest if brace and name in PLACES else "{" + part)
    return "".join(done)
