package dev.copra.dataset.merge;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.dataset.ImageCopies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the first document with the records of all others in its lists. Records that do not change are copied as they are, long
 * runs of them at once, with what separates them.
 */
final class MergeWriter {
    private static final List<Section> LISTS = List.of(Section.IMAGES, Section.CATEGORIES, Section.ANNOTATIONS);

    private final MergePlan plan;
    private final List<MergePart> parts;
    private final List<ImageCopies> copies;
    private final MergeEdits edits;

    MergeWriter(MergePlan plan, List<ImageCopies> copies) {
        this.plan = plan;
        this.parts = plan.parts;
        this.copies = copies;
        edits = new MergeEdits(plan);
    }

    void write(OutputStream out) throws IOException {
        MergePart first = parts.get(0);
        if (plan.kind() != DocumentKind.DATASET) {
            writeAround(first, Set.of("annotations"), Set.of(), out);
            return;
        }
        Set<String> replaced = new LinkedHashSet<>();
        Set<String> added = new LinkedHashSet<>();
        for (Section list : LISTS) {
            if (parts.stream().anyMatch(part -> part.size(list) > 0)) {
                (first.members.containsKey(list.member()) ? replaced : added).add(list.member());
            }
        }
        if (plan.licenses != null) {
            (first.members.containsKey("licenses") ? replaced : added).add("licenses");
        }
        writeAround(first, replaced, added, out);
    }

    /** Writes the first document, with other values of some members and with some more at its end. */
    private void writeAround(MergePart first, Set<String> replaced, Set<String> added, OutputStream out)
            throws IOException {
        List<Map.Entry<String, long[]>> members = new ArrayList<>(first.members.entrySet());
        members.sort(Comparator.comparingLong(member -> member.getValue()[0]));
        long done = 0;
        for (Map.Entry<String, long[]> member : members) {
            if (replaced.contains(member.getKey())) {
                first.bytes.copy(done, member.getValue()[0], out);
                writeMember(member.getKey(), out);
                done = member.getValue()[1];
            }
        }
        if (!added.isEmpty()) {
            long end = members.isEmpty()
                    ? openingBrace(first)
                    : members.get(members.size() - 1).getValue()[1];
            first.bytes.copy(done, Math.max(done, end), out);
            done = Math.max(done, end);
            boolean isFirst = members.isEmpty();
            for (String member : added) {
                out.write(((isFirst ? "\"" : ", \"") + member + "\": ").getBytes(StandardCharsets.US_ASCII));
                writeMember(member, out);
                isFirst = false;
            }
        }
        first.bytes.copy(done, first.end(), out);
    }

    /** Offset behind the brace that opens a document without members. */
    private static long openingBrace(MergePart part) throws IOException {
        long at = 0;
        while (part.bytes.read(at, at + 1)[0] != '{') {
            at++;
        }
        return at + 1;
    }

    private void writeMember(String member, OutputStream out) throws IOException {
        if (member.equals("licenses")) {
            out.write(plan.licenses);
            return;
        }
        for (Section list : LISTS) {
            if (list.member().equals(member)) {
                new ListWriter(list, out).write();
            }
        }
    }

    /** Writes one list of all documents. */
    private final class ListWriter {
        private final Section section;
        private final OutputStream out;
        private final MergeSeparators separators;
        private int lastPart = -1;
        private int last = -1;

        ListWriter(Section section, OutputStream out) {
            this.section = section;
            this.out = out;
            separators = new MergeSeparators(parts, section, plan.kind() == DocumentKind.LINES);
        }

        void write() throws IOException {
            out.write(separators.opening());
            if (section != Section.CATEGORIES && plan.order != null) {
                writeInOrder();
            } else if (section != Section.CATEGORIES && plan.mergesById(section)) {
                plan.tally.byId.add(section);
                writeById();
            } else {
                for (int p = 0; p < parts.size(); p++) {
                    writeRun(p, 0, parts.get(p).size(section));
                }
            }
            out.write(separators.closing());
        }

