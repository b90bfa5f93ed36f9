package dev.copra.format.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.Formats;
import dev.copra.format.Sample;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelStudioFormatTest {
    private static final String SIZE = "\"original_width\": 100, \"original_height\": 50";
    private static final String BOX = "\"x\": 10, \"y\": 10, \"width\": 20, \"height\": 20";

    @TempDir
    Path folder;

    private Path write(String text) throws IOException {
        Path file = folder.resolve("tasks.json");
        Files.writeString(file, text);
        assertEquals("labelstudio", Formats.of(Probe.of(file)).name());
        return file;
    }

    /** As templates of OCR write them: shape, label and text are results of one id. */
    @Test
    void whatIsSaidOfARegionStaysWithIt() throws IOException {
        Path file = write("""
                [{"id": 1, "data": {"image": "a.jpg"}, "annotations": [{"result": [
                 {"id": "r", "type": "rectangle", "from_name": "bbox", %1$s, "value": {%2$s}},
                 {"id": "r", "type": "labels", "from_name": "label", %1$s, "value": {%2$s, "labels": ["Text", "Title"]}},
                 {"id": "r", "type": "textarea", "from_name": "transcription", %1$s, "value": {%2$s, "text": ["hello"]}},
                 {"id": "s", "type": "rectangle", "from_name": "bbox", %1$s, "value": {%2$s}},
                 {"id": "s", "type": "rating", "from_name": "stars", "value": {"rating": 4}},
                 {"type": "choices", "from_name": "weather", "value": {"choices": ["sun", "rain"]}}]}]}]""".formatted(SIZE, BOX));
        Sample sample = Sample.read(new LabelStudioFormat(), file);
        assertEquals(List.of(), sample.problems());
        assertEquals(
                List.of(
                        "Text box 10.0 5.0 20.0 10.0 {transcription=\"hello\", labels=[\"Text\",\"Title\"]}",
                        "? box 10.0 5.0 20.0 10.0 {stars=4}"),
                sample.texts("a.jpg"));
        assertEquals(
                "{weather=[\"sun\",\"rain\"]}", sample.image("a.jpg").extras().toString());
    }

    @Test
    void whatOthersHaveAnnotatedIsTold() throws IOException {
        String box = "{\"type\": \"rectanglelabels\", %s, \"value\": {%s, \"rectanglelabels\": [\"cat\"]}}"
                .formatted(SIZE, BOX);
        Path file = write("""
                [{"id": 1, "data": {"image": "a.jpg"}, "annotations": [{"was_cancelled": true, "result": [%1$s]},
                 {"result": [%1$s]}, {"result": [%1$s, %1$s, {"type": "choices", "value": {"choices": ["x"]}}]}],
                 "predictions": [{"result": [%1$s]}]},
                 {"id": 2, "data": {"image": "b.jpg"}, "annotations": [{"result": [%1$s, {"type": "relation"}]}]}]""".formatted(box));
        Ledger ledger = new Ledger();
        ReadOptions options = new ReadOptions(null, null, List.of(), false, 1 << 24, p -> {}, ledger);
        int[] instances = new int[1];
        try (DatasetSource source = new LabelStudioFormat().open(file, options)) {
            source.read((image, all) -> instances[0] += all.size());
        }
        assertEquals(2, instances[0]);
        assertEquals(2, ledger.count(Loss.INSTANCE));
        assertEquals(1, ledger.count(Loss.EXTRAS));
    }

    @Test
    void theShortExportIsReadAsTheLongOne() throws IOException {
        Path file = write("""
                [{"image": "/data/upload/1/0a1b2c3d-a.jpg", "id": 5, "label": [{%2$s, "rotation": 0,
                   "rectanglelabels": ["cat"], %1$s}], "annotator": 1, "annotation_id": 3, "lead_time": 2.5},
                 {"image": "b.jpg", "id": 6, "label": [], "annotator": 1, "annotation_id": 4}]""".formatted(SIZE, BOX));
        Sample sample = Sample.read(new LabelStudioFormat(), file);
        assertEquals(List.of(), sample.problems());
        assertEquals(List.of("a.jpg '' 100x50", "b.jpg '' 0x0"), sample.images());
        assertEquals(List.of("cat box 10.0 5.0 20.0 10.0"), sample.texts("a.jpg"));
    }
}
