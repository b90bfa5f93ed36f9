"""Copra from Python: one file, no package but the standard library, Python 3.8 or newer.

    import copra
    rle = copra.encode([[0, 1], [1, 1]])                 # {"size": [2, 2], "counts": "13"}
    copra.iou([rle], [rle], [0])                         # [[1.0]]
    copra.evaluate("truth.json", "results.json", type="segm")["metrics"]["AP"]
    masks = copra.mask("boxes.json", images="images/")   # a COCO document as a dict

Names and arguments are those of pycocotools.mask where it has them, and so are the answers, bit for bit. Each call
starts Copra once, however many masks it is given: pass lists, not single masks in a loop.

Copra itself is found as the command in the environment variable COPRA_COMMAND, else as the script `copra` beside this
file or in ../bin, else on the PATH.
"""

import json as _json
import os as _os
import shlex as _shlex
import shutil as _shutil
import subprocess as _subprocess
import tempfile as _tempfile
import warnings as _warnings

__all__ = ["CopraError", "area", "decode", "encode", "evaluate", "frPyObjects", "iou", "mask", "merge", "run", "toBbox"]


class CopraError(RuntimeError):
    """Copra refused its input. The text is what it says on standard error."""


def encode(masks):
    """RLEs of masks.

    masks: rows of 0 and 1 (or false and true): a list of h lists of w numbers, or an array of shape (h, w). A list of
    such masks, or an array of shape (h, w, n), as pycocotools has it, gives a list of RLEs.
    Returns {"size": [h, w], "counts": str}; unlike pycocotools', counts is a str, so that json can write it.
    """
    if hasattr(masks, "ndim"):
        if masks.ndim == 3:
            return _rle("encode", [_rows(masks[:, :, i].tolist()) for i in range(masks.shape[2])])
        masks = masks.tolist()
    if masks and masks[0] and hasattr(masks[0][0], "__len__"):
        return _rle("encode", [_rows(mask) for mask in masks])
    return _rle("encode", [_rows(masks)])[0]


def decode(rles, array=None):
    """Masks of RLEs.

    rles: an RLE, whose counts are a str, bytes or a list of numbers, or a list of RLEs.
    array: whether to return NumPy arrays (default: if NumPy is installed).
    Returns rows of 0 and 1, or an array of uint8 of shape (h, w). A list gives a list of masks, or an array of shape
    (h, w, n), if all masks have one size.
    """
    if isinstance(rles, dict):
        return decode([rles], array)[0] if array is False or not _numpy(array) else decode([rles], array)[:, :, 0]
    masks = [[[int(pixel) for pixel in row] for row in answer["rows"]] for answer in _rle("decode", map(_plain, rles))]
    numpy = None if array is False else _numpy(array)
    if numpy is None:
        return masks
    pixels = [numpy.array(m, dtype=numpy.uint8).reshape(rle["size"]) for m, rle in zip(masks, rles)]
    return numpy.asfortranarray(numpy.stack(pixels, axis=-1)) if pixels else numpy.zeros((0, 0, 0), numpy.uint8)


def area(rles):
    """How many pixels an RLE has; a list of RLEs gives a list."""
    return _each("area", rles, "area")


def toBbox(rles):
    """The bounds [x, y, width, height] of an RLE in pixels; a list of RLEs gives a list."""
    return _each("bounds", rles, "bbox")


def merge(rles, intersect=False):
    """The union of RLEs of one size, or their intersection."""
    rles = [_plain(rle) for rle in rles]
    if not rles:
        raise ValueError("there is nothing to merge")
    if len(rles) == 1:
        rles = rles * 2
    while len(rles) > 1:
        pairs = [{"a": a, "b": b} for a, b in zip(rles[::2], rles[1::2])]
        rest = rles[len(pairs) * 2:]
        rles = _rle("intersection" if intersect else "union", pairs) + rest
    return rles[0]


def iou(dt, gt, iscrowd):
    """IoU of detections and truth.

    dt, gt: lists of RLEs, or of boxes [x, y, width, height].
    iscrowd: for each of gt, whether it is a crowd region; then the area of the detection alone is the denominator.
    Returns a list of len(dt) lists of len(gt) numbers; [] if either is empty.
    """
    dt, gt, crowd = _list(dt), _list(gt), [bool(c) for c in iscrowd]
    if len(crowd) != len(gt):
        raise ValueError("iscrowd has %d values, and gt has %d" % (len(crowd), len(gt)))
    if not dt or not gt:
        return []
    if isinstance(dt[0], dict) != isinstance(gt[0], dict):
        raise ValueError("dt and gt must both be RLEs or both be boxes")
    if not isinstance(dt[0], dict):
        return [[_box_iou(d, g, c) for g, c in zip(gt, crowd)] for d in dt]
    dt, gt = [_plain(d) for d in dt], [_plain(g) for g in gt]
    values = [[0.0] * len(gt) for _ in dt]
    for kind in sorted(set(crowd)):
        places = [(i, j) for i in range(len(dt)) for j in range(len(gt)) if crowd[j] == kind]
        pairs = [{"a": dt[i], "b": gt[j]} for i, j in places]
        for (i, j), answer in zip(places, _rle("iou", pairs, *(["--crowd"] if kind else []))):
            values[i][j] = float(answer["iou"])
    return values


