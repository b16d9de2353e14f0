"""What is spoken and what is asked: a case for each form that a page may have. Nobody here exists."""

from __future__ import annotations

import pytest

from corpus.reading import read
from corpus.records import Article, Layout, LayoutMark, Reading, SegmentKind, Span

TUVA = "Tuva Granhöst är socialsekreterare i Flen. Hon har arbetat där i fyra år."
AMIR = "Amir Fjällstig är enhetschef i samma kommun."


def read_blocks(*blocks: str) -> Reading:
    """Return the reading of an article made of blocks."""
    return read(Article(id="fall", text="\n\n".join(blocks)))


def said(reading: Reading) -> list[str]:
    """Return the words of each segment of speech, in text order."""
    kinds = (SegmentKind.QUOTE, SegmentKind.PULL_QUOTE)
    return [s.span.of(reading.article.text) for s in reading.segments if s.kind in kinds]


def asked(reading: Reading) -> list[str]:
    """Return the interviewer's questions, in text order."""
    return [s.span.of(reading.article.text) for s in reading.segments if s.kind is SegmentKind.QUESTION]


ANNOUNCED = {
    "words": ("FRÅGA: Hur länge har du varit här?\nSVAR: Två år.", "Två år."),
    "small words": ("Fråga: Hur länge har du varit här?\nSvar: Två år.", "Två år."),
    "letters": ("F: Hur länge har du varit här?\nS: Två år.", "Två år."),
    "initials": ("FS: Hur länge har du varit här?\nTG: Två år.", "Två år."),
    "a role": ("Reporter: Hur länge har du varit här?\nSvar: Två år.", "Två år."),
}


@pytest.mark.parametrize(("interview", "answer"), ANNOUNCED.values(), ids=ANNOUNCED.keys())
def test_label_before_question_or_answer_is_no_part_of_it(interview: str, answer: str) -> None:
    """What announces a question or an answer is neither asked nor said."""
    reading = read_blocks("Fem korta", TUVA, interview)
    assert asked(reading) == ["Hur länge har du varit här?"]
    assert said(reading) == [answer]


def test_labelled_question_needs_no_question_mark() -> None:
    """A label makes a question of a request."""
    reading = read_blocks(TUVA, "Fråga: Dina bästa råd till den som är ny.\nSvar: Sov.")
    assert asked(reading) == ["Dina bästa råd till den som är ny."]
    assert said(reading) == ["Sov."]


def test_narration_between_answers_of_a_reportage_is_not_said() -> None:
    """Where replicas have tags, a paragraph without dash, tag or "I" is the narrator's."""
    reading = read_blocks(
        TUVA,
        "– Vi är för få, säger Tuva Granhöst.",
        "Vad händer nu?",
        "– Nej, det vet ingen.",
        "Beslutet väntas före årsskiftet.",
    )
    assert said(reading)[-1] == "– Nej, det vet ingen.".removeprefix("– ")


def test_answer_goes_on_without_a_dash_where_nobody_is_tagged() -> None:
    """In an interview of questions and dashes only, the next paragraph is the same answer."""
    answer = ["– Nej, det vet ingen.", "Beslutet väntas före årsskiftet."]
    reading = read_blocks(TUVA, "Vad händer nu?", *answer, "Är du orolig?", "– Nej.")
    assert said(reading) == ["Nej, det vet ingen.", "Beslutet väntas före årsskiftet.", "Nej."]


def test_narrator_closes_the_last_answer() -> None:
    """After the last answer a paragraph in which nobody speaks is the narrator's."""
    reading = read_blocks(TUVA, "Vad händer nu?", "– Nej, det vet ingen.", "Studien avslutas före årsskiftet.")
    assert said(reading) == ["Nej, det vet ingen."]


def test_question_in_a_headline_asks_nobody() -> None:
    """The lead under a headline is no answer to it."""
    reading = read_blocks(
        "Vem är du, Tuva Granhöst?",
        "I varje nummer presenterar vi en kollega.",
        "Vad gör du?",
        "Jag utreder.",
        "Vad är svårast?",
        "När jag måste säga nej.",
    )
    assert said(reading) == ["Jag utreder.", "När jag måste säga nej."]


