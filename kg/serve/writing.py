"""One change after another: the server's side of :mod:`kg.serve.writer`."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import Process
from contextlib import suppress
from typing import Any

from kg.serve.pool import Pool, Refusal, Why
from kg.serve.settings import Settings

__all__ = ["Writing"]

_KEEPING = 120.0
"""Seconds that keeping a change may take, beyond the time limit: to end it then would leave its outcome unknown."""


class Writing:
    """Has changes made, in a process that can be ended.

    Args:
        settings: of the server.
        pool: starts and ends processes.
    """

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings = settings
        self._pool = pool
        self._turn = asyncio.Lock()
        self._process: Process | None = None

    async def change(self, request: dict[str, Any]) -> dict[str, Any]:
        """Make a change; return what it did.

        Raises:
            Refusal: nothing was changed; the message says so where that is not known.
        """
        async with self._turn:
            process = await self._pool.living(self._process, "kg.serve.writer")
            self._process = None
            try:
                said = await self._exchange(process, {**request, "timeout": self._settings.timeout})
                if said.get("error") not in (Why.MEMORY, Why.KILLED, Why.CRASH):
                    self._process = process
            finally:
                if self._process is None:
                    await self._pool.end(process)
        if said.get("error") == Why.MEMORY:
            raise Refusal(Why.MEMORY, "the update took too much memory and was ended: nothing was changed; send less")
        if "error" in said:
            raise Refusal(Why(said["error"]), said["message"])
        return said

    async def _exchange(self, process: Process, request: dict[str, Any]) -> dict[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        limit = self._settings.timeout
        with suppress(ConnectionError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            await process.stdin.drain()
        try:
            line = await asyncio.wait_for(process.stdout.readline(), limit)
        except TimeoutError:
            what = f"the update took longer than {limit:g} s and was ended: nothing was changed; send less"
            raise Refusal(Why.TIME, what) from None
        if b"committing" not in line:
            said: dict[str, Any] = json.loads(line) if line else await self._pool.death(process)
            return said
        with suppress(TimeoutError):
            line = await asyncio.wait_for(process.stdout.readline(), _KEEPING)
            if line:
                return dict(json.loads(line))
        raise Refusal(Why.KILLED, "the update was ended while it was kept: look whether it is there before the next")
