package dev.copra.dataset.remap;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.dataset.ImageCopies;
import dev.copra.dataset.remap.CategoryChange.Fate;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes new ids, categories and file names wherever a record has them; all other bytes stay. An id that is not known stays,
 * and is rejected if it could be taken for a new one.
 */
public final class Remapping implements CocoVisitor {
    /** Members of images and videos that are lists of category ids, as LVIS, TAO and Open Images have them. */
    public static final List<String> CATEGORY_LISTS =
            List.of("neg_category_ids", "not_exhaustive_category_ids", "pos_category_ids");
    /** Members of images that are ids of other images, as video data sets have them. */
    public static final List<String> NEIGHBOURS = List.of("prev_image_id", "next_image_id");

    private final RemapPlan plan;
    private final RemapTable table;
    private final ImageCopies copies;
    private final ProblemSink problems;
    private final NameMap.Taken taken = new NameMap.Taken();
    private long nextAnnotation;
    private long images;
    private long annotations;
    private long names;
    private long moved;
    private long dropped;

    /**
     * @param table receives what became of what, or null
     * @param copies copies the images under their new names, or null
     */
    public Remapping(RemapPlan plan, RemapTable table, ImageCopies copies, ProblemSink problems) {
        this.plan = plan;
        this.table = table;
        this.copies = copies;
        this.problems = problems;
        nextAnnotation = plan.firstAnnotation == null ? 0 : plan.firstAnnotation;
    }

    /**
     * What was done.
     *
     * @param images whose id is another one
     * @param annotations whose id is another one
     * @param names of files that are others
     * @param moved annotations whose category is another one or has another id
     * @param dropped annotations
     */
    public record Tally(
            RemapPlan.CategoryTally categories, long images, long annotations, long names, long moved, long dropped) {}

    /** What was done so far. */
    public Tally tally() {
        return new Tally(plan.categoryTally(), images, annotations, names, moved, dropped);
    }

