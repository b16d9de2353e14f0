"""Verdicts as labelled questions: asked again, they say what the reviewers said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.evaluation import LabelledQuestion, Share, evaluate, read_questions
from chatbot.filters import NO_FILTERS, Filters
from chatbot.labelling import labelled_questions, labelled_row
from chatbot.store.database import Database
from chatbot.store.desk_settings import SECOND_SHARE, save_setting
from chatbot.store.judgements import AnswerVerdict, Judgement, QuoteLabel
from chatbot.store.reviewers import Reviewer
from chatbot.store.schema import hidden_quotes, verdicts
from chatbot.store.scrubbing import Scrubber
from chatbot.store.verdicts import save_verdict
from index.generation import Generation, open_current
from tests.chatbot.conftest import FLEN
from tests.chatbot.store.desk_records import NOW, add_answer, add_reviewer
from tests.index.fakes import FakeEncoder

A, P, B = QuoteLabel.ANSWERS, QuoteLabel.PARTLY, QuoteLabel.BESIDE
RIGHT, REFUSE, ANSWER = AnswerVerdict.RIGHT, AnswerVerdict.SHOULD_REFUSE, AnswerVerdict.SHOULD_ANSWER
POLICE = "Hur ofta träffar ni polisen?"


class Judged:
    """A database with two reviewers, and the corpus that they judge."""

    def __init__(self, database: Database, generation: Generation, corpus: Path) -> None:
        self.database, self.generation, self.corpus = database, generation, corpus
        with database.changing() as connection:
            self.anna: Reviewer = add_reviewer(connection, "anna")
            save_setting(connection, SECOND_SHARE, 0.0, reviewer=None, expected_version=0)

    def quote(self, words: str, article: str = "flen") -> str:
        """Return the id of the quote of an article that has these words."""
        records = self.generation.records(self.generation.records_of(article))
        (found,) = [record.id for record in records if words in record.text]
        return found

    def judge(
        self,
        question: str,
        labels: Mapping[str, QuoteLabel],
        kind: AnswerVerdict = RIGHT,
        *,
        chosen: tuple[str, ...] = (),
        municipality: str | None = None,
        speaker: str | None = None,
        filters: Filters = NO_FILTERS,
    ) -> None:
        """Keep an answer that showed these quotes, and a verdict on it."""
        with self.database.changing() as connection:
            answer = add_answer(
                connection,
                list(labels),
                question=question,
                municipality=municipality,
                speaker=speaker,
                filters=filters,
            )
            judgement = Judgement(answer, kind, labels, chosen)
            save_verdict(connection, judgement, reviewer=self.anna, expected_version=None, scrubber=Scrubber.of([]))

    def labelled(self) -> list[LabelledQuestion]:
        """Return what is exported."""
        return labelled_questions(self.database, self.generation, self.corpus)


@pytest.fixture
def judged(tmp_path: Path, articles: Path, index_articles: Callable[[], Path]) -> Iterator[Judged]:
    """Return a desk over the two articles."""
    database = Database(f"sqlite:///{tmp_path / 'chatbot.sqlite'}")
    with open_current(index_articles(), FakeEncoder(256)) as generation:
        yield Judged(database, generation, articles)
    database.close()


def test_a_verdict_is_asked_again(judged: Judged, chatbot: Chatbot, tmp_path: Path) -> None:
    """Through the file that is exported, as `chatbot evaluate` reads it."""
    judged.judge(POLICE, {judged.quote("Polisen träffar"): A, judged.quote("kuratorer"): B})
    judged.judge("Vad kostar en segelbåt?", {})
    judged.judge("Har ni sjukhusclowner?", {judged.quote("kuratorer"): B}, REFUSE)
    file = tmp_path / "verdicts.jsonl"
    file.write_text("".join(json.dumps(labelled_row(each)) + "\n" for each in judged.labelled()), encoding="utf-8")
    questions = read_questions(file)
    assert questions == judged.labelled()
    report = evaluate(chatbot, questions)
    assert (report.share("first_fair"), report.share("best_in_three")) == (Share(1, 1), Share(1, 1))
    assert report.share("refused") == Share(2, 2)


def test_the_words_are_as_few_as_make_a_quote_unique(judged: Judged) -> None:
    """At least six; all of them where two people say the same."""
    police, coffee = judged.quote("Polisen träffar"), judged.quote("fikar")
    judged.judge(POLICE, {police: P, coffee: A})
    (labelled,) = judged.labelled()
    same = "Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten"
    (long, grade), (short, fair) = sorted(labelled.relevant.items(), key=lambda pair: -len(pair[0]))
    assert (same in long, grade, fair) == (True, 2, 1)
    assert len(short.split()) <= 6
    assert short in FLEN


def test_what_was_chosen_in_the_place_of_what_was_shown_is_best(judged: Judged) -> None:
    """Also where nothing was shown; without a choice it is only known that there is an answer."""
    judged.judge(POLICE, {judged.quote("kuratorer"): P}, ANSWER, chosen=(judged.quote("Polisen träffar"),))
    judged.judge(POLICE, {}, ANSWER)
    first, second = judged.labelled()
    assert sorted(first.relevant.values()) == [1, 2]
    assert (second.answerable, second.relevant) == (True, {})


def test_hidden_and_changed_quotes_give_no_words(judged: Judged) -> None:
    """A question all of whose right quotes are gone is left out."""
    police, therapy = judged.quote("Polisen träffar"), judged.quote("kuratorer")
    judged.judge(POLICE, {police: A, therapy: P})
    judged.judge("Får man handledning?", {therapy: A})
    assert [len(each.relevant) for each in judged.labelled()] == [2, 1]
    with judged.database.changing() as connection:
        connection.execute(hidden_quotes.insert().values(quote=therapy, article="flen", hidden=NOW))
    assert [len(each.relevant) for each in judged.labelled()] == [1]
    (judged.corpus / "flen.md").write_text(FLEN.replace("torsdag", "fredag"), encoding="utf-8")
    assert judged.labelled() == []


def test_a_question_keeps_its_place_and_person(judged: Judged, chatbot: Chatbot) -> None:
    """A municipality that was chosen beside the question is chosen again; what is none, or nobody, is left out."""
    police = judged.quote("Polisen träffar")
    judged.judge(POLICE, {police: A}, municipality="Flen", speaker="Tuva Granhöst")
    judged.judge("Hur ofta träffar ni polisen i Flen?", {police: A}, municipality="Flen")
    judged.judge(POLICE, {police: A}, municipality="Flen och Hjo", speaker="[namn]")
    found = [(each.municipality, each.narrowed, each.speaker) for each in judged.labelled()]
    assert found == [("Flen", True, "Tuva Granhöst"), ("Flen", False, None), (None, False, None)]
    narrowed = [each for each in judged.labelled() if each.speaker is None and each.municipality]
    assert evaluate(chatbot, narrowed).share("keeps_to_place_and_person") == Share(1, 1)


def test_a_question_is_asked_again_with_what_was_chosen_beside_it(
    judged: Judged, chatbot: Chatbot, tmp_path: Path
) -> None:
    """Through the file; one that was narrowed to what nobody can choose any more is left out."""
    narrowing = Filters(role="kurator", area="barn", year_from=2020, year_to=2021)
    judged.judge(POLICE, {judged.quote("Polisen träffar"): B}, REFUSE, filters=narrowing)
    judged.judge(POLICE, {judged.quote("Polisen träffar"): A}, filters=Filters(role="[namn]"))
    file = tmp_path / "verdicts.jsonl"
    file.write_text("\n".join(json.dumps(labelled_row(each)) for each in judged.labelled()), encoding="utf-8")
    (read,) = read_questions(file)
    assert read.filters == narrowing
    (outcome,) = evaluate(chatbot, [read]).outcomes
    assert outcome.answer.interpreted.filters == narrowing


def test_only_what_counts_is_exported(judged: Judged) -> None:
    """Neither what waits for a second reviewer, nor what was asked municipality by municipality, nor what is marked."""
    police = judged.quote("Polisen träffar")
    with judged.database.changing() as connection:
        add_reviewer(connection, "bo")
    judged.judge(POLICE, {police: QuoteLabel.HIDE}, REFUSE)
    judged.judge("Vad sa [namn] om polisen?", {police: A})
    assert judged.labelled() == []
    judged.judge(POLICE, {police: A})
    assert len(judged.labelled()) == 1
    with judged.database.changing() as connection:
        connection.execute(verdicts.update().values(compared=True))
    assert judged.labelled() == []
