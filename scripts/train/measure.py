"""Quality of masks on the crops' own grid, by Copra's rule of the highest expected IoU."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn

from examples import BOX, Examples


@dataclass(frozen=True)
class Quality:
    instances: int
    mean_iou: float
    at_75: float  # share of instances of IoU .75 or more
    confidence: float  # mean expected IoU
    correlation: float  # of expected and true IoU
    confident_half: float  # mean IoU of the half of higher expected IoU

    def __str__(self) -> str:
        return " ".join(f"{name} {value:.4f}" if isinstance(value, float) else f"{name} {value}" for name, value in asdict(self).items())


@torch.no_grad()
def logits(network: nn.Module, examples: Examples, rows: np.ndarray) -> Tensor:
    """The network's answers, [n, 1, s, s]."""
    network.eval()
    return torch.cat([network(examples.take(rows[i : i + 32])[0]) for i in range(0, len(rows), 32)])


def quality(probability: np.ndarray, examples: Examples, rows: np.ndarray) -> Quality:
    """Of probabilities [n, 1, s, s]."""
    iou, expected = np.empty(len(rows)), np.empty(len(rows))
    for i, row in enumerate(rows):
        p = (probability[i, 0] * (examples.channels[row, BOX] > 127)).ravel()
        truth = examples.masks[row].ravel() > 127
        descending = np.sort(p)[::-1]
        covered = np.cumsum(descending)
        ratio = covered / (np.arange(1, len(p) + 1) + covered[-1] - covered)
        best = ratio.argmax()
        mask = p >= np.clip(descending[best], 0.1, 0.9)
        iou[i], expected[i] = (mask & truth).sum() / max((mask | truth).sum(), 1), ratio[best]
    sure = np.argsort(-expected)[: len(rows) // 2]
    return Quality(len(rows), iou.mean(), (iou >= 0.75).mean(), expected.mean(), np.corrcoef(iou, expected)[0, 1], iou[sure].mean())
