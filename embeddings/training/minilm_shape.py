"""Writes a model directory of all-MiniLM-L6-v2's shape (6 layers, width 384) with random weights, to compare speed with.

    python minilm_shape.py --tokenizer DATA/embeddings/minilm-tokenizer --out OUT
"""

import argparse
import shutil
from pathlib import Path

import torch
from transformers import BertConfig, BertModel

from export import SERVING


class HiddenStates(torch.nn.Module):
    def __init__(self, bert: BertModel):
        super().__init__()
        self.bert = bert

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        return self.bert(ids, attention_mask=mask, token_type_ids=types, return_dict=False)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(1)
    bert = BertModel(BertConfig.from_pretrained(options.tokenizer)).eval()
    example = torch.ones(2, 8, dtype=torch.int64)
    with torch.no_grad():
        traced = torch.jit.trace(HiddenStates(bert), (example, example, example), strict=False)
    options.out.mkdir(parents=True, exist_ok=True)
    traced.save(options.out / "model.pt")
    shutil.copy(options.tokenizer / "tokenizer.json", options.out)
    (options.out / "serving.properties").write_text(SERVING.format(longest=128, width=384))


if __name__ == "__main__":
    main()
