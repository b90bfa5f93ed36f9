"""Quality of masks on the crops' own grid, by Copra's rule of the highest expected IoU, and of what is said of boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import nn

from examples import BOX, INSIDE, Examples, beyond, reach
from network import Answer
from training import on_grid


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
def answers(network: nn.Module, examples: Examples, rows: np.ndarray) -> Answer:
    network.eval()
    parts = [network(*examples.take(rows[i : i + 32]).inputs()) for i in range(0, len(rows), 32)]
    return Answer(*(torch.cat(part) for part in zip(*parts)))


def mask_quality(logits: torch.Tensor, examples: Examples, rows: np.ndarray) -> Quality:
    """Of masks that stay within their boxes."""
    return _quality(logits, examples, rows, lambda row: _over(examples, row, BOX))


def outline_quality(logits: torch.Tensor, examples: Examples, rows: np.ndarray) -> Quality:
    """Of masks that may leave their boxes."""
    within = reach().numpy() > 0
    return _quality(logits, examples, rows, lambda row: within & _over(examples, row, INSIDE))


def _over(examples: Examples, row: int, map: int) -> np.ndarray:
    """Where a map is above one half, on the grid of the answers."""
    return on_grid(torch.from_numpy(examples.maps[row, map][None, None]).float() * (2 / 255) - 1)[0, 0].numpy() > 0.5


def _quality(logits: torch.Tensor, examples: Examples, rows: np.ndarray, where: Callable[[int], np.ndarray]) -> Quality:
    probability = torch.sigmoid(logits).numpy()
    iou, expected = np.empty(len(rows)), np.empty(len(rows))
    for i, row in enumerate(rows):
        p = (probability[i, 0] * where(row)).ravel()
        truth = examples.masks[row].ravel() > 127
        descending = np.sort(p)[::-1]
        covered = np.cumsum(descending)
        ratio = covered / (np.arange(1, len(p) + 1) + covered[-1] - covered)
        best = ratio.argmax()
        mask = p >= np.clip(descending[best], 0.1, 0.9)
        iou[i], expected[i] = (mask & truth).sum() / max((mask | truth).sum(), 1), ratio[best]
    sure = np.argsort(-expected)[: len(rows) // 2]
    return Quality(len(rows), iou.mean(), (iou >= 0.75).mean(), expected.mean(), np.corrcoef(iou, expected)[0, 1], iou[sure].mean())


def box_figures(exact: Answer, careless: Answer, examples: Examples, rows: np.ndarray) -> dict[str, float]:
    """How well careless boxes are told from exact ones, and how much is seen of what is wrong with them.

    Returns `careless_auc`, the chance that a careless box is said to be more so than an exact one, and `sides_explained`, the
    share of the mean square of the sides' errors that the answer takes away.
    """
    auc = (exact.careless[:, None] < careless.careless[None]).float().mean()
    truth = beyond(examples.take(rows).truth)
    left = ((careless.sides - truth) ** 2).mean() / (truth**2).mean()
    return {"careless_auc": auc.item(), "sides_explained": 1 - left.item()}
