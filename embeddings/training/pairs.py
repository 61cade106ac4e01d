"""Training examples: texts that should lie close together. What the model learns is decided here.

Examples come in kinds. A batch holds one kind only, so that the other texts of the batch, which serve as negatives, are
of the same kind as the right answer and cannot be told from it by their form.
"""

import random
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import corpora
import probes
from corpora import Product, Synset


@dataclass(frozen=True)
class Example:
    """`left` belongs to `right`; `wrong`, where there is one, looks close to `left` but means something else.

    Examples of one `topic`, where there is one, are not wrong for each other.
    """

    left: str
    right: str
    wrong: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Kind:
    """All examples of one kind; `weight` is how often a batch is drawn from it, relative to the others."""

    name: str
    weight: float
    examples: list[Example]


# Corpora that state a licence or are published for use. The others were re-published without one; "--corpora all" adds them.
STATED = (corpora.bestbuy,)
UNSTATED = (corpora.flipkart, corpora.bigbasket, corpora.myntra)
# Catalogs with categories, and the weight of each kind of example drawn from them.
SHOPS = (("flipkart", 1.5), ("bigbasket", 1.5), ("bestbuy", 0.3))
# This share of WordNet's meanings is kept for validation.
WORDNET_VALIDATION = 0.03
# Fields of WordNet that shops sell from. Broader words of the others (persons, places, states) would only take room.
SHOP_FIELDS = frozenset({"artifact", "food", "plant", "animal", "substance", "body", "object", "communication"})


def training_products(data: Path, unstated: bool, left_out: Collection[str] = (), final: bool = False) -> list[Product]:
    """Products to learn from: none that evaluation uses, nor any of the same name as one of those."""
    readers = STATED + UNSTATED if unstated else STATED
    references = frozenset(row["id"] for row in corpora.reference_texts(data, "flipkart"))
    products = [product for reader in readers for product in reader(data)]
    learned = ("train", "validation") if final else ("train",)
    kept_aside = {p.name.lower() for p in products if corpora.split_of(p, references) not in learned}
    return [p for p in products if p.name.lower() not in kept_aside and p.catalog not in left_out]


@dataclass(frozen=True)
class Sources:
    """All that is learned from."""

    products: list[Product]
    bought: list[str]
    paths: list[tuple[str, ...]]
    nouns: list[Synset]


def read(data: Path, unstated: bool, left_out: Collection[str] = (), final: bool = False) -> Sources:
    return Sources(
        products=training_products(data, unstated, left_out, final),
        bought=[name.capitalize() for name in corpora.online_retail_names(data)],
        paths=corpora.taxonomy(data),
        nouns=[s for s in corpora.wordnet_nouns(data) if final or corpora.share(s.id) >= WORDNET_VALIDATION],
    )


def build(sources: Sources, seed: int) -> list[Kind]:
    rng = random.Random(seed)
    products, bought, paths, nouns = sources.products, sources.bought, sources.paths, sources.nouns
    titles = [p.name for p in products] + bought
    plain = titles + [" ".join(path[-2:]) for path in paths] + [s.definition for s in nouns]
    described = [p for p in products if p.description]
    kinds = [
        # A batch holds one catalog, so that the wrong answers are products of the same shop.
        *(
            Kind(f"{catalog} category", weight, name_category([p for p in products if p.catalog == catalog]))
            for catalog, weight in SHOPS
        ),
        *(
            Kind(f"{catalog} siblings", weight, siblings([p for p in products if p.catalog == catalog], rng))
            for catalog, weight in SHOPS
        ),
        Kind("name-description", 0.7, [Example(p.name, p.description) for p in described]),
        Kind("halves", 0.5, [halves(p.description) for p in described]),
        Kind("description-category", 0.4, description_category(described)),
        Kind("head", 0.7, heads([p.name for p in products if not p.path] + bought, rng)),
        Kind("damaged", 0.7, [Example(damaged(text, rng), text) for text in plain]),
        Kind("taxonomy", 1, taxonomy(paths)),
        Kind("definition", 0.8, [Example(word, s.definition) for s in nouns for word in s.words[:3]]),
        Kind("synonym", 0.8, [Example(a, b) for s in nouns for a, b in zip(s.words, s.words[1:])]),
        Kind("broader", 1, broader(nouns)),
        Kind("plural", 0.7, plurals(plain)),
        Kind("compound", 0.7, compounds(nouns, paths)),
    ]
    return [kind for kind in kinds if kind.examples]


