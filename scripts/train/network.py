"""The network: a crop's colours and 16 byte maps over it (Channels.java lists them) to the object's pixels, and to what the box may
be wrong by. A pretrained encoder says what there is, a second one looks at the box and the maps, and a decoder joins them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import mobilenet

MAPS = 16
CUES = 96  # sides of the maps
SIDE = 144  # of the colours and of the answers
WIDTHS = (16, 32, 48, 64)  # channels of the second encoder at 1/2, 1/4, 1/8 and 1/16 of SIDE
ALONE = (24, 48, 80, 112)  # the same where there is no other encoder
JOINED = (16, 32, 64, 96)  # channels of the decoder there
WORDS = 32  # numbers that stand for a category
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # of probability, at which the IoU is foretold
UNIT = 0.06  # what the sides' head answers in, as a share of the box's extent


class Answer(NamedTuple):
    mask: Tensor  # logits that a pixel of the box is the object's, the box being exact: [n, 1, s, s]
    outline: Tensor  # logits that a pixel is the object's, wherever the box is: [n, 1, s, s]
    sides: Tensor  # how far the object reaches beyond the left, upper, right and lower side, shares of the extent: [n, 4]
    careless: Tensor  # logit that the box is not exact: [n]
    iou: Tensor  # logits of the IoU of the mask's pixels above each of THRESHOLDS: [n, 7]


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
    """Weighs channels by what the whole crop shows (squeeze and excitation, Hu et al. 2018) and by the category."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze, self.excite = nn.Linear(channels + WORDS, channels), nn.Linear(channels, channels)

    def forward(self, x: Tensor, category: Tensor) -> Tensor:
        seen = torch.cat([x.mean((2, 3)), category], 1)
        return x * torch.sigmoid(self.excite(F.relu(self.squeeze(seen))))[:, :, None, None]


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


class QualityHead(nn.Module):
    """Foretells the IoU of the mask: from the coarsest features, the category, and how the probabilities are spread."""

    def __init__(self, coarse: int) -> None:
        super().__init__()
        self.features = nn.Conv2d(coarse, 32, 1)
        self.judge = nn.Sequential(
            nn.Linear(32 + WORDS + 3 * len(THRESHOLDS), 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, len(THRESHOLDS)))

    def forward(self, coarse: Tensor, category: Tensor, probability: Tensor) -> Tensor:
        """`probability` is the mask's, zero outside the box, [n, 1, s, s]."""
        seen = F.relu(self.features(coarse)).mean((2, 3))
        total = probability.mean((1, 2, 3)) + 1e-4
        spread = []
        for t in THRESHOLDS:
            above = (probability > t).float()
            size, covered = above.mean((1, 2, 3)), (probability * above).mean((1, 2, 3))
            spread += [size, covered, covered / (size + total - covered)]
        return self.judge(torch.cat([seen, category, torch.stack(spread, 1)], 1))


class Network(nn.Module):
    """Works at half the crop's side and below, and answers four pixels at once."""

    def __init__(self, categories: int, pretrained: Path | None, dropout: float = 0.2) -> None:
        """Without a pretrained encoder there is none, and the second one has to do for both."""
        super().__init__()
        (a, b, c, d), depth = (WIDTHS, 1) if pretrained else (ALONE, 2)
        ja, jb, jc, jd = JOINED
        self.encoder = mobilenet.Encoder() if pretrained else None
        if pretrained:
            self.encoder.load(pretrained)
        self.words = nn.Embedding(1 + categories, WORDS)  # the first is of those that are not known
        self.norm = nn.BatchNorm2d(MAPS)
        self.down = nn.ModuleList([
            nn.Sequential(_convolution(MAPS + 12, a), nn.ReLU(), Block(a, a)),
            *(nn.Sequential(Block(m, n, stride=2), *(Block(n, n) for _ in range(depth))) for m, n in ((a, b), (b, c), (c, d))),
        ])
        e, f, g, h, i = mobilenet.FEATURES.values() if pretrained else (0,) * 5
        self.deepest = nn.Conv2d(i, jd, 1) if pretrained else None
        self.lateral = nn.ModuleList([nn.Conv2d(h + d, jd, 1), nn.Conv2d(g + c, jc, 1), nn.Conv2d(f + b, jb, 1), nn.Conv2d(e + a, ja, 1)])
        self.told = nn.Linear(WORDS, jd)
        self.gate, self.dropout = Gate(jd), nn.Dropout2d(dropout)
        self.bottom = nn.Sequential(Block(jd, jd), Block(jd, jd, dilation=2))
        self.narrow = nn.ModuleList([nn.Conv2d(jd, jc, 1), nn.Conv2d(jc, jb, 1), nn.Conv2d(jb, ja, 1)])
        self.up = nn.ModuleList([Block(jc, jc), Block(jb, jb), nn.Sequential(Block(ja, ja), Block(ja, ja))])
        self.out = nn.Conv2d(ja, 8, 3, padding=1)
        self.box = BoxHead(jd, ja)
        self.quality = QualityHead(jd)

    def forward(self, colours: Tensor, maps: Tensor, category: Tensor) -> Answer:
        """Colours, RGB, [n, 3, 144, 144], and maps [n, 16, 96, 96] from -1 to 1; numbers of categories [n]."""
        half = F.interpolate(self.norm(maps), size=SIDE // 2, mode="bilinear", align_corners=False)
        x = torch.cat([half, F.pixel_unshuffle(colours, 2)], 1)
        skips = []
        for stage in self.down:
            x = stage(x)
            skips.append(x)
        words, deepest = self.words(category), 0
        if self.encoder:
            seen = self.encoder(colours)
            skips = [torch.cat(both, 1) for both in zip(seen, skips)]
            # the encoder's last grid has its pixels upon every second one of the grid before
            deepest = F.interpolate(self.deepest(seen[4]), size=SIDE // 16, mode="bilinear", align_corners=True)
        x = deepest + self.lateral[0](skips[3]) + self.told(words)[:, :, None, None]
        coarse = x = self.dropout(self.bottom(self.gate(F.relu(x), words)))
        for lateral, narrow, block, k in zip(self.lateral[1:], self.narrow, self.up, (2, 1, 0)):
            x = F.interpolate(narrow(x), scale_factor=2, mode="bilinear", align_corners=False)
            x = block(F.relu(lateral(skips[k]) + x))
        answers = self.out(x)
        sides, careless = self.box(coarse, x, answers)
        pixels = F.pixel_shuffle(answers, 2)
        box = F.interpolate((maps[:, :1] + 1) / 2, size=SIDE, mode="bilinear", align_corners=False)
        probability = torch.sigmoid(pixels[:, :1]).detach() * box
        return Answer(pixels[:, :1], pixels[:, 1:], sides, careless, self.quality(coarse.detach(), words, probability))
