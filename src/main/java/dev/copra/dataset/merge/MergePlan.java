package dev.copra.dataset.merge;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.dataset.ImageCopies;
import dev.copra.io.Input;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Documents that are to be merged into one, and what becomes of their records. */
public final class MergePlan implements Closeable {
    final List<MergePart> parts = new ArrayList<>();
    final List<MergeFate> fates = new ArrayList<>();
    final MergeOptions options;
    final MergeTally tally = new MergeTally();
    private final List<Problems> problems = new ArrayList<>();
    /** The licences of the output, or null if they are those of the first document. */
    byte[] licenses;
    /** Null if no file has it. */
    MergeOrder order;

    private MergePlan(MergeOptions options) {
        this.options = options;
    }

    /**
     * Reads the documents.
     *
     * @param order the file of which they are parts, or null if they are not
     * @throws IllegalArgumentException if they cannot be merged as the options say
     */
    public static MergePlan of(List<Input> inputs, Input order, MergeOptions options, Messages messages)
            throws IOException {
        MergePlan plan = new MergePlan(options);
        try {
            boolean byImage = order != null || options.duplicates() != MergeOptions.Duplicates.KEEP_ALL;
            for (Input input : inputs) {
                Problems ofPart = messages.problems(input.name());
                plan.problems.add(ofPart);
                plan.parts.add(MergePart.read(input, ofPart, byImage, plan.parts));
                plan.fates.add(new MergeFate());
                ofPart.summarize();
                plan.noteOddities(messages);
            }
            plan.make(messages);
            plan.order = order == null ? null : MergeOrder.read(order, plan.parts);
            return plan;
        } catch (IOException | RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    /** Tells what is odd in the document that was read last. */
    private void noteOddities(Messages messages) {
        MergePart part = parts.get(parts.size() - 1);
        part.summary.noteOddities(part.name, messages);
        if (part.summary.nonFinite() > 0) {
            messages.note(part.name + ": NaN or Infinity, which is not JSON, stays in " + part.summary.nonFinite()
                    + (part.summary.nonFinite() == 1 ? " place" : " places"));
        }
    }

    private void make(Messages messages) throws IOException {
        for (MergePart part : parts) {
            check(part);
        }
        new MergeCategories(parts, options.categories(), tally).plan(fates);
        licenses = new MergeLicenses().plan(parts, fates, tally);
        new MergeImages(parts, options, tally).plan(fates);
        if (kind() == DocumentKind.DATASET) {
            countBorrowedImages();
        } else {
            findSharedReferences();
        }
        if (options.duplicates() == MergeOptions.Duplicates.UNION && parts.size() > 1) {
            new MergeUnion(parts, fates, options.iou(), tally).plan();
        }
        for (int p = 0; p < parts.size(); p++) {
            fates.get(p).annotationIds = options.renumbers() || parts.get(p).collides;
        }
        noteOtherMembers(messages);
    }

    DocumentKind kind() {
        return parts.get(0).kind;
    }

    private void check(MergePart part) throws IOException {
        MergePart first = parts.get(0);
        if (part.kind != first.kind) {
            throw new IllegalArgumentException(first.name + " is " + text(first.kind) + " and " + part.name + " is "
                    + text(part.kind) + "; merge only files of one kind");
        }
        for (String member : List.of("videos", "tracks")) {
            if (part != first && part.members.containsKey(member) && !part.hasSame(member, first)) {
                throw new IllegalArgumentException(part.name + ": the member " + member + " is another one than in "
                        + first.name + "; files of videos can be merged only if they are parts of one");
            }
        }
    }

    private static String text(DocumentKind kind) {
        return switch (kind) {
            case DATASET -> "a data set";
            case RESULTS -> "a results file";
            case LINES -> "a file of JSON lines";
        };
    }

    /** Images that a document does not list, and another one does. */
    private void countBorrowedImages() {
        for (MergePart part : parts) {
            for (int slot = 0; slot < part.imageIds.size(); slot++) {
                Id id = part.imageIds.id(slot);
                if (!part.lists(id) && parts.stream().anyMatch(other -> other.lists(id))) {
                    tally.borrowedImages++;
                }
            }
        }
    }

    /** Results list no images: those are in two files to which records of both refer. */
    private void findSharedReferences() {
        if (options.duplicates() != MergeOptions.Duplicates.KEEP_FIRST
                && options.duplicates() != MergeOptions.Duplicates.ERROR) {
            return;
        }
        for (int p = 1; p < parts.size(); p++) {
            MergePart part = parts.get(p);
            for (int slot = 0; slot < part.imageIds.size(); slot++) {
                Id id = part.imageIds.id(slot);
                for (MergePart earlier : parts.subList(0, p)) {
                    if (earlier.imageIds.find(id) < 0) {
                        continue;
                    }
                    if (options.duplicates() == MergeOptions.Duplicates.ERROR) {
                        throw new RefusedException(
                                part.name + ": the image " + id + " is also in " + earlier.name, Remedy.DUPLICATES);
                    }
                    tally.duplicateImages += fates.get(p).goneSlots.get(slot) ? 0 : 1;
                    fates.get(p).goneSlots.set(slot);
                }
            }
        }
    }

    /** What is not merged, and differs, is told. */
    private void noteOtherMembers(Messages messages) throws IOException {
        MergePart first = parts.get(0);
        for (MergePart part : parts.subList(1, parts.size())) {
            for (String member : part.members.keySet()) {
                boolean merged = member.equals("licenses")
                        || List.of("images", "annotations", "categories").contains(member);
                if (!merged && !part.hasSame(member, first)) {
                    messages.note(part.name + ": the member " + member + " is left out"
                            + (first.members.containsKey(member) ? "; that of " + first.name + " stays" : ""));
                }
            }
        }
    }

    /**
     * Writes the merged document.
     *
     * @param copies copies the images of it, or null; one for each document
     */
    public MergeTally write(OutputStream out, List<ImageCopies> copies) throws IOException {
        new MergeWriter(this, copies).write(out);
        return tally;
    }

    /**
     * Whether the records of a list are put into the order of their ids: in each document they are in that order, no id is taken
     * twice, and some of one document lie between those of another, as in the parts of one file.
     */
    boolean mergesById(Section section) {
        long last = Long.MIN_VALUE;
        boolean apart = true;
        for (int p = 0; p < parts.size(); p++) {
            MergeSpans spans = parts.get(p).spans.get(section);
            MergeFate fate = fates.get(p);
            if (!spans.ascends()
                    || section == Section.ANNOTATIONS && parts.get(p).collides
                    || section == Section.IMAGES && fate.imagesCollide) {
                return false;
            }
            if (spans.size() > 0) {
                apart &= spans.firstId() > last;
                last = Math.max(last, spans.lastId());
            }
        }
        return !apart;
    }

    /** Bad records of all documents by code. */
    public Map<String, Long> rejected() {
        Map<String, Long> all = new TreeMap<>();
        problems.forEach(part -> part.counts().forEach((code, count) -> all.merge(code, count, Long::sum)));
        return all;
    }

    @Override
    public void close() throws IOException {
        for (MergePart part : parts) {
            part.close();
        }
    }
}
