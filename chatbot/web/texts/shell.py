"""What stands on every page: the name, the navigation, the footer; and the pages for errors."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ShellTexts:
    """The texts of one language."""

    site: str
    description: str
    skip_to_content: str
    navigation: str
    ask: str
    check: str
    about: str
    other_language: str
    switch_language: str
    accessibility: str
    privacy: str
    interfaces: str
    embedding: str
    own_tab: str
    footer: str
    new_tab: str
    not_found_heading: str
    not_found: str
    too_large_heading: str
    too_large: str
    too_many_heading: str
    too_many: str
    failed_heading: str
    failed: str
    to_start: str


SHELL = in_both(
    swedish=ShellTexts(
        site="Röster från socialtjänsten",
        description="Fråga hur det är att arbeta i socialtjänsten, och läs ordagranna citat av dem som gör det.",
        skip_to_content="Hoppa till innehållet",
        navigation="Sidor",
        ask="Fråga",
        check="Kontrollera citat",
        about="Om tjänsten",
        other_language="English",
        switch_language="Byt språk till engelska:",
        accessibility="Tillgänglighet",
        privacy="Personuppgifter",
        interfaces="För utvecklare",
        embedding="Visa på er webbplats",
        own_tab="Öppna i ny flik",
        footer="Citaten är ordagranna och hör till dem som sagt dem. Artiklarna hör till sina utgivare.",
        new_tab="öppnas i en ny flik",
        not_found_heading="Sidan finns inte",
        not_found="Adressen leder ingenstans. Den kan vara felskriven eller ha flyttat.",
        too_large_heading="Texten är för stor",
        too_large="Gå tillbaka i webbläsaren. Där står texten kvar; korta den och försök igen.",
        too_many_heading="För många på en gång",
        too_many="Det kommer fler frågor från din adress än vi hinner svara på. Vänta en stund och försök igen.",
        failed_heading="Något gick fel",
        failed="Felet är hos oss. Försök igen om en stund.",
        to_start="Till startsidan",
    ),
    english=ShellTexts(
        site="Voices from social services",
        description="Ask what it is like to work in Swedish social services, and read verbatim quotes by those who do.",
        skip_to_content="Skip to the content",
        navigation="Pages",
        ask="Ask",
        check="Check a quote",
        about="About",
        other_language="Svenska",
        switch_language="Change the language to Swedish:",
        accessibility="Accessibility",
        privacy="Personal data",
        interfaces="For developers",
        embedding="Show on your site",
        own_tab="Open in a new tab",
        footer="The quotes are verbatim and belong to those who said them, the articles to their publishers.",
        new_tab="opens in a new tab",
        not_found_heading="There is no such page",
        not_found="The address leads nowhere. It may be misspelt, or the page may have moved.",
        too_large_heading="The text is too large",
        too_large="Go back in your browser. Your text is still there; shorten it and try again.",
        too_many_heading="Too many at once",
        too_many="More questions come from your address than we can answer. Wait a little while and try again.",
        failed_heading="Something went wrong",
        failed="The fault is ours. Please try again in a while.",
        to_start="To the start page",
    ),
)


def shell_texts(language: Language) -> ShellTexts:
    """Return the texts in a language."""
    return SHELL[language]
