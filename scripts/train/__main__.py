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
import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
import torch

import crops as crop_sets
from examples import Examples, Mixture, Version
from export import export
from measure import Quality, answers, box_figures, mask_quality, outline_quality
from training import train

SIGMA = 0.06  # by which the boxes of the measured images are moved for the figures of careless boxes
TEMPERATURES = (0.6, 0.7, 0.8, 0.9, 1.0)
TOLERANCE = 0.0005  # of mean IoU, for probabilities that promise less than they would
COPRA = Path(__file__).resolve().parent.parent / "copra"


def main() -> None:
    options = parse()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    crops = [crop for crop in crop_sets.read(options.crops) if crop.license in options.licenses]
    versions = make_versions(crops, options)
    annotations, images = options.coco / "annotations.json", options.coco / "images"
    measured = Examples.load(copra_cues(annotations, images, options.output / "measured", options.copra))
    moved = Examples.load(copra_cues(move(annotations, options), images, options.output / "moved", options.copra))
    scored = measured.scored(annotations)
    if not np.array_equal(measured.ids, moved.ids):
        raise SystemExit("Copra has left out other boxes of the moved ones than of the exact")
    outside = np.array([is_held_out(crop, options.hold_out) for crop in crops])
    rows, held_out = np.flatnonzero(~outside), np.flatnonzero(outside)
    print(f"{len(rows)} crops to train on, {len(held_out)} held out, {len(scored)} instances to measure", flush=True)

    def report(step: int, network: torch.nn.Module) -> None:
        torch.save(network.state_dict(), options.output / "network.pt")
        print(f"step {step} measured: {mask_quality(answers(network, measured, scored).mask, measured, scored)}", flush=True)
        print(f"step {step} moved: {outline_quality(answers(network, moved, scored).outline, moved, scored)}", flush=True)
        if len(held_out):
            plain = versions[0].examples
            print(f"step {step} held out: {mask_quality(answers(network, plain, held_out).mask, plain, held_out)}", flush=True)

    torch.manual_seed(options.seed)
    data = Mixture(versions, rows, np.random.default_rng(options.seed))
    finish(train(data, options.steps, report, options.every), measured, moved, scored, options)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("scripts/train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crops", type=Path, metavar="CROPS.zip")
    parser.add_argument("coco", type=Path, metavar="COCO_FOLDER")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIRECTORY")
    parser.add_argument("--copra", default=str(COPRA), metavar="COMMAND", help="the Copra that computes the cues")
    parser.add_argument("--steps", type=int, default=7000, help="of 32 crops each (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--versions", type=int, default=6, metavar="N",
                        help="altered versions of each crop, as many with careless boxes, and as many with both (default: %(default)s)")
    parser.add_argument("--licenses", type=int, nargs="+", default=list(range(9)), help="only photographs under these of COCO's licences")
    parser.add_argument("--hold-out", type=int, default=0, metavar="PERCENT", help="photographs to measure on instead of training")
    parser.add_argument("--every", type=int, default=500, metavar="STEPS", help="measure so often (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def is_held_out(crop: crop_sets.Crop, percent: int) -> bool:
    """By the photograph, so that no object is on both sides."""
    return crop.photograph * 2654435761 % 2**32 * 100 < percent * 2**32


def make_versions(crops: list[crop_sets.Crop], options: argparse.Namespace) -> list[Version]:
    """The crops as they are, which is the first, and altered: as often with exact boxes as with careless ones."""
    many = range(options.versions)
    share = 1 / max(options.versions, 1)
    return [
        Version(cues("plain", crops, options, lambda crop, _: crop), False, 1),
        *(Version(cues(f"altered-{k}", crops, options, lambda crop, random: crop_sets.alter(crop, crops, random)), False, share)
          for k in many),
        *(Version(cues(f"careless-{k}", crops, options, crop_sets.careless), True, share) for k in many),
        *(Version(cues(f"altered-careless-{k}", crops, options,
                       lambda crop, random: crop_sets.careless(crop_sets.alter(crop, crops, random), random)), True, share)
          for k in many),
    ]


def cues(name: str, crops: list[crop_sets.Crop], options: argparse.Namespace,
         change: Callable[[crop_sets.Crop, np.random.Generator], crop_sets.Crop]) -> Examples:
    """What Copra sees of changed crops."""
    folder = options.output / name
    if not (folder / "annotations.json").exists():
        cv2.setNumThreads(1)
        random = np.random.default_rng(zlib.crc32(name.encode()))
        crop_sets.write([change(crop, random) for crop in crops], random, folder)
    examples = Examples.load(copra_cues(folder / "annotations.json", folder / "images", folder / "cues", options.copra))
    if not np.array_equal(examples.ids, np.arange(1, len(crops) + 1)):
        raise SystemExit(f"{folder}: Copra has left out crops")
    return examples


def move(annotations: Path, options: argparse.Namespace) -> Path:
    """A copy of a COCO file with careless boxes."""
    random = np.random.default_rng(1)
    document = json.loads(annotations.read_text())
    for record in document["annotations"]:
        record["bbox"] = list(crop_sets.jitter(record["bbox"], SIGMA, random))
    path = options.output / "moved.json"
    path.write_text(json.dumps(document))
    return path


def copra_cues(annotations: Path, images: Path, output: Path, copra: str) -> Path:
    if not (output / "ids.npy").exists():
        arguments = [copra, "cues", str(annotations), "--images", str(images), "-o", str(output)]
        subprocess.run(arguments, check=True, stdout=sys.stderr)
    return output


def finish(network: torch.nn.Module, measured: Examples, moved: Examples, scored: np.ndarray, options: argparse.Namespace) -> None:
    """Chooses the temperatures of the network's logits, exports, and writes the figures beside the model."""
    exact, careless = answers(network, measured, scored), answers(network, moved, scored)
    mask_t, mask = best({t: mask_quality(exact.mask * t, measured, scored) for t in TEMPERATURES})
    outline_t, outline = best({t: outline_quality(careless.outline * t, moved, scored) for t in TEMPERATURES})
    export(network, (mask_t, outline_t), options.output / "learned.onnx")
    metrics = {
        "mask": rounded({"temperature": mask_t, **asdict(mask)}),
        "outline": rounded({"temperature": outline_t, **asdict(outline)}),
        "boxes": rounded(box_figures(exact, careless, moved, scored)),
        "settings": {name: getattr(options, name) for name in ("steps", "seed", "versions", "licenses", "hold_out")},
        "torch": torch.__version__,
    }
    (options.output / "learned.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(json.dumps(metrics), flush=True)


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def best(figures: dict[float, Quality]) -> tuple[float, Quality]:
    """The lowest temperature whose mean IoU is as good as any: the surer of two equals would promise more than it keeps."""
    most = max(figure.mean_iou for figure in figures.values())
    temperature = min(t for t, figure in figures.items() if figure.mean_iou >= most - TOLERANCE)
    return temperature, figures[temperature]


if __name__ == "__main__":
    main()
