"""Writes the tiny model of 24 dimensions that ModelSwitchIT changes to: random vectors, which mean nothing."""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

ROWS = 1024
WIDTH = 24


class TinyEncoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(ROWS, WIDTH)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Token ids [batch, length] to vectors [batch, length, 24]."""
        return self.table(input_ids % ROWS).float()


def main() -> None:
    torch.manual_seed(7)
    example = torch.ones(1, 4, dtype=torch.long)
    with torch.no_grad():
        traced = torch.jit.trace(TinyEncoder().half().eval(), (example, example, example))
    traced.save(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
