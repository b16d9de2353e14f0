"""Who asks for help in a case of his own, as a client would: no quote about the work answers that.

Sentences are compared as folded words, as in chatbot.talk. What also speaks of working there ("... om jag jobbar hos
er") is a question about the work. The matters are those that social services decide on (Socialtjänstlagen 2025:400,
LSS 1993:387).
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.talk import compiled, line_of, whole_words

_BENEFIT = (
    r"(?:(?:\w+ )?(?:försörjningsstöd|bistånd|socialbidrag|socbidrag|nödbistånd|hemtjänst|färdtjänst|kontaktperson"
    r"|kontaktfamilj|stödfamilj|assistans|ledsagning|avlösning|boendestöd|äldreboende|korttidsboende|bostadsanpassning"
    r"|skuldsanering|budgetrådgivning|skuldrådgivning|familjerådgivning|lss|stödboende|vårdhem|behandlingshem)"
    r"|pengar från soc\w*|bidrag|god man|särskilt boende|skyddat boende|daglig verksamhet)"
)
_BENEFIT_IN_ENGLISH = (
    r"(?:(?:\w+ )?(?:social assistance|income support|financial (?:aid|assistance|support|help)|welfare|benefits"
    r"|home care|supported housing|social security))"
)
_FAMILY = (
    r"(?:barn|barnen|barnbarn|son|dotter|söner|döttrar|tonåring|unge|mamma|pappa|mor|far|mormor|morfar|farmor|farfar"
    r"|föräldrar|bror|syster|syskon|man|fru|sambo|make|maka|partner|exman|exfru|ex|granne|grannar|kompis|vän|väninna)"
)
_FAMILY_IN_ENGLISH = (
    r"(?:children|child|kids?|son|daughter|mother|mom|mum|father|dad|parents?|brother|sister|husband|wife|partner|ex"
    r"|neighbou?rs?|friend|grandmother|grandfather)"
)
_NEED = (
    r"(?:hyran?|hyror|hyresskuld\w*|elräkning\w*|räkning\w*|skuld\w*|mat|maten|matpengar|mediciner?|tandvård"
    r"|tandläkar\w*"
    r"|glasögon|pengar|ekonomi(?:n|sk\w*)?|bostad|lägenhet|boende|tak över huvudet|någonstans att bo|missbruk\w*"
    r"|alkohol\w*|droger|spelberoende\w*|beroende\w*|umgänget?|vårdnaden?|deposition\w*)"
)
_NEED_IN_ENGLISH = r"(?:rent|bills?|debts?|food|money|housing|a flat|an apartment|somewhere to live|custody|addiction)"
_SOCIAL_SERVICES = r"(?:soc|socialen|socialtjänsten|kommunen|ni|er|myndigheten|familjerätten|social services|they|you)"
_SO = r"(?: (?:också|nu|då|bara|väldigt|jätte|så|mycket|akut|snabbt|just|really|very|so))*"

_OWN = whole_words(
    # to apply, and what one is granted
    rf"hur (?:ansöker|söker) (?:jag|man|vi)(?: då| nu)? (?:om )?{_BENEFIT}",
    rf"(?:var|vart|kan|får|ska|när|hur|vill|behöver|måste|tänker) (?:\w+ )?(?:jag|vi)(?: \w+)?"
    rf" (?:ansöka|söka)(?: om)? {_BENEFIT}",
    rf"(?:jag|vi){_SO} (?:vill|behöver|måste|ska|har|tänker){_SO} (?:ansöka|ansökt|söka|sökt|ha|få|fått)(?: avslag på)?"
    rf"(?: om)? {_BENEFIT}",
    rf"(?:jag|vi){_SO} (?:behöver|söker|ansöker om){_SO} {_BENEFIT}",
    rf"(?:kan|får|skulle|har) (?:jag|vi)(?: kunna)? (?:(?:få|ha|rätt till|ansöka om|söka|bli beviljad){_SO}"
    rf" )?{_BENEFIT}",
    rf"(?:hur mycket|vilket|vilken) {_BENEFIT} (?:kan|får|har) (?:jag|vi)",
    rf"(?:min|mitt|mina|vår|vårt|våra) {_FAMILY}{_SO} (?:behöver|söker|vill ha|har rätt till){_SO} {_BENEFIT}",
    r"(?:mitt|min|mina) (?:\w+ )?(?:försörjningsstöd|bistånd|socialbidrag|utbetalning|hemtjänst|orosanmälan"
    r"|överklagan|kontaktperson|god man|gode man)",
    rf"min ansökan om {_BENEFIT}",
    # whoever handles it
    r"(?:min|mina|vår) (?:\w+ )?(?:handläggare|socialsekreterare|biståndshandläggare|biståndsbedömare|soctant)",
    r"(?:(?:hur går det|vad händer|vad hände|status) (?:med|i|för|på)|(?:följa|läsa|se|kolla)(?: \w+)?)"
    r" (?:mitt ärende|min akt"
    r"|min utredning)",
    r"(?:komma|kommer|få|får)(?: jag| man)? (?:i )?kontakt med (?:soc|socialen|socialtjänsten|socialjouren)",
    r"(?:hur|var|vart|kan|när) (?:når|nå|ringer|ringa|kan)(?: jag| man)(?: ringa| nå)? (?:soc|socialen"
    r"|socialtjänsten|socialkontoret|socialjouren)",
    r"(?:jag|vi)(?: \w+)? (?:prata|tala|komma i kontakt) med (?:någon|nån|en) (?:på|hos|från) (?:soc|socialen"
    r"|socialtjänsten|socialkontoret)",
    r"(?:boka|avboka|omboka)(?: \w+){0,2} tid(?: \w+){0,2} (?:hos|med|på) (?:\w+ )?(?:soc\w*|handläggare|er)",
    # to appeal, to report
    r"(?:jag|vi)(?: \w+)? (?:vill|kan|ska|måste|tänker|får|överklagar|har)(?: \w+)? (?:överklaga|överklagat)",
    r"(?:hur|var|vart|kan|får|när|ska) (?:kan |ska |får |måste )?(?:jag|man|vi) (?:överklaga|överklagar)",
    r"(?:hur|var|vart) överklagar (?:jag|man|vi)",
    r"(?:hur|var|vart|kan|ska|får|bör|måste) (?:\w+ )?(?:jag|man|vi) (?:\w+ ){0,2}?orosanmälan",
    rf"(?:jag|vi) (?:vill|ska|måste|tänker|behöver)(?: \w+)? (?:anmäla (?:\w+ )?{_FAMILY}|(?:göra |lämna )(?:en"
    r" )?(?:oros)?anmälan)",
    rf"jag är{_SO} orolig för (?:min|mitt|mina|våra|vårt|vår|grannens|ett|en) (?:\w+ )?{_FAMILY}",
    rf"(?:min|mina|vår) (?:granne|grannar){_SO} (?:slår|dricker|missbrukar|knarkar|skriker|vanvårdar|super|säljer)",
    # children taken, custody
    rf"{_SOCIAL_SERVICES} (?:har )?(?:tagit|omhändertagit|omhändertog|tog|vill ta|ska ta|tänker ta|kommer ta"
    r"|hotar \w+ ta)"
    r" (?:ifrån mig )?(?:min|mitt|mina|våra|vårt)(?: \w+)? (?:barn|son|dotter|barnbarn)",
    r"(?:få|får|fick)(?: \w+){0,2} tillbaka (?:min|mitt|mina|våra|vårt)(?: \w+)? (?:barn|son|dotter)",
    r"(?:mina|mitt|min|våra) (?:barn|son|dotter) (?:har blivit|blev|är|blir) (?:omhändertag\w+|placera\w+"
    r"|tvångsomhänder\w+)",
    r"(?:ensam )?vårdnad(?:en)? (?:om|av|för) (?:min|mitt|mina|våra)|(?:umgänge med|får jag träffa) (?:mina|mitt) barn",
    # where to turn, and help with what one lacks
    r"(?:vart|var|vem|vilka) (?:ska |kan |bör )?(?:vänder|vända|ringer|ringa|kontaktar|kontakta|pratar|prata|går|gå)"
    rf" (?:\w+ )?(?:jag|man|vi) (?:.*\b)?(?:slagen|misshandlad|hemlös|vräkt|skulder"
    rf"|(?:min|mitt|mina) {_FAMILY})",
    r"(?:kan|får|skulle|kunna) (?:jag|vi)(?: kunna)?(?: \w+)? (?:få|ha) (?:\w+ )?(?:hjälp|stöd|råd) (?:med"
    r"|till|av \w+ med|för|att \w+)"
    rf" (?:\w+ )?{_NEED}",
    rf"(?:vem|vilka) (?:kan )?(?:hjälper|hjälpa) (?:mig|oss) (?:med|att \w+) (?:\w+ )?{_NEED}",
    rf"kan (?:ni|soc|socialen|socialtjänsten|kommunen) (?:betala|stå för) (?:min|mitt|mina|vår|våra) {_NEED}",
    r"(?:kan|hjälper) (?:\w+ )?(?:ni|soc|socialen|socialtjänsten|kommunen)(?: hjälpa)? (?:mig|oss)(?: \w+)?"
    rf" (?:med|att) (?:\w+ ){{0,2}}{_NEED}",
    rf"jag{_SO} (?:är|blir|har blivit|blev|ska bli){_SO} (?:hemlös|bostadslös|vräkt|utan bostad|utan pengar|pank)",
    rf"jag{_SO} har{_SO} (?:inga pengar|ingen mat|ingenstans att bo|inte råd med (?:mat|hyran?|mediciner?))",
    rf"(?:min|mitt|mina) {_FAMILY}{_SO} (?:dricker|missbrukar|knarkar|super|tar droger|är missbrukare|är"
    r" alkoholist|är dement)",
    # in English
    rf"(?:how|where|when|can|could|may|should|i want|i need|i would like)(?: do| can| should| to)?(?: i| we)?(?: to)?"
    rf" (?:apply for|get|receive|claim) {_BENEFIT_IN_ENGLISH}",
    rf"(?:am i|are we) (?:entitled to|eligible for) {_BENEFIT_IN_ENGLISH}",
    r"my (?:own )?(?:social worker|case ?worker|case handler|social secretary|benefits?|payout)",
    r"(?:how|where|can|want|need|would like)(?: do| can| should)?(?: i| we)?(?: to)? appeal(?: \w+){0,2}"
    r" (?:decision|against)?",
    rf"(?:social services|they|you)(?: have| has)? (?:took|taken|take|want to take) (?:my|our) {_FAMILY_IN_ENGLISH}",
    r"get (?:my|our) (?:children|child|kids?|son|daughter) back",
    rf"(?:i am|im){_SO} worried about (?:my|our|a|the neighbou?rs)(?: \w+)? {_FAMILY_IN_ENGLISH}",
    r"(?:how|where)(?: do| can| should)? i (?:report|file|make) (?:\w+ ){0,2}(?:concern|child|neighbou?r|report)",
    r"(?:can|could|do|may)(?: you| i| we)?(?: please)? (?:get |have |give me |help me |help us |help )(?:\w+"
    r" )?(?:help |support )?"
    rf"(?:with|to pay|pay|for)(?: \w+)? {_NEED_IN_ENGLISH}",
    rf"(?:i am|im|i have been|i am being|im being){_SO} (?:homeless|evicted)",
    r"i have (?:no money|no food|nowhere to live)",
)
_NO_JOB = whole_words(
    r"(?:inget|utan|förlorat|förlorade|mist|av med|no|lost|without)(?: mitt| ett| my| a)? (?:jobbet|jobb"
    r"|arbetet|arbete|job)"
)
_ABOUT_THE_WORK = whole_words(
    r"(?:jobb|arbet(?!slös))\w*|anställ\w*|nyanställd|tjänsten hos|kolleg\w*|medarbetar\w*|chef\w*|lön\w*"
    r"|praktik\w*|yrket?"
    r"|socionom\w*|utbildning\w*|(?:som|bli) (?:ny |en )?(?:socialsekreterare|handläggare|biståndshandläggare"
    r"|familjehem|kurator)"
    r"|när ni|hur (?:gör|tänker|hanterar|bemöter|hjälper|stöttar) ni",
    r"work(?:ing|s|ed|place|load)?|jobs?|colleagues?|managers?|salary|wages?|employ\w*|internship|how do you",
)
_TOLD = compiled(r"\b(?:säger|sa|frågar|skriver|undrar|says?|asks?|writes?)(?: till \w+| er)?(?: att| om| that| if)? $")


def asks_in_own_case(words: Sequence[str]) -> bool:
    """Tell whether somebody asks for help in a case of his own ("Hur överklagar jag?")."""
    line = line_of(words)
    found = _OWN.search(line)
    if not found or _TOLD.search(line[: found.start()]):
        return False
    return not _ABOUT_THE_WORK.search(_NO_JOB.sub(" ", line))
