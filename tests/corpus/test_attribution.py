"""Who speaks: a case for each form of attribution. Nobody here exists."""

from __future__ import annotations

import pytest

from corpus.reading import read
from corpus.records import Article, Method

TUVA = "Tuva Granhöst är socialsekreterare i Flen. Hon har arbetat där i fyra år."
AMIR = "Amir Fjällstig är enhetschef i samma kommun."


def speakers(*blocks: str) -> list[str]:
    """Return "method=Name + Name" for each quote of an article made of blocks."""
    reading = read(Article(id="fall", text="\n\n".join(blocks)))
    outcomes = []
    for quote in reading.quotes:
        names = " + ".join(speaker.name or f"({speaker.role})" for speaker in quote.attribution.speakers)
        method = quote.attribution.method.value
        outcomes.append(f"{method}={names}" if names else method)
    return outcomes


CASES = {
    "inverted tag": ([TUVA, "– Vi tar fikat på stort allvar, säger Tuva Granhöst."], ["explicit=Tuva Granhöst"]),
    "first name": ([TUVA, "– Vi tar fikat på stort allvar, säger Tuva."], ["explicit=Tuva Granhöst"]),
    "surname": ([TUVA, "– Vi har handledning varje vecka, berättar Granhöst."], ["explicit=Tuva Granhöst"]),
    "role before the name": (
        ["– Det är högt i tak här, säger socialsekreteraren Tuva Granhöst."],
        ["explicit=Tuva Granhöst"],
    ),
    "adverb before the name": (
        [TUVA, "– Man växer in i rollen, säger också Tuva Granhöst."],
        ["explicit=Tuva Granhöst"],
    ),
    "adjective before the name": (
        [AMIR, "– Nu är det helg, säger en trött Amir Fjällstig."],
        ["explicit=Amir Fjällstig"],
    ),
    "question mark before the tag": (
        [TUVA, "– Vem orkar det utan kollegor? säger Tuva Granhöst."],
        ["explicit=Tuva Granhöst"],
    ),
    "quotation marks": (
        [TUVA, "”Jag hade aldrig klarat första året utan min mentor”, säger Tuva Granhöst."],
        ["explicit=Tuva Granhöst"],
    ),
    "recipient": ([TUVA, AMIR, "– Då byter vi schema, säger Tuva till Amir Fjällstig."], ["explicit=Tuva Granhöst"]),
    "leading tag": ([TUVA, "Tuva Granhöst säger:", "– Jag stannar för gruppens skull."], ["explicit=Tuva Granhöst"]),
    "interrupted": (
        [TUVA, "– Det var svårt, säger Tuva Granhöst, men vi löste det tillsammans."],
        ["explicit=Tuva Granhöst"],
    ),
    "possessive": ([TUVA, "– Hon är vår stjärna, säger Tuvas chef."], ["explicit=(chef)"]),
    "role alone, one bearer": ([AMIR, "– Vi rekryterar hela året, säger enhetschefen."], ["explicit=Amir Fjällstig"]),
    "role alone, no bearer": ([TUVA, "– Vi rekryterar hela året, säger enhetschefen."], ["explicit=(enhetschef)"]),
    "opinion verb": ([TUVA, "– Lönen är inte allt, menar Tuva Granhöst."], ["explicit=Tuva Granhöst"]),
    "pronoun": ([TUVA, "– Man får aldrig vara ensam i de svåra ärendena, säger hon."], ["pronoun=Tuva Granhöst"]),
    "pronoun after the other gender": ([TUVA, AMIR, "– Vi ses på tisdagar, säger hon."], ["pronoun=Tuva Granhöst"]),
    "pronoun, two women": (
        ["Tuva Granhöst och Elin Sjövind delar rum på mottagningen.", "– Vi skrattar mycket, säger hon."],
        ["unattributed"],
    ),
    "pronoun after a tag": (
        [TUVA, "– Jag trivs, säger Tuva Granhöst.", "– Det är kollegorna, säger hon."],
        ["explicit=Tuva Granhöst", "pronoun=Tuva Granhöst"],
    ),
    "reporter's question": ([TUVA, "– Hur orkar du? frågar jag."], []),
    "reporters' question": ([TUVA, "– Hur många ärenden har du? undrar vi."], []),
    "greeting": (
        [
            "Möt Karin von Lindmossa, kurator i Sala.",
            "Hej Karin, hur ser en vanlig dag ut?",
            "– Jag börjar med kaffe och en titt i kalendern.",
        ],
        ["interview=Karin von Lindmossa"],
    ),
    "vocative at the end": (
        [TUVA, "Vad skulle du säga till en nyexaminerad, Tuva?", "– Våga fråga, varje dag."],
        ["interview=Tuva Granhöst"],
    ),
    "continuation": (
        [TUVA, "– Jag trivs, säger Tuva Granhöst.", "– Här får man tid att tänka."],
        ["explicit=Tuva Granhöst", "continuation=Tuva Granhöst"],
    ),
    "introduced": (
        [
            TUVA,
            "– Jag trivs, säger Tuva Granhöst.",
            "I rummet bredvid sitter Amir Fjällstig.",
            "– Jag kom hit från skolan.",
        ],
        ["explicit=Tuva Granhöst", "introduced=Amir Fjällstig"],
    ),
    "two introduced": (
        [
            TUVA,
            "– Jag trivs, säger Tuva Granhöst.",
            "Amir Fjällstig och Elin Sjövind kommer in från mötet.",
            "– Det drog ut på tiden.",
        ],
        ["explicit=Tuva Granhöst", "unattributed"],
    ),
    "heading breaks the chain": (
        [TUVA, AMIR, "– Jag trivs, säger Tuva Granhöst.", "Ny metod", "– Vi började i mars."],
        ["explicit=Tuva Granhöst", "unattributed"],
    ),
    "a question breaks the chain": (
        [TUVA, "– Jag trivs, säger Tuva Granhöst.", "– Hur länge har du varit här?"],
        ["explicit=Tuva Granhöst", "unattributed"],
    ),
    "pull quote with a name line": (
        [TUVA, "”Vi tar fikat på stort allvar”", "Tuva Granhöst, socialsekreterare"],
        ["pull_quote=Tuva Granhöst"],
    ),
    "joint": (
        [TUVA, AMIR, "– Vi gör det ihop, säger Tuva Granhöst och Amir Fjällstig."],
        ["joint=Tuva Granhöst + Amir Fjällstig"],
    ),
    "joint, first names": (
        [TUVA, AMIR, "– Vi gör det ihop, säger Tuva och Amir."],
        ["joint=Tuva Granhöst + Amir Fjällstig"],
    ),
    "they": ([TUVA, AMIR, "– Vi gör det ihop, säger de."], ["joint=Tuva Granhöst + Amir Fjällstig"]),
    "nobody": (["Kontoret är tyst på morgonen.", "– Det brukar vara så."], ["unattributed"]),
    "shared surname": (
        ["Elin Sjövind och Jon Sjövind arbetar båda i Hjo.", "– Vi pratar aldrig jobb hemma, säger Sjövind."],
        ["unattributed"],
    ),
    "shared surname, first name": (
        ["Elin Sjövind och Jon Sjövind arbetar båda i Hjo.", "– Vi pratar aldrig jobb hemma, säger Jon."],
        ["explicit=Jon Sjövind"],
    ),
    "particle": (
        ["Möt Karin von Lindmossa, kurator i Sala.", "– Jag stannade, säger von Lindmossa."],
        ["explicit=Karin von Lindmossa"],
    ),
    "part of a double surname": (
        ["Maja Björkstig-Haddad leder gruppen i Boden.", "– Vi är nio, säger Haddad."],
        ["explicit=Maja Björkstig-Haddad"],
    ),
    "double first name": (
        ["Anna-Karin Tallkulla är fältare.", "– Kvällarna är bäst, säger Anna-Karin."],
        ["explicit=Anna-Karin Tallkulla"],
    ),
    "first name on -s": (
        ["Niklas Tranhage är utredare.", "– Jag läste till socionom sent, säger Niklas."],
        ["explicit=Niklas Tranhage"],
    ),
    "af": (["Jon af Mossby är kurator.", "– Det är roligt, säger Jon af Mossby."], ["explicit=Jon af Mossby"]),
    "role opens the sentence": (
        ["Socialsekreteraren Tuva Granhöst öppnar dörren.", "– Välkommen in, säger hon."],
        ["pronoun=Tuva Granhöst"],
    ),
    "genitive introduction": (
        ["Tuva Granhösts kontor ligger längst in.", "– Jag gillar utsikten, säger Granhöst."],
        ["explicit=Tuva Granhöst"],
    ),
    "range dash": ([TUVA, "– 2019 flyttade verksamheten."], []),
    "nickname": (
        ["Karl ”Kalle” Fjällstig är fältare i Kil.", "– Ungdomarna kallar mig så, säger Fjällstig."],
        ["explicit=Karl Fjällstig"],
    ),
    "scare quotes": ([TUVA, "De kallar rummet ”akvariet”, säger Tuva Granhöst."], []),
    "indirect speech": ([TUVA, "Tuva Granhöst säger att hon trivs."], []),
    "a quote within": (
        [TUVA, "– Chefen sa ”stanna hemma om du är trött, det är en order”, säger Tuva Granhöst."],
        ["explicit=Tuva Granhöst"],
    ),
    "Andrea and Andreas": (
        ["Andreas Tranhage är utredare i Nora.", "– Jag kom via praktik, säger Andreas."],
        ["explicit=Andreas Tranhage"],
    ),
    "a dialogue": (
        [TUVA, AMIR, "– Jag trivs, säger Tuva Granhöst.", "– Varför det då?", "– För att ingen är ensam."],
        ["explicit=Tuva Granhöst", "unattributed", "unattributed"],
    ),
}


