"""The demo's stories: the files agree with one another, read well, and a planted fault is named."""

import csv
import gzip
import re
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

import kentongan.regions
from kentongan.demo.scenes import SCENES
from kentongan.demo.stories import DATA, Article, Stories, StoriesInvalid, load_stories

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SIDING, JAGOI = "61.07.12.2004", "61.07.07.2001"
NATION = Path(kentongan.regions.__file__).parent / "data" / "indonesia.csv.gz"
with gzip.open(NATION, "rt", encoding="utf-8") as lines:
    CODES = frozenset(row["code"] for row in csv.DictReader(lines) if row["code"].startswith("61.07"))


@pytest.fixture(scope="module")
def stories() -> Stories:
    return load_stories(now=NOW, region_codes=CODES, scenes=SCENES)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def faults(data: Path, codes: frozenset[str] = CODES) -> list[str]:
    with pytest.raises(StoriesInvalid) as told:
        load_stories(now=NOW, region_codes=codes, scenes=SCENES, data=data)
    return told.value.faults


def spoil(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


def words(text: str) -> int:
    return len(text.split())


# ── how much there is, and of which kinds ──────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_whole_regency_to_show(stories: Stories) -> None:
    assert len(stories.articles) == 64
    assert len(stories.bulletins) == 9
    assert len(stories.topics) == 14
    assert Counter(group.kind for group in stories.groups) == {"kim": 15, "forum": 1}
    assert len({group.region[:8] for group in stories.groups if group.kind == "kim"}) == 14


def test_the_groups_are_in_different_states(stories: Stories) -> None:
    by_condition = {group.condition: group for group in stories.groups}
    latest = {text.group: NOW - text.at for text in stories.articles if text.status == "published"}  # oldest come first
    assert not any(article.group == by_condition["new"].key for article in stories.articles)
    assert timedelta(days=150) < latest[by_condition["dormant"].key] < timedelta(days=155)
    assert timedelta(days=31) < latest[by_condition["quiet"].key] < timedelta(days=90)
    assert by_condition["term_ended"].term_end < NOW.date() < by_condition["active"].term_end
    assert by_condition["suspended"].site_state == "suspended"
    assert by_condition["suspended"].suspended_reason
    assert by_condition["moved"].moved_to.startswith("https://")
    assert by_condition["dissolved"].dissolved_date == (NOW - timedelta(days=16)).date()
    assert latest["suara-siding"] == timedelta(hours=2)


def test_suara_siding_writes_most(stories: Stories) -> None:
    counted = Counter(article.group for article in stories.articles if article.status == "published")
    assert counted.most_common(1) == [("suara-siding", 12)]


def test_each_status_is_there(stories: Stories) -> None:
    assert Counter(article.status for article in stories.articles) == {
        "published": 57,
        "draft": 2,
        "submitted": 2,
        "returned": 1,
        "scheduled": 1,
        "withdrawn": 1,
    }
    assert Counter(bulletin.status for bulletin in stories.bulletins) == {"published": 8, "withdrawn": 1}
    assert sum(len(article.corrections) for article in stories.articles) == 2
    assert sum(len(article.replies) for article in stories.articles) == 1


def test_each_topic_has_something_to_read(stories: Stories) -> None:
    assert {article.topic for article in stories.articles if article.status == "published"} == {topic.slug for topic in stories.topics}


def test_bulletins_come_from_regency_district_and_village(stories: Stories) -> None:
    assert {bulletin.region for bulletin in stories.bulletins} == {"61.07", "61.07.07", SIDING}
    scholarship = next(bulletin for bulletin in stories.bulletins if bulletin.slug == "beasiswa-perbatasan-dibuka")
    assert set(scholarship.audience) == {"61.07.12", "61.07.07"}


# ── the cast ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("username", "kind", "scope"),
    [
        ("sari", "editor", "suara-siding"),
        ("yohanes", "editor", "suara-siding"),
        ("markus", "chair", "suara-siding"),
        ("dewi", "contributor", "suara-siding"),
        ("budi", "village_officer", SIDING),
        ("joko", "editor", "jagoi-bersuara"),
        ("rini", "coordinator", "61.07"),
        ("lukas", "district_officer", "61.07.07"),
        ("maria", "office_liaison", "61.07"),
        ("hasan", "information_officer", "61.07"),
        ("agustina", "leader", "61.07"),
        ("petrus", "auditor", "61.07"),
        ("tirta", "operator", "00"),
    ],
)
def test_the_cast_holds_its_roles(stories: Stories, username: str, kind: str, scope: str) -> None:
    person = next(person for person in stories.people if person.username == username)
    assert (kind, scope) in {(role.kind, role.group or role.region) for role in person.roles}


