"""The encoder: a table of token vectors, and a small transformer that corrects their weighted mean.

A mean of token vectors alone is already a strong and very fast product embedding, but it cannot see word order. The
transformer starts with its output gate nearly shut, so that it adds to what the table has learned.
"""

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """One pre-norm transformer layer: self-attention, then a feed-forward part of `ffn` units."""

    def __init__(self, width: int, heads: int, ffn: int):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, ffn), nn.Linear(ffn, width)

    def forward(self, x: torch.Tensor, attend: torch.Tensor) -> torch.Tensor:
        """x: (batch, tokens, width); attend: (batch, 1, 1, tokens), True where there is a token."""
        batch, tokens, width = x.shape
        heads = self.qkv(self.norm1(x)).view(batch, tokens, 3, self.heads, width // self.heads)
        q, k, v = heads.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=attend)
        x = x + self.out(mixed.transpose(1, 2).reshape(batch, tokens, width))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class StorefrontEncoder(nn.Module):
    """Token ids to token vectors whose plain mean over the mask, scaled to unit length, is the text's embedding."""

    def __init__(self, vocabulary: int, width: int = 256, layers: int = 2, heads: int = 4, ffn: int = 512, longest: int = 128):
        super().__init__()
        self.config = dict(vocabulary=vocabulary, width=width, layers=layers, heads=heads, ffn=ffn, longest=longest)
        self.table = nn.Embedding(vocabulary, width)
        self.importance = nn.Embedding(vocabulary, 1)
        self.position = nn.Embedding(longest, width)
        self.entry = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width, heads, ffn) for _ in range(layers))
        self.exit = nn.LayerNorm(width)
        self.gate = nn.Parameter(torch.full((width,), 0.05))
        self.contextual = True
        # Small, so that what is learned soon outweighs chance; not zero, so that unlearned words still differ.
        nn.init.normal_(self.table.weight, std=0.03)
        nn.init.zeros_(self.importance.weight)
        # Positions that training never reaches stay silent.
        nn.init.zeros_(self.position.weight)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor | None = None) -> torch.Tensor:
        """ids, mask: (batch, tokens) integers; types is ignored. Returns (batch, tokens, width)."""
        own = self.table(ids).float()
        vectors = own
        if self.contextual:
            x = self.entry(own) + self.position(torch.arange(ids.size(1), device=ids.device))
            attend = mask[:, None, None, :].bool()
            for block in self.blocks:
                x = block(x, attend)
            vectors = own + self.gate * self.exit(x)
        return vectors * self.importance(ids).float().exp()

    def encode(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unit-norm embeddings, (batch, width): what the Java translator computes from forward()."""
        if not self.contextual:
            # The same weighted sum in one pass over the table: ten times faster to train.
            weights = self.importance(ids).squeeze(-1).exp() * mask
            return F.normalize(F.embedding_bag(ids, self.table.weight, per_sample_weights=weights, mode="sum"), dim=-1)
        weights = mask.unsqueeze(-1).float()
        mean = (self.forward(ids, mask) * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return F.normalize(mean, dim=-1)
