"""A person withdraws: their words go from the corpus, the index and every store, and nobody adds them again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from chatbot.corpus_files import changing_corpus, corpus_sources, delete_file, replace_file
from chatbot.errors import KeepingError
from chatbot.leftovers import Needles, Search, search
from chatbot.removing import index_what_is_left
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.forgetting import forget_person
from chatbot.store.steering import publish
from chatbot.unfinished import Traces, file_of, unfinished_of
from chatbot.withdrawn import Withdrawn
from corpus.files import find_articles, normalise, read_article
from corpus.reading import read
from corpus.records import PUBLISHING_THRESHOLD, Article, Decision, Reading
from corpus.withdrawal import NameForms, Withdrawal, concerns, fold, is_in_slug, plain_name, quoted_names, withdraw_from
from corpus.writing import slug_of, unused_name, write_article
from index.chunks import make_records
from index.disposal import delete_all
from index.manifest import Source
from index.recipe import BuildReport
from index.storage import Progress
from index.traces import count_texts, text_hashes

_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class ArticlePlan:
    """What becomes of one article's file.

    Attributes:
        path: where it stands now.
        new_path: where what is left of it will stand; None where it goes as a whole.
        content: what will stand there.
    """

    path: Path
    withdrawal: Withdrawal
    new_path: Path | None
    content: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal does.

    Attributes:
        traces: what is to be cleaned, also of an earlier run that was not finished.
        alike: people who may be the same, with their articles: named in another form.
        needles: what must not be found afterwards.
        corpus: what the plan was made for.
        is_begun: whether an earlier run was not finished.
    """

    traces: Traces
    articles: tuple[ArticlePlan, ...]
    alike: Mapping[str, Sequence[str]]
    needles: Needles
    corpus: Mapping[str, Source]
    is_begun: bool

    @property
    def name(self) -> str:
        """The person's name, as the corpus has it."""
        return self.traces.name


