"""Writes the training crops as COCO data sets that `copra cues` reads: as they are, altered in shape, colour and company, and with
careless boxes."""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

SIDE = 160  # pixels along each side of a stored crop
GROWTH = 1.5  # sides of a crop to sides of its box
PADDING = 48  # pixels continued by reflection where the crop ends but its image does not
LEAST_SIDE, LEAST_SHARE = 24, 0.35  # an altered object must keep this width and this share of its area
CARELESS = 0.03, 0.09  # range of sigma of careless boxes
WHOLE = 0.5  # share of boxes in whole pixels
SHRUNK, LEAST_SCALE = (0.15, 1), 0.1  # range of the factor of smaller photographs; no crop becomes smaller than this share
SHOWN = 0.5  # share of crops that see the known masks of others
OTHERS = 10**6  # where the ids of other instances begin


@dataclass(frozen=True)
class Other:
    """Another instance of the photograph."""

    box: tuple[float, float, float, float]  # [x, y, w, h] in pixels of the crop's image
    category: str
    mask: np.ndarray | None = None  # coverage from 0 to 1, float32, of the image's size, where it is known


@dataclass(frozen=True)
class Crop:
    """An object and its surroundings. Boxes are [x, y, w, h] in pixels of `image`."""

    image: np.ndarray  # BGR bytes; ends where the photograph ends
    mask: np.ndarray  # coverage from 0 to 1, float32, of the image's size
    box: tuple[float, float, float, float]
    category: str
    others: tuple[Other, ...]
    scale: tuple[float, float]  # pixels of the photograph to pixels of `image`, at most 1


class Archive(Sequence[Crop]):
    """The crops of a crops.zip in the order of its index, decoded when they are asked for: ten thousand take 5 GB."""

    def __init__(self, path: Path, keep: Iterable[int] = range(9)) -> None:
        self.files, licenses = zipfile.ZipFile(path), set(keep)
        lines = self.files.read("index.jsonl").decode().splitlines()
        self.records = [record for record in map(json.loads, lines) if record["license"] in licenses]
        self._siblings = defaultdict(list)
        for record in self.records:
            self._siblings[record["image_id"]].append(record)

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, i: int) -> Crop:
        record = self.records[i]
        image = cv2.imdecode(np.frombuffer(self.files.read(record["crop"] + ".jpg"), np.uint8), cv2.IMREAD_COLOR)
        mask = self._mask(record)
        x, y, w, h = record["bbox"]
        left, right = _inside(x, w, record["width"])
        top, bottom = _inside(y, h, record["height"])
        # what repeats the photograph's border goes; what the crop cut off is continued
        pads = [0 if cut else PADDING for cut in (top > 0, bottom < SIDE, left > 0, right < SIDE)]

        def cut(map: np.ndarray) -> np.ndarray:
            return cv2.copyMakeBorder(map[top:bottom, left:right], *pads, cv2.BORDER_CONSTANT).astype(np.float32) / 255

        image = cv2.copyMakeBorder(image[top:bottom, left:right], *pads, cv2.BORDER_REFLECT_101)
        dx, dy, inner = pads[2] - left, pads[0] - top, SIDE / GROWTH
        box = ((SIDE - inner) / 2 + dx, (SIDE - inner) / 2 + dy, inner, inner)
        others = [Other((a * SIDE + dx, b * SIDE + dy, c * SIDE, d * SIDE), tidy(name)) for a, b, c, d, name in record["others"]]
        for other, seen in self._known(record):
            x, y, w, h = other
            others = _with_known(others, Other((x + dx, y + dy, w, h), *seen[:1], cut(seen[1])), box)
        scale = min(1.0, GROWTH * record["bbox"][2] / SIDE), min(1.0, GROWTH * record["bbox"][3] / SIDE)
        return Crop(image, cut(mask), box, tidy(record["category"]), tuple(others), scale)

    def _mask(self, record: dict) -> np.ndarray:
        return cv2.imdecode(np.frombuffer(self.files.read(record["crop"] + ".png"), np.uint8), cv2.IMREAD_GRAYSCALE)

    def _known(self, record: dict) -> Iterator[tuple[tuple, tuple[str, np.ndarray]]]:
        """Boxes, categories and masks on this crop's grid of the photograph's other instances that have crops of their own."""
        for other in self._siblings[record["image_id"]]:
            if other is record or not _overlap(_grown(record["bbox"]), other["bbox"]):
                continue
            matrix = _grid(other["bbox"], inverse=True), _grid(record["bbox"])
            (sx, sy, tx, ty), (ux, uy, vx, vy) = matrix
            mask = cv2.warpAffine(self._mask(other), np.array([[sx * ux, 0, tx * ux + vx], [0, sy * uy, ty * uy + vy]]), (SIDE, SIDE),
                                  flags=cv2.INTER_AREA)
            if mask.max() > 127:
                x, y, w, h = other["bbox"]
                yield (x * ux + vx, y * uy + vy, w * ux, h * uy), (tidy(other["category"]), mask)


