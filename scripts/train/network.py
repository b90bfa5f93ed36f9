"""The network: 17 byte maps over a crop (Channels.java lists them) to the object's pixels, and to what the box may be wrong by."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MAPS = 17
WIDTHS = (16, 32, 64, 80)  # channels at a half, a quarter, an eighth and a sixteenth of the crop's side
SIDE = 96  # of a crop
UNIT = 0.06  # what the sides' head answers in, as a share of the box's extent


class Answer(NamedTuple):
    mask: Tensor  # logits that a pixel of the box is the object's, the box being exact: [n, 1, s, s]
    outline: Tensor  # logits that a pixel is the object's, wherever the box is: [n, 1, s, s]
    sides: Tensor  # how far the object reaches beyond the left, upper, right and lower side, shares of the extent: [n, 4]
    careless: Tensor  # logit that the box is not exact: [n]


def _convolution(inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(inputs, outputs, 3, stride, dilation, dilation, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """Two convolutions, and the identity beside them where the shape stays."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> None:
        super().__init__()
        self.first = _convolution(inputs, outputs, stride=stride, dilation=dilation)
        self.second = _convolution(outputs, outputs, dilation=dilation)
        self.keeps_shape = inputs == outputs and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        y = self.second(F.relu(self.first(x)))
        return F.relu(y + x if self.keeps_shape else y)


class Gate(nn.Module):
    """Weighs channels by what the whole crop shows (squeeze and excitation)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze, self.excite = nn.Conv2d(channels, channels, 1), nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean((2, 3), keepdim=True)
        return x * torch.sigmoid(self.excite(F.relu(self.squeeze(mean))))


class BoxHead(nn.Module):
    """What is wrong with the box: from the coarsest features, and from profiles of the finest along either axis."""

    def __init__(self, coarse: int, fine: int) -> None:
        super().__init__()
        self.whole = nn.Sequential(
            nn.Conv2d(coarse, 16, 1), nn.ReLU(), nn.Flatten(), nn.Dropout(0.3), nn.Linear(16 * (SIDE // 16) ** 2, 64), nn.ReLU(),
            nn.Linear(64, 5))
        self.profile = nn.Sequential(
            nn.Conv1d(2 * fine + 12, 32, 5, padding=2), nn.ReLU(),
            nn.Conv1d(32, 32, 5, stride=2, padding=2), nn.ReLU(),
            nn.Conv1d(32, 16, 5, stride=2, padding=2), nn.ReLU(),
            nn.Flatten(), nn.Dropout(0.2), nn.Linear(16 * SIDE // 8, 32), nn.ReLU())
        self.axes = nn.ModuleList([nn.Linear(32, 3), nn.Linear(32, 3)])

    def forward(self, coarse: Tensor, fine: Tensor, answers: Tensor) -> tuple[Tensor, Tensor]:
        """Features at a sixteenth and a half of the side, and the logits of mask (4) and outline (4) at a half."""
        whole, probability = self.whole(coarse), torch.sigmoid(answers)
        across, along = (
            axis(self.profile(torch.cat([fine.mean(d), probability.mean(d), fine.amax(d), probability[:, 4:].amax(d)], 1)))
            for axis, d in zip(self.axes, (2, 3)))
        sides = torch.stack([across[:, 0], along[:, 0], across[:, 1], along[:, 1]], 1) + whole[:, 1:]
        return sides * UNIT, whole[:, 0] + across[:, 2] + along[:, 2]


class Network(nn.Module):
    """A U-Net that works at half the crop's side and below, and answers four pixels at once."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        a, b, c, d = WIDTHS
        self.down = nn.ModuleList([
            nn.Sequential(nn.BatchNorm2d(MAPS), _convolution(MAPS, a, stride=2), nn.ReLU(), Block(a, a), Block(a, a)),
            nn.Sequential(Block(a, b, stride=2), Block(b, b), Block(b, b)),
            nn.Sequential(Block(b, c, stride=2), Block(c, c), Block(c, c), Block(c, c)),
            nn.Sequential(Block(c, d, stride=2), Block(d, d, dilation=2), Block(d, d, dilation=2), Block(d, d)),
        ])
        self.gate, self.dropout = Gate(d), nn.Dropout2d(dropout)
        self.lateral = nn.ModuleList([nn.Conv2d(d, c, 1), nn.Conv2d(c, b, 1), nn.Conv2d(b, a, 1)])
        self.up = nn.ModuleList([Block(c, c), Block(b, b), nn.Sequential(Block(a, a), Block(a, a))])
        self.out = nn.Conv2d(a, 8, 3, padding=1)
        self.box = BoxHead(d, a)

    def forward(self, x: Tensor) -> Answer:
        """Maps from -1 to 1, [n, 17, 96, 96]."""
        skips = []
        for stage in self.down:
            x = stage(x)
            skips.append(x)
        coarse = x = self.dropout(self.gate(x))
        for lateral, block, skip in zip(self.lateral, self.up, reversed(skips[:-1])):
            x = F.interpolate(lateral(x), scale_factor=2, mode="bilinear", align_corners=False)
            x = block(F.relu(skip + x))
        answers = self.out(x)
        sides, careless = self.box(coarse, x, answers)
        pixels = F.pixel_shuffle(answers, 2)
        return Answer(pixels[:, :1], pixels[:, 1:], sides, careless)
