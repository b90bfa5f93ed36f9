"""Trains one network."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from examples import BOX, INSIDE, Batch, Mixture, alter, beyond, reach
from network import SIDE, THRESHOLDS, UNIT, Answer, Network

BATCH, RATE, DECAY, WARM_UP = 32, 2e-3, 5e-2, 100
ENCODER_RATE, ENCODER_DECAY, FROZEN = 0.15, 1e-2, 300  # share of RATE, and steps for which the pretrained encoder stays as it is
BROKEN_OFF = 0.9  # where the schedule ends, as a share of the way to a rate of 0
CARELESS_WEIGHT, SIDES_WEIGHT, QUALITY_WEIGHT, EDGE_WEIGHT = 0.2, 0.3, 0.2, 1.5


def loss(answer: Answer, batch: Batch, careless: Tensor) -> Tensor:
    """The mask's loss and its foretold quality on exact boxes, the outline's and the sides' on careless ones, and whether it was
    told which is which."""
    truth = batch.truth
    box, inside = (on_grid(batch.maps[:, k : k + 1]) for k in (BOX, INSIDE))
    mask = shape_loss(answer.mask, truth, box)
    quality = quality_loss(answer, truth, box)
    outline = shape_loss(answer.outline, truth, reach() * inside)
    sides = F.smooth_l1_loss(answer.sides / UNIT, beyond(truth) / UNIT, beta=0.5, reduction="none").mean(1)
    shapes = (mask + QUALITY_WEIGHT * quality) * (1 - careless) + (outline + SIDES_WEIGHT * sides) * careless
    return shapes.mean() + CARELESS_WEIGHT * F.binary_cross_entropy_with_logits(answer.careless, careless)


def on_grid(map: Tensor) -> Tensor:
    """A map from 0 to 1 on the grid of the answers."""
    return F.interpolate((map + 1) / 2, size=SIDE, mode="bilinear", align_corners=False)


def shape_loss(logit: Tensor, truth: Tensor, where: Tensor) -> Tensor:
    """Cross entropy, in which outlines weigh more, plus one minus the soft IoU, [n]."""
    entropy = F.binary_cross_entropy_with_logits(logit, truth, reduction="none")
    edge = F.max_pool2d(truth, 7, 1, 3) + F.max_pool2d(-truth, 7, 1, 3)
    weight = where * (1 + EDGE_WEIGHT * edge)
    p, t = torch.sigmoid(logit) * where, truth * where
    both = (p * t).sum((1, 2, 3))
    iou = (both + 1) / ((p + t - p * t).sum((1, 2, 3)) + 1)
    return (entropy * weight).sum((1, 2, 3)) / weight.sum((1, 2, 3)) + 1 - iou


def quality_loss(answer: Answer, truth: Tensor, box: Tensor) -> Tensor:
    """Cross entropy of the foretold IoU at each threshold, [n]."""
    probability, covered = torch.sigmoid(answer.mask.detach()) * box, truth > 0.5
    reached = []
    for t in THRESHOLDS:
        above = probability > t
        reached.append((above & covered).sum((1, 2, 3)) / (above | covered).sum((1, 2, 3)).clamp(min=1))
    return F.binary_cross_entropy_with_logits(answer.iou, torch.stack(reached, 1).float(), reduction="none").mean(1)


def train(network: Network, data: Mixture, steps: int, checkpoint: Path, report: Callable[[int, nn.Module], None], every: int) -> nn.Module:
    """AdamW under a cosine schedule that is broken off; the answer is the moving average of the weights. Draws from torch's
    global seed. Goes on from the checkpoint if there is one."""
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    pretrained = list(network.encoder.parameters()) if network.encoder else []
    others = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": others, "share": 1, "weight_decay": DECAY},
                                   {"params": pretrained, "share": ENCODER_RATE, "weight_decay": ENCODER_DECAY}], RATE)
    first = 1
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"] + 1
    total = 0.0
    for step, (batch, careless) in zip(range(first, steps + 1), data.batches(BATCH)):
        for group in optimizer.param_groups:
            group["lr"] = group["share"] * RATE * min(1, step / WARM_UP) * 0.5 * (1 + math.cos(math.pi * BROKEN_OFF * step / steps))
        for p in pretrained:
            p.requires_grad_(step > FROZEN)
        network.train()
        batch = alter(batch)
        inputs = (x.contiguous(memory_format=torch.channels_last) if x.dim() == 4 else x for x in batch.inputs())
        with torch.autocast("cpu", torch.bfloat16):
            answer = network(*inputs)
        value = loss(Answer(*(part.float() for part in answer)), batch, careless)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        follow(average, network, min(0.998, step / (step + 20)))
        total += value.item()
        if step % 100 == 0:
            print(f"step {step} loss {total / 100:.4f}", flush=True)
            total = 0.0
        if step % every == 0 or step == steps:
            torch.save({"step": step, "network": network.state_dict(), "average": average.state_dict(),
                        "optimizer": optimizer.state_dict()}, checkpoint)
            report(step, average)
    return average


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    for a, b in zip(average.state_dict().values(), network.state_dict().values()):
        if a.dtype.is_floating_point:
            a.lerp_(b, 1 - keep)
        else:
            a.copy_(b)
