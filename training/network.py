"""A pre-norm Transformer with tied embeddings, laid out as CTranslate2 computes it: deep encoder, shallow decoder."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from training import layers
from training.vocabulary import PAD
from training.weights import Shape

FAST = not torch.cuda.is_available()
POSITIONS = 512


def linear(x: Any, module: nn.Linear) -> Any:
    return layers.Linear.apply(x, module.weight, module.bias) if FAST else module(x)


class Attention(nn.Module):
    """Looks from each place of x at the places of a memory."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.kv, self.o = nn.Linear(width, width), nn.Linear(width, 2 * width), nn.Linear(width, width)

    def forward(self, x: Any, memory: Any, mask: Any = None, causal: bool = False) -> Any:
        batch, length, width = x.shape
        size = width // self.heads
        query = linear(x, self.q).view(batch, length, self.heads, size).transpose(1, 2)
        key, value = linear(memory, self.kv).view(batch, memory.shape[1], 2, self.heads, size).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
        return linear(seen.transpose(1, 2).reshape(batch, length, width), self.o)


class Layer(nn.Module):
    """One layer of the encoder or, with `cross`, of the decoder."""

    def __init__(self, shape: Shape, drop: float, cross: bool) -> None:
        super().__init__()
        self.drop, self.cross = drop, cross
        self.n1, self.sa = nn.LayerNorm(shape.width), Attention(shape.width, shape.heads)
        if cross:
            self.n2, self.ca = nn.LayerNorm(shape.width), Attention(shape.width, shape.heads)
        self.n3, self.f1, self.f2 = nn.LayerNorm(shape.width), nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)

    def dropped(self, x: Any) -> Any:
        return functional.dropout(x, self.drop, self.training) if self.drop else x

    def forward(self, x: Any, mask: Any = None, causal: bool = False, memory: Any = None) -> Any:
        y = self.n1(x)
        x = x + self.dropped(self.sa(y, y, None if self.cross else mask, causal))
        if self.cross:
            x = x + self.dropped(self.ca(self.n2(x), memory, mask))
        y = self.n3(x)
        y = layers.FeedForward.apply(y, self.f1.weight, self.f1.bias, self.f2.weight, self.f2.bias) if FAST else self.f2(functional.relu(self.f1(y)))
        return x + self.dropped(y)


def positions(length: int, width: int) -> Any:
    """Return sinusoids (length, width) as CTranslate2 computes them: [sin | cos], counted from 1."""
    steps = torch.exp(torch.arange(width // 2).float() * (-math.log(10000) / (width // 2 - 1)))
    at = torch.arange(1, length + 1).float()[:, None] * steps[None]
    return torch.cat([torch.sin(at), torch.cos(at)], 1)


class Network(nn.Module):
    """Encoder and decoder; `loss` sums over all target tokens."""

    def __init__(self, shape: Shape, drop: float = 0.0) -> None:
        super().__init__()
        self.shape, self.drop = shape, drop
        self.emb = nn.Embedding(shape.vocabulary, shape.width, padding_idx=PAD)
        nn.init.normal_(self.emb.weight, 0, shape.width**-0.5)
        self.register_buffer("positions", positions(POSITIONS, shape.width), persistent=False)
        self.enc = nn.ModuleList(Layer(shape, drop, False) for _ in range(shape.encoder))
        self.dec = nn.ModuleList(Layer(shape, drop, True) for _ in range(shape.decoder))
        self.en, self.dn = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)

    def embed(self, tokens: Any) -> Any:
        x = self.emb(tokens) * math.sqrt(self.shape.width) + self.positions[: tokens.shape[1]]
        return functional.dropout(x, self.drop, self.training) if self.drop else x

    def forward(self, source: Any, target: Any) -> Any:
        mask = (source != PAD)[:, None, None, :]
        x, y = self.embed(source), self.embed(target)
        for layer in self.enc:
            x = layer(x, mask=mask)
        memory = self.en(x)
        for layer in self.dec:
            y = layer(y, mask=mask, causal=True, memory=memory)
        return self.dn(y)

    def loss(self, source: Any, target: Any, said: Any, smooth: float) -> Any:
        real = said != PAD
        hidden, gold = self(source, target)[real], said[real]
        if FAST:
            return layers.CrossEntropy.apply(hidden, self.emb.weight, gold, smooth)
        return functional.cross_entropy(functional.linear(hidden, self.emb.weight).float(), gold, label_smoothing=smooth, reduction="sum")
