package dev.copra.draw;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import dev.copra.validate.Codes;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which images and annotations have findings of some codes. */
public final class ShownFindings {
    private final Map<String, Set<String>> ofImages = new HashMap<>();
    private final Map<Long, Set<String>> ofAnnotations = new HashMap<>();

    private ShownFindings() {}

    /** The codes of these names, each of which may be the first words of several. @throws IllegalArgumentException if one is unknown */
    public static Set<Code> codes(List<String> selectors) {
        Set<Code> codes = new HashSet<>();
        for (String selector : selectors) {
            List<Code> matching = Codes.matching(selector);
            if (matching.isEmpty()) {
                throw new IllegalArgumentException("there is no code '" + selector + "'");
            }
            codes.addAll(matching);
        }
        return codes;
    }

    /**
     * Looks for findings.
     *
     * @param groundTruth the data set that results belong to, or null
     * @param images folder of the images, whose files are looked at where a code asks for it
     */
    public static ShownFindings of(Input input, Input groundTruth, Path images, Set<Code> codes, int threads)
            throws IOException {
        ValidationOptions document =
                new ValidationOptions(threads, groundTruth, null, null, null, null, List.of(), false);
        Set<Code> without = new HashSet<>(codes);
        Codes.lookedFor(DocumentKind.DATASET, document).forEach(without::remove);
        ValidationOptions options = without.isEmpty()
                ? document
                : new ValidationOptions(threads, groundTruth, images, null, null, null, List.of(), false);
        Findings findings = new Findings(codes::contains, Set.of(), false);
        Validation.run(input, options, findings);
        ShownFindings shown = new ShownFindings();
        findings.all().forEach(shown::add);
        return shown;
    }

    private void add(Finding finding) {
        Id image = finding.place().image();
        if (image != null) {
            ofImages.computeIfAbsent(image.text(), i -> new TreeSet<>())
                    .add(finding.code().name());
        }
        String[] steps = finding.place().pointer().split("/");
        for (int i = 0; i + 1 < steps.length; i++) {
            boolean list = steps[i].equals("annotations") || i == 0 && steps[1].matches("\\d+");
            if (list && steps[i + 1].matches("\\d+")) {
                ofAnnotations
                        .computeIfAbsent(Long.parseLong(steps[i + 1]), a -> new TreeSet<>())
                        .add(finding.code().name());
                return;
            }
        }
    }

    /** The codes that were found in an image or its annotations; none if nothing was. */
    Set<String> ofImage(Id image) {
        return ofImages.getOrDefault(image.text(), Set.of());
    }

    /** The codes that were found in an annotation, by its place in the document; none if nothing was. */
    Set<String> ofAnnotation(long index) {
        return ofAnnotations.getOrDefault(index, Set.of());
    }
}
