"""Asynchronous tests beside Playwright's, which keeps an event loop of its own in the main thread."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def in_a_thread(function: Callable[_Arguments, Coroutine[Any, Any, _Result]]) -> Callable[_Arguments, _Result]:
    """Return a function that runs an asynchronous one to its end, in an event loop of its own."""

    @functools.wraps(function)
    def run(*args: _Arguments.args, **options: _Arguments.kwargs) -> _Result:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(function(*args, **options))).result()

    return run
