package dev.copra.draw;

import dev.copra.draw.overlay.Layers;

/** What a panel shows of an image's annotations. */
public enum PanelView {
    /** The image alone. */
    IMAGE,
    /** Boxes and no masks. */
    BOXES,
    /** Masks and no boxes. */
    MASKS,
    /** Boxes and masks. */
    BOTH,
    /** Masks, and the boxes of what has no mask; poses. */
    OBJECTS;

    /** @param labels whether names are written */
    Layers layers(boolean labels) {
        return switch (this) {
            case IMAGE -> Layers.NONE;
            case BOXES -> new Layers(Layers.Boxes.ALL, false, false, labels);
            case MASKS -> new Layers(Layers.Boxes.NONE, true, false, labels);
            case BOTH -> new Layers(Layers.Boxes.ALL, true, true, labels);
            case OBJECTS -> new Layers(Layers.Boxes.WITHOUT_MASK, true, true, labels);
        };
    }
}
