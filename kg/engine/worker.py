"""A process that does work: ``python -P -m kg.engine.worker NUMBER``, the number being of its end of a socket.

It is given a function and a chunk at a time and answers with the results; a function without a chunk it calls, and
says nothing. It ends when its parent does, however that ends.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from kg.engine.clock import RESUME, set_clock, untimed

__all__ = ["main"]

_PR_SET_PDEATHSIG = 1
_FIRST_TO_GO = "800"
"""Where memory runs out altogether, the system ends a worker and not the build or somebody else's program."""


def main(number: str) -> None:
    """Answer until there is nothing more to do."""
    _settle_in()
    gc.disable()  # what is loaded stays: looking through it again and again is a tenth of the time that loading takes
    with Connection(int(number)) as parent:
        parent.send_bytes(RESUME)
        set_clock(parent.send_bytes)
        while True:
            try:
                given = parent.recv_bytes()
            except (EOFError, OSError):
                return
            with untimed():
                work, chunk = pickle.loads(given)
                if chunk is None:
                    with suppress(Exception):  # what is amiss shows itself when there is work
                        work()
                    continue
            if not gc.isenabled():
                gc.freeze()
                gc.enable()
            try:
                answer = pickle.dumps((True, list(work(chunk))), pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                answer = _packed(error)
            try:
                parent.send_bytes(answer)
            except OSError:
                return


def _packed(error: Exception) -> bytes:
    with suppress(Exception):
        packed = pickle.dumps((False, error))
        pickle.loads(packed)
        return packed
    return pickle.dumps((False, RuntimeError(repr(error))))  # some errors cannot travel


def _settle_in() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.dup2(2, 1)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
