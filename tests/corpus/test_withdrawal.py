"""A person is cut out of an article; nobody else's words change hands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.decisions import decision_about, with_decision
from corpus.files import article_of, read_article
from corpus.reading import read
from corpus.records import CUT, Article, BlockKind, Decision, QuoteDecision, Reading, Span, Speaker
from corpus.withdrawal import NameForms, Said, Withdrawal, concerns, fold, quoted_names, withdraw_from

TWO = """Fika på stort allvar

Tuva Granhöst är enhetschef i Flens kommun. Hon leder en grupp som har funnits i många år.

”Polisen träffar vi varje torsdag”

– Vi fikar på stort allvar i gruppen. Ingen lämnas ensam, säger Tuva Granhöst.

Elin Sjövind är kurator i Flens kommun.

– Handledning med en psykolog får alla kuratorer varje månad, säger Elin Sjövind.

– Polisen träffar vi varje torsdag och det är vi glada för, säger Granhöst.

Kontakt:
Tuva Granhöst, enhetschef
Telefon: 0157-555 01 23
"""


def withdrawn(text: str, name: str, header: str = "") -> Withdrawal:
    """Withdraw a person from an article that is given by its text."""
    article = article_of(f"---\n{header}\n---\n{text}".encode(), "fika.md")
    return withdraw_from(read(article), article, name)


def said(reading: Reading | None) -> list[tuple[str, list[str | None]]]:
    """Return words and speakers of each quote."""
    assert reading is not None
    words = {quote: " ".join(span.of(reading.article.text) for span in quote.segments) for quote in reading.quotes}
    return [(words[quote], [speaker.name for speaker in quote.attribution.speakers]) for quote in reading.quotes]


def quoted(withdrawal: Withdrawal) -> list[str]:
    """Return the words of the withdrawn quotes."""
    text = withdrawal.before.article.text
    return [span.of(text) for quote in withdrawal.quotes for span in quote.segments]


def test_what_others_say_stays() -> None:
    """Words, names, a pull quote of them and the contact box of the person go; one line stands for each stretch."""
    withdrawal = withdrawn(TWO, "tuva granhöst")
    assert said(withdrawal.after) == [
        ("Handledning med en psykolog får alla kuratorer varje månad", ["Elin Sjövind"]),
    ]
    assert withdrawal.after is not None
    text = withdrawal.after.article.text
    assert text == (
        f"Fika på stort allvar\n\n{CUT}\n\nElin Sjövind är kurator i Flens kommun.\n\n– Handledning med en psykolog "
        f"får alla kuratorer varje månad, säger Elin Sjövind.\n\n{CUT}\n\nKontakt:\n{CUT}\n"
    )
    assert len(quoted(withdrawal)) == 3


def test_lines_with_the_persons_words_go_wherever_they_stand() -> None:
    """A heading that is part of a quote, narration that repeats a sentence of it."""
    told = "Ingen lämnas ensam med de svåra besluten"
    more = f"Polisen träffar vi varje torsdag\n\nI köket står det: {told}!\n\nElin Sjövind är"
    text = TWO.replace("Elin Sjövind är", more).replace("Ingen lämnas ensam", told)
    after = withdrawn(text, "Tuva Granhöst").after
    assert after is not None
    assert "torsdag" not in after.article.text
    assert "köket" not in after.article.text


def test_what_goes_on_about_the_person_without_a_name_goes_too() -> None:
    """A paragraph that begins with a pronoun, right after what was cut."""
    more = "Hon har två barn och en hund.\n\nElin Sjövind är kurator"
    after = withdrawn(TWO.replace("Elin Sjövind är kurator", more), "Tuva Granhöst").after
    assert after is not None
    assert "hund" not in after.article.text
    more = "Elin Sjövind är kurator i Flens kommun.\n\nHon har två barn."
    after = withdrawn(TWO.replace("Elin Sjövind är kurator i Flens kommun.", more), "Tuva Granhöst").after
    assert after is not None
    assert "två barn" in after.article.text


def test_an_article_of_one_persons_words_goes_as_a_whole() -> None:
    """What is left would be about nobody."""
    withdrawal = withdrawn("Ulf Ek är kurator i Flen.\n\n– Jag trivs med kollegorna här, säger Ulf Ek.\n", "Ulf Ek")
    assert (withdrawal.after, withdrawal.reason) == (None, "bara personen citeras")


def test_a_namesake_keeps_her_words() -> None:
    """A surname that belongs to somebody else there is not the person's."""
    text = (
        "Anna Berg och Johanna Berg är kuratorer i Flens kommun.\n\n"
        "– Vi har en hel del att göra om dagarna, säger Anna Berg.\n\n"
        "– Kollegorna är det bästa med hela arbetet, säger Johanna Berg.\n"
    )
    assert said(withdrawn(text, "Anna Berg").after) == [
        ("Kollegorna är det bästa med hela arbetet", ["Johanna Berg"]),
    ]


