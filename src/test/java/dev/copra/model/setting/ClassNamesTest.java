package dev.copra.model.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ClassNamesTest {
    @Test
    void cocosIdsHaveGapsAndItsNumbersHaveNone() {
        assertEquals(80, ClassNames.coco().size());
        assertEquals("stop sign", ClassNames.coco().get(13));
        assertEquals("stop sign", ClassNames.cocoFrom(0).get(11));
        assertEquals("toothbrush", ClassNames.coco().get(90));
        assertEquals("toothbrush", ClassNames.cocoFrom(1).get(80));
        ClassNames.coco().forEach((id, name) -> assertEquals(OptionalInt.of(id), ClassNames.cocoId(name)));
    }

    @Test
    void everyNameOfVocIsOneOfCoco() {
        assertEquals(21, ClassNames.voc().size());
        ClassNames.voc()
                .forEach((label, name) ->
                        assertTrue(label == 0 || ClassNames.cocoId(name).isPresent(), name));
        assertEquals(OptionalInt.of(5), ClassNames.cocoId("aeroplane"));
        assertEquals(OptionalInt.of(64), ClassNames.cocoId("Potted-Plant"));
        assertEquals(OptionalInt.empty(), ClassNames.cocoId("giraffes"));
    }
}