def test_short_answer_without_full_stop_is_no_heading() -> None:
    """A line right under a question, or between two, is the answer."""
    reading = read_blocks(TUVA, "Kaffe eller te?\nKaffe", "Vad gör du nu?\nJag läser.", "Och sedan?\nDå går jag hem.")
    assert said(reading) == ["Kaffe", "Jag läser.", "Då går jag hem."]


APPOSITIONS = {
    "work that no list has": ", säger Tuva Granhöst, nattpatrullerare på socialtjänsten.",
    "somebody without a name": ", säger mannen, som inte vill uppge sitt namn.",
    "one of them": ", säger en av dem.",
}


@pytest.mark.parametrize("tag", APPOSITIONS.values(), ids=APPOSITIONS.keys())
def test_what_a_tag_tells_of_the_speaker_is_not_said(tag: str) -> None:
    """A tag goes on past its comma as long as no clause begins."""
    assert said(read_blocks(TUVA, f"– Vi är för få{tag}")) == ["Vi är för få"]


def test_clause_after_a_tag_goes_on_with_the_speech() -> None:
    """What has a verb and a subject of its own is said, not told of the speaker."""
    reading = read_blocks(TUVA, "– Vi är för få, säger Tuva Granhöst, barnen får vänta.")
    assert said(reading) == ["Vi är för få", "barnen får vänta."]


TAILS = {
    "I": ("Jag ville hem.", True),
    "a link back": ("Den dagen var lång.", True),
    "a rule": ("Ingen har läst den sedan dess.", True),
    "a judgement": ("En bra paus är också ett bra resultat.", True),
    "a question": ("Vem hinner med sådant?", True),
    "another than the speaker": ("Sedan kom han tillbaka med tårta.", True),
    "the speaker": ("Hon reser sig och hämtar kaffe.", False),
    "the speaker after the verb": ("Sedan hämtar hon kaffe.", False),
    "the speaker by name": ("Nu hämtar Tuva Granhöst kaffe.", False),
    "a new scene": ("Efter en kvart öppnas dörren på glänt.", False),
    "what is to be seen": ("Där hänger en klocka som har stannat.", False),
    "who laughs": ("Alla skrattar.", False),
    "a word that only talk has": ("Hon kan ju inte få kaffe.", True),
    "people in general": ("Barn berättar i sin egen takt.", True),
    "they, of whom nobody spoke": ("De har delat rum i tre år.", False),
}


@pytest.mark.parametrize(("tail", "is_said"), TAILS.values(), ids=TAILS.keys())
def test_text_after_a_tag_is_said_where_it_has_a_mark_of_speech(tail: str, is_said: bool) -> None:
    """After tag and full stop only what sounds like speech, and not of the speaker, is said."""
    reading = read_blocks(TUVA, f"– Det var svårt, säger Tuva Granhöst. {tail}")
    assert said(reading) == ["Det var svårt", *([tail] if is_said else [])]


def test_they_of_whom_the_speaker_spoke_go_on_with_the_speech() -> None:
    """A plural in the speech is what "de" refers to."""
    reading = read_blocks(TUVA, "– Många ringer, säger Tuva Granhöst. De har väntat länge.")
    assert said(reading) == ["Många ringer", "De har väntat länge."]


def test_third_person_of_whom_the_speaker_spoke_goes_on_with_the_speech() -> None:
    """Somebody of the other gender, spoken of before the tag too, is not the speaker."""
    reading = read_blocks(TUVA, "– Var skulle han bo? säger Tuva Granhöst. Han har bott i huset hela livet.")
    assert said(reading) == ["Var skulle han bo?", "Han har bott i huset hela livet."]


def test_what_the_speaker_does_next_is_not_said() -> None:
    """A verb without a subject after "och" tells of the speaker."""
    assert said(read_blocks(TUVA, "– Det räcker, sa Tuva Granhöst, och fick applåder.")) == ["Det räcker"]


def test_narrator_introduces_the_next_speaker_between_two_dashes() -> None:
    """A sentence about somebody named before the next dash is not the last speaker's."""
    reading = read_blocks(
        TUVA, "Tuva Granhöst drömmer om en lokal. – Ett kök räcker. Amir är mer blygsam. – Jag vill ha ljus, säger han."
    )
    assert said(reading) == ["Ett kök räcker.", "Jag vill ha ljus"]


