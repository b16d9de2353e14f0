"""What an article's file says of the whole, to be changed; and the decisions whose words have gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.corrections import Metadata, metadata_of
from chatbot.seen_articles import Seen
from chatbot.web.desk.access import Signed
from chatbot.web.desk.draft_fields import LONGEST, details_of
from chatbot.web.desk.links import article_address, link_to
from chatbot.web.desk.pages import field, options
from chatbot.web.markup import Markup, element, void
from chatbot.web.texts.desk_articles import ArticleTexts, article_texts
from chatbot.web.texts.desk_corrections import correction_texts
from corpus.municipalities import municipalities

PLACE = "article-municipality"
"""Id of the choice of an article's municipality; a quote's has the plain name."""
NOWHERE = "-"
"""Choice of a municipality: none, whatever the text says."""
_FIELDS = ("title", "publisher", "url", "published", "municipality")


@dataclass(frozen=True, slots=True)
class MetadataWritten:
    """What somebody has filled in, by the names of the form's fields."""

    fields: Mapping[str, str]

    def metadata(self, texts: ArticleTexts) -> Metadata:
        """Return it as what the file is to say.

        Raises:
            FieldError: a field cannot be what it is to be; the message is in the language of the texts.
        """
        place = self.fields["municipality"]
        told = details_of({**self.fields, "municipality": "" if place == NOWHERE else place}, texts)
        town = "" if place == NOWHERE else told.municipality
        return Metadata(told.title, told.publisher, told.url, told.published, town)


def metadata_written(form: Mapping[str, str]) -> MetadataWritten:
    """Return what a form's fields say."""
    return MetadataWritten({name: " ".join(form.get(name, "").split()) for name in _FIELDS})


def metadata_form(signed: Signed, seen: Seen, written: Mapping[str, str] | None = None) -> Markup:
    """Return the form, closed until somebody opens it.

    Args:
        signed: who changes.
        seen: the article.
        written: what stands in it and is not saved; None for what the file says.
    """
    texts, corrections = article_texts(signed.visit.language), correction_texts(signed.visit.language)
    known = written or _known(metadata_of(seen.article))
    names = (texts.title, texts.publisher, texts.details_url, texts.details_published)
    labels = zip(_FIELDS, names, strict=False)
    form = element(
        "form",
        void("input", type="hidden", name="sha256", value=seen.sha256),
        *(field(label, name, value=known[name], required=None, maxlength=str(LONGEST)) for name, label in labels),
        _place(signed, seen, known["municipality"]),
        element("p", element("button", corrections.save, class_="primary"), class_="actions"),
        method="post",
        action=link_to(signed, f"{article_address(seen.path.stem)}/uppgifter"),
        class_="details-form",
        data_keeps=True,
    )
    return element(
        "details",
        element("summary", corrections.details),
        form,
        class_="legend about-article",
        open=written is not None,
    )


def lost_form(signed: Signed, seen: Seen) -> Markup | None:
    """Return how many decisions are about words that have gone, and the button that takes them away; None for none."""
    count, texts = len(seen.reading.lost_decisions), correction_texts(signed.visit.language)
    if not count:
        return None
    return element(
        "form",
        element("p", texts.lost.format(count=count)),
        void("input", type="hidden", name="sha256", value=seen.sha256),
        element("p", element("button", texts.release_lost), class_="actions"),
        method="post",
        action=link_to(signed, f"{article_address(seen.path.stem)}/forlorade"),
        class_="message",
    )


def _known(metadata: Metadata) -> dict[str, str]:
    return {
        "title": metadata.title or "",
        "publisher": metadata.publisher or "",
        "url": metadata.url or "",
        "published": metadata.published.isoformat() if metadata.published else "",
        "municipality": NOWHERE if metadata.municipality == "" else metadata.municipality or "",
    }


def _place(signed: Signed, seen: Seen, chosen: str) -> Markup:
    texts, corrections = article_texts(signed.visit.language), correction_texts(signed.visit.language)
    read_as = seen.reading.municipality.name if seen.reading.municipality and not chosen else texts.no_place
    names = sorted(municipality.name for municipality in municipalities())
    choices = [("", texts.as_read.format(name=read_as)), (NOWHERE, corrections.no_municipality)]
    return element(
        "div",
        element("label", texts.details_municipality, for_=PLACE),
        element(
            "select",
            options([*choices, *((name, name) for name in names)], chosen),
            id=PLACE,
            name="municipality",
        ),
        class_="field",
    )
