"""Texts that a teacher explains: what of the training texts it sees, and what shoppers might type, made of words."""

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import probes
from pairs import SHOP_FIELDS, Kind, Sources

QUERIES = 60_000
# A word that definitions use so often is one that shoppers use, too.
COMMON = 5
# Fields of WordNet that are about people and what they do; pairs.SHOP_FIELDS are about what they buy.
PEOPLE_FIELDS = frozenset({"person", "act", "attribute", "feeling", "group"})


@dataclass(frozen=True)
class Lesson:
    """Texts of one sort; `weight` is their share of a batch, relative to the others."""

    name: str
    weight: float
    texts: list[str]


def build(sources: Sources, kinds: list[Kind], seed: int) -> list[Lesson]:
    products, paths, nouns = sources.products, sources.paths, sources.nouns
    everyday = [s for s in nouns if s.field in SHOP_FIELDS | PEOPLE_FIELDS and s.words[0].islower()]
    compounds = next(kind for kind in kinds if kind.name == "compound").examples
    lessons = [
        Lesson("names", 4, _unique([p.name for p in products] + sources.bought)),
        Lesson("described", 1.5, _unique(f"{p.name}. {p.description}" for p in products if p.description)),
        Lesson("descriptions", 1, _unique(p.description for p in products if p.description)),
        Lesson("categories", 1, _unique([" ".join(path[-2:]) for path in paths] + [path[-1] for path in paths])),
        Lesson("words", 1.5, _unique(word for s in everyday for word in s.words[:3])),
        Lesson("definitions", 1, _unique(s.definition for s in everyday)),
        Lesson("compounds", 1, _unique(t for e in compounds[::2] for t in (e.left, e.right, e.wrong))),
        Lesson("queries", 2, queries(sources, random.Random(seed))),
    ]
    probed = {text for triple in probes.WORD_ORDER + probes.HARD_NEGATIVES for text in triple if " " in text}
    return [Lesson(each.name, each.weight, [t for t in each.texts if t not in probed]) for each in lessons]


def _unique(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if text})


def queries(sources: Sources, rng: random.Random) -> list[str]:
    """What is asked for by whom it is for, what it is for, what is in it: no list of such queries is to be had."""
    leaves = [re.split(r", | & ", path[-1])[-1].lower() for path in sources.paths]
    named = [" ".join(p.name.split()[-rng.randint(1, 3) :]).lower() for p in sources.products]
    counts = Counter(word for s in sources.nouns for word in re.findall("[a-z]+", s.definition))
    by_field = {
        field: sorted({w for s in sources.nouns if s.field == field for w in s.words[:1] if counts[w] >= COMMON})
        for field in ("person", "act", "food", "artifact", "plant", "animal", "substance")
    }
    things = leaves + named + by_field["artifact"]
    forms = [
        lambda: f"{rng.choice(things)} for {rng.choice(by_field['person'])}",
        lambda: f"{rng.choice(('present', 'gift', 'something'))} for a {rng.choice(by_field['person'])}",
        lambda: f"{rng.choice(things)} for {rng.choice(by_field['act'])}",
        lambda: f"something for {rng.choice(by_field['act'])}",
        lambda: f"{rng.choice(by_field['substance'] + by_field['plant'])} {rng.choice(things)}",
        lambda: f"{rng.choice(things)} with {rng.choice(by_field['food'] + by_field['substance'])}",
        lambda: f"{rng.choice(things)} without {rng.choice(by_field['food'] + by_field['substance'])}",
        lambda: f"{rng.choice(things)} for {rng.choice(by_field['animal'] + things)}",
        lambda: f"{rng.choice(named)} {rng.choice(leaves)}",
        lambda: rng.choice(named),
    ]
    return _unique(rng.choice(forms)() for _ in range(QUERIES))
