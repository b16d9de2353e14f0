"""What people have decided, as a folder: written, read, damaged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.errors import SteeringError
from chatbot.steering import COPIES, NOTHING, CurrentSteering, Lesson, Steering, read_steering, write_steering

DECIDED = Steering(
    frozenset({"a-1", "a-2"}),
    (
        Lesson("Hur är lönen?", "b-1", answers=True),
        Lesson("Hur är det i Hjo?", "b-2", answers=False, municipality="Hjo"),
    ),
    0.4,
)
FIRST, SECOND = COPIES
Damage = Callable[[Path], object]


def _change(path: Path) -> None:
    """Change what is hidden without the checksum."""
    path.write_text(path.read_text(encoding="utf-8").replace("a-1", "x-1"), encoding="utf-8")


def _newer_form(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**stored, "form": 99}), encoding="utf-8")


DAMAGE: dict[str, Damage] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:40]),
    "empty": lambda path: path.write_bytes(b""),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "another kind of JSON": lambda path: path.write_text("[1]", encoding="utf-8"),
    "changed by hand": _change,
    "of a later version": _newer_form,
    "gone": Path.unlink,
}


def test_a_folder_that_was_never_written_has_nothing() -> None:
    """That is no fault."""
    assert read_steering(Path("/nowhere/steering")) == (NOTHING, [])


def test_what_was_decided_is_read_back(tmp_path: Path) -> None:
    """All of it comes back, from two copies that say the same."""
    write_steering(tmp_path, DECIDED)
    assert read_steering(tmp_path) == (DECIDED, [])


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
@pytest.mark.parametrize("name", COPIES)
def test_one_damaged_copy_changes_nothing_but_is_told(name: str, damage: Damage, tmp_path: Path) -> None:
    """The other copy has it all, and the fault names the file and the remedy."""
    write_steering(tmp_path, DECIDED)
    damage(tmp_path / name)
    steering, (fault, *_) = read_steering(tmp_path)
    assert steering == DECIDED
    assert name in fault
    assert "chatbot learn" in fault


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_nothing_is_shown_where_nobody_knows_what_is_hidden(damage: Damage, tmp_path: Path) -> None:
    """With both copies damaged there is no steering to go on with."""
    write_steering(tmp_path, DECIDED)
    for name in COPIES:
        damage(tmp_path / name)
    with pytest.raises(SteeringError, match="inte får visas"):
        CurrentSteering(tmp_path)


def test_copies_that_differ_hide_what_either_hides(tmp_path: Path) -> None:
    """A crash between the two writings shows nothing that is hidden in one of them."""
    write_steering(tmp_path, Steering(frozenset({"a-1"})))
    old = (tmp_path / SECOND).read_bytes()
    write_steering(tmp_path, Steering(frozenset({"a-2"}), operating_point=0.4))
    (tmp_path / SECOND).write_bytes(old)
    steering, faults = read_steering(tmp_path)
    assert steering == Steering(frozenset({"a-1", "a-2"}), operating_point=0.4)
    assert len(faults) == 1


def test_a_change_is_noticed_at_the_next_look(tmp_path: Path) -> None:
    """While nothing changes the same object is given, so that comparing it costs nothing."""
    current = CurrentSteering(tmp_path / "steering")
    before = current.now()
    assert before == NOTHING
    assert current.now() is before
    write_steering(tmp_path / "steering", DECIDED)
    assert current.now() == DECIDED
    assert current.now() is current.now()


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_while_the_chat_runs_leaves_the_last_good_one(damage: Damage, tmp_path: Path) -> None:
    """Of two damaged copies nothing is taken; the faults tell, until a good one is written."""
    write_steering(tmp_path, DECIDED)
    current = CurrentSteering(tmp_path)
    for name in COPIES:
        damage(tmp_path / name)
    assert current.now() == DECIDED
    assert current.faults()
    write_steering(tmp_path, NOTHING)
    assert current.now() == NOTHING
    assert current.faults() == []


def test_a_folder_that_goes_leaves_the_last_good_one(tmp_path: Path) -> None:
    """Whoever deletes the folder of a running chat shows nothing that was hidden."""
    folder = tmp_path / "steering"
    write_steering(folder, DECIDED)
    current = CurrentSteering(folder)
    for name in COPIES:
        (folder / name).unlink()
    folder.rmdir()
    assert current.now() == DECIDED
    assert "borta" in current.faults()[0]


def test_an_old_copy_in_a_running_chat_shows_nothing_that_was_hidden(tmp_path: Path) -> None:
    """The newest copy is lost and the other is older: what is known to be hidden stays so."""
    write_steering(tmp_path, NOTHING)
    old = (tmp_path / SECOND).read_bytes()
    write_steering(tmp_path, DECIDED)
    current = CurrentSteering(tmp_path)
    (tmp_path / FIRST).unlink()
    (tmp_path / SECOND).write_bytes(old)
    assert current.now().hidden == DECIDED.hidden


def test_a_failed_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk takes nothing away."""
    write_steering(tmp_path, DECIDED)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_steering(tmp_path, NOTHING)
    assert read_steering(tmp_path) == (DECIDED, [])
