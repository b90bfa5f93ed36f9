package dev.copra.format.createml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import dev.copra.mask.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads a list of images, twice: what the categories are is known only after the last one. */
final class CreateMlSource implements DatasetSource {
    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final NameIndex names;

    CreateMlSource(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        images = ImageFolder.of(options);
        TreeSet<String> met = new TreeSet<>();
        try (JsonList list = new JsonList(this.input)) {
            for (JsonNode image = list.next(); image != null; image = list.next()) {
                image.path("annotations").forEach(annotation -> {
                    if (annotation.path("label").isTextual()) {
                        met.add(annotation.path("label").textValue());
                    }
                });
            }
        }
        names = NameIndex.of(options.classes(), met);
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (JsonList list = new JsonList(input)) {
            for (JsonNode node = list.next(); node != null; node = list.next()) {
                JsonNode file = node.has("image") ? node.get("image") : node.path("imagefilename");
                if (!file.isTextual()) {
                    options.problems().add(new AnnotationException("createml-image", list.place(), "it has no image"));
                    continue;
                }
                DatasetImage image = new DatasetImage(Id.NONE, file.textValue(), "", 0, 0);
                try {
                    image = images.sized(image, list.place());
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
                List<Instance> instances = new ArrayList<>();
                for (JsonNode annotation : node.path("annotations")) {
                    try {
                        instances.add(instance(annotation, list.place()));
                    } catch (AnnotationException e) {
                        options.problems().add(e);
                    }
                }
                visitor.image(image, instances);
            }
        }
    }

    private Instance instance(JsonNode annotation, String place) throws AnnotationException {
        int category = names.position(annotation.path("label").asText());
        if (!annotation.path("label").isTextual() || category < 0) {
            throw new AnnotationException("createml-label", place, "an annotation has no known label");
        }
        JsonNode at = annotation.path("coordinates");
        double[] values = new double[4];
        String[] members = {"x", "y", "width", "height"};
        for (int i = 0; i < 4; i++) {
            if (!at.path(members[i]).isNumber()) {
                throw new AnnotationException(
                        "createml-coordinates", place, "coordinates have no number " + members[i]);
            }
            values[i] = at.get(members[i]).asDouble();
        }
        try {
            return Instance.builder()
                    .category(category)
                    .score(annotation.path("confidence").asDouble(Double.NaN))
                    .box(new Box(values[0] - values[2] / 2, values[1] - values[3] / 2, values[2], values[3]))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new AnnotationException("createml-coordinates", place, e.getMessage());
        }
    }
}
