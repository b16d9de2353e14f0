"""What a form was about to save, told to the person who wrote it, in the words of the form's own page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from chatbot.store.reviewers import Role
from chatbot.web.desk.correction import KEEP, NOBODY, OTHER
from chatbot.web.desk.judging import LABEL
from chatbot.web.desk.metadata_form import NOWHERE
from chatbot.web.texts.desk_accounts import account_texts
from chatbot.web.texts.desk_carrying import carrying_texts
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_corrections import correction_texts
from chatbot.web.texts.languages import Language

_COUNTED = frozenset({"chosen", "similar"})
"""Fields of which each value is an id, which says nothing to a person."""


def in_words(fields: Iterable[tuple[str, str]], language: Language) -> list[tuple[str, str]]:
    """Return what a person wrote or chose: the name of each field and its value, as they are read.

    Args:
        fields: names and values, in their order; what only the program reads of them (versions, offsets) is not told.
        language: of the page.
    """
    names, values = carrying_texts(language).names, _values(language)
    known = [(LABEL if name.startswith(LABEL) else name, value) for name, value in fields]
    counts, told = Counter(name for name, _ in known), []
    for name, value in known:
        said = str(counts.pop(name, "")) if name in _COUNTED else values.get(name, {}).get(value, value)
        if name in names and said.strip():
            told.append((names[name], said))
    return told


def _values(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return what the values of choices mean; an empty text where a choice leaves things as they are."""
    case, correction = case_texts(language), correction_texts(language)
    kinds = {kind: said.partition(":")[0] for kind, said in case.kinds.items()}  # true of an answer and of a "no"
    roles = account_texts(language).roles
    return {
        "gor": carrying_texts(language).presses,
        "kind": {**correction.kinds, **kinds},
        LABEL: case.labels,
        "role": {role.value: roles[role] for role in Role},
        "speaker": {KEEP: "", NOBODY: correction.nobody, OTHER: correction.other},
        "municipality": {KEEP: "", NOWHERE: correction.no_municipality},
    }
