"""The parts of the overview on what is lacking: topics without quotes, and groups of unanswered questions."""

from __future__ import annotations

from functools import partial

from chatbot.covering import AskedTopic, Topics
from chatbot.letters import letter
from chatbot.overview import Period
from chatbot.unanswered import Group, Grouped
from chatbot.web.desk.overview_parts import counted, in_making, part, table
from chatbot.web.desk.pages import Section
from chatbot.web.markup import Markup, element
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_overview import overview_texts
from chatbot.web.texts.numbers import written_number, written_percent


def topics_part(found: Topics | None, visit: Visit, period: Period) -> Markup:
    """Return topics asked about against topics that quotes speak of."""
    from chatbot.web.desk import pictures  # noqa: PLC0415 - a second or more to import

    language = visit.language
    texts = overview_texts(language)
    of = texts.topics
    if found is None:
        return part(of, None, in_making(texts.making, of.heading, "topics", visit, period), name="topics")
    about = found.questions - found.others
    if not about:
        return part(of, of.nothing, name="topics")
    percent = partial(written_percent, language=language)

    def shares(topic: AskedTopic) -> tuple[float, float]:
        return topic.asked / found.questions, topic.quotes / found.quotes if found.quotes else 0.0

    def told_of(topic: AskedTopic) -> dict[str, str]:
        asked, quotes = map(percent, shares(topic))
        return {"asked": asked, "quotes": quotes}

    first = found.topics[0]
    gap = max(found.topics, key=lambda topic: shares(topic)[0] - shares(topic)[1])
    told = of.told.format(first=_inside(first.heading), **told_of(first))
    if shares(gap)[0] > shares(gap)[1] and gap is not first:
        told += " " + texts.topics_gap.format(topic=_inside(gap.heading), **told_of(gap))
    rows, drawn = [], []
    for topic in found.topics:
        one, other = shares(topic)
        drawn.append(pictures.Pair(topic.heading, one, other, percent(one), percent(other)))
        rows.append([topic.heading, str(topic.asked), percent(one), str(topic.quotes), percent(other)])
    others = element("p", texts.topics_others.format(percent(found.others / found.questions))) if found.others else None
    picture = pictures.pairs("topics", told, texts.topics_names, tuple(drawn))
    return part(of, told, picture, others, table(texts, of, rows), name="topics")


def _inside(heading: str) -> str:
    """Return a heading as it stands inside a sentence."""
    return f"{heading[:1].lower()}{heading[1:]}"


def groups_part(found: Grouped | None, visit: Visit, period: Period) -> Markup:
    """Return the groups of unanswered questions, each with a letter to the editor."""
    texts = overview_texts(visit.language)
    of = texts.groups
    name = "groups"
    if found is None:
        return part(of, None, in_making(texts.making, of.heading, name, visit, period), name=name)
    notes = [
        note.format(written_number(count, visit.language))
        for note, count in (
            (texts.groups_answered, found.answered),
            (texts.groups_alone, found.alone),
            (texts.groups_unread, found.unread),
        )
        if count
    ]
    told_notes = element("p", " ".join([*notes, *([texts.groups_cut] if found.is_cut else [])]), class_="note")
    if not found.groups:
        return part(of, of.nothing, told_notes if notes else None, name=name)
    told = of.told.format(
        questions=counted(found.looked_at, texts.one_question, texts.questions, visit.language),
        groups=written_number(found.looked_at - found.alone, visit.language),
    )
    groups = element("ol", *(_group(group, visit, period) for group in found.groups), class_="groups")
    return part(of, told, groups, told_notes, name=name)


def _group(group: Group, visit: Visit, period: Period) -> Markup:
    texts = overview_texts(visit.language)
    size = counted(group.size, texts.one_question, texts.questions, visit.language)
    growth = texts.group_growth.format(lately=group.lately, before=group.before)
    of = element("span", f": {group.question}", class_="visually-hidden")
    examples = [element("li", example) for example in group.examples[1:]]
    name = f"letter-{group.id}"
    links = (
        element("a", label, of, href=visit.link(f"{group_path(group.id, form)}?period={period}"), download=True)
        for form, label in (("txt", texts.letter_text), ("md", texts.letter_markdown))
    )
    return element(
        "li",
        element("h3", group.question),
        element("p", f"{texts.group_size.format(questions=size)} · {growth}", class_="note"),
        *([element("p", texts.group_examples), element("ul", *examples)] if examples else []),
        element(
            "details",
            element("summary", texts.group_letter, of),
            element("pre", letter(group), id=name, class_="letter", lang="sv", tabindex="0"),
            element(
                "p",
                element("button", texts.copy, of, type="button", data_copy=name, data_copied=texts.copied, hidden=True),
                *links,
                class_="actions",
            ),
        ),
    )


def group_path(group: str, form: str) -> str:
    """Return the address of the letter about a group, in a form: txt or md."""
    return f"{Section.OVERVIEW.path}/grupp/{group}.{form}"