def test_what_the_whole_article_told_of_others_stays_true() -> None:
    """Elin works in Flen, as the cut part told; without it she would seem to work in Hjo."""
    text = (
        "Tuva Granhöst är enhetschef i Flens kommun. I samma grupp finns kuratorn Elin Sjövind, säger Tuva.\n\n"
        "– Ingen lämnas ensam med de svåra besluten, säger Tuva Granhöst.\n\n"
        "Socialtjänsten i Hjo kommun har gjort samma resa.\n\n"
        "– Handledning får alla kuratorer varje månad, säger Elin Sjövind.\n"
    )
    after = withdrawn(text, "Tuva Granhöst").after
    assert after is not None
    assert [(quote.municipality, quote.attribution.speakers) for quote in after.quotes] == [
        ("Flen", (Speaker("Elin Sjövind", "kurator"),))
    ]


def test_a_full_name_that_only_the_cut_part_told_is_kept() -> None:
    """Beside the text; else the other could not be found by it, when she withdraws in her turn."""
    text = (
        "Tuva Granhöst och Elin Sjövind arbetar i Flens kommun.\n\n"
        "– Ingen lämnas ensam med de svåra besluten, säger Tuva.\n\n"
        "– Handledning får alla kuratorer varje månad, säger Elin.\n"
    )
    after = withdrawn(text, "Tuva Granhöst").after
    assert said(after) == [("Handledning får alla kuratorer varje månad", ["Elin Sjövind"])]
    assert after is not None
    assert [quote.attribution.speakers[0].role for quote in after.quotes] == [None]
    assert withdraw_from(after, after.article, "Elin Sjövind").reason == "bara personen citeras"


def test_words_that_would_change_hands_go_as_well() -> None:
    """She ("hon") was either of two, so that nobody was named; with Tuva gone it would seem to be Elin."""
    text = (
        "Elin Sjövind är kurator i Flens kommun.\n\n– Handledning får alla varje månad, säger Elin Sjövind.\n\n"
        "Tuva Granhöst är kurator.\n\n– Besluten tar vi ihop, säger Tuva.\n\n"
        "Slutet gott\n\nHon trivs bra med jobbet. – Ingen dag är den andra lik här.\n"
    )
    withdrawal = withdrawn(text, "Tuva Granhöst")
    assert withdrawal.before.quotes[-1].attribution.speakers == ()
    assert said(withdrawal.after) == [("Handledning får alla varje månad", ["Elin Sjövind"])]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tuva Granhöst ler.", True),
        ("TUVA GRANHÖST ler.", True),
        ("Tuva\nGranhöst ler.", True),
        ("Granhösts kontor är litet.", True),
        ("Hos Tuva's är det trångt.", True),
        ("Skriv till tuva.granhost@flen.example", True),
        ("Tuva Gra\u006e\u0068o\u0308st ler.", True),
        ("En tuva i gräset.", False),
        ("Elin Granhöst ler.", False),
        ("Elin Granhösts kontor och Elins rum.", False),
        ("Granhöstska huset", False),
        ("Ulla ler.", False),
    ],
)
def test_forms_of_a_name(line: str, expected: bool) -> None:
    """Each word of the name counts where it is nobody else's."""
    assert NameForms("Tuva Granhöst", ["Elin Granhöst", "Ulla Ek"]).are_in(line) is expected


def test_the_title_and_the_address_lose_the_name() -> None:
    """And a title that quotes the person."""
    header = 'title: "Tuva: Polisen träffar vi varje torsdag"\nurl: https://flen.example/tuva-granhost\npublisher: Flen'
    after = withdrawn(TWO, "Tuva Granhöst", header).after
    assert after is not None
    assert (after.article.title, after.article.url, after.article.publisher) == ("Fika på stort allvar", None, "Flen")
    after = withdrawn(TWO, "Tuva Granhöst", "title: Polisen träffar vi varje torsdag").after
    assert after is not None
    assert after.article.title == "Fika på stort allvar"


def test_decided_roles_lose_the_name() -> None:
    """The others' stay."""
    header = (
        "decided:\n  municipality: Flen\n  roles: {Tuva Granhöst: chef, Elin Sjövind: kurator}\n  by: Tuva Granhöst"
    )
    after = withdrawn(TWO, "Tuva Granhöst", header).after
    assert after is not None
    assert after.article.decision is not None
    assert after.article.decision.roles == {"Elin Sjövind": "kurator"}
    assert after.article.decision.by is None


