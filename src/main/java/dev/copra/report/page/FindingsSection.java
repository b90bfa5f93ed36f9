package dev.copra.report.page;

import dev.copra.report.Escape;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What {@code validate} says of a file. */
public final class FindingsSection {
    private static final int PLACES = 8;

    private FindingsSection() {}

    /** @param sayable what of a message may be sent to others */
    public static Page.Section of(Findings findings, UnaryOperator<String> sayable) {
        if (findings.codes().isEmpty()) {
            return new Page.Section(
                    "findings", "Findings", "", List.of(new Block.Note("All checks have passed: nothing was found.")));
        }
        List<Block.Group> groups = new ArrayList<>();
        for (Code code : findings.codes()) {
            List<Finding> kept = findings.of(code);
            int images = (int) kept.stream()
                    .map(finding -> finding.place().image())
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
            groups.add(new Block.Group(
                    code.name(),
                    code.severity().name().toLowerCase(Locale.ROOT),
                    code.title(),
                    code.why(),
                    Numerals.count(findings.count(code)),
                    images,
                    kept.stream()
                            .limit(PLACES)
                            .map(finding -> place(finding, sayable))
                            .toList(),
                    findings.count(code) - Math.min(PLACES, kept.size())));
        }
        return new Page.Section(
                "findings",
                "Findings",
                "What readers would refuse, drop or misread. 'copra fix' repairs some of it.",
                List.of(new Block.Findings(groups)));
    }

    private static String place(Finding finding, UnaryOperator<String> sayable) {
        String subject = finding.place().subject();
        return Escape.line((subject.isEmpty() ? "" : subject + ": ") + sayable.apply(finding.message()));
    }
}
