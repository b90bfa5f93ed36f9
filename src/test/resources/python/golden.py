"""Holds copra.py to what pycocotools answers. Arguments: a folder of golden files, and a folder of scenes."""
import gzip
import json
import os
import sys
import tempfile
import warnings

import copra


def golden(name, most=200):
    with gzip.open(os.path.join(sys.argv[1], name + ".jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(most), lines)]


def equal(found, wanted, what):
    assert found == wanted, "%s: %r instead of %r" % (what, found, wanted)


def masks():
    cases = golden("masks")
    pixels = [[[int(c) for c in row] for row in case["rows"]] for case in cases]
    rles = [case["rle"] for case in cases]
    equal(copra.encode(pixels), rles, "encode")
    equal(copra.decode(rles, array=False), pixels, "decode")
    equal(copra.area(rles), [case["area"] for case in cases], "area")
    equal(copra.toBbox(rles), [case["bbox"] for case in cases], "toBbox")
    equal(copra.encode(pixels[0]), rles[0], "encode of one")
    equal(copra.decode(rles[0], array=False), pixels[0], "decode of one")
    equal(copra.area(rles[0]), cases[0]["area"], "area of one")
    as_bytes = dict(rles[0], counts=rles[0]["counts"].encode("ascii"))
    equal(copra.decode(as_bytes, array=False), pixels[0], "decode of bytes")
    try:
        import numpy
    except ImportError:
        return
    array = numpy.array(pixels[0], dtype=numpy.uint8)
    equal(copra.encode(numpy.asfortranarray(numpy.stack([array, 1 - array], axis=-1)))[0], rles[0], "encode of arrays")
    assert (copra.decode(rles[0]) == array).all() and copra.decode([rles[0]]).shape == array.shape + (1,)


def pairs():
    for case in golden("pairs", 3):
        equal(copra.merge([case["a"], case["b"]]), case["union"], "union")
        equal(copra.merge([case["a"], case["b"]], intersect=True), case["intersection"], "intersection")
        equal(copra.iou([case["a"]], [case["b"], case["b"]], [0, 1]), [[case["iou"], case["iouCrowd"]]], "iou")
    a = copra.encode([[0, 1, 1]])
    equal(copra.merge([a, copra.encode([[1, 0, 0]]), a]), copra.encode([[1, 1, 1]]), "union of three")
    assert all(type(x) is float for x in copra.iou([a], [a, a], [0, 1])[0])
    equal(copra.iou([], [a], [0]), [], "iou of none")
    equal(copra.iou([[0, 0, 4, 2]], [[2, 0, 4, 2], [2, 0, 4, 2], [9, 9, 1, 1]], [0, 1, 0]), [[1 / 3, 0.5, 0.0]], "boxes")


def objects():
    for case in golden("boxes", 5):
        equal(copra.frPyObjects([case["bbox"]], case["height"], case["width"]), [case["rle"]], "box")
    polygons = [case for case in golden("polygons") if len(case["rings"]) == 1][:3]
    assert polygons
    for case in polygons:
        equal(copra.frPyObjects(case["rings"], case["height"], case["width"]), [case["rle"]], "polygon")
    equal(copra.frPyObjects({"size": [2, 2], "counts": [1, 3]}, 2, 2), copra.encode([[0, 1], [1, 1]]), "counts")


def figures():
    names = "AP AP50 AP75 APs APm APl AR1 AR10 AR100 ARs ARm ARl".split()
    for case in golden("eval_cases", 3):
        if case["iouType"] in ("bbox", "segm"):
            metrics = copra.evaluate(case["gt"], case["results"], type=case["iouType"])["metrics"]
            found = [-1 if metrics[name] is None else metrics[name] for name in names]
            equal(found, case["stats"], "evaluate")


def boxes_to_masks():
    path = os.path.join(sys.argv[2], "boxes.json")
    masked = copra.mask(path, strategy="polygon", shape="octagon")
    with open(path, encoding="utf-8") as file:
        before = json.load(file)
    equal([a["id"] for a in masked["annotations"]], [a["id"] for a in before["annotations"]], "order")
    assert all(a["segmentation"]["counts"] for a in masked["annotations"] if not a.get("iscrowd"))
    equal(copra.mask(before, strategy="polygon", shape="octagon"), masked, "mask of a dict")
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "masks.json")
        equal(copra.mask(path, strategy="polygon", shape="octagon", output=out), None, "mask into a file")
        with open(out, encoding="utf-8") as file:
            equal(json.load(file), masked, "the file")


def errors():
    for wrong in (lambda: copra.area({"size": [2, 2], "counts": "~~"}), lambda: copra.mask("none.json")):
        try:
            wrong()
        except copra.CopraError as error:
            assert str(error) and "Traceback" not in str(error)
        else:
            raise AssertionError("no error")


warnings.simplefilter("ignore")
for check in (masks, pairs, objects, figures, boxes_to_masks, errors):
    check()
print("equal")