def tidy(name: str) -> str:
    """A category's name as COCO would write it: LVIS has "pop_(soda)" and "tennis_racket"."""
    return re.sub(r"\(.*?\)", "", name.replace("_", " ")).strip().lower() or name


def _grown(box: list[float]) -> tuple[float, float, float, float]:
    x, y, w, h = box
    return x - w * (GROWTH - 1) / 2, y - h * (GROWTH - 1) / 2, w * GROWTH, h * GROWTH


def _grid(box: list[float], inverse: bool = False) -> tuple[float, float, float, float]:
    """Scales and offsets from a photograph's pixel centres to those of a crop's grid, or back."""
    x, y, w, h = _grown(box)
    ux, uy = SIDE / w, SIDE / h
    vx, vy = (0.5 - x) * ux - 0.5, (0.5 - y) * uy - 0.5
    return (1 / ux, 1 / uy, -vx / ux, -vy / uy) if inverse else (ux, uy, vx, vy)


def _overlap(a: tuple, b: tuple) -> float:
    """Intersection over union."""
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    both = max(w, 0) * max(h, 0)
    return both / (a[2] * a[3] + b[2] * b[3] - both)


def _with_known(others: list[Other], known: Other, box: tuple) -> list[Other]:
    """Gives one of the others its mask, or adds it. One that is the crop's own object, annotated twice, is not taken."""
    if _overlap(known.box, box) > 0.8:
        return others
    same = [i for i, other in enumerate(others) if _overlap(other.box, known.box) > 0.8]
    if not same:
        return [*others, known]
    return [replace(other, mask=known.mask) if i == same[0] else other for i, other in enumerate(others)]


def _inside(start: float, extent: float, length: int) -> tuple[int, int]:
    """The crop's pixels along one axis that show the photograph."""
    scale = SIDE / (GROWTH * extent)
    origin = start + extent / 2 - GROWTH * extent / 2
    return max(0, round(-origin * scale)), min(SIDE, round((length - origin) * scale))


def alter(crop: Crop, crops: Sequence[Crop], random: np.random.Generator) -> Crop:
    """The crop turned and stretched, perhaps with an object of another crop before it or with its background, and recoloured."""
    altered = _warp(crop, random)
    company = random.random()
    donor = crops[random.integers(len(crops))]
    if company < 0.3:
        altered = _occlude(altered, _warp(donor, random), random)
    elif company < 0.5:
        altered = _transplant(altered, _warp(donor, random))
    return replace(altered, image=_recolour(altered.image, random))


def careless(crop: Crop, random: np.random.Generator) -> Crop:
    """The crop with all boxes jittered, which are of one hand."""
    sigma = random.uniform(*CARELESS)
    others = tuple(replace(o, box=jitter(o.box, sigma, random)) for o in crop.others)
    return replace(crop, box=jitter(crop.box, sigma, random), others=others)


def jitter(box: tuple, sigma: float, random: np.random.Generator) -> tuple[float, float, float, float]:
    """Each side moved by a normal deviate of sigma times the box's extent across it."""
    x, y, w, h = box
    left, right = np.sort([x, x + w] + random.normal(0, sigma * w, 2))
    top, bottom = np.sort([y, y + h] + random.normal(0, sigma * h, 2))
    return left, top, right - left, bottom - top


