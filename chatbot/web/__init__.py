"""The web application: the chat page and the HTTP API."""
