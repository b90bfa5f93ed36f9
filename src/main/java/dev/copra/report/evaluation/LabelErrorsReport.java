package dev.copra.report.evaluation;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DocumentWriter;
import dev.copra.dataset.PickedRecords;
import dev.copra.dataset.RecordText;
import dev.copra.evaluate.analysis.LabelError;
import dev.copra.evaluate.read.Category;
import dev.copra.io.Input;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where the truth may be wrong, as CSV or as a COCO file of the detections that contradict it.
 *
 * @param categories that the errors' categories are indices of
 */
public record LabelErrorsReport(List<LabelError> errors, List<Category> categories) {
    private static final String[] COLUMNS = {
        "label_error",
        "image_id",
        "result",
        "category_id",
        "category",
        "score",
        "annotation_id",
        "truth_category_id",
        "truth_category",
        "iou"
    };

    /** Writes a COCO file if the name ends in .json, else CSV. @param truth can be read again @param results can be read again */
    public void write(String name, OutputStream out, Input truth, Input results) throws IOException {
        if (Json.isName(name)) {
            writeCoco(out, truth, results);
        } else {
            writeCsv(out);
        }
    }

    private static String name(LabelError error) {
        return error.kind().name().toLowerCase(Locale.ROOT);
    }

    private Category category(int index) {
        return index < 0 ? new Category(Id.NONE, "", "", "", null) : categories.get(index);
    }

    private static String text(Id id) {
        return id.present() ? id.text() : "";
    }

    private void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column : COLUMNS) {
            csv.add(column);
        }
        csv.row();
        for (LabelError error : errors) {
            Category found = category(error.category());
            Category known = category(error.truthCategory());
            csv.add(name(error)).add(error.image().text()).add(error.result());
            csv.add(text(found.id())).add(found.name()).add(error.score());
            csv.add(text(error.truth())).add(text(known.id())).add(known.name());
            csv.measured(error.iou()).row();
        }
        csv.end();
    }

    private void writeCoco(OutputStream out, Input truth, Input results) throws IOException {
        Set<Id> images = new HashSet<>();
        Set<Long> positions = new HashSet<>();
        errors.forEach(error -> {
            images.add(error.image());
            positions.add((long) error.result());
        });
        PickedRecords known = PickedRecords.of(truth, images::contains, position -> false);
        PickedRecords found = PickedRecords.of(results, image -> false, positions::contains);
        try (DocumentWriter writer = new DocumentWriter(out, Map.of(), known.categories())) {
            for (CocoRecord image : known.images()) {
                writer.image(image.toBytes());
            }
            for (int i = 0; i < errors.size(); i++) {
                LabelError error = errors.get(i);
                writer.annotation(annotation(i + 1, error, found.annotations().get((long) error.result())));
            }
            writer.finish();
        } catch (AnnotationException e) {
            throw new IOException(e);
        }
    }

    /** The detection's record as an annotation. */
    private byte[] annotation(int id, LabelError error, CocoRecord detection) throws AnnotationException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        double[] box = detection.isNull("area") ? detection.numbers("bbox") : null;
        if (box != null && box.length == 4) {
            values.put("area", box[2] * box[3]);
        }
        if (!detection.has("iscrowd")) {
            values.put("iscrowd", 0);
        }
        values.put("label_error", name(error));
        if (error.truth().present()) {
            values.put("annotation_id", error.truth());
            values.put("truth_category_id", category(error.truthCategory()).id());
            values.put("iou", error.iou());
        }
        Map<String, byte[]> members = new LinkedHashMap<>();
        values.forEach((name, value) -> members.put(name, Json.write(value).getBytes(StandardCharsets.UTF_8)));
        return RecordText.of(detection, members, Set.of());
    }
}
