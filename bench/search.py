"""Ranked search over many publications: tantivy as we use it, beside SQLite FTS5 and PostgreSQL full text.

    .venv/bin/python bench/search.py                     a million texts in all three, then the labelled questions
    .venv/bin/python bench/search.py --docs 50000        fewer
    .venv/bin/python bench/search.py --docs 0            only the labelled questions over the demo's stories
    .venv/bin/python bench/search.py --without postgres  leave an engine out

The texts are made up from the words of the demo's stories and many made-up ones, with the frequencies of a natural language (Zipf). All
three engines get the same stems, so they find the same texts; the others rank by words only, tantivy by words and freshness. Each is asked
for the best twenty and, tantivy only, also for how many there are. What is timed is what a page asks for: understanding the words included.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from kentongan.demo.scenes import SCENES  # noqa: E402
from kentongan.demo.stories import Stories, load_stories  # noqa: E402
from kentongan.regions.policies import bare_name, kind_of  # noqa: E402
from kentongan.search.index import Entry, Filters, Shelf  # noqa: E402
from kentongan.search.policies.words import STOP_WORDS, asked, indexed_stems, stems_of, tokens_of, words_of  # noqa: E402

NOW = datetime(2026, 11, 24, tzinfo=UTC)
GROUPS = 600
DISTRICTS = 17
TITLE, SUMMARY, TEXT = 7, 14, 64
QUESTIONS = {"tantivy": 200, "sqlite": 25, "postgres": 25}
MADE_UP = 60_000
RUN = 4_000_000


def say(line: str = "") -> None:
    """Print at once."""
    print(line, flush=True)


# --- The texts


def load() -> Stories:
    """The demo's stories."""
    with gzip.open(ROOT / "kentongan/regions/data/indonesia.csv.gz", "rt", encoding="utf-8") as lines:
        codes = frozenset(row["code"] for row in csv.DictReader(lines) if row["code"].startswith("61"))
    return load_stories(now=NOW, region_codes=codes, scenes=SCENES)


