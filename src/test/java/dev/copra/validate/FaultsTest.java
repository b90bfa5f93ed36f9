package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.io.Input;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that users meet, and what is to be said of each: errors and warnings, no more and no less. */
final class FaultsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "lvis.json, -",
                "cct.json, -",
                "keypoints-unnamed.json, -",
                "iscrowd-bool.json, -",
                "sa1b.json, -",
                "results-empty-seg.json, -",
                "big-ids-unity.json, -",
                "kp-area-0/gt.json, keypoints-area",
                "kp-nan-truth/gt.json, keypoints-nonfinite",
                "via.json, annotation-id-zero annotation-image-quoted category-id-duplicate segmentation-flat",
                "panoptic-bad.json, annotation-image-unknown image-id-duplicate panoptic-area panoptic-bbox"
                        + " panoptic-category panoptic-crowd panoptic-file-name panoptic-id panoptic-id-duplicate"
                        + " panoptic-segments",
            })
    void areAnsweredRightly(String file, String codes) throws Exception {
        Set<String> expected = codes == null ? Set.of() : new TreeSet<>(Set.of(codes.split(" ")));
        assertEquals(expected, errors(file));
    }

    private static Set<String> errors(String file) throws IOException, URISyntaxException {
        Findings findings = new Findings(c -> true, Set.of(), false);
        Path path = Path.of(FaultsTest.class.getResource("/faults/" + file).toURI());
        Validation.run(Input.file(path), ValidationOptions.of(1), findings);
        Set<String> codes = new TreeSet<>();
        for (Code code : findings.codes()) {
            if (code.severity() == Severity.ERROR) {
                codes.add(code.name());
            }
        }
        return codes;
    }
}
