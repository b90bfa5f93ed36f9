package dev.copra.report.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import dev.copra.validate.Codes;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import dev.copra.validate.fix.FixLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code copra fix} did, or would do.
 *
 * @param fixed findings that are no more, by code
 * @param errorsLeft errors of the output
 * @param changes a line a change, or null if they are not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FixReport(
        long changedRecords,
        long changedMembers,
        long droppedRecords,
        Map<String, Long> fixed,
        long errorsLeft,
        List<String> changes) {

    /**
     * @param before the findings in the input
     * @param after those in the output
     */
    public static FixReport of(FixLog log, Findings before, Findings after) {
        Map<String, Long> fixed = new LinkedHashMap<>();
        for (Code code : before.codes()) {
            long gone = before.count(code) - after.count(code);
            if (gone > 0 && code.repair() != Code.Repair.NONE) {
                fixed.put(code.name(), gone);
            }
        }
        return new FixReport(log.records(), log.members(), log.dropped(), fixed, after.count(Severity.ERROR), null);
    }

    /** The same report with a line for each change. */
    public FixReport with(List<String> lines) {
        return new FixReport(changedRecords, changedMembers, droppedRecords, fixed, errorsLeft, lines);
    }

    /** One JSON value in one line. */
    public String json() {
        return Json.write(this);
    }

    /** A line a code: how many of its findings are fixed, and what the fix assumes, if it does. */
    public String counts() {
        StringBuilder text = new StringBuilder();
        fixed.forEach((code, count) -> text.append(code)
                .append(": ")
                .append(count)
                .append(assumption(code))
                .append('\n'));
        return text.toString();
    }

    private static String assumption(String name) {
        return Codes.named(name)
                .filter(code -> code.repair() == Code.Repair.ASSUMED)
                .map(code -> " (" + code.fix() + ")")
                .orElse("");
    }

    /** What was done. @param dryRun whether nothing was written */
    public Summary summary(boolean dryRun) {
        String verb = dryRun ? "would be " : "";
        Summary summary = new Summary()
                .add("changed_records", changedRecords)
                .add("changed_members", changedMembers)
                .add("dropped_records", droppedRecords)
                .add("fixed", fixed)
                .add("errors_left", errorsLeft)
                .line(Summary.count(changedRecords, "record") + " " + verb + "changed, "
                        + Summary.count(changedMembers, "member"))
                .line(Summary.count(droppedRecords, "record") + " " + verb + "dropped");
        if (!dryRun) {
            fixed.forEach((code, count) -> {
                String assumption = assumption(code);
                if (!assumption.isEmpty()) {
                    summary.line(code + ": " + count + assumption);
                }
            });
        }
        return summary;
    }
}