INTERVIEWS = {
    "no question mark": (
        "VAD GÖR DU EN VANLIG DAG\n\nJag utreder.\n\nVAD ÄR SVÅRAST\n\nAtt säga nej.",
        "VAD ÄR SVÅRAST",
    ),
    "numbered": ("1. Vad gör du?\n\nJag utreder.\n\n2. Vad är svårast?\n\nAtt säga nej.", "2. Vad är svårast?"),
    "line by line": ("Vad gör du?\nJag utreder.\nVad är svårast?\nAtt säga nej.", "Vad är svårast?"),
    "on one line": (
        "Vad gör du? Jag utreder.\n\nVad är svårast? Att säga nej.\n\nVad gör dig glad? När jag hinner.",
        "Vad är svårast?",
    ),
}


@pytest.mark.parametrize(("interview", "question"), INTERVIEWS.values(), ids=INTERVIEWS.keys())
def test_question_is_told_from_its_answer(interview: str, question: str) -> None:
    """Questions come without marks, with numbers, and right before their answers."""
    reading = read_blocks(TUVA, interview)
    assert asked(reading)[1] == question
    assert said(reading)[:2] == ["Jag utreder.", "Att säga nej."]


def test_bold_question_before_its_answer_is_a_question() -> None:
    """The file's own markup tells one question from an answer on the same line."""
    text = f"{TUVA}\n\nVad gör du? Jag utreder.\n\nVad är svårast? Att säga nej."
    bold = [Span(text.index(words), text.index(words) + len(words)) for words in ("Vad gör du?", "Vad är svårast?")]
    reading = read(Article(id="fall", text=text, marks=tuple(LayoutMark(span, Layout.BOLD) for span in bold)))
    assert asked(reading) == ["Vad gör du?", "Vad är svårast?"]
    assert said(reading) == ["Jag utreder.", "Att säga nej."]


def test_headings_of_a_page_about_a_service_ask_nobody() -> None:
    """Question words in headings make no interview where nobody says "I"."""
    reading = read_blocks("Stöd", "Vad kan du få hjälp med", "Vi ger råd.", "Hur ansöker du", "Fyll i blanketten.")
    assert asked(reading) == []


def test_lines_of_facts_before_an_interview_are_not_said() -> None:
    """Name, age and work of a person are told, not spoken."""
    facts = "Namn: Tuva Granhöst\nÅlder: 34\nArbetar som: socialsekreterare i Flen\nFamilj: Man och två barn."
    reading = read_blocks(facts, "Vad gör du?\nJag utreder.\nVad är svårast?\nAtt säga nej.")
    assert said(reading) == ["Jag utreder.", "Att säga nej."]


def test_line_of_wrapped_text_that_had_room_ends_its_paragraph() -> None:
    """In wrapped text a question keeps its own line, and a dash in a sentence does not open speech."""
    text = """Tuva Granhöst är socialsekreterare i Flen och har arbetat där
i fyra år. Hon sitter oftast på kontoret men ibland ute i byarna
– Malmköping och Mellösa – där det är långt mellan husen och
långt mellan bussarna som går.

Vad tycker du om att resa så långt varje dag?
Jag tycker om det, för då hinner jag tänka en hel tanke innan
nästa möte börjar. Det gör man aldrig på ett kontor, det vet
alla som har arbetat på ett sådant.

Vad är det svåraste?
Att säga nej."""
    reading = read(Article(id="fall", text=text))
    assert len(asked(reading)) == 2
    assert [words.split()[0] for words in said(reading)] == ["Jag", "Att"]


def test_headline_in_marks_that_nobody_is_told_to_have_said_is_a_heading() -> None:
    """A headline shortened beyond recognition is no quote of its own; one that the body repeats is."""
    quoted = read_blocks(
        "”Vi orkar inte längre”", TUVA, "– Det är tungt, säger Tuva Granhöst.", "”Vi väntar på svar”", TUVA
    )
    assert said(quoted) == ["Det är tungt"]
    assert said(read_blocks("– Nu är jag hemma!", TUVA, "– Det är tungt, säger Tuva.")) == ["Det är tungt"]
    repeated = read_blocks("”Det är tungt”", TUVA, "– Det är tungt, säger Tuva Granhöst.")
    assert said(repeated) == ["Det är tungt", "Det är tungt"]