        private void writeInOrder() throws IOException {
            int[] next = new int[parts.size()];
            int from = 0;
            while (from < plan.order.size(section)) {
                int p = plan.order.part(section, from);
                int to = from + 1;
                while (to < plan.order.size(section) && plan.order.part(section, to) == p) {
                    to++;
                }
                writeRun(p, next[p], next[p] + to - from);
                next[p] += to - from;
                from = to;
            }
        }

        private void writeById() throws IOException {
            int[] next = new int[parts.size()];
            long[] ids = new long[parts.size()];
            for (int p = 0; p < next.length; p++) {
                ids[p] = parts.get(p).spans.get(section).firstId();
            }
            while (true) {
                int least = -1;
                long bound = Long.MAX_VALUE;
                for (int p = 0; p < next.length; p++) {
                    if (next[p] < parts.get(p).size(section)) {
                        if (least < 0 || ids[p] < ids[least]) {
                            bound = least < 0 ? bound : ids[least];
                            least = p;
                        } else {
                            bound = Math.min(bound, ids[p]);
                        }
                    }
                }
                if (least < 0) {
                    return;
                }
                int from = next[least];
                MergeSpans spans = parts.get(least).spans.get(section);
                do {
                    next[least]++;
                    ids[least] = next[least] < spans.size() ? spans.idAfter(next[least], ids[least]) : Long.MAX_VALUE;
                } while (next[least] < spans.size() && ids[least] < bound);
                writeRun(least, from, next[least]);
            }
        }

        /** Writes records of one document that come one after the other. */
        private void writeRun(int p, int from, int to) throws IOException {
            if (from == to) {
                return;
            }
            MergeFate fate = plan.fates.get(p);
            boolean changes = switch (section) {
                case IMAGES -> fate.imagesChange() || copies != null;
                case CATEGORIES -> !fate.goneCategories.isEmpty() || fate.categories.size() > 0;
                default -> fate.annotationsChange();
            };
            if (!changes) {
                out.write(separator(p, from));
                lastPart = p;
                MergeSpans spans = parts.get(p).spans.get(section);
                parts.get(p).bytes.copy(spans.offset(from), spans.end(to - 1), out);
                last = to - 1;
                count(to - from);
                return;
            }
            for (int i = from; i < to; i++) {
                writeOne(p, i, gone(fate));
            }
        }

        private BitSet gone(MergeFate fate) {
            return switch (section) {
                case IMAGES -> fate.goneImages;
                case CATEGORIES -> fate.goneCategories;
                default -> fate.goneAnnotations;
            };
        }

        private void writeOne(int p, int i, BitSet gone) throws IOException {
            if (gone.get(i)) {
                return;
            }
            byte[] separator = separator(p, i);
            CocoRecord record = parts.get(p).record(section, i);
            Edit edit;
            try {
                edit = edits.edit(p, record);
                if (copies != null && section == Section.IMAGES) {
                    copies.get(p).copy(record, record.with(edit).text("file_name"));
                }
            } catch (AnnotationException e) {
                // it was told when it was read
                edit = Edit.KEEP;
            }
            if (edit.drop()) {
                return;
            }
            out.write(separator);
            lastPart = p;
            out.write(edit == Edit.KEEP ? record.toBytes() : record.toBytes(edit));
            last = i;
            count(1);
        }

        /** What stands before a record, if it is written next. */
        private byte[] separator(int p, int i) throws IOException {
            if (lastPart < 0) {
                return separators.before(p);
            }
            return lastPart == p && last == i - 1 ? separators.between(p, i) : separators.seam(p, i);
        }

        private void count(int records) {
            switch (section) {
                case IMAGES -> plan.tally.images += records;
                case CATEGORIES -> plan.tally.categories += records;
                default -> plan.tally.annotations += records;
            }
        }
    }
}
