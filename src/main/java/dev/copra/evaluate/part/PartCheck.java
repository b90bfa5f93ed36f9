package dev.copra.evaluate.part;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import java.util.List;

/**
 * Refuses parts of an evaluation that do not go together: all have the rules and categories of the first one, and each has images of its
 * own. Is asked part by part.
 */
public final class PartCheck {
    private final List<String> names;
    private final IdTable images = new IdTable();

    /** @param names of the parts, for messages */
    public PartCheck(List<String> names) {
        this.names = names;
    }

    /** @param same whether the part was counted by the rules of the first one @throws IllegalArgumentException if not */
    public void rules(int part, boolean same) {
        if (!same) {
            throw new IllegalArgumentException(names.get(part) + ": this was counted by other rules than "
                    + names.get(0) + "; evaluate all parts with the same options");
        }
    }

    /** @param same whether the part has the categories of the first one @throws IllegalArgumentException if not */
    public void categories(int part, boolean same) {
        if (!same) {
            throw new IllegalArgumentException(names.get(part) + ": this has other categories than " + names.get(0)
                    + "; the truths of all parts need the same");
        }
    }

    /** Takes in an image of a part. @throws IllegalArgumentException if it was taken in before */
    public void image(int part, Id image) {
        if (!images.add(image)) {
            throw new IllegalArgumentException(names.get(part) + ": the image " + image
                    + " was counted in a part before it too; each part needs images of its own");
        }
    }

    /** The images that were taken in. */
    public IdTable images() {
        return images;
    }
}
