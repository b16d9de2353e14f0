"""The settings, read from the environment in one place; everything else takes plain arguments."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from chatbot.errors import SettingsError
from chatbot.origins import ANY, read_origin

_LARGEST_PORT = 65535
_MOST_DAYS = 3650
_DATABASE = re.compile(r"sqlite:///[^?]|postgres(?:ql)?(?:\+psycopg)?://.")
_ISSUER = re.compile(r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1)(:\d+)?(/[^\s?#]*)?$")
_RATES = re.compile(r"[1-9]\d{0,8}/(second|minute|hour|day)(;[1-9]\d{0,8}/(second|minute|hour|day))*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen without changing code.

    Attributes:
        corpus: directory with the articles (CHATBOT_CORPUS).
        data: directory for what is made at run time (CHATBOT_DATA).
        model: name or path of a sentence-transformers model; None is the bundled one
            (CHATBOT_MODEL).
        host: address that the web application listens on (CHATBOT_HOST).
        port: its port; 0 takes any free one (CHATBOT_PORT).
        database: URL of the database of questions and ratings, sqlite:///... or postgresql://...; None is
            chatbot.sqlite in the data directory (CHATBOT_DATABASE).
        retention_days: questions older than this are deleted (CHATBOT_RETENTION_DAYS).
        rate_limit: how often one address may ask, None for as often as it likes (CHATBOT_RATE_LIMIT).
        trusted_proxies: addresses and networks whose word is taken for whose request they pass on
            (CHATBOT_TRUSTED_PROXIES).
        allowed_origins: other web sites whose pages may show the chat and ask the API, "*" for all
            (CHATBOT_ALLOWED_ORIGINS).
        contact: e-mail, web or postal address of whoever runs the service, shown to visitors; None where it is not
            told (CHATBOT_CONTACT).
        oidc_issuer: address of the service that recruiters may sign in through by OpenID Connect; None for none
            (CHATBOT_OIDC_ISSUER, with CHATBOT_OIDC_CLIENT_ID and CHATBOT_OIDC_CLIENT_SECRET).
    """

    corpus: Path = Path("corpus/articles")
    data: Path = Path("var")
    model: str | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    database: str | None = None
    retention_days: int = 90
    rate_limit: str | None = "300/minute;3000/hour"  # an office asks from one address
    trusted_proxies: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    contact: str | None = None
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = field(default=None, repr=False)

    @property
    def model_directory(self) -> Path:
        """Where the bundled model is unpacked."""
        return self.data / "model"

    @property
    def index_directory(self) -> Path:
        """Where the generations of the index are."""
        return self.data / "index"

    @property
    def steering_directory(self) -> Path:
        """Where it is written what people have decided about answers."""
        return self.data / "steering"

    @property
    def evaluation_directory(self) -> Path:
        """Where the indexes are that are only measured on; made again when they are needed."""
        return self.data / "evaluation"

    @property
    def database_url(self) -> str:
        """The database of questions and ratings."""
        return self.database or f"sqlite:///{self.data / 'chatbot.sqlite'}"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Return the settings that the environment asks for; an empty value counts as not set.

        Args:
            environ: None reads the process's own environment.

        Raises:
            SettingsError: a value cannot be used.
        """
        default = cls()
        values = {name: value.strip() for name, value in (os.environ if environ is None else environ).items()}
        return cls(
            corpus=_directory(values, "CHATBOT_CORPUS", default.corpus),
            data=_directory(values, "CHATBOT_DATA", default.data),
            model=values.get("CHATBOT_MODEL") or None,
            host=_host(values, "CHATBOT_HOST", default.host),
            port=_number(values, "CHATBOT_PORT", default.port, ("ingen port", 0, _LARGEST_PORT)),
            database=_database(values, "CHATBOT_DATABASE"),
            retention_days=_number(
                values, "CHATBOT_RETENTION_DAYS", default.retention_days, ("inget antal dagar", 1, _MOST_DAYS)
            ),
            rate_limit=_rate_limit(values, "CHATBOT_RATE_LIMIT", default.rate_limit),
            trusted_proxies=_networks(values, "CHATBOT_TRUSTED_PROXIES"),
            allowed_origins=_origins(values, "CHATBOT_ALLOWED_ORIGINS"),
            contact=values.get("CHATBOT_CONTACT") or None,
            **_openid(values),
        )


def _directory(values: Mapping[str, str], name: str, default: Path) -> Path:
    value = values.get(name)
    if not value:
        return default
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"{name}={value!r} är en fil; ange en mapp")
    return path


def _host(values: Mapping[str, str], name: str, default: str) -> str:
    value = values.get(name) or default
    if any(character.isspace() or character == "/" for character in value):
        raise SettingsError(f"{name}={value!r} är ingen adress; ange till exempel 127.0.0.1 eller 0.0.0.0")
    return value


def _number(values: Mapping[str, str], name: str, default: int, expected: tuple[str, int, int]) -> int:
    """Return a whole number; expected tells what it is not otherwise, its least and its greatest value."""
    value = values.get(name)
    if not value:
        return default
    wrong, least, most = expected
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise SettingsError(f"{name}={value!r} är {wrong}; ange ett heltal från {least} till {most}")
    return int(value)


def _database(values: Mapping[str, str], name: str) -> str | None:
    value = values.get(name)
    if value and not _DATABASE.match(value):
        # The value is not repeated: it may have a password.
        raise SettingsError(f"{name} är ingen databas; ange sqlite:///FIL eller postgresql://ANVÄNDARE@VÄRD/DATABAS")
    return value or None


def _rate_limit(values: Mapping[str, str], name: str, default: str | None) -> str | None:
    value = values.get(name)
    if not value:
        return default
    if value == "off":
        return None
    rates = re.sub(r"\s*[,;]\s*", ";", value)
    if not _RATES.fullmatch(rates):
        raise SettingsError(f"{name}={value!r} går inte att förstå; ange till exempel 60/minute;1000/hour, eller off")
    return rates


def _openid(values: Mapping[str, str]) -> dict[str, str]:
    """Return the three settings of OpenID Connect, or none of them."""
    names = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
    given = {name: values[f"CHATBOT_{name.upper()}"] for name in names if values.get(f"CHATBOT_{name.upper()}")}
    missing = [f"CHATBOT_{name.upper()}" for name in names if name not in given]
    if given and missing:
        raise SettingsError(
            f"{missing[0]} saknas; ange alla tre eller ingen av CHATBOT_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET"
        )
    if given and not _ISSUER.match(given["oidc_issuer"]):
        raise SettingsError(f"CHATBOT_OIDC_ISSUER={given['oidc_issuer']!r} är ingen https-adress")
    return given


def _networks(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    networks = _listed(values, name)
    for network in networks:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            raise SettingsError(
                f"{name}={values[name]!r}: {network!r} är ingen adress; ange till exempel 10.0.0.5,10.1.0.0/16"
            ) from None
    return networks


def _origins(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return each origin once; if all are allowed, that alone."""
    try:
        origins = tuple(dict.fromkeys(map(read_origin, _listed(values, name))))
    except ValueError as exc:
        raise SettingsError(f"{name}: {exc}") from None
    return (ANY,) if ANY in origins else origins


def _listed(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in values.get(name, "").split(",") if part.strip())
