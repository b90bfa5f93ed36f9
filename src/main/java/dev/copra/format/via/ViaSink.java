package dev.copra.format.via;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.SingleRing;
import dev.copra.format.text.AttributeText;
import dev.copra.io.Remedy;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a project: a region an instance, its parts joined by bridges and its holes by keyholes, both of no width. */
final class ViaSink implements DatasetSink {
    private static final String CLASS = "class";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** As VIA itself has it for files of a size in bytes that it does not know. */
    private static final int NO_FILE_SIZE = -1;

    private final OutputStream out;
    private final WriteOptions options;
    private final ImageFolder images;
    private final Losses losses;
    private final Set<String> taken = new HashSet<>();
    private final ArrayNode keys = NODES.arrayNode();
    private final Set<String> regionAttributes = new LinkedHashSet<>();
    private final Set<String> fileAttributes = new LinkedHashSet<>();
    private Catalog catalog;

    ViaSink(OutputStream out, WriteOptions options) {
        this.out = out;
        this.options = options;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(
                options.ledger(),
                Loss.SPLIT,
                Loss.MASK,
                Loss.LINE,
                Loss.ROTATION,
                Loss.CROWD,
                Loss.SCORE,
                Loss.TRACK,
                Loss.ATTRIBUTES,
                Loss.KEYPOINTS,
                Loss.INSTANCE_ID,
                Loss.IMAGE_ID,
                Loss.EXTRAS);
    }

    @Override
    public void begin(Catalog all) throws IOException {
        catalog = all;
        losses.catalog(all);
        NameIndex.countShared(all, losses);
        out.write(new JsonText(64).add("{\"" + ViaFormat.IMAGES + "\":{").toBytes());
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String key = image.fileName() + NO_FILE_SIZE;
        if (!taken.add(key)) {
            options.problems()
                    .add(new AnnotationException(
                            "file-name-taken",
                            image.fileName(),
                            "another image has the same name; this one is left out"));
            return;
        }
        losses.image(image);
        DatasetImage sized = image;
        try {
            sized = images.sized(image, image.fileName());
        } catch (AnnotationException e) {
            options.problems().add(e);
        }
        ArrayNode regions = NODES.arrayNode();
        for (Instance instance : instances) {
            ObjectNode shape = shape(sized, instance);
            if (shape == null) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            ObjectNode region = regions.addObject();
            region.set("shape_attributes", shape);
            region.set("region_attributes", attributes(image, instance));
        }
        ObjectNode node = NODES.objectNode();
        node.put("filename", image.fileName());
        node.put("size", NO_FILE_SIZE);
        node.set("regions", regions);
        node.set("file_attributes", attributes(sized));
        out.write(new JsonText(256)
                .add(keys.isEmpty() ? "\n" : ",\n")
                .add(JsonValues.text(key))
                .add(':')
                .add(JsonValues.text(node))
                .toBytes());
        keys.add(key);
    }

    /** The place of an instance, or null if it has none that can be written. */
    private ObjectNode shape(DatasetImage image, Instance instance) throws IOException {
        Box box = instance.box();
        Region region = instance.region();
        double[] keypoints = instance.keypoints();
        boolean isPoint = region == null && keypoints != null && keypoints.length == 3 && isPoint(box);
        losses.lose(Loss.VISIBILITY, isPoint && keypoints[2] != 2, image, instance);
        if (isPoint) {
            ObjectNode point = shape("point");
            return point.put("cx", keypoints[0]).put("cy", keypoints[1]);
        }
        if (keypoints != null) {
            losses.ledger().lose(Loss.KEYPOINTS, image, instance);
        }
        if (region instanceof Region.Line line) {
            losses.box(image, instance, Regions.bounds(line));
            losses.area(image, instance, 0);
            return points("polyline", line.points());
        }
        if (region != null) {
            ObjectNode polygon = polygon(image, instance, region);
            if (polygon != null || box == null) {
                return polygon;
            }
            losses.ledger().lose(Loss.MASK, image, instance);
        }
        if (box == null) {
            return null;
        }
        if (instance.rotation() != 0) {
            losses.ledger().lose(Loss.FILLED, image, instance);
            double[] ring = new TurnedBox(box, instance.rotation()).ring();
            losses.pixels(
                    image,
                    instance,
                    () -> Regions.mask(new Region.Rings(List.of(ring)), image.height(), image.width()));
            return points("polygon", ring);
        }
        losses.area(image, instance, box.width() * box.height());
        return shape("rect")
                .put("x", box.x())
                .put("y", box.y())
                .put("width", box.width())
                .put("height", box.height());
    }

    private static boolean isPoint(Box box) {
        return box == null || box.width() == 0 && box.height() == 0;
    }

    /** The polygon of a region, or null if it has no pixel. */
    private ObjectNode polygon(DatasetImage image, Instance instance, Region region) throws IOException {
        boolean isSingle = region instanceof Region.Rings rings && rings.rings().size() == 1;
        DatasetImage canvas = region instanceof Region.Raster raster
                ? image.withSize(raster.mask().width(), raster.mask().height())
                : image;
        if (!canvas.hasSize() && !isSingle) {
            options.problems()
                    .add(new AnnotationException(
                                    "image-size",
                                    image.fileName(),
                                    "the parts of an object are joined by their pixels, and the size of the image is"
                                            + " not known")
                            .with(Remedy.IMAGES));
            return null;
        }
        SingleRing single = new SingleRing(region, canvas);
        double[] ring = single.ring();
        if (ring == null || ring.length < 6) {
            return null;
        }
        losses.lose(Loss.OUTLINE, single.changed(), image, instance);
        losses.box(image, instance, Regions.bounds(new Region.Rings(List.of(ring))));
        losses.pixels(image, instance, single::mask);
        if (instance.rotation() != 0) {
            losses.ledger().lose(Loss.ROTATION, image, instance);
        }
        return points("polygon", ring);
    }

