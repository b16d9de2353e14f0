"""Words that tell how a question is meant rather than what it is about, Swedish and English."""

from __future__ import annotations

GREETINGS = frozenset(
    "hej hejsan hejhej hallå hallo halloj tjena tjenare tja tjabba tjo god godmorgon morgon dag middag kväll "
    "godkväll goddag morrn hi hello hey good morning evening afternoon there där alla all everyone".split()
)
THANKS = frozenset(
    "tack tackar tusen så mycket för hjälpen svaret svar info informationen det ha en fin bra dag trevlig helg "
    "kväll hejdå hej då adjö vi ses thanks thank you very much so a lot for the help bye goodbye have nice day "
    "ok okej okay toppen super perfekt great perfect good cheers merci danke gracias".split()
)
SAYING = frozenset(
    "säger sa sade säga tycker tyckte tycka menar menade mena anser anse tänker tänka tror tro berättar "
    "berätta känner upplever beskriver förklarar svarar påpekar sager says say said think thinks mean means "
    "feel feels describe tells".split()
)
"""Verbs whose subject is the one whose words are wanted."""

AGREEING = frozenset("håller instämmer agree agrees".split())
"""Verbs whose subject is asked about what was said before."""

WORK = frozenset(
    "jobb jobbet jobba jobbar jobbat arbete arbetet arbeta arbetar arbetsplats job work working works employed "
    "anställd".split()
)
GENERIC = WORK | frozenset(
    "socialtjänst socialtjänsten soc socialen socialsekreterare socialsekreteraren socialsekreterarna "
    "socionom socionomer socionomerna kommun kommunen kommuner kommunerna".split()
)
"""The subject of the whole corpus: alone, they say nothing about what is asked."""

FOLLOWING = frozenset(
    "också även oxå mer då fler flera annan annat andra samma likadant detsamma detta dessa hurså och sak "
    "men så also too else same that this more another others other why come and but so".split()
)
"""Words that lean on what was asked before."""

OTHERS = frozenset("mer fler flera annan andra else another others more".split())
"""Words that ask for somebody else than the one before."""

PRONOUNS = frozenset("hon han hen henne honom hennes hans she he her his him".split())
THERE = frozenset("där dit there".split())

_SWEDISH = frozenset(
    "alla allt andra annan att av bara blev bli blir bort bra båda de dem den denna deras dess det detta dig "
    "din dina ditt dit dom du där då efter egentligen eller en ens er era ert ett finns fler flera från får få "
    "för före gick gjort gör göra gäller ha hade han hans har hen hennes henne hette hit hon honom hos hur här "
    "i igen in inom inte ja jag ju just kan kommer kring kunde kunna lite man med mellan men mer mest mig min "
    "mina mitt mot mycket många någon något några nog nej nu när ni och oss också oxå om på samma sen sig sin "
    "sina sitt själv ska skall skulle som sådan så t till typ under upp ur ut utan vad va var vara varför "
    "varje vart vem vems vet vi vid vilka vilken vilket vill väl än är även åt över hurså likadant detsamma "
    "berätta gärna snälla enligt tex exempel exempelvis dessa nåt nån e å o".split()
)
# As typed without å ä ö: "hur ar det pa jobbet".
_PLAIN_SWEDISH = frozenset(word.translate(str.maketrans("åäö", "aao")) for word in _SWEDISH)
_ENGLISH = frozenset(
    "a about according all also an and another any anyone anything are as at be because been being but by can "
    "come could did do does doing else example for from get give had has have he her here him his how i if in "
    "into is it its just know like many may me more most much my no not of on one only or other others our out "
    "over please same she should so some someone such tell than that the their them then there these they this "
    "those to too true up us was we were what when where which who whom whose why will with would yes you your "
    "yours".split()
)


def is_function_word(word: str) -> bool:
    """Tell whether a word, in any case, carries no topic of its own."""
    folded = word.casefold()
    return folded in _SWEDISH or folded in _PLAIN_SWEDISH or folded in _ENGLISH
