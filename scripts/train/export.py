"""Writes a network as an ONNX graph: bytes in, probabilities out."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
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
    model = fold_pads(halve(onnx.load(str(path))))
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


def fold_pads(model: onnx.ModelProto) -> onnx.ModelProto:
    """Zeros that are put around the input of a convolution become its own padding: the same sums in less time, because the runtime
    keeps its layout of channels from one convolution to the next."""
    graph = model.graph
    makers = {output: node for node in graph.node for output in node.output}
    for conv in [node for node in graph.node if node.op_type == "Conv"]:
        pad = makers.get(conv.input[0])
        own = [a for a in conv.attribute if a.name == "pads"]
        if pad is not None and pad.op_type == "Pad" and is_zero_padding(pad) and len(own) == 1:
            before, after = constant(model, makers, pad.input[1]).reshape(2, 4)[:, 2:].tolist()
            own[0].ints[:] = [a + b for a, b in zip(own[0].ints, before + after)]
            conv.input[0] = pad.input[0]
    return without_unused(model)


def is_zero_padding(pad: onnx.NodeProto) -> bool:
    mode = [a.s for a in pad.attribute if a.name == "mode"]
    return mode in ([], [b"constant"]) and "".join(pad.input[2:]) == ""


def constant(model: onnx.ModelProto, makers: dict[str, onnx.NodeProto], name: str) -> np.ndarray:
    """The value of a tensor that depends on no input of the network."""
    needed, names = [], [name]
    for each in names:
        node = makers.get(each)
        if node is not None and node not in needed:
            needed.append(node)
            names += [i for i in node.input if i]
    nodes = [node for node in model.graph.node if node in needed]
    initialisers = [i for i in model.graph.initializer if i.name in names]
    graph = helper.make_graph(nodes, "constant", [], [helper.make_tensor_value_info(name, TensorProto.INT64, None)], initialisers)
    return ReferenceEvaluator(helper.make_model(graph, opset_imports=model.opset_import)).run(None, {})[0]


def without_unused(model: onnx.ModelProto) -> onnx.ModelProto:
    """Without the nodes that no output needs."""
    used = {output.name for output in model.graph.output}
    kept = []
    for node in reversed(model.graph.node):
        if used.intersection(node.output):
            kept.append(node)
            used.update(node.input)
    del model.graph.node[:]
    model.graph.node.extend(reversed(kept))
    return model
