"""Roles belong to the few groups that people choose by."""

from __future__ import annotations

import pytest

from corpus.role_groups import groups_of_role, role_groups, role_heads
from corpus.words import read_rows


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("socialsekreterare", ("socialsekreterare",)),
        ("1:e socialsekreterare", ("socialsekreterare",)),
        ("barnutredare", ("socialsekreterare",)),
        ("områdessekreterare", ("administration",)),
        ("biståndshandläggare", ("handläggare",)),
        ("lönehandläggare", ("administration",)),
        ("tillförordnad socialchef", ("chef",)),
        ("chef för hemtjänsten", ("chef",)),
        ("mottagningschef", ("chef",)),
        ("fältledare", ("fältare",)),
        ("processledare", ("utveckling",)),
        ("alkohol- och drogterapeut", ("behandlare",)),
        ("budget- och skuldrådgivare", ("kurator",)),
        ("skyddsombud och socialsekreterare", ("facklig", "socialsekreterare")),
        ("personligt ombud", ("stödjare",)),
        ("professor i socialt arbete", ("forskare",)),
        ("elevassistent", ()),
        ("trafikledare", ()),
        ("granne", ()),
        ("", ()),
    ],
)
def test_the_last_part_of_a_role_tells_its_group(role: str, groups: tuple[str, ...]) -> None:
    """A longer end goes before a shorter; what belongs nowhere has no group."""
    assert groups_of_role(role) == groups


def test_the_words_of_a_role_are_its_heads() -> None:
    """In their base forms, without the place of work."""
    assert role_heads("Skyddsombudet och enhetschefen på mottagningen") == ("skyddsombud", "enhetschef")


def test_no_end_is_in_two_groups() -> None:
    """Else the order of the file would decide."""
    ends = [end for row in read_rows("role_groups.tsv") for end in row[3].split()]
    assert len(ends) == len(set(ends))


def test_every_group_has_names() -> None:
    """In both languages, and a key of its own."""
    assert all(group.key and group.swedish and group.english for group in role_groups())
    assert len({group.key for group in role_groups()}) == len(role_groups())
