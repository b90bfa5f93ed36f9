package dev.copra.draw;

import dev.copra.coco.Id;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images of a document that are drawn, and what other documents say of them. */
public final class ShownFiles {
    private final Input main;
    private final Input imageList;
    private final AnnotatedImage.Choice choice;
    private final long maxPixels;
    private final Messages messages;
    private final List<Problems> problems = new ArrayList<>();
    private final List<AnnotatedImage> images;
    private final List<Map<Id, AnnotatedImage>> others = new ArrayList<>();
    private final boolean allKnown;

    /**
     * Reads a document; images that were asked for and are not in it are told.
     *
     * @param main can be read again
     * @param imageList a document that lists the images, or null if the main one does
     */
    public ShownFiles(Input main, Input imageList, AnnotatedImage.Choice choice, long maxPixels, Messages messages)
            throws IOException {
        this.main = main;
        this.imageList = imageList;
        this.choice = choice;
        this.maxPixels = maxPixels;
        this.messages = messages;
        images = read(main, imageList);
        allKnown = images.isEmpty() || tellUnknown().isEmpty();
    }

    public List<AnnotatedImage> images() {
        return images;
    }

    /** Adds a panel with the masks of another document of the same images. */
    public void compareWith(Input file) throws IOException {
        Map<Id, AnnotatedImage> byId = new HashMap<>();
        read(file, imageList == null ? main : imageList)
                .forEach(image -> byId.put(image.image().id(), image));
        others.add(byId);
    }

    /** Draws the images. @return null if none of them can be read */
    public BufferedImage draw(ImageSheet.Style style, ImageStore store) throws IOException {
        Problems missing = messages.problems(main.name());
        Problems notes = messages.notes(main.name());
        problems.add(missing);
        BufferedImage sheet = new ImageSheet(style, store, missing, notes).draw(images, others);
        if (sheet != null) {
            notes.summarize();
            problems.forEach(Problems::summarize);
        }
        return sheet;
    }

    /** Whether something that was asked for is not in the picture. */
    public boolean incomplete() {
        return !allKnown || problems.stream().anyMatch(p -> p.total() > 0);
    }

    private Set<String> tellUnknown() {
        Set<String> missing = new LinkedHashSet<>(choice.names());
        for (AnnotatedImage image : images) {
            missing.remove(image.image().fileName());
            missing.removeIf(name -> Id.typed(name).contains(image.image().id()));
        }
        missing.forEach(name -> messages.warn(main.name() + ": there is no image '" + name + "'"));
        return missing;
    }

    private List<AnnotatedImage> read(Input file, Input list) throws IOException {
        Problems found = messages.problems(file.name());
        problems.add(found);
        return AnnotatedImage.read(file, list, choice, maxPixels, found);
    }
}
