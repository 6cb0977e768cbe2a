"""A wall newspaper: what a paper has room for, where a text is cut, and how to fill a sheet. Plain arithmetic; who lays it out measures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

PARAGRAPH, ITEM, HEADING = "p", "li", "h"
LEAST_OF_A_STORY, LEAST_OF_THE_LEAD = 220, 520  # letters: below it a text is better left to the website
ENOUGH = 0.6  # of its letters; a text that has less gets another sentence
LEAD_WEIGHT = 1.8  # the first text may be so much longer than the others
SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"')\]]*\s+(?=[\"“'(A-Z0-9•–—])")
NOT_AN_END = re.compile(
    r"\b(?:[A-Z]|No|Jl|Rp|Dr|Drs|Ir|Hj?|St|S\.\w+|Sdr|Bpk|dsb|dll|dst|yth|tgl|hlm|Gg|Kec|Kab|Ds|Dsn|RT|RW|pkl)\.$", re.IGNORECASE
)


@dataclass(frozen=True)
class Paper:
    """A kind of paper in millimetres, and what of a newspaper goes on each of its sides."""

    key: str
    width: int
    height: int
    columns: int  # beside the rail
    front: int  # texts at most
    back: int
    picture: float  # height of the first text's, as a part of the width beside the rail
    pictures: int  # besides the first text's
    type_size: float  # points
    growth: float  # so much larger the type may become where there is little to say


PAPERS = {
    paper.key: paper
    for paper in (
        Paper("a4", 210, 297, columns=2, front=3, back=6, picture=0.36, pictures=0, type_size=9.7, growth=1.5),
        Paper("f4", 215, 330, columns=2, front=4, back=7, picture=0.36, pictures=1, type_size=10.0, growth=1.5),
        Paper("a3", 297, 420, columns=3, front=6, back=10, picture=0.28, pictures=3, type_size=11.6, growth=1.7),
    )
}


class _Blocks(HTMLParser):
    """Our own sanitised HTML as plain blocks; tables become one line a row."""

    KINDS = {"p": PARAGRAPH, "li": ITEM, "tr": ITEM} | {f"h{level}": HEADING for level in range(1, 7)}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self._kind, self._words = "", ""
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th"):
            self._words += " · " if self._cells else ""
            self._cells += 1
        elif tag == "br":
            self._words += " "
        elif tag in self.KINDS and not (tag == "p" and self._kind == ITEM):
            self._close()
            self._kind, self._cells = self.KINDS[tag], 0

    def handle_endtag(self, tag: str) -> None:
        if tag in self.KINDS and self.KINDS[tag] == self._kind:
            self._close()

    def handle_data(self, data: str) -> None:
        self._words += data

    def _close(self) -> None:
        words = " ".join(self._words.split())
        if words:
            self.blocks.append((self._kind or PARAGRAPH, words))
        self._kind, self._words = "", ""

    def close(self) -> None:
        super().close()
        self._close()


Block = tuple[str, str]


def blocks_of(html: str) -> list[Block]:
    """A text's paragraphs, items and headings as (kind, words), without its marks."""
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    return parser.blocks


def sentences_of(words: str) -> list[str]:
    """The sentences of a paragraph; what ends in an abbreviation, an initial or within a quotation goes on."""
    found: list[str] = []
    for part in SENTENCE_END.split(words):
        if found and (NOT_AN_END.search(found[-1]) or found[-1].count("“") > found[-1].count("”")):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return [sentence for sentence in found if sentence]


@dataclass(frozen=True)
class Unit:
    """What is never divided on a sheet: a sentence of a paragraph, an item, a heading."""

    block: int
    kind: str
    words: str


def units_of(blocks: Iterable[Block]) -> list[Unit]:
    """The blocks in the pieces between which a text may be cut."""
    return [
        Unit(number, kind, words)
        for number, (kind, whole) in enumerate(blocks)
        for words in (sentences_of(whole) if kind == PARAGRAPH else [whole])
    ]


