"""The page about the service: what it is, sources, method, personal data, rights, accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class AboutTexts:
    """The texts of one language; fields in braces are filled with str.format. Tuples are paragraphs or list items."""

    heading: str
    lead: str
    contents: str
    what: str
    what_text: tuple[str, ...]
    for_whom: str
    for_whom_list: tuple[str, ...]
    is_not: str
    is_not_list: tuple[str, ...]
    sources: str
    sources_text: str
    sources_listed: str
    sources_grouped: str
    publisher: str
    articles: str
    years: str
    one_article: str
    several_articles: str
    undated: str
    no_publisher: str
    more_publishers: str
    no_sources: str
    method: str
    method_steps: tuple[str, ...]
    figures: str
    figures_lead: str
    figures_caption: str
    measure: str
    own_articles: str
    other_articles: str
    share: str
    first_right: str
    answered: str
    refused: str
    speakers_right: str
    figures_meaning: str
    privacy: str
    privacy_nothing: tuple[str, ...]
    privacy_stored: tuple[str, ...]
    privacy_never: str
    privacy_never_list: tuple[str, ...]
    privacy_quoted: str
    privacy_quoted_text: tuple[str, ...]
    rights: str
    rights_text: tuple[str, ...]
    contact: str
    no_contact: str
    authority: str
    authority_name: str
    accessibility: str
    accessibility_lead: str
    no_report: tuple[str, ...]
    how_accessible: str
    partly: str
    no_known: str
    shortcomings: str
    shortcomings_list_lead: str
    violations_found: str
    check_failed: str
    content_heading: str
    content_text: str
    report_heading: str
    report_text: str
    supervision: str
    supervision_text: str
    supervision_link: str
    tested_heading: str
    tested_text: str
    tested_pages: str
    tested_checks: str
    updated: str


ABOUT = in_both(
    swedish=AboutTexts(
        heading="Om tjänsten",
        lead="Här svarar de som arbetar i socialtjänsten, med egna ord ur publicerade intervjuer.",
        contents="På den här sidan",
        what="Vad det är",
        what_text=(
            (
                "Du ställer en fråga om hur det är att arbeta i socialtjänsten. Tjänsten letar upp vad människor som "
                "gör jobbet har sagt om det och visar deras ord."
            ),
            (
                "Orden är artikelns, tecken för tecken. Inget skrivs om, sammanfattas eller hittas på. Har ingen "
                "sagt något om det du undrar får du veta det."
            ),
        ),
        for_whom="För vem",
        for_whom_list=(
            "Du som funderar på att söka jobb i socialtjänsten.",
            "Du som studerar till socionom, eller vill byta arbete.",
            "Kommuner som vill visa hur arbetet är på riktigt.",
        ),
        is_not="Det här är det inte",
        is_not_list=(
            "Ingen rådgivning. Behöver du hjälp, vänd dig till socialtjänsten i din kommun. Ring 112 om det är akut.",
            "Ingen platsförmedling. Lediga jobb finns hos kommunerna.",
            "Ingen människa som svarar. Det är ett program som letar i artiklar.",
        ),
        sources="Källor",
        sources_text="{people} i {municipalities} citeras, ur {articles}.",
        sources_listed="Artiklarna, den nyaste först:",
        sources_grouped="Artiklarna efter utgivare, den som har flest först:",
        publisher="Utgivare",
        articles="Artiklar",
        years="Publicerade",
        one_article="en artikel",
        several_articles="{count} artiklar",
        undated="utan datum",
        no_publisher="Utgivaren är inte känd",
        more_publishers="och {count} utgivare till, med {articles}",
        no_sources="Det finns inga artiklar ännu.",
        method="Så går det till",
        method_steps=(
            "Ett program läser varje artikel och skiljer det som någon säger från det som journalisten berättar.",
            (
                "För varje citat avgörs vem som talar, av regler som ser på vad som står runt omkring. Är det "
                "osäkert visas inget namn, eller så står det vid citatet varför vi tror att det är den personen."
            ),
            (
                "Din fråga jämförs med citaten, efter betydelse och efter ord. Det görs på tjänstens egen dator. "
                "Ingen fråga skickas till någon annan."
            ),
            (
                "Programmet räknar ut hur sannolikt det är att ett citat svarar på frågan. Är det för osäkert visas "
                "det inte."
            ),
            "Varje citat jämförs med artikeln igen när det visas. Stämmer inte varje tecken visas det inte.",
        ),
        figures="Hur ofta blir det rätt?",
        figures_lead=(
            "Vi mäter på frågor och artiklar där människor har bestämt vad som är rätt. Svaren mättes {questions}, "
            "namnen under citaten {speakers}."
        ),
        figures_caption="Uppmätta resultat",
        measure="Mått",
        own_articles="De här artiklarna ({count} frågor)",
        other_articles="Artiklar som programmet inte är anpassat till ({count} frågor)",
        share="{percent} % ({right} av {count})",
        first_right="Första citatet som visas svarar på frågan",
        answered="Frågor som har ett svar får det",
        refused="Frågor utan svar får ett ärligt nej",
        speakers_right=(
            "Rätt person stod under {right} av {count} citat som visas med namn ({percent} %), i {articles} artiklar "
            "som människor har läst igenom och rättat."
        ),
        figures_meaning=(
            "Det blir alltså fel ibland. Läs därför gärna citatet i sitt sammanhang. Varje citat länkar dit."
        ),
        privacy="Personuppgifter",
        privacy_nothing=(
            (
                "Tjänsten sparar inte dina frågor och inte svaren på dem. Samtalet finns bara på din skärm, och är "
                "borta när du stänger sidan eller börjar om."
            ),
        ),
        privacy_stored=(
            (
                "Din fråga sparas, för att kommunerna ska se vad människor undrar. Det som ser ut att peka ut någon, "
                "som namn, telefonnummer och personnummer, tas bort före. Ett program gör det och kan missa något. "
                "Skriv därför inget privat."
            ),
            (
                "Med frågan sparas när den ställdes, om det var här eller på en annan webbplats, på vilket språk, hur "
                "den tolkades, vilka citat som visades och det du själv tycker till om svaret."
            ),
            "Allt tas bort efter {days} dagar. Du kan ta bort ditt samtal själv, medan du har det framför dig.",
        ),
        privacy_never="Det här sparas aldrig",
        privacy_never_list=(
            (
                "Din IP-adress eller annat som visar vilken dator eller telefon du har. Adressen finns i minnet en "
                "kort stund, så att ingen kan ställa så många frågor att andra får vänta."
            ),
            "Kakor eller något liknande i din webbläsare.",
            "Något hos andra företag: inget på sidorna hämtas från någon annan.",
        ),
        privacy_quoted="Om du är citerad",
        privacy_quoted_text=(
            (
                "Citaten är ur artiklar som redan är publicerade, med namn, yrkesroll och kommun som artikeln anger "
                "dem. Telefonnummer och e-postadresser visas aldrig."
            ),
            (
                "Vill du inte vara med här tas dina citat bort, och sidorna med dem försvinner genast. Artikeln hos "
                "utgivaren kan vi inte ta bort."
            ),
        ),
        rights="Dina rättigheter och kontakt",
        rights_text=(
            (
                "Du har rätt att få veta vad som finns om dig, få det rättat eller borttaget och invända mot att det "
                "används. Frågor sparas utan att vi vet vem som ställde dem. Vi kan därför oftast inte hitta just "
                "dina i efterhand."
            ),
        ),
        contact="Kontakt: {contact}",
        no_contact=(
            "Den som driver den här webbplatsen har inte angett hur man når dem. Vänd dig till kommunen eller "
            "organisationen på vars webbplats du hittade tjänsten."
        ),
        authority="Du kan också klaga hos {authority}.",
        authority_name="Integritetsskyddsmyndigheten (IMY)",
        accessibility="Tillgänglighet",
        accessibility_lead=(
            "Det här är vår tillgänglighetsredogörelse, enligt lagen (2018:1937) om tillgänglighet till digital "
            "offentlig service. Vi vill att alla ska kunna använda tjänsten, också med skärmläsare, bara tangentbord "
            "eller stor text."
        ),
        no_report=(
            (
                "Det finns ingen testrapport för den här versionen. Därför kan vi inte säga om tjänsten uppfyller "
                "lagens krav."
            ),
        ),
        how_accessible="Hur tillgänglig är tjänsten?",
        partly="Tjänsten är delvis förenlig med lagen. Bristerna står nedan.",
        no_known=(
            "Våra tester hittade inga brister mot {standard}, och vi känner inte till några. Ingen utomstående har "
            "granskat tjänsten ännu, och den har inte prövats av personer med funktionsnedsättning. Det kan alltså "
            "finnas brister som vi inte har sett."
        ),
        shortcomings="Kända brister",
        shortcomings_list_lead="Det här vet vi inte fungerar för alla:",
        violations_found="{page}, {state}: {count} brister i den automatiska granskningen",
        check_failed="Inte godkänt: {name}",
        content_heading="Innehåll som inte är vårt",
        content_text=(
            "Citaten är på svenska och skrivna som artikeln har dem. De kan vara svåra att läsa. Vi skriver inte om "
            "dem, för de är någons egna ord. Artiklarna som vi länkar till hör till andra och omfattas inte."
        ),
        report_heading="Hittar du en brist?",
        report_text="Berätta för oss vad som inte fungerar.",
        supervision="Tillsyn",
        supervision_text=(
            "Myndigheten för digital förvaltning, DIGG, har tillsyn över lagen. Är du inte nöjd med hur vi hanterar "
            "dina synpunkter kan du {link}."
        ),
        supervision_link="anmäla det till DIGG",
        tested_heading="Så har vi testat",
        tested_text=(
            "Testerna görs av program, med axe-core och egna skript i webbläsaren Chromium, varje gång tjänsten "
            "ändras. Det är vår egen bedömning. Senast testad {date} mot {standard}."
        ),
        tested_pages="{states} vyer på {pages} sidor granskades, i bredderna {widths} px.",
        tested_checks="Godkända prov",
        updated="Redogörelsen skrivs på nytt av varje testrapport. Den senaste är från {date}.",
    ),
    english=AboutTexts(
        heading="About the service",
        lead="Here those who work in social services answer, in their own words from published interviews.",
        contents="On this page",
        what="What it is",
        what_text=(
            (
                "You ask what it is like to work in Swedish social services. The service finds what people who do "
                "the work have said about it, and shows their words."
            ),
            (
                "The words are the article's, character by character, and in Swedish. Nothing is rewritten, "
                "summarised, translated or made up. If nobody has said anything about what you ask, you are told so."
            ),
        ),
        for_whom="For whom",
        for_whom_list=(
            "You who consider a job in social services.",
            "You who study social work, or want to change jobs.",
            "Municipalities that want to show what the work is really like.",
        ),
        is_not="What this is not",
        is_not_list=(
            "No advice. If you need help, turn to social services in your municipality. Call 112 in an emergency.",
            "No job agency. Vacancies are found at the municipalities.",
            "No human being who answers. It is a program that searches articles.",
        ),
        sources="Sources",
        sources_text="{people} in {municipalities} are quoted, from {articles}.",
        sources_listed="The articles, the newest first:",
        sources_grouped="The articles by publisher, those with most first:",
        publisher="Publisher",
        articles="Articles",
        years="Published",
        one_article="one article",
        several_articles="{count} articles",
        undated="undated",
        no_publisher="The publisher is not known",
        more_publishers="and {count} more publishers, with {articles}",
        no_sources="There are no articles yet.",
        method="How it works",
        method_steps=(
            "A program reads each article and tells what somebody says from what the journalist tells.",
            (
                "For each quote it is decided who speaks, by rules that look at the words around it. Where that is "
                "unsure no name is shown, or the quote says why we believe that it is that person."
            ),
            (
                "Your question is compared with the quotes, by meaning and by words. That is done on the service's "
                "own computer. No question is sent to anybody else."
            ),
            (
                "The program computes how likely it is that a quote answers the question. Where that is too unsure, "
                "the quote is not shown."
            ),
            (
                "Each quote is compared with its article again when it is shown. Unless every character agrees it is "
                "not shown."
            ),
        ),
        figures="How often is it right?",
        figures_lead=(
            "We measure on questions and articles for which people have decided what is right. The answers were "
            "measured on {questions}, the names under the quotes on {speakers}."
        ),
        figures_caption="Measured results",
        measure="Measure",
        own_articles="These articles ({count} questions)",
        other_articles="Articles that the program was not fitted to ({count} questions)",
        share="{percent}% ({right} of {count})",
        first_right="The first quote that is shown answers the question",
        answered="Questions that have an answer get one",
        refused="Questions without an answer get an honest no",
        speakers_right=(
            "The right person stood under {right} of {count} quotes shown with a name ({percent}%), in {articles} "
            "articles that people have read through and corrected."
        ),
        figures_meaning="So it is wrong at times. Do read a quote in its context; every quote has a link there.",
        privacy="Personal data",
        privacy_nothing=(
            (
                "The service keeps neither your questions nor the answers. The conversation is on your screen only, "
                "and gone when you close the page or start over."
            ),
        ),
        privacy_stored=(
            (
                "Your question is kept, so that the municipalities see what people wonder. What seems to point to "
                "somebody, such as names, telephone numbers and identity numbers, is taken out first. A program does "
                "that and may miss something. So write nothing private."
            ),
            (
                "With the question we keep when it was asked, whether here or on another website, in which language, "
                "how it was understood, which quotes were shown, and what you yourself say of the answer."
            ),
            (
                "All of it is deleted after {days} days. You can delete your conversation yourself while you have it "
                "before you."
            ),
        ),
        privacy_never="What is never kept",
        privacy_never_list=(
            (
                "Your IP address or anything else that tells which computer or telephone you have. The address is in "
                "memory for a short while, so that nobody can ask so many questions that others must wait."
            ),
            "Cookies or anything like them in your browser.",
            "Anything at other companies: nothing on the pages is fetched from anybody else.",
        ),
        privacy_quoted="If you are quoted",
        privacy_quoted_text=(
            (
                "The quotes are from articles that are published already, with name, role and municipality as the "
                "article gives them. Telephone numbers and e-mail addresses are never shown."
            ),
            (
                "If you do not want to be here your quotes are taken out, and their pages are gone at once. The "
                "article at its publisher we cannot take away."
            ),
        ),
        rights="Your rights and contact",
        rights_text=(
            (
                "You have the right to know what is kept about you, to have it corrected or deleted, and to object "
                "to its use. Questions are kept without our knowing who asked them. So most often we cannot find "
                "yours afterwards."
            ),
        ),
        contact="Contact: {contact}",
        no_contact=(
            "Whoever runs this website has not told how to reach them. Turn to the municipality or organisation on "
            "whose website you found the service."
        ),
        authority="You can also complain to {authority}.",
        authority_name="the Swedish Authority for Privacy Protection (IMY)",
        accessibility="Accessibility",
        accessibility_lead=(
            "This is our accessibility statement under the Swedish act on accessibility of digital public services "
            "(2018:1937). We want everybody to be able to use the service, also with a screen reader, with the "
            "keyboard alone or with large text."
        ),
        no_report=(
            "There is no test report for this version. So we cannot say whether the service fulfils the act's demands.",
        ),
        how_accessible="How accessible is the service?",
        partly="The service conforms to the act in part. The shortcomings are listed below.",
        no_known=(
            "Our tests found no shortcomings against {standard}, and we know of none. Nobody from outside has "
            "examined the service yet, and it has not been tried by people with disabilities. So there may be "
            "shortcomings that we have not seen."
        ),
        shortcomings="Known shortcomings",
        shortcomings_list_lead="This we know does not work for everybody:",
        violations_found="{page}, {state}: {count} faults in the automatic examination",
        check_failed="Failed: {name}",
        content_heading="Content that is not ours",
        content_text=(
            "The quotes are in Swedish and written as the article has them. They may be hard to read. We do not "
            "rewrite them, for they are somebody's own words. The articles that we link to belong to others and are "
            "not covered."
        ),
        report_heading="Did you find a shortcoming?",
        report_text="Tell us what does not work.",
        supervision="Supervision",
        supervision_text=(
            "The Agency for Digital Government, DIGG, supervises the act. If you are not content with how we handle "
            "what you tell us you can {link}."
        ),
        supervision_link="report it to DIGG",
        tested_heading="How we have tested",
        tested_text=(
            "The tests are run by programs, with axe-core and scripts of our own in the browser Chromium, each time "
            "the service changes. It is our own assessment. Last tested on {date} against {standard}."
        ),
        tested_pages="{states} views of {pages} pages were examined, at widths of {widths} px.",
        tested_checks="Tests that were passed",
        updated="The statement is written anew from each test report. The latest is of {date}.",
    ),
)


def about_texts(language: Language) -> AboutTexts:
    """Return the texts in a language."""
    return ABOUT[language]
