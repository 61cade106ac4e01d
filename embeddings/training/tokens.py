"""The WordPiece vocabulary, fitted to shop text, and batches of token ids."""

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers


def fit(texts: list[str], size: int) -> Tokenizer:
    """A lower-casing WordPiece tokenizer; "[CLS]" opens every text, so that an empty one still has a token."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    special = ["[PAD]", "[UNK]", "[CLS]"]
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A", pair="[CLS] $A $B", special_tokens=[("[CLS]", tokenizer.token_to_id("[CLS]"))]
    )
    return tokenizer


class Texts:
    """Token ids of many texts, encoded once. `batch(indices)` pads them to the longest of the batch."""

    def __init__(self, tokenizer: Tokenizer, texts: list[str], longest: int):
        tokenizer.enable_truncation(longest)
        self.ids = [torch.tensor(e.ids, dtype=torch.int32) for e in tokenizer.encode_batch_fast(texts)]

    def batch(self, indices: list[int], longest: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(ids, mask), both (batch, tokens) int64, with at most `longest` tokens of each text."""
        ids = torch.nn.utils.rnn.pad_sequence([self.ids[i][:longest] for i in indices], batch_first=True).long()
        lengths = torch.tensor([len(self.ids[i]) for i in indices])
        mask = (torch.arange(ids.size(1))[None, :] < lengths[:, None]).long()
        return ids, mask
