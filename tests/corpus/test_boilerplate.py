"""What surrounds an article: told by its words and by its place, and never at the cost of what is said."""

from __future__ import annotations

import pytest

from corpus.blocks import find_blocks
from corpus.records import Article

LEAD = "På kontoret i Flen arbetar tolv socialsekreterare, och Tuva Granhöst har varit där längst av dem alla."
SPEECH = "– Jag trivs här, säger Tuva Granhöst."


def kind_of(line: str, text: str) -> str:
    """Return the kind of the block that holds a line of a text."""
    place = text.index(line)
    return next(b.kind.value for b in find_blocks(Article(id="fall", text=text)) if b.span.start == place)


ANYWHERE = [
    "Visa kakor",
    "Vi sparar kakor för att sajterna ska fungera och för att du ska få innehåll som passar dig.",
    "Den här artikeln är äldre än 6 månader och kan vara inaktuell.",
    "Artikeln publicerades 3 november 2022",
    "Orten • Publicerad 7 september 2019",
    "Senast ändrad 10:26, 26 okt 2018",
    "Lördag 2 mars 2019",
    "Text: Maria Hagfält  Foto: Ola Gripvall",
    "Foto Per Bofält",
    "Av Ilse Norrgren",
    "Hjälpte informationen på sidan dig? Ja Nej",
    "Länk till startsidan",
    "Meny Sök Translate Lyssna",
    "Sparad Dela Tipsa oss",
    "→ Granskning: Nu ökar kraven på närvaro",
    "Läs mer: Så mår kommunens socionomer",
    "Du har läst din sista gratisartikel. Logga in för att läsa vidare.",
    "tuvagranhost_img_0211_500",
    "1 av 11",
    "Sedd av 59",
    "Syntolkning: Ett par gummistövlar står på en farstubro.",
    "Vi och våra 214 partner lagrar information på din enhet.",
    "Rätta oss: Har du hittat ett faktafel?",
    "Artikeln är tidigare publicerad i kommunens medarbetartidning.",
    "Meny   Sök",
    "Bild 2 av 4",
    "Logotype för Flens kommun",
    "Ung man som tittar in i kameran.",
    "×",
]


@pytest.mark.parametrize("line", ANYWHERE)
@pytest.mark.parametrize("place", ["above", "inside"])
def test_furniture_is_known_by_its_words(line: str, place: str) -> None:
    """Notices, credits, dates, menus and links are furniture wherever they stand."""
    parts = [line, "Hon stannar", LEAD, SPEECH] if place == "above" else ["Hon stannar", LEAD, SPEECH, line, SPEECH]
    assert kind_of(line, "\n\n".join(parts)) == "boilerplate"


ABOVE = [
    "Norrbygdsposten",
    "Tidningen Handläggaren. Nr 7, 2022. Tema: Hot",
    "Haninge kommun",
    "Region Sörmland",
    "Reportage",
    "Barn och utbildning",
    "En kvinna med lockigt hår sitter vid ett bord.",
    "Bild av en kaffekopp",
]


@pytest.mark.parametrize("line", ABOVE)
def test_what_stands_above_the_text_names_paper_section_and_picture(line: str) -> None:
    """The same words below the lead belong to the text."""
    assert kind_of(line, f"{line}\n\nHon stannar kvar i Flen\n\n{LEAD}\n\n{SPEECH}") == "boilerplate"
    assert kind_of(line, f"Hon stannar kvar i Flen\n\n{LEAD}\n\n{line}\n\n{LEAD}\n\n{SPEECH}") != "boilerplate"


BELOW = [
    "Vill du veta mer? Välkommen att kontakta oss via kommunens växel.",
    "Vill du jobba hos oss? Se lediga jobb i kommunen.",
    "Behöver du hjälp? Ring jourlinjen.",
    "Fakta: Mottagningen nås på telefon vardagar 8–16.",
    "Fotnot: Tuva heter något annat.",
    "Lediga tjänster hos oss",
    "Flens kommun",
    "Skolan får nytt tak",
]


@pytest.mark.parametrize("line", BELOW)
def test_what_is_said_to_the_reader_below_the_text_is_furniture(line: str) -> None:
    """Calls, facts and short lines that nothing follows do not belong to the interview."""
    assert kind_of(line, f"Hon stannar\n\n{LEAD}\n\n{SPEECH}\n\n{line}") == "boilerplate"


def test_answer_is_never_taken_for_a_call() -> None:
    """What stands below a question is its answer, and who says "jag" is no furniture."""
    answer = "Ansök om ni är nyfikna."
    assert kind_of(answer, f"Hon stannar\n\n{LEAD}\n\nVad är ditt bästa råd?\n{answer}") == "paragraph"
    own = "Vill du bli min kollega? Vi söker två kuratorer just nu."
    assert kind_of(own, f"Jag heter Tuva Granhöst.\n\nJag trivs här.\n\n{own}") != "boilerplate"


def test_speech_is_never_furniture() -> None:
    """A talstreck outweighs every word."""
    for line in ("– Läs mer om jobbet och ansök.", "– Vi använder kakor.", "– Vill du veta mer? Ring oss."):
        assert kind_of(line, f"Hon stannar\n\n{LEAD}\n\n{SPEECH}\n\n{line}") == "paragraph"


