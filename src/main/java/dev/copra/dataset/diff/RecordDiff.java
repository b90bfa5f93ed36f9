package dev.copra.dataset.diff;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.dataset.diff.DiffMatches.Pair;
import dev.copra.dataset.diff.DiffTally.Key;
import dev.copra.dataset.diff.DocumentDiff.Place;
import dev.copra.mask.Rle;
import java.io.IOException;

/** Compares two records member by member. */
final class RecordDiff {
    private final DiffIndex a;
    private final DiffIndex b;
    private final DiffOptions options;
    private final Pair pair;
    private final String where;
    private final CocoRecord x;
    private final CocoRecord y;
    private final DiffTally tally;
    private final boolean annotation;

    RecordDiff(
            DiffIndex a,
            DiffIndex b,
            DiffOptions options,
            Pair pair,
            String where,
            CocoRecord x,
            CocoRecord y,
            DiffTally tally) {
        this.a = a;
        this.b = b;
        this.options = options;
        this.pair = pair;
        this.where = where;
        this.x = x;
        this.y = y;
        this.tally = tally;
        annotation = pair.b().is("annotations");
    }

    /** Whether a member is equal in both; if not, that is told. */
    boolean isSame(String name) throws IOException {
        byte[] before = x.raw(name);
        byte[] after = y.raw(name);
        boolean same = before != null && after != null && DiffValues.same(before, after);
        boolean meansOther = options.byOverlap() && annotation && name.equals("category_id");
        if (same && !meansOther || options.ignores(name)) {
            return same;
        }
        if (annotation && name.equals("category_id") && before != null && after != null) {
            return category() && same;
        }
        // which image it is was asked when it was matched
        if (options.byOverlap() && annotation && name.equals("image_id")) {
            return false;
        }
        if (annotation && name.equals("bbox") && box() || annotation && name.equals("segmentation") && mask()) {
            return false;
        }
        if (name.equals("id") && pair.isList()) {
            add(Key.of(DiffKind.RENUMBERED), name, Double.NaN);
            return false;
        }
        add(Key.member(DiffKind.CHANGED, pair.isList() ? name : pair.name() + "." + name), name, Double.NaN);
        return false;
    }

    private void add(Key key, String name, double iou) {
        tally.add(key, iou, () -> {
            byte[] before = x.raw(name);
            byte[] after = y.raw(name);
            return before == null || after == null
                    ? new Place(
                            where,
                            before == null ? null : DiffNames.excerpt(before),
                            after == null ? null : DiffNames.excerpt(after),
                            iou)
                    : new Place(where, DiffNames.excerpt(before, after), DiffNames.excerpt(after, before), iou);
        });
    }

    /** Whether the category is the same one; if not, that is told. */
    private boolean category() throws IOException {
        try {
            Id before = x.id("category_id");
            Id after = y.id("category_id");
            if (a.isSameCategory(before, b, after, options.byOverlap())) {
                return true;
            }
            String from = a.label(before, b);
            String to = b.label(after, a);
            if (from.equals(to)) {
                from += " (" + before.text() + ")";
                to += " (" + after.text() + ")";
            }
            add(new Key(DiffKind.RELABELLED, null, from, to), "category_id", Double.NaN);
        } catch (AnnotationException e) {
            add(Key.member(DiffKind.CHANGED, "category_id"), "category_id", Double.NaN);
        }
        return false;
    }

    /** Whether both have a box; then it is told that it has moved. */
    private boolean box() {
        double[] before = AnnotationShape.box(x);
        double[] after = AnnotationShape.box(y);
        if (before == null || after == null) {
            return false;
        }
        add(Key.of(DiffKind.MOVED), "bbox", AnnotationShape.iou(before, after));
        return true;
    }

    /** Whether both have a mask of one size; then it is told that it differs. */
    private boolean mask() throws IOException {
        Rle before = mask(a, x);
        Rle after = mask(b, y);
        if (before == null || after == null || before.height() != after.height() || before.width() != after.width()) {
            return false;
        }
        boolean equal =
                before.area() == after.area() && before.difference(after).isEmpty();
        add(Key.of(equal ? DiffKind.REENCODED : DiffKind.RESHAPED), "segmentation", equal ? 1 : before.iou(after));
        return true;
    }

    private Rle mask(DiffIndex document, CocoRecord record) throws IOException {
        try {
            return record.segmentation() instanceof Segmentation.None
                    ? null
                    : AnnotationShape.mask(record, document.size(record.id("image_id")));
        } catch (AnnotationException e) {
            return null;
        }
    }
}
