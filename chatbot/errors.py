"""The errors of the chatbot room.

    ChatbotError
    ├── SettingsError        an environment variable has a value that cannot be used
    ├── CalibrationError     the calibration file is missing or malformed
    ├── KeepingError         an article cannot be added or removed, or a person not withdrawn
    ├── FetchError           an address gives no article
    ├── GoldError            labelled articles cannot be used
    ├── StoreError           the database of questions and ratings cannot be used
    ├── FilterError          answers cannot be narrowed to what was given
    ├── SteeringError        what people have decided about answers cannot be read
    └── QuestionFileError    a file with labelled questions cannot be used

Their messages are for the people who run the chatbot: one line, in Swedish.
"""

from __future__ import annotations

import errno

_SYSTEM_ERRORS = {
    errno.ENOENT: "finns inte; kontrollera sökvägen",
    errno.EACCES: "får inte läsas eller skrivas; kontrollera rättigheterna",
    errno.EROFS: "går inte att skriva till; välj en annan mapp med --corpus eller --data",
    errno.EISDIR: "är en mapp; ange en fil",
    errno.ENOTDIR: "är ingen mapp",
    errno.ENOSPC: "disken är full; frigör utrymme och kör igen",
}


class ChatbotError(Exception):
    """Something keeps the chatbot from going on."""


class SettingsError(ChatbotError):
    """A setting cannot be used; the message names the variable, its value and the remedy."""


class CalibrationError(ChatbotError):
    """The coefficients that make a score a probability cannot be used."""


class QuestionFileError(ChatbotError):
    """A file with labelled questions cannot be used; the message names file and line."""


class FilterError(ChatbotError):
    """Answers cannot be narrowed to what was given; the message names the filter and what can be chosen."""


class KeepingError(ChatbotError):
    """What was asked for would leave the corpus other than it should be, so that nothing was changed."""


class FetchError(ChatbotError):
    """An address cannot be fetched; the message begins with it and says why."""


class SteeringError(ChatbotError):
    """Nobody knows what must not be shown, so that nothing may be; the message names the folder and the remedy."""


class GoldError(ChatbotError):
    """Labelled articles cannot be used; the message names the file and what it lacks."""


class StoreError(ChatbotError):
    """The database cannot be used now; the message names it and says why, without what was to be written."""


def in_a_line(exc: Exception) -> str:
    """Return what somebody is told of an error: its message, or in Swedish what the system does not let us do."""
    if isinstance(exc, OSError):
        told = f"{exc.filename or 'systemet'}: {_SYSTEM_ERRORS.get(exc.errno or 0, exc.strerror or exc)}"
    else:
        told = str(exc) or type(exc).__name__
    return " ".join(told.split())