def test_menu_is_a_row_of_short_lines_and_leaves_the_headline() -> None:
    """Five short lines above the text are a menu, but the last of them may be the headline."""
    text = f"Äldre\nSkatter\nBåtplatser\nVigslar\nSimhallen\nHon stannar kvar\n\n{LEAD}\n\n{SPEECH}"
    kinds = [block.kind.value for block in find_blocks(Article(id="fall", text=text))]
    assert kinds == ["boilerplate"] * 5 + ["heading", "paragraph", "paragraph"]


def test_byline_is_a_name_beside_its_trade() -> None:
    """The journalist's name goes with "Reporter", or with an e-mail address below it."""
    for beside in ("Reporter", "ilse.norrgren@tidningen.example"):
        assert (
            kind_of("Ilse Norrgren", f"Hon stannar\n\n{LEAD}\n\nIlse Norrgren\n{beside}\n\n{SPEECH}") == "boilerplate"
        )
    assert kind_of("Ilse Norrgren", f"Hon stannar\n\n{LEAD}\n\nSkriven av\nIlse Norrgren\n\n{SPEECH}") == "boilerplate"


def test_name_alone_below_a_monologue_is_kept() -> None:
    """It may say who speaks; after furniture it is somebody to contact."""
    name = "Ilse Norrgren, kurator"
    assert kind_of(name, f"Hon stannar\n\n{LEAD}\n\n{name}") == "heading"
    assert kind_of(name, f"Hon stannar\n\n{LEAD}\n\nSkriv ut\n\n{name}") == "boilerplate"


CAPTIONS = [
    ("Tuva Granhöst och Amir Fjäll leder gruppen.", "Tuva Granhöst, enhetschef, har arbetat i kommunen i tio år."),
    ("Gruppen träffas varje torsdag i Flen.", "Gruppen träffas varje torsdag i Flen. Foto: Per Bofält"),
]


@pytest.mark.parametrize(("caption", "after"), CAPTIONS, ids=["presents again", "said twice"])
def test_caption_without_a_credit_repeats_the_text(caption: str, after: str) -> None:
    """A sentence on its own that the next one says over again stands below a picture."""
    after = f"{after} Det är hon glad för, och det är kollegorna också, säger de." if "Foto" not in after else after
    assert kind_of(caption, f"Hon stannar\n\n{LEAD}\n\n{caption}\n\n{after}\n\n{SPEECH}") == "caption"


def test_caption_above_the_text_names_whom_the_text_presents_later() -> None:
    """A lead that names somebody whom nobody presents again stays a part of the text."""
    caption = "Tuva Granhöst är enhetschef i Flen."
    again = "– Jag trivs här, säger Tuva Granhöst, enhetschef."
    assert kind_of(caption, f"Hon stannar\n\n{caption}\n\n{LEAD}\n\n{again}") == "caption"
    assert kind_of(caption, f"Hon stannar\n\n{caption}\n\n{LEAD}\n\n{SPEECH}") == "paragraph"


def test_everything_between_picture_and_photographer_is_its_caption() -> None:
    """The lines of a picture's box belong together; without a photographer only the first does."""
    box = "Bild\nHänder på ett bord\nGruppen möts i Flen."
    assert kind_of("Gruppen möts", f"Hon stannar\n\n{LEAD}\n\n{box}\nFoto: Per Bofält\n\n{SPEECH}") == "caption"
    assert kind_of("Gruppen möts", f"Hon stannar\n\n{LEAD}\n\n{box}\n{LEAD}\n\n{SPEECH}") == "paragraph"


def test_article_that_breaks_off_keeps_its_last_line() -> None:
    """A line without an end is prose where it has a clause, and nothing stands below it."""
    for line, kind in (
        ("Vi kuratorer är också med i arbetet mot krän", "paragraph"),
        ("Fler nyheter för dig här", "boilerplate"),
    ):
        assert kind_of(line, f"Hon stannar\n\n{LEAD}\n\n{SPEECH}\n\n{LEAD} Så.\n\n{line}") == kind


def test_credit_at_the_end_of_speech_makes_no_caption_of_it() -> None:
    """A whole page on one line may end with its photographer."""
    text = "Klockan fyra är det kaffe. – Hon bakar på natten, säger Tuva Granhöst. Text & foto: Per Bofält"
    assert kind_of("Klockan", f"Hon stannar\n\n{LEAD}\n\n{text}") == "paragraph"


def test_facts_about_somebody_below_the_text_are_kept() -> None:
    """A profile's lines belong to the article."""
    assert kind_of("Ålder: 63", f"Hon stannar\n\n{LEAD}\n\n{SPEECH}\n\nÅlder: 63") == "heading"


def test_repeated_question_is_no_caption() -> None:
    """The same question may be put to two people."""
    text = f"Två röster\n\n{LEAD}\n\nVad är bäst med ditt jobb?\n– Allt.\n\nVad är bäst med ditt jobb?\n– Kollegorna."
    assert kind_of("Vad är bäst", text) == "question"


@pytest.mark.parametrize(
    "piece", ["a > ", "a | ", "Foto ", "Foto: Ab ", "Dela      ", "Ab Cd och ", "#a ", "Meny  ", "1 maj ", ". "]
)
@pytest.mark.parametrize("end", ["", "!", "a.", "a  b c d e f"])
def test_no_line_takes_the_patterns_long(piece: str, end: str) -> None:
    """What nearly is a menu or a row of credits is told at once, not after all ways to divide it."""
    line = f"{piece * 100}"[: 400 - len(end)] + end
    assert find_blocks(Article(id="fall", text=f"{LEAD}\n\n{line}\n\n{SPEECH}"))
