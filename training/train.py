"""Trains a network on CPU processes or one GPU. A checkpoint holds all that is needed to go on.

The rate stays level until the last part of the time (`cool`), then falls to zero: most of the gain comes while it falls."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed

from training import weights as stored
from training.arrays import Data
from training.muon import Muon
from training.network import Network
from training.plan import Plan
from training.vocabulary import PAD
from training.weights import Shape

REPORT = 100  # steps
MEAN_EVERY = 4  # steps between two looks of the running mean


class Trainer:
    """One process at work; all processes hold the same weights."""

    def __init__(self, rank: int, plan: Plan, folder: Path, out: Path, shape: Shape, start: stored.Weights | None) -> None:
        self.rank, self.plan, self.out = rank, plan, out
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(plan.seed)
        self.data = Data(folder)
        self.network = Network(shape, plan.drop).to(self.device)
        named = list(self.network.named_parameters())
        self.params = [value for _, value in named]
        matrices = [name for name, value in named if value.ndim == 2 and not name.startswith("emb")]
        self.muon = Muon([value for name, value in named if name in matrices], [value for name, value in named if name.endswith("kv.weight")])
        self.adam = torch.optim.Adam([value for name, value in named if name not in matrices], betas=(0.9, 0.98), eps=1e-9, fused=True)
        self.step, self.minutes, self.seen = 0, 0.0, 0
        self.mean: dict[str, Any] = {}
        if start is not None:
            self.network.load_state_dict({name: torch.from_numpy(value) for name, value in start.items()})
        if (out / "checkpoint.pt").exists():
            self.resume()
        if not self.mean:
            self.mean = {name: value.clone() for name, value in self.network.state_dict().items()}

    def resume(self) -> None:
        saved = torch.load(self.out / "checkpoint.pt", map_location=self.device, weights_only=True)
        self.network.load_state_dict(saved["model"])
        for buffer, value in zip(self.muon.buffers, saved["muon"], strict=True):
            buffer.copy_(value)
        self.adam.load_state_dict(saved["adam"])
        self.mean, self.step, self.minutes, self.seen = saved["ema"], saved["step"], saved["minutes"], saved["seen"]

    def save(self, minutes: float) -> None:
        saved = {
            "model": self.network.state_dict(),
            "ema": self.mean,
            "muon": self.muon.buffers,
            "adam": self.adam.state_dict(),
            "step": self.step,
            "minutes": self.minutes + minutes,
            "seen": self.seen,
            "hardware": torch.cuda.get_device_name() if self.device == "cuda" else f"{self.plan.processes} CPU processes",
            "shape": self.network.shape.facts(),
            "plan": asdict(self.plan),
        }
        torch.save(saved, self.out / "checkpoint.new")
        (self.out / "checkpoint.new").replace(self.out / "checkpoint.pt")

    def amp(self) -> Any:
        return torch.autocast("cuda", torch.bfloat16, enabled=self.device == "cuda")

    def batch(self, ids: Any) -> list[Any]:
        return [tensor.to(self.device, non_blocking=True) for tensor in self.data.collate(np.sort(ids))]

    def validate(self) -> float:
        """Return the loss a token on held-out pairs."""
        self.network.eval()
        total = count = 0.0
        with torch.no_grad(), self.amp():
            for at in range(0, len(self.data.held_out), 40):
                source, target, said = self.batch(self.data.held_out[at : at + 40])
                total += float(self.network.loss(source, target, said, 0.0))
                count += int((said != PAD).sum())
        self.network.train()
        return total / max(1, count)

    def learn(self, parts: list[Any], rate: float) -> tuple[float, int]:
        """Take one step; return the loss of its target tokens, and how many there were."""
        batches = [self.batch(ids) for ids in parts]
        number = sum(int((said != PAD).sum()) for _, _, said in batches)
        loss = 0.0
        for param in self.params:
            param.grad = None
        for source, target, said in batches:
            with self.amp():
                part = self.network.loss(source, target, said, self.plan.smooth) / number
            part.backward()
            loss += float(part.detach()) * number
        if self.plan.processes > 1:
            flat = torch.cat([param.grad.view(-1) for param in self.params])
            torch.distributed.all_reduce(flat)
            for param, grad in zip(self.params, flat.split([param.numel() for param in self.params]), strict=True):
                param.grad.copy_(grad.view_as(param) / self.plan.processes)
        torch.nn.utils.clip_grad_norm_(self.params, 1.0)
        for group in self.adam.param_groups:
            group["lr"] = self.plan.rate / 2 * rate
        self.adam.step()
        self.muon.step(self.plan.rate * rate)
        self.step += 1
        self.seen += self.plan.processes * sum(int((source != PAD).sum()) + int((said != PAD).sum()) for source, _, said in batches)
        if self.step % MEAN_EVERY == 0:
            part = 1 - min(self.plan.mean, (1 + self.step) / (10 + self.step)) ** MEAN_EVERY
            for name, value in self.network.state_dict().items():
                self.mean[name].lerp_(value, part)
        return loss, number

    def run(self) -> float:
        """Train for the plan's minutes; return the last validation loss."""
        plan, begin = self.plan, time.monotonic()
        clock = torch.zeros(1)
        saved, part, loss, tokens, seen = 0.0, 0.0, 0.0, 0, self.seen
        rng = np.random.default_rng(plan.seed + self.step)
        first = self.step
        self.network.train()
        while part < 1:
            todo = self.data.batches(plan.tokens, plan.weights, rng)
            size = plan.processes * plan.accumulate
            if len(todo) < size:
                raise ValueError(f"{len(todo)} batches are too few for {plan.processes} processes")
            for at in range(0, len(todo) - size + 1, size):
                added, count = self.learn([todo[at + self.rank + i * plan.processes] for i in range(plan.accumulate)], plan.at(part, self.step - first + 1))
                loss, tokens = loss + added, tokens + count
                clock.fill_((time.monotonic() - begin) / 60)
                if plan.processes > 1:
                    torch.distributed.broadcast(clock, 0)  # all stop at one step
                part = (self.step - first) / plan.steps if plan.steps else float(clock) / plan.minutes
                if self.rank == 0 and self.step % REPORT == 0:
                    speed = (self.seen - seen) / (time.monotonic() - begin)
                    print(
                        f"step {self.step}, {float(clock):.1f} min, loss {loss / tokens:.3f}, held out {self.validate():.3f}, {speed:.0f} tokens/s", flush=True
                    )
                    loss, tokens = 0.0, 0
                if self.rank == 0 and float(clock) - saved > plan.save:
                    self.save(float(clock))
                    saved = float(clock)
                if part >= 1:
                    break
        if self.rank == 0:
            self.save(float(clock))
        return self.validate()


