"""The index: a folder of files that tantivy keeps, derived from the database. Written by one process at a time, read by all.

    SEARCH_ROOT/
        current → index-<moment>     the index that is read; exchanged as a whole by a rebuild
        index-<moment>/              tantivy's files, and stamp.json: schema, database, number of the last change that is in it
        writing.lock                 held while somebody writes
        building.lock                held while somebody rebuilds

A text lies here only as words to compare. Titles and snippets are read from the database, so that nothing taken down can be shown.
"""

import fcntl
import json
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from .policies.words import Asked, AskedWord, indexed_stems, reach_of, words_of

SCHEMA = 1  # raise it when fields or words change; an index of another number is built anew
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
HALF_LIFE_DAYS = 730  # a text counts half as much as one two years newer
TITLE_COUNTS = 3
SMALL_HEAP, LARGE_HEAP = 15_000_000, 256_000_000
# Up to so many texts are ranked one by one; of more, the best by words and the best among the newest are.
FEW, EACH = 5_000, 200
LITTLE = 3  # a search that finds less is tried again, forgiving slips in words that stand in fewer texts than this
OPEN_WORDS = 12
NEW_MONTHS = 3


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A text to be found, in plain values.

    ``under``: the codes of its regions and of all above them. ``sent_to``: the codes a bulletin is addressed to.
    """

    id: int
    published_at: datetime
    title: str
    summary: str = ""
    text: str = ""
    about: str = ""
    owner: str = ""
    kind: str = ""
    under: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search. ``owner`` or ``sent_to`` must fit (a site: its own and what is sent to it), and each of the others."""

    owner: str = ""
    sent_to: tuple[str, ...] = ()
    under: str = ""
    above: tuple[str, ...] = ()
    kind: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Found:
    """The ids of one page of hits, best first, of how many, and whether slips were forgiven."""

    total: int = 0
    ids: list[int] = field(default_factory=list)
    is_forgiving: bool = False


