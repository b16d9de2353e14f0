"""Reads HTML, for the tests."""

from __future__ import annotations

from html.parser import HTMLParser


class Reader(HTMLParser):
    """Collects the text, the text inside each element (named by its class, else by its kind), and all classes."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.inside: dict[str, str] = {}
        self.classes: set[str] = set()
        self._open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        name = dict(attrs).get("class")
        self.classes.update(name.split() if name else ())
        self._open.append(name or tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text to every open element."""
        self.text += data
        for name in self._open:
            self.inside[name] = self.inside.get(name, "") + data
