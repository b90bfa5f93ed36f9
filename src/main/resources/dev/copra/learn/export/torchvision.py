"""Trains Mask R-CNN of torchvision on train.json, measures its loss on val.json after each epoch, and writes what it finds there as
COCO results: results.json, for 'copra eval val.json results.json --type segm' and 'copra show'.

    python3 train.py [--weights none|coco|FILE] [--epochs 10]

Needs torch, torchvision and pycocotools.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from pycocotools import mask as rle
from pycocotools.coco import COCO
from torchvision.models.detection import maskrcnn_resnet50_fpn
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor
from torchvision.models.detection.mask_rcnn import MaskRCNNPredictor
from torchvision.transforms.functional import to_tensor

HERE = Path(__file__).resolve().parent


class Data(torch.utils.data.Dataset):
    """Images and targets of a split. Labels are 1, 2, ... in the order of the category ids."""

    def __init__(self, split):
        self.coco, self.folder = COCO(HERE / f"{split}.json"), HERE / "images" / split
        self.categories = sorted(self.coco.getCatIds())
        self.ids = sorted(self.coco.getImgIds())
        if split == "train":  # an image without an object says nothing of masks
            self.ids = [i for i in self.ids if self.annotations(i)]

    def annotations(self, image_id):
        found = self.coco.loadAnns(self.coco.getAnnIds(image_id, iscrowd=0))
        return [a for a in found if a["bbox"][2] >= 1 and a["bbox"][3] >= 1]

    def __len__(self):
        return len(self.ids)

    def __getitem__(self, index):
        image_id = self.ids[index]
        record, annotations = self.coco.loadImgs(image_id)[0], self.annotations(image_id)
        image = to_tensor(Image.open(self.folder / record["file_name"]).convert("RGB"))
        masks = np.zeros((len(annotations), record["height"], record["width"]), np.uint8)
        for mask, annotation in zip(masks, annotations):
            mask[:] = self.coco.annToMask(annotation)
        boxes = torch.tensor([a["bbox"] for a in annotations], dtype=torch.float32).reshape(-1, 4)
        boxes[:, 2:] += boxes[:, :2]
        labels = [1 + self.categories.index(a["category_id"]) for a in annotations]
        return image, {"boxes": boxes, "labels": torch.tensor(labels, dtype=torch.int64), "masks": torch.from_numpy(masks)}


def model(weights, classes):
    """Mask R-CNN with heads for these classes and the background."""
    network = maskrcnn_resnet50_fpn(weights="DEFAULT" if weights == "coco" else None, weights_backbone=None)
    network.roi_heads.box_predictor = FastRCNNPredictor(network.roi_heads.box_predictor.cls_score.in_features, 1 + classes)
    network.roi_heads.mask_predictor = MaskRCNNPredictor(256, 256, 1 + classes)
    if weights not in ("coco", "none"):
        network.load_state_dict(torch.load(weights, map_location="cpu"))
    return network


def results(network, data, device):
    """What the network finds in each image, as COCO results."""
    found = []
    for index, image_id in enumerate(data.ids):
        answer = network([data[index][0].to(device)])[0]
        for box, label, score, mask in zip(*(answer[key].cpu() for key in ("boxes", "labels", "scores", "masks"))):
            counts = rle.encode(np.asfortranarray((mask[0] > 0.5).numpy().astype(np.uint8)))
            counts["counts"] = counts["counts"].decode()
            x0, y0, x1, y1 = box.tolist()
            found.append({"image_id": image_id, "category_id": data.categories[label - 1], "bbox": [x0, y0, x1 - x0, y1 - y0],
                          "score": score.item(), "segmentation": counts})
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", default="coco", help="coco (a download of 170 MB; default), none (random) or a file")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train, val = Data("train"), Data("val") if (HERE / "val.json").exists() else None
    network = model(options.weights, len(train.categories)).to(device)
    optimizer = torch.optim.AdamW(network.parameters(), options.lr)
    loader = torch.utils.data.DataLoader(train, options.batch, shuffle=True, collate_fn=lambda batch: list(zip(*batch)))

    def loss(batch):
        images, targets = batch
        parts = network([i.to(device) for i in images], [{k: v.to(device) for k, v in t.items()} for t in targets])
        return sum(parts.values())

    for epoch in range(1, options.epochs + 1):
        network.train()
        total = 0.0
        for batch in loader:
            value = loss(batch)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            total += value.item()
        line = f"epoch {epoch} of {options.epochs}: loss {total / len(loader):.4f}"
        if val:
            with torch.no_grad():
                losses = [loss([[part] for part in val[i]]).item() for i in range(len(val)) if val.annotations(val.ids[i])]
            line += f", on val {np.mean(losses):.4f}" if losses else ""
        print(line, flush=True)
        torch.save(network.state_dict(), HERE / "model.pth")
    network.eval()
    if val:
        with torch.no_grad():
            (HERE / "results.json").write_text(json.dumps(results(network, val, device)))


if __name__ == "__main__":
    main()