def _warp(crop: Crop, random: np.random.Generator) -> Crop:
    angle, shear = random.normal(0, 0.1), random.normal(0, 0.08)
    turn = np.array([[np.cos(angle), -np.sin(angle) + shear], [np.sin(angle), np.cos(angle)]])
    linear = turn @ np.diag(np.exp(random.normal(0, 0.08, 2)))
    centre = np.array([crop.box[0] + crop.box[2] / 2, crop.box[1] + crop.box[3] / 2])
    matrix = np.column_stack([linear, centre - linear @ centre])
    height, width = crop.mask.shape
    image = cv2.warpAffine(crop.image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)

    def turned(map: np.ndarray) -> np.ndarray:
        return cv2.warpAffine(map, matrix, (width, height), flags=cv2.INTER_LINEAR)

    mask = turned(crop.mask)
    box = bounds(mask)
    if box is None or not _is_whole(mask, crop.mask):
        return crop
    others = tuple(replace(o, box=_warped(o.box, matrix), mask=None if o.mask is None else turned(o.mask)) for o in crop.others)
    return replace(crop, image=image, mask=mask, box=box, others=others)


def _warped(box: tuple, matrix: np.ndarray) -> tuple[float, float, float, float]:
    """A box whose edges' middles follow an affine map."""
    x, y, w, h = box
    middles = np.array([[x, y + h / 2], [x + w, y + h / 2], [x + w / 2, y], [x + w / 2, y + h]]) @ matrix[:, :2].T + matrix[:, 2]
    return middles[0, 0], middles[2, 1], max(middles[1, 0] - middles[0, 0], 1), max(middles[3, 1] - middles[2, 1], 1)


def _occlude(crop: Crop, donor: Crop, random: np.random.Generator) -> Crop:
    """Another crop's object before this one's."""
    height, width = crop.mask.shape
    x, y, w, h = crop.box
    scale = random.uniform(0.4, 1.1)
    to = np.array([x + w * random.uniform(-0.1, 1.1), y + h * random.uniform(-0.1, 1.1)])
    centre = np.array([donor.box[0] + donor.box[2] / 2, donor.box[1] + donor.box[3] / 2])
    matrix = np.column_stack([np.eye(2) * scale, to - scale * centre])
    cover = cv2.warpAffine(donor.mask, matrix, (width, height), flags=cv2.INTER_AREA)
    pasted = cv2.warpAffine(donor.image, matrix, (width, height), flags=cv2.INTER_AREA)
    mask = crop.mask * (1 - cover)
    box, occluder = bounds(mask), bounds(cover)
    if box is None or occluder is None or not _is_whole(mask, crop.mask):
        return crop
    image = _blend(crop.image, pasted, cover)
    covered = (replace(o, mask=None if o.mask is None else o.mask * (1 - cover)) for o in crop.others)
    return replace(crop, image=image, mask=mask, box=box, others=(*covered, Other(occluder, donor.category, cover)))


def _transplant(crop: Crop, donor: Crop) -> Crop:
    """This crop's object before another crop's, in that one's surroundings."""
    height, width = crop.mask.shape
    image = cv2.resize(donor.image, (width, height), interpolation=cv2.INTER_AREA)
    behind = cv2.resize(donor.mask, (width, height), interpolation=cv2.INTER_AREA) * (1 - crop.mask)
    x, y = width / donor.mask.shape[1], height / donor.mask.shape[0]
    others = [Other((a * x, b * y, w * x, h * y), o.category) for o in donor.others for a, b, w, h in [o.box]]
    rest = bounds(behind)
    if rest is not None:
        others.append(Other(rest, donor.category, behind))
    return replace(crop, image=_blend(image, crop.image, crop.mask), others=tuple(others))


