"""Writes a network as an ONNX graph: bytes in, probabilities out."""

from __future__ import annotations

import copy
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from network import MAPS, SIDE

OPSET = 17


class Exported(nn.Module):
    """Bytes [1, 17, s, s] to probabilities [1, s, s], the outline's [1, s, s], sides [1, 4] and log odds of a careless box [1]."""

    def __init__(self, network: nn.Module, temperatures: tuple[float, float]) -> None:
        super().__init__()
        self.network, self.temperatures = network, temperatures

    def forward(self, channels: Tensor) -> tuple[Tensor, ...]:
        answer = self.network(channels.float() * (2 / 255) - 1)
        mask, outline = (torch.sigmoid(logit * t)[:, 0] for logit, t in zip((answer.mask, answer.outline), self.temperatures))
        return mask, outline, answer.sides, answer.careless


def export(network: nn.Module, temperatures: tuple[float, float], path: Path) -> None:
    """Logits of mask and outline are multiplied by their temperatures. Weights are stored in half precision; the runtime widens them when it opens the model."""
    plain = copy.deepcopy(network).to(memory_format=torch.contiguous_format)
    example = torch.zeros(1, MAPS, SIDE, SIDE, dtype=torch.uint8)
    torch.onnx.export(Exported(plain, temperatures).eval(), (example,), str(path), input_names=["channels"],
                      output_names=["probability", "outline", "sides", "careless"], opset_version=OPSET, dynamo=False)
    model = halve(onnx.load(str(path)))
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def halve(model: onnx.ModelProto) -> onnx.ModelProto:
    """Float initialisers of some size become half-precision ones and a cast."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and len(tensor.raw_data) > 1024:
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype("float16"), name + ".half"))
            casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model
