package dev.copra.format.sa1b;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameTable;
import dev.copra.format.text.JsonFile;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a JSON file an image. */
final class Sa1bSource implements DatasetSource {
    private static final Set<String> OF_ANNOTATION = Set.of("id", "bbox", "area", "segmentation");

    private final List<Path> files;
    private final ReadOptions options;
    private final Catalog catalog;

    Sa1bSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        files = Files.isDirectory(input) ? ImageNames.files(input, ".json") : List.of(input);
        String name = options.classes().isEmpty() ? "object" : options.classes().get(0);
        catalog = new Catalog(List.of(new DatasetCategory(Id.NONE, name)));
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : files) {
            try {
                image(visitor, file, JsonFile.read(file));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
    }

    private void image(Visitor visitor, Path file, JsonNode tree) throws IOException, AnnotationException {
        JsonNode stated = tree.path("image");
        int width = stated.path("width").asInt();
        int height = stated.path("height").asInt();
        if (!stated.isObject() || width < 0 || height < 0) {
            throw new AnnotationException("sa1b-image", file.toString(), "the file states no image of a possible size");
        }
        String stem = NameTable.stem(file.getFileName().toString());
        DatasetImage image = new DatasetImage(
                IdNodes.id(stated.path("image_id")), stated.path("file_name").asText(stem + ".jpg"), "", width, height);
        List<Instance> instances = new ArrayList<>();
        for (JsonNode annotation : tree.path("annotations")) {
            String place = file + ", annotation " + annotation.path("id").asText("?");
            try {
                instances.add(instance(annotation, image, place));
            } catch (AnnotationException e) {
                options.problems().add(e);
            } catch (IllegalArgumentException e) {
                options.problems().add(new AnnotationException("sa1b-annotation", place, e.getMessage()));
            }
        }
        visitor.image(image, instances);
    }

    private static Instance instance(JsonNode annotation, DatasetImage image, String place) throws AnnotationException {
        JsonNode size = annotation.path("segmentation").path("size");
        int height = size.path(0).asInt();
        int width = size.path(1).asInt();
        if (height < 1 || width < 1 || image.hasSize() && (height != image.height() || width != image.width())) {
            throw new AnnotationException(
                    "rle-size",
                    place,
                    "the mask has " + height + " x " + width + " pixels, its image " + image.height() + " x "
                            + image.width());
        }
        String counts = annotation.path("segmentation").path("counts").asText();
        Instance.Builder instance = Instance.builder()
                .id(IdNodes.id(annotation.path("id")))
                .category(0)
                .area(annotation.path("area").asDouble(Double.NaN))
                .region(new Region.Raster(Rle.parse(height, width, counts)));
        JsonNode box = annotation.path("bbox");
        if (box.size() == 4) {
            instance.box(new Box(
                    box.get(0).asDouble(),
                    box.get(1).asDouble(),
                    box.get(2).asDouble(),
                    box.get(3).asDouble()));
        }
        annotation.properties().forEach(member -> {
            if (!OF_ANNOTATION.contains(member.getKey())) {
                instance.extra(member.getKey(), member.getValue());
            }
        });
        return instance.build();
    }
}
