"""What `copra cues` wrote, and the alterations that cost no new cues."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from crops import GROWTH
from network import SIDE

COLOURS, BOX, INSIDE = slice(0, 3), 3, 15  # maps that are no cues
LEAST_BOX, LEAST_MASK = 24 * 24, 50  # pixels; smaller ones are not scored
OUTLINE_REACH = 1.3  # extents of the box


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


@dataclass(frozen=True)
class Version:
    """The crops as they are or altered."""

    examples: Examples
    careless: bool
    share: float


class Mixture:
    """Draws crops in one of their versions, each as often as its share says."""

    def __init__(self, versions: list[Version], rows: np.ndarray, random: np.random.Generator) -> None:
        self.versions, self.rows, self.random = versions, rows, random
        self.shares = np.array([version.share for version in versions])
        self.shares /= self.shares.sum()

    def draw(self, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """Maps, coverage, and 1 where the box is careless, [n]."""
        rows = self.random.choice(self.rows, count, replace=False)
        version = self.random.choice(len(self.versions), count, p=self.shares)
        parts = [(*self.versions[v].examples.take(rows[version == v]), torch.full([(version == v).sum()], self.versions[v].careless))
                 for v in np.unique(version)]
        x, y, careless = (torch.cat(part) for part in zip(*parts))
        return x, y, careless.float()


def beyond(y: Tensor) -> Tensor:
    """How far objects reach beyond the left, upper, right and lower side of their boxes, as shares of the extent, [n, 4]."""
    covered = y[:, 0] > 0.5
    box = round(SIDE / GROWTH)
    columns, rows = covered.any(1).float(), covered.any(2).float()
    empty = torch.stack([line.argmax(1) for line in (columns, rows, columns.flip(1), rows.flip(1))], 1)
    return ((SIDE - box) // 2 - empty).float() / box * covered.any((1, 2))[:, None]


def reach() -> Tensor:
    """1 where the outline counts, [s, s]: as far as the program lets masks reach beyond corrected boxes."""
    at = ((torch.arange(SIDE) + 0.5) / SIDE * 2 - 1).abs() * GROWTH <= OUTLINE_REACH
    return (at[:, None] & at[None]).float()


def alter(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Mirrors, recolours, hides cues and pastes patches of other crops."""
    n, device = len(x), x.device
    rand, randn = lambda *s: torch.rand(n, *s, device=device), lambda *s: torch.randn(n, *s, device=device)
    mirrored = rand(1, 1, 1) < 0.5
    x, y = torch.where(mirrored, x.flip(3), x), torch.where(mirrored, y.flip(3), y)
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
