"""What goes on after its page has been sent: a list that is read line by line, a withdrawal."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable

_KEPT = 20
_ID_BYTES = 9


class Job:
    """Some work with its outcome so far.

    Attributes:
        total: how many steps there are.
        results: one for each step that is done.
        fault: what ended the work before its end.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.results: list[object] = []
        self.fault: str | None = None
        self.is_done = False


class Jobs:
    """Runs work in threads of its own, and keeps the last outcomes in memory: a page asks for them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, tuple[str, Job]] = OrderedDict()

    def start(self, kind: str, total: int, work: Callable[[Job], None]) -> str:
        """Begin some work; return its id."""
        job, job_id = Job(total), secrets.token_urlsafe(_ID_BYTES)
        with self._lock:
            self._jobs[job_id] = kind, job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=_run, args=(job, work), name=kind, daemon=True).start()
        return job_id

    def find(self, kind: str, job_id: str) -> Job | None:
        """Return the work of an id; None if it is too long ago, or the server has been restarted."""
        with self._lock:
            found = self._jobs.get(job_id)
        return found[1] if found and found[0] == kind else None


def _run(job: Job, work: Callable[[Job], None]) -> None:
    try:
        work(job)
    except Exception as exc:  # noqa: BLE001  nobody stands above the thread: the page tells
        job.fault = " ".join(str(exc).split()) or type(exc).__name__
    finally:
        job.is_done = True
