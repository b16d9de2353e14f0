"""What stands on the page of one answer that is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.store.judgements import Contradiction
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """The texts of one language; fields in braces are filled with str.format.

    Attributes:
        got: chatbot.records.Status -> what the visitor was told.
        rated: store.records.RatingKind -> what the visitor said.
        labels: store.judgements.QuoteLabel -> what a reviewer says of a quote.
        kinds: store.judgements.AnswerVerdict -> what a reviewer says of an answer that has quotes.
        refusal_kinds: the same of a "no".
        closed: why nothing can be saved.
        contradictions: why a judgement cannot be saved.
        keys: key -> what it does.
    """

    asked: str
    understood: str
    municipality: str
    speaker: str
    role: str
    narrowed: str
    language: str
    when: str
    got_label: str
    got: Mapping[str, str]
    compared: str
    scrubbed: str
    rated_label: str
    rated: Mapping[str, str]
    conversation: str
    older_index: str
    quotes_heading: str
    no_quotes: str
    quote: str
    sureness: str
    gone: str
    in_article: str
    correct: str
    label_legend: str
    not_judged: str
    labels: Mapping[str, str]
    hide_note: str
    candidates: str
    candidates_lead: str
    no_candidates: str
    answers_too: str
    similar: str
    similar_lead: str
    same_quotes: str
    other_quotes: str
    verdict: str
    kind_legend: str
    kinds: Mapping[str, str]
    refusal_kinds: Mapping[str, str]
    comment: str
    comment_hint: str
    save: str
    save_decision: str
    skip: str
    back: str
    keys_heading: str
    keys: Mapping[str, str]
    keys_on: str
    keys_off: str
    leave: str
    decision: str
    decision_of_one: str
    reviewer: str
    you: str
    earlier_verdicts: str
    chosen_others: str
    own: str
    decide: str
    decide_own: str
    decide_hiding: str
    decide_again: str
    closed: Mapping[str, str]
    conflict: str
    conflict_own: str
    conflict_settled: str
    choose_kind: str
    contradictions: Mapping[Contradiction, str]
    gone_heading: str
    gone_answer: str
    not_yours: str
    saved: str
    also: str
    left: str
    hidden: str
    not_hidden: str


_CASE = in_both(
    swedish=CaseTexts(
        asked="Besökaren frågade",
        understood="Förstådd som",
        municipality="Gäller kommunen",
        speaker="Gäller personen",
        role="Gäller yrkesrollen",
        narrowed="Besökaren valde",
        language="Språk",
        when="När och var",
        got_label="Besökaren fick",
        got={
            "answered": "Citat som svar",
            "no_answer": "”Det finns inget citat om det”",
            "no_voice": "”Det finns ingen röst därifrån” (kommunen eller personen finns inte i artiklarna)",
            "not_a_question": "Ett artigt svar: det såg inte ut som en fråga",
        },
        compared="Svaret jämförde kommuner: citaten kommer från var sin.",
        scrubbed="Något personligt är borttaget ur frågan; där står ett märke inom hakparentes.",
        rated_label="Besökaren tyckte",
        rated={
            "helpful": "Hjälpte",
            "beside": "Bredvid frågan",
            "wrong_person": "Fel person",
            "other": "Hjälpte inte",
        },
        conversation="Läs hela samtalet",
        older_index="Artiklarna har lästs om sedan svaret gavs. Citaten visas som de är nu.",
        quotes_heading="Citaten som besökaren såg",
        no_quotes="Besökaren fick inget citat.",
        quote="Citat {number} av {count}",
        sureness="Chattens säkerhet {score}",
        gone="Citatet finns inte längre: artikeln är ändrad eller borttagen sedan svaret gavs. Det kan inte bedömas.",
        in_article="Citatets plats i artikeln",
        correct="Rätta i artikeln",
        label_legend="Svarar citat {number} på frågan?",
        not_judged="Inte bedömt",
        labels={
            "answers": "Svarar",
            "partly": "Svarar delvis",
            "beside": "Bredvid",
            "wrong_speaker": "Fel person",
            "wrong_municipality": "Fel kommun",
            "hide": "Ska inte visas",
        },
        hide_note="När du sparar försvinner citatet för alla besökare, i alla svar. Det går att ångra under Lärande.",
        candidates="Andra citat som kunde ha passat ({count})",
        candidates_lead="De som kom närmast efter. Kryssa för dem som svarar på frågan.",
        no_candidates="Det finns inga andra citat att välja bland.",
        answers_too="Svarar på frågan",
        similar="Liknande frågor i kön ({count})",
        similar_lead="Kryssa för frågor som frågar detsamma, så sparas samma bedömning för dem. Där besökaren fick "
        "andra citat sparas helheten och bara bedömningen av de citat som visades i båda.",
        same_quotes="Samma citat",
        other_quotes="Andra citat",
        verdict="Din bedömning",
        kind_legend="Svaret som helhet",
        kinds={
            "right": "Rätt: något citat svarar",
            "should_refuse": "Borde inte ha svarat: inget citat svarar",
            "should_answer": "Borde ha svarat: med andra citat",
        },
        refusal_kinds={"right": "Rätt att inte svara", "should_answer": "Borde ha svarat"},
        comment="Kommentar",
        comment_hint="Frivillig. Skriv inget om vem besökaren är.",
        save="Spara och visa nästa",
        save_decision="Spara avgörandet och visa nästa",
        skip="Hoppa över",
        back="Till kön",
        keys_heading="Tangenter",
        keys={
            "j": "nästa citat eller fråga",
            "k": "föregående",
            "1–6": "bedöm citatet, i den ordning som står",
            "0": "citatet är inte bedömt",
            "x": "kryssa för citatet eller den liknande frågan",
            "a": "visa citatets plats i artikeln",
            "o": "öppna eller stäng de andra citaten",
            "r": "rätt",
            "v": "borde inte ha svarat",
            "b": "borde ha svarat",
            "c": "skriv kommentar",
            "s": "spara och visa nästa",
            "h": "hoppa över",
            "?": "den här listan",
        },
        keys_on="Slå på tangenterna",
        keys_off="Stäng av tangenterna",
        leave="Bedömningen är inte sparad.",
        decision="{login}, som avgjorde",
        decision_of_one="{login}, som avgjorde och själv hade bedömt svaret",
        reviewer="Granskare {letter}",
        you="du",
        earlier_verdicts="Vad granskarna har sagt",
        chosen_others="Valde i stället",
        own="Du har bedömt svaret förut. Ändra det du vill och spara igen.",
        decide="Två granskare är oense. Det du sparar gäller; deras bedömningar står kvar.",
        decide_own="Du är själv en av dem: ingen annan har ett konto som kan avgöra. Det syns här sedan och i loggen.",
        decide_hiding="En granskare har sedan svaret blev färdigbedömt ändrat sig: ett citat ska inte visas. Det du "
        "sparar gäller.",
        decide_again="Svaret är färdigbedömt. Sparar du något annat är det som gäller.",
        closed={
            "reader": "Ditt konto får läsa men inte bedöma.",
            "settled": "Svaret är färdigbedömt. En editor kan ändra det.",
            "yours": "Du är en av de två som är oense. Någon annan avgör.",
        },
        conflict="Ingenting är sparat: svaret har bedömts på annat håll medan du hade sidan öppen.",
        conflict_own="Så här är det sparat nu, och nedan står det du nyss valde. Spara igen om ditt ska gälla.",
        conflict_settled="Det är färdigbedömt nu. Det du nyss valde står kvar nedan, men kan inte sparas.",
        choose_kind="Välj vad du tycker om svaret som helhet, och spara igen.",
        contradictions={
            Contradiction.NOT_SHOWN: "Ett citat som du har bedömt visades inte i svaret. Läs in sidan på nytt.",
            Contradiction.CHOSEN_WAS_SHOWN: "Ett citat som du har valt visades redan i svaret. Bedöm det där.",
            Contradiction.UNJUDGED: "Du säger att svaret är rätt. Bedöm minst ett av citaten också.",
            Contradiction.RIGHT_WITHOUT_ANSWER: "Du säger att svaret är rätt, men inget citat är bedömt som ”Svarar” "
            "eller ”Delvis”. Ändra det ena eller det andra.",
            Contradiction.RIGHT_REFUSAL_WITH_CHOICE: "Du säger att det var rätt att inte svara, men har valt ett citat "
            "som svarar. Ändra det ena eller det andra.",
            Contradiction.NOTHING_TO_REFUSE: "Svaret hade inga citat, så chatten har redan låtit bli att svara.",
            Contradiction.REFUSE_THOUGH_ANSWERED: "Du säger att chatten inte borde ha svarat, men något citat svarar. "
            "Ändra det ena eller det andra.",
            Contradiction.ANSWERED_ALREADY: "Du säger att chatten borde ha svarat med andra citat, men ett av dem som "
            "visades är bedömt som ”Svarar”. Ändra det ena eller det andra.",
        },
        gone_heading="Svaret finns inte kvar",
        gone_answer="Samtalet är raderat, av besökaren eller för att det blev gammalt. Det finns inget att bedöma.",
        not_yours="Ingenting är sparat: du är en av de två som är oense, så någon annan avgör.",
        saved="Sparat.",
        also="Samma bedömning är sparad för {count} liknande frågor.",
        left="{count} liknande frågor är inte bedömda: de har andra citat eller har bedömts av någon annan.",
        hidden="Citatet visas inte längre för någon. Det går att ångra under Lärande.",
        not_hidden="Bedömningen är sparad, men citatet kunde inte döljas och visas än. Spara en gång till.",
    ),
    english=CaseTexts(
        asked="The visitor asked",
        understood="Understood as",
        municipality="About the municipality",
        speaker="About the person",
        role="About the occupation",
        narrowed="The visitor chose",
        language="Language",
        when="When and where",
        got_label="The visitor got",
        got={
            "answered": "Quotes as an answer",
            "no_answer": "“There is no quote about that”",
            "no_voice": "“There is no voice from there” (the articles have nobody of that municipality or name)",
            "not_a_question": "A polite reply: it did not look like a question",
        },
        compared="The answer compared municipalities: each quote is from another one.",
        scrubbed="Something personal is taken out of the question; a mark in brackets stands there.",
        rated_label="The visitor said",
        rated={
            "helpful": "Helped",
            "beside": "Beside the question",
            "wrong_person": "Wrong person",
            "other": "Did not help",
        },
        conversation="Read the whole conversation",
        older_index="The articles were read anew since the answer was given. The quotes are shown as they are now.",
        quotes_heading="The quotes that the visitor saw",
        no_quotes="The visitor got no quote.",
        quote="Quote {number} of {count}",
        sureness="The chat's sureness {score}",
        gone="The quote is not there any more: its article was changed or removed since. It cannot be judged.",
        in_article="The quote's place in the article",
        correct="Correct in the article",
        label_legend="Does quote {number} answer the question?",
        not_judged="Not judged",
        labels={
            "answers": "Answers",
            "partly": "Answers partly",
            "beside": "Beside the question",
            "wrong_speaker": "Wrong person",
            "wrong_municipality": "Wrong municipality",
            "hide": "Should not be shown",
        },
        hide_note="When you save, the quote is gone for all visitors, in all answers. It can be undone under Learning.",
        candidates="Other quotes that might have fitted ({count})",
        candidates_lead="Those that came next. Tick those that answer the question.",
        no_candidates="There are no other quotes to choose from.",
        answers_too="Answers the question",
        similar="Similar questions in the queue ({count})",
        similar_lead="Tick questions that ask the same, and the same verdict is saved for them. Where the visitor got "
        "other quotes, the whole is saved and only what you say of quotes that both showed.",
        same_quotes="Same quotes",
        other_quotes="Other quotes",
        verdict="Your verdict",
        kind_legend="The answer as a whole",
        kinds={
            "right": "Right: a quote answers",
            "should_refuse": "Should not have answered: no quote answers",
            "should_answer": "Should have answered: with other quotes",
        },
        refusal_kinds={"right": "Right not to answer", "should_answer": "Should have answered"},
        comment="Comment",
        comment_hint="Optional. Write nothing about who the visitor is.",
        save="Save and show the next",
        save_decision="Save the decision and show the next",
        skip="Skip",
        back="To the queue",
        keys_heading="Keys",
        keys={
            "j": "next quote or question",
            "k": "previous",
            "1–6": "judge the quote, in the order in which they stand",
            "0": "the quote is not judged",
            "x": "tick the quote or the similar question",
            "a": "show the quote's place in the article",
            "o": "open or close the other quotes",
            "r": "right",
            "v": "should not have answered",
            "b": "should have answered",
            "c": "write a comment",
            "s": "save and show the next",
            "h": "skip",
            "?": "this list",
        },
        keys_on="Switch the keys on",
        keys_off="Switch the keys off",
        leave="The verdict is not saved.",
        decision="{login}, who decided",
        decision_of_one="{login}, who decided and had judged the answer, too",
        reviewer="Reviewer {letter}",
        you="you",
        earlier_verdicts="What the reviewers have said",
        chosen_others="Chose instead",
        own="You have judged this answer before. Change what you like and save again.",
        decide="Two reviewers disagree. What you save counts; their verdicts remain.",
        decide_own="You are one of them: nobody else has an account that may decide. The decision and the log tell so.",
        decide_hiding="A reviewer has had second thoughts since the answer was settled: a quote should not be shown. "
        "What you save counts.",
        decide_again="The answer is settled. If you save something else, that is what counts.",
        closed={
            "reader": "Your account may read but not judge.",
            "settled": "The answer is judged. An editor may change it.",
            "yours": "You are one of the two who disagree. Somebody else decides.",
        },
        conflict="Nothing is saved: the answer was judged elsewhere while you had the page open.",
        conflict_own="This is what is saved now, and below stands what you have just chosen. Save again if yours is to "
        "count.",
        conflict_settled="It is judged now. What you have just chosen stands below, but cannot be saved.",
        choose_kind="Choose what you think of the answer as a whole, and save again.",
        contradictions={
            Contradiction.NOT_SHOWN: "A quote that you have judged was not in the answer. Load the page again.",
            Contradiction.CHOSEN_WAS_SHOWN: "A quote that you have chosen was in the answer. Judge it there instead.",
            Contradiction.UNJUDGED: "You say that the answer is right. Judge at least one of the quotes, too.",
            Contradiction.RIGHT_WITHOUT_ANSWER: "You say that the answer is right, but no quote is judged as “Answers” "
            "or “Partly”. Change one or the other.",
            Contradiction.RIGHT_REFUSAL_WITH_CHOICE: "You say that it was right not to answer, but have chosen a quote "
            "that answers. Change one or the other.",
            Contradiction.NOTHING_TO_REFUSE: "There were no quotes: the chat has not answered.",
            Contradiction.REFUSE_THOUGH_ANSWERED: "You say that the chat should not have answered, but a quote does. "
            "Change one or the other.",
            Contradiction.ANSWERED_ALREADY: "You say that the chat should have answered with other quotes, but one of "
            "those shown is judged as “Answers”. Change one or the other.",
        },
        gone_heading="The answer is not there any more",
        gone_answer="The conversation is deleted, by the visitor or because of its age. There is nothing to judge.",
        not_yours="Nothing is saved: you are one of the two who disagree, so somebody else decides.",
        saved="Saved.",
        also="The same verdict is saved for {count} similar questions.",
        left="{count} similar questions are not judged: they have other quotes, or were judged by somebody else.",
        hidden="The quote is not shown to anybody any more. It can be undone under Learning.",
        not_hidden="The verdict is saved, but the quote could not be hidden and is still shown. Save it again.",
    ),
)


def case_texts(language: Language) -> CaseTexts:
    """Return the texts of a language."""
    return _CASE[language]
