"""Settings come from the environment; what cannot be used is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.errors import SettingsError
from chatbot.settings import Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    """Nothing has to be set."""
    assert Settings.from_environment({}) == Settings(Path("corpus/articles"), Path("var"), None, "127.0.0.1", 7860)


def test_every_variable_is_read() -> None:
    """Spaces around a value do not count; ~ is the home directory."""
    settings = Settings.from_environment(
        {
            "CHATBOT_CORPUS": " texter ",
            "CHATBOT_DATA": "~/data",
            "CHATBOT_MODEL": "KBLab/x",
            "CHATBOT_HOST": "0.0.0.0",  # noqa: S104 - nothing listens
            "CHATBOT_PORT": "0",
            "CHATBOT_DATABASE": "postgresql://chatt@db/chatt",
            "CHATBOT_RETENTION_DAYS": "30",
            "CHATBOT_RATE_LIMIT": "60/minute, 1000/hour",
            "CHATBOT_TRUSTED_PROXIES": "10.0.0.5, 10.1.0.0/16,",
            "CHATBOT_ALLOWED_ORIGINS": "https://www.orebro.se, http://LOCALHOST:8000, https://www.örebro.se:443",
            "CHATBOT_CONTACT": " social@flen.example ",
            "CHATBOT_OIDC_ISSUER": "https://id.flen.example/",
            "CHATBOT_OIDC_CLIENT_ID": "chatten",
            "CHATBOT_OIDC_CLIENT_SECRET": "delad",
        }
    )
    assert settings.corpus == Path("texter")
    assert settings.data == Path.home() / "data"
    assert settings.index_directory == Path.home() / "data" / "index"
    assert settings.model_directory == Path.home() / "data" / "model"
    assert (settings.database_url, settings.retention_days) == ("postgresql://chatt@db/chatt", 30)
    assert (settings.model, settings.host, settings.port) == ("KBLab/x", "0.0.0.0", 0)  # noqa: S104
    assert (settings.rate_limit, settings.trusted_proxies) == ("60/minute;1000/hour", ("10.0.0.5", "10.1.0.0/16"))
    assert settings.allowed_origins == (
        "https://www.orebro.se",
        "http://localhost:8000",
        "https://www.xn--rebro-iua.se",
    )
    assert settings.contact == "social@flen.example"
    assert (settings.oidc_issuer, settings.oidc_client_id) == ("https://id.flen.example/", "chatten")
    assert settings.oidc_client_secret == "delad"  # noqa: S105 - no real one
    assert "delad" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"ISSUER": "https://id.flen.example"}, "CHATBOT_OIDC_CLIENT_ID saknas"),
        ({"CLIENT_ID": "x", "CLIENT_SECRET": "y"}, "CHATBOT_OIDC_ISSUER saknas"),
        ({"ISSUER": "http://id.flen.example", "CLIENT_ID": "x", "CLIENT_SECRET": "y"}, "ingen https-adress"),
    ],
    ids=["alone", "no-issuer", "http"],
)
def test_half_a_sign_in_service_is_refused(given: dict[str, str], told: str) -> None:
    """All three settings or none, and nothing that can be listened to on the way."""
    with pytest.raises(SettingsError, match=told):
        Settings.from_environment({f"CHATBOT_OIDC_{name}": value for name, value in given.items()})


def test_an_empty_value_counts_as_not_set() -> None:
    """`CHATBOT_PORT= chatbot serve` takes the default port."""
    assert Settings.from_environment({"CHATBOT_PORT": "", "CHATBOT_MODEL": " "}) == Settings()


@pytest.mark.parametrize("port", ["åtta", "70000", "-1", "80.5", "٨٠"])
def test_a_port_that_is_none_is_refused_by_name(port: str) -> None:
    """The message has the variable, the value and what is expected."""
    with pytest.raises(SettingsError, match=r"CHATBOT_PORT=.* ange ett heltal från 0 till 65535"):
        Settings.from_environment({"CHATBOT_PORT": port})


@pytest.mark.parametrize("days", ["0", "-1", "tre", "90d", "99999"])
def test_a_retention_that_is_none_is_refused_by_name(days: str) -> None:
    """Nothing would be deleted, or all."""
    with pytest.raises(SettingsError, match=r"CHATBOT_RETENTION_DAYS=.* ange ett heltal från 1 till 3650"):
        Settings.from_environment({"CHATBOT_RETENTION_DAYS": days})


def test_the_database_is_a_file_in_the_data_directory() -> None:
    """Unless an address is given."""
    assert Settings(data=Path("data")).database_url == "sqlite:///data/chatbot.sqlite"


@pytest.mark.parametrize(
    "url", ["mysql://root:hemligt@db/x", "var/fil.sqlite:hemligt", "sqlite://", "sqlite:///?hemligt"]
)
def test_another_database_is_refused_without_its_password(url: str) -> None:
    """The message has what can be given, and not what was given."""
    with pytest.raises(SettingsError, match="CHATBOT_DATABASE är ingen databas") as caught:
        Settings.from_environment({"CHATBOT_DATABASE": url})
    assert "hemligt" not in str(caught.value)


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    """A corpus that is a file is refused before anything is built on it."""
    file = tmp_path / "artikel.md"
    file.touch()
    with pytest.raises(SettingsError, match=r"CHATBOT_CORPUS=.* är en fil; ange en mapp"):
        Settings.from_environment({"CHATBOT_CORPUS": str(file)})


def test_an_address_with_a_slash_is_refused() -> None:
    """A URL is not an address to listen on."""
    with pytest.raises(SettingsError, match="CHATBOT_HOST"):
        Settings.from_environment({"CHATBOT_HOST": "http://localhost"})


def test_the_rate_limit_can_be_turned_off() -> None:
    """Off is a word of its own."""
    assert Settings.from_environment({"CHATBOT_RATE_LIMIT": "off"}).rate_limit is None


@pytest.mark.parametrize("rate", ["60", "0/minute", "60/week", "many/hour", "60/minute;", "٦/minute"])
def test_a_rate_that_is_none_is_refused_by_name(rate: str) -> None:
    """The message shows the form."""
    with pytest.raises(SettingsError, match=r"CHATBOT_RATE_LIMIT=.* 60/minute;1000/hour, eller off"):
        Settings.from_environment({"CHATBOT_RATE_LIMIT": rate})


@pytest.mark.parametrize("proxy", ["proxy.example", "10.0.0.5/8", "10.0.0.5 10.0.0.6", "*"])
def test_a_proxy_is_named_by_its_address(proxy: str) -> None:
    """Names are not looked up, and nobody is trusted by accident."""
    with pytest.raises(SettingsError, match=r"CHATBOT_TRUSTED_PROXIES=.* är ingen adress"):
        Settings.from_environment({"CHATBOT_TRUSTED_PROXIES": proxy})


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        pytest.param("www.orebro.se", "börjar inte med https://", id="no scheme"),
        pytest.param("javascript://x", "börjar inte med https://", id="another scheme"),
        pytest.param("null", "börjar inte med https://", id="null"),
        pytest.param("https://www.orebro.se/", r"skriv https://www\.orebro\.se$", id="a slash"),
        pytest.param("https://www.orebro.se/jobb?a#b", r"skriv https://www\.orebro\.se$", id="a path"),
        pytest.param("https://*.orebro.se", "räkna upp webbplatserna", id="part of a name"),
        pytest.param("https://orebro.se:*", "räkna upp webbplatserna", id="any port"),
        pytest.param("https://x@orebro.se", "är ingen webbplats", id="a user"),
        pytest.param("https://orebro.se;script-src", "är ingen webbplats", id="a policy's separator"),
        pytest.param("https://orebro.se 'unsafe-inline'", "är ingen webbplats", id="a policy's keyword"),
        pytest.param("https://orebro.se:99999", "är ingen webbplats", id="no port"),
        pytest.param("https://", "är ingen webbplats", id="nothing"),
        pytest.param("https://-a.se", "är ingen webbplats", id="a hyphen first"),
        pytest.param("https://[::1]", "är ingen webbplats", id="an address that policies cannot name"),
    ],
)
def test_an_origin_that_is_none_is_refused_with_what_to_write(written: str, remedy: str) -> None:
    """A path, part of a name, or anything that could end up as another directive of a policy."""
    with pytest.raises(SettingsError, match=f"CHATBOT_ALLOWED_ORIGINS: .*{remedy}"):
        Settings.from_environment({"CHATBOT_ALLOWED_ORIGINS": f"https://a.se, {written}"})


def test_all_origins_make_the_others_needless() -> None:
    """A star allows every one."""
    assert Settings.from_environment({"CHATBOT_ALLOWED_ORIGINS": "https://a.se,*"}).allowed_origins == ("*",)
