"""What stands on the pages of articles: the list, what is handed in, drafts, the index, withdrawals."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    heading: str
    lead: str
    add: str
    add_many: str
    withdraw: str
    drafts: str
    drafts_lead: str
    search: str
    only_waiting: str
    show: str
    table: str
    title: str
    publisher: str
    published: str
    municipality: str
    quotes: str
    waiting: str
    changed: str
    changed_by: str
    nobody: str
    untouched: str
    untitled: str
    not_indexed: str
    unreadable: str
    no_articles: str
    no_match: str
    page_of: str
    next_page: str
    previous_page: str
    address: str
    file: str
    handed_in: str
    index_resting: str
    index_building: str
    index_done: str
    index_failed: str
    index_behind: str
    index_update: str
    index_reload: str
    new_heading: str
    new_lead: str
    file_heading: str
    file_label: str
    file_submit: str
    address_heading: str
    address_label: str
    address_submit: str
    text_heading: str
    text_label: str
    text_submit: str
    no_file: str
    no_address: str
    no_text: str
    not_taken: str
    too_large: str
    unexpected: str
    draft_heading: str
    draft_lead: str
    details_heading: str
    details_url: str
    details_published: str
    details_municipality: str
    as_read: str
    no_place: str
    save: str
    publish: str
    discard: str
    saved: str
    discarded: str
    bad_date: str
    too_long: str
    future_date: str
    bad_url: str
    bad_municipality: str
    will_add: str
    will_replace: str
    is_present: str
    resembles: str
    cannot_publish: str
    outcome_changed: str
    conflict: str
    theirs: str
    draft_gone_heading: str
    draft_gone: str
    published_now: str
    as_public: str
    back: str
    missing_heading: str
    missing: str
    versions: str
    remove: str
    remove_heading: str
    remove_lead: str
    remove_confirm: str
    keep: str
    removed: str
    changed_meanwhile: str
    import_heading: str
    import_lead: str
    import_label: str
    import_submit: str
    import_empty: str
    import_encoding: str
    import_columns: str
    import_too_many: str
    import_no_rows: str
    import_json: str
    import_no_source: str
    import_running: str
    import_done: str
    import_line: str
    import_result: str
    import_draft: str
    import_results: str
    import_only_failed: str
    import_all: str
    job_gone_heading: str
    job_gone: str
    withdraw_heading: str
    withdraw_lead: str
    withdraw_name: str
    withdraw_plan: str
    withdraw_plan_heading: str
    withdraw_none: str
    withdraw_begun: str
    withdraw_finish: str
    withdraw_whole: str
    withdraw_part: str
    withdraw_renamed: str
    withdraw_quotes: str
    withdraw_alike: str
    withdraw_also: str
    withdraw_confirm: str
    withdraw_submit: str
    withdraw_mismatch: str
    withdraw_changed: str
    withdraw_running: str
    withdraw_done: str
    withdraw_left: str
    withdraw_failed: str
    withdraw_searched: str
    withdraw_shared: str
    withdraw_vectors: str
    withdraw_beyond: str
    fault_detail: str


_ARTICLES = in_both(
    swedish=ArticleTexts(
        heading="Artiklar",
        lead="Det här är allt som chatten kan svara med. {articles} artiklar, {quotes} citat, {waiting} citat "
        "väntar på beslut.",
        add="Lägg till en artikel",
        add_many="Lägg till många",
        withdraw="Dra tillbaka en person",
        drafts="Utkast ({count})",
        drafts_lead="Inte publicerade än. Bara ni som är inloggade ser dem.",
        search="Sök titel eller utgivare",
        only_waiting="Bara artiklar med citat som väntar",
        show="Visa",
        table="Artiklar i korpusen",
        title="Titel",
        publisher="Utgivare",
        published="Publicerad",
        municipality="Kommun",
        quotes="Citat",
        waiting="Väntar",
        changed="Senast ändrad",
        changed_by="{date} av {login}",
        nobody="kommandoraden",
        untouched="–",
        untitled="Utan titel",
        not_indexed="är inte i chatten än",
        unreadable="Filen kan inte läsas: {fault}",
        no_articles="Här finns inga artiklar än.",
        no_match="Ingen artikel stämmer med urvalet.",
        page_of="Sida {page} av {pages}",
        next_page="Nästa sida",
        previous_page="Föregående sida",
        address="Adress",
        file="Fil eller adress",
        handed_in="Inlämnad",
        index_resting="Indexet har {articles} artiklar och {quotes} citat.",
        index_building="Indexet uppdateras sedan {time} … Chatten svarar som förut under tiden.",
        index_done="Indexet blev klart {time}: {articles} artiklar, {quotes} citat. Chatten har det från nästa fråga.",
        index_failed="Indexet kunde inte uppdateras ({time}). Det förra indexet svarar. Felet: {fault}",
        index_behind="Korpusen har ändrats sedan indexet byggdes.",
        index_update="Uppdatera indexet",
        index_reload="Ladda om sidan för att se hur det går.",
        new_heading="Lägg till en artikel",
        new_lead="Det du lämnar in blir ett utkast. Du ser först hur artikeln lästes; inget är offentligt förrän "
        "du publicerar.",
        file_heading="Från en fil",
        file_label="Fil (.md, .txt, .html, .docx eller .pdf, högst {limit} MB)",
        file_submit="Läs filen",
        address_heading="Från en webbadress",
        address_label="Artikelns adress (bara publika webbsidor)",
        address_submit="Hämta sidan",
        text_heading="Från text som du klistrar in",
        text_label="Artikelns text, med rubrik och vem som säger vad",
        text_submit="Läs texten",
        no_file="Välj en fil först.",
        no_address="Skriv en adress som börjar med https:// eller http://.",
        no_text="Klistra in artikelns text först.",
        not_taken="Det gick inte att läsa. Inget är sparat eller ändrat.",
        too_large="Filen är för stor: den får vara högst {limit} MB.",
        unexpected="Filen gick inte att läsa: innehållet är skadat eller av en sort som läsaren inte klarar. "
        "Spara om den som .txt eller .docx och försök igen.",
        draft_heading="Utkast: {title}",
        draft_lead="Inte publicerat. {file}, ändrat {date} av {login}.",
        details_heading="Uppgifter om artikeln",
        details_url="Adress på webben",
        details_published="Publicerad (ÅÅÅÅ-MM-DD)",
        details_municipality="Kommun (bara om du vet bättre än texten)",
        as_read="Som texten säger: {name}",
        no_place="ingen",
        save="Spara utkastet",
        publish="Publicera",
        discard="Kasta utkastet",
        saved="Utkastet är sparat.",
        discarded="Utkastet är kastat.",
        bad_date="”{value}” är inget datum; skriv till exempel 2024-05-03, eller lämna fältet tomt.",
        too_long="Ett fält är längre än {limit} tecken.",
        future_date="Datumet {value} har inte varit än.",
        bad_url="”{value}” är ingen webbadress; den börjar med https:// eller http://.",
        bad_municipality="”{value}” är ingen av Sveriges 290 kommuner.",
        will_add="Blir en ny artikel med {quotes} citat; {waiting} av dem väntar på beslut och visas utan namn.",
        will_replace="Ersätter den äldre versionen av ”{title}”: {kept} citat är oförändrade, {new} nya, {gone} "
        "försvinner.",
        is_present="Samma text finns redan i korpusen, som ”{title}”. Det finns inget att publicera.",
        resembles="Liknar ”{title}”: {percent} % av orden är desamma. Är det samma artikel, ta bort den ena.",
        cannot_publish="Utkastet kan inte publiceras: {fault}",
        outcome_changed="Korpusen har ändrats sedan du såg utkastet, så inget är publicerat. Se vad som gäller "
        "nu och publicera igen.",
        conflict="{login} har ändrat utkastet sedan du öppnade det. Inget är sparat. Nedan står det du skrev; "
        "jämför och spara igen.",
        theirs="{field}: där står nu ”{value}”",
        draft_gone_heading="Utkastet finns inte",
        draft_gone="Någon har publicerat eller kastat det. Se listan över artiklar.",
        published_now="Publicerad. Chatten kan svara med artikeln när indexet är klart.",
        as_public="Så här lästes artikeln. Så publiceras den.",
        back="Alla artiklar",
        missing_heading="Artikeln finns inte",
        missing="Den kan ha tagits bort eller fått ett annat namn. Se listan över artiklar.",
        versions="Vem har ändrat vad",
        remove="Ta bort hela artikeln",
        remove_heading="Ta bort ”{title}”?",
        remove_lead="Artikelns {quotes} citat försvinner ur chatten. Talare: {people}. Direkt efteråt kan du "
        "ångra; annars är artikeln borta ur chatten och ur alla äldre index.",
        remove_confirm="Ja, ta bort artikeln",
        keep="Nej, behåll den",
        removed="Artikeln är borttagen. Citaten försvinner ur chatten när indexet är klart.",
        changed_meanwhile="Artikeln har ändrats sedan du öppnade sidan. Inget är borttaget. Se efter och försök igen.",
        import_heading="Lägg till många artiklar",
        import_lead="Lämna in en lista som CSV (Excel: spara som CSV UTF-8) eller JSONL med högst {limit} rader. "
        "Kolumner: {columns}. Varje rad behöver url eller text; de andra får vara tomma. Varje rad blir ett "
        "utkast.",
        import_label="Lista (.csv eller .jsonl, högst {limit} MB)",
        import_submit="Läs listan",
        import_empty="Filen är tom. Den första raden ska vara kolumnernas namn: {columns}.",
        import_encoding="Filen är inte text i UTF-8 eller Windows-1252. Spara den i Excel som ”CSV UTF-8” och "
        "försök igen.",
        import_columns="Kolumnerna stämmer inte. Det ska vara några av {expected}, och url eller text måste "
        "finnas. Filen har: {found}.",
        import_too_many="Filen har {count} rader; högst {limit} går på en gång. Dela den i flera filer. Inget är "
        "inlagt.",
        import_no_rows="Filen har kolumner men inga rader.",
        import_json="Rad {line} är inte ett JSON-objekt med kolumnerna {columns}.",
        import_no_source="raden har varken url eller text",
        import_running="{done} av {total} rader är lästa. Sidan uppdateras av sig själv.",
        import_done="Klart: {taken} utkast av {total} rader.",
        import_line="Rad {line}",
        import_result="Resultat",
        import_draft="Utkast",
        import_results="Rad för rad",
        import_only_failed="Visa bara de {count} rader som inte blev utkast",
        import_all="Visa alla rader",
        job_gone_heading="Körningen finns inte kvar",
        job_gone="Servern har startats om sedan dess. Det som hann bli utkast finns i listan över artiklar. Lämna in "
        "listan igen för resten; det som redan är utkast blir det inte en gång till.",
        withdraw_heading="Dra tillbaka en person",
        withdraw_lead="Allt som personen har sagt tas bort ur artiklarna, indexet och databasen, och kan inte "
        "läggas till igen. Du ser först vad som händer.",
        withdraw_name="Personens hela namn",
        withdraw_plan="Visa vad som händer",
        withdraw_plan_heading="Det här händer om {name} dras tillbaka",
        withdraw_none="Personen har redan dragit sig ur. Indexet byggs om och allt söks igenom igen.",
        withdraw_begun="Tillbakadragningen av {name} är påbörjad men inte klar: något kan vara kvar. Pågår den inte "
        "just nu, så gör klart den.",
        withdraw_finish="Gör klart för {name}",
        withdraw_whole="{title}: hela artikeln tas bort ({quotes} citat av personen)",
        withdraw_part="{title}: {quotes} citat tas bort, {lost} av andra kan inte stå kvar, {left} är kvar",
        withdraw_renamed="filen byter namn",
        withdraw_quotes="De citat som försvinner",
        withdraw_alike="Kan vara samma person, och rörs inte:",
        withdraw_also="Utkast som nämner personen kastas, och äldre versioner av artiklarna raderas. Namnet tas bort "
        "ur frågor och bedömningar.",
        withdraw_confirm="Skriv namnet en gång till för att bekräfta",
        withdraw_submit="Dra tillbaka",
        withdraw_mismatch="Namnet stämmer inte med det ovanför. Inget är ändrat.",
        withdraw_changed="Korpusen har ändrats sedan du såg vad som händer. Inget är ändrat; se efter igen och "
        "bekräfta.",
        withdraw_running="Personen dras tillbaka: artiklarna ändras, indexet byggs om och allt söks igenom. Det "
        "kan ta en stund; sidan uppdateras av sig själv, och du kan gå härifrån.",
        withdraw_done="Klart. Ingenting av personen är kvar.",
        withdraw_left="Personen är tillbakadragen, men något är kvar:",
        withdraw_failed="Det gick inte att göra klart: {fault}. Gör om det med samma namn: då görs det som återstår.",
        withdraw_searched="Genomsökt: {files} filer i korpusen och data (utom modellen) och databasen, efter "
        "namnet, {phrases} meningar och {vectors} vektorer.",
        withdraw_shared="{shared} meningar söktes inte: andra har sagt samma sak.",
        withdraw_vectors="{count} vektorer finns kvar i indexet",
        withdraw_beyond="Versionshistorik (git), säkerhetskopior och andras kopior når programmet inte.",
        fault_detail="Felet: ",
    ),
    english=ArticleTexts(
        heading="Articles",
        lead="This is all that the chat can answer with. {articles} articles, {quotes} quotes, {waiting} quotes "
        "wait for a decision.",
        add="Add an article",
        add_many="Add many",
        withdraw="Withdraw a person",
        drafts="Drafts ({count})",
        drafts_lead="Not published yet. Only those who are signed in see them.",
        search="Search title or publisher",
        only_waiting="Only articles with quotes that wait",
        show="Show",
        table="Articles in the corpus",
        title="Title",
        publisher="Publisher",
        published="Published",
        municipality="Municipality",
        quotes="Quotes",
        waiting="Waiting",
        changed="Last changed",
        changed_by="{date} by {login}",
        nobody="the command line",
        untouched="–",
        untitled="Without a title",
        not_indexed="is not in the chat yet",
        unreadable="The file cannot be read: {fault}",
        no_articles="There are no articles yet.",
        no_match="No article fits the selection.",
        page_of="Page {page} of {pages}",
        next_page="Next page",
        previous_page="Previous page",
        address="Address",
        file="File or address",
        handed_in="Handed in",
        index_resting="The index has {articles} articles and {quotes} quotes.",
        index_building="The index has been updating since {time} … The chat answers as before meanwhile.",
        index_done="The index was finished at {time}: {articles} articles, {quotes} quotes. The chat has it from "
        "the next question on.",
        index_failed="The index could not be updated ({time}). The index before it answers. The fault: {fault}",
        index_behind="The corpus has changed since the index was built.",
        index_update="Update the index",
        index_reload="Reload the page to see how it goes.",
        new_heading="Add an article",
        new_lead="What you hand in becomes a draft. You first see how the article was read; nothing is public "
        "until you publish it.",
        file_heading="From a file",
        file_label="File (.md, .txt, .html, .docx or .pdf, at most {limit} MB)",
        file_submit="Read the file",
        address_heading="From a web address",
        address_label="The article's address (public web pages only)",
        address_submit="Fetch the page",
        text_heading="From text that you paste",
        text_label="The article's text, with its heading and who says what",
        text_submit="Read the text",
        no_file="Choose a file first.",
        no_address="Write an address that begins with https:// or http://.",
        no_text="Paste the article's text first.",
        not_taken="It could not be read. Nothing is saved or changed.",
        too_large="The file is too large: it may have at most {limit} MB.",
        unexpected="The file could not be read: it is damaged, or of a kind that the reader does not manage. "
        "Save it as .txt or .docx and try again.",
        draft_heading="Draft: {title}",
        draft_lead="Not published. {file}, changed {date} by {login}.",
        details_heading="Details of the article",
        details_url="Address on the web",
        details_published="Published (YYYY-MM-DD)",
        details_municipality="Municipality (only if you know better than the text)",
        as_read="As the text says: {name}",
        no_place="none",
        save="Save the draft",
        publish="Publish",
        discard="Throw the draft away",
        saved="The draft is saved.",
        discarded="The draft is thrown away.",
        bad_date="”{value}” is no date; write for instance 2024-05-03, or leave the field empty.",
        too_long="A field is longer than {limit} characters.",
        future_date="The date {value} has not been yet.",
        bad_url="”{value}” is no web address; it begins with https:// or http://.",
        bad_municipality="”{value}” is none of Sweden's 290 municipalities.",
        will_add="Becomes a new article with {quotes} quotes; {waiting} of them wait for a decision and are "
        "shown without a name.",
        will_replace="Replaces the older version of ”{title}”: {kept} quotes are unchanged, {new} new, {gone} go.",
        is_present="The same text is in the corpus already, as ”{title}”. There is nothing to publish.",
        resembles="Resembles ”{title}”: {percent} % of the words are the same. If it is the same article, remove "
        "one of them.",
        cannot_publish="The draft cannot be published: {fault}",
        outcome_changed="The corpus has changed since you saw the draft, so nothing is published. See what holds "
        "now and publish again.",
        conflict="{login} has changed the draft since you opened it. Nothing is saved. What you wrote stands "
        "below; compare and save again.",
        theirs="{field}: it is now ”{value}”",
        draft_gone_heading="There is no such draft",
        draft_gone="Somebody has published it or thrown it away. See the list of articles.",
        published_now="Published. The chat can answer with the article when the index is finished.",
        as_public="This is how the article was read, and how it will be published.",
        back="All articles",
        missing_heading="There is no such article",
        missing="It may have been removed or have another name. See the list of articles.",
        versions="Who has changed what",
        remove="Remove the whole article",
        remove_heading="Remove ”{title}”?",
        remove_lead="The article's {quotes} quotes go from the chat. Speakers: {people}. Right afterwards you "
        "can undo it; otherwise the article is gone from the chat and from all older indexes.",
        remove_confirm="Yes, remove the article",
        keep="No, keep it",
        removed="The article is removed. Its quotes leave the chat when the index is finished.",
        changed_meanwhile="The article has changed since you opened the page. Nothing is removed. Look at it and "
        "try again.",
        import_heading="Add many articles",
        import_lead="Hand in a list as CSV (Excel: save as CSV UTF-8) or JSONL with at most {limit} lines. "
        "Columns: {columns}. Each line needs url or text; the others may be empty. Each line becomes a draft.",
        import_label="List (.csv or .jsonl, at most {limit} MB)",
        import_submit="Read the list",
        import_empty="The file is empty. The first line is to name the columns: {columns}.",
        import_encoding="The file is no text in UTF-8 or Windows-1252. Save it in Excel as “CSV UTF-8” and try again.",
        import_columns="The columns do not fit. They are to be some of {expected}, with url or text among them. "
        "The file has: {found}.",
        import_too_many="The file has {count} lines; at most {limit} go at a time. Split it into several files. "
        "Nothing is taken in.",
        import_no_rows="The file has columns but no lines.",
        import_json="Line {line} is no JSON object with the columns {columns}.",
        import_no_source="the line has neither url nor text",
        import_running="{done} of {total} lines are read. The page refreshes itself.",
        import_done="Done: {taken} of {total} lines became drafts.",
        import_line="Line {line}",
        import_result="Result",
        import_draft="Draft",
        import_results="Line by line",
        import_only_failed="Show only the {count} lines that became no draft",
        import_all="Show all lines",
        job_gone_heading="The run is not there any more",
        job_gone="The server has been restarted since. What became a draft stands in the list of articles. Hand in "
        "the list again for the rest; what is a draft already does not become another.",
        withdraw_heading="Withdraw a person",
        withdraw_lead="All that the person has said is taken out of the articles, the index and the database, "
        "and cannot be added again. You first see what will happen.",
        withdraw_name="The person's full name",
        withdraw_plan="Show what will happen",
        withdraw_plan_heading="This happens if {name} is withdrawn",
        withdraw_none="The person has already withdrawn. The index is built anew and everything is searched again.",
        withdraw_begun="The withdrawal of {name} has begun but is not finished: something may be left. Unless it is "
        "going on right now, finish it.",
        withdraw_finish="Finish for {name}",
        withdraw_whole="{title}: the whole article is removed ({quotes} quotes of the person)",
        withdraw_part="{title}: {quotes} quotes are removed, {lost} of others cannot stay, {left} are left",
        withdraw_renamed="the file is renamed",
        withdraw_quotes="The quotes that go",
        withdraw_alike="May be the same person, and are not touched:",
        withdraw_also="Drafts that mention the person are discarded, and older versions of the articles are deleted. "
        "The name is taken out of questions and verdicts.",
        withdraw_confirm="Write the name once more to confirm",
        withdraw_submit="Withdraw",
        withdraw_mismatch="The name is not the one above. Nothing is changed.",
        withdraw_changed="The corpus has changed since you saw what would happen. Nothing is changed; look again "
        "and confirm.",
        withdraw_running="The person is being withdrawn: articles change, the index is built anew and everything "
        "is searched. It may take a while; the page refreshes itself, and you may leave it.",
        withdraw_done="Done. Nothing of the person is left.",
        withdraw_left="The person is withdrawn, but something is left:",
        withdraw_failed="It could not be finished: {fault}. Do it again with the same name: then what remains is done.",
        withdraw_searched="Searched: {files} files in corpus and data (except the model) and the database, for "
        "the name, {phrases} sentences and {vectors} vectors.",
        withdraw_shared="{shared} sentences were not searched for: others have said the same.",
        withdraw_vectors="{count} vectors are left in the index",
        withdraw_beyond="The program does not reach version history (git), backups and others' copies.",
        fault_detail="The fault, in Swedish: ",
    ),
)


def article_texts(language: Language) -> ArticleTexts:
    """Return the texts of a language."""
    return _ARTICLES[language]