@pytest.mark.parametrize(("blocks", "expected"), CASES.values(), ids=CASES.keys())
def test_speaker_is_the_one_that_the_article_tells(blocks: list[str], expected: list[str]) -> None:
    """Each form of attribution gives its speaker, or nobody where the article does not tell."""
    assert speakers(*blocks) == expected


def test_method_values_are_those_of_the_contract() -> None:
    """The names of the methods are an interface."""
    assert {method.value for method in Method} == {
        "explicit",
        "pronoun",
        "interview",
        "continuation",
        "introduced",
        "joint",
        "pull_quote",
        "decided",
        "unattributed",
    }


WHO_IT_IS_NOT = {
    "a relative": (["– Jag stannar, säger Tuva Granhöst.", "– Hon är min idol, säger dottern."], "Hon är min idol"),
    "somebody's relative": (
        ["– Jag stannar, säger Tuva.", "– Vi ser dem sällan, säger Tuvas man."],
        "Vi ser dem sällan",
    ),
    "a chief, with an adjective": (["– Hon är bra, säger Tuva Granhösts tidigare chef."], "Hon är bra"),
    "a sign": (["– Jag stannar, säger Tuva.", "– Stanna här, säger skylten bakom Tuva Granhöst."], "Stanna här"),
    "an authority": (["– Vi tar det på allvar, skriver Nacka kommun."], "Vi tar det på allvar"),
    "a boy in a memory": (["Tuva Granhöst minns vad en pojke sa: ”Jag vill hem till min pappa.”"], "Jag vill hem"),
    "somebody anonymous": (
        ["En kurator som vill vara anonym berättar om stressen.", "– Jag sover dåligt, säger hon."],
        "Jag sover dåligt",
    ),
    "a pseudonym in marks": (["– Jag vågar inte, säger ”Lisa”.", "– Det är tyst här, säger hon."], "Det är tyst här"),
    "a reporter who begs one of two": (
        ["– Jag stannar, säger Tuva.", "– Inte jag, säger Amir.", "– Berätta mer, ber vi.", "– Det är svårt."],
        "Det är svårt.",
    ),
}


