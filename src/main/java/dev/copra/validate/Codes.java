package dev.copra.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All codes, by family. */
public final class Codes {
    /** In the order of the families. */
    public static final List<Code> ALL = Stream.of(
                    DocumentChecks.CODES,
                    IdChecks.IMAGES.codes(),
                    ImageChecks.CODES,
                    FileNameChecks.CODES,
                    ImageFileChecks.CODES,
                    IdChecks.CATEGORIES.codes(),
                    CategoryChecks.CODES,
                    Statistics.CODES,
                    IdChecks.ANNOTATIONS.codes(),
                    ReferenceChecks.CODES,
                    BoxChecks.CODES,
                    BoxGuess.CODES,
                    SegmentationChecks.CODES,
                    PolygonChecks.CODES,
                    RleChecks.CODES,
                    MaskChecks.CODES,
                    KeypointChecks.CODES,
                    NearDuplicates.CODES,
                    ResultChecks.CODES,
                    LeakageChecks.CODES,
                    Consumer.CODES)
            .flatMap(List::stream)
            .toList();

    private Codes() {}

    /** The code of this name. */
    public static Optional<Code> named(String name) {
        return ALL.stream().filter(code -> code.name().equals(name)).findFirst();
    }

    /** The codes that a name on the command line means, see {@link Code#matches}. */
    public static List<Code> matching(String selector) {
        return ALL.stream().filter(code -> code.matches(selector)).toList();
    }
}