class Corpus:
    """Makes the same texts again each time it is asked."""

    def __init__(self, docs: int, stories: Stories) -> None:
        self.docs = docs
        counted = Counter(token.word for text in (*stories.articles, *stories.bulletins) for token in tokens_of(text.text))
        real = [word for word, _often in counted.most_common() if not word.isdecimal()]
        chance = random.Random(1)
        syllables = [
            first + vowel + last for first in "bcdghjklmnprstwy" for vowel in "aiueo" for last in ("", "", "n", "ng", "k", "r", "s")
        ]
        made_up = {"".join(chance.choice(syllables) for _ in range(chance.choice((2, 2, 3, 3, 4)))) for _ in range(MADE_UP)}
        self.vocabulary = [*real, *sorted(made_up - set(real), key=lambda word: chance.random())]
        heights = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(self.vocabulary))))
        # Each text is two runs of words out of this long one: a hundred times faster than drawing its words anew.
        self.run = chance.choices(self.vocabulary, cum_weights=heights, k=RUN)
        self.contentful = [word for word in self.vocabulary if word not in STOP_WORDS and len(word) > 3]

    def __iter__(self) -> Iterator[Entry]:
        chance = random.Random(7)
        half = (TITLE + SUMMARY + TEXT + 1) // 2
        for number in range(1, self.docs + 1):
            first, second = chance.randrange(RUN - half), chance.randrange(RUN - half)
            words = self.run[first : first + half] + self.run[second : second + half]
            group = chance.randrange(GROUPS)
            district = f"61.07.{group % DISTRICTS + 1:02d}"
            yield Entry(
                id=number,
                published_at=NOW - timedelta(minutes=chance.randrange(4 * 365 * 24 * 60)),
                title=" ".join(words[:TITLE]),
                summary=" ".join(words[TITLE : TITLE + SUMMARY]),
                text=" ".join(words[TITLE + SUMMARY :]),
                owner=f"group:{group}",
                kind="article",
                under=(f"{district}.{2001 + group // DISTRICTS}", district, "61.07", "61"),
            )

    def questions(self, kind: str, count: int) -> list[str]:
        """Questions of a kind: a rare word, a common word, three words that stand in one text together."""
        chance = random.Random(kind)
        if kind == "rare":
            beginning = min(20_000, len(self.contentful) // 2)
            return [chance.choice(self.contentful[beginning:]) + " " for _ in range(count)]
        if kind == "common":
            return [chance.choice(self.contentful[:60]) + " " for _ in range(count)]
        return [" ".join(chance.sample(self.contentful[:400], 3)) + " " for _ in range(count)]


@cache
def stems_of_word(word: str) -> str:
    """The stems of a made-up word, as the index keeps them."""
    return " ".join(indexed_stems(words_of(word)))


def stems_text(entry: Entry) -> tuple[str, str]:
    """(stems of the title, stems of the rest), as the other engines get them: almost for nothing, so that their own work is timed."""
    return tuple(" ".join(filter(None, map(stems_of_word, text.split()))) for text in (entry.title, f"{entry.summary} {entry.text}"))


def sought(question: str) -> list[tuple[str, ...]]:
    """For each word of the question the stems of which one must stand in the text."""
    return [stems_of(token.word) for token in tokens_of(question) if token.word not in STOP_WORDS]


# --- The engines


class Tantivy:
    """As the house uses it."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = Shelf(folder, database="bench")

    def build(self, corpus: Corpus) -> None:
        with self.shelf.building():
            self.shelf.build(corpus, applied=0)

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink())

    def find(self, question: str, owner: str) -> int:
        return len(self.shelf.find(asked(question), Filters(owner=owner), now=NOW).ids)

    def close(self) -> None:
        """Nothing to close."""


class Sqlite:
    """FTS5 without the texts themselves, ranked by bm25 with the title counting three times."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bench.sqlite3"
        self.connection = sqlite3.connect(self.path)
        self.connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;"
            "CREATE TABLE text (id INTEGER PRIMARY KEY, owner TEXT, published INTEGER);"
            "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', detail='column', tokenize='unicode61 remove_diacritics 0');"
        )

    def build(self, corpus: Corpus) -> None:
        for entries in batches(corpus, 5_000):
            rows = [(entry.id, *stems_text(entry)) for entry in entries]
            with self.connection:
                self.connection.executemany("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", rows)
                keys = [(entry.id, entry.owner, int(entry.published_at.timestamp())) for entry in entries]
                self.connection.executemany("INSERT INTO text VALUES (?, ?, ?)", keys)
        with self.connection:
            self.connection.execute("CREATE INDEX text_owner ON text (owner)")
            self.connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def size(self) -> int:
        return self.path.stat().st_size

    def find(self, question: str, owner: str) -> int:
        match = " AND ".join("(" + " OR ".join(f'"{stem}"' for stem in stems) + ")" for stems in sought(question))
        within = "AND rowid IN (SELECT id FROM text WHERE owner = ?)" if owner else ""
        query = f"SELECT rowid FROM words WHERE words MATCH ? {within} ORDER BY bm25(words, 3.0, 1.0) LIMIT 20"
        return len(self.connection.execute(query, (match, owner) if owner else (match,)).fetchall())

    def close(self) -> None:
        self.connection.close()