@dataclass(frozen=True, slots=True)
class Proof:
    """What was searched for afterwards, and what is left.

    Attributes:
        vectors: how many encoded texts of the person's words were searched for; left: how many of them are left.
    """

    found: Search
    vectors: int
    left: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left."""
        return not self.found.found and not self.left


def plan_withdrawal(settings: Settings, person: str) -> Plan:
    """Find a person in the corpus and decide what becomes of each article. Nothing is written.

    Raises:
        KeepingError: nobody, or more than one, may be meant by the name.
        CorpusError: an article cannot be read.
    """
    earlier = unfinished_of(settings.data, person)
    paths = find_articles(settings.corpus)
    found, alike, seen = _find(paths, person)
    if not found and earlier is None and person not in Withdrawn.read(settings.corpus):
        raise KeepingError(_nobody(person, alike, seen))
    name = earlier.name if earlier and not found else _as_written(person, [reading for _, _, reading in found])
    taken = {path.stem for path in paths}
    renamed = earlier.renamed if earlier else {}
    plans = tuple(_plan_article(path, article, reading, name, taken, renamed) for path, article, reading in found)
    traces = _traces(name, seen, plans)
    traces = traces.after(earlier) if earlier else traces
    needles = Needles(name, traces.stretches)
    for text in _kept_texts(paths, plans):
        needles.spare(text)
    return Plan(traces, plans, alike, needles, corpus_sources(settings.corpus), earlier is not None)


def carry_out(settings: Settings, plan: Plan, waiting: Callable[[], None]) -> frozenset[bytes]:
    """Change the corpus; return the hashes of what was encoded for the person's words.

    What is still to be cleaned is written down before, until finish: the corpus tells of it no more.

    Raises:
        KeepingError: the corpus has changed since the plan was made.
    """
    with changing_corpus(settings, waiting):
        if corpus_sources(settings.corpus) != plan.corpus:
            raise KeepingError("korpusen har ändrats under tiden; kör kommandot igen")
        hashes = plan.traces.hashes | text_hashes(settings.index_directory, sorted(plan.traces.quotes))
        replace(plan.traces, hashes=hashes).write(settings.data)
        # Before the articles, so that whatever happens next nobody adds the words again.
        Withdrawn.read(settings.corpus).with_person(plan.name).write(settings.corpus)
        for article in plan.articles:
            if article.new_path is None:
                delete_file(article.path)
            else:
                replace_file(article.path, article.new_path, article.content)
    return frozenset(hashes)


def forget(
    settings: Settings,
    plan: Plan,
    database: Database,
    progress: Progress | None,
    say: Progress,
    rebuild: Callable[[], BuildReport | None] | None = None,
    *,
    reviewer: int | None = None,
) -> BuildReport | None:
    """Build the index without the person, delete every generation before it, and clean the database.

    Args:
        settings: corpus and data directory.
        plan: that was carried out.
        database: that is cleaned.
        progress: told what the build does.
        say: told what else is done.
        rebuild: builds the index and deletes every generation before it; here, in this process, unless given.
        reviewer: number of who asks for it, for the log; None for the command line.

    If the index cannot be built, no generation stays, and the database is cleaned by the run that finishes this one.
    What was only measured on goes as a whole.

    Raises:
        CorpusError, ModelError, GenerationError: it cannot be built.
        StoreError: the database cannot be cleaned now.
    """
    shutil.rmtree(settings.evaluation_directory, ignore_errors=True)  # what is left of it the search finds
    try:
        report = rebuild() if rebuild else index_what_is_left(settings, progress, say)
    except BaseException:
        delete_all(settings.index_directory, say)
        raise
    # After the index: what the chat writes from now on is scrubbed of everybody whom the index does not have, and
    # nothing that is hidden is in an index any more when the database forgets that it is hidden.
    if database.exists:
        traces = plan.traces
        forms = NameForms(plan.name, traces.others)
        forget_person(
            database,
            forms,
            plan.needles,
            quotes=traces.quotes,
            articles=traces.renamed,
            versions_of=traces.changed,
            reviewer=reviewer,
        )
        # What verdicts taught the chat has their questions.
        publish(database, settings.steering_directory, shown=traces.quotes)
    return report


def prove(settings: Settings, plan: Plan, database: Database, hashes: AbstractSet[bytes]) -> Proof:
    """Search for what may be left, everywhere but in what this withdrawal itself has written down until finish.

    Raises:
        StoreError: the database cannot be read.
    """
    found = search(settings, plan.needles, database, but=file_of(settings.data, plan.name))
    return Proof(found, len(hashes), count_texts(settings.index_directory, hashes))


# --- who is meant -----------------------------------------------------------------------------------

_Found = list[tuple[Path, Article, Reading]]


def _find(paths: Iterable[Path], person: str) -> tuple[_Found, dict[str, list[str]], set[str]]:
    """Return the articles that the person is in.

    Returns:
        The articles; people of other names who may be the same: name -> article ids; names that have a word in common.

    Raises:
        KeepingError: the name is one word, and more than one person may be meant.
    """
    words = set(plain_name(person).split())
    if not words:
        raise KeepingError("ange personens namn, till exempel: chatbot withdraw 'Förnamn Efternamn'")
    found: _Found = []
    alike: dict[str, list[str]] = {}
    seen: set[str] = set()
    for path in paths:
        given = read_article(path)
        text, marks = normalise(given.text, given.marks)
        article = replace(given, text=text, marks=marks)
        reading = read(article) if _has_some(article, words) else None
        if reading is None:
            continue
        names = {known.name for known in reading.people} | quoted_names(reading.quotes)
        seen |= names
        exact = plain_name(person) in map(plain_name, names)
        if exact or (len(words) > 1 and concerns(reading, person)):
            found.append((path, article, reading))
        for name in names:
            others = set(plain_name(name).split())
            if others != words and (others <= words or words <= others):
                alike.setdefault(name, []).append(path.stem)
    if len(words) == 1 and (len(found) > 1 or (found and alike)):
        listed = "; ".join([*(f"{person} ({path.stem})" for path, _, _ in found), *_listed(alike)])
        raise KeepingError(f"{person}: fler än en kan heta så: {listed}; ange hela namnet, eller chatbot remove")
    return found, alike, seen


def _has_some(article: Article, words: set[str]) -> bool:
    told = (article.text, article.id, article.title or "", article.publisher or "", article.url or "")
    decision = article.decision or Decision()
    decided = [speaker.name or "" for quote in decision.quotes for speaker in quote.speakers or ()]
    folded = fold(" ".join((*told, *decision.roles, *decided, *(quote.words for quote in decision.quotes))))
    return any(fold(word) in folded for word in words)


def _nobody(person: str, alike: Mapping[str, Sequence[str]], seen: Iterable[str]) -> str:
    near = _listed(alike) or get_close_matches(person, list(seen), n=_SUGGESTED)
    hint = "; menar du " + " eller ".join(near) + "?" if near else ""
    return f"{person}: ingen i korpusen heter så{hint}"


def _listed(alike: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{name} ({', '.join(articles)})" for name, articles in sorted(alike.items())][:_SUGGESTED]


def _as_written(person: str, readings: Iterable[Reading]) -> str:
    known = (name for r in readings for name in (*(p.name for p in r.people), *quoted_names(r.quotes)))
    return next((name for name in known if plain_name(name) == plain_name(person)), " ".join(person.split()))


# --- what becomes of an article ---------------------------------------------------------------------


def _traces(name: str, seen: AbstractSet[str], plans: Sequence[ArticlePlan]) -> Traces:
    forms = NameForms(name)
    return Traces(
        name,
        frozenset(other for other in seen if plain_name(other) != forms.full and forms.are_in(other)),
        tuple(stretch for plan in plans for stretch in plan.withdrawal.stretches),
        frozenset(record_id for plan in plans for record_id in _ids_that_go(plan)),
        {plan.path.stem: plan.new_path.stem if plan.new_path else None for plan in plans if plan.new_path != plan.path},
        frozenset(plan.path.stem for plan in plans),
    )


def _plan_article(
    path: Path, article: Article, reading: Reading, name: str, taken: set[str], renamed: Mapping[str, str | None]
) -> ArticlePlan:
    withdrawal = withdraw_from(reading, article, name)
    if withdrawal.after is None:
        return ArticlePlan(path, withdrawal, None, b"")
    left = withdrawal.after.article
    content = write_article(left).encode()
    stem = path.stem
    before = path.with_name(f"{renamed.get(stem) or stem}.md")
    if before != path and before.exists() and before.read_bytes() == content:
        return ArticlePlan(
            path, withdrawal, before, content
        )  # written by a run that was killed before it took this away
    said = fold(" | ".join(withdrawal.stretches))
    if is_in_slug(NameForms(name), stem) or (fold(stem) in said and len(fold(stem).split()) > 1):
        stem = unused_name(slug_of(left.title or left.publisher or "") or "artikel", taken)
        taken.add(stem)
    return ArticlePlan(path, withdrawal, path.with_name(f"{stem}.md"), content)


def _kept_texts(paths: Iterable[Path], plans: Sequence[ArticlePlan]) -> Iterable[str]:
    changed = {plan.path for plan in plans}
    yield from (plan.withdrawal.after.article.text for plan in plans if plan.withdrawal.after is not None)
    for path in paths:
        if path not in changed:
            yield read_article(path).text


def _ids_that_go(plan: ArticlePlan) -> Iterable[str]:
    gone = [span for quote in plan.withdrawal.quotes for span in quote.segments]
    for record in make_records(plan.withdrawal.before, publish_at=PUBLISHING_THRESHOLD):
        if plan.new_path is None or any(record.span.contains(span) for span in gone):
            yield record.id
