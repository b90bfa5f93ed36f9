package dev.copra.report.evaluation;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.match.ImageMatches;
import dev.copra.evaluate.match.ImageMatches.Detection;
import dev.copra.evaluate.match.ImageMatches.Truth;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of each image, truth and detection, as CSV or JSON. */
public record ImageMatchesReport(List<ImageMatches> images) {
    private static final String[] COLUMNS = {
        "record",
        "image_id",
        "tp",
        "fp",
        "fn",
        "ap",
        "category_id",
        "annotation_id",
        "result",
        "outcome",
        "score",
        "iou"
    };

    /** Whether a file of this name is CSV; else it is JSON. */
    static boolean isCsv(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".csv.gz");
    }

    /** Writes a row for each image, followed by a row for each of its truths, then of its detections. */
    public void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column : COLUMNS) {
            csv.add(column);
        }
        csv.row();
        for (ImageMatches image : images) {
            csv.add("image").add(image.image().text());
            csv.add(image.truePositives()).add(image.falsePositives()).add(image.falseNegatives());
            csv.add(image.ap());
            for (int i = 6; i < COLUMNS.length; i++) {
                csv.add("");
            }
            csv.row();
            for (Truth truth : image.truths()) {
                start(csv, "truth", image.image(), truth.category());
                csv.add(truth.id().text());
                csv.add(truth.result() < 0 ? "" : Integer.toString(truth.result()));
                end(csv, truth.outcome(), truth.score(), truth.iou());
            }
            for (Detection detection : image.detections()) {
                start(csv, "detection", image.image(), detection.category());
                csv.add(text(detection.truth())).add(detection.result());
                end(csv, detection.outcome(), detection.score(), detection.iou());
            }
        }
        csv.end();
    }

    private static void start(Csv csv, String kind, Id image, Id category) throws IOException {
        csv.add(kind).add(image.text()).add("").add("").add("").add("").add(text(category));
    }

    private static void end(Csv csv, ImageMatches.Outcome outcome, double score, double iou) throws IOException {
        csv.add(name(outcome));
        csv.measured(score).measured(iou).row();
    }

    private static String text(Id id) {
        return id.present() ? id.text() : "";
    }

    private static String name(ImageMatches.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Writes a list of images, one a line, with their truths and detections. */
    public void writeJson(OutputStream out) throws IOException {
        String before = "[\n";
        for (ImageMatches image : images) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("image_id", image.image());
            line.put("tp", image.truePositives());
            line.put("fp", image.falsePositives());
            line.put("fn", image.falseNegatives());
            line.put("ap", image.ap());
            List<Map<String, Object>> truths = new ArrayList<>();
            for (Truth truth : image.truths()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("id", truth.id());
                entry.put("category_id", truth.category());
                entry.put("outcome", name(truth.outcome()));
                entry.put("result", truth.result() < 0 ? null : truth.result());
                entry.put("score", Json.finite(truth.score()));
                entry.put("iou", Json.finite(truth.iou()));
                truths.add(entry);
            }
            line.put("truths", truths);
            List<Map<String, Object>> detections = new ArrayList<>();
            for (Detection detection : image.detections()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("result", detection.result());
                entry.put("category_id", detection.category());
                entry.put("outcome", name(detection.outcome()));
                entry.put("score", detection.score());
                entry.put("annotation_id", detection.truth());
                entry.put("iou", Json.finite(detection.iou()));
                detections.add(entry);
            }
            line.put("detections", detections);
            out.write((before + Json.write(line)).getBytes(StandardCharsets.UTF_8));
            before = ",\n";
        }
        out.write((images.isEmpty() ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes it as the name of the file asks for. */
    public void write(String name, OutputStream out) throws IOException {
        if (isCsv(name)) {
            writeCsv(out);
        } else {
            writeJson(out);
        }
    }
}
