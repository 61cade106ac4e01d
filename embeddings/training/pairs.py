"""Training examples: texts that should lie close together. What the model learns is decided here.

Examples come in kinds. A batch holds one kind only, so that the other texts of the batch, which serve as negatives, are
of the same kind as the right answer and cannot be told from it by their form.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import corpora
from corpora import Product, Synset


@dataclass(frozen=True)
class Example:
    """`left` belongs to `right`; `wrong`, where there is one, looks close to `left` but means something else."""

    left: str
    right: str
    wrong: str = ""


@dataclass(frozen=True)
class Kind:
    """All examples of one kind; `weight` is how often a batch is drawn from it, relative to the others."""

    name: str
    weight: float
    examples: list[Example]


# Corpora that state a licence. The others were re-published without one; "--corpora all" adds them.
STATED = (corpora.bestbuy,)
UNSTATED = (corpora.flipkart, corpora.bigbasket, corpora.myntra)


def training_products(data: Path, unstated: bool) -> list[Product]:
    """Products to learn from: none that evaluation uses, nor any of the same name as one of those."""
    readers = STATED + UNSTATED if unstated else STATED
    references = frozenset(row["id"] for row in corpora.reference_texts(data, "flipkart"))
    products = [product for reader in readers for product in reader(data)]
    kept_aside = {p.name.lower() for p in products if corpora.held_out(p, references)}
    return [p for p in products if p.name.lower() not in kept_aside]


def build(data: Path, unstated: bool, seed: int) -> list[Kind]:
    rng = random.Random(seed)
    products = training_products(data, unstated)
    paths = corpora.taxonomy(data)
    nouns = corpora.wordnet_nouns(data)
    titles = [p.name for p in products] + [name.capitalize() for name in corpora.online_retail_names(data)]
    plain = titles + [" ".join(path[-2:]) for path in paths] + [s.definition for s in nouns]
    return [
        Kind("name-category", 2, name_category(products)),
        Kind("description", 1, description(products)),
        Kind("damaged", 0.7, [Example(damaged(text, rng), text) for text in plain]),
        Kind("taxonomy", 0.7, taxonomy(paths)),
        Kind("definition", 1, [Example(word, s.definition) for s in nouns for word in s.words[:3]]),
        Kind("synonym", 1, [Example(a, b) for s in nouns for a, b in zip(s.words, s.words[1:])]),
        Kind("broader", 1, broader(nouns)),
        Kind("compound", 0.7, compounds(nouns, paths)),
    ]


def name_category(products: list[Product]) -> list[Example]:
    examples = []
    for p in products:
        if p.path:
            examples.append(Example(p.name, " ".join(p.path)))
            examples.append(Example(p.name, p.path[-1]))
    return examples


def description(products: list[Product]) -> list[Example]:
    examples = []
    for p in products:
        if p.description:
            examples.append(Example(p.name, p.description))
            if p.path:
                examples.append(Example(p.description, " ".join(p.path)))
    return examples


def taxonomy(paths: list[tuple[str, ...]]) -> list[Example]:
    pairs = [Example(path[-1], " ".join(path[:-1])) for path in paths if len(path) > 1]
    return pairs + [Example(path[-1], path[-2]) for path in paths if len(path) > 1]


def broader(nouns: list[Synset]) -> list[Example]:
    """A word with its broader word, and definition with definition."""
    by_id = {s.id: s for s in nouns}
    examples = []
    for s in nouns:
        for parent in (by_id[h] for h in s.hypernyms[:1]):
            examples.append(Example(s.words[0], parent.words[0]))
            examples.append(Example(s.definition, parent.definition))
    return examples


def compounds(nouns: list[Synset], paths: list[tuple[str, ...]]) -> list[Example]:
    """What a bag of words cannot see: a "dog food" is a food, for dogs; it is neither a dog nor a "food dog".

    A compound is a two-word noun whose second word is also a word of its broader meaning ("apple pie" is a "pie"),
    or a two-word leaf of the product taxonomy.
    """
    by_id = {s.id: s for s in nouns}
    found = set()
    for s in nouns:
        parents = {word.lower() for h in s.hypernyms for word in by_id[h].words}
        for word in s.words:
            match = re.fullmatch(r"([a-z]+) ([a-z]+)", word)
            if match and match[2] in parents:
                found.add((match[1], match[2]))
    for path in paths:
        match = re.fullmatch(r"([A-Za-z]+) ([A-Za-z]+)", path[-1])
        if match:
            found.add((match[1].lower(), match[2].lower()))
    examples = []
    for modifier, head in sorted(found):
        compound = f"{modifier} {head}"
        examples.append(Example(compound, f"{head} for {modifier}", f"{head} {modifier}"))
        examples.append(Example(f"{head} for {modifier}", compound, f"{modifier} for {head}"))
        examples.append(Example(compound, head, modifier))
    return examples


def damaged(text: str, rng: random.Random) -> str:
    """The text as a hurried shopper types it: words dropped, cut to a part, singular for plural, two letters swapped."""
    words = text.split()
    choice = rng.random()
    if choice < 0.4 and len(words) > 2:
        words = [w for w in words if rng.random() > 0.3] or words[-1:]
    elif choice < 0.7 and len(words) > 3:
        start = rng.randrange(len(words) - 2)
        words = words[start : start + rng.randint(2, 4)]
    elif words:
        at = rng.randrange(len(words))
        if len(words[at]) > 3:
            words[at] = other_number(words[at]) if choice < 0.9 else swapped(words[at], rng)
    return " ".join(words)


def other_number(word: str) -> str:
    """Plural for singular and the reverse, for most English words."""
    return word[:-1] if word.endswith("s") else word + "s"


def swapped(word: str, rng: random.Random) -> str:
    cut = rng.randrange(1, len(word) - 2)
    return word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
