"""Writes a model directory that the Java module (and DJL in general) loads: TorchScript, tokenizer, settings."""

import copy
from pathlib import Path

import torch
from tokenizers import Tokenizer

from model import StorefrontEncoder

SERVING = """\
engine=PyTorch
option.modelName=model
translatorFactory=ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory
padding=true
truncation=true
maxLength={longest}
includeTokenTypes=true
pooling=mean
normalize=true
dimension={width}
"""

# Texts whose vectors are stored beside the model: the Java tests compare theirs with these.
REFERENCE_TEXTS = [
    "",
    "sneakers",
    "phone case",
    "Women's running shoes, breathable mesh, size 38",
    "Dog food with chicken and rice for adult dogs 2 kg",
    "Café crème façade naïve",
    "日本語 emoji 🎁 gift",
    "A stainless steel insulated bottle that keeps drinks cold for 24 hours and hot for 12. " * 12,
]


def export(model: StorefrontEncoder, tokenizer: Tokenizer, directory: Path) -> None:
    """Writes model.pt, tokenizer.json, serving.properties and reference.tsv into the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    model = copy.deepcopy(model).eval()
    # Half the bytes on disk for the table, the largest part; looked-up rows are widened again, so arithmetic stays
    # in single precision. The transformer's few weights stay as they are: widening those would cost time per call.
    model.table.half()
    longest = model.config["longest"]
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    example = torch.ones(2, 8, dtype=torch.int64)
    with torch.no_grad():
        traced = torch.jit.trace(model, (example, example, example), strict=False)
    traced.save(directory / "model.pt")
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    (directory / "serving.properties").write_text(SERVING.format(longest=longest, width=model.config["width"]))
    loaded = torch.jit.load(directory / "model.pt")
    with open(directory / "reference.tsv", "w", encoding="utf-8") as file:
        for text in REFERENCE_TEXTS:
            vector = " ".join(f"{value:.7g}" for value in embed(loaded, tokenizer, text))
            file.write(f"{text}\t{vector}\n")


def embed(traced: torch.jit.ScriptModule, tokenizer: Tokenizer, text: str) -> list[float]:
    ids = torch.tensor([tokenizer.encode(text).ids])
    with torch.no_grad():
        mean = traced(ids, torch.ones_like(ids), torch.zeros_like(ids)).mean(1)
    return torch.nn.functional.normalize(mean, dim=-1)[0].tolist()