    private static ObjectNode shape(String name) {
        return NODES.objectNode().put("name", name);
    }

    private static ObjectNode points(String name, double[] points) {
        ObjectNode shape = shape(name);
        ArrayNode x = shape.putArray("all_points_x");
        ArrayNode y = shape.putArray("all_points_y");
        for (int i = 0; i < points.length; i++) {
            (i % 2 == 0 ? x : y).add(points[i]);
        }
        return shape;
    }

    private ObjectNode attributes(DatasetImage image, Instance instance) {
        ObjectNode attributes = NODES.objectNode();
        if (instance.category() >= 0) {
            attributes.put(CLASS, catalog.categories().get(instance.category()).name());
        }
        boolean kept = true;
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            String name = attribute.getKey();
            if (name.equals(CLASS) || ViaSource.OWN.contains(name)) {
                kept = false;
            } else {
                kept &= AttributeText.keeps(attribute.getValue());
                attributes.put(name, AttributeText.of(attribute.getValue()));
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        if (!instance.extras().isEmpty()) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
        if (instance.id().present()) {
            attributes.put(ViaSource.ID, text(instance.id()));
            if (!ViaSource.id(text(instance.id())).equals(instance.id())) {
                losses.ledger().lose(Loss.INSTANCE_ID, image, instance);
            }
        }
        if (instance.track().present()) {
            attributes.put(ViaSource.TRACK, text(instance.track()));
            if (!ViaSource.id(text(instance.track())).equals(instance.track())) {
                losses.ledger().lose(Loss.TRACK, image, instance);
            }
        }
        if (instance.crowd()) {
            attributes.put(ViaSource.CROWD, "1");
        }
        if (instance.hasScore()) {
            attributes.put(ViaSource.SCORE, Double.toString(instance.score()));
        }
        attributes.fieldNames().forEachRemaining(regionAttributes::add);
        return attributes;
    }

    private static String text(Id id) {
        return id.text();
    }

    private ObjectNode attributes(DatasetImage image) {
        ObjectNode attributes = NODES.objectNode();
        if (image.id().present()) {
            attributes.put("image_id", text(image.id()));
            if (!ViaSource.id(text(image.id())).equals(image.id())) {
                losses.ledger().lose(Loss.IMAGE_ID, image.fileName());
            }
        }
        if (image.hasSize()) {
            attributes.put("width", Integer.toString(image.width()));
            attributes.put("height", Integer.toString(image.height()));
        } else {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        boolean kept = true;
        for (Map.Entry<String, JsonNode> extra : image.extras().entrySet()) {
            if (ViaSource.OWN_OF_IMAGES.contains(extra.getKey())) {
                kept = false;
            } else {
                kept &= AttributeText.keeps(extra.getValue());
                attributes.put(extra.getKey(), AttributeText.of(extra.getValue()));
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
        attributes.fieldNames().forEachRemaining(fileAttributes::add);
        return attributes;
    }

    @Override
    public void finish() throws IOException {
        ObjectNode choice = NODES.objectNode().put("type", "dropdown").put("description", "");
        ObjectNode names = choice.putObject("options");
        for (DatasetCategory category : catalog.categories()) {
            names.put(category.name(), "");
        }
        choice.putObject("default_options");
        ObjectNode attributes = NODES.objectNode();
        ObjectNode ofRegions = attributes.putObject("region");
        ofRegions.set(CLASS, choice);
        regionAttributes.remove(CLASS);
        regionAttributes.forEach(name -> ofRegions.set(name, text()));
        ObjectNode ofFiles = attributes.putObject("file");
        fileAttributes.forEach(name -> ofFiles.set(name, text()));
        out.write(new JsonText(1 << 12)
                .add("},\n\"_via_attributes\":")
                .add(JsonValues.text(attributes))
                .add(",\n\"_via_settings\":")
                .add(JsonValues.text(settings()))
                .add(",\n\"_via_data_format_version\":\"2.0.10\",\n\"_via_image_id_list\":")
                .add(JsonValues.text(keys))
                .add("}\n")
                .toBytes());
    }

    private static ObjectNode text() {
        return NODES.objectNode().put("type", "text").put("description", "").put("default_value", "");
    }

    /** What VIA sets for a new project. */
    private static ObjectNode settings() {
        ObjectNode settings = NODES.objectNode();
        ObjectNode ui = settings.putObject("ui");
        ui.put("annotation_editor_height", 25)
                .put("annotation_editor_fontsize", 0.8)
                .put("leftsidebar_width", 18);
        ui.putObject("image_grid")
                .put("img_height", 80)
                .put("rshape_fill", "none")
                .put("rshape_fill_opacity", 0.3)
                .put("rshape_stroke", "yellow")
                .put("rshape_stroke_width", 2)
                .put("show_region_shape", true)
                .put("show_image_policy", "all");
        ui.putObject("image")
                .put("region_label", CLASS)
                .put("region_color", CLASS)
                .put("region_label_font", "10px Sans")
                .put("on_image_annotation_editor_placement", "NEAR_REGION");
        ObjectNode core = settings.putObject("core").put("buffer_size", 18);
        core.putObject("filepath");
        core.put("default_filepath", "");
        settings.putObject("project").put("name", "copra");
        return settings;
    }
}