def test_pull_quote_is_its_owners_whose_age_is_told() -> None:
    """A name line may tell an age in place of a role."""
    reading = read_blocks(
        TUVA, "– Hej, säger Tuva Granhöst.", "”Jag ville försöka”", "Dalal Aydin, 18 år", "Klockan är tio."
    )
    assert said(reading) == ["Hej", "Jag ville försöka"]


def test_name_alone_on_its_line_labels_what_comes_next() -> None:
    """With a talstreck or, where several are written so, without."""
    with_dash = read_blocks("Vad var bäst?", "Ingegerd:\n– Maten.", "Petter:\n– Sällskapet. Vi var många.")
    assert said(with_dash) == ["Maten.", "Sällskapet. Vi var många."]
    plain = read_blocks("Två röster.", "Ingegerd:\nMaten var bäst.", "Petter:\nSällskapet var bäst.")
    assert said(plain) == ["Maten var bäst.", "Sällskapet var bäst."]
    assert [q.attribution.speakers[0].name for q in plain.quotes] == ["Ingegerd", "Petter"]


def test_tag_that_ends_in_a_colon_announces_the_next_replica() -> None:
    """What ends in "säger Tuva och tillägger:" names the speaker of the next dash too."""
    reading = read_blocks(TUVA, AMIR, "– Det går bra, säger Tuva Granhöst och tillägger:", "– Men fort går det inte.")
    assert [q.attribution.speakers[0].name for q in reading.quotes] == ["Tuva Granhöst", "Tuva Granhöst"]


LISTS = {
    "hyphens": ("Gruppens mål är att:", "- Minska väntetiden.", "- Få fler att stanna."),
    "dashes": ("Så gjorde vi:", "– Vi ringde alla.", "– Vi skrev brev."),
    "without full stops": ("Tre saker", "– Mod", "– Tålamod"),
}


@pytest.mark.parametrize("blocks", LISTS.values(), ids=LISTS.keys())
def test_list_is_not_said(blocks: tuple[str, ...]) -> None:
    """Dash lines under a colon that announces nobody's words are items."""
    assert said(read_blocks(TUVA, *blocks)) == []


def test_replicas_that_a_colon_announces_are_said() -> None:
    """A verb of saying, or somebody's name, before the colon makes speech of the dash lines."""
    assert len(said(read_blocks(TUVA, "Så svarar tre kollegor:", "– Bra.", "– Roligt."))) == 2
    assert len(said(read_blocks(TUVA, "Tuva om framtiden:", "– Bra.", "– Roligt."))) == 2


def test_mark_that_no_space_follows_closes() -> None:
    """A tag may stand close to the closing mark."""
    assert said(read_blocks(TUVA, '"Jag trivs här"säger Tuva Granhöst.')) == ["Jag trivs här"]


def test_open_mark_is_closed_in_a_next_paragraph_without_an_opening_one() -> None:
    """The second paragraph of a long quote may lack its own opening mark."""
    reading = read_blocks(TUVA, "”Jag trivs här. Det är roligt.", "Och jag stannar”, säger Tuva Granhöst.")
    assert said(reading) == ["Jag trivs här. Det är roligt.", "Och jag stannar"]


def test_newspaper_that_asks_is_the_reporter() -> None:
    """A paper's name after "undrar" means the reporter; a person who asks is quoted."""
    reading = read_blocks(TUVA, "– Blir det bra? undrar Kustposten.", "– Är det sant? frågar Tuva Granhöst.")
    assert said(reading) == ["Är det sant?"]


def test_quote_and_the_name_behind_it_are_two() -> None:
    """A pull quote may have its name on the same line, or a first name and a role under it."""
    for line in ("”Jag trivs här.” – Tuva Granhöst, socialsekreterare", "”Jag trivs här.”\nTuva, socialsekreterare"):
        reading = read_blocks("Möt oss på socialtjänsten i Flens kommun.", line, "Det finns mycket att göra.")
        assert said(reading) == ["Jag trivs här."]
        assert reading.quotes[0].attribution.speakers[0].name == line.split("”")[2].strip("– \n").split(",")[0]


def test_questions_with_a_dash_and_answers_without_are_an_interview() -> None:
    """Where every dash line asks, the dash is the interviewer's."""
    reading = read_blocks(TUVA, "– Hur länge har du varit här?", "Tre år.", "– Vad är bäst?", "Kollegorna, tycker jag.")
    assert asked(reading) == ["Hur länge har du varit här?", "Vad är bäst?"]
    assert said(reading) == ["Tre år.", "Kollegorna, tycker jag."]


