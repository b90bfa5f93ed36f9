package dev.copra.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.coco.id.Id;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.panoptic.PanopticPicture;
import dev.copra.evaluate.panoptic.PanopticQuality;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LVIS, boundary IoU and panoptic quality: every figure of the reference implementations, to the last double. */
class GoldenProtocolsTest {

    @Test
    void everyFigure() throws IOException {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<JsonNode> lines = GoldenLines.read("protocol_cases");
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            String protocol = line.get("protocol").asText();
            String where = "line " + (i + 1) + " of protocol_cases.jsonl";
            if (protocol.endsWith("panoptic")) {
                checkPanoptic(line, where);
            } else {
                checkInstances(line, where);
            }
            seen.merge(protocol, 1, Integer::sum);
        }
        assertEquals(
                Map.of("lvis", 24, "boundary", 12, "lvis-boundary", 12, "panoptic", 12, "boundary-panoptic", 12), seen);
    }

    private static void checkInstances(JsonNode line, String where) throws IOException {
        boolean lvis = line.get("protocol").asText().startsWith("lvis");
        Rules coco = Rules.coco(Kind.valueOf(line.get("iouType").asText().toUpperCase(Locale.ROOT)));
        Rules rules = new Rules(
                coco.kind(),
                coco.iouThresholds(),
                coco.recalls(),
                coco.areas(),
                lvis ? new int[] {300} : coco.maxDetections(),
                true,
                lvis,
                false,
                line.path("ratio").asDouble(.02),
                null);
        Curves outcome = Documents.evaluation(
                        Documents.text(line.get("gt").toString()),
                        Documents.text(line.get("results").toString()),
                        rules)
                .run();
        Map<String, Double> expected = new LinkedHashMap<>();
        line.get("stats")
                .properties()
                .forEach(e -> expected.put(e.getKey(), e.getValue().asDouble()));
        assertEquals(expected, Documents.figures(outcome, rules), where);
        for (int k = 0; k < outcome.categories().size(); k++) {
            JsonNode ap = line.get("apPerCategory")
                    .get(outcome.categories().get(k).id().text());
            if (ap != null) {
                assertEquals(ap.asDouble(), Documents.figures(outcome, rules, k).get("AP"), where + ", category " + k);
            }
        }
    }

    private static void checkPanoptic(JsonNode line, String where) {
        List<Id> all = new ArrayList<>();
        List<Id> things = new ArrayList<>();
        List<Id> stuff = new ArrayList<>();
        for (JsonNode category : line.get("gt").get("categories")) {
            Id id = Id.of(category.get("id").asLong());
            all.add(id);
            (category.get("isthing").asInt() == 1 ? things : stuff).add(id);
        }
        PanopticQuality quality = line.has("ratio")
                ? PanopticQuality.ofBoundaries(line.get("ratio").asDouble(), all)
                : new PanopticQuality();
        for (int i = 0; i < line.get("pictures").size(); i++) {
            JsonNode picture = line.get("pictures").get(i);
            quality.add(
                    picture(picture, "truth"),
                    segments(line.get("gt").get("annotations").get(i)),
                    picture(picture, "result"),
                    segments(line.get("results").get("annotations").get(i)));
        }
        Map<String, Double> expected = new LinkedHashMap<>();
        line.get("stats")
                .properties()
                .forEach(e -> expected.put(e.getKey(), e.getValue().asDouble()));
        Map<String, Double> figures = new LinkedHashMap<>();
        put(figures, "", quality.figures(all));
        put(figures, "_things", quality.figures(things));
        put(figures, "_stuff", quality.figures(stuff));
        assertEquals(expected, figures, where);
        line.get("pqPerCategory").properties().forEach(e -> {
            PanopticQuality.Figures each = quality.figures(List.of(Id.of(Long.parseLong(e.getKey()))));
            assertEquals(e.getValue().get("PQ").asDouble(), each.pq(), where + ", category " + e.getKey());
            assertEquals(e.getValue().get("SQ").asDouble(), each.sq(), where + ", category " + e.getKey());
            assertEquals(e.getValue().get("RQ").asDouble(), each.rq(), where + ", category " + e.getKey());
        });
    }

    private static void put(Map<String, Double> figures, String suffix, PanopticQuality.Figures of) {
        figures.put("PQ" + suffix, of.pq());
        figures.put("SQ" + suffix, of.sq());
        figures.put("RQ" + suffix, of.rq());
        figures.put("N" + suffix, (double) of.categories());
    }

    private static PanopticPicture picture(JsonNode picture, String side) {
        int width = picture.get("width").asInt();
        int[] ids = new int[width * picture.get("height").asInt()];
        int at = 0;
        for (JsonNode run : picture.get(side)) {
            Arrays.fill(ids, at, at + run.get(1).asInt(), run.get(0).asInt());
            at += run.get(1).asInt();
        }
        assertEquals(ids.length, at);
        return new PanopticPicture(ids, width);
    }

    private static List<PanopticQuality.Segment> segments(JsonNode annotation) {
        List<PanopticQuality.Segment> segments = new ArrayList<>();
        for (JsonNode info : annotation.get("segments_info")) {
            segments.add(new PanopticQuality.Segment(
                    info.get("id").asInt(),
                    Id.of(info.get("category_id").asLong()),
                    info.path("area").asLong(),
                    info.path("iscrowd").asInt() != 0));
        }
        return segments;
    }
}
