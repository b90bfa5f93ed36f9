package dev.copra.dataset.diff;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A document that is compared: where its parts lie, and what they are. What is packed or comes through a pipe is unpacked. */
final class DiffIndex implements Closeable {
    private static final long MOST_PIXELS = 500_000_000;

    private final String name;
    private final FileChannel channel;
    private final List<DiffPart> parts;
    private final SpanReader reader;
    private Map<Id, String> categoryNames;
    private ImageSizes sizes;

    private DiffIndex(String name, FileChannel channel, List<DiffPart> parts) {
        this.name = name;
        this.channel = channel;
        this.parts = parts;
        reader = new SpanReader(channel);
    }

    /** Reads a document. @param byLabel as for {@link DiffScanner#scan} */
    static DiffIndex read(Input input, boolean byLabel) throws IOException {
        FileChannel channel = input.channel();
        try {
            return new DiffIndex(input.name(), channel, DiffScanner.scan(input.through(channel), byLabel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    FileChannel channel() {
        return channel;
    }

    /** The members, in order. */
    List<DiffPart> parts() {
        return parts;
    }

    /** The list of a name, or null. */
    DiffPart list(String wanted) {
        for (DiffPart part : parts) {
            if (part.is(wanted)) {
                return part;
            }
        }
        return null;
    }

    /** A copy of some bytes of the document. */
    byte[] bytes(long offset, int length) throws IOException {
        return reader.read(offset, length);
    }

    byte[] bytes(DiffPart part, int element) throws IOException {
        return reader.read(part.offset(element), part.length(element));
    }

    /** An element as a record, or null if it is no object. */
    static CocoRecord record(DiffPart part, int element, byte[] bytes) throws IOException {
        if (bytes[0] != '{') {
            return null;
        }
        Section section = part.is("images") ? Section.IMAGES : part.is("categories") ? Section.CATEGORIES : null;
        return CocoRecord.parse(bytes, section == null ? Section.ANNOTATIONS : section, element, 1, 1);
    }

    /** The names of the categories by id, as far as they have both. */
    private Map<Id, String> categoryNames() throws IOException {
        if (categoryNames == null) {
            categoryNames = new HashMap<>();
            DiffPart categories = list("categories");
            for (int i = 0; categories != null && i < categories.size(); i++) {
                CocoRecord category = record(categories, i, bytes(categories, i));
                try {
                    if (category != null && category.text("name") != null) {
                        categoryNames.putIfAbsent(category.id("id"), category.text("name"));
                    }
                } catch (AnnotationException e) {
                    // it has no name that can be shown
                }
            }
        }
        return categoryNames;
    }

    /** Whether its categories have names, so that these can be compared. */
    private boolean namesCategories() throws IOException {
        return !categoryNames().isEmpty();
    }

    /**
     * Whether a category of this document is the same one as one of another.
     *
     * @param byName whether their names say so, if both documents have names, rather than their ids
     */
    boolean isSameCategory(Id here, DiffIndex other, Id there, boolean byName) throws IOException {
        return byName && namesCategories() && other.namesCategories()
                ? label(here, other).equals(other.label(there, this))
                : here.equals(there);
    }

    /** What a category is called: by its name, by the name that it has in another document if this one has no names, or by its id. */
    String label(Id category, DiffIndex other) throws IOException {
        String name = categoryName(category);
        name = name == null && !namesCategories() ? other.categoryName(category) : name;
        return name == null ? category.text() : name;
    }

    /** The name of a category, or null if it has none. */
    String categoryName(Id category) throws IOException {
        return categoryNames().get(category);
    }

    /** Height and width of an image, or null if they are not known. */
    int[] size(Id image) throws IOException {
        if (sizes == null) {
            sizes = new ImageSizes(MOST_PIXELS);
            DiffPart images = list("images");
            for (int i = 0; images != null && i < images.size(); i++) {
                CocoRecord record = record(images, i, bytes(images, i));
                try {
                    if (record != null) {
                        sizes.add(record);
                    }
                } catch (AnnotationException e) {
                    // its masks are compared as they are written
                }
            }
        }
        ImageSizes.Size size = image.present() ? sizes.get(image) : null;
        return size == null ? null : new int[] {size.height(), size.width()};
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
