"""Embedding: the widget, the chat inside another site's page, and the page that tells how to."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class WidgetTexts:
    """What widget.js says in a host's page."""

    label: str
    close: str
    title: str
    fault: str
    instead: str


@dataclass(frozen=True, slots=True)
class EmbeddingTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    widget: WidgetTexts
    preset: str
    preset_silent: str
    preset_unknown: str
    heading: str
    lead: str
    copy_heading: str
    copy: str
    with_button: str
    in_page: str
    example_heading: str
    example: str
    example_site: str
    example_site_text: str
    attributes_heading: str
    attribute: str
    meaning: str
    default: str
    attributes: tuple[tuple[str, str, str], ...]
    allow_heading: str
    allow: str
    policy_heading: str
    policy: str
    scripts_heading: str
    scripts: str
    promises_heading: str
    promises: tuple[str, ...]


EMBEDDING = in_both(
    swedish=EmbeddingTexts(
        widget=WidgetTexts(
            label="Fråga om jobbet",
            close="Stäng",
            title="Chatt: röster från socialtjänsten",
            fault="Chatten kan inte visas på den här sidan.",
            instead="Öppna den i en ny flik",
        ),
        preset="Svaren kommer från {name}.",
        preset_silent="Ingen intervju från {name} finns här ännu. Svaren kommer från andra kommuner.",
        preset_unknown="Det finns ingen kommun som heter ”{name}”. Svaren kommer från alla kommuner.",
        heading="Visa chatten på er webbplats",
        lead="En rad i sidans HTML räcker. Knappen nere i hörnet här är ett exempel: prova den.",
        copy_heading="Raden",
        copy="Klistra in den där sidans redigerare tar emot HTML, helst sist på sidan. Byt kommunen mot er egen.",
        with_button="En knapp som öppnar en ruta i hörnet:",
        in_page="Eller mitt i sidan, där raden står:",
        example_heading="Så här ser det ut mitt i en sida",
        example="Kommunen är påhittad, chatten är riktig.",
        example_site="Jobba i Exempelby",
        example_site_text=(
            "Vi söker socialsekreterare. Fråga här hur jobbet är, så svarar de som redan gör det, med egna ord."
        ),
        attributes_heading="Det här går att välja",
        attribute="Attribut",
        meaning="Betydelse",
        default="Annars",
        attributes=(
            ("data-municipality", "Kommun vars röster svarar, till exempel Örebro", "alla kommuner"),
            ("data-lang", "Språk: sv eller en", "sidans eget, <html lang>"),
            ("data-label", "Knappens text", "Fråga om jobbet"),
            ("data-position", "Hörn: right eller left", "right"),
            ("data-color", "Knappens färg, #rrggbb", "#0e4a56"),
            (
                "data-text-color",
                "Textens färg på knappen, #rrggbb. Under kontrasten 4,5:1 används standardfärgerna",
                "vit eller svart",
            ),
            ("data-theme", "light eller dark, om er sida bara finns i det ena", "som besökaren har valt"),
            ("data-mode", "inline visar chatten i sidan i stället för bakom en knapp", "knapp"),
            ("data-target", "CSS-väljare för elementet som chatten ska stå i (inline)", "där raden står"),
            ("data-height", "Höjd i pixlar (inline), 320–4000", "640"),
        ),
        allow_heading="Släpp in er webbplats",
        allow=(
            "Chatten visas bara på webbplatser som den som driver tjänsten har släppt in. Be om att er läggs till i "
            "inställningen:"
        ),
        policy_heading="Om er webbplats har en Content-Security-Policy",
        policy="Då behöver den tillåta skriptet och ramen. Inga stilar, ingen eval och inga anslutningar behövs:",
        scripts_heading="För den som skriver egna skript",
        scripts=(
            "window.SocialtjanstenRoster.open() och .close() öppnar och stänger rutan, till exempel från en egen länk."
        ),
        promises_heading="Det här gör den inte",
        promises=(
            "Sätter ingen kaka och sparar ingenting i webbläsaren.",
            "Låter inte er sida se vad som frågas eller svaras.",
            "Hämtar ingenting från någon annan än tjänsten själv, och chatten först när den öppnas.",
            "Påverkar inte er sidas utseende, och påverkas inte av det.",
        ),
    ),
    english=EmbeddingTexts(
        widget=WidgetTexts(
            label="Ask about the job",
            close="Close",
            title="Chat: voices from social services",
            fault="The chat cannot be shown on this page.",
            instead="Open it in a new tab",
        ),
        preset="The answers come from {name}.",
        preset_silent="There is no interview from {name} here yet. The answers come from other municipalities.",
        preset_unknown="There is no municipality called “{name}”. The answers come from all municipalities.",
        heading="Show the chat on your site",
        lead="One line in the page's HTML is enough. The button down in the corner here is an example: try it.",
        copy_heading="The line",
        copy="Paste it where your page's editor takes HTML, preferably at the end. Put in your own municipality.",
        with_button="A button that opens a panel in the corner:",
        in_page="Or in the middle of the page, where the line stands:",
        example_heading="This is how it looks in the middle of a page",
        example="The municipality is invented, the chat is real.",
        example_site="Work in Exempelby",
        example_site_text=(
            "We are looking for social workers. Ask here what the job is like, and those who do it already answer in "
            "their own words."
        ),
        attributes_heading="What can be chosen",
        attribute="Attribute",
        meaning="Meaning",
        default="Otherwise",
        attributes=(
            ("data-municipality", "Municipality whose voices answer, for instance Örebro", "all municipalities"),
            ("data-lang", "Language: sv or en", "the page's own, <html lang>"),
            ("data-label", "The button's text", "Ask about the job"),
            ("data-position", "Corner: right or left", "right"),
            ("data-color", "The button's colour, #rrggbb", "#0e4a56"),
            (
                "data-text-color",
                "Colour of the text on it, #rrggbb. Under a contrast of 4.5:1 the default colours are used",
                "white or black",
            ),
            ("data-theme", "light or dark, if your page has only one of them", "as the visitor has chosen"),
            ("data-mode", "inline shows the chat in the page instead of behind a button", "button"),
            ("data-target", "CSS selector of the element that the chat is to stand in (inline)", "where the line is"),
            ("data-height", "Height in pixels (inline), 320–4000", "640"),
        ),
        allow_heading="Let your site in",
        allow=(
            "The chat is shown only on sites that whoever runs the service has let in. Ask for yours to be added to "
            "the setting:"
        ),
        policy_heading="If your site has a Content-Security-Policy",
        policy="Then it needs to allow the script and the frame. No styles, no eval and no connections are needed:",
        scripts_heading="For those who write scripts of their own",
        scripts=(
            "window.SocialtjanstenRoster.open() and .close() open and close the panel, for instance from a link of "
            "your own."
        ),
        promises_heading="What it does not do",
        promises=(
            "Set a cookie, or store anything in the browser.",
            "Let your page see what is asked or answered.",
            "Fetch anything from anybody but the service itself, and the chat only once it is opened.",
            "Change how your page looks, or change with it.",
        ),
    ),
)


def embedding_texts(language: Language) -> EmbeddingTexts:
    """Return the texts in a language."""
    return EMBEDDING[language]