def work(rank: int, plan: Plan, folder: Path, out: Path, shape: Shape, start: stored.Weights | None) -> None:
    """Be one process of a training."""
    torch.set_num_threads(1 if plan.processes > 1 else torch.get_num_threads())
    if plan.processes > 1:
        torch.distributed.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{plan.port}", rank=rank, world_size=plan.processes)
    trainer = Trainer(rank, plan, folder, out, shape, start)
    if rank == 0:
        numbers = sum(param.numel() for param in trainer.params)
        print(f"{numbers / 1e6:.1f}M parameters, {len(trainer.data.length):,} pairs, {plan.processes} × {trainer.device}, from step {trainer.step}", flush=True)
    loss = trainer.run()
    if rank == 0:
        print(f"step {trainer.step}, {trainer.seen / 1e6:.1f}M tokens, held out {loss:.4f}", flush=True)
    if plan.processes > 1:
        torch.distributed.destroy_process_group()


def train(plan: Plan, folder: Path, out: Path, shape: Shape, start: stored.Weights | None = None) -> Path:
    """Train from a checkpoint in `out` if one is there, else from `start`, else from nothing; return the checkpoint."""
    out.mkdir(parents=True, exist_ok=True)
    if plan.processes > 1:
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
        torch.multiprocessing.spawn(work, (plan, folder, out, shape, start), plan.processes)  # type: ignore[no-untyped-call]
    else:
        work(0, plan, folder, out, shape, start)
    return out / "checkpoint.pt"
