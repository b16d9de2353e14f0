"""The few groups that people choose roles by: "barnsekreterare" is one of the social workers, by its last part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.words import read_rows, role_base, tokenize

_NO_GROUP = "-"
_WHERE = re.compile(r"\s(?:i|på|för|inom|vid|hos|av|med|till|åt|under)\s")
_AND = re.compile(r"\s(?:och|samt)\s|[,/]")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that people choose by.

    Attributes:
        key: stable, for programs and addresses.
        swedish, english: its name.
    """

    key: str
    swedish: str
    english: str


@cache
def role_groups() -> tuple[Choice, ...]:
    """Return the groups in the order in which they are offered."""
    return tuple(Choice(*row[:3]) for row in read_rows("role_groups.tsv") if row[0] != _NO_GROUP)


@cache
def groups_of_role(role: str) -> tuple[str, ...]:
    """Return the keys of the groups that a role belongs to.

    Args:
        role: as the article words it: "förste socialsekreterare", "skyddsombud och socialsekreterare", "chef för
            hemtjänsten".

    Returns:
        None, one or several; a role that is not sure to belong anywhere has none.
    """
    found = (_group_of_word(head) for head in role_heads(role))
    return tuple(dict.fromkeys(key for key in found if key is not None))


@cache
def role_heads(role: str) -> tuple[str, ...]:
    """Return the words that tell what somebody is, in their base forms and lower case, each once."""
    named = _WHERE.split(role.casefold(), maxsplit=1)[0]
    words = (tokenize(part) for part in _AND.split(named))
    return tuple(dict.fromkeys((role_base(some[-1].text) or some[-1].text).lower() for some in words if some))


def _group_of_word(word: str) -> str | None:
    ends = _ends()
    return next((ends[word[i:]] for i in range(len(word)) if word[i:] in ends), None)


@cache
def _ends() -> dict[str, str | None]:
    """Return the end of a role's word -> the key of its group, None for one that has none."""
    rows = read_rows("role_groups.tsv")
    return {end: None if row[0] == _NO_GROUP else row[0] for row in rows for end in row[3].split()}
