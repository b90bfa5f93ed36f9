"""MobileNetV2 (Sandler et al. 2018, arXiv:1801.04381) as an encoder, with the weights that a quantised TensorFlow Lite file holds."""

from __future__ import annotations

from pathlib import Path

import flatbuffers
import numpy as np
import torch
import torch.nn.functional as F
from flatbuffers.number_types import Int32Flags, UOffsetTFlags
from flatbuffers.table import Table
from torch import Tensor, nn

# expansion, channels, repetitions, stride: table 2 of the paper
STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
FEATURES = {0: 16, 1: 24, 2: 32, 4: 96, 6: 320}  # stage to channels, at 1/2, 1/4, 1/8, 1/16 and 1/32 of the side
CONV_2D, DEPTHWISE_CONV_2D = 3, 4  # operator codes


class Convolution(nn.Module):
    """A convolution that pads as TensorFlow does ("SAME"): an even side of stride 2 at its end alone."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1, limit: bool = True) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, groups=groups)
        self.stride, self.kernel, self.limit = stride, kernel, limit

    def forward(self, x: Tensor) -> Tensor:
        if self.kernel == 3:
            even = self.stride == 2 and x.shape[-1] % 2 == 0
            x = F.pad(x, (0, 1, 0, 1) if even else (1, 1, 1, 1))
        x = self.convolution(x)
        return F.relu6(x) if self.limit else x


class Bottleneck(nn.Module):
    """Expand, filter each channel, project; and the identity beside it where the shape stays."""

    def __init__(self, inputs: int, outputs: int, expansion: int, stride: int) -> None:
        super().__init__()
        inner = inputs * expansion
        self.path = nn.Sequential(
            *([Convolution(inputs, inner, 1)] if expansion > 1 else []),
            Convolution(inner, inner, 3, stride, groups=inner),
            Convolution(inner, outputs, 1, limit=False))
        self.keeps_shape = inputs == outputs and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        return self.path(x) + x if self.keeps_shape else self.path(x)


class Encoder(nn.Module):
    """Colours from -1 to 1, RGB, [n, 3, s, s], to the features of five resolutions, the finest first."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Convolution(3, 32, 3, 2)
        self.stages = nn.ModuleList()
        inputs = 32
        for expansion, channels, repetitions, stride in STAGES:
            blocks = [Bottleneck(inputs if i == 0 else channels, channels, expansion, stride if i == 0 else 1) for i in range(repetitions)]
            self.stages.append(nn.Sequential(*blocks))
            inputs = channels

    def forward(self, x: Tensor) -> list[Tensor]:
        features, x = [], self.stem(x)
        for i, stage in enumerate(self.stages):
            x = stage(x)
            if i in FEATURES:
                features.append(x)
        return features

    def load(self, path: Path) -> None:
        """Takes the weights of `mobilenet_v2_1.0_224_quant.tflite`, whose batch norms are folded into them."""
        convolutions = [module.convolution for module in self.modules() if isinstance(module, Convolution)]
        for convolution, (weight, bias) in zip(convolutions, read(path), strict=False):
            with torch.no_grad():
                convolution.weight.copy_(torch.from_numpy(weight))
                convolution.bias.copy_(torch.from_numpy(bias))


def read(path: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    """Weights, [outputs, inputs a group, h, w], and biases of a model's convolutions in the order in which they run, as real
    numbers. The layout of the file is TensorFlow Lite's schema.fbs."""
    data = bytearray(path.read_bytes())
    model = Table(data, flatbuffers.encode.Get(UOffsetTFlags.packer_type, data, 0))
    codes = [_scalar(code, 0, flatbuffers.number_types.Int8Flags) for code in _tables(model, 1)]
    graph, buffers = _tables(model, 2)[0], _tables(model, 4)
    tensors = [_Tensor(tensor, buffers) for tensor in _tables(graph, 0)]
    convolutions = []
    for operator in _tables(graph, 3):
        code = codes[_scalar(operator, 0, flatbuffers.number_types.Uint32Flags)]
        if code in (CONV_2D, DEPTHWISE_CONV_2D):
            _, weight, bias = (tensors[i] for i in _vector(operator, 1, Int32Flags))
            order = (0, 3, 1, 2) if code == CONV_2D else (3, 0, 1, 2)
            convolutions.append((weight.values(np.uint8).transpose(order).copy(), bias.values(np.int32)))
    return convolutions


class _Tensor:
    def __init__(self, table: Table, buffers: list[Table]) -> None:
        self.shape = _vector(table, 0, Int32Flags)
        self.data = _vector(buffers[_scalar(table, 2, flatbuffers.number_types.Uint32Flags)], 0, flatbuffers.number_types.Uint8Flags)
        quantization = _table(table, 4)
        self.scale = _vector(quantization, 2, flatbuffers.number_types.Float32Flags)
        self.zero = _vector(quantization, 3, flatbuffers.number_types.Int64Flags)

    def values(self, kind: type) -> np.ndarray:
        stored = np.frombuffer(self.data.tobytes(), kind).reshape(self.shape).astype(np.float32)
        return (stored - np.float32(self.zero[0])) * self.scale[0]


def _offset(table: Table, field: int) -> int:
    return table.Offset(4 + 2 * field)


def _scalar(table: Table, field: int, kind: type) -> int:
    offset = _offset(table, field)
    return table.Get(kind, table.Pos + offset) if offset else 0


def _table(table: Table, field: int) -> Table:
    return Table(table.Bytes, table.Indirect(table.Pos + _offset(table, field)))


def _tables(table: Table, field: int) -> list[Table]:
    offset = _offset(table, field)
    start = table.Vector(offset)
    return [Table(table.Bytes, table.Indirect(start + 4 * i)) for i in range(table.VectorLen(offset))]


def _vector(table: Table, field: int, kind: type) -> np.ndarray:
    offset = _offset(table, field)
    return table.GetVectorAsNumpy(kind, offset) if offset else np.empty(0)
