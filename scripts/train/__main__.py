"""Trains the network of the learned strategy. The model card beside it has data and figures.

    python3 scripts/train COCO_FOLDER --crops CROPS.zip [CROPS2.zip ...] [--encoder MOBILENET.tflite] -o DIRECTORY

COCO_FOLDER (annotations.json, images/) measures. DIRECTORY gets learned.onnx, the metrics beside it as learned.json, and what was
made on the way: some 20 GB. A run that was cut off goes on from there. Needs torch, numpy, opencv-python-headless, onnx and, for
the encoder, flatbuffers.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
import torch

import crops as crop_sets
from examples import Examples, Mixture, Version, Vocabulary
from export import export
from measure import Quality, answers, box_figures, mask_quality, outline_quality
from network import Network
from training import train

SIGMA = 0.06  # by which the boxes of the measured images are moved for the figures of careless boxes
TEMPERATURES = (0.6, 0.7, 0.8, 0.9, 1.0)
TOLERANCE = 0.0005  # of mean IoU, for probabilities that promise less than they would
LEAST_NAMED = 8  # crops of which a category must have as many to have a number of its own
DOUBTFUL, DOUBT = {"carparts", "ccp-parts", "indofood", "boards", "electronics", "wood", "pallets", "wastebottles", "indianfood"}, 0.3
COPRA = Path(__file__).resolve().parent.parent / "copra"


def main() -> None:
    options = parse()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    archives = [crop_sets.Archive(path, options.licenses) for path in options.crops]
    vocabulary = Vocabulary(names(archives))
    versions, held_out = make_versions(archives, vocabulary, options)
    if options.only_make:
        return
    sets = measured_sets(vocabulary, options)
    scored = sets["measured"].scored(options.coco / "annotations.json")
    held = (versions[0].examples, held_out)
    print(f"{sum(map(len, archives))} crops, {len(held_out)} of them held out, {len(scored)} instances to measure, "
          f"{len(vocabulary.names)} categories", flush=True)

    def report(step: int, network: torch.nn.Module) -> None:
        print(f"step {step} held out: {mask_quality(answers(network, *held).mask, *held)}", flush=True)
        if step % options.measure == 0:
            for name, examples in sets.items():
                answer = answers(network, examples, scored)
                quality = outline_quality(answer.outline, examples, scored) if name == "moved" else mask_quality(answer.mask, examples, scored)
                print(f"step {step} {name}: {quality}", flush=True)

    network = Network(len(vocabulary.names), options.encoder)
    data = Mixture(versions, np.random.default_rng(options.seed))
    network = train(network, data, options.steps, options.output / "network.pt", report, options.every)
    finish(network, vocabulary, sets, scored, held, options)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("scripts/train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coco", type=Path, metavar="COCO_FOLDER")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIRECTORY")
    parser.add_argument("--crops", type=Path, nargs="+", required=True, metavar="CROPS.zip")
    parser.add_argument("--encoder", type=Path, metavar="FILE", help="mobilenet_v2_1.0_224_quant.tflite; without it there is none")
    parser.add_argument("--copra", default=str(COPRA), metavar="COMMAND", help="the Copra that computes the cues")
    parser.add_argument("--steps", type=int, default=6500, help="of 32 crops each (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--versions", type=int, nargs="+", default=[3, 1], metavar="N",
                        help="for each archive, altered versions of each crop, and as many with careless boxes (default: 3 1)")
    parser.add_argument("--licenses", type=int, nargs="+", default=list(range(9)), help="only photographs under these of COCO's licences")
    parser.add_argument("--first-share", type=float, default=0.45, metavar="SHARE",
                        help="of what is drawn, from the first archive; the others share the rest by their sizes (default: %(default)s)")
    parser.add_argument("--leave-out", nargs="+", default=[], metavar="SET", help="sets of crops that are not drawn")
    parser.add_argument("--hold-out", type=int, default=10, metavar="PERCENT",
                        help="photographs of the first archive to choose by instead of training on them (default: %(default)s)")
    parser.add_argument("--every", type=int, default=500, metavar="STEPS", help="look at those so often (default: %(default)s)")
    parser.add_argument("--measure", type=int, default=10**9, metavar="STEPS", help="measure on COCO_FOLDER so often (default: at the end)")
    parser.add_argument("--only-make", action="store_true", help="stop when the crops' cues are made")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def names(archives: list[crop_sets.Archive]) -> list[str]:
    """The categories that have numbers of their own. An "object" can be anything."""
    count = Counter(crop_sets.tidy(record["category"]) for archive in archives for record in archive.records)
    return sorted(name for name, many in count.items() if many >= LEAST_NAMED and name != "object")


def is_held_out(record: dict, percent: int) -> bool:
    """By the photograph, so that no object is on both sides."""
    return record["image_id"] * 2654435761 % 2**32 * 100 < percent * 2**32


def make_versions(archives: list[crop_sets.Archive], vocabulary: Vocabulary, options: argparse.Namespace) -> tuple[list[Version], np.ndarray]:
    """Of each archive the crops as they are, and altered: as often with exact boxes as with careless ones. And which rows of the
    first are held out."""
    versions, outside = [], np.array([is_held_out(record, options.hold_out) for record in archives[0].records])
    rest = sum(map(len, archives[1:]))
    for number, (archive, path, many) in enumerate(zip(archives, options.crops, options.versions)):
        first = options.first_share if rest else 1
        share = first if number == 0 else (1 - first) * len(archive) / rest
        sets = [record["crop"].split("/")[0] for record in archive.records]
        weights = np.array([(s not in options.leave_out) * (DOUBT if s in DOUBTFUL else 1) for s in sets], float)
        if number == 0:
            weights[outside] = 0
        for name, change, is_careless, part in changes(archive, number, many):
            examples = cues(f"{path.stem}-{name}", archive, change, vocabulary, options)
            versions.append(Version(examples, is_careless, share * part, examples.rows, weights))
    return versions, versions[0].examples.rows[outside]


def changes(archive: crop_sets.Archive, number: int, many: int) -> list[tuple[str, Callable, bool, float]]:
    """Versions of an archive: name, how a crop is changed, whether boxes become careless, share. Further archives have few small
    objects."""
    def smaller(crop, random):
        return crop_sets.shrink(crop, random) if number else crop

    def altered(crop, random):
        return smaller(crop_sets.alter(crop, archive, random), random)

    def careless(crop, random):
        return smaller(crop_sets.careless(crop, random), random)

    def both(crop, random):
        return smaller(crop_sets.careless(crop_sets.alter(crop, archive, random), random), random)

    alone = [("plain", smaller, False, 0.3)] + [("careless", careless, True, 0.15)] * (number == 0)
    return [*alone, *((f"altered-{k}", altered, False, 0.3 / many) for k in range(many)),
            *((f"altered-careless-{k}", both, True, (0.25 if number == 0 else 0.4) / many) for k in range(many))]


def cues(name: str, archive: crop_sets.Archive, change: Callable, vocabulary: Vocabulary, options: argparse.Namespace) -> Examples:
    """What Copra sees of changed crops."""
    folder = options.output / name
    annotations, images, output = folder / "annotations.json", folder / "images", folder / "cues"
    if not (output / "done").exists():
        cv2.setNumThreads(1)
        random = np.random.default_rng(zlib.crc32(name.encode()))
        crop_sets.write((change(crop, random) for crop in archive), random, folder)
        copra_cues(annotations, images, output, options.copra, "--known-masks")
        shutil.rmtree(images)
        (output / "done").touch()
    examples = Examples.load(output, annotations, vocabulary)
    if not np.array_equal(examples.ids[examples.rows], np.arange(1, len(archive) + 1)):
        raise SystemExit(f"{folder}: Copra has left out crops")
    return examples


def measured_sets(vocabulary: Vocabulary, options: argparse.Namespace) -> dict[str, Examples]:
    """The images that measure: as they are, with careless boxes, and with the masks of the other instances known."""
    annotations, images = options.coco / "annotations.json", options.coco / "images"
    moved = move(annotations, options)
    sets = {"measured": (annotations, []), "moved": (moved, []), "known": (annotations, ["--known-masks"])}
    for name, (file, arguments) in sets.items():
        if not (options.output / name / "done").exists():
            copra_cues(file, images, options.output / name, options.copra, *arguments)
            (options.output / name / "done").touch()
    loaded = {name: Examples.load(options.output / name, file, vocabulary) for name, (file, _) in sets.items()}
    if any(not np.array_equal(loaded["measured"].ids, examples.ids) for examples in loaded.values()):
        raise SystemExit("Copra has left out other boxes of the moved ones than of the exact")
    return loaded


def move(annotations: Path, options: argparse.Namespace) -> Path:
    """A copy of a COCO file with careless boxes."""
    random = np.random.default_rng(1)
    document = json.loads(annotations.read_text())
    for record in document["annotations"]:
        record["bbox"] = list(crop_sets.jitter(record["bbox"], SIGMA, random))
    path = options.output / "moved.json"
    path.write_text(json.dumps(document))
    return path


def copra_cues(annotations: Path, images: Path, output: Path, copra: str, *arguments: str) -> None:
    command = [copra, "cues", str(annotations), "--images", str(images), "-o", str(output), *arguments]
    subprocess.run(command, check=True, stdout=sys.stderr)


def finish(network: torch.nn.Module, vocabulary: Vocabulary, sets: dict[str, Examples], scored: np.ndarray,
           held: tuple[Examples, np.ndarray], options: argparse.Namespace) -> None:
    """Chooses the temperatures of the network's logits on what was held out, exports, and writes the figures beside the model."""
    seen = answers(network, *held)
    mask_t = best({t: mask_quality(seen.mask * t, *held) for t in TEMPERATURES})
    outline_t = best({t: outline_quality(seen.outline * t, *held) for t in TEMPERATURES})
    export(network, (mask_t, outline_t), vocabulary, options.output / "learned.onnx")
    exact, careless, known = (answers(network, examples, scored) for examples in sets.values())
    metrics = {
        "held_out": rounded(asdict(mask_quality(seen.mask * mask_t, *held))),
        "mask": rounded({"temperature": mask_t, **asdict(mask_quality(exact.mask * mask_t, sets["measured"], scored))}),
        "outline": rounded({"temperature": outline_t, **asdict(outline_quality(careless.outline * outline_t, sets["moved"], scored))}),
        "known": rounded(asdict(mask_quality(known.mask * mask_t, sets["known"], scored))),
        "boxes": rounded(box_figures(exact, careless, sets["moved"], scored)),
        "settings": {name: getattr(options, name) for name in ("steps", "seed", "versions", "licenses", "first_share", "leave_out", "hold_out")},
        "torch": torch.__version__,
    }
    (options.output / "learned.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(json.dumps(metrics), flush=True)


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def best(figures: dict[float, Quality]) -> float:
    """The lowest temperature whose mean IoU is as good as any: the surer of two equals would promise more than it keeps."""
    most = max(figure.mean_iou for figure in figures.values())
    return min(t for t, figure in figures.items() if figure.mean_iou >= most - TOLERANCE)


if __name__ == "__main__":
    main()
