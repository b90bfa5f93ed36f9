"""Writes the training crops as COCO data sets that `copra cues` reads: as they are, altered in shape, colour and company, and with
careless boxes."""

from __future__ import annotations

import json
import zipfile
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


@dataclass(frozen=True)
class Crop:
    """An object and its surroundings. Boxes are [x, y, w, h] in pixels of `image`."""

    image: np.ndarray  # BGR bytes; ends where the photograph ends
    mask: np.ndarray  # coverage from 0 to 1, float32, of the image's size
    box: tuple[float, float, float, float]
    category: str
    others: tuple[tuple[float, float, float, float, str], ...]
    scale: tuple[float, float]  # pixels of the photograph to pixels of `image`, at most 1
    photograph: int  # COCO's image id
    license: int


def read(archive: Path) -> list[Crop]:
    """All crops of crops.zip, in the order of its index."""
    with zipfile.ZipFile(archive) as files:
        lines = files.read("index.jsonl").decode().splitlines()
        return [_read(files, json.loads(line)) for line in lines]


def _read(files: zipfile.ZipFile, record: dict) -> Crop:
    image = cv2.imdecode(np.frombuffer(files.read(record["crop"] + ".jpg"), np.uint8), cv2.IMREAD_COLOR)
    mask = cv2.imdecode(np.frombuffer(files.read(record["crop"] + ".png"), np.uint8), cv2.IMREAD_GRAYSCALE)
    x, y, w, h = record["bbox"]
    left, right = _inside(x, w, record["width"])
    top, bottom = _inside(y, h, record["height"])
    # what repeats the photograph's border goes; what the crop cut off is continued
    pads = [0 if cut else PADDING for cut in (top > 0, bottom < SIDE, left > 0, right < SIDE)]
    image = cv2.copyMakeBorder(image[top:bottom, left:right], *pads, cv2.BORDER_REFLECT_101)
    mask = cv2.copyMakeBorder(mask[top:bottom, left:right], *pads, cv2.BORDER_CONSTANT).astype(np.float32) / 255
    dx, dy, inner = pads[2] - left, pads[0] - top, SIDE / GROWTH
    others = tuple((a * SIDE + dx, b * SIDE + dy, c * SIDE, d * SIDE, name) for a, b, c, d, name in record["others"])
    box = ((SIDE - inner) / 2 + dx, (SIDE - inner) / 2 + dy, inner, inner)
    scale = min(1.0, GROWTH * w / SIDE), min(1.0, GROWTH * h / SIDE)
    return Crop(image, mask, box, record["category"], others, scale, record["image_id"], record["license"])


def _inside(start: float, extent: float, length: int) -> tuple[int, int]:
    """The crop's pixels along one axis that show the photograph."""
    scale = SIDE / (GROWTH * extent)
    origin = start + extent / 2 - GROWTH * extent / 2
    return max(0, round(-origin * scale)), min(SIDE, round((length - origin) * scale))


def alter(crop: Crop, crops: list[Crop], random: np.random.Generator) -> Crop:
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
    others = tuple((*jitter(o[:4], sigma, random), o[4]) for o in crop.others)
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
    mask = cv2.warpAffine(crop.mask, matrix, (width, height), flags=cv2.INTER_LINEAR)
    box = bounds(mask)
    if box is None or not _is_whole(mask, crop.mask):
        return crop
    others = tuple((*_warped(o[:4], matrix), o[4]) for o in crop.others)
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
    return replace(crop, image=image, mask=mask, box=box, others=(*crop.others, (*occluder, donor.category)))


def _transplant(crop: Crop, donor: Crop) -> Crop:
    """This crop's object before another crop's, in that one's surroundings."""
    height, width = crop.mask.shape
    image = cv2.resize(donor.image, (width, height), interpolation=cv2.INTER_AREA)
    behind = cv2.resize(donor.mask, (width, height), interpolation=cv2.INTER_AREA) * (1 - crop.mask)
    x, y = width / donor.mask.shape[1], height / donor.mask.shape[0]
    others = [(a * x, b * y, w * x, h * y, name) for a, b, w, h, name in donor.others]
    rest = bounds(behind)
    if rest is not None:
        others.append((*rest, donor.category))
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
    others = tuple((*_scaled(o[:4], scale, whole, random), o[4]) for o in crop.others)
    image, mask = (cv2.resize(m, size, interpolation=cv2.INTER_AREA) for m in (crop.image, crop.mask))
    return replace(crop, image=image, mask=mask, box=_scaled(crop.box, scale, whole, random), others=others)


def _scaled(box: tuple, scale: tuple[float, float], whole: bool, random: np.random.Generator) -> tuple[float, float, float, float]:
    x, y, w, h = box
    left, top, right, bottom = (np.array([x, y, x + w, y + h]) + random.uniform(-0.5, 0.5, 4)) * (scale * 2)
    if whole:
        left, top, right, bottom = np.rint([left, top, right, bottom])
    least = 1 if whole else 0.1
    return left, top, max(right - left, least), max(bottom - top, least)


def write(crops: list[Crop], random: np.random.Generator, directory: Path) -> None:
    """A COCO data set of one image a crop: annotations.json and images/. The annotation of crop i has the id i + 1, the
    boxes around it have ids from 10^6 on and no mask."""
    (directory / "images").mkdir(parents=True, exist_ok=True)
    names = sorted({name for crop in crops for name in [crop.category, *(o[4] for o in crop.others)]})
    category = {name: i + 1 for i, name in enumerate(names)}
    images, annotations = [], []
    for i, crop in enumerate((natural(crop, random) for crop in crops), 1):
        height, width = crop.mask.shape
        file = f"{i}.png"
        cv2.imwrite(str(directory / "images" / file), crop.image, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        images.append({"id": i, "file_name": file, "width": width, "height": height})
        counts = _runs(crop.mask > 0.5)
        annotations.append({"id": i, "image_id": i, "category_id": category[crop.category], "bbox": _rounded(crop.box),
                            "iscrowd": 0, "segmentation": {"size": [height, width], "counts": counts}})
        for other in crop.others:
            annotations.append({"id": 10**6 + len(annotations), "image_id": i, "category_id": category[other[4]],
                                "bbox": _rounded(other[:4]), "iscrowd": 0})
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
