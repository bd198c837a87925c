"""The words of ``ontology/frames/observations.toml`` for Chinese, as sets."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.resources import frames

__all__ = ["Lexicon", "lexicon"]


class Lexicon:
    """The words that tell how a figure stands to its measure; see the file for what each list means."""

    def __init__(self) -> None:
        words: dict[str, Any] = frames("observations")["zh"]

        def of(name: str) -> frozenset[str]:
            return frozenset(words[name])

        # verbs and nouns before and behind a figure
        self.level = of("level")
        self.kept = of("kept")
        self.exist = of("exist")
        self.bare_exist = of("bare_exist")
        self.up = of("up")
        self.down = of("down")
        self.changes = self.up | self.down
        self.change_to = of("change_to")
        self.reaching = of("reaching")
        self.goals = tuple(words["goals"])
        self.change_nouns = of("change_nouns")
        self.fall_nouns = of("fall_nouns")
        self.rate_nouns = tuple(words["rate_nouns"])
        self.rate_adverbs = of("rate_adverbs")
        self.share = tuple(words["share"])
        self.shares = of("share")
        self.share_noun: str = words["share_nouns"][0]
        self.attributes = of("attributes")
        self.equal = of("equal")
        self.lasting = of("lasting")
        self.totals = of("totals")
        # words that say nothing of the measure
        self.light = of("light")
        self.openers = of("openers")
        self.view = of("view")
        self.idle_after = of("idle_after")
        self.pronouns = of("pronouns")
        self.possessive = of("possessive")
        self.attributive = of("attributive")
        self.list_marks = of("list_marks")
        self.related = of("related")
        self.respectively = of("respectively")
        self.list_heads = of("list_heads")
        self.passive = of("passive")
        # time and comparison
        self.from_ = of("from")
        self.at_times = of("at_times")
        self.compare_before = of("compare_before")
        self.joining = of("joining")
        self.compare_after = of("compare_after")
        self.compared = of("compared")
        self.forecast = of("forecast")
        self.forecast_before_verb = of("forecast_before_verb")
        self.strong_forecast = of("strong_forecast")
        self.publish_verbs = of("publish_verbs")
        self.after_duration = of("after_duration")
        self.within = of("within")
        # who says so
        self.source_prepositions = of("source_prepositions")
        self.source_verbs = of("source_verbs")
        self.doubtful_source_verbs = of("doubtful_source_verbs")
        # numbers that state nothing
        self.determiners = of("determiners")
        self.determiner_endings = tuple(words["determiner_endings"])
        self.weak_nouns = of("weak_nouns")
        self.weak_units = of("weak_units")
        self.suppose = of("suppose")
        self.composing = of("composing")
        self.text_units = of("text_units")
        self.survey_verbs = of("survey_verbs")
        self.score_systems = of("score_systems")
        self.score_words = of("score_words")
        self.superlative: str = words["superlative"]
        self.describing = of("describing")
        # how phrases go on
        self.in_words = of("in_words")
        self.stage = of("stage")
        self.settled = of("settled")
        self.object_marks = of("object_marks")
        self.unit_nouns = of("unit_nouns")
        self.measure_nouns = tuple(words["measure_nouns"])
        self.inside = of("inside")
        self.pointing = tuple(words["pointing"])


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    return Lexicon()
