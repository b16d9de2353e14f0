"""What stands on the overview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.overview import Period
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class PictureTexts:
    """What stands around one picture.

    Attributes:
        heading: above it.
        told: what is to be seen, with the figures to be filled in.
        nothing: in its place while there is nothing to draw, and when there will be.
        columns: of its table.
        note: below it; None where nothing needs to be said.
    """

    heading: str
    told: str
    nothing: str
    columns: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OverviewTexts:
    """The texts of one language.

    Attributes:
        in_period: how a sentence begins that tells of a period.
        one_question, questions: "1 fråga", "{} frågor"; people and quotes likewise.
        roles_other: people whose role belongs to no group.
    """

    title: str
    empty: str
    choose_period: str
    periods: Mapping[Period, str]
    in_period: Mapping[Period, str]
    summary: str
    summary_rest: str
    none_asked: str
    more_than_before: str
    fewer_than_before: str
    as_before: str
    share_before: str
    no_before: str
    one_question: str
    questions: str
    one_person: str
    people: str
    figures: tuple[str, str, str, str]
    as_table: str
    months: tuple[str, ...]
    week_from: str
    share: str
    of: str
    interval: str
    none_judged: str
    time: PictureTexts
    time_lines: tuple[str, str, str, str]
    precision: PictureTexts
    precision_rows: tuple[str, str, str, str]
    wrong_names: str
    no_wrong_names: str
    to_agreement: str
    agreement: PictureTexts
    municipalities: PictureTexts
    more_in_table: str
    unheard: str
    roles: PictureTexts
    roles_other: str
    topics: PictureTexts
    topics_names: tuple[str, str]
    topics_others: str
    topics_gap: str
    making: str
    look_again: str
    made: str
    groups: PictureTexts
    groups_alone: str
    groups_answered: str
    groups_unread: str
    groups_cut: str
    group_size: str
    group_growth: str
    group_examples: str
    group_letter: str
    copy: str
    copied: str
    letter_text: str
    letter_markdown: str
    gone_heading: str
    gone: str


_TEXTS = in_both(
    swedish=OverviewTexts(
        title="Överblick",
        empty="Ingen har frågat något ännu. Här syns frågor över tid så snart de första är ställda, bedömningar när "
        "granskningen har börjat, och frågor utan svar i grupper när flera har frågat om samma sak.",
        choose_period="Period",
        periods={Period.MONTH: "30 dagar", Period.QUARTER: "90 dagar", Period.ALL: "Allt som finns kvar"},
        in_period={
            Period.MONTH: "De senaste 30 dagarna",
            Period.QUARTER: "De senaste 90 dagarna",
            Period.ALL: "I allt som finns kvar",
        },
        summary="{period}: {questions}. {answered} fick svar, {refused} fick inget svar.",
        summary_rest="{disliked} av svaren fick omdömet att de inte hjälpte.",
        none_asked="{period}: inga frågor.",
        more_than_before="{} fler än perioden före",
        fewer_than_before="{} färre än perioden före",
        as_before="lika många som perioden före",
        share_before="{} perioden före",
        no_before="ingen tidigare period att jämföra med",
        one_question="1 fråga",
        questions="{} frågor",
        one_person="1 person",
        people="{} personer",
        figures=("Frågor", "Fick svar", "Fick inget svar", "Hjälpte inte"),
        as_table="Visa som tabell",
        months=tuple("jan feb mar apr maj jun jul aug sep okt nov dec".split()),
        week_from="veckan från {}",
        share="Andel",
        of="{share} av {count}",
        interval="95 % intervall",
        none_judged="inget bedömt",
        time=PictureTexts(
            "Frågor över tid",
            "Som mest {most} ({when}). Sammanlagt {questions}: {answered} besvarade, {refused} utan svar, "
            "{disliked} som inte hjälpte.",
            "Här kommer en kurva så snart någon har frågat något under perioden.",
            ("Dag", "Frågor", "Besvarade", "Utan svar", "Hjälpte inte"),
            "En dag slutar vid midnatt enligt UTC. Hälsningar och tack räknas som frågor men varken som besvarade "
            "eller utan svar.",
        ),
        time_lines=("frågor", "besvarade", "utan svar", "hjälpte inte"),
        precision=PictureTexts(
            "Hur ofta är det rätt?",
            "Av de svar som är bedömda var det första citatet rätt i {share} ({hits} av {count}); det sanna värdet "
            "ligger troligen mellan {low} och {high}.",
            "Här visas hur ofta svaren är rätt, när granskarna har bedömt de första svaren i kön.",
            ("Vad", "Rätt", "Bedömda", "Andel rätt", "95 % intervall"),
            "Punkten är andelen, bandet visar osäkerheten (Wilsons 95 % intervall): ju fler bedömningar, desto "
            "smalare. Räknat på bedömningar som gäller, alltså inte på dem som väntar på en andra granskare.",
        ),
        precision_rows=(
            "Första citatet besvarar frågan",
            "Alla visade citat besvarar frågan",
            "Svaret som helhet är rätt",
            "Det var rätt att inte svara",
        ),
        wrong_names="{} bedömda citat stod under fel person eller fel kommun.",
        to_agreement="Mer om samstämmigheten",
        no_wrong_names="Inget bedömt citat stod under fel person eller fel kommun.",
        agreement=PictureTexts(
            "Är granskarna överens?",
            "Två granskare, som inte såg varandras bedömning, sade detsamma om {hits} av {count} svar: {share}.",
            "Här visas hur ofta granskarna säger detsamma, när två har bedömt samma svar under perioden.",
            ("När", "Sade detsamma", "Bedömda av två", "Andel", "95 % intervall"),
            "Punkten är andelen, bandet visar osäkerheten (Wilsons 95 % intervall). Ett svar räknas när den andra "
            "granskaren har bedömt det.",
        ),
        municipalities=PictureTexts(
            "Röster från kommunerna",
            "{people} från {places} av Sveriges 290 kommuner citeras med namn. Flest från {first}.",
            "Här visas kommunerna när det finns artiklar med citat.",
            ("Kommun", "Personer", "Citat"),
        ),
        more_in_table="Bilden visar de {shown} kommuner som har flest röster; alla {all} finns i tabellen.",
        unheard="{} kommuner utan röst",
        roles=PictureTexts(
            "Röster från yrkena",
            "Flest röster har {first}: {people} av {all}.",
            "Här visas yrkena när det finns artiklar med citat.",
            ("Yrke", "Personer"),
            "En person med två roller räknas i båda.",
        ),
        roles_other="Annat eller okänt yrke",
        topics=PictureTexts(
            "Vad frågas det om, och vad finns det citat om?",
            "Flest frågar om {first}: {asked} av frågorna, mot {quotes} av citaten.",
            "Här jämförs frågornas ämnen med citatens, när någon har frågat något under perioden.",
            ("Ämne", "Frågor", "Andel av frågorna", "Citat", "Andel av citaten"),
            "Ämnet är det vars exempelfråga ligger närmast i betydelse. Ett citat räknas till varje ämne som det "
            "troligen besvarar en fråga om. Högst de 5 000 senaste frågorna räknas.",
        ),
        topics_names=("av frågorna", "av citaten"),
        topics_others="{} av frågorna handlar om något annat än de här ämnena.",
        topics_gap="Mest saknas citat om {topic}: {asked} av frågorna men {quotes} av citaten.",
        making="Räknas fram.",
        look_again="Uppdatera sidan",
        made="Framräknat: {}.",
        groups=PictureTexts(
            "Frågor som ingen har svarat på",
            "{questions} utan svar är ordnade efter vad de handlar om. {groups} kommer från flera samtal.",
            "Här samlas frågor utan svar när flera har frågat om samma sak under perioden.",
            (),
            "Grupperna är gjorda av frågornas betydelse, utan att någon har läst dem; därför kan en fråga hamna fel.",
        ),
        groups_alone="{} frågor som bara ett samtal har ställt visas inte här utan i kön.",
        groups_answered="{} frågor som inte fick svar då besvaras nu, och är inte med.",
        groups_unread="{} frågor till läses in i bakgrunden och kommer med nästa gång.",
        groups_cut="Bara de 2 000 senaste är med.",
        group_size="{questions} utan svar",
        group_growth="{lately} de senaste 30 dagarna, {before} de 30 dagarna före",
        group_examples="Så frågar de",
        group_letter="Skriv till redaktören",
        copy="Kopiera texten",
        copied="Kopierad",
        letter_text="Hämta som text",
        letter_markdown="Hämta som Markdown",
        gone_heading="Gruppen finns inte längre",
        gone="Frågorna har fått svar, raderats eller hamnat i en annan grupp. Gå tillbaka till överblicken.",
    ),
    english=OverviewTexts(
        title="Overview",
        empty="Nobody has asked anything yet. Questions over time appear here as soon as the first are asked, verdicts "
        "when the review has begun, and unanswered questions in groups when several have asked about the same thing.",
        choose_period="Period",
        periods={Period.MONTH: "30 days", Period.QUARTER: "90 days", Period.ALL: "All that is kept"},
        in_period={
            Period.MONTH: "The last 30 days",
            Period.QUARTER: "The last 90 days",
            Period.ALL: "In all that is kept",
        },
        summary="{period}: {questions}. {answered} were answered, {refused} got no answer.",
        summary_rest="{disliked} of the answers were rated as no help.",
        none_asked="{period}: no questions.",
        more_than_before="{} more than the period before",
        fewer_than_before="{} fewer than the period before",
        as_before="as many as the period before",
        share_before="{} the period before",
        no_before="no earlier period to compare with",
        one_question="1 question",
        questions="{} questions",
        one_person="1 person",
        people="{} people",
        figures=("Questions", "Answered", "Not answered", "No help"),
        as_table="Show as a table",
        months=tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
        week_from="week from {}",
        share="Share",
        of="{share} of {count}",
        interval="95% interval",
        none_judged="nothing judged",
        time=PictureTexts(
            "Questions over time",
            "At most {most} ({when}). In all {questions}: {answered} answered, {refused} without an answer, {disliked} "
            "that were no help.",
            "A curve comes here as soon as somebody has asked something in the period.",
            ("Day", "Questions", "Answered", "No answer", "No help"),
            "A day ends at midnight UTC. Greetings and thanks count as questions, but neither as answered nor as not.",
        ),
        time_lines=("questions", "answered", "no answer", "no help"),
        precision=PictureTexts(
            "How often is it right?",
            "Of the answers that are judged the first quote was right in {share} ({hits} of {count}); the true value "
            "is probably between {low} and {high}.",
            "How often answers are right is shown here when reviewers have judged the first answers of the queue.",
            ("What", "Right", "Judged", "Share right", "95% interval"),
            "The dot is the share, the band its uncertainty (Wilson's 95% interval): the more verdicts, the narrower. "
            "Verdicts that wait for a second reviewer are not counted.",
        ),
        precision_rows=(
            "The first quote answers the question",
            "Every quote shown answers the question",
            "The answer as a whole is right",
            "It was right not to answer",
        ),
        wrong_names="{} judged quotes stood under the wrong person or municipality.",
        to_agreement="More about the agreement",
        no_wrong_names="No judged quote stood under the wrong person or municipality.",
        agreement=PictureTexts(
            "Do reviewers agree?",
            "Two reviewers, who did not see each other's verdict, said the same of {hits} of {count} answers: {share}.",
            "How often reviewers say the same is shown here when two have judged the same answer in the period.",
            ("When", "Said the same", "Judged by two", "Share", "95% interval"),
            "The dot is the share, the band its uncertainty (Wilson's 95% interval). An answer counts when the second "
            "reviewer has judged it.",
        ),
        municipalities=PictureTexts(
            "Voices by municipality",
            "{people} from {places} of Sweden's 290 municipalities are quoted by name. Most from {first}.",
            "Municipalities are shown here when there are articles with quotes.",
            ("Municipality", "People", "Quotes"),
        ),
        more_in_table="The picture shows the {shown} municipalities with most voices; all {all} are in the table.",
        unheard="{} municipalities without a voice",
        roles=PictureTexts(
            "Voices by occupation",
            "Most voices: {first}, {people} of {all}.",
            "Occupations are shown here when there are articles with quotes.",
            ("Occupation", "People"),
            "Somebody with two roles is counted in both.",
        ),
        roles_other="Other or unknown occupation",
        topics=PictureTexts(
            "What is asked about, and what are there quotes about?",
            "Most ask about {first}: {asked} of the questions, against {quotes} of the quotes.",
            "Topics of questions and of quotes are compared here when somebody has asked something in the period.",
            ("Topic", "Questions", "Share of questions", "Quotes", "Share of quotes"),
            "The topic is the one whose example question is nearest in meaning. A quote counts for every topic of "
            "which it probably answers a question. The latest 5,000 questions are counted at most.",
        ),
        topics_names=("of questions", "of quotes"),
        topics_others="{} of the questions are about something else than these topics.",
        topics_gap="Quotes are lacking most about {topic}: {asked} of the questions, but {quotes} of the quotes.",
        making="Being computed.",
        look_again="Update the page",
        made="Computed: {}.",
        groups=PictureTexts(
            "Questions that nobody has answered",
            "{questions} without an answer are sorted by what they are about. {groups} from several conversations.",
            "Questions without an answer are gathered here when several have asked about the same thing in the period.",
            (),
            "The groups are made of what the questions mean, unread by anybody: that is why a question may not belong.",
        ),
        groups_alone="{} questions that only one conversation has asked are not shown here but in the queue.",
        groups_answered="{} questions that got no answer then are answered now, and are left out.",
        groups_unread="{} more questions are being read in the background, and will be here next time.",
        groups_cut="Only the latest 2,000 are looked at.",
        group_size="{questions} without an answer",
        group_growth="{lately} in the last 30 days, {before} in the 30 days before",
        group_examples="How they ask",
        group_letter="Write to the editor",
        copy="Copy the text",
        copied="Copied",
        letter_text="Get as text",
        letter_markdown="Get as Markdown",
        gone_heading="The group is no more",
        gone="The questions were answered, deleted, or are in another group now. Go back to the overview.",
    ),
)


def overview_texts(language: Language) -> OverviewTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
