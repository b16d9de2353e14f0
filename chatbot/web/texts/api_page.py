"""What the page about the interfaces says round the API's description."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ApiPageTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    heading: str
    contents: str
    document: str
    request: str
    parameters: str
    try_it: str
    responses: str
    example: str
    records: str
    nothing_sent: str
    often_heading: str
    often: str
    mcp_heading: str
    mcp: str
    mcp_address: str
    mcp_local: str
    mcp_tools: str
    string: str
    integer: str
    number: str
    list_of: str
    pair: str
    or_: str
    one_of: str
    required: str
    characters: str
    at_most_items: str
    between: str
    default: str


API_PAGE = in_both(
    swedish=ApiPageTexts(
        heading="För utvecklare",
        contents="På den här sidan",
        document="Hela beskrivningen som OpenAPI 3.1",
        request="Skicka",
        parameters="I adressen",
        try_it="Pröva",
        responses="Svar",
        example="Så kan det se ut",
        records="Poster",
        nothing_sent="Skicka ingenting.",
        often_heading="Hur ofta",
        often=(
            "Från en och samma adress besvaras ett visst antal frågor i minuten och timmen; läsa får man tio gånger så "
            "ofta. En för mycket får statuskoden 429, och huvudet Retry-After säger efter hur många sekunder det går "
            "igen. Behöver du mer: fråga den som driver tjänsten, eller kör den själv."
        ),
        mcp_heading="MCP",
        mcp=(
            "Språkmodeller och assistenter kan fråga över Model Context Protocol. De får samma svar, och "
            "anvisningen att återge citaten ordagrant. Ingenting sparas mellan två anrop."
        ),
        mcp_address="Adress (streamable HTTP)",
        mcp_local="På samma dator (standard in och ut)",
        mcp_tools="Verktyg",
        string="text",
        integer="heltal",
        number="tal",
        list_of="lista av",
        pair="två heltal",
        or_="eller",
        one_of="något av",
        required="krävs",
        characters="{least}–{most} tecken",
        at_most_items="högst {most} stycken",
        between="{least}–{most}",
        default="annars {value}",
    ),
    english=ApiPageTexts(
        heading="For developers",
        contents="On this page",
        document="The whole description as OpenAPI 3.1",
        request="Send",
        parameters="In the address",
        try_it="Try it",
        responses="Responses",
        example="What it may look like",
        records="Records",
        nothing_sent="Send nothing.",
        often_heading="How often",
        often=(
            "From one address a certain number of questions a minute and an hour are answered; reading is allowed ten "
            "times as often. One too many gets the status 429, and the header Retry-After tells after how many seconds "
            "it may be tried again. If you need more, ask those who run the service, or run it yourself."
        ),
        mcp_heading="MCP",
        mcp=(
            "Language models and assistants can ask over the Model Context Protocol. They get the same answers, and "
            "are told to repeat the quotes verbatim. Nothing is kept between two calls."
        ),
        mcp_address="Address (streamable HTTP)",
        mcp_local="On the same machine (standard input and output)",
        mcp_tools="Tools",
        string="text",
        integer="integer",
        number="number",
        list_of="list of",
        pair="two integers",
        or_="or",
        one_of="one of",
        required="required",
        characters="{least}–{most} characters",
        at_most_items="at most {most}",
        between="{least}–{most}",
        default="otherwise {value}",
    ),
)


def api_page_texts(language: Language) -> ApiPageTexts:
    """Return the texts in a language."""
    return API_PAGE[language]