def _blend(under: np.ndarray, over: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    return np.clip(under + alpha[..., None] * (over.astype(np.float32) - under) + 0.5, 0, 255).astype(np.uint8)


def _recolour(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Other exposure, contrast and colour balance, sometimes grey, blurred or noisy."""
    colours = (image.astype(np.float32) / 255) ** np.exp(random.normal(0, 0.25))
    mean = colours.mean((0, 1), keepdims=True)
    colours = (colours - mean) * np.exp(random.normal(0, 0.2)) + mean
    grey = colours.mean(2, keepdims=True)
    saturation = 0 if random.random() < 0.05 else np.exp(random.normal(0, 0.25))
    colours = (grey + (colours - grey) * saturation) * np.exp(random.normal(0, 0.05, 3))
    if random.random() < 0.2:
        colours = cv2.GaussianBlur(colours.astype(np.float32), (0, 0), random.uniform(0.5, 1.5))
    if random.random() < 0.2:
        colours = colours + random.normal(0, random.uniform(0, 0.04), colours.shape)
    return np.clip(colours * 255 + 0.5, 0, 255).astype(np.uint8)


def bounds(mask: np.ndarray) -> tuple[float, float, float, float] | None:
    """The box of what a mask covers by half, or None."""
    rows, columns = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    if not len(rows):
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1 - columns[0]), float(rows[-1] + 1 - rows[0])


def _is_whole(mask: np.ndarray, before: np.ndarray) -> bool:
    box = bounds(mask)
    return box is not None and min(box[2:]) >= LEAST_SIDE and mask.sum() >= LEAST_SHARE * before.sum()


def natural(crop: Crop, random: np.random.Generator) -> Crop:
    """The crop at the photograph's resolution, where the archive has enlarged it: small objects shall look as they will. Where
    the box lies between the pixels is left to chance, lest it tell how the crop was made."""
    height, width = crop.mask.shape
    size = max(4, round(width * crop.scale[0])), max(4, round(height * crop.scale[1]))
    scale = size[0] / width, size[1] / height
    whole = random.random() < WHOLE

    def shrunk(map: np.ndarray) -> np.ndarray:
        return cv2.resize(map, size, interpolation=cv2.INTER_AREA)

    others = tuple(replace(o, box=_scaled(o.box, scale, whole, random), mask=None if o.mask is None else shrunk(o.mask))
                   for o in crop.others)
    return replace(crop, image=shrunk(crop.image), mask=shrunk(crop.mask), others=others, box=_scaled(crop.box, scale, whole, random))


def _scaled(box: tuple, scale: tuple[float, float], whole: bool, random: np.random.Generator) -> tuple[float, float, float, float]:
    x, y, w, h = box
    left, top, right, bottom = (np.array([x, y, x + w, y + h]) + random.uniform(-0.5, 0.5, 4)) * (scale * 2)
    if whole:
        left, top, right, bottom = np.rint([left, top, right, bottom])
    least = 1 if whole else 0.1
    return left, top, max(right - left, least), max(bottom - top, least)


def shrink(crop: Crop, random: np.random.Generator) -> Crop:
    """The crop as if its photograph had been smaller, every second time: small objects are few."""
    factor = random.uniform(*SHRUNK) if random.random() < 0.5 else 1
    return replace(crop, scale=(max(LEAST_SCALE, crop.scale[0] * factor), max(LEAST_SCALE, crop.scale[1] * factor)))


def write(crops: Iterable[Crop], random: np.random.Generator, directory: Path) -> None:
    """A COCO data set of one image a crop: annotations.json and images/. The annotation of crop i has the id i + 1, the
    boxes around it have ids from 10^6 on, and their masks, where they are known, every second time."""
    (directory / "images").mkdir(parents=True, exist_ok=True)
    images, annotations, category = [], [], defaultdict(lambda: len(category) + 1)
    for i, crop in enumerate((natural(crop, random) for crop in crops), 1):
        height, width = crop.mask.shape
        file = f"{i}.png"
        cv2.imwrite(str(directory / "images" / file), crop.image, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        images.append({"id": i, "file_name": file, "width": width, "height": height})
        shown = random.random() < SHOWN
        objects = [(i, crop.box, crop.category, crop.mask)]
        objects += [(OTHERS + len(annotations) + k, o.box, o.category, o.mask if shown else None) for k, o in enumerate(crop.others)]
        for number, box, name, mask in objects:
            record = {"id": number, "image_id": i, "category_id": category[name], "bbox": _rounded(box), "iscrowd": 0}
            if mask is not None and (number < OTHERS or (mask > 0.5).any()):
                record["segmentation"] = {"size": [height, width], "counts": _runs(mask > 0.5)}
            annotations.append(record)
    document = {"images": images, "categories": [{"id": n, "name": name} for name, n in category.items()],
                "annotations": annotations}
    (directory / "annotations.json").write_text(json.dumps(document))


def _rounded(box: tuple) -> list[float]:
    return [round(float(v), 2) for v in box]


def _runs(mask: np.ndarray) -> list[int]:
    """COCO's uncompressed run lengths: column by column, zeros first."""
    flat = mask.ravel(order="F")
    changes = np.flatnonzero(np.diff(flat)) + 1
    runs = np.diff(np.concatenate([[0], changes, [flat.size]])).tolist()
    return [0, *runs] if flat[0] else runs