UNPUNCTUATED = {
    "no comma": "– Det är roligt här säger Tuva Granhöst.",
    "a full stop for a comma": "– Det är roligt här. säger Tuva Granhöst.",
    "no full stop": "”Det är roligt här” säger Tuva Granhöst",
}


@pytest.mark.parametrize("line", UNPUNCTUATED.values(), ids=UNPUNCTUATED.keys())
def test_tag_is_known_without_its_punctuation(line: str) -> None:
    """Pages are written in haste."""
    reading = read_blocks(TUVA, line)
    assert [words.rstrip(".") for words in said(reading)] == ["Det är roligt här"]


def test_what_somebody_says_within_speech_is_no_tag() -> None:
    """Without a comma, "så säger Tuva" is what the speaker tells."""
    reading = read_blocks(TUVA, AMIR, "– Gör som jag, så säger Tuva, säger Amir Fjällstig.")
    assert said(reading) == ["Gör som jag, så säger Tuva"]


NAMED = {
    "before": "Hon har skrivit boken ”Jag har aldrig tid med dig”, som kom i våras.",
    "after": "”Ring på men stanna inte” heter en skrift som kom i våras.",
    "a jury's words": "Juryns motivering: ”För att ha vågat gå först där ingen annan har gått.”",
}


@pytest.mark.parametrize("line", NAMED.values(), ids=NAMED.keys())
def test_title_in_quotation_marks_is_not_said(line: str) -> None:
    """What a book is called, or a prize is given for, nobody says."""
    assert said(read_blocks(TUVA, line)) == []


def test_quote_in_the_lead_repeats_the_body() -> None:
    """Words that a lead takes from the same person's quote further down are one quote."""
    lead = "I Flen går det bra. ”Det har gått som på räls”, säger Tuva Granhöst."
    body = "– Det har verkligen gått som på räls och vi är glada, säger Tuva Granhöst."
    assert [quote.duplicate_of for quote in read_blocks("Flen", lead, TUVA, body).quotes] == [1, None]
    anothers = body.replace("Tuva Granhöst", "Amir Fjällstig")
    assert [quote.duplicate_of for quote in read_blocks("Flen", lead, TUVA, AMIR, anothers).quotes] == [None, None]


def test_speech_without_any_mark_is_told_by_its_tag() -> None:
    """Somebody says "I", and a comma and the speaker's name follow; without "I" it is the narrator's."""
    reading = read_blocks(TUVA, AMIR, "Jag försöker igen, förklarar Tuva Granhöst. Det dyker alltid upp någon ny.")
    assert said(reading) == ["Jag försöker igen", "Det dyker alltid upp någon ny."]
    assert said(read_blocks(TUVA, AMIR, "Arbetet är tungt, förklarar Tuva Granhöst.")) == []


def test_paragraph_close_under_a_replica_is_its_second_one() -> None:
    """Without the room that the page has between other paragraphs, and in the first person, it is said too."""
    reading = read_blocks(TUVA, AMIR, "– Det är svårt.\nMin generation hade det lättare.", "Hon ser ut.")
    assert said(reading) == ["Det är svårt.", "Min generation hade det lättare."]


def test_labelled_replica_without_full_stop_is_no_heading() -> None:
    """Between other replicas a name and a colon open one."""
    reading = read_blocks("Vad tycker ni?", "Tuva: Det är bra här.", "Amir: Det är det.", "Tuva: Fast varmt")
    assert said(reading) == ["Det är bra här.", "Det är det.", "Fast varmt"]


def test_readers_questions_to_an_authority_are_no_interview() -> None:
    """Where the questions say "I" and the answers never do, nobody is interviewed."""
    reading = read_blocks(
        "Stöd", "Hur ansöker jag?", "Du fyller i blanketten.", "Hur lång tid tar det?", "Vi svarar snart."
    )
    assert said(reading) == []


