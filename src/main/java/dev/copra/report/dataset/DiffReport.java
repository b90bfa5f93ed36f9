package dev.copra.report.dataset;

import dev.copra.dataset.diff.DiffKind;
import dev.copra.dataset.diff.DocumentDiff;
import dev.copra.dataset.diff.DocumentDiff.Group;
import dev.copra.dataset.diff.DocumentDiff.Part;
import dev.copra.dataset.diff.DocumentDiff.Place;
import dev.copra.io.Remedy;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What two documents differ in, as lines and as JSON. */
public final class DiffReport {
    private static final int PAIRS_SHOWN = 20;

    private DiffReport() {}

    /** Reports a comparison. @param first name of the first document @param second name of the second document */
    public static Summary of(String first, String second, DocumentDiff diff) {
        Summary summary = new Summary()
                .add("first", first)
                .add("second", second)
                .add("equal", diff.isEmpty(), first + " and " + second + verdict(diff))
                .add("identical", diff.identical())
                .add("respelled", diff.respelled());
        List<Object> parts = new ArrayList<>();
        for (Part part : diff.parts()) {
            parts.add(json(part));
            if (!part.groups().isEmpty()) {
                summary.line(
                        part.name() == null
                                ? "the document"
                                : part.name() + ": " + part.before() + " before, " + part.after() + " after");
                groups(part, summary);
            }
        }
        if (diff.respelled() > 0 && !diff.isEmpty()) {
            summary.line(Summary.count(diff.respelled(), "element has", "elements have")
                    + " equal values that are written otherwise");
        }
        return summary.add("parts", parts);
    }

    private static String verdict(DocumentDiff diff) {
        if (!diff.isEmpty()) {
            return " differ";
        }
        if (diff.identical()) {
            return " are equal";
        }
        return " hold equal values"
                + (diff.respelled() > 0
                        ? ", which " + Summary.count(diff.respelled(), "element writes", "elements write")
                                + " otherwise"
                        : "; their bytes differ");
    }

    /** The groups of a list; of pairs of categories, of which there may be thousands, the largest. */
    private static void groups(Part part, Summary summary) {
        int pairs = 0;
        for (Group group : part.groups()) {
            boolean isPair = group.from() != null;
            pairs += isPair ? 1 : 0;
            if (!isPair || pairs <= PAIRS_SHOWN) {
                lines(group, summary);
            }
            if (isPair && pairs == PAIRS_SHOWN) {
                rest(part, summary);
            }
        }
    }

    private static void rest(Part part, Summary summary) {
        List<Group> rest = part.groups().stream()
                .filter(group -> group.from() != null)
                .skip(PAIRS_SHOWN)
                .toList();
        if (!rest.isEmpty()) {
            summary.line(
                    "  relabelled otherwise: "
                            + rest.stream().mapToLong(Group::count).sum() + ", in "
                            + Summary.count(rest.size(), "pair of categories", "pairs of categories"),
                    Remedy.IN_JSON);
        }
    }

    private static void lines(Group group, Summary summary) {
        StringBuilder line = new StringBuilder("  ").append(group.kind().label());
        if (group.member() != null) {
            line.append(' ').append(group.member());
        }
        if (group.from() != null) {
            line.append(' ').append(group.from()).append(" -> ").append(group.to());
        }
        line.append(": ").append(group.count());
        if (!Double.isNaN(group.meanIou()) && group.leastIou() < 1) {
            line.append(", IoU ").append(iou(group.meanIou()));
            if (group.count() > 1) {
                line.append(" on average, ").append(iou(group.leastIou())).append(" at least");
            }
        }
        summary.line(line.toString());
        for (Place place : group.places()) {
            summary.line("    " + place.where() + ": " + values(group.kind(), place)
                    + (Double.isNaN(place.iou()) || place.iou() == 1 ? "" : ", IoU " + iou(place.iou())));
        }
        if (!group.places().isEmpty() && group.places().size() < group.count()) {
            summary.line("    ... " + (group.count() - group.places().size()) + " more");
        }
    }

    private static String values(DiffKind kind, Place place) {
        return switch (kind) {
            case ADDED -> place.after();
            case REMOVED -> place.before();
            default -> orNothing(place.before()) + " -> " + orNothing(place.after());
        };
    }

    private static String orNothing(String value) {
        return value == null ? "nothing" : value;
    }

    private static String iou(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static Map<String, Object> json(Part part) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("list", part.name());
        json.put("before", part.before());
        json.put("after", part.after());
        json.put("groups", part.groups().stream().map(DiffReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(Group group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", group.kind().label());
        json.put("member", group.member());
        json.put("from", group.from());
        json.put("to", group.to());
        json.put("count", group.count());
        json.put("mean_iou", Json.finite(group.meanIou()));
        json.put("least_iou", Json.finite(group.leastIou()));
        json.put("places", group.places().stream().map(DiffReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(Place place) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("where", place.where());
        json.put("before", place.before());
        json.put("after", place.after());
        json.put("iou", Json.finite(place.iou()));
        return json;
    }
}