    @Override
    public void describe(String name, CocoRecord value) {
        if (name.equals("tracks") && plan.categories != null) {
            throw new IllegalArgumentException(
                    "the member tracks has category ids, too, and they would not be changed; categories of tracks must stay");
        }
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException, IOException {
        Edit.Builder edit = Edit.builder();
        RemapTable.Entry entry = new RemapTable.Entry();
        Id id = image.id("id");
        if (plan.images != null && id.present()) {
            byte[] newId = plan.images.get(id);
            if (set(edit, "id", id, newId)) {
                images++;
            } else if (newId == null) {
                problems.add(unknown(image, "image", id));
            }
            entry.set("id", image.raw("id")).set("new_id", newId);
            for (String member : NEIGHBOURS) {
                Id neighbour = image.has(member) ? image.id(member) : Id.NONE;
                set(edit, member, neighbour, plan.images.get(neighbour));
            }
        }
        categoryLists(edit, image);
        String name = image.text("file_name");
        byte[] newName = name == null ? null : newName(image, name);
        if (newName != null) {
            names++;
            edit.set("file_name", newName);
            if (entry.isEmpty()) {
                entry.set("id", image.raw("id"));
            }
            entry.set("file_name", image.raw("file_name")).set("new_file_name", newName);
        }
        if (table != null && !entry.isEmpty()) {
            table.add(Section.IMAGES, entry);
        }
        Edit edits = edit.build();
        if (copies != null) {
            copies.copy(image, newName == null ? name : image.with(edits).text("file_name"));
        }
        return edits;
    }

    @Override
    public Edit video(CocoRecord video) throws AnnotationException {
        Edit.Builder edit = Edit.builder();
        categoryLists(edit, video);
        return edit.build();
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException, IOException {
        if (plan.categories == null) {
            return Edit.KEEP;
        }
        Id id = category.id("id");
        CategoryChange change = id.present() ? plan.categories.of(id) : null;
        if (change == null) {
            if (id.present() && !plan.categories.mayStay(id)) {
                problems.add(unknown(category, "category", id));
            }
            return Edit.KEEP;
        }
        if (change.fate() != Fate.KEPT) {
            return Edit.DROP;
        }
        Edit.Builder edit = Edit.builder();
        set(edit, "id", id, change.newId());
        if (change.newName() != null) {
            edit.set("name", change.newName());
        }
        return edit.build();
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException, IOException {
        Edit.Builder edit = Edit.builder();
        if (plan.categories != null && !categories(edit, annotation)) {
            dropped++;
            return Edit.DROP;
        }
        if (plan.images != null) {
            Id image = annotation.id("image_id");
            byte[] newId = plan.images.get(image);
            if (newId == null && image.present()) {
                problems.add(unknown(annotation, "image", image));
            }
            set(edit, "image_id", image, newId);
        }
        if (plan.annotations != null || plan.firstAnnotation != null) {
            ownId(edit, annotation);
        }
        if ((plan.nameEdits != null || plan.names != null) && !annotation.has("segments_info")) {
            String name = annotation.text("file_name");
            byte[] newName = name == null ? null : newName(annotation, name);
            if (newName != null) {
                edit.set("file_name", newName);
            }
        }
        return edit.build();
    }

    private void ownId(Edit.Builder edit, CocoRecord annotation) throws AnnotationException, IOException {
        Id id = annotation.id("id");
        if (!id.present()) {
            return;
        }
        byte[] newId = plan.annotations != null ? plan.annotations.get(id) : IdMap.json(nextAnnotation++);
        if (newId == null) {
            problems.add(unknown(annotation, "annotation", id));
        } else if (set(edit, "id", id, newId)) {
            annotations++;
        }
        if (table != null && newId != null) {
            table.add(
                    Section.ANNOTATIONS,
                    new RemapTable.Entry().set("id", annotation.raw("id")).set("new_id", newId));
        }
    }

    /** Sets the category of an annotation and of its segments. @return whether it stays */
    private boolean categories(Edit.Builder edit, CocoRecord annotation) throws AnnotationException, IOException {
        Id id = annotation.id("category_id");
        boolean changes = false;
        if (id.present()) {
            CategoryChange change = plan.categories.of(id);
            if (change == null && !plan.categories.mayStay(id)) {
                problems.add(unknown(annotation, "category", id));
            } else if (change != null) {
                if (change.isDropped()) {
                    return false;
                }
                changes = set(edit, "category_id", id, change.newId());
            }
        }
        byte[] segments = annotation.raw("segments_info");
        if (segments != null) {
            byte[] changed = References.inObjects(segments, "category_id", this::newCategory);
            if (changed != segments) {
                edit.set("segments_info", changed);
                changes = true;
            }
        }
        moved += changes ? 1 : 0;
        return true;
    }

    private byte[] newCategory(Id id) {
        CategoryChange change = plan.categories.of(id);
        return change == null ? null : change.isDropped() ? References.GONE : change.newId();
    }

    private void categoryLists(Edit.Builder edit, CocoRecord record) {
        if (plan.categories == null) {
            return;
        }
        for (String member : CATEGORY_LISTS) {
            byte[] list = record.raw(member);
            byte[] changed = list == null ? null : References.inList(list, this::newCategory);
            if (changed != list) {
                edit.set(member, changed);
            }
        }
    }

    /** The new name, or null if it stays. */
    private byte[] newName(CocoRecord record, String name) throws IOException {
        byte[] before = record.raw("file_name");
        byte[] changed = null;
        if (plan.names != null) {
            changed = plan.names.get(name);
        } else if (plan.nameEdits != null) {
            changed = edited(record, name, before);
        }
        return changed == null || Arrays.equals(changed, before) ? null : changed;
    }

    private byte[] edited(CocoRecord record, String name, byte[] before) throws IOException {
        try {
            String edited = plan.nameEdits.apply(name);
            if (taken.take(edited, name)) {
                return edited.equals(name) ? null : NameMap.json(edited, before);
            }
            problems.add(record.wrong(
                    "file-name-collision",
                    "file_name '" + name + "' stays, because another one has become '" + edited + "' already"));
        } catch (FileNameEdits.NameException e) {
            problems.add(record.wrong("file-name", e.getMessage()));
        }
        return null;
    }

    /** Sets an id, unless it stays the same. @return whether it does not */
    private static boolean set(Edit.Builder edit, String member, Id id, byte[] newId) {
        if (newId == null || !id.present() || Id.parse(newId, 0, newId.length).equals(id)) {
            return false;
        }
        edit.set(member, newId);
        return true;
    }

    private static AnnotationException unknown(CocoRecord record, String what, Id id) {
        return record.wrong(
                what + "-unknown", "there is no new id for the " + what + " " + id + ", so the old one stays");
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    /** Completes the table, after the last record. */
    public void finish() throws IOException {
        if (table == null) {
            return;
        }
        if (plan.images != null && !table.has(Section.IMAGES)) {
            for (int slot = 0; slot < plan.images.size(); slot++) {
                table.add(
                        Section.IMAGES,
                        new RemapTable.Entry()
                                .set("id", plan.images.key(slot).json())
                                .set("new_id", plan.images.value(slot)));
            }
        }
        if (plan.categories != null) {
            for (Map.Entry<Id, CategoryChange> category :
                    plan.categories.changes().entrySet()) {
                table.add(Section.CATEGORIES, entry(category.getValue()));
            }
        }
        table.finish();
    }

    private static RemapTable.Entry entry(CategoryChange change) {
        return new RemapTable.Entry()
                .set("id", change.id().json())
                .set("new_id", change.isDropped() ? IdMap.NULL : change.newId())
                .set("name", change.name())
                .set("new_name", change.newName())
                .set("merged", change.fate() == Fate.MERGED ? IdMap.TRUE : null);
    }
}
