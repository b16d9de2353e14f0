"""Signing in through the municipality's own service by OpenID Connect: code flow with PKCE, state and nonce."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

SECONDS = 10
"""So long the service may take to answer."""
_SCOPE = "openid profile email"
# Signed with the provider's own key: a secret that both know, or no signature at all, proves nothing here.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_LEEWAY = 60


class ServiceError(Exception):
    """The service does not answer, or not as it should; the cause is for the log."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is kept in the browser, signed, while somebody is at the service."""

    state: str
    nonce: str
    verifier: str
    target: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the service says it is.

    Attributes:
        subject: issuer and subject; never another's.
        logins: that an account without password may have been added under: name, and e-mail if it is verified.
    """

    subject: str
    logins: tuple[str, ...]


class OpenIdService:
    """The service that one may sign in through.

    Args:
        issuer: its address, as its ID tokens have it.
        client_id: of this program, at the service.
        client_secret: the same.
    """

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret

    def begin(self, redirect_uri: str, target: str) -> tuple[str, Attempt]:
        """Return the address to send somebody to, and what to keep meanwhile.

        Raises:
            ServiceError: the service does not answer.
        """
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        attempt = Attempt(state, nonce, verifier, target)
        with self._client(redirect_uri) as client:
            address, _ = client.create_authorization_url(
                self._described(client)["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(address), attempt

    def finish(self, redirect_uri: str, code: str, attempt: Attempt) -> Identity:
        """Return who came back with a code.

        Raises:
            ServiceError: the service does not answer, or its word does not hold.
        """
        try:
            with self._client(redirect_uri) as client:
                described = self._described(client)
                token = client.fetch_token(
                    described["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=attempt.verifier,
                    redirect_uri=redirect_uri,
                )
                keys = _fetched(client, described["jwks_uri"])
            return self._identity(token, keys, attempt.nonce)
        except ServiceError:
            raise
        except Exception as exc:  # whatever the service, the network or the libraries make of it
            raise ServiceError(f"{self._issuer}: {type(exc).__name__}: {exc}") from exc

    def _client(self, redirect_uri: str) -> Any:  # noqa: ANN401 - Authlib has no types
        return OAuth2Client(
            self._client_id,
            self._client_secret,
            scope=_SCOPE,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=SECONDS,
        )

    def _described(self, client: Any) -> dict[str, Any]:  # noqa: ANN401 - see above
        """Return what the service says of itself."""
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            described = _fetched(client, address)
        except Exception as exc:
            raise ServiceError(f"{address}: {type(exc).__name__}: {exc}") from exc
        if described.get("issuer") != self._issuer:
            raise ServiceError(f"{address}: is of {described.get('issuer')!r}, not of {self._issuer!r}")
        return described

    def _identity(self, token: dict[str, Any], keys: dict[str, Any], nonce: str) -> Identity:
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        signed = jwt.decode(token["id_token"], key=KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
        options = {"iss": {"values": [self._issuer]}, "aud": {"values": [self._client_id]}}
        told = {"nonce": nonce, "client_id": self._client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(signed.claims, signed.header, options, told)
        claims.validate(leeway=_LEEWAY)
        names = [
            claims.get("preferred_username"),
            claims.get("email") if claims.get("email_verified") is True else None,
        ]
        logins = tuple(name for name in names if isinstance(name, str) and name)
        return Identity(f"{self._issuer} {claims['sub']}", logins)


def _fetched(client: Any, address: str) -> dict[str, Any]:  # noqa: ANN401 - Authlib has no types
    content: dict[str, Any] = client.request("GET", address, withhold_token=True).raise_for_status().json()
    return content