def test_joko_holds_nothing_near_siding_and_wati_nothing_at_all(stories: Stories) -> None:
    roles = {person.username: person.roles for person in stories.people}
    assert [(role.kind, role.group) for role in roles["joko"]] == [("editor", "jagoi-bersuara")]
    assert roles["wati"] == ()


def test_the_two_villages_of_the_story_are_there(stories: Stories) -> None:
    groups = {group.slug: group for group in stories.groups}
    assert (groups["suara-siding"].name, groups["suara-siding"].region) == ("KIM Suara Siding", SIDING)
    assert (groups["jagoi-bersuara"].name, groups["jagoi-bersuara"].region) == ("KIM Jagoi Bersuara", JAGOI)


def test_all_of_it_is_marked_as_demo(stories: Stories) -> None:
    kinds = (stories.topics, stories.offices, stories.people, stories.groups, stories.articles, stories.bulletins)
    marks = chain.from_iterable(((thing, getattr(thing, "is_demo", False)) for thing in kind) for kind in kinds)
    assert [thing for thing, is_marked in marks if not is_marked] == []


# ── how it reads ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_texts_have_the_length_of_village_news(stories: Stories) -> None:
    lengths = {article.slug: words(article.text) for article in stories.articles if article.status == "published"}
    assert {slug: count for slug, count in lengths.items() if not 150 <= count <= 750} == {}
    assert sum(count >= 600 for count in lengths.values()) == 3
    assert max(len(article.title) for article in stories.articles) == 147


def test_published_texts_let_somebody_speak(stories: Stories) -> None:
    assert [article.slug for article in stories.articles if article.status == "published" and "“" not in article.text] == []


def test_no_sentence_is_used_twice(stories: Stories) -> None:
    sentences = Counter(
        sentence.strip().lower()
        for text in (*stories.articles, *stories.bulletins)
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text.text)
        if words(sentence) > 4
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_quotes_and_tables_are_closed(stories: Stories) -> None:
    for text in (*stories.articles, *stories.bulletins):
        assert text.text.count("“") == text.text.count("”"), text.slug
        for table in re.findall(r"(?:^\|.*\|\n)+", text.text, re.MULTILINE):
            assert len({row.count("|") for row in table.strip().splitlines()}) == 1, text.slug


# ── time ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_moments_follow_the_clock_that_is_given() -> None:
    later = NOW + timedelta(days=400)
    first, second = (load_stories(now=now, region_codes=CODES, scenes=SCENES) for now in (NOW, later))
    assert [article.at + timedelta(days=400) for article in first.articles] == [article.at for article in second.articles]
    assert second.groups[0].decrees[1].number == f"141/03/DS-SDG/{(later - timedelta(days=640)).year}"


def test_days_ahead_are_said_in_words_and_never_on_a_weekend(stories: Stories) -> None:
    polio = next(bulletin for bulletin in stories.bulletins if bulletin.slug == "imunisasi-polio-putaran-kedua")
    assert polio.title.endswith("mulai Selasa, 1 Desember")
    on_a_saturday = load_stories(now=NOW + timedelta(days=4), region_codes=CODES, scenes=SCENES)
    assert next(b for b in on_a_saturday.bulletins if b.slug == polio.slug).title.endswith("mulai Senin, 7 Desember")


def test_articles_come_oldest_first(stories: Stories) -> None:
    moments = [article.at for article in stories.articles]
    assert moments == sorted(moments)


def test_a_scheduled_text_lies_ahead(stories: Stories) -> None:
    scheduled = [article for article in stories.articles if article.status == "scheduled"]
    assert [article.scheduled_at for article in scheduled] == [NOW + timedelta(hours=20)]