def blocks_from(units: Iterable[Unit]) -> tuple[Block, ...]:
    """The pieces as blocks again."""
    joined: dict[int, Block] = {}
    for unit in units:
        before = joined.get(unit.block)
        joined[unit.block] = (unit.kind, f"{before[1]} {unit.words}" if before else unit.words)
    return tuple(joined.values())


def length_of(units: Iterable[Unit]) -> int:
    """How many letters they have."""
    return sum(len(unit.words) + 1 for unit in units)


def kept(units: Sequence[Unit], letters: float) -> int:
    """How many pieces from the beginning so many letters hold, about; at least one. What announces something else is not the last."""
    count = used = 0
    for unit in units:
        after = used + len(unit.words) + 1
        if count and after > letters and used > letters * ENOUGH:
            break
        count, used = count + 1, after
    while 1 < count < len(units) and (units[count - 1].kind == HEADING or units[count - 1].words.endswith(":")):
        count -= 1
    return count


def shares(lengths: Sequence[int], total: float, *, has_lead: bool) -> list[float]:
    """``total`` letters given to texts so long: a first one gets more, nobody more than he has, and none less than the least."""
    given = [0.0] * len(lengths)
    weights = [LEAD_WEIGHT if has_lead and place == 0 else 1.0 for place in range(len(lengths))]
    hungry = set(range(len(lengths)))
    while hungry:
        level = total / sum(weights[one] for one in hungry)
        full = {one for one in hungry if lengths[one] <= level * weights[one]}
        for one in full:
            given[one] = float(lengths[one])
            total -= lengths[one]
        if not full:
            for one in hungry:
                least = LEAST_OF_THE_LEAD if has_lead and one == 0 else LEAST_OF_A_STORY
                given[one] = max(float(min(lengths[one], least)), level * weights[one])
            break
        hungry -= full
    return given


@dataclass(frozen=True)
class Galley:
    """A text set in one long column, in millimetres: what stands above its words, where each piece of it ends, what stands below."""

    head: float
    ends: tuple[float, ...]
    tail: float

    def height(self, count: int) -> float:
        """How high it is with so many of its pieces."""
        return self.head + (self.ends[count - 1] if count else 0.0) + self.tail


@dataclass(frozen=True)
class Frame:
    """What a side holds besides the texts, in millimetres: room for all of them, and of it what the first one's head takes."""

    room: float
    head: float
    between: float  # the rule beneath the first text with its margins
    columns: int
    slack: float  # what columns of whole lines and undivided ends lose


def needed(frame: Frame, galleys: Sequence[Galley], counts: Sequence[int], *, has_lead: bool) -> float:
    """Millimetres that the texts take in balanced columns, with so many pieces of each."""
    heights = [galley.height(count) for galley, count in zip(galleys, counts, strict=True)]
    lead, others = (heights[:1], heights[1:]) if has_lead else ([], heights)
    taken = frame.head + sum(lead) / frame.columns + (frame.slack if lead else 0)
    if others:
        taken += sum(others) / frame.columns + frame.slack + (frame.between if lead else 0)
    return taken


def filling(frame: Frame, galleys: Sequence[Galley], texts: Sequence[Sequence[Unit]], *, has_lead: bool) -> list[int] | None:
    """How many pieces of each text fill the side best; None where even the least of all of them is too much."""
    lengths = [length_of(units) for units in texts]

    def counts(total: float) -> list[int]:
        return [kept(units, letters) for units, letters in zip(texts, shares(lengths, total, has_lead=has_lead), strict=True)]

    def fits(total: float) -> bool:
        return needed(frame, galleys, counts(total), has_lead=has_lead) <= frame.room

    low, high = 0.0, float(sum(lengths))
    if fits(high):
        return [len(units) for units in texts]
    if not fits(low):
        return None
    for _halving in range(14):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return counts(low)