class Postgres:
    """tsvector with a GIN index, ranked by ts_rank; a private cluster with its usual settings, synchronising included."""

    name = "postgres"

    def __init__(self, folder: Path) -> None:
        import psycopg
        import with_postgres as cluster

        cluster.SERVER_SETTINGS = {
            "listen_addresses": "",
            "shared_buffers": "256MB",
            "maintenance_work_mem": "256MB",
            "max_wal_size": "4GB",
        }
        self.binaries, owner = cluster.find_binaries(), cluster.find_owner()
        self.directory = cluster.make_directory(owner)
        self.server = cluster.start_server(self.binaries, self.directory, owner)
        self.guard = subprocess.Popen(
            ["sh", "-c", cluster.GUARD, "sh", str(self.server.pid), str(self.directory)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        cluster.wait_until_ready(self.binaries, self.directory, self.server)
        self.connection = psycopg.connect(host=str(self.directory), user="kentongan", dbname="kentongan", autocommit=True)
        self.connection.execute("CREATE TABLE text (id bigint PRIMARY KEY, owner text, published bigint, words tsvector)")

    def build(self, corpus: Corpus) -> None:
        self.connection.execute("CREATE TEMPORARY TABLE incoming (id bigint, owner text, published bigint, title text, body text)")
        with self.connection.cursor().copy("COPY incoming FROM STDIN") as copy:
            for entry in corpus:
                copy.write_row((entry.id, entry.owner, int(entry.published_at.timestamp()), *stems_text(entry)))
        self.connection.execute(
            "INSERT INTO text SELECT id, owner, published, "
            "setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body) FROM incoming"
        )
        self.connection.execute("DROP TABLE incoming")
        self.connection.execute("CREATE INDEX text_words ON text USING gin (words)")
        self.connection.execute("CREATE INDEX text_owner ON text (owner)")
        self.connection.execute("VACUUM ANALYZE text")

    def size(self) -> int:
        row = self.connection.execute("SELECT pg_total_relation_size('text')").fetchone()
        return int(row[0]) if row else 0

    def find(self, question: str, owner: str) -> int:
        query = " & ".join("(" + " | ".join(stems) + ")" for stems in sought(question))
        within = "AND owner = %(owner)s" if owner else ""
        select = f"SELECT id FROM text, to_tsquery('simple', %(query)s) AS wanted WHERE words @@ wanted {within} "
        found = self.connection.execute(select + "ORDER BY ts_rank(words, wanted) DESC LIMIT 20", {"query": query, "owner": owner})
        return len(found.fetchall())

    def close(self) -> None:
        self.connection.close()
        self.server.terminate()
        self.server.wait()
        self.guard.communicate()


def batches(corpus: Corpus, size: int) -> Iterator[list[Entry]]:
    """The texts in lists."""
    rest = iter(corpus)
    while some := list(itertools.islice(rest, size)):
        yield some


# --- Measuring


def percentiles(times: list[float]) -> tuple[float, float]:
    """(p50, p95)."""
    times = sorted(times)
    return times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]


def measure(find: Callable[[str, str], int], questions: list[str], owners: list[str], *, warm: bool) -> tuple[float, float, float]:
    """(p50, p95 in milliseconds, texts found on average)."""
    for question, owner in zip(questions, owners, strict=True) if warm else ():
        find(question, owner)
    times, found = [], 0
    for question, owner in zip(questions, owners, strict=True):
        began = time.perf_counter()
        found += find(question, owner)
        times.append((time.perf_counter() - began) * 1000)
    return *percentiles(times), found / len(questions)


def compare(docs: int, engines: list[str]) -> dict[str, Any]:
    """Build and ask each engine in turn."""
    corpus = Corpus(docs, load())
    began = time.perf_counter()
    for _entry in itertools.islice(corpus, min(docs, 20_000)):
        pass
    say(f"Making up the texts alone takes {(time.perf_counter() - began) * docs / min(docs, 20_000):.0f} s of each build.")
    results: dict[str, Any] = {}
    for make in (Tantivy, Sqlite, Postgres):
        if make.name not in engines:
            continue
        folder = Path(tempfile.mkdtemp(prefix="kentongan-bench-"))
        engine = make(folder)
        try:
            began = time.perf_counter()
            engine.build(corpus)
            result: dict[str, Any] = {"build_seconds": round(time.perf_counter() - began, 1), "size_mb": round(engine.size() / 1e6, 1)}
            say(f"{make.name}: {docs:,} texts, built in {result['build_seconds']} s, {result['size_mb']} MB")
            count = QUESTIONS[make.name]
            for kind in ("rare", "common", "three words"):
                for place in ("all", "one site"):
                    owners = [f"group:{number % GROUPS}" if place == "one site" else "" for number in range(count)]
                    p50, p95, found = measure(engine.find, corpus.questions(kind, count), owners, warm=make is Tantivy)
                    result[f"{kind}, {place}"] = [round(p50, 2), round(p95, 2)]
                    say(f"  {kind:12} {place:9} p50 {p50:8.2f} ms   p95 {p95:8.2f} ms   (found {found:.1f})")
            results[make.name] = result
        finally:
            engine.close()
            shutil.rmtree(folder, ignore_errors=True)
    return results


def table(results: dict[str, Any]) -> None:
    """The same side by side, p95 as a ratio to tantivy's."""
    if "tantivy" not in results:
        return
    names = list(results)
    say()
    say("| p95 in ms (ratio) | " + " | ".join(names) + " |")
    say("|---|" + "---:|" * len(names))
    for row in results["tantivy"]:
        ours = results["tantivy"][row]
        cells = []
        for name in names:
            value = results[name][row]
            number, base = (value[1], ours[1]) if isinstance(value, list) else (value, ours)
            cells.append(f"{number:,}" + (f" ({number / base:.1f}×)" if name != "tantivy" and base else ""))
        say(f"| {row} | " + " | ".join(cells) + " |")


# --- Labelled questions


def story_entries(stories: Stories) -> Iterator[tuple[str, Entry]]:
    """(slug, entry) of what is published, as kentongan.search.queries makes them from the database."""
    with gzip.open(ROOT / "kentongan/regions/data/indonesia.csv.gz", "rt", encoding="utf-8") as lines:
        rows = {row["code"]: row["name"] for row in csv.DictReader(lines) if row["code"].startswith("61")}
    names = {code: f"{kind_of(code, name).capitalize()} {bare_name(code, name)}" for code, name in rows.items()}
    topics = {topic.slug: topic.label for topic in stories.topics}
    groups, offices = {group.key: group for group in stories.groups}, {office.key: office for office in stories.offices}
    for number, text in enumerate((*stories.articles, *stories.bulletins), 1):
        if text.status != "published":
            continue
        group = groups.get(getattr(text, "group", ""))
        if group is not None and group.site_state != "active":
            continue
        homes = (group.region, *group.further_regions) if group else text.audience  # type: ignore[union-attr]
        codes = {".".join(code.split(".")[:length]) for code in homes for length in range(1, code.count(".") + 2)}
        sender = group.name if group else offices[text.office].name  # type: ignore[union-attr]
        about = [topics.get(text.topic, ""), *text.tags, sender, *(names.get(code, "") for code in sorted(codes))]
        yield (
            text.slug,
            Entry(id=number, published_at=text.at, title=text.title, summary=text.summary, text=text.text, about=" · ".join(about)),
        )


def labelled() -> dict[str, Any]:
    """How many of the labelled questions find a right story in first place, and among the first five."""
    stories = load()
    entries = list(story_entries(stories))
    slugs = {entry.id: slug for slug, entry in entries}
    questions = tomllib.loads((Path(__file__).with_name("search_labels.toml")).read_text(encoding="utf-8"))["query"]
    unknown = {slug for question in questions for slug in question["finds"]} - set(slugs.values())
    if unknown:
        sys.exit(f"Not among the published stories: {sorted(unknown)}")
    folder = Path(tempfile.mkdtemp(prefix="kentongan-bench-"))
    shelf = Shelf(folder, database="bench")
    with shelf.building():
        shelf.build((entry for _slug, entry in entries), applied=0)
    counts: dict[str, list[int]] = {}
    for question in questions:
        found = [slugs[entry_id] for entry_id in shelf.find(asked(question["typed"]), Filters(), now=NOW, limit=5).ids]
        place = next((number for number, slug in enumerate(found) if slug in question["finds"]), None)
        for kind in (question["kind"], "all"):
            row = counts.setdefault(kind, [0, 0, 0])
            row[0] += 1
            row[1] += place == 0
            row[2] += place is not None
        if place != 0:
            say(f"  {question['kind']}: {question['typed']!r} finds {found}, wanted {question['finds']}")
    shutil.rmtree(folder)
    say()
    say(f"| {len(questions)} labelled questions over {len(entries)} stories | number | first | among five |")
    say("|---|---:|---:|---:|")
    for kind, (number, first, five) in counts.items():
        if kind != "all":
            say(f"| {kind} | {number} | {first / number:.0%} | {five / number:.0%} |")
    number, first, five = counts["all"]
    say(f"| all | {number} | {first / number:.0%} | {five / number:.0%} |")
    return {"questions": number, "first": first, "among_five": five}


def main() -> None:
    """Understand the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=1_000_000)
    parser.add_argument("--without", nargs="*", default=[], choices=list(QUESTIONS), metavar="ENGINE")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    results = compare(arguments.docs, [name for name in QUESTIONS if name not in arguments.without]) if arguments.docs else {}
    table(results)
    say()
    results["labelled"] = labelled()
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