# ── against the real regions ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_region_that_does_not_exist_is_named(data: Path) -> None:
    assert f"group suara-siding: unknown region '{SIDING}'" in faults(data, CODES - {SIDING})


# ── planted faults ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

SIDING_TEXT = "articles/suara-siding/panen-padi-ladang.md"


@pytest.mark.parametrize(
    ("path", "before", "after", "fault"),
    [
        (SIDING_TEXT, 'topic = "pertanian"', 'topic = "sulap"', "suara-siding/panen-padi-ladang: unknown topic 'sulap'"),
        (SIDING_TEXT, 'scene = "panen"', 'scene = "istana"', "suara-siding/panen-padi-ladang: unknown scene 'istana'"),
        (SIDING_TEXT, 'author = "sari"', 'author = "joko"', "suara-siding/panen-padi-ladang: joko does not write there"),
        (SIDING_TEXT, 'reviewer = "yohanes"', 'reviewer = "sari"', "suara-siding/panen-padi-ladang: sari cannot review it"),
        (SIDING_TEXT, 'reviewer = "yohanes"\n', "", "suara-siding/panen-padi-ladang: somebody else has to review it"),
        (SIDING_TEXT, 'ago = "2h"', 'ago = "-2h"', "suara-siding/panen-padi-ladang: its moments are out of order"),
        (SIDING_TEXT, 'ago = "2h"', 'ago = "kemarin"', "suara-siding/panen-padi-ladang.md: 'kemarin' is no distance"),
        (SIDING_TEXT, 'ago = "2h"', 'ago = "2h"\nagoo = 1', "suara-siding/panen-padi-ladang.md: unknown agoo"),
        (SIDING_TEXT, 'caption = "', 'capt = "', "suara-siding/panen-padi-ladang.md: caption is missing"),
        (
            SIDING_TEXT,
            "Upahnya boleh",
            "<b>Upahnya</b> boleh",
            "suara-siding/panen-padi-ladang: the text holds HTML or a placeholder nobody filled",
        ),
        ("people.toml", 'phone = "+62 812-5550-0101"', 'phone = "+62 811-2345-0101"', "person sari: the number +6281123450101 is not"),
        ("people.toml", 'phone = "+62 812-5550-0102"', 'phone = "+62 812-5550-0101"', "phone '+6281255500101' appears 2 times"),
        ("people.toml", "region:61.07.12.2004", "region:61.07.12.9999", "person budi: unknown region '61.07.12.9999'"),
        ("groups.toml", 'accent = "senja"', 'accent = "ungu"', "group sebalo-cerdas: unknown accent 'ungu'"),
        ("groups.toml", 'page = "jadwal-kapal"', 'page = "jadwal-kereta"', "group gema-lemukutan: unknown page 'jadwal-kereta'"),
        (
            "bulletins/musrenbang-kecamatan-jagoi-babang.md",
            'audience = ["61.07.07"]',
            'audience = ["61.07.12"]',
            "bulletins/musrenbang-kecamatan-jagoi-babang: is addressed to regions within its own",
        ),
        (
            "bulletins/pipa-air-dibersihkan.md",
            'author = "budi"',
            'author = "lukas"',
            "bulletins/pipa-air-dibersihkan: lukas does not write there",
        ),
    ],
)
def test_a_planted_fault_is_named(data: Path, path: str, before: str, after: str, fault: str) -> None:
    spoil(data / path, before, after)
    assert [found for found in faults(data) if found.startswith(fault)] != []


def test_an_article_knows_its_group_by_its_folder(stories: Stories) -> None:
    harvest = next(article for article in stories.articles if article.slug == "panen-padi-ladang")
    assert (harvest.group, harvest.author, harvest.reviewer, harvest.at) == ("suara-siding", "sari", "yohanes", NOW - timedelta(hours=2))
    assert isinstance(harvest, Article)


def test_a_new_group_was_founded_when_its_decree_was_signed(stories: Stories) -> None:
    bana = next(group for group in stories.groups if group.key == "cahaya-bana")
    assert (bana.founded_year, bana.decrees[0].date) == (2026, date(2026, 11, 15))