def frPyObjects(objects, h, w):
    """RLEs of what COCO files have as segmentation, on an image of h rows and w columns.

    objects: a list of polygons [x, y, x, y, ...] or of boxes [x, y, width, height], a list of RLEs, or one RLE.
    """
    if isinstance(objects, dict):
        return merge([objects])
    objects = _list(objects)
    if objects and isinstance(objects[0], dict):
        return _rle("union", [{"a": _plain(o), "b": _plain(o)} for o in objects])
    lines = [{"height": h, "width": w, "bbox": o} if len(o) == 4 else {"height": h, "width": w, "rings": [o]}
             for o in objects]
    return _rle("encode", lines)


def evaluate(truth, results, type="bbox", **options):
    """What `copra eval --json` answers: {"metrics": {"AP": ..., "AP50": ..., ...}, ...}.

    truth, results: paths, or what json.load gives for such files.
    type: bbox, segm, keypoints, boundary, obb, panoptic or semantic.
    options: others of `copra eval`: max_dets="1,10,100" is --max-dets 1,10,100, lvis=True is --lvis.
    """
    with _tempfile.TemporaryDirectory(prefix="copra-") as folder:
        files = [_file(truth, folder, "truth.json"), _file(results, folder, "results.json")]
        return _json.loads(run("eval", *files, "--json", *_options(dict(options, type=type))))


def mask(boxes, images=None, strategy=None, **options):
    """What `copra mask` makes of a file with boxes: the same document with masks.

    boxes: a path, or what json.load gives for such a file.
    images: the folder of the images; without it no image is looked at.
    strategy: how a mask is inferred (default: learned with images, else fill).
    options: others of `copra mask`: tight_box=True is --tight-box. With output="masks.json" (or o) the document is written
    there, and None is returned.
    """
    named = {name: value for name, value in (("images", images), ("strategy", strategy)) if value is not None}
    with _tempfile.TemporaryDirectory(prefix="copra-") as folder:
        answer = run("mask", _file(boxes, folder, "boxes.json"), "--quiet", *_options(dict(options, **named)))
        return _json.loads(answer) if answer else None


def run(*arguments, input=None):
    """Runs `copra ARGUMENTS` with a str on standard input, and returns what is on standard output.

    What it says on standard error while it does its work becomes a warning. Raises CopraError if it cannot do its work
    (exit code 2 and above); exit code 1, which says no, or that some records failed, is no error.
    """
    done = _subprocess.run(
        _command() + [str(argument) for argument in arguments], input=(input or "").encode("utf-8"),
        stdout=_subprocess.PIPE, stderr=_subprocess.PIPE, check=False)
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode not in (0, 1):
        raise CopraError(said or "copra ends with exit code %d" % done.returncode)
    if said:
        _warnings.warn(said, stacklevel=2)
    return done.stdout.decode("utf-8")


def _command():
    if _os.environ.get("COPRA_COMMAND"):
        return _shlex.split(_os.environ["COPRA_COMMAND"], posix=_os.name != "nt")
    name = "copra.cmd" if _os.name == "nt" else "copra"
    here = _os.path.dirname(_os.path.realpath(__file__))
    for path in (_os.path.join(here, name), _os.path.join(here, _os.pardir, "bin", name)):
        if _os.path.isfile(path):
            return [path]
    found = _shutil.which(name)
    if found is None:
        raise CopraError("there is no copra beside copra.py or on the PATH; set COPRA_COMMAND to the command")
    return [found]


def _rle(operation, lines, *options):
    lines = [_json.dumps(line) for line in lines]
    if not lines:
        return []
    answers = [_json.loads(line) for line in run("rle", operation, *options, input="\n".join(lines) + "\n").splitlines()]
    for number, answer in enumerate(answers):
        if "error" in answer:
            raise CopraError("mask %d: %s" % (number, answer["error"]))
    return answers


def _each(operation, rles, member):
    if isinstance(rles, dict):
        return _each(operation, [rles], member)[0]
    return [answer[member] for answer in _rle(operation, map(_plain, rles))]


def _plain(rle):
    counts = rle["counts"]
    if isinstance(counts, bytes):
        counts = counts.decode("ascii")
    elif hasattr(counts, "tolist"):
        counts = counts.tolist()
    return {"size": [int(side) for side in rle["size"]], "counts": counts}


def _rows(mask):
    height = len(mask)
    return {"height": height, "width": len(mask[0]) if height else 0,
            "rows": ["".join("1" if pixel else "0" for pixel in row) for row in mask]}


def _list(values):
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _box_iou(d, g, crowd):
    # as bbIou of maskApi.c, in the same order, so that no bit differs
    width = min(d[2] + d[0], g[2] + g[0]) - max(d[0], g[0])
    height = min(d[3] + d[1], g[3] + g[1]) - max(d[1], g[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    either = d[2] * d[3] if crowd else d[2] * d[3] + g[2] * g[3] - both
    return both / either


def _numpy(wanted):
    try:
        import numpy
        return numpy
    except ImportError:
        if wanted:
            raise
        return None


def _file(document, folder, name):
    if isinstance(document, (str, _os.PathLike)):
        return _os.fspath(document)
    path = _os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        _json.dump(document, file)
    return path


def _options(options):
    arguments = []
    for name, value in options.items():
        flag = ("-" if len(name) == 1 else "--") + name.replace("_", "-")
        if value is True:
            arguments.append(flag)
        elif value is not None and value is not False:
            text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            arguments += [flag + "=" + text] if len(name) > 1 else [flag, text]
    return arguments
