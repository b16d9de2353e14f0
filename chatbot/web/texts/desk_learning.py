"""What stands on the pages of what verdicts teach the chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class LearningTexts:
    """The texts of one language.

    Attributes:
        told: what has just been done -> how it is said.
        states: of a lesson -> how it is said.
        trials: state of a trial -> how it is said.
        measures: name of a measure -> what it says.
        statuses: of an answer -> how it is said.
        becomes: what a change of an answer is -> how it is said.
    """

    title: str
    lead: str
    told: Mapping[str, str]
    waiting: str
    nothing_waits: str
    waiting_point: str
    own_point: str
    try_changes: str
    try_again: str
    how_tried: str
    running: str
    progress: str
    refresh: str
    done: str
    apply: str
    changed_since: str
    show_report: str
    counting: str
    nothing_counts: str
    set_aside: str
    set_aside_lead: str
    hidden: str
    hidden_lead: str
    nothing_hidden: str
    hidden_untold: str
    show_quote: str
    undo: str
    retry: str
    point: str
    point_lead: str
    point_now: str
    point_label: str
    point_hint: str
    point_save: str
    point_default: str
    point_wrong: str
    history: str
    no_history: str
    question: str
    quote: str
    says: str
    answers: str
    beside: str
    state: str
    reason: str
    who: str
    when: str
    what: str
    number: str
    nobody: str
    gone: str
    actions: str
    lessons_count: str
    states: Mapping[str, str]
    trials: Mapping[str, str]
    conflict: str
    disk: str
    report: str
    passed: str
    failed: str
    broken: str
    index_changed: str
    blamed: str
    point_blamed: str
    asked: str
    left_out: str
    nothing_left_out: str
    verdict_set: str
    measure: str
    before: str
    after: str
    lost: str
    measures: Mapping[str, str]
    changes: str
    no_changes: str
    becomes: Mapping[str, str]
    statuses: Mapping[str, str]
    back: str
    number_of_trial: str


_TEXTS = in_both(
    swedish=LearningTexts(
        title="Lärande",
        lead="Bedömningar lär chatten: citat som svarar på en fråga kommer fram när någon frågar detsamma, och citat "
        "som inte svarar hålls borta. Det gäller först när alla frågor med facit har ställts till chatten som den "
        "skulle bli, och inget har blivit sämre. Dolda citat är borta genast.",
        told={
            "begun": "Provet har börjat.",
            "applied": "Ändringarna gäller från nästa fråga.",
            "undone": "Ändringarna är tagna tillbaka, och det gäller från nästa fråga.",
            "lesson-undone": "Lärdomen är tagen tillbaka, och det gäller från nästa fråga.",
            "retried": "Lärdomen väntar på nästa prov.",
            "shown": "Citatet får visas igen från nästa fråga.",
            "point": "Tröskeln väntar på nästa prov. Den gäller när provet är godkänt och någon låter ändringarna "
            "gälla.",
        },
        waiting="Väntar på prov",
        nothing_waits="Ingenting väntar.",
        waiting_point="Tröskeln för svar ändras från {before} till {after}.",
        own_point="programmets egen ({point})",
        try_changes="Pröva ändringarna",
        try_again="Pröva igen",
        how_tried="Provet ställer alla frågor med facit två gånger, och tar några minuter. Besökare får svar som "
        "vanligt under tiden.",
        running="Ett prov pågår",
        progress="{done} av {of} frågor är ställda.",
        refresh="Uppdatera sidan",
        done="Provet är klart.",
        apply="Låt ändringarna gälla",
        changed_since="Något har ändrats sedan provet: bedömningar, tröskeln eller artiklarna. Pröva igen.",
        show_report="Visa provets rapport",
        counting="Lärdomar som gäller",
        nothing_counts="Inga lärdomar gäller ännu.",
        set_aside="Ställda åt sidan",
        set_aside_lead="Lärdomar som ett prov har stoppat, eller som någon har tagit tillbaka.",
        hidden="Dolda citat",
        hidden_lead="De visas inte för någon, och deras ord är utelämnade där artikeln visas. Antal i filter och på "
        "sidor kan räkna dem tills indexet byggs om.",
        nothing_hidden="Inga citat är dolda.",
        hidden_untold="Dolda av en bedömning som väntar på en andra granskare: {count}. De visas när båda har svarat.",
        show_quote="Visa igen",
        undo="Ta tillbaka",
        retry="Försök igen",
        point="Tröskeln för svar",
        point_lead="Så troligt måste det vara att ett citat svarar för att det ska visas. En högre tröskel ger färre "
        "svar, och färre som är fel.",
        point_now="Nu gäller {point}.",
        point_label="Ny tröskel",
        point_hint="Ett tal från {least} till {most}. Tomt ger programmets egen.",
        point_save="Ställ in tröskeln",
        point_default="programmets egen",
        point_wrong="Det går inte att ställa in. Ange ett tal från {least} till {most}, eller lämna fältet tomt.",
        history="Historik",
        no_history="Inget prov har gjorts.",
        question="Fråga",
        quote="Citat",
        says="Lärdom",
        answers="svarar",
        beside="svarar inte",
        state="Läge",
        reason="Skäl",
        who="Vem",
        when="När",
        what="Vad",
        number="Prov",
        nobody="chatten",
        gone="Citatet finns inte längre.",
        actions="Åtgärd",
        lessons_count="{count} lärdomar",
        states={
            "pending": "väntar",
            "active": "gäller",
            "leaving": "gäller, tas bort med nästa prov",
            "left": "gäller inte längre",
            "refused": "stoppad av ett prov",
            "undone": "tagen tillbaka",
        },
        trials={
            "running": "pågår",
            "passed": "godkänt",
            "failed": "inte godkänt",
            "broken": "avbrutet",
            "applied": "gäller",
            "undone": "tillbakataget",
        },
        conflict="Någon annan har ändrat samma sak under tiden. Ingenting är ändrat nu; så här ser det ut.",
        disk="Chattens fil med vad som gäller kunde inte skrivas ({reason}). När det går att skriva igen: starta om "
        "chatten, eller kör chatbot learn.",
        report="Prov {number}",
        passed="Godkänt: de svar som blir sämre sänker inget mått med mer än {margin}.",
        failed="Inte godkänt: de svar som blir sämre sänker ett mått med mer än {margin}. Ändringarna gäller inte.",
        broken="Provet avbröts innan det var klart. Ingenting är ändrat.",
        index_changed="Artiklarna ändrades medan det pågick, så före och efter går inte att jämföra. Pröva igen.",
        blamed="Dessa lärdomar gör svar sämre, och är ställda åt sidan. De andra kan prövas igen.",
        point_blamed="Svar blir sämre också utan dem: av den nya tröskeln, eller av lärdomar som tas bort.",
        asked="Frågor som ställdes",
        left_out="{asked} frågor ställdes. {left_out} handlar om andra artiklar än de som visas här, och ställdes "
        "inte.",
        nothing_left_out="{asked} frågor ställdes.",
        verdict_set="Granskarnas bedömningar",
        measure="Mått",
        before="Nu",
        after="Med ändringarna",
        lost="sämre än tillåtet",
        measures={
            "ndcg@3": "Ordning på de tre första (ndcg@3)",
            "first_fair": "Första citatet svarar",
            "first_shown_fair": "Första citatet svarar, när något visas",
            "best_in_three": "Ett av de bästa är bland de tre första",
            "answered": "Fick svar som fanns",
            "refused": "Fick inget svar när inget fanns",
            "keeps_to_place_and_person": "Håller sig till kommun och person",
            "status_right": "Rätt slags svar",
        },
        changes="Svar som skulle bli andra",
        no_changes="Inget svar skulle börja med ett annat citat.",
        becomes={"better": "bättre", "worse": "sämre", "other": "annorlunda"},
        statuses={
            "answered": "svar",
            "no_answer": "inget svar",
            "no_voice": "ingen röst",
            "not_a_question": "ingen fråga",
        },
        back="Tillbaka till Lärande",
        number_of_trial="prov {number}",
    ),
    english=LearningTexts(
        title="Learning",
        lead="Verdicts teach the chat: quotes that answer a question come forward when somebody asks the same, and "
        "quotes that do not are kept back. This takes effect only when every labelled question has been put to the "
        "chat as it would be, and nothing has become worse. Hidden quotes are gone at once.",
        told={
            "begun": "The trial has begun.",
            "applied": "The changes are in effect from the next question on.",
            "undone": "The changes are undone, from the next question on.",
            "lesson-undone": "The lesson is undone, from the next question on.",
            "retried": "The lesson waits for the next trial.",
            "shown": "The quote may be shown again from the next question on.",
            "point": "The threshold waits for the next trial. It takes effect when the trial has passed and somebody "
            "puts the changes into effect.",
        },
        waiting="Waiting for a trial",
        nothing_waits="Nothing is waiting.",
        waiting_point="The threshold for answers changes from {before} to {after}.",
        own_point="the program's own ({point})",
        try_changes="Try the changes",
        try_again="Try again",
        how_tried="The trial asks every labelled question twice and takes some minutes. Meanwhile visitors are "
        "answered as usual.",
        running="A trial is running",
        progress="{done} of {of} questions have been asked.",
        refresh="Update the page",
        done="The trial is done.",
        apply="Put the changes into effect",
        changed_since="Something has changed since the trial: verdicts, the threshold or the articles. Try again.",
        show_report="Show the trial's report",
        counting="Lessons in effect",
        nothing_counts="No lessons are in effect yet.",
        set_aside="Set aside",
        set_aside_lead="Lessons that a trial has stopped, or that somebody has undone.",
        hidden="Hidden quotes",
        hidden_lead="They are shown to nobody, and their words are left out where the article is shown. Counts in "
        "filters and on pages may include them until the index is built anew.",
        nothing_hidden="No quotes are hidden.",
        hidden_untold="Hidden by a verdict that waits for a second reviewer: {count}. They stand here when both have "
        "answered.",
        show_quote="Show again",
        undo="Undo",
        retry="Try it again",
        point="The threshold for answers",
        point_lead="How likely a quote must be to answer for it to be shown. A higher threshold gives fewer answers, "
        "and fewer that are wrong.",
        point_now="{point} is in effect now.",
        point_label="New threshold",
        point_hint="A number from {least} to {most}. Empty gives the program's own.",
        point_save="Set the threshold",
        point_default="the program's own",
        point_wrong="That cannot be set. Give a number from {least} to {most}, or leave the field empty.",
        history="History",
        no_history="There has been no trial.",
        question="Question",
        quote="Quote",
        says="Lesson",
        answers="answers",
        beside="does not answer",
        state="State",
        reason="Reason",
        who="Who",
        when="When",
        what="What",
        number="Trial",
        nobody="the chat",
        gone="The quote is no longer there.",
        actions="Action",
        lessons_count="{count} lessons",
        states={
            "pending": "waiting",
            "active": "in effect",
            "leaving": "in effect, goes with the next trial",
            "left": "no longer in effect",
            "refused": "stopped by a trial",
            "undone": "undone",
        },
        trials={
            "running": "running",
            "passed": "passed",
            "failed": "failed",
            "broken": "broken off",
            "applied": "in effect",
            "undone": "undone",
        },
        conflict="Somebody else has changed the same meanwhile. Nothing is changed now; this is how it is.",
        disk="The chat's file of what is in effect could not be written ({reason}). When it can be written again: "
        "start the chat anew, or run chatbot learn.",
        report="Trial {number}",
        passed="Passed: the answers that become worse lower no measure by more than {margin}.",
        failed="Failed: the answers that become worse lower a measure by more than {margin}. "
        "The changes are not in effect.",
        broken="The trial broke off before it was done. Nothing is changed.",
        index_changed="Articles changed while it ran, so before and after cannot be compared. Try again.",
        blamed="These lessons make answers worse, and are set aside. The others can be tried again.",
        point_blamed="Answers become worse without them, too: by the new threshold, or by lessons that go.",
        asked="Questions that were asked",
        left_out="{asked} questions were asked. {left_out} are about other articles than those shown here, and were "
        "not asked.",
        nothing_left_out="{asked} questions were asked.",
        verdict_set="The reviewers' verdicts",
        measure="Measure",
        before="Now",
        after="With the changes",
        lost="worse than allowed",
        measures={
            "ndcg@3": "Order of the first three (ndcg@3)",
            "first_fair": "The first quote answers",
            "first_shown_fair": "The first quote answers, where one is shown",
            "best_in_three": "One of the best is among the first three",
            "answered": "Got an answer that there was",
            "refused": "Got no answer where there was none",
            "keeps_to_place_and_person": "Keeps to place and person",
            "status_right": "The right kind of answer",
        },
        changes="Answers that would be others",
        no_changes="No answer would begin with another quote.",
        becomes={"better": "better", "worse": "worse", "other": "different"},
        statuses={
            "answered": "answer",
            "no_answer": "no answer",
            "no_voice": "no voice",
            "not_a_question": "no question",
        },
        back="Back to Learning",
        number_of_trial="trial {number}",
    ),
)


def learning_texts(language: Language) -> LearningTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
