"""Trains a YOLO with masks of Ultralytics on data.yaml, and evaluates it on the split val; the folder runs/ beside this file gets
the model, its curves and pictures.

    python3 train.py [--weights yolo11n-seg.pt|yolo11n-seg.yaml] [--epochs 10]

Needs ultralytics, which is under the AGPL-3.0.
"""

import argparse
from pathlib import Path

from ultralytics import YOLO

HERE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", default="yolo11n-seg.pt", help="a model, which is a download (default); .yaml begins at random")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    YOLO(options.weights).train(
        data=str(HERE / "data.yaml"), epochs=options.epochs, batch=options.batch, optimizer="AdamW", lr0=options.lr,
        seed=options.seed, project=str(HERE / "runs"))


if __name__ == "__main__":
    main()
