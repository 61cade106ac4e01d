"""Scores model directories and baselines side by side on texts that no training run has used.

    python evaluate.py --data DATA [--queries] MODEL_DIRECTORY...

Prints one Markdown table, a row per measure and a column per model. TF-IDF (words, sublinear) is fitted on the texts it
is measured on; the real all-MiniLM-L6-v2 appears where its reference vectors exist.
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
import probes

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


def purity_sets(data: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Name of the set to its texts and labels; only labels with more than ten members."""
    references = frozenset(row["id"] for row in corpora.reference_texts(data, "flipkart"))

    def of(reader, level: int):
        products = [p for p in reader(data) if corpora.held_out(p, references) and len(p.path) >= level]
        return frequent([(p, " / ".join(p.path[:level])) for p in products])

    flipkart = of(corpora.flipkart, 2)
    sets = {"flipkart held-out, 2nd level, name": ([p.name for p, _ in flipkart], [label for _, label in flipkart])}
    bigbasket = of(corpora.bigbasket, 2)
    sets["bigbasket held-out, sub-category, name"] = ([p.name for p, _ in bigbasket], [label for _, label in bigbasket])
    for name, reader, level in (
        ("bestbuy held-out, 2nd level", corpora.bestbuy, 2),
        ("retail-demo-store unseen, style", corpora.retail_demo_store, 2),
    ):
        rows = of(reader, level)
        labels = [label for _, label in rows]
        sets[f"{name}, name"] = ([p.name for p, _ in rows], labels)
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
    scores = queries @ answers.T
    scores = np.asarray(scores.todense()) if hasattr(scores, "todense") else scores
    own = scores[np.arange(len(correct)), correct]
    return float((1.0 / (1 + (scores > own[:, None]).sum(axis=1))).mean())


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


def measure(data: Path, table: Table, models: dict[str, Embed]) -> None:
    """Fills the table. TF-IDF sees query and answer texts together where a measure has both."""
    for name, (texts, labels) in purity_sets(data).items():
        table.put(f"purity@10 {name} ({len(texts)})", "TF-IDF", purity(tfidf(texts), labels))
        for column, embed in models.items():
            table.put(f"purity@10 {name} ({len(texts)})", column, purity(embed(texts), labels))

    rows, labels, vectors = reference_set(data)
    for part in ("name", "text"):
        texts = [row[part] for row in rows]
        measure_name = f"purity@10 flipkart reference, 3rd level, {'full text' if part == 'text' else part} ({len(rows)})"
        table.put(measure_name, "TF-IDF", purity(tfidf(texts), labels))
        if part == "text":
            table.put(measure_name, "MiniLM", purity(vectors, labels))
        for column, embed in models.items():
            table.put(measure_name, column, purity(embed(texts), labels))

    queries = corpora.wayfair_queries(data)
    classes = sorted({c for _, c in queries})
    two_sided(table, models, "MRR wayfair query to class", [q for q, _ in queries], classes, [classes.index(c) for _, c in queries])
    held_out = [p for p in corpora.retail_demo_store(data) if corpora.held_out(p, frozenset())]
    names = [p.name for p in held_out]
    own = [names.index(name) for name in names]
    two_sided(table, models, "MRR retail-demo-store description to its name", [p.description for p in held_out], names, own)

    dev = corpora.sts_benchmark(data, "dev")
    both = tfidf([s.left for s in dev] + [s.right for s in dev])
    human = [s.similarity for s in dev]
    table.put("Spearman STS-B dev", "TF-IDF", spearmanr(both[: len(dev)].multiply(both[len(dev) :]).sum(1), human)[0].item())
    for column, embed in models.items():
        cosine = (embed([s.left for s in dev]) * embed([s.right for s in dev])).sum(1)
        table.put("Spearman STS-B dev", column, spearmanr(cosine, human)[0])
    for column, embed in models.items():
        table.put(f"word-order probes ({len(probes.WORD_ORDER)})", column, triples(embed, probes.WORD_ORDER)[0])
        table.put(f"hard negatives ({len(probes.HARD_NEGATIVES)})", column, triples(embed, probes.HARD_NEGATIVES)[0])


def two_sided(table: Table, models: dict[str, Embed], name: str, queries, answers, correct: list[int]) -> None:
    vectors = tfidf(queries + answers)
    table.put(name, "TF-IDF", mean_reciprocal_rank(vectors[: len(queries)], vectors[len(queries) :], correct))
    for column, embed in models.items():
        table.put(name, column, mean_reciprocal_rank(embed(queries), embed(answers), correct))


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
    parser.add_argument("--queries", action="store_true", help="also print top hits of shopper queries and failed probes")
    parser.add_argument("models", type=Path, nargs="+")
    options = parser.parse_args()
    torch.set_num_threads(2)
    models = {"/".join(path.parts[-2:]): directory_model(path) for path in options.models}
    table = Table(["TF-IDF", "MiniLM", *models])
    measure(options.data, table, models)
    table.print()
    if options.queries:
        name, embed = list(models.items())[-1]
        print(f"\n{name}:")
        print_queries(options.data, embed)
        for rows in (probes.WORD_ORDER, probes.HARD_NEGATIVES):
            print("\nFailed: " + "; ".join(triples(embed, rows)[1]))


if __name__ == "__main__":
    main()