@pytest.mark.parametrize(("blocks", "words"), WHO_IT_IS_NOT.values(), ids=WHO_IT_IS_NOT.keys())
def test_nobodys_name_stands_under_somebody_elses_words(blocks: list[str], words: str) -> None:
    """Where a tag names somebody whom we do not know, the last speaker is not taken instead."""
    text = "\n\n".join([TUVA, *blocks])
    quotes = [q for q in read(Article(id="fall", text=text)).quotes if q.span.of(text).startswith(words)]
    assert len(quotes) == 1
    assert [speaker.name for speaker in quotes[0].attribution.speakers if speaker.name] == []


def test_two_who_speak_in_one_paragraph_keep_their_words() -> None:
    """Quotation marks with a tag each are two utterances."""
    blocks = [TUVA, AMIR, "”Jag är strukturerad”, säger Tuva Granhöst. ”Och jag är kaos”, säger Amir Fjällstig."]
    assert speakers(*blocks) == ["explicit=Tuva Granhöst", "explicit=Amir Fjällstig"]


def test_question_to_neither_of_two_by_name_leaves_the_answer_open() -> None:
    """Two are interviewed together: only a name in the question decides."""
    blocks = [
        "Hej Tuva Granhöst, du är kurator. Vad gör du?",
        "– Jag lyssnar.",
        "Amir Fjällstig, du är enhetschef. Vad gör du?",
        "– Jag planerar.",
        "Vem passar för jobbet?",
        "– Den som är nyfiken.",
    ]
    assert speakers(*blocks) == ["interview=Tuva Granhöst", "interview=Amir Fjällstig", "unattributed"]
