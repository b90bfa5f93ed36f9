package dev.copra.format.coco;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.region.Encoding;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.PreparingSink;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.TemporaryFile;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;

/**
 * Writes a COCO document. Images go to the output at once, annotations to a temporary file, which is appended at the end. Ids stay where
 * they are there and differ; others are numbered from 1.
 */
final class CocoSink implements PreparingSink {
    private final OutputStream out;
    private final WriteOptions options;
    private final Ledger ledger;
    private final FileChannel spool;
    private final OutputStream annotations;
    private final Numbering imageIds = new Numbering();
    private final Numbering annotationIds = new Numbering();
    private Id[] categoryIds;
    private boolean hasImages;
    private boolean hasAnnotations;

    /** Gives ids to what has none, or one that is taken. */
    private static final class Numbering {
        private final IdTable taken = new IdTable();
        private long next = 1;

        /** The id itself, if it is there and new; else the next number that is not taken. */
        Id of(Id id) {
            if (id.present() && taken.add(id)) {
                return id;
            }
            while (!taken.add(Id.of(next))) {
                next++;
            }
            return Id.of(next++);
        }
    }

    CocoSink(OutputStream out, WriteOptions options) throws IOException {
        this.out = out;
        this.options = options;
        ledger = options.ledger();
        spool = TemporaryFile.open();
        annotations = new BufferedOutputStream(Channels.newOutputStream(spool), 1 << 16);
    }

    @Override
    public void begin(Catalog catalog) throws IOException {
        JsonText text = new JsonText(1 << 12).add('{');
        for (Map.Entry<String, JsonNode> extra : catalog.extras().entrySet()) {
            text.add(JsonValues.text(extra.getKey()))
                    .add(':')
                    .add(JsonValues.text(extra.getValue()))
                    .add(",\n");
        }
        text.add("\"categories\":[");
        Numbering ids = new Numbering();
        List<DatasetCategory> categories = catalog.categories();
        categoryIds = new Id[categories.size()];
        for (int i = 0; i < categoryIds.length; i++) {
            DatasetCategory category = categories.get(i);
            categoryIds[i] = ids.of(category.id());
            if (category.id().present() && !category.id().equals(categoryIds[i])) {
                ledger.lose(Loss.CATEGORY_ID, "category " + category.name());
            }
            write(text.add(i > 0 ? ",\n" : "\n"), category, categoryIds[i]);
        }
        out.write(text.add("],\n\"images\":[").toBytes());
    }

    /** The id that a category has in the document, by its position in the catalog. */
    JsonNode categoryId(int category) {
        byte[] json = categoryIds[category].json();
        try {
            return JsonValues.tree(json, 0, json.length);
        } catch (IOException e) {
            throw new IllegalArgumentException("an id is no JSON", e);
        }
    }

    private static void write(JsonText text, DatasetCategory category, Id id) {
        text.add("{\"id\":").add(id.json()).add(",\"name\":").add(JsonValues.text(category.name()));
        if (category.supercategory() != null) {
            text.add(",\"supercategory\":").add(JsonValues.text(category.supercategory()));
        }
        if (!category.keypoints().isEmpty()) {
            text.add(",\"keypoints\":[");
            for (int k = 0; k < category.keypoints().size(); k++) {
                text.add(k > 0 ? "," : "")
                        .add(JsonValues.text(category.keypoints().get(k)));
            }
            text.add(']');
        }
        if (!category.skeleton().isEmpty()) {
            text.add(",\"skeleton\":[");
            for (int j = 0; j < category.skeleton().size(); j++) {
                DatasetCategory.Joint joint = category.skeleton().get(j);
                // COCO counts keypoints from 1
                text.add(j > 0 ? ",[" : "[")
                        .add(joint.from() + 1L)
                        .add(',')
                        .add(joint.to() + 1L)
                        .add(']');
            }
            text.add(']');
        }
        extras(text, category.extras());
        text.add('}');
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    /** Makes all but the ids, which are given in order. */
    @Override
    public Prepared prepare(DatasetImage image, List<Instance> instances, Notes notes) {
        JsonText text = new JsonText(256).add(",\"file_name\":").add(JsonValues.text(image.fileName()));
        if (image.hasSize()) {
            text.add(",\"width\":").add(image.width()).add(",\"height\":").add(image.height());
        } else {
            notes.ledger().lose(Loss.SIZE, image.fileName());
        }
        extras(text, image.extras());
        int[] ends = new int[instances.size() + 1];
        ends[0] = text.add('}').size();
        for (int i = 0; i < instances.size(); i++) {
            annotation(text, image, instances.get(i), notes.ledger());
            ends[i + 1] = text.size();
        }
        byte[] made = text.toBytes();
        return () -> {
            write(image, instances, made, ends);
            return true;
        };
    }

    /**
     * Writes an image and its annotations.
     *
     * @param made what stands behind the ids: of the image up to {@code ends[0]}, then of each annotation up to the next one
     */
    private void write(DatasetImage image, List<Instance> instances, byte[] made, int[] ends) throws IOException {
        Id imageId = imageIds.of(image.id());
        if (image.id().present() && !image.id().equals(imageId)) {
            ledger.lose(Loss.IMAGE_ID, image.fileName());
        }
        out.write(new JsonText(32)
                .add(hasImages ? ",\n" : "\n")
                .add("{\"id\":")
                .add(imageId.json())
                .toBytes());
        out.write(made, 0, ends[0]);
        hasImages = true;
        JsonText text = new JsonText(made.length + 64 * instances.size());
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(i);
            Id id = annotationIds.of(instance.id());
            if (instance.id().present() && !instance.id().equals(id)) {
                ledger.lose(Loss.INSTANCE_ID, image, instance);
            }
            text.add(hasAnnotations ? ",\n" : "\n").add("{\"id\":").add(id.json());
            text.add(",\"image_id\":").add(imageId.json()).add(made, ends[i], ends[i + 1]);
            hasAnnotations = true;
        }
        annotations.write(text.toBytes());
    }

