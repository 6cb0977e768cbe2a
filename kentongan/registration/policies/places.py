"""Which region a typed district and village mean. Names repeat, and are spelt in many ways. Plain arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from kentongan.core.scopes import is_within
from kentongan.regions.policies import searchable

from .columns import Column
from .faults import Fault, Kind

KINDS = {"desa", "ds", "kelurahan", "kel", "kecamatan", "kec", "kabupaten", "kab", "kota"}
CLOSE = 0.7  # how alike two names are that a slip of the pen may part (difflib's ratio; own choice)


def compact(name: str) -> str:
    """The name without its kind, spaces and signs: "Ds. Jagoi-Babang" and "JAGOIBABANG" are one."""
    words = searchable(name).split()
    return "".join(words[1:] if len(words) > 1 and words[0] in KINDS else words)


@dataclass(frozen=True)
class Place:
    """A region as far as a list needs to know it."""

    code: str
    name: str
    full_name: str

    @property
    def level(self) -> int:
        """2 regency, 3 district, 4 village."""
        return self.code.count(".") + 1

    @property
    def district_code(self) -> str:
        """The district that a village lies in."""
        return ".".join(self.code.split(".")[:3])


@dataclass
class Atlas:
    """The districts and villages of the region whose list is read; ``elsewhere`` are the districts of the neighbours."""

    home: Place
    places: dict[str, Place]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    _named: dict[tuple[int, str], list[Place]] = field(default_factory=dict)

    @classmethod
    def of(cls, home: Place, places: Iterable[Place], elsewhere: Mapping[str, str]) -> "Atlas":
        """The atlas of these places; ``elsewhere`` maps the compact name of a district to the regency it lies in."""
        atlas = cls(home, {place.code: place for place in places} | {home.code: home}, elsewhere)
        for place in atlas.places.values():
            for name in {compact(place.name), "".join(searchable(place.name).split())}:
                atlas._named.setdefault((place.level, name), []).append(place)
        return atlas

    def named(self, level: int, text: str) -> list[Place]:
        """The places of this level and name; a kind before the name counts as such only where the whole is no name."""
        return self._named.get((level, "".join(searchable(text).split()))) or self._named.get((level, compact(text)), [])

    def near(self, level: int, text: str, *, within: str = "") -> str:
        """A name like the typed one, "" where none is."""
        names = {
            name: places[0].name
            for (at, name), places in self._named.items()
            if at == level and any(is_within(place.code, within or self.home.code) for place in places)
        }
        return next((names[name] for name in get_close_matches(compact(text), names, n=1, cutoff=CLOSE)), "")

    def find(self, *, code: str, district: str, village: str, level: str) -> "tuple[Place | None, list[Fault]]":
        """The place that is meant, or what keeps it from being found."""
        if code:
            return self._by_code(code, district, village)
        above: Place | None = None
        if district:
            found = self.named(3, district)
            if not found:
                return None, [self._unknown_district(district)]
            above = found[0]
        if village:
            return self._village(village, above)
        if level == "kecamatan" and above is not None:
            return above, []
        if level == "kabupaten" and above is None and self.home.level == 2:
            return self.home, []
        return None, [Fault(Column.VILLAGE, Kind.VILLAGE_MISSING)]

    def _by_code(self, text: str, district: str, village: str) -> "tuple[Place | None, list[Fault]]":
        digits = "".join(sign for sign in text if sign.isdigit())
        code = ".".join(filter(None, (digits[0:2], digits[2:4], digits[4:6], digits[6:10])))
        place = self.places.get(code)
        if place is None:
            kind = Kind.CODE_UNKNOWN if is_within(code, self.home.code) or len(digits) not in (4, 6, 10) else Kind.CODE_OUTSIDE
            return None, [Fault(Column.REGION_CODE, kind, {"text": text, "home": self.home.full_name})]
        for column, typed, level in ((Column.VILLAGE, village, 4), (Column.DISTRICT, district, 3)):
            meant = self.places.get(code if level == 4 else place.district_code)
            if typed and (meant is None or meant.level != level or meant not in self.named(level, typed)):
                return None, [Fault(column, Kind.CODE_OTHER, {"text": typed, "code": code, "place": place.full_name})]
        return place, []

    def _unknown_district(self, text: str) -> Fault:
        if where := self.elsewhere.get(compact(text)):
            return Fault(Column.DISTRICT, Kind.DISTRICT_OUTSIDE, {"text": text, "where": where, "home": self.home.full_name})
        return Fault(Column.DISTRICT, Kind.DISTRICT_UNKNOWN, {"text": text, "near": self.near(3, text)})

    def _village(self, text: str, district: Place | None) -> "tuple[Place | None, list[Fault]]":
        found = self.named(4, text)
        here = [place for place in found if district is None or place.district_code == district.code]
        if len(here) == 1:
            return here[0], []
        if here:
            places = ", ".join(self._district_name(place) for place in here)
            return None, [Fault(Column.DISTRICT, Kind.VILLAGE_TWICE, {"text": text, "places": places})]
        if found:
            places = ", ".join(self._district_name(place) for place in found)
            values = {"text": text, "district": district.name if district else "", "places": places}
            return None, [Fault(Column.VILLAGE, Kind.VILLAGE_ELSEWHERE, values)]
        near = self.near(4, text, within=district.code if district else "")
        return None, [
            Fault(Column.VILLAGE, Kind.VILLAGE_UNKNOWN, {"text": text, "district": district.name if district else "", "near": near})
        ]

    def _district_name(self, village: Place) -> str:
        district = self.places.get(village.district_code)
        return district.name if district else village.district_code