class IndexMissing(Exception):
    """There is no index here, or not one of this schema and database: it must be built."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_integer_field("at", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for name in ("owner", "kind", "under", "sent_to", "month"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


def document_of(entry: Entry) -> tantivy.Document:
    """The entry as tantivy keeps it. Words of the title count more, because they stand there more often."""
    title, rest = words_of(entry.title), [*words_of(entry.summary), *words_of(entry.text), *words_of(entry.about)]
    document = tantivy.Document()
    document.add_unsigned("id", entry.id)
    document.add_integer("at", int(entry.published_at.timestamp()))
    document.add_float("weight", 2 ** ((entry.published_at - EPOCH) / timedelta(days=HALF_LIFE_DAYS)))
    document.add_text("words", " ".join([*title, *rest]))
    document.add_text("stems", " ".join(indexed_stems(title) * TITLE_COUNTS + indexed_stems(rest)))
    document.add_text("owner", entry.owner)
    document.add_text("kind", entry.kind)
    document.add_text("month", _month(entry.published_at))
    for name in ("under", "sent_to"):
        for code in getattr(entry, name):
            document.add_text(name, code)
    return document


def _month(moment: datetime) -> str:
    return f"{moment.year:04}{moment.month:02}"


def _newest_months(now: datetime) -> list[str]:
    first, months = now, []
    for _ in range(NEW_MONTHS):
        months.append(_month(first))
        first = first.replace(day=1) - timedelta(days=1)
    return months


@contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock; yields False where another holds it and we do not wait. The system lets go of it when the process dies."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


class Shelf:
    """The folder that holds the index, for one database. ``database`` names it, so that the index of another one is not believed."""

    def __init__(self, root: Path, *, database: str) -> None:
        self.root = root
        self.database = database
        self._thread_lock = threading.Lock()
        self._opened: tuple[object, tantivy.Index, tantivy.Searcher] | None = None

    # --- The folder

    @property
    def current(self) -> Path:
        """The link to the index that is read."""
        return self.root / "current"

    def applied(self) -> int:
        """The number of the last change that is in the index. Raises IndexMissing."""
        try:
            stamp = json.loads((self.current / "stamp.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise IndexMissing(str(self.root)) from None
        if (stamp.get("schema"), stamp.get("database")) != (SCHEMA, self.database):
            raise IndexMissing(f"{self.root}: {stamp}")
        return int(stamp["applied"])

    def _write_stamp(self, folder: Path, applied: int) -> None:
        new = folder / "stamp.new"
        new.write_text(json.dumps({"schema": SCHEMA, "database": self.database, "applied": applied}), encoding="utf-8")
        new.replace(folder / "stamp.json")

    @contextmanager
    def writing(self, *, wait: bool = False) -> Iterator[bool]:
        """Hold the writer's lock; yields False where another process writes and we do not wait."""
        self.root.mkdir(parents=True, exist_ok=True)
        with _locked(self.root / "writing.lock", wait=wait) as is_ours:
            yield is_ours

    @contextmanager
    def building(self, *, wait: bool = False) -> Iterator[bool]:
        """Hold the builder's lock; yields False where another process builds and we do not wait. Writing goes on meanwhile."""
        self.root.mkdir(parents=True, exist_ok=True)
        with _locked(self.root / "building.lock", wait=wait) as is_ours:
            yield is_ours

    def write(self, *, remove: Iterable[int], add: Iterable[Entry], applied: int) -> None:
        """Exchange entries in one commit, then note how far it goes. To be called while ``writing``.

        A process that dies in between repeats the same exchange, which changes nothing.
        """
        folder = self.current.resolve()
        index = tantivy.Index.open(str(folder))
        writer = index.writer(SMALL_HEAP, 1)
        if gone := list(remove):  # by query: by term, tantivy-py takes the number for one of another type and deletes nothing
            writer.delete_documents_by_query(Query.term_set_query(index.schema, "id", gone))
        for entry in add:
            writer.add_document(document_of(entry))
        self._commit(writer)
        self._write_stamp(folder, applied)

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()

    def build(self, entries: Iterable[Entry], *, applied: int, heap: int = LARGE_HEAP, threads: int = 1) -> None:
        """Build the index anew beside the one that is read, then exchange them in one step. To be called while ``building``.

        ``applied``: the last change before the entries were read; later ones follow the usual way.
        """
        folder = self.root / f"index-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        folder.mkdir()
        try:
            writer = tantivy.Index(_schema(), path=str(folder)).writer(heap, threads)
            for entry in entries:
                writer.add_document(document_of(entry))
            self._commit(writer)
            self._write_stamp(folder, applied)
            with self.writing(wait=True):
                link = self.root / "current.new"
                link.unlink(missing_ok=True)
                link.symlink_to(folder.name)
                link.replace(self.current)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        # Whoever still reads the former one has its files open; others left unfinished belong to nobody.
        for other in self.root.glob("index-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    # --- Reading

    def searcher(self) -> tuple[tantivy.Schema, tantivy.Searcher]:
        """The newest state of the index. Raises IndexMissing."""
        with self._thread_lock:
            for _attempt in range(3):  # a rebuild may take the folder away between two of these steps
                with suppress(OSError, ValueError):
                    state = self._state()
                    if self._opened is None or self._opened[0] != state:
                        index = tantivy.Index.open(str(self.current.resolve(strict=True)))
                        index.config_reader("manual")
                        index.reload()
                        self._opened = (state, index, index.searcher())
                    _state, index, searcher = self._opened
                    return index.schema, searcher
            raise IndexMissing(str(self.root))

    def _state(self) -> tuple[int, int, int]:
        meta = (self.current / "meta.json").stat()  # tantivy moves a new one into place with every commit
        return meta.st_dev, meta.st_ino, meta.st_mtime_ns

    def ready(self) -> None:
        """Raise IndexMissing where there is no index of this schema and database."""
        state = self._state_or_none()
        if state is None or state != getattr(self, "_checked", None):
            self.applied()
            self._checked = state

    def _state_or_none(self) -> tuple[int, int, int] | None:
        with suppress(OSError):
            return self._state()
        return None

    def find(self, asked: Asked, filters: Filters, *, now: datetime, offset: int = 0, limit: int = 20) -> Found:
        """Search exactly; forgiving slips where that finds little; with all words but one where that finds nothing. Raises IndexMissing."""
        self.ready()
        if not asked.words:
            return Found()
        return _Search(*self.searcher(), filters, now=now).find(asked, offset, limit)


class _Search:
    """One search in one state of the index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, filters: Filters, *, now: datetime) -> None:
        self.schema, self.searcher, self.now = schema, searcher, now
        self.narrowing, self.narrowed_to = self._narrowing(filters)

    def _key(self, name: str, value: Any) -> Query:
        return Query.term_query(self.schema, name, value, "basic")

    def _word(self, name: str, value: str) -> Query:
        return Query.term_query(self.schema, name, value, "freq")

    def _narrowing(self, filters: Filters) -> tuple[list[Query], int]:
        """The filters as queries without a score, and an upper limit of what passes them all."""
        groups = [
            [("owner", filters.owner), *(("sent_to", code) for code in filters.sent_to)] if filters.owner else [],
            [("under", filters.under), *(("sent_to", code) for code in filters.above)] if filters.under else [],
            [("kind", filters.kind)] if filters.kind else [],
        ]
        queries, most = [], self.searcher.num_docs
        for keys in filter(None, groups):
            queries.append(_any([self._key(name, value) for name, value in keys]))
            most = min(most, sum(self.searcher.doc_freq(name, value) for name, value in keys))
        if filters.since is not None:
            moment = int(filters.since.timestamp())
            queries.append(Query.range_query(self.schema, "at", tantivy.FieldType.Integer, lower_bound=moment))
        return [Query.const_score_query(query, 0.0) for query in queries], most

    # --- Words

    def _exactly(self, word: AskedWord) -> tuple[Query, int]:
        """The query of a word, and an upper limit of what it finds."""
        written = self.searcher.doc_freq("words", word.word)
        if word.is_exact:
            return self._word("words", word.word), written
        count = {stem: self.searcher.doc_freq("stems", stem) for stem in word.stems}
        terms = [self._word("stems", stem) for stem in word.stems if count[stem]]
        total = sum(count.values())
        if written and (total <= FEW or not terms):  # written just so, it counts more; of very many that matters little and costs much
            terms.append(self._word("words", word.word))
        if word.is_open and total + written <= LITTLE:
            known = self.searcher.terms_with_prefix("words", word.word, limit=OPEN_WORDS)
            endings = [(ending, often) for ending, often in known if ending != word.word]
            terms += [self._word("words", ending) for ending, _often in endings]
            total += sum(often for _ending, often in endings)
        return _any(terms), max(total, written)

    def _forgivingly(self, word: AskedWord) -> Query:
        exact, _count = self._exactly(word)
        reach = 0 if word.is_exact else reach_of(word.word)
        near = [Query.fuzzy_term_query(self.schema, "words", word.word, distance, True) for distance in range(1, reach + 1)]
        if reach:
            near += [Query.fuzzy_term_query(self.schema, "stems", stem, 1, True) for stem in word.stems if len(stem) >= 4]
        return _any([exact, *(Query.const_score_query(query, 1.0 / number) for number, query in enumerate(near, 1))])

    # --- The steps

    def find(self, asked: Asked, offset: int, limit: int) -> Found:
        exact = [self._exactly(word) for word in asked.words]
        found = self._page([query for query, _count in exact], min(count for _query, count in exact), offset, limit)
        if found.total >= LITTLE:
            return found
        # A word that stands in many texts is spelt as it was meant; one that stands in next to none may be a slip.
        doubtful = [count < LITTLE for _query, count in exact]
        words = [
            self._forgivingly(word) if is_doubtful else query
            for word, (query, _count), is_doubtful in zip(asked.words, exact, doubtful, strict=True)
        ]
        steps = [words] if any(doubtful) else []
        if not found.total and len(words) > 1:
            # Each way to leave one out is narrowed by itself, so that the few texts of a site lead through the many of a word.
            steps.append([_any([_all([*words[:left], *words[left + 1 :], *self.narrowing]) for left in range(len(words))])])
        for step in steps:
            more = self._page(step, 0, offset, limit)
            if more.total > found.total:
                return Found(more.total, more.ids, is_forgiving=True)
        return found

    def _page(self, words: list[Query], most: int, offset: int, limit: int) -> Found:
        query = _all([*words, *self.narrowing])
        most = min(most, self.narrowed_to)
        if most <= FEW:
            result = self.searcher.search(query, max(1, limit), count=True, offset=offset, weight_by_field="weight")
            return Found(_count(result), self._values("id", [address for _score, address in result.hits]))
        return self._page_of_many(query, words, most, offset, limit)

    def _page_of_many(self, query: Query, words: list[Query], most: int, offset: int, limit: int) -> Found:
        """The best by their words, and the best among the newest, put in order together."""
        is_counted = len(words) > 1 or bool(self.narrowing)
        best = self.searcher.search(query, EACH, count=is_counted)
        months = Query.const_score_query(_any([self._key("month", month) for month in _newest_months(self.now)]), 0.0)
        newest = self.searcher.search(_all([query, months]), EACH, count=False)
        addresses = [address for _score, address in (*best.hits, *newest.hits)]
        scores = [score for score, _address in (*best.hits, *newest.hits)]
        weighed: dict[int, float] = {}
        for entry_id, weight, score in zip(self._values("id", addresses), self._values("weight", addresses), scores, strict=True):
            weighed[entry_id] = score * weight
        order = sorted(weighed, key=lambda entry_id: (-weighed[entry_id], -entry_id))
        return Found(_count(best) if is_counted else most, order[offset : offset + limit])

    def _values(self, name: str, addresses: list[tantivy.DocAddress]) -> list[Any]:
        return self.searcher.fast_field_values(name, addresses) if addresses else []


def _count(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # missing in tantivy's stubs


def _all(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries]) if len(queries) > 1 else queries[0]


def _any(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])
