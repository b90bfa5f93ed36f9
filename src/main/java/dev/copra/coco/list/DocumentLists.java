package dev.copra.coco.list;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The images and categories of a document, which visitors learn before its annotations. {@link ImageIds} and
 * {@link CategoryNames} have the rules of ids.
 */
public final class DocumentLists {
    private final ImageSizes sizes;
    private final CategoryNames names = new CategoryNames();
    /** By slot; null if files do not matter. */
    private final List<ListedImage> images;

    private DocumentLists(ImageSizes sizes, List<ListedImage> images) {
        this.sizes = sizes;
        this.images = images;
    }

    /** For images whose files matter. @param maxPixels images of more pixels are refused */
    public static DocumentLists withFiles(long maxPixels) {
        return new DocumentLists(new ImageSizes(maxPixels), new ArrayList<>());
    }

    /** For images of which only the sizes matter, a quarter of the memory. */
    public static DocumentLists withoutFiles(long maxPixels) {
        return new DocumentLists(new ImageSizes(maxPixels), null);
    }

    /** Both lists. */
    public static Set<Section> sections() {
        return EnumSet.of(Section.IMAGES, Section.CATEGORIES);
    }

    /** Learns the lists of a document, and nothing else of it. */
    public void read(Input document, ProblemSink problems) throws IOException {
        CocoReader.read(document, new Learner(sections(), this::learn, problems));
    }

    /**
     * Takes in an image or a category.
     *
     * @throws AnnotationException if it has no id, an image no size within the limit, or a category a name that is no string
     */
    public void learn(CocoRecord record) throws AnnotationException {
        if (record.section() == Section.CATEGORIES) {
            names.add(record);
        } else {
            addImage(record);
        }
    }

    /** Takes in an image. @return its slot @throws AnnotationException as {@link #learn} */
    public int addImage(CocoRecord record) throws AnnotationException {
        if (images == null) {
            return sizes.add(record);
        }
        String fileName;
        String cocoUrl;
        try {
            fileName = record.text("file_name");
            cocoUrl = record.text("coco_url");
        } catch (AnnotationException e) {
            sizes.ids().refuse(record, e);
            throw e;
        }
        int slot = sizes.add(record);
        ImageSizes.Size size = sizes.get(slot);
        ListedImage image = new ListedImage(record.id("id"), size.height(), size.width(), fileName, cocoUrl);
        if (slot == images.size()) {
            images.add(image);
        } else {
            images.set(slot, image);
        }
        return slot;
    }

    /** The sizes of the images by their ids. */
    public ImageSizes sizes() {
        return sizes;
    }

    /** The names of the categories by their ids. */
    public CategoryNames names() {
        return names;
    }

    /** The images in the order of the document, which is that of their slots. */
    public List<ListedImage> images() {
        return images;
    }

    /** The slot of an image, or -1. */
    public int find(Id image) {
        return sizes.ids().find(image);
    }

    /**
     * The slot of an annotation's image.
     *
     * @throws AnnotationException if it names none, or none that is listed and can be used
     */
    public int imageOf(CocoRecord annotation) throws AnnotationException {
        return sizes.ids().of(annotation);
    }
}
