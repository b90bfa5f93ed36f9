"""The network: 17 byte maps over a crop (Channels.java lists them) to the logit of each pixel's being the object's."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MAPS = 17
WIDTHS = (16, 32, 64, 80)  # channels at a half, a quarter, an eighth and a sixteenth of the crop's side


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
        self.out = nn.Conv2d(a, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """Maps from -1 to 1, [n, 17, s, s], s a multiple of 16, to logits [n, 1, s, s]."""
        skips = []
        for stage in self.down:
            x = stage(x)
            skips.append(x)
        x = self.dropout(self.gate(x))
        for lateral, block, skip in zip(self.lateral, self.up, reversed(skips[:-1])):
            x = F.interpolate(lateral(x), scale_factor=2, mode="bilinear", align_corners=False)
            x = block(F.relu(skip + x))
        return F.pixel_shuffle(self.out(x), 2)
