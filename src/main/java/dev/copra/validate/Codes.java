package dev.copra.validate;

import dev.copra.coco.DocumentKind;
import dev.copra.validate.check.DialectChecks;
import dev.copra.validate.check.annotation.BoxChecks;
import dev.copra.validate.check.annotation.BoxGuess;
import dev.copra.validate.check.annotation.KeypointChecks;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.NearDuplicates;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.annotation.ResultChecks;
import dev.copra.validate.check.annotation.RleChecks;
import dev.copra.validate.check.annotation.SegmentationChecks;
import dev.copra.validate.check.annotation.SpellingChecks;
import dev.copra.validate.check.annotation.WholeBodyChecks;
import dev.copra.validate.check.dialect.CaptionChecks;
import dev.copra.validate.check.dialect.FrameChecks;
import dev.copra.validate.check.dialect.LvisChecks;
import dev.copra.validate.check.dialect.PanopticChecks;
import dev.copra.validate.check.dialect.PanopticPictureChecks;
import dev.copra.validate.check.dialect.VideoChecks;
import dev.copra.validate.check.document.CategoryChecks;
import dev.copra.validate.check.document.DocumentChecks;
import dev.copra.validate.check.document.FrequencyChecks;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.check.image.FileNameChecks;
import dev.copra.validate.check.image.ImageChecks;
import dev.copra.validate.check.image.ImageFileChecks;
import dev.copra.validate.check.image.LeakageChecks;
import dev.copra.validate.consumer.Consumer;
import dev.copra.validate.finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All codes, by family. */
public final class Codes {
    /** In the order of the families. */
    public static final List<Code> ALL = Stream.of(
                    DocumentChecks.CODES,
                    DialectChecks.CODES,
                    IdChecks.IMAGES.codes(),
                    ImageChecks.CODES,
                    FileNameChecks.CODES,
                    ImageFileChecks.CODES,
                    IdChecks.CATEGORIES.codes(),
                    CategoryChecks.CODES,
                    FrequencyChecks.CODES,
                    IdChecks.ANNOTATIONS.codes(),
                    ReferenceChecks.CODES,
                    BoxChecks.CODES,
                    BoxGuess.CODES,
                    SegmentationChecks.CODES,
                    PolygonChecks.CODES,
                    RleChecks.CODES,
                    MaskChecks.CODES,
                    KeypointChecks.CODES,
                    WholeBodyChecks.CODES,
                    CaptionChecks.CODES,
                    PanopticChecks.CODES,
                    PanopticPictureChecks.CODES,
                    SpellingChecks.CODES,
                    NearDuplicates.CODES,
                    ResultChecks.CODES,
                    LvisChecks.CODES,
                    VideoChecks.CODES,
                    FrameChecks.CODES,
                    LeakageChecks.CODES,
                    Consumer.CODES)
            .flatMap(List::stream)
            .toList();

    private static final List<Code> OF_DATA_SETS = Stream.of(
                    IdChecks.IMAGES.codes(),
                    ImageChecks.CODES,
                    FileNameChecks.CODES,
                    ImageFileChecks.CODES,
                    IdChecks.CATEGORIES.codes(),
                    CategoryChecks.CODES,
                    FrequencyChecks.CODES,
                    IdChecks.ANNOTATIONS.codes(),
                    List.of(ReferenceChecks.CROWD_MISSING, ReferenceChecks.CROWD_VALUE, ReferenceChecks.CROWD_BOOLEAN),
                    NearDuplicates.CODES,
                    LvisChecks.CODES,
                    VideoChecks.CODES,
                    Consumer.CODES)
            .flatMap(List::stream)
            .toList();

    private Codes() {}

    /** The codes that a validation looks for; the others could not be found. */
    public static List<Code> lookedFor(DocumentKind kind, ValidationOptions options) {
        List<Code> not = new ArrayList<>();
        if (kind == DocumentKind.DATASET) {
            not.addAll(ResultChecks.CODES);
        } else {
            not.addAll(OF_DATA_SETS);
        }
        if (options.images() == null && options.masks() == null) {
            not.addAll(PanopticPictureChecks.CODES);
        }
        if (options.images() == null) {
            not.addAll(ImageFileChecks.CODES);
            not.add(LeakageChecks.CONTENT);
        }
        if (options.against() == null) {
            not.addAll(LeakageChecks.CODES);
        }
        for (Consumer.Known consumer : Consumer.ALL) {
            if (!options.consumers().contains(consumer.name())) {
                not.addAll(consumer.make().get().codes());
            }
        }
        return ALL.stream().filter(code -> !not.contains(code)).toList();
    }

    /** The code of this name. */
    public static Optional<Code> named(String name) {
        return ALL.stream().filter(code -> code.name().equals(name)).findFirst();
    }

    /** The codes that a name on the command line means, see {@link Code#matches}. */
    public static List<Code> matching(String selector) {
        return ALL.stream().filter(code -> code.matches(selector)).toList();
    }
}
