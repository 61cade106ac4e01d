"""Readers of the raw corpora, one per source, and the one rule that says which products are never trained on.

Every reader takes the data directory and yields plain records; nothing here knows about tokens or models.
"""

import csv
import gzip
import io
import json
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import yaml

try:  # The C loader reads WordNet in seconds instead of minutes.
    from yaml import CSafeLoader as YamlLoader
except ImportError:
    from yaml import SafeLoader as YamlLoader


@dataclass(frozen=True)
class Product:
    """One catalog entry. `path` is the category path from the top, without brand or product names in it."""

    catalog: str
    id: str
    name: str
    path: tuple[str, ...]
    brand: str
    description: str


@dataclass(frozen=True)
class Synset:
    """One meaning of WordNet nouns: its words, its definition, the ids of the broader meanings, its field ("artifact")."""

    id: str
    field: str
    words: tuple[str, ...]
    definition: str
    hypernyms: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    """Two sentences and their similarity as people judged it, scaled to 0..1."""

    left: str
    right: str
    similarity: float


# The parts of STS-B that may be trained on, see sts_benchmark.
STS_SOURCES = frozenset({"images", "headlines"})
# Catalogs that no training pair is ever drawn from: the measure of a shop the model has not seen.
UNSEEN_CATALOGS = frozenset({"retail-demo-store"})
# Of the other catalogs, this share of the products (by a hash of the id) is the test.
TEST_SHARE = {"flipkart": 0.25, "bigbasket": 0.3, "bestbuy": 0.5, "myntra": 0.0}
# Of what is left, this share is validation: for the choice of recipe, lengths, when to stop.
VALIDATION_SHARE = 0.1


def split_of(product: Product, reference_ids: frozenset[str]) -> str:
    """"test" (an unseen catalog, a hashed share, the MiniLM reference products), "validation" or "train"."""
    if product.catalog in UNSEEN_CATALOGS or product.id in reference_ids:
        return "test"
    if share(f"{product.catalog}/{product.id}") < TEST_SHARE[product.catalog]:
        return "test"
    return "validation" if share(f"validation/{product.catalog}/{product.id}") < VALIDATION_SHARE else "train"


def share(key: str) -> float:
    """A number from 0 to 1, always the same for a key."""
    return zlib.crc32(key.encode()) % 1000 / 1000


def flipkart(data: Path) -> list[Product]:
    products = []
    for row in _csv(data / "catalogs/flipkart.csv.gz"):
        # Paths end in "Alisha Shorts >> Alisha Solid Women's Cycling Shorts": those levels are brand and name again.
        brand = row["brand"].strip()
        levels = [level.strip() for level in row["category_path"].split(">>")]
        path = [level for level in levels if level and not level.endswith("...") and level not in row["product_name"]]
        path = [level for level in path if not brand or not level.lower().startswith(brand.lower())]
        products.append(
            Product("flipkart", row["pid"], row["product_name"], tuple(path[:4]), brand, row["description"])
        )
    return products


def myntra(data: Path) -> list[Product]:
    return [
        Product("myntra", r["Product_ID"], r["Product_Name"], (), r["Product_Brand"], r["Description"])
        for r in _csv(data / "catalogs/myntra.csv.gz")
    ]


def bigbasket(data: Path) -> list[Product]:
    return [
        Product("bigbasket", r["index"], r["product"], (r["category"], r["sub_category"], r["type"]), r["brand"], "")
        for r in _csv(data / "catalogs/bigbasket.csv.gz")
    ]


def bestbuy(data: Path) -> list[Product]:
    with gzip.open(data / "catalogs/bestbuy.json.gz", "rt", encoding="utf-8") as file:
        rows = json.load(file)
    return [
        Product("bestbuy", row["image"], row["name"], tuple(row["categories"]), row["brand"] or "", row["description"])
        for row in rows
    ]


def retail_demo_store(data: Path) -> list[Product]:
    with open(data / "catalogs/retail-demo-store.yaml", encoding="utf-8") as file:
        rows = yaml.load(file, YamlLoader)
    return [
        Product("retail-demo-store", r["id"], r["name"], (r["category"], r["style"]), "", r["description"])
        for r in rows
    ]


def online_retail_names(data: Path) -> list[str]:
    """Product names of UCI Online Retail, most frequent first; notes of the stock keepers ("damaged?") are rare ones."""
    counts: dict[str, int] = {}
    for row in _csv(data / "logs/online-retail.csv.gz"):
        name = row["Description"].strip()
        counts[name] = counts.get(name, 0) + 1
    return [name for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if n >= 5 and name.isupper()]


def taxonomy(data: Path) -> list[tuple[str, ...]]:
    """Category paths from the top, e.g. ("Animals & Pet Supplies", "Pet Supplies", "Bird Supplies")."""
    paths, current = [], []
    for line in (data / "text/google-product-taxonomy.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        # "     2 | [   2-   3] | Live Animals": the number is right-aligned in four columns, two more per level.
        number, _, label = line.split("|")
        depth = (len(number.rstrip()) - 4) // 2
        current = current[:depth] + [label.strip()]
        paths.append(tuple(current))
    return paths


def wayfair_queries(data: Path) -> list[tuple[str, str]]:
    """Shoppers' queries with the class of product they meant. Only for evaluation."""
    with open(data / "text/wayfair-queries.tsv", encoding="utf-8") as file:
        return [(row["query"], row["query_class"]) for row in csv.DictReader(file, delimiter="\t") if row["query_class"]]


def wordnet_nouns(data: Path) -> list[Synset]:
    synsets = []
    with tarfile.open(data / "text/open-english-wordnet.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if not Path(member.name).name.startswith("noun."):
                continue
            field = Path(member.name).name.split(".")[1]
            for key, entry in yaml.load(archive.extractfile(member), YamlLoader).items():
                definition = str(entry["definition"][0])
                synsets.append(Synset(key, field, tuple(entry["members"]), definition, tuple(entry.get("hypernym", []))))
    return synsets


def sts_benchmark(data: Path, split: str) -> list[Scored]:
    """STS-B: "test" is its dev file; "train" and "validation" are disjoint by sentence parts of its training file.

    Of the training file only the sources whose texts come with a licence, or terms that allow use beyond research.
    """
    scored = []
    name = "dev" if split == "test" else "train"
    for line in (data / f"text/stsbenchmark/sts-{name}.csv").read_text(encoding="utf-8").splitlines():
        _, source, _, _, score, left, right = line.split("\t")[:7]
        if split == "test":
            scored.append(Scored(left, right, float(score) / 5))
        elif source in STS_SOURCES:
            parts = {"validation" if share(text) < VALIDATION_SHARE else "train" for text in (left, right)}
            if parts == {split}:
                scored.append(Scored(left, right, float(score) / 5))
    return scored


def reference_texts(data: Path, name: str) -> list[dict]:
    """The texts whose real MiniLM vectors stand beside them; `name` is "flipkart" or "grocery"."""
    path = data / f"embeddings/minilm-reference-{name}/PREPARED_texts.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _csv(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rb") as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
        return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(text)]