def test_request_among_questions_is_one_of_them() -> None:
    """A heading that asks, without a mark, stands with questions that have theirs."""
    reading = read_blocks(
        TUVA, "Vad gör du?\nJag utreder.", "Beskriv en arbetsdag\nDen börjar med kaffe.", "Och sen?\nSedan ringer det."
    )
    assert asked(reading) == ["Vad gör du?", "Beskriv en arbetsdag", "Och sen?"]
    assert said(reading) == ["Jag utreder.", "Den börjar med kaffe.", "Sedan ringer det."]


def test_bold_question_with_a_dash_is_the_interviewers() -> None:
    """The file's markup tells a question from the answer, though both have a talstreck."""
    text = f"{TUVA}\n\n– Vad gör ni nu?\n\n– Vi ber om mer pengar."
    start = text.index("– Vad")
    bold = LayoutMark(Span(start, start + len("– Vad gör ni nu?")), Layout.BOLD)
    reading = read(Article(id="fall", text=text, marks=(bold,)))
    assert asked(reading) == ["Vad gör ni nu?"]
    assert said(reading) == ["Vi ber om mer pengar."]


CLOSING = {
    "dash": "– Vi är för få. Det säger Tuva Granhöst, som är ny här.",
    "marks": "”Vi är för få.” Det säger Tuva Granhöst, som är ny här.",
    "open mark": "”Vi är för få, säger Tuva Granhöst.",
}


@pytest.mark.parametrize("line", CLOSING.values(), ids=CLOSING.keys())
def test_later_words_of_the_paragraph_tell_who_spoke(line: str) -> None:
    """What says "Det säger ..." right after the words, and a tag inside a mark that nothing closes, are no speech."""
    reading = read_blocks(TUVA, AMIR, line)
    assert [words.rstrip(".") for words in said(reading)] == ["Vi är för få"]
    assert reading.quotes[0].attribution.speakers[0].name == "Tuva Granhöst"


def test_what_the_speaker_does_between_sentences_ends_the_speech() -> None:
    """What she does, "Hon suckar", is the narrator's in any replica."""
    assert said(read_blocks(TUVA, AMIR, "– Det är tungt. Hon suckar och tittar ut.")) == ["Det är tungt."]


def test_list_in_a_line_is_not_said() -> None:
    """Dashes after a colon that announces nobody's words are a list, in a line too."""
    assert said(read_blocks(TUVA, "Kommunen erbjuder följande: – Fri lön. – Semester. Välkommen hit.")) == []


def test_quick_questions_in_a_row_are_an_interview() -> None:
    """Short questions without a question word, each with its answer on the line."""
    reading = read_blocks(
        TUVA, "Te eller kaffe? Kaffe.", "Bok eller film? Film, på bio.", "Berg eller hav? Jag vill ha hav."
    )
    assert asked(reading) == ["Te eller kaffe?", "Bok eller film?", "Berg eller hav?"]
    assert said(reading) == ["Kaffe.", "Film, på bio.", "Jag vill ha hav."]


def test_page_of_an_authority_with_questions_is_no_interview() -> None:
    """Where nobody ever says "I", an authority answers."""
    reading = read_blocks("Stöd", "Hur ansöker du?", "Vi behöver dina papper.", "Vem kan få stöd?", "Den som bor här.")
    assert said(reading) == []


@pytest.mark.parametrize("somebody", ["någon i korridoren", "en äldre man", "en tjej"])
def test_somebody_of_whom_no_more_is_told_speaks_in_nobodys_name(somebody: str) -> None:
    """The only person of an article is not the one who shouts."""
    reading = read_blocks(TUVA, f"– Hej på er! ropar {somebody}.")
    assert said(reading) == ["Hej på er!"]
    assert not [speaker.name for speaker in reading.quotes[0].attribution.speakers if speaker.name]


def test_words_of_the_law_are_not_said() -> None:
    """What a law says nobody does."""
    assert said(read_blocks(TUVA, "I lagen står: ”Nämnden ska verka för trygghet.”")) == []


def test_name_before_questions_only_is_the_interviewers() -> None:
    """In a script whoever only asks is the interviewer; whoever also tells takes part."""
    host = read_blocks("Podden", "LENA: Hur går det?", "TUVA: Bra.", "LENA: Och sedan?", "TUVA: Då vilar jag.")
    assert asked(host) == ["Hur går det?", "Och sedan?"]
    assert said(host) == ["Bra.", "Då vilar jag."]
    guest = read_blocks("Podden", "LENA: Hur går det?", "TUVA: Bra.", "LENA: Det är klassiskt.", "TUVA: Då vilar jag.")
    assert said(guest) == ["Hur går det?", "Bra.", "Det är klassiskt.", "Då vilar jag."]