def name_category(products: list[Product]) -> list[Example]:
    examples = []
    for p in products:
        if p.path:
            examples.append(Example(p.name, " ".join(p.path)))
            examples.append(Example(p.name, p.path[-1]))
    return examples


def siblings(products: list[Product], rng: random.Random) -> list[Example]:
    """Two products of one category: which words of a name say what it is. Half of them with their descriptions."""
    shelves: dict[tuple[str, ...], list[Product]] = {}
    for p in products:
        if p.path:
            shelves.setdefault(p.path[:3], []).append(p)
    examples = []
    for path, shelf in shelves.items():
        for one in shelf:
            other = rng.choice(shelf)
            if one.name == other.name:
                continue
            texts = [one.name, other.name]
            if one.description and other.description and rng.random() < 0.5:
                texts = [f"{p.name}. {p.description}" for p in (one, other)]
            examples.append(Example(*texts, topic=" / ".join(path)))
    return examples


def heads(names: list[str], rng: random.Random) -> list[Example]:
    """Names with their last word or two, which in English say what it is: "Men Blue Slim Fit Jeans" are "Jeans"."""
    split = [name.split() for name in names]
    return [Example(" ".join(words), " ".join(words[-rng.randint(1, 2) :])) for words in split if len(words) > 2]


def halves(text: str) -> Example:
    """The two halves of a text: what they share is what it is about."""
    words = text.split()
    return Example(" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))


def description_category(products: list[Product]) -> list[Example]:
    """Descriptions with the category; or, of shops without categories, with the last words of the name."""
    examples = []
    for p in products:
        category = " ".join(p.path) if p.path else " ".join(p.name.split()[-3:])
        examples.append(Example(p.description, category))
        examples.append(Example(f"{p.name}. {p.description}", category))
    return examples


def taxonomy(paths: list[tuple[str, ...]]) -> list[Example]:
    """A category with those above it; "Recliners & Sleeper Chairs" also by each of its names."""
    examples = []
    for path in (p for p in paths if len(p) > 1):
        for name in {path[-1], *re.split(r", | & ", path[-1])}:
            examples.append(Example(name, " ".join(path[:-1])))
            examples.append(Example(name, path[-2]))
        if " & " in path[-1]:
            examples.append(Example(*re.split(r"(?:, .*)? & ", path[-1], maxsplit=1)))
    return examples


def broader(nouns: list[Synset]) -> list[Example]:
    """A word with its broader words, up to three levels; a definition with the broader word and its definition."""
    by_id = {s.id: s for s in nouns}
    examples = []
    for s in nouns:
        if s.field not in SHOP_FIELDS:
            continue
        above, levels = s, 0
        while levels < 3 and above.hypernyms and above.hypernyms[0] in by_id:
            above, levels = by_id[above.hypernyms[0]], levels + 1
            if above.field not in SHOP_FIELDS or len(above.hypernyms) == 0:
                break
            examples += [Example(word, above.words[0]) for word in s.words[:2]]
            if levels == 1:
                examples.append(Example(s.definition, above.definition))
                examples.append(Example(s.definition, above.words[0]))
    return examples


def plurals(texts: list[str]) -> list[Example]:
    """Words of the texts that occur as singular and plural: "chair" with "chairs", "dress" with "dresses"."""
    words = {word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower())}
    endings = (("", "s"), ("", "es"), ("y", "ies"))
    found = {(w, w.removesuffix(one) + many) for w in words for one, many in endings if w.endswith(one)}
    return [Example(one, many) for one, many in sorted(found) if many in words]


def compounds(nouns: list[Synset], paths: list[tuple[str, ...]]) -> list[Example]:
    """What a bag of words cannot see: a "dog food" is a food, for dogs; it is neither a dog nor a "food dog".

    A compound is a two-word noun whose second word is also a word of its broader meaning ("apple pie" is a "pie"),
    or a two-word leaf of the product taxonomy.
    """
    by_id = {s.id: s for s in nouns}
    found = set()
    for s in nouns:
        parents = {word.lower() for h in s.hypernyms if h in by_id for word in by_id[h].words}
        for word in s.words:
            match = re.fullmatch(r"([a-z]+) ([a-z]+)", word)
            if match and match[2] in parents:
                found.add((match[1], match[2]))
    for path in paths:
        match = re.fullmatch(r"([A-Za-z]+) ([A-Za-z]+)", path[-1])
        if match:
            found.add((match[1].lower(), match[2].lower()))
    probed = {text for triple in probes.WORD_ORDER + probes.HARD_NEGATIVES for text in triple}
    examples = []
    for modifier, head in sorted(found):
        compound = f"{modifier} {head}"
        if compound in probed:
            continue
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
