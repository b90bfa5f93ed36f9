package dev.copra.evaluate.panoptic;

import dev.copra.evaluate.panoptic.PanopticQuality.Segment;
import java.util.List;

/** The picture of an image, and its segments. */
public record PaintedPicture(PanopticPicture picture, List<Segment> segments) {}
