package dev.copra.format.voc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.format.Sample;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocFormatTest {
    @Test
    void readsTheSampleWithItsOddSpellings() throws IOException {
        Sample sample = Sample.read(new VocFormat(), Sample.path("voc"));
        assertEquals(List.of("first.jpg 'train' 500x375", "sub/second 'val' 0x0"), sample.images());
        assertEquals(
                List.of(
                        "chair box 262.0 210.0 62.0 129.0 {pose=\"Rear\", truncated=true}",
                        "Straße & <b> box 0.5 0.0 9.75 20.0 {difficult=true, occluded=false, count=3}",
                        "turned box 80.0 40.0 40.0 20.0 turned 30.0",
                        "outline box -1.0 -1.0 21.0 11.0 rings 100"),
                sample.texts("first.jpg"));
    }

    @Test
    void boxesCanCountFromZero() throws IOException {
        Sample sample = Sample.read(new VocFormat(), Sample.path("voc"), true);
        assertEquals(
                "chair box 263.0 211.0 61.0 128.0 {pose=\"Rear\", truncated=true}",
                sample.texts("first.jpg").get(0));
    }

    @Test
    void badRecordsAreToldWithFileAndLineAndCostThemselvesAlone() throws IOException {
        Sample sample = Sample.read(new VocFormat(), Sample.path("voc"));
        List<String> problems = sample.problems();
        assertEquals(5, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("xml voc/Annotations/entity.xml:4: "), problems.get(0));
        assertTrue(problems.get(0).contains("secret"), problems.get(0));
        assertEquals("voc-name voc/Annotations/first.xml:23: the object has no name", problems.get(1));
        assertTrue(problems.get(2).startsWith("voc-box voc/Annotations/first.xml:26: the box ends before it begins"));
        assertEquals("voc-number voc/Annotations/first.xml:30: 'left' is not a number for xmin", problems.get(3));
        assertTrue(problems.get(4).startsWith("xml voc/Annotations/truncated.xml:"), problems.get(4));
        assertTrue(problems.get(4).endsWith("; the file is left out"), problems.get(4));
    }
}