def test_a_cut_is_furniture_and_a_break() -> None:
    """No speaker is carried on across it."""
    text = (
        "Tuva Granhöst är kurator i Flen.\n\n– Jag trivs här med alla, säger Tuva Granhöst.\n\n{}– Det är kollegorna.\n"
    )
    carried = read(article_of(text.format("").encode(), "a.txt"))
    broken = read(article_of(text.format(f"{CUT}\n\n").encode(), "a.txt"))
    assert [names for _, names in said(carried)] == [["Tuva Granhöst"], ["Tuva Granhöst"]]
    assert [names for _, names in said(broken)] == [["Tuva Granhöst"], []]
    (cut,) = [block for block in broken.blocks if block.span.of(broken.article.text) == CUT]
    assert cut.kind is BlockKind.BOILERPLATE


def test_who_is_concerned() -> None:
    """Somebody named in full anywhere, metadata included; not a longer name."""
    reading = read(article_of(TWO.encode(), "a.txt"))
    assert concerns(reading, "TUVA  GRANHÖST")
    assert not concerns(reading, "Tuva Gran")
    assert not concerns(reading, "Amir Fjällstig")


def test_fold_leaves_words_only() -> None:
    """Whatever a file made of them."""
    assert fold("Tuva-Li  O\u0308stra_X") == fold("tuva li ÖSTRA_x") == "tuva li ostra x"


def test_nobody_in_the_labelled_articles_leaves_a_trace_or_a_wrong_name() -> None:
    """Everybody quoted in every fourth article withdraws in turn."""
    for path in sorted(Path("tests/gold/articles/tune").glob("*.txt"))[::4]:
        article = read_article(path)
        before = read(article)
        for name in (name for name in quoted_names(before.quotes) if " " in name):
            withdrawal = withdraw_from(before, article, name)
            if withdrawal.after is None:
                continue
            text, speakers = withdrawal.after.article.text, _speakers(before)
            assert not concerns(withdrawal.after, name)
            assert not [words for words in Said(withdrawal.stretches).sentences if words in fold(text)]
            for words, names in _speakers(withdrawal.after).items():
                assert all(any(set(short.split()) <= set(full.split()) for full in speakers[words]) for short in names)


def _speakers(reading: Reading) -> dict[str, set[str]]:
    text = reading.article.text
    found: dict[str, set[str]] = {}
    for quote in reading.quotes:
        found.setdefault(quote.segments[0].of(text), set()).update(quoted_names([quote]))
    return found


def decided(words: str, *speakers: str, by: str = "anna") -> QuoteDecision:
    """Return a decision about words of the article of two people."""
    start = TWO.rindex(words)
    made = decision_about(TWO, [Span(start, start + len(words))])
    return replace(made, speakers=tuple(Speaker(name) for name in speakers) or None, by=by)


def test_what_was_decided_about_the_person_goes_too() -> None:
    """Decisions that name the person or have the words; what was decided about others is kept."""
    own = decided("Vi fikar på stort allvar i gruppen.", "Tuva Granhöst")
    others = decided("Handledning med en psykolog får alla kuratorer varje månad", "Elin Sjövind", by="Tuva Granhöst")
    article = with_decision(with_decision(Article("fika", TWO), own), others)
    after = withdraw_from(read(article), article, "Tuva Granhöst").after
    assert after is not None
    assert after.article.decision is not None
    assert after.article.decision.quotes == (replace(others, by=None),)
    assert said(after) == [("Handledning med en psykolog får alla kuratorer varje månad", ["Elin Sjövind"])]


def test_somebody_whom_only_a_decision_names_can_withdraw() -> None:
    """The article's own words name nobody there."""
    article = with_decision(Article("fika", TWO), decided("Polisen träffar vi varje torsdag", "Amir Fjällstig"))
    reading = read(article)
    assert concerns(reading, "Amir Fjällstig")
    after = withdraw_from(reading, article, "Amir Fjällstig").after
    assert after is not None
    assert after.article.decision is None or after.article.decision == Decision()
    assert "torsdag" not in after.article.text


def test_words_that_are_lost_are_the_persons_too() -> None:
    """A decision about words that stand nowhere else any more is what is left of them."""
    lost = replace(QuoteDecision("Jag minns det som igår, sa jag till Granhöst."), by="anna")
    article = Article("fika", TWO, decision=Decision(quotes=(lost,)))
    after = withdraw_from(read(article), article, "Tuva Granhöst").after
    assert after is not None
    assert not after.article.decision or not after.article.decision.quotes
