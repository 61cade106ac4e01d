"""From raw text to a model directory: fit the vocabulary, train the token table, train the transformer on it, export.

    python train.py --data DATA --teacher TEACHER --out OUT --final [--corpora all|stated]

Writes OUT/table (the weighted mean of token vectors alone, a baseline for evaluate.py) and OUT/model (what ships).
Seeds are fixed; a run repeats exactly on the same machine unless the time limit ends a stage early.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import corpora
import lessons
import pairs
import teacher
from export import export
from lessons import Lesson
from model import StorefrontEncoder
from tokens import Texts, fit

VOCABULARY = 24_000
# Tokens of a text seen in training, by whether the transformer (which costs time per token) takes part.
LONGEST = {False: 128, True: 64}
SCALE = 20.0
# Of the steps that do not rank sentences, one in so many is contrastive; the others imitate the teacher.
CONTRASTIVE_EVERY = 3
WIDTH = 256


class Sampler:
    """Draws batches of token ids from the kinds of examples, and texts with what the teacher says of them."""

    def __init__(
        self, kinds: list[pairs.Kind], scored: list[corpora.Scored], taught: list[Lesson], vectors, tokenizer, seed: int
    ):
        self.rng = random.Random(seed)
        self.kinds = kinds
        self.scored = scored
        self.lessons = taught
        self.vectors = vectors
        strings = {t for k in kinds for e in k.examples for t in (e.left, e.right, e.wrong)}
        strings |= {t for s in scored for t in (s.left, s.right)} | {t for lesson in taught for t in lesson.texts}
        ordered = sorted(strings)
        self.index = {text: i for i, text in enumerate(ordered)}
        self.texts = Texts(tokenizer, ordered, max(LONGEST.values()))

    def examples(self, size: int, ordered: bool) -> list[pairs.Example]:
        """A batch of one kind; only a model that sees word `order` can learn from examples with a wrong answer."""
        kinds = [k for k in self.kinds if ordered or not k.examples[0].wrong]
        kind = self.rng.choices(kinds, [k.weight for k in kinds])[0]
        return self.rng.sample(kind.examples, min(size, len(kind.examples)))

    def lesson(self, size: int) -> list[str]:
        chosen = self.rng.choices(self.lessons, [lesson.weight for lesson in self.lessons], k=size)
        return [self.rng.choice(lesson.texts) for lesson in chosen]

    def encode(self, model: StorefrontEncoder, texts: list[str]) -> torch.Tensor:
        """Embeddings of texts, (texts, width), with single precision wherever it matters."""
        ids, mask = self.texts.batch([self.index[text] for text in texts], LONGEST[model.contextual])
        with torch.autocast("cpu", torch.bfloat16, enabled=model.contextual):
            return model.encode(ids, mask).float()

    def numbers(self, texts: list[str]) -> torch.Tensor:
        """The same number for the same text."""
        return torch.tensor([self.index[text] for text in texts])


def contrastive_loss(model: StorefrontEncoder, sampler: Sampler, batch: list[pairs.Example]) -> torch.Tensor:
    """Each left must pick its right among all rights of the batch, and the reverse; other copies are left out."""
    lefts, rights = [e.left for e in batch], [e.right for e in batch]
    left = sampler.encode(model, lefts)
    right = sampler.encode(model, rights)
    scores = SCALE * left @ right.T
    left_ids, right_ids = sampler.numbers(lefts), sampler.numbers(rights)
    copies = (right_ids[None, :] == right_ids[:, None]) | (left_ids[None, :] == left_ids[:, None])
    copies |= right_ids[None, :] == left_ids[:, None]
    if batch[0].topic:
        topics = np.array([e.topic for e in batch])
        copies |= torch.from_numpy(topics[None, :] == topics[:, None])
    scores = scores.masked_fill(copies & ~torch.eye(len(batch), dtype=torch.bool), -1e4)
    target = torch.arange(len(batch))
    backward = F.cross_entropy(scores.T, target)
    if batch[0].wrong:
        wrong = sampler.encode(model, [e.wrong for e in batch])
        scores = torch.cat([scores, SCALE * (left * wrong).sum(-1, keepdim=True)], dim=1)
    return F.cross_entropy(scores, target) + backward


def ranking_loss(model: StorefrontEncoder, sampler: Sampler, batch: list[corpora.Scored]) -> torch.Tensor:
    """CoSENT (Su, 2022): of any two sentence pairs, the one people found more similar must have the higher cosine."""
    left = sampler.encode(model, [s.left for s in batch])
    right = sampler.encode(model, [s.right for s in batch])
    cosine = SCALE * (left * right).sum(-1)
    human = torch.tensor([s.similarity for s in batch])
    wrong_order = (cosine[:, None] - cosine[None, :])[human[:, None] < human[None, :]]
    return torch.logsumexp(torch.cat([torch.zeros(1), wrong_order]), dim=0)


def imitation_loss(model: StorefrontEncoder, sampler: Sampler, texts: list[str]) -> torch.Tensor:
    """How far the texts are from where the teacher has them."""
    ours = sampler.encode(model, texts)
    theirs = torch.stack([sampler.vectors[text] for text in texts])
    return SCALE * (1 - (ours * theirs).sum(-1)).mean()


def run(model, sampler, groups, steps: int, minutes: float, batch: int, sts_every: int) -> None:
    """Trains for so many steps, or minutes where those end sooner.

    The learning rate warms up over the first 2 % and then falls linearly to a twentieth.
    """
    optimizer = torch.optim.AdamW(groups, weight_decay=0.0, fused=True)
    peaks = [group["lr"] for group in optimizer.param_groups]
    started, step = time.monotonic(), 0
    recent: dict[str, list[float]] = {"contrastive": [], "imitation": []}
    while (done := max(step / steps, (time.monotonic() - started) / (60 * minutes))) < 1:
        for group, peak in zip(optimizer.param_groups, peaks):
            group["lr"] = peak * min(done / 0.02 + 0.01, 1.0) * max(1 - done, 0.05)
        if sts_every and step % sts_every == 0:
            loss = ranking_loss(model, sampler, sampler.rng.sample(sampler.scored, 128))
        elif sampler.lessons and step % CONTRASTIVE_EVERY:
            loss = imitation_loss(model, sampler, sampler.lesson(batch * 2))
            recent["imitation"].append(loss.item())
        else:
            loss = contrastive_loss(model, sampler, sampler.examples(batch, model.contextual))
            recent["contrastive"].append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            losses = ", ".join(f"{kind} {np.mean(values):.3f}" for kind, values in recent.items() if values)
            print(f"{done:6.1%} step {step}: {losses}", flush=True)
            for values in recent.values():
                values.clear()
    print(f"{step} steps in {(time.monotonic() - started) / 60:.1f} minutes", flush=True)


def vocabulary_texts(kinds: list[pairs.Kind]) -> list[str]:
    """All shop text once, and every sixth WordNet text: enough for common English without crowding products out."""
    texts = []
    for kind in kinds:
        if kind.name not in ("halves", "description-category", "head") and not kind.examples[0].topic:
            examples = kind.examples[::6] if kind.name in ("definition", "damaged", "broader") else kind.examples
            texts += [text for e in examples for text in (e.left, e.right)]
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="directory with catalogs/, logs/, text/, embeddings/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, help="directory with the ONNX weights and tokenizer of a larger model")
    parser.add_argument("--taught", type=Path, help="where the teacher's vectors are kept between runs (OUT/taught)")
    parser.add_argument("--corpora", choices=("stated", "all"), default="all", help="stated: only those that state a licence")
    parser.add_argument("--sts", choices=("licensed", "none"), default="licensed")
    parser.add_argument("--table-steps", type=int, default=5000)
    parser.add_argument("--transformer-steps", type=int, default=6000)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="time limit; the table gets a quarter of it")
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--leave-out", nargs="*", default=(), help="catalogs to leave out, to validate on shops not seen")
    parser.add_argument("--final", action="store_true", help="after all choices are made: learn from the validation part too")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)

    sources = pairs.read(options.data, options.corpora == "all", options.leave_out, options.final)
    kinds = pairs.build(sources, options.seed)
    for kind in kinds:
        print(f"{kind.name:15} {len(kind.examples):7} examples")
    scored = corpora.sts_benchmark(options.data, "train") if options.sts == "licensed" else []
    explained = lessons.build(sources, kinds, options.seed) if options.teacher else []
    vectors = {}
    if explained:
        texts = sorted({text for lesson in explained for text in lesson.texts})
        wide = teacher.taught(options.teacher, texts, options.taught or options.out / "taught")
        vectors = dict(zip(texts, torch.from_numpy(teacher.reduced(wide, WIDTH))))
    tokenizer = fit(vocabulary_texts(kinds), VOCABULARY)
    sampler = Sampler(kinds, scored, explained, vectors, tokenizer, options.seed)
    model = StorefrontEncoder(tokenizer.get_vocab_size(), width=WIDTH, layers=options.layers)
    every = 8 if scored else 0
    started = time.monotonic()

    model.contextual = False
    table = [*model.table.parameters(), *model.importance.parameters()]
    run(model, sampler, [{"params": table, "lr": 2e-3}], options.table_steps, options.minutes / 4, 512, every)
    export(model, tokenizer, options.out / "table")
    if options.transformer_steps:
        model.contextual = True
        transformer = [*model.position.parameters(), *model.entry.parameters(), *model.blocks.parameters()]
        transformer += [*model.exit.parameters(), model.gate]
        groups = [{"params": table, "lr": 2e-4}, {"params": transformer, "lr": 1e-3}]
        left = options.minutes - (time.monotonic() - started) / 60
        run(model, sampler, groups, options.transformer_steps, left, 128, every)
        export(model, tokenizer, options.out / "model")


if __name__ == "__main__":
    main()