    /** Adds what stands behind the ids of an annotation. */
    private void annotation(JsonText text, DatasetImage image, Instance instance, Ledger lost) {
        if (instance.category() != Instance.NO_CATEGORY) {
            text.add(",\"category_id\":").add(categoryIds[instance.category()].json());
        }
        Region region = instance.region();
        if (region instanceof Region.Line) {
            lost.lose(Loss.LINE, image, instance);
            region = null;
        }
        Box box = instance.box() != null ? instance.box() : region == null ? null : Regions.bounds(region);
        if (box != null) {
            list(text.add(",\"bbox\":"), box.x(), box.y(), box.width(), box.height());
        }
        double area = instance.area();
        if (region != null) {
            Rle mask = null;
            boolean polygons = options.encoding() == null
                    ? region instanceof Region.Rings
                    : options.encoding() == Encoding.POLYGON;
            if (!polygons || Double.isNaN(area)) {
                mask = mask(region, image);
            }
            CocoRegions.write(
                    text.add(",\"segmentation\":"), region, mask, polygons, options.encoding() == Encoding.COUNTS);
            area = Double.isNaN(area) && mask != null ? mask.area() : area;
        }
        if (Double.isNaN(area) && box != null) {
            area = box.width() * box.height();
        }
        if (!Double.isNaN(area)) {
            text.add(",\"area\":").add(area);
        }
        if (box != null || region != null) {
            text.add(",\"iscrowd\":").add(instance.crowd() ? 1 : 0);
        }
        if (instance.keypoints() != null) {
            int labelled = 0;
            for (int k = 2; k < instance.keypoints().length; k += 3) {
                labelled += instance.keypoints()[k] > 0 ? 1 : 0;
            }
            list(text.add(",\"keypoints\":"), instance.keypoints());
            text.add(",\"num_keypoints\":").add(labelled);
        }
        if (instance.hasScore()) {
            text.add(",\"score\":").add(instance.score());
        }
        if (instance.track().present()) {
            text.add(",\"track_id\":").add(instance.track().json());
        }
        attributes(text, instance);
        extras(text, instance.extras());
        text.add('}');
    }

    /** The pixels of a region, or null if they cannot be known. */
    private Rle mask(Region region, DatasetImage image) {
        return region instanceof Region.Raster || image.hasSize()
                ? Regions.mask(region, image.height(), image.width())
                : null;
    }

    private static void attributes(JsonText text, Instance instance) {
        if (instance.attributes().isEmpty() && instance.rotation() == 0) {
            return;
        }
        text.add(",\"attributes\":{");
        String comma = "";
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            text.add(comma)
                    .add(JsonValues.text(attribute.getKey()))
                    .add(':')
                    .add(JsonValues.text(attribute.getValue()));
            comma = ",";
        }
        if (instance.rotation() != 0) {
            // where CVAT has it
            text.add(comma).add("\"rotation\":").add(instance.rotation());
        }
        text.add('}');
    }

    private static void extras(JsonText text, Map<String, JsonNode> extras) {
        for (Map.Entry<String, JsonNode> extra : extras.entrySet()) {
            text.add(',').add(JsonValues.text(extra.getKey())).add(':').add(JsonValues.text(extra.getValue()));
        }
    }

    private static void list(JsonText text, double... values) {
        text.add('[');
        for (int i = 0; i < values.length; i++) {
            text.add(i > 0 ? "," : "").add(values[i]);
        }
        text.add(']');
    }

    @Override
    public void finish() throws IOException {
        out.write(new JsonText(32).add("],\n\"annotations\":[").toBytes());
        writeAnnotations(out);
        out.write(new JsonText(8).add("]}\n").toBytes());
    }

    /** Writes all annotations so far, separated by commas. */
    void writeAnnotations(OutputStream to) throws IOException {
        annotations.flush();
        TemporaryFile.read(spool).transferTo(to);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
