"""What is spoken, with what the page tells about it: the record that quotes.py finds and attribution.py names."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from corpus.records import Span
from corpus.subjects import SubjectKind
from corpus.tags import Tag


class Form(Enum):
    """How direct speech is marked."""

    DASH = "dash"
    INLINE_DASH = "inline_dash"
    MARKS = "marks"
    ANSWER = "answer"
    LABEL = "label"
    PULL = "pull"
    PLAIN = "plain"


@dataclass(slots=True)
class Utterance:
    """Spoken words with what the page tells about them, before anybody is named.

    Attributes:
        segments: the words, in text order.
        block: index of the block that they stand in.
        leading: the tag in the narration right before ("Tuva säger:").
        trailing: the tag that opens the next paragraph ("Det säger Tuva, som ...").
        before: narration between the block's start, or the last utterance, and this one.
        label: the name that opens a replica in script style, as written.
        continues: opened without closing the one before: same speaker as that.
        asked_aloud: the reporter's question, though no tag says so.
    """

    segments: list[Span]
    block: int
    form: Form
    tags: list[Tag] = field(default_factory=list)
    leading: Tag | None = None
    trailing: Tag | None = None
    before: Span | None = None
    label: str | None = None
    continues: bool = False
    asked_aloud: bool = False

    @property
    def span(self) -> Span:
        """From the first spoken word to the last."""
        return Span(self.segments[0].start, self.segments[-1].end)

    @property
    def is_reporters(self) -> bool:
        """Tell whether the one who asks is the reporter."""
        return self.asked_aloud or any(tag.subject.kind is SubjectKind.REPORTER for tag in self.tags)
