"""Filling a sheet: measured, laid out until exactly the paper is full, then printed. Reads pictures; writes nothing."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kentongan.core.paper import LaidOut

from ..policies.wall_sheet import Frame, Galley, blocks_from, filling, needed, units_of
from ..policies.wall_sheet_choices import Part, Why, gives_way
from ..policies.wall_sheet_contents import WallLeftOut, WallText, WallTitle
from .wall_sheet_page import LEADING, MM, Page, Setting, Side

GAP = 3.0  # millimetres above the strip at the bottom
BEYOND = (math.inf, math.inf)  # where what has no room in any column stands
TRIES, BALANCING_TRIES = 4, 7
PICTURE_GROWTH = 0.8  # the first picture may become so much higher
BOARD_LEAST = 28.0  # millimetres from which on a board to write on is worth it
MUCH_LARGER = 1.04  # less is not worth another layout
MORE_TITLES = 8


class Press(Page):
    """Lays an edition out on a paper so that exactly the sheet is full."""

    # --- Measuring

    def _frame(self, setting: Setting) -> Frame:
        """What a side has room for: one layout of everything but the words, which is quick."""
        side, places = setting.side, self._lay(replace(setting, counts=None)).places()
        top, end, bottom = (places[f"{name}{side.number}"][1] / MM for name in ("isi", "ujung", "dasar"))
        line = self._line(setting.scale)
        columns = self.paper.columns + side.is_back
        return Frame(room=bottom - GAP - top, head=end - top, between=5.6, columns=columns, slack=line * 1.3)

    def _galleys(self, side: Side, scale: float) -> list[Galley]:
        """Each text whole in one long column, which is quick too; once for each size of type."""
        if (side.number, scale) in self._set_galleys:
            return self._set_galleys[side.number, scale]
        self.told(self.made)
        self.made += 1
        columns = self.paper.columns + side.is_back
        column = ((self.width if side.is_back else self.left) - 5 * (columns - 1)) / columns
        texts = []
        for place, text in enumerate(side.texts):
            whole = self._text(side, place, len(self.units[text.code]), marked=f"{place}-")
            texts.append(whole | {"is_lead": place == 0 and side.has_lead, "is_whole": False})
        context = self._context([Setting(side, scale)], is_tall=True) | {"column": column, "texts": texts}
        places = self._laid("newsroom/wall_sheet_galley.html", context, [Setting(side)]).places()
        line = self._line(scale)
        galleys = []
        for place, text in enumerate(side.texts):
            top, begin, end, bottom = (places[f"{place}-{name}"][1] / MM for name in ("atas", "awal", "akhir", "bawah"))
            ends = tuple(places[f"{place}-{number}"][1] / MM - begin + line for number in range(len(self.units[text.code])))
            galleys.append(Galley(head=begin - top, ends=ends, tail=bottom - end))
        self._set_galleys[side.number, scale] = galleys
        return galleys

    # --- Filling

    def _set(self, side: Side, *, may_grow: bool) -> Setting:
        """The side with as many of its texts as fit, each as long as the room allows; little text in larger type."""
        setting = Setting(side)
        if not side.texts:
            return replace(setting, counts=())
        frame, galleys = self._frame(setting), self._galleys(side, 1.0)
        while (counts := self._counts(frame, galleys, side)) is None and len(side.texts) > 1:
            self.left_over.insert(0, side.texts[-1])
            side = replace(side, texts=side.texts[:-1])
            galleys = galleys[:-1]
            setting = replace(setting, side=side)
        setting = replace(setting, counts=tuple(counts or [1]))
        if may_grow and side.texts and self._is_whole(setting):
            return self._grown(setting, frame, galleys)
        return setting

    @staticmethod
    def _counts(frame: Frame, galleys: Sequence[Galley], side: Side) -> list[int] | None:
        return filling(frame, galleys, [units_of(text.blocks) for text in side.texts], has_lead=side.has_lead)

    def _is_whole(self, setting: Setting) -> bool:
        return setting.counts == tuple(len(self.units[text.code]) for text in setting.side.texts)

    def _grown(self, setting: Setting, frame: Frame, galleys: Sequence[Galley]) -> Setting:
        """All of it in larger type, where at the usual size much would stay empty."""
        side, counts = setting.side, setting.counts or ()
        words = needed(frame, galleys, counts, has_lead=side.has_lead) - frame.head
        spare = self._picture_height(1.0) * PICTURE_GROWTH / 2 if side.has_lead_picture else 0.0
        scale = (math.sqrt(frame.head**2 + 4 * words * (frame.room - spare)) - frame.head) / (2 * words) if words > 0 else 1.0
        scale = min(scale * 0.98, self.paper.growth)
        while scale > MUCH_LARGER:
            larger = replace(setting, scale=scale)
            if needed(self._frame(larger), self._galleys(side, scale), counts, has_lead=side.has_lead) <= frame.room:
                return larger
            scale *= 0.95
        return setting

    def _stretched(self, setting: Setting) -> Setting:
        """What is left goes to the first picture, then between the lines, then to a board on which neighbours write."""
        for _try in range(TRIES):
            setting, rest = self._balanced(setting)
            if rest >= 0:
                break
            setting = self._shorter(setting)
        if setting.side.has_lead_picture and rest > 1:
            usual = self._picture_height(setting.scale)
            more = min(rest - 0.5, usual * PICTURE_GROWTH)
            setting, rest = replace(setting, lead_picture=usual + more), rest - more
        if rest > BOARD_LEAST:
            return replace(setting, write_left=rest - 3)
        return setting

    def _balanced(self, setting: Setting) -> tuple[Setting, float]:
        """The columns as low as they can be, and the millimetres that are free below the texts (negative: too long).

        WeasyPrint balances too, by laying all columns out dozens of times; from the galleys we begin where it ends.
        """
        side, counts = setting.side, setting.counts or ()
        columns, line = self.paper.columns + side.is_back, self._line(setting.scale)
        heights = [galley.height(count) for galley, count in zip(self._galleys(side, setting.scale), counts, strict=False)]
        lead = sum(heights[:1]) / columns + line * 0.3 if side.has_lead else 0.0
        texts = sum(heights[side.has_lead :]) / columns + line * 0.3
        least = max((galley.tail for galley in self._galleys(side, setting.scale)), default=0.0) + line * 3
        lead, texts = max(lead, least), max(texts, least)
        edge = (self.margin + (self.width if side.is_back else self.left)) * MM
        for _try in range(BALANCING_TRIES):
            setting = replace(setting, lead_columns=lead, text_columns=texts)
            places = self._lay(setting).places()
            ends = (places.get(f"kode{side.number}-{place}", BEYOND) for place in range(len(side.texts)))
            beyond = [x > edge for x, _y in ends]
            if not any(beyond):
                break
            lead += line * 0.7 * (side.has_lead and beyond[0])
            texts += line * 0.7 * any(beyond[side.has_lead :])
        return setting, (places[f"dasar{side.number}"][1] - places[f"ujung{side.number}"][1]) / MM - GAP

    def _line(self, scale: float) -> float:
        """The height of a line of text in millimetres."""
        return self.paper.type_size * scale * LEADING * 0.3528

    def _shorter(self, setting: Setting) -> Setting:
        """A little less: a sentence of each text that has more than two."""
        return replace(setting, counts=tuple(max(count - 1, min(count, 2)) for count in setting.counts or ()))

    def _rail_fitted(self, setting: Setting) -> Setting:
        """The rail shortened from its end to what fits, then spaced out, then with a board of its own."""
        titles = self.contents.more
        while (rest := self._rail_rest(setting)) < 0 and self._shortened():
            pass
        if titles and not self.contents.more and rest > BOARD_LEAST:
            rest = self._with_titles(setting, titles, rest)
        contents = self.contents
        sections = sum(map(bool, (contents.note, contents.dates, contents.figure, contents.more))) + len(contents.bulletins)
        if rest > BOARD_LEAST + 6:
            return replace(setting, write_rail=rest - 4)
        return replace(setting, rail_gap=setting.rail_gap + max(0.0, rest - 1) / max(sections, 1))

    def _with_titles(self, setting: Setting, titles: tuple[WallTitle, ...], rest: float) -> float:
        """Titles that had given way to something large come back where it went, too. Returns the millimetres that are free then."""
        without = self.contents
        self.contents = replace(without, more=titles)
        rest_with_titles = self._rail_rest(setting)
        if rest_with_titles < 0:
            self.contents = without
            return rest
        return rest_with_titles

    def _rail_rest(self, setting: Setting) -> float:
        """Millimetres that are free below the rail. Titles that are only on the site give way first: so many stay as there is room for."""
        places = self._lay(replace(setting, side=replace(setting.side, texts=()), counts=None)).places()
        foot = places["dasar1"][1] - GAP * MM
        titles = len(self.contents.more)
        ends = [places[name][1] for name in (*(f"lagi-{number}" for number in range(1, titles)), "tepi1")] if titles else []
        fitting = sum(1 for end in ends if end + setting.rail_gap * MM <= foot)
        if 0 < fitting < titles:
            self.contents = replace(self.contents, more=self.contents.more[:fitting])
            return (foot - ends[fitting - 1]) / MM - setting.rail_gap
        return (foot - places["tepi1"][1]) / MM

    def _shortened(self) -> bool:
        """Take away what matters least, and note it; what was chosen by hand goes last. Returns False where nothing is left to take."""
        contents = self.contents
        held = {
            Part.DATES: len(contents.dates), Part.BULLETINS: len(contents.bulletins), Part.MORE: len(contents.more),
            Part.FIGURE: int(contents.figure is not None),
        }  # fmt: skip
        match gives_way(held, set(contents.by_hand)):
            case Part.DATES:
                gone = contents.dates[-1]
                self.contents = replace(contents, dates=contents.dates[:-1])
                self._note(Part.DATES, gone.title, when=gone.day)
            case Part.BULLETINS:
                self.contents = replace(contents, bulletins=contents.bulletins[:-1])
                self._note(Part.BULLETINS, contents.bulletins[-1].title)
            case Part.FIGURE if contents.figure is not None:
                self.contents = replace(contents, figure=None)
                self._note(Part.FIGURE, f"{contents.figure.number} {contents.figure.words}")
            case Part.MORE:
                self.contents = replace(contents, more=())
            case _:
                return False
        return True

    def _note(self, part: Part, title: str, *, when: str = "", is_named: bool = False) -> None:
        """Keep with the contents that something had no room; the last of a part is noted first."""
        left_out = WallLeftOut(part, title, Why.NO_ROOM, when, is_named=is_named)
        self.contents = replace(self.contents, left_out=(left_out, *self.contents.left_out))

    # --- Printing

    def printed(self) -> LaidOut:
        """The whole sheet, exactly so many pages as it has sides. ``contents`` then says what stands on it."""
        settings = [self._set(self.sides[0], may_grow=True)]
        if len(self.sides) > 1:
            texts = (*self.left_over, *self.sides[1].texts)
            self.left_over = list(texts[self.paper.back :])
            settings.append(self._set(replace(self.sides[1], texts=texts[: self.paper.back]), may_grow=False))
        if Part.MORE not in self.contents.without:
            titles = (WallTitle(text.title, text.code) for text in self.left_over)
            self.contents = replace(self.contents, more=(*titles, *self.contents.more)[:MORE_TITLES])
        settings[0] = self._rail_fitted(settings[0])
        for text in reversed(self.left_over):
            self._note(self.part_of_texts, text.title, is_named=any(one.code == text.code for one in self.contents.more))
        settings = [self._stretched(setting) for setting in settings]
        printed = self._lay(*settings, is_tall=False)
        for _try in range(TRIES):
            if printed.page_count <= len(settings):
                break
            settings = [replace(self._shorter(setting), write_left=0.0, lead_picture=0.0) for setting in settings]
            printed = self._lay(*settings, is_tall=False)
        self.free = self._free_on(printed)
        self.contents = replace(self.contents, texts=tuple(text for setting in settings for text in self._as_printed(setting)))
        return printed

    @staticmethod
    def _free_on(printed: LaidOut) -> float:
        """Millimetres between the texts and the strip beneath them, on the front."""
        places = printed.places()
        return (places["dasar1"][1] - places["ujung1"][1]) / MM

    def _as_printed(self, setting: Setting) -> Iterator[WallText]:
        """The texts of a side as they stand there."""
        for text, count in zip(setting.side.texts, setting.counts or (), strict=True):
            units = self.units[text.code]
            yield replace(text, blocks=blocks_from(units[:count]), is_whole=count == len(units))
