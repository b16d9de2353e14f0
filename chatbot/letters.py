"""A letter to the editor about what nobody has been asked in the interviews yet; in Swedish, as the interviews are."""

from __future__ import annotations

from chatbot.unanswered import Group

_LETTER = """{heading}

Hej!

I chatten där jobbsökare frågar dem som arbetar i socialtjänsten har {count} handlat om samma sak utan att få något
svar: ingen av de intervjuade har sagt något om det.{place}

Så frågar de:

{examples}

Kan ni ta med det i nästa intervju? Till exempel så här:

{mark}Många som funderar på att söka jobb hos er undrar: {question} Hur är det hos er?

Helst svarar någon som själv gör arbetet, med egna ord. När artikeln är publicerad kan vi lägga till den i chatten, och
då får den som frågar ett svar.

Vänliga hälsningar
"""


def letter(group: Group, *, markdown: bool = False) -> str:
    """Return a letter that asks for somebody who speaks of what a group of questions is about."""
    question = group.question if group.question.endswith(("?", "!", ".")) else f"{group.question}?"
    question = f"{question[:1].upper()}{question[1:]}"
    place = f" De flesta frågar om {group.municipality}." if group.municipality else ""
    return _LETTER.format(
        heading="# Förslag till nästa intervju" if markdown else "Förslag till nästa intervju",
        count="1 fråga" if group.size == 1 else f"{group.size} frågor",
        place=place,
        examples="\n".join(f"- {_plain(example) if markdown else example}" for example in group.examples),
        mark="> " if markdown else "– ",
        question=_plain(question) if markdown else question,
    )


def _plain(text: str) -> str:
    """Return a text in which nothing is taken for a sign of Markdown or HTML."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>()#+|~!" else character for character in text)
