"""Writes a network as an ONNX graph: bytes in, probabilities out."""

from __future__ import annotations

import copy
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from examples import Vocabulary
from network import CUES, MAPS, SIDE

OPSET = 17


class Exported(nn.Module):
    """Colours [1, 3, s, s] and maps [1, 16, m, m] in bytes and the category's number [1] to probabilities [1, s, s], the outline's
    [1, s, s], sides [1, 4], log odds of a careless box [1] and the IoU foretold at each threshold [1, 7]."""

    def __init__(self, network: nn.Module, temperatures: tuple[float, float]) -> None:
        super().__init__()
        self.network, self.temperatures = network, temperatures

    def forward(self, colours: Tensor, maps: Tensor, category: Tensor) -> tuple[Tensor, ...]:
        answer = self.network(colours.float() * (2 / 255) - 1, maps.float() * (2 / 255) - 1, category)
        mask, outline = (torch.sigmoid(logit * t)[:, 0] for logit, t in zip((answer.mask, answer.outline), self.temperatures))
        return mask, outline, answer.sides, answer.careless, torch.sigmoid(answer.iou)


def export(network: nn.Module, temperatures: tuple[float, float], vocabulary: Vocabulary, path: Path) -> None:
    """Logits of mask and outline are multiplied by their temperatures. Weights are stored in half precision; the runtime widens
    them when it opens the model. The names of the categories, in their order, are its metadata."""
    plain = copy.deepcopy(network).to(memory_format=torch.contiguous_format)
    example = (torch.zeros(1, 3, SIDE, SIDE, dtype=torch.uint8), torch.zeros(1, MAPS, CUES, CUES, dtype=torch.uint8),
               torch.zeros(1, dtype=torch.int64))
    torch.onnx.export(Exported(plain, temperatures).eval(), example, str(path), input_names=["colours", "maps", "category"],
                      output_names=["probability", "outline", "sides", "careless", "iou"], opset_version=OPSET, dynamo=False)
    model = halve(onnx.load(str(path)))
    helper.set_model_props(model, {"categories": "\n".join(vocabulary.names)})
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
