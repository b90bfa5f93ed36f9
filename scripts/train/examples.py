"""What `copra cues` wrote, and the alterations that cost no new cues."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from crops import GROWTH, OTHERS, tidy
from network import MAPS, SIDE

BOX, INSIDE = 0, 12  # maps that are no cues
KNOWN = slice(MAPS - 2, MAPS)
LEAST_BOX, LEAST_MASK = 24 * 24, 50  # pixels; smaller ones are not scored
OUTLINE_REACH = 1.3  # extents of the box
UNNAMED = 0.25  # share of examples whose category is hidden


class Batch(NamedTuple):
    colours: Tensor  # from -1 to 1, RGB, [n, 3, s, s]
    maps: Tensor  # from -1 to 1, [n, 16, m, m]
    categories: Tensor  # their numbers, [n]
    truth: Tensor  # coverage from 0 to 1, [n, 1, s, s]

    def inputs(self) -> tuple[Tensor, Tensor, Tensor]:
        return self.colours, self.maps, self.categories


class Vocabulary:
    """Numbers for the names of categories; 0 for all others."""

    def __init__(self, names: list[str]) -> None:
        self.names, self._numbers = names, {name: i + 1 for i, name in enumerate(names)}

    def number(self, name: str) -> int:
        return self._numbers.get(tidy(name), 0)


@dataclass(frozen=True)
class Examples:
    """Bytes: colours [n, 3, s, s], maps [n, 16, m, m] and, 255 where the object covers the pixel, masks [n, s, s]."""

    colours: np.ndarray
    maps: np.ndarray
    masks: np.ndarray
    ids: np.ndarray
    categories: np.ndarray
    rows: np.ndarray  # of the objects that were asked for

    @staticmethod
    def load(directory: Path, annotations: Path, vocabulary: Vocabulary) -> Examples:
        """Of crops as crops.write() makes them, only the crops' own objects are rows; of other data sets all annotations are."""
        arrays = [np.load(directory / f"{name}.npy", mmap_mode="r") for name in ("colours", "maps", "masks", "ids")]
        ids = np.array(arrays[3])
        document = json.loads(annotations.read_text())
        names = {c["id"]: vocabulary.number(c["name"]) for c in document["categories"]}
        category = {a["id"]: names[a["category_id"]] for a in document["annotations"]}
        own = ids < OTHERS if len(document["images"]) == (ids < OTHERS).sum() else ids >= 0
        return Examples(*arrays[:3], ids, np.array([category[i] for i in ids]), np.flatnonzero(own))

    def take(self, rows: np.ndarray) -> Batch:
        return Batch(_signed(self.colours[rows]), _signed(self.maps[rows]), torch.from_numpy(self.categories[rows]),
                     torch.from_numpy(self.masks[rows]).float().div_(255)[:, None])

    def scored(self, annotations: Path) -> np.ndarray:
        """The rows that the protocol counts: boxes above 24 x 24 pixels, masks of 50 or more."""
        records = {a["id"]: a for a in json.loads(annotations.read_text())["annotations"]}
        return np.array([row for row, id in enumerate(self.ids) if _counts(records[id])])


def _signed(levels: np.ndarray) -> Tensor:
    return torch.from_numpy(levels).float().mul_(2 / 255).sub_(1)


def _counts(record: dict) -> bool:
    return record["bbox"][2] * record["bbox"][3] > LEAST_BOX and record["area"] >= LEAST_MASK


@dataclass(frozen=True)
class Version:
    """Crops as they are or altered."""

    examples: Examples
    careless: bool
    share: float  # of all that is drawn
    rows: np.ndarray
    weights: np.ndarray  # how often each is drawn, against the others


class Mixture:
    """Draws crops in one of their versions, each as often as its share says."""

    def __init__(self, versions: list[Version], random: np.random.Generator) -> None:
        self.versions, self.random = versions, random
        self.shares = np.array([version.share for version in versions])
        self.shares /= self.shares.sum()
        self.chances = [version.weights / version.weights.sum() for version in versions]

    def draw(self, count: int) -> tuple[Batch, Tensor]:
        """Crops, and 1 where the box is careless, [n]."""
        parts, careless = [], []
        for v, many in enumerate(self.random.multinomial(count, self.shares)):
            if many:
                version = self.versions[v]
                parts.append(version.examples.take(self.random.choice(version.rows, many, p=self.chances[v])))
                careless.append(torch.full([many], float(version.careless)))
        # rolled colours shall come from all versions
        order = torch.from_numpy(self.random.permutation(count))
        return Batch(*(torch.cat(part)[order] for part in zip(*parts))), torch.cat(careless)[order]

    def batches(self, count: int) -> Iterator[tuple[Batch, Tensor]]:
        """For ever, one ahead."""
        with ThreadPoolExecutor(1) as reader:
            ahead = reader.submit(self.draw, count)
            while True:
                batch, ahead = ahead.result(), reader.submit(self.draw, count)
                yield batch


def beyond(truth: Tensor) -> Tensor:
    """How far objects reach beyond the left, upper, right and lower side of their boxes, as shares of the extent, [n, 4]."""
    covered = truth[:, 0] > 0.5
    box = round(SIDE / GROWTH)
    columns, rows = covered.any(1).float(), covered.any(2).float()
    empty = torch.stack([line.argmax(1) for line in (columns, rows, columns.flip(1), rows.flip(1))], 1)
    return ((SIDE - box) // 2 - empty).float() / box * covered.any((1, 2))[:, None]


def reach() -> Tensor:
    """1 where the outline counts, [s, s]: as far as the program lets masks reach beyond corrected boxes."""
    at = ((torch.arange(SIDE) + 0.5) / SIDE * 2 - 1).abs() * GROWTH <= OUTLINE_REACH
    return (at[:, None] & at[None]).float()


def alter(batch: Batch) -> Batch:
    """Mirrors, recolours, hides cues and categories, and pastes patches of other crops' colours."""
    colours, maps, categories, truth = batch
    n = len(colours)
    rand, randn = lambda *s: torch.rand(n, *s), lambda *s: torch.randn(n, *s)
    mirrored = rand(1, 1, 1) < 0.5
    colours, maps, truth = (torch.where(mirrored, x.flip(3), x) for x in (colours, maps, truth))
    recoloured = (rand(1, 1, 1) < 0.7).float()
    colours = colours * torch.exp(randn(1, 1, 1) * 0.15 * recoloured) + (randn(1, 1, 1) * 0.15 + randn(3, 1, 1) * 0.05) * recoloured
    grey = rand(1, 1, 1) < 0.05
    colours = torch.where(grey, colours.mean(1, keepdim=True), colours)
    patch = _patches(n, colours.shape[-1]) & (rand(1, 1, 1) < 0.3)
    colours = torch.where(patch, colours.roll(1, 0), colours)
    kept = (rand(MAPS, 1, 1) > 0.1).float()
    kept[:, BOX] = kept[:, INSIDE] = 1
    kept[:, KNOWN] = 1
    categories = torch.where(torch.rand(n) < UNNAMED, 0, categories)
    return Batch(colours.clamp(-1, 1), maps * kept, categories, truth)


def _patches(n: int, side: int) -> Tensor:
    """A rectangle an example, [n, 1, s, s]."""
    at = torch.arange(side).view(1, -1)

    def span() -> Tensor:
        start, length = torch.rand(n, 1) * 0.8, 0.1 + 0.2 * torch.rand(n, 1)
        return (at >= start * side) & (at < (start + length) * side)

    return (span()[:, :, None] & span()[:, None, :])[:, None]
