"""Trains a network in two phases: mostly on altered crops, then on crops as they are."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from examples import BOX, Mixture, alter
from network import Network

BATCH, DECAY = 32, 5e-2


@dataclass(frozen=True)
class Phase:
    """AdamW under a cosine schedule that may be broken off."""

    steps: int
    horizon: int  # steps after which the rate would be 0
    rate: float
    warm_up: int
    plain: float  # share of crops that are drawn as they are
    keep: float  # of the moving average of the weights, a step


PHASES = (Phase(4500, 7000, 2e-3, 100, 0.5, 0.998), Phase(800, 800, 4e-4, 30, 1.0, 0.99))


def loss(logit: Tensor, truth: Tensor, box: Tensor) -> Tensor:
    """Cross entropy plus one minus the soft IoU, both in the box: what is outside gets into no mask."""
    entropy = F.binary_cross_entropy_with_logits(logit, truth, reduction="none")
    p, t = torch.sigmoid(logit) * box, truth * box
    both = (p * t).sum((1, 2, 3))
    iou = (both + 1) / ((p + t - p * t).sum((1, 2, 3)) + 1)
    return ((entropy * box).sum((1, 2, 3)) / box.sum((1, 2, 3)) + 1 - iou).mean()


def train(data: Mixture, phases: tuple[Phase, ...], report: Callable[[int, nn.Module], None], every: int) -> nn.Module:
    """The moving average of the weights, with which each phase starts anew. Draws from torch's global seed."""
    average, done = Network().to(memory_format=torch.channels_last), 0
    for phase in phases:
        network = copy.deepcopy(average)
        optimizer = torch.optim.AdamW(network.parameters(), phase.rate, weight_decay=DECAY)
        for step in range(1, phase.steps + 1):
            for group in optimizer.param_groups:
                group["lr"] = phase.rate * min(1, step / phase.warm_up) * 0.5 * (1 + math.cos(math.pi * step / phase.horizon))
            learn(network, optimizer, *alter(*data.draw(BATCH, phase.plain)))
            follow(average, network, min(phase.keep, step / (step + 20)))
            if (done + step) % every == 0 or step == phase.steps:
                report(done + step, average)
        done += phase.steps
    return average


def learn(network: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor, truth: Tensor) -> None:
    network.train()
    with torch.autocast("cpu", torch.bfloat16):
        logit = network(x.contiguous(memory_format=torch.channels_last))
    value = loss(logit.float(), truth, (x[:, BOX : BOX + 1] + 1) / 2)
    optimizer.zero_grad()
    value.backward()
    optimizer.step()


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    for a, b in zip(average.state_dict().values(), network.state_dict().values()):
        if a.dtype.is_floating_point:
            a.lerp_(b, 1 - keep)
        else:
            a.copy_(b)
