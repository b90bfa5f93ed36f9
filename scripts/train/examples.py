"""What `copra cues` wrote, and the alterations that cost no new cues."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

COLOURS, BOX, INSIDE = slice(0, 3), 3, 15  # maps that are no cues
LEAST_BOX, LEAST_MASK = 24 * 24, 50  # pixels; smaller ones are not scored


@dataclass(frozen=True)
class Examples:
    """Bytes [n, 17, s, s] and, 255 where the object covers the pixel, [n, s, s]."""

    channels: np.ndarray
    masks: np.ndarray
    ids: np.ndarray

    @staticmethod
    def load(directory: Path) -> Examples:
        return Examples(*(np.load(directory / f"{name}.npy", mmap_mode="r") for name in ("channels", "masks", "ids")))

    def take(self, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """Maps from -1 to 1, [n, 17, s, s], and coverage from 0 to 1, [n, 1, s, s]."""
        x = torch.from_numpy(self.channels[rows]).float().mul_(2 / 255).sub_(1)
        return x, torch.from_numpy(self.masks[rows]).float().div_(255)[:, None]

    def scored(self, annotations: Path) -> np.ndarray:
        """The rows that the protocol counts: boxes above 24 x 24 pixels, masks of 50 or more."""
        records = {a["id"]: a for a in json.loads(annotations.read_text())["annotations"]}
        return np.array([row for row, id in enumerate(self.ids) if _counts(records[id])])


def _counts(record: dict) -> bool:
    return record["bbox"][2] * record["bbox"][3] > LEAST_BOX and record["area"] >= LEAST_MASK


class Mixture:
    """Draws crops as they are or in one of their altered versions."""

    def __init__(self, versions: list[Examples], rows: np.ndarray, plain: float, random: np.random.Generator) -> None:
        self.versions, self.rows, self.random = versions, rows, random
        rest = max(len(versions) - 1, 1)
        self.shares = [plain if len(versions) > 1 else 1.0] + [(1 - plain) / rest] * (len(versions) - 1)

    def draw(self, count: int) -> tuple[Tensor, Tensor]:
        rows = self.random.choice(self.rows, count, replace=False)
        version = self.random.choice(len(self.versions), count, p=self.shares)
        parts = [self.versions[v].take(rows[version == v]) for v in np.unique(version)]
        return torch.cat([x for x, _ in parts]), torch.cat([y for _, y in parts])


def alter(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Mirrors, bends a little, recolours, hides cues and pastes patches of other crops."""
    n, device = len(x), x.device
    rand, randn = lambda *s: torch.rand(n, *s, device=device), lambda *s: torch.randn(n, *s, device=device)
    matrix = torch.eye(2, 3, device=device).repeat(n, 1, 1) + randn(2, 3) * (rand(1, 1) < 0.6) * torch.tensor([0.05, 0.05, 0.03], device=device)
    matrix[:, 0] *= torch.where(rand(1) < 0.5, -1.0, 1.0)
    box = x[:, BOX : BOX + 1]
    grid = F.affine_grid(matrix, [n, 1, *x.shape[2:]], align_corners=False)
    x = F.grid_sample(x, grid, padding_mode="border", align_corners=False)
    y = F.grid_sample(y, grid, align_corners=False)
    x[:, BOX : BOX + 1] = box  # stays where it always is
    colours, recoloured = x[:, COLOURS], (rand(1, 1, 1) < 0.7).float()
    colours = colours * torch.exp(randn(1, 1, 1) * 0.15 * recoloured)
    colours = colours + (randn(1, 1, 1) * torch.tensor([0.15, 0.0, 0.0], device=device).view(3, 1, 1) + randn(3, 1, 1) * 0.04) * recoloured
    colours = colours * (rand(1, 1, 1) > 0.05)
    patch = _patches(n, x.shape[-1], device) & (rand(1, 1, 1) < 0.4)
    colours = torch.where(patch, colours.roll(1, 0), colours)
    kept = (rand(x.shape[1], 1, 1) > 0.1).float()
    kept[:, BOX] = kept[:, INSIDE] = 1
    x = x * kept
    return torch.cat([colours.clamp(-1, 1), x[:, 3:]], 1), y


def _patches(n: int, side: int, device: torch.device) -> Tensor:
    """A rectangle an example, [n, 1, s, s]."""
    at = torch.arange(side, device=device).view(1, -1)
    def span() -> Tensor:
        start, length = torch.rand(n, 1, device=device) * 0.8, 0.1 + 0.2 * torch.rand(n, 1, device=device)
        return (at >= start * side) & (at < (start + length) * side)
    return (span()[:, :, None] & span()[:, None, :])[:, None]
