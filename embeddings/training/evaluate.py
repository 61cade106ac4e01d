"""Scores model directories and baselines side by side on texts that they have not been trained on.

    python evaluate.py --data DATA [--minilm TEACHER] [--split test|validation] [--queries] MODEL_DIRECTORY...

Prints one Markdown table, a row per measure and a column per model. TF-IDF (words, sublinear) is fitted on the texts it
is measured on; without --minilm, the real all-MiniLM-L6-v2 appears only where its reference vectors exist.
"""

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from scipy.stats import spearmanr
from sklearn.feature_extraction.text import TfidfVectorizer
from tokenizers import Tokenizer

import corpora
import pairs
import probes
from teacher import Teacher

Embed = Callable[[list[str]], np.ndarray]
NEIGHBOURS = 10
SMALLEST_LABEL = 11


def directory_model(directory: Path) -> Embed:
    """A model directory as the Java module loads it: texts to unit vectors, (n, dimension)."""
    settings = dict(line.split("=", 1) for line in (directory / "serving.properties").read_text().splitlines())
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.enable_truncation(int(settings["maxLength"]))
    model = torch.jit.load(directory / "model.pt")

    def embed(texts: list[str]) -> np.ndarray:
        ids = [e.ids for e in tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        vectors = np.zeros((len(ids), int(settings["dimension"])), dtype=np.float32)
        for start in range(0, len(order), 128):
            chosen = order[start : start + 128]
            batch = torch.nn.utils.rnn.pad_sequence([torch.tensor(ids[i]) for i in chosen], batch_first=True)
            mask = torch.tensor([[1] * len(ids[i]) + [0] * (batch.size(1) - len(ids[i])) for i in chosen])
            with torch.no_grad():
                hidden = model(batch, mask, torch.zeros_like(batch))
            mean = (hidden * mask[:, :, None]).sum(1)
            vectors[chosen] = torch.nn.functional.normalize(mean, dim=-1).numpy()
        return vectors

    return embed


def tfidf(texts: list[str]) -> np.ndarray:
    vectors = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b").fit_transform(texts)
    return vectors.astype(np.float32)


def purity(vectors, labels: list[str]) -> float:
    """Mean share of the ten nearest neighbours with the query's label; at most 4,000 queries, all texts are candidates."""
    codes = np.unique(labels, return_inverse=True)[1]
    queries = np.random.default_rng(1).permutation(len(labels))[:4000]
    hits = 0.0
    for start in range(0, len(queries), 500):
        chosen = queries[start : start + 500]
        scores = vectors[chosen] @ vectors.T
        scores = np.asarray(scores.todense()) if hasattr(scores, "todense") else scores
        scores[np.arange(len(chosen)), chosen] = -np.inf
        nearest = np.argpartition(-scores, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        hits += (codes[nearest] == codes[chosen][:, None]).mean(axis=1).sum()
    return hits / len(queries)


def catalog(data: Path, reader, split: str) -> list[corpora.Product]:
    references = frozenset(row["id"] for row in corpora.reference_texts(data, "flipkart"))
    return [p for p in reader(data) if corpora.split_of(p, references) == split]


def purity_sets(data: Path, split: str) -> dict[str, tuple[list[str], list[str]]]:
    """Name of the set to its texts and labels; only labels with more than ten members."""
    sets = {}
    for name, reader, described in (
        ("flipkart, 2nd level", corpora.flipkart, False),
        ("bigbasket, sub-category", corpora.bigbasket, False),
        ("bestbuy, 2nd level", corpora.bestbuy, True),
        ("retail-demo-store (unseen), style", corpora.retail_demo_store, True),
    ):
        rows = frequent([(p, " / ".join(p.path[:2])) for p in catalog(data, reader, split) if len(p.path) >= 2])
        labels = [label for _, label in rows]
        if rows:
            sets[f"{name}, name"] = ([p.name for p, _ in rows], labels)
        if rows and described:
            sets[f"{name}, name + description"] = ([f"{p.name}. {p.description}" for p, _ in rows], labels)
    return sets


def frequent(rows: list[tuple]) -> list[tuple]:
    counts = Counter(label for _, label in rows)
    return [row for row in rows if counts[row[1]] >= SMALLEST_LABEL]


def reference_set(data: Path) -> tuple[list[dict], list[str], np.ndarray]:
    """The flipkart products with real MiniLM vectors: rows, third-level labels, vectors."""
    paths = {p.id: p.path for p in corpora.flipkart(data)}
    vectors = np.load(data / "embeddings/minilm-reference-flipkart/PREPARED_vectors.npy")
    rows = [((row, vectors[i]), paths.get(row["id"], ())) for i, row in enumerate(corpora.reference_texts(data, "flipkart"))]
    rows = frequent([(row, " / ".join(path[:3])) for row, path in rows if len(path) >= 3])
    return [row for (row, _), _ in rows], [label for _, label in rows], np.stack([vector for (_, vector), _ in rows])


def mean_reciprocal_rank(queries, answers, correct: list[int]) -> float:
    # Texts that share no word all tie at zero: a tie counts as its middle rank, or not matching would count as a win.
    scores = queries @ answers.T
    scores = np.asarray(scores.todense()) if hasattr(scores, "todense") else scores
    own = scores[np.arange(len(correct)), correct][:, None]
    ranks = 1 + (scores > own).sum(axis=1) + ((scores == own).sum(axis=1) - 1) / 2
    return float((1.0 / ranks).mean())


def triples(embed: Embed, rows: list[tuple[str, str, str]]) -> tuple[float, list[str]]:
    a, closer, farther = (embed([row[i] for row in rows]) for i in range(3))
    right = (a * closer).sum(1) > (a * farther).sum(1)
    return right.mean(), [" | ".join(row) for row, ok in zip(rows, right) if not ok]


class Table:
    """Measures by model; a missing cell prints as a dash."""

    def __init__(self, columns: list[str]):
        self.columns = columns
        self.rows: dict[str, dict[str, float]] = {}

    def put(self, measure: str, column: str, value: float) -> None:
        self.rows.setdefault(measure, {})[column] = value

    def print(self) -> None:
        print("| measure | " + " | ".join(self.columns) + " |")
        print("|---|" + "---|" * len(self.columns))
        for measure, cells in self.rows.items():
            shown = [f"{cells[c]:.3f}" if c in cells else "-" for c in self.columns]
            print(f"| {measure} | " + " | ".join(shown) + " |")


def retrieval_sets(data: Path, split: str) -> dict[str, tuple[list[str], list[str], list[int]]]:
    """Name of the set to queries, answers and the index of each query's answer."""
    if split == "test":
        pairs_of = {"wayfair query to class": corpora.wayfair_queries(data)}
        described = catalog(data, corpora.retail_demo_store, split)
        pairs_of["retail-demo-store description to its name"] = [(p.description, p.name) for p in described]
    else:
        pairs_of = {
            f"{name} to leaf category": [(p.name, p.path[-1]) for p in catalog(data, reader, split) if p.path]
            for name, reader in (("flipkart", corpora.flipkart), ("bigbasket", corpora.bigbasket))
        }
        for name, reader in (("myntra", corpora.myntra), ("bestbuy", corpora.bestbuy)):
            described = catalog(data, reader, split)
            pairs_of[f"{name} description to its name"] = [(p.description, p.name) for p in described]
        nouns = [s for s in corpora.wordnet_nouns(data) if corpora.share(s.id) < pairs.WORDNET_VALIDATION]
        nouns = [s for s in nouns if s.field in ("artifact", "food")]
        pairs_of["wordnet synonym"] = [(a, b) for s in nouns for a, b in zip(s.words, s.words[1:])]
        pairs_of["wordnet definition to word"] = [(s.definition, s.words[0]) for s in nouns]
    sets = {}
    for name, rows in pairs_of.items():
        answers = sorted({answer for _, answer in rows})
        index = {answer: i for i, answer in enumerate(answers)}
        sets[name] = ([query for query, _ in rows], answers, [index[answer] for _, answer in rows])
    return sets


def measure(data: Path, split: str, table: Table, models: dict[str, Embed]) -> None:
    """Fills the table. TF-IDF sees query and answer texts together where a measure has both."""
    for name, (texts, labels) in purity_sets(data, split).items():
        for column, embed in {"TF-IDF": tfidf, **models}.items():
            table.put(f"purity@10 {name} ({len(texts)})", column, purity(embed(texts), labels))
    if split == "test":
        measure_references(data, table, models)
    for name, (queries, answers, correct) in retrieval_sets(data, split).items():
        vectors = tfidf(queries + answers)
        measured = f"MRR {name} ({len(queries)} of {len(answers)})"
        table.put(measured, "TF-IDF", mean_reciprocal_rank(vectors[: len(queries)], vectors[len(queries) :], correct))
        for column, embed in models.items():
            table.put(measured, column, mean_reciprocal_rank(embed(queries), embed(answers), correct))
    scored = corpora.sts_benchmark(data, split)
    both = tfidf([s.left for s in scored] + [s.right for s in scored])
    human = [s.similarity for s in scored]
    sts = "Spearman STS-B " + ("dev" if split == "test" else "validation")
    cosine = both[: len(scored)].multiply(both[len(scored) :]).sum(1)
    table.put(sts, "TF-IDF", spearmanr(cosine, human)[0].item())
    for column, embed in models.items():
        cosine = (embed([s.left for s in scored]) * embed([s.right for s in scored])).sum(1)
        table.put(sts, column, spearmanr(cosine, human)[0])
    if split == "test":
        for column, embed in models.items():
            table.put(f"word-order probes ({len(probes.WORD_ORDER)})", column, triples(embed, probes.WORD_ORDER)[0])
            table.put(f"hard negatives ({len(probes.HARD_NEGATIVES)})", column, triples(embed, probes.HARD_NEGATIVES)[0])


def measure_references(data: Path, table: Table, models: dict[str, Embed]) -> None:
    rows, labels, vectors = reference_set(data)
    for part, shown in (("name", "name"), ("text", "full text")):
        texts = [row[part] for row in rows]
        name = f"purity@10 flipkart reference, 3rd level, {shown} ({len(rows)})"
        for column, embed in {"TF-IDF": tfidf, **models}.items():
            table.put(name, column, purity(embed(texts), labels))
        if part == "text":
            table.put(name, "MiniLM", purity(vectors, labels))


def print_queries(data: Path, embed: Embed) -> None:
    for catalog, reader in (("bigbasket", corpora.bigbasket), ("retail-demo-store", corpora.retail_demo_store)):
        names = sorted({p.name for p in reader(data)})
        vectors = embed(names)
        print(f"\n| query on {catalog} | nearest names |\n|---|---|")
        for query in probes.QUERIES[catalog]:
            best = np.argsort(-(vectors @ embed([query])[0]))[:4]
            print(f"| {query} | " + "; ".join(names[i] for i in best) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, help="directory with its ONNX weights and tokenizer, see teacher.py")
    parser.add_argument("--queries", action="store_true", help="also print top hits of shopper queries and failed probes")
    parser.add_argument("--split", choices=("test", "validation"), default="test")
    parser.add_argument("models", type=Path, nargs="*")
    options = parser.parse_args()
    torch.set_num_threads(2)
    models = {"/".join(path.parts[-2:]): directory_model(path) for path in options.models}
    table = Table(["TF-IDF", "MiniLM", *models])
    if options.minilm:
        models = {"MiniLM": Teacher(options.minilm, 128), **models}
    measure(options.data, options.split, table, models)
    table.print()
    if options.queries:
        name, embed = list(models.items())[-1]
        print(f"\n{name}:")
        print_queries(options.data, embed)
        for rows in (probes.WORD_ORDER, probes.HARD_NEGATIVES):
            print("\nFailed: " + "; ".join(triples(embed, rows)[1]))


if __name__ == "__main__":
    main()