def test_greeting_over_a_lead_asks_nobody() -> None:
    """A greeting introduces; the paragraph under it is the narrator's where nobody says "I"."""
    reading = read_blocks(
        "Nyheter", "Hallå där, Tuva Granhöst!", "Nu ringer många. Vi ringde Tuva Granhöst.", "Hur är det?", "Jag trivs."
    )
    assert said(reading) == []
    assert asked(reading) == ["Hur är det?"]


def test_answer_with_a_tag_but_no_dash_is_an_answer() -> None:
    """An interview may name its person once more behind an answer."""
    reading = read_blocks(
        TUVA, "Vad gör du?", "Jag utreder.", "Vad är svårast?", "Jag får säga nej ibland, säger Tuva Granhöst."
    )
    assert said(reading) == ["Jag utreder.", "Jag får säga nej ibland"]


def test_group_that_is_asked_together_is_interviewed() -> None:
    """Nobody says "I" where the questions are put to several."""
    reading = read_blocks("Mässan", "Har ni varit här förut?", "Nej, ingen av oss.", "Vad väntar ni på?", "Lunchen.")
    assert said(reading) == ["Nej, ingen av oss.", "Lunchen."]


def test_call_under_a_question_is_no_answer() -> None:
    """What says "Ring vår växel" is asked of the reader."""
    reading = read_blocks(
        TUVA, "Vad gör du?", "Jag utreder.", "Är det svårt?", "Ja.", "Vill du ha hjälp?\nRing vår växel vardagar 9–12"
    )
    assert said(reading) == ["Jag utreder.", "Ja."]


def test_dash_may_stand_right_after_a_full_stop() -> None:
    """Pages lose the space before a talstreck in the midst of a paragraph."""
    reading = read_blocks(TUVA, "Tuva Granhöst har växt upp i Flen.– Det är min fördel, säger Tuva Granhöst.")
    assert said(reading) == ["Det är min fördel"]


def test_paragraphs_between_an_opening_and_a_closing_mark_are_said() -> None:
    """A mark that the first paragraph opens and the last one closes holds those between."""
    reading = read_blocks(TUVA, "”Jag har arbetat natt.", "Då är det tyst.", "Jag stannar”, säger Tuva Granhöst.")
    assert said(reading) == ["Jag har arbetat natt.", "Då är det tyst.", "Jag stannar"]


def test_page_that_lost_its_dashes_keeps_what_is_tagged() -> None:
    """Where nothing is marked and tags end several paragraphs, those are said."""
    lines = [
        "Folk kommer hit med post, säger Tuva Granhöst.",
        "Klockan är tolv.",
        "Lägg undan lite, säger Tuva Granhöst.",
    ]
    assert said(read_blocks(TUVA, *lines)) == ["Folk kommer hit med post", "Lägg undan lite"]
    assert said(read_blocks(TUVA, *lines[:2])) == []


def test_bullet_before_an_answer_is_no_part_of_it() -> None:
    """Answers may be bulleted."""
    reading = read_blocks(TUVA, "Vad gör du?", "• Jag utreder.", "Vad är svårast?", "• Att jag får säga nej.")
    assert said(reading) == ["Jag utreder.", "Att jag får säga nej."]


def test_words_that_go_on_with_the_narrators_clause_are_not_said() -> None:
    """A stretch of an appeal in marks, in small letters and without a speaker, is the narrator's sentence."""
    assert said(read_blocks(TUVA, "I uppropet står att ”ingen kan leva i bitar”.")) == []


def test_narrator_between_answers_is_not_said() -> None:
    """Who reports their own question, or goes on without a label in a script, is the narrator."""
    reading = read_blocks(
        TUVA, "Hur är det?", "– Bra.", "Klockan är tre. Till sist frågar jag vad hon vill.", "– Vila."
    )
    assert said(reading) == ["Bra.", "Vila."]
    script = read_blocks("Samtal", "Vad saknas?", "TUVA: Bruset.", "Båda skrattar åt sig själva.", "LENA: Hundarna.")
    assert said(script) == ["Bruset.", "Hundarna."]
