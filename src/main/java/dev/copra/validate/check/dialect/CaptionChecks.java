package dev.copra.validate.check.dialect;

import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import java.util.List;

/** {@code caption}: a sentence about the image. */
public final class CaptionChecks {
    static final Code EMPTY = Code.error(
            "caption-empty",
            "a caption that is empty or no text",
            "Loaders split it into words: they end with a TypeError or AttributeError, or learn to say nothing.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(EMPTY);

    private CaptionChecks() {}

    /** Checks the sentence, if the annotation is a caption. */
    public static void check(Annotation annotation) {
        if (!annotation.plain() || !annotation.subject().record().has("caption")) {
            return;
        }
        String caption = annotation.subject().text("caption");
        if (caption == null || caption.isBlank()) {
            annotation.report(
                    EMPTY,
                    "caption",
                    "the caption is " + annotation.subject().record().excerpt("caption"));
        }
    }

    /** Says so if captions are missing among others. @param without how many annotations have no such member */
    public static void finish(long without, Findings findings) {
        if (without > 0) {
            findings.add(new Finding(
                    EMPTY,
                    without + (without == 1 ? " annotation has" : " annotations have") + " no caption",
                    Place.member("annotations", 0, 0)));
        }
    }
}
