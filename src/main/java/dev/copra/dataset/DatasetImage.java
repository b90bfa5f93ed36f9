package dev.copra.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * An image of a data set.
 *
 * @param id as the source has it; {@link Id#NONE} if it has none
 * @param fileName with slashes, relative to the folder of images; never null
 * @param split the part of the data set that it belongs to, such as {@code train}; empty if there are no parts
 * @param width in pixels; 0 if it is not known
 * @param height in pixels; 0 if it is not known
 * @param extras what else the source says of it, by name, in the source's order
 * @param folder of images in the data set that it comes from, where its file is looked for unless the user names another; null if that
 *     has none
 */
public record DatasetImage(
        Id id, String fileName, String split, int width, int height, Map<String, JsonNode> extras, Path folder) {
    /**
     * Requires all values, and keeps a copy of the map.
     *
     * @throws IllegalArgumentException if a side is negative
     */
    public DatasetImage {
        Objects.requireNonNull(id);
        Objects.requireNonNull(fileName);
        Objects.requireNonNull(split);
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " pixels");
        }
        extras = Values.copy(extras);
    }

    /** An image without other members. */
    public DatasetImage(Id id, String fileName, String split, int width, int height) {
        this(id, fileName, split, width, height, Map.of());
    }

    /** An image of a data set that has no folder of images. */
    public DatasetImage(Id id, String fileName, String split, int width, int height, Map<String, JsonNode> extras) {
        this(id, fileName, split, width, height, extras, null);
    }

    /** Whether both sides are known. */
    public boolean hasSize() {
        return width > 0 && height > 0;
    }

    /** The same image with another size in pixels. */
    public DatasetImage withSize(int newWidth, int newHeight) {
        return new DatasetImage(id, fileName, split, newWidth, newHeight, extras, folder);
    }

    /** The same image in another split, such as {@code train}. */
    public DatasetImage withSplit(String newSplit) {
        return new DatasetImage(id, fileName, newSplit, width, height, extras, folder);
    }

    /** The same image with another name of its file. */
    public DatasetImage withFileName(String newName) {
        return new DatasetImage(id, newName, split, width, height, extras, folder);
    }

    /** The same image with other things that the source says of it. */
    public DatasetImage withExtras(Map<String, JsonNode> newExtras) {
        return new DatasetImage(id, fileName, split, width, height, newExtras, folder);
    }

    /** The same image in another folder of images, which may be null. */
    public DatasetImage withFolder(Path newFolder) {
        return new DatasetImage(id, fileName, split, width, height, extras, newFolder);
    }
}
