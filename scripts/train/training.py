"""Trains one network."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from examples import BOX, INSIDE, Mixture, alter, beyond, reach
from network import UNIT, Answer, Network

BATCH, RATE, DECAY, WARM_UP = 32, 2e-3, 5e-2, 100
BROKEN_OFF = 0.8  # where the schedule ends, as a share of the way to a rate of 0
CARELESS_WEIGHT, SIDES_WEIGHT = 0.2, 0.3


def loss(answer: Answer, x: Tensor, truth: Tensor, careless: Tensor) -> Tensor:
    """The mask's loss on exact boxes, the outline's and the sides' on careless ones, and whether it was told which is which."""
    box, inside = (x[:, BOX : BOX + 1] + 1) / 2, (x[:, INSIDE : INSIDE + 1] + 1) / 2
    mask = shape_loss(answer.mask, truth, box)
    outline = shape_loss(answer.outline, truth, reach().to(x.device) * inside)
    sides = F.smooth_l1_loss(answer.sides / UNIT, beyond(truth) / UNIT, beta=0.5, reduction="none").mean(1)
    shapes = mask * (1 - careless) + (outline + SIDES_WEIGHT * sides) * careless
    return shapes.mean() + CARELESS_WEIGHT * F.binary_cross_entropy_with_logits(answer.careless, careless)


def shape_loss(logit: Tensor, truth: Tensor, where: Tensor) -> Tensor:
    """Cross entropy plus one minus the soft IoU, [n]."""
    entropy = F.binary_cross_entropy_with_logits(logit, truth, reduction="none")
    p, t = torch.sigmoid(logit) * where, truth * where
    both = (p * t).sum((1, 2, 3))
    iou = (both + 1) / ((p + t - p * t).sum((1, 2, 3)) + 1)
    return (entropy * where).sum((1, 2, 3)) / where.sum((1, 2, 3)) + 1 - iou


def train(data: Mixture, steps: int, report: Callable[[int, nn.Module], None], every: int = 500) -> nn.Module:
    """AdamW under a cosine schedule that is broken off; the answer is the moving average of the weights. Draws from torch's
    global seed."""
    network = Network().to(memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, step / WARM_UP) * 0.5 * (1 + math.cos(math.pi * BROKEN_OFF * step / steps))
        network.train()
        x, y, careless = data.draw(BATCH)
        x, truth = alter(x, y)
        with torch.autocast("cpu", torch.bfloat16):
            answer = network(x.contiguous(memory_format=torch.channels_last))
        value = loss(Answer(*(part.float() for part in answer)), x, truth, careless)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        follow(average, network, min(0.998, step / (step + 20)))
        if step % every == 0 or step == steps:
            report(step, average)
    return average


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    for a, b in zip(average.state_dict().values(), network.state_dict().values()):
        if a.dtype.is_floating_point:
            a.lerp_(b, 1 - keep)
        else:
            a.copy_(b)
