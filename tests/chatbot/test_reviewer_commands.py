"""Accounts from the command line: added, listed, turned off and on, with a password rule that says what it wants."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.cli import main
from chatbot.store.database import Database
from chatbot.store.reviewers import reviewer_by_id

PASSWORD = "fyra blå hästar"  # noqa: S105 - of an account that a test makes

Run = Callable[..., int]


class Terminal(io.StringIO):
    """Standard input with somebody before it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs `chatbot reviewer`, with a line on standard input."""

    def run(*arguments: str, line: str = f"{PASSWORD}\n") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        return main(["reviewer", *arguments, "--data", str(tmp_path)])

    return run


def test_the_first_account_is_an_admin_and_the_next_a_reviewer(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What role it got is told, and the list has both."""
    assert run("add", "Anna") == 0
    assert "anna" in (told := capsys.readouterr().out)
    assert "admin" in told
    assert run("add", "bo.ek@kommun.example") == 0
    assert "reviewer" in capsys.readouterr().out
    assert run("add", "Cia", "--role", "editor") == 0
    capsys.readouterr()
    assert run("list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(account["login"], account["role"], account["disabled"]) for account in listed] == [
        ("anna", "admin", False),
        ("bo.ek@kommun.example", "reviewer", False),
        ("cia", "editor", False),
    ]
    run("list")
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["inloggningsnamn", "roll", "läge", "tillagt"]
    assert table[1].split()[:3] == ["anna", "admin", "öppet"]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("anna", "", "printf"),
        ("anna", "\n", "printf"),
        ("anna", "elva tecken\n", "minst 12 tecken"),
        ("anna", "x" * 300 + "\n", "högst 256"),
        ("anna", "annaannaannaanna\n", "inloggningsnamnet"),
        ("anna", "Lösenord1234\n", "gissar"),
        ("anna", "aaaaaaaaaaaaaaaaaa\n", "gissar"),
        ("a/b", f"{PASSWORD}\n", "bokstäver"),
        ("", f"{PASSWORD}\n", "bokstäver"),
    ],
    ids=["nothing", "empty", "short", "long", "login", "common", "one-letter", "slash", "no-name"],
)
def test_what_cannot_be_is_told_in_a_line(
    run: Run, capsys: pytest.CaptureFixture[str], name: str, line: str, told: str
) -> None:
    """The exit code is 1, and no account is made."""
    assert run("add", name, line=line) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    run("list", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_a_login_is_taken_once(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """In any case; the password is not asked for first."""
    run("add", "anna")
    assert run("add", "ANNA", line="") == 1
    assert "redan" in capsys.readouterr().err


def test_a_disabled_account_keeps_its_row_and_loses_its_sessions(run: Run, tmp_path: Path) -> None:
    """Its epoch is raised; enable opens it again."""
    run("add", "anna")
    run("add", "bo")
    database = Database(f"sqlite:///{tmp_path / 'chatbot.sqlite'}")
    assert run("disable", "Bo") == 0
    with database.reading() as connection:
        reviewer = reviewer_by_id(connection, 2)
    assert reviewer is not None
    assert (reviewer.disabled, reviewer.epoch) == (True, 1)
    assert run("enable", "bo") == 0
    assert run("password", "bo") == 0
    assert run("role", "bo", "editor") == 0
    with database.reading() as connection:
        reviewer = reviewer_by_id(connection, 2)
    assert reviewer is not None
    assert (reviewer.disabled, reviewer.epoch, reviewer.role.value) == (False, 2, "editor")


def test_the_last_admin_stays(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither disabled nor given a lower role; an unknown name is told."""
    run("add", "anna")
    assert (run("disable", "anna"), run("role", "anna", "reader"), run("disable", "eva")) == (1, 1, 1)
    assert capsys.readouterr().err.count("sista administratören") == 2


def test_in_a_terminal_the_password_is_asked_for_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that differ make no account."""
    given = iter([PASSWORD, "fyra blå hästor", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda _: next(given))
    monkeypatch.setattr("sys.stdin", Terminal())
    command = ["reviewer", "add", "anna", "--data", str(tmp_path)]
    assert main(command) == 1
    assert "likadana" in capsys.readouterr().err
    assert main(command) == 0


def test_an_account_gets_another_name(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Not one that is taken, nor one of another form."""
    run("add", "anna")
    run("add", "bo")
    assert run("rename", "anna", "Cia") == 0
    assert [run("rename", "bo", new) for new in ("cia", "två ord")] == [1, 1]
    assert run("rename", "anna", "dan") == 1
    capsys.readouterr()
    run("list", "--json")
    assert [account["login"] for account in json.loads(capsys.readouterr().out)] == ["bo", "cia"]
