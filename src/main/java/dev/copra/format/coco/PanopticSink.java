package dev.copra.format.coco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.PixelOwners;
import dev.copra.image.ImageException;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code panoptic_SPLIT.json} and a folder of PNG files beside it for each split. */
final class PanopticSink implements DatasetSink {
    private static final int MOST_SEGMENTS = (1 << 24) - 1;

    private final OutputFolder folder;
    private final WriteOptions options;
    private final Losses losses;
    private final ImageFolder images;
    private final Map<String, Split> splits = new LinkedHashMap<>();
    private Catalog catalog;

    /** A document of a split, whose annotations are images with a list of segments. */
    private record Split(String name, OutputStream out, CocoSink sink, NameTable pictures) {}

    PanopticSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(
                options.ledger(),
                Loss.MASK,
                Loss.CROWD,
                Loss.SPLIT,
                Loss.IMAGE_ID,
                Loss.CATEGORY_ID,
                Loss.CATEGORY_MEMBERS,
                Loss.CATALOG);
    }

    @Override
    public void begin(Catalog all) {
        List<DatasetCategory> categories = new ArrayList<>();
        for (DatasetCategory category : all.categories()) {
            Map<String, JsonNode> extras = new LinkedHashMap<>(category.extras());
            extras.putIfAbsent("isthing", IntNode.valueOf(1));
            categories.add(new DatasetCategory(
                    category.id(),
                    category.name(),
                    category.supercategory(),
                    category.keypoints(),
                    category.skeleton(),
                    extras));
        }
        catalog = new Catalog(categories, all.extras());
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        DatasetImage sized;
        String picture;
        Split split = split(image.split());
        try {
            picture = split.pictures().take(NameTable.stem(NameTable.relative(image.fileName()))) + ".png";
            sized = images.sized(image);
        } catch (AnnotationException e) {
            options.problems().add(e);
            return;
        } catch (ImageException e) {
            options.problems().add(ImageFolder.problem(e, image.fileName()));
            return;
        }
        List<Instance> kept = new ArrayList<>();
        for (Instance instance : instances) {
            if (instance.category() < 0
                    || !(instance.region() instanceof Region.Rings || instance.region() instanceof Region.Raster)
                    || kept.size() == MOST_SEGMENTS) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
            } else {
                kept.add(instance);
            }
        }
        PixelOwners owners = new PixelOwners(sized, kept, options.overlap());
        var segments = JsonNodeFactory.instance.arrayNode();
        var masks = PixelOwners.masks(owners.owners(), sized.width(), sized.height());
        for (int i = 0; i < kept.size(); i++) {
            Instance instance = kept.get(i);
            if (owners.area(i) == 0) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            losses.lose(Loss.PIXELS, owners.isCovered(i), image, instance);
            losses.lose(Loss.OVERLAP, owners.isCovered(i), image, instance);
            losses.lose(
                    Loss.OUTLINE, !owners.isCovered(i) && instance.region() instanceof Region.Rings, image, instance);
            losses.area(image, instance, owners.area(i));
            Box box = masks.get(i + 1).bounds();
            losses.box(image, instance, box);
            segments.add(segment(i + 1, instance, owners.area(i), box, split));
        }
        try (OutputStream out = folder.create(split.name() + "/" + picture)) {
            LabelPng.writeSegmentIds(out, sized.width(), sized.height(), owners.owners());
        }
        Instance annotation = Instance.builder()
                .extra("file_name", TextNode.valueOf(picture))
                .extra("segments_info", segments)
                .build();
        split.sink().image(sized, List.of(annotation));
    }

    private ObjectNode segment(int id, Instance instance, long area, Box box, Split split) {
        ObjectNode segment = JsonNodeFactory.instance.objectNode();
        segment.put("id", id);
        segment.set("category_id", split.sink().categoryId(instance.category()));
        segment.put("area", area);
        segment.putArray("bbox")
                .add((long) box.x())
                .add((long) box.y())
                .add((long) box.width())
                .add((long) box.height());
        segment.put("iscrowd", instance.crowd() ? 1 : 0);
        return segment;
    }

    private Split split(String name) throws IOException {
        Split split = splits.get(name);
        if (split == null) {
            String file = name.isEmpty() ? "panoptic" : "panoptic_" + name;
            OutputStream out = folder.create(file + ".json");
            CocoSink sink = new CocoSink(out, options);
            sink.begin(catalog);
            split = new Split(file, out, sink, new NameTable());
            splits.put(name, split);
        }
        return split;
    }

    @Override
    public void finish() throws IOException {
        if (splits.isEmpty()) {
            split("");
        }
        for (Split split : splits.values()) {
            split.sink().finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (Split split : splits.values()) {
            split.sink().close();
            split.out().close();
        }
    }
}
