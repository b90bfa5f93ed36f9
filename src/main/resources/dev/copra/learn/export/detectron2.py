"""Trains Mask R-CNN of Detectron2 on train.json, evaluates it on val.json, and writes model and results into output/; 'copra eval
val.json output/inference/coco_instances_results.json --type segm' has the figures.

    python3 train.py [--weights none|coco|FILE] [--epochs 10]

Needs torch, detectron2 and pycocotools.
"""

import argparse
import json
from pathlib import Path

import torch
from detectron2 import model_zoo
from detectron2.config import get_cfg
from detectron2.data.datasets import register_coco_instances
from detectron2.engine import DefaultTrainer
from detectron2.evaluation import COCOEvaluator
from detectron2.solver.build import maybe_add_gradient_clipping

HERE = Path(__file__).resolve().parent
CONFIG = "COCO-InstanceSegmentation/mask_rcnn_R_50_FPN_3x.yaml"


class Trainer(DefaultTrainer):
    """The default one, with AdamW."""

    @classmethod
    def build_optimizer(cls, cfg, model):
        return maybe_add_gradient_clipping(cfg, torch.optim.AdamW)(model.parameters(), cfg.SOLVER.BASE_LR)

    @classmethod
    def build_evaluator(cls, cfg, dataset_name):
        return COCOEvaluator(dataset_name, output_dir=f"{cfg.OUTPUT_DIR}/inference")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", default="coco", help="coco (a download of 180 MB; default), none (random) or a file")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    splits = [split for split in ("train", "val") if (HERE / f"{split}.json").exists()]
    for split in splits:
        register_coco_instances(split, {}, str(HERE / f"{split}.json"), str(HERE / "images" / split))
    document = json.loads((HERE / "train.json").read_text())
    steps = max(1, len(document["images"]) // options.batch)

    cfg = get_cfg()
    cfg.merge_from_file(model_zoo.get_config_file(CONFIG))
    cfg.MODEL.WEIGHTS = {"coco": model_zoo.get_checkpoint_url(CONFIG), "none": ""}.get(options.weights, options.weights)
    cfg.MODEL.DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
    cfg.MODEL.ROI_HEADS.NUM_CLASSES = len(document["categories"])
    cfg.INPUT.MASK_FORMAT = "bitmask"  # masks are RLE
    cfg.DATASETS.TRAIN, cfg.DATASETS.TEST = ("train",), tuple(splits[1:])
    cfg.SOLVER.IMS_PER_BATCH, cfg.SOLVER.BASE_LR = options.batch, options.lr
    cfg.SOLVER.MAX_ITER, cfg.SOLVER.STEPS, cfg.SOLVER.WARMUP_ITERS = steps * options.epochs, (), min(100, steps)
    cfg.TEST.EVAL_PERIOD = steps if len(splits) > 1 else 0
    cfg.SEED, cfg.OUTPUT_DIR = options.seed, str(HERE / "output")
    (HERE / "output").mkdir(exist_ok=True)
    trainer = Trainer(cfg)
    trainer.resume_or_load(resume=False)
    trainer.train()


if __name__ == "__main__":
    main()
