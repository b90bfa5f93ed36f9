"""Trains the network of the learned strategy. ARCHITECTURE.md has the model card.

    python3 scripts/train CROPS.zip COCO_FOLDER -o DIRECTORY

CROPS.zip is the training set, COCO_FOLDER (annotations.json, images/) measures, DIRECTORY gets learned.onnx, the metrics beside it
as learned.json, and what was made on the way. Needs torch, numpy, opencv-python-headless and onnx.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
import torch

import crops as crop_sets
from examples import Examples, Mixture
from export import export
from measure import logits, quality
from training import train

PLAIN = 0.5  # share of crops that are drawn as they are
TEMPERATURES = (0.6, 0.7, 0.8, 0.9, 1.0)
TOLERANCE = 0.0005  # of mean IoU, for probabilities that promise less than they would
COPRA = Path(__file__).resolve().parent.parent / "copra"


def main() -> None:
    options = parse()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    crops = [crop for crop in crop_sets.read(options.crops) if crop.license in options.licenses]
    versions = [cues(crops, version, options) for version in range(options.versions + 1)]
    measured = Examples.load(copra_cues(options.coco, options.output / "measured", options.copra))
    scored = measured.scored(options.coco / "annotations.json")
    outside = np.array([is_held_out(crop, options.hold_out) for crop in crops])
    rows, held_out = np.flatnonzero(~outside), np.flatnonzero(outside)
    print(f"{len(rows)} crops to train on, {len(held_out)} held out, {len(scored)} instances to measure", flush=True)

    def report(step: int, network: torch.nn.Module) -> None:
        torch.save(network.state_dict(), options.output / "network.pt")
        for name, examples, which in (("measured", measured, scored), ("held out", versions[0], held_out)):
            if len(which):
                probability = torch.sigmoid(logits(network, examples, which)).numpy()
                print(f"step {step} {name}: {quality(probability, examples, which)}", flush=True)

    torch.manual_seed(options.seed)
    data = Mixture(versions, rows, PLAIN, np.random.default_rng(options.seed))
    finish(train(data, options.steps, report, options.every), measured, scored, options)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("scripts/train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crops", type=Path, metavar="CROPS.zip")
    parser.add_argument("coco", type=Path, metavar="COCO_FOLDER")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIRECTORY")
    parser.add_argument("--copra", default=str(COPRA), metavar="COMMAND", help="the Copra that computes the cues")
    parser.add_argument("--steps", type=int, default=4500, help="of 32 crops each (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--versions", type=int, default=3, help="altered versions of each crop (default: %(default)s)")
    parser.add_argument("--licenses", type=int, nargs="+", default=list(range(9)), help="only photographs under these of COCO's licences")
    parser.add_argument("--hold-out", type=int, default=0, metavar="PERCENT", help="photographs to measure on instead of training")
    parser.add_argument("--every", type=int, default=500, metavar="STEPS", help="measure so often (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def is_held_out(crop: crop_sets.Crop, percent: int) -> bool:
    """By the photograph, so that no object is on both sides."""
    return crop.photograph * 2654435761 % 2**32 * 100 < percent * 2**32


def cues(crops: list[crop_sets.Crop], version: int, options: argparse.Namespace) -> Examples:
    """What Copra sees of the crops; version 0 is unaltered."""
    folder = options.output / f"crops-{version}"
    if not (folder / "annotations.json").exists():
        cv2.setNumThreads(1)
        random = np.random.default_rng(version)
        crop_sets.write([crop_sets.alter(crop, crops, random) for crop in crops] if version else crops, folder)
    examples = Examples.load(copra_cues(folder, folder / "cues", options.copra))
    if not np.array_equal(examples.ids, np.arange(1, len(crops) + 1)):
        raise SystemExit(f"{folder}: Copra has left out crops")
    return examples


def copra_cues(coco: Path, output: Path, copra: str) -> Path:
    if not (output / "ids.npy").exists():
        arguments = [copra, "cues", str(coco / "annotations.json"), "--images", str(coco / "images"), "-o", str(output)]
        subprocess.run(arguments, check=True, stdout=sys.stderr)
    return output


def finish(network: torch.nn.Module, measured: Examples, scored: np.ndarray, options: argparse.Namespace) -> None:
    """Chooses the temperature of the network's logits, exports, and writes the figures beside the model."""
    answer = logits(network, measured, scored)
    figures = {t: quality(torch.sigmoid(answer * t).numpy(), measured, scored) for t in TEMPERATURES}
    most = max(figure.mean_iou for figure in figures.values())
    temperature = min(t for t in TEMPERATURES if figures[t].mean_iou >= most - TOLERANCE)
    for t, figure in figures.items():
        print(f"temperature {t}: {figure}", flush=True)
    export(network, temperature, options.output / "learned.onnx")
    settings = {name: getattr(options, name) for name in ("steps", "seed", "versions", "licenses", "hold_out")}
    metrics = {"temperature": temperature, **asdict(figures[temperature]), **settings, "torch": torch.__version__}
    metrics = {name: round(value, 4) if isinstance(value, float) else value for name, value in metrics.items()}
    (options.output / "learned.json").write_text(json.dumps(metrics, indent=1) + "\n")


if __name__ == "__main__":
    main()
