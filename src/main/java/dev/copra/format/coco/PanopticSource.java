package dev.copra.format.coco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.TreeIds;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImagesBeside;
import dev.copra.format.region.PixelOwners;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.image.LabelPng;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a panoptic document with its PNG files, which lie in a folder of the document's name beside it. */
final class PanopticSource implements DatasetSource {
    private final String file;
    private final CocoSource document;
    private final ImageFinder pictures;
    private final ReadOptions options;

    PanopticSource(Path file, ReadOptions options) throws IOException {
        this.file = file.toString();
        this.options = options;
        document = new CocoSource(
                Input.file(file), null, options.images() == null ? options.beside(ImagesBeside.of(file)) : options);
        String name = file.getFileName().toString();
        Path folder = file.resolveSibling(name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')));
        pictures = new ImageFinder(
                Files.isDirectory(folder) ? folder : file.toAbsolutePath().getParent());
    }

    @Override
    public Catalog catalog() {
        return document.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        document.read((image, annotations) -> {
            List<Instance> instances = new ArrayList<>();
            for (Instance annotation : annotations) {
                try {
                    segments(image, annotation, instances);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
            visitor.image(image, instances);
        });
    }

    private void segments(DatasetImage image, Instance annotation, List<Instance> instances)
            throws IOException, AnnotationException {
        String place = file + ", image " + image.id();
        JsonNode name = annotation.extras().get("file_name");
        if (name == null || !(annotation.extras().get("segments_info") instanceof ArrayNode infos)) {
            throw new AnnotationException(
                    "panoptic-members", place, "a panoptic annotation has image_id, file_name and segments_info");
        }
        LabelPng picture;
        int[] ids;
        try {
            picture = LabelPng.read(pictures.find(name.asText(), null).file(), options.maxPixels());
            ids = picture.segmentIds(name.asText());
        } catch (ImageException e) {
            throw ImageFolder.problem(e, place);
        } catch (FileSystemException e) {
            throw new AnnotationException("panoptic-png", place, name.asText() + ": " + e.getReason())
                    .with(Remedy.of(e));
        }
        if (image.hasSize() && (picture.width() != image.width() || picture.height() != image.height())) {
            throw new AnnotationException(
                    "panoptic-size",
                    place,
                    name.asText() + " has " + picture.width() + " x " + picture.height() + " pixels, its image "
                            + image.width() + " x " + image.height());
        }
        Map<Integer, Rle> masks = PixelOwners.masks(ids, picture.width(), picture.height());
        for (JsonNode info : infos) {
            Rle mask = masks.remove(info.path("id").asInt());
            int category = document.category(TreeIds.ifAny(info.path("category_id")));
            if (mask == null || category < 0) {
                options.problems()
                        .add(new AnnotationException(
                                "panoptic-segment",
                                place + ", segment " + info.path("id").asText(),
                                mask == null
                                        ? "no pixel has this id, or another segment has it"
                                        : "there is no category with the id "
                                                + info.path("category_id").asText()));
                continue;
            }
            instances.add(Instance.builder()
                    .category(category)
                    .region(new Region.Raster(mask))
                    .crowd(info.path("iscrowd").asInt() != 0)
                    .build());
        }
        masks.remove(0);
        if (!masks.isEmpty()) {
            options.problems()
                    .add(new AnnotationException(
                            "panoptic-pixels",
                            place,
                            name.asText() + " has pixels of the id "
                                    + masks.keySet().iterator().next() + ", which no segment has"));
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
