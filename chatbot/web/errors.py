"""The errors of the web application."""

from __future__ import annotations

from chatbot.errors import ChatbotError


class ServeError(ChatbotError):
    """The web application cannot start; the message names the address and the remedy."""
