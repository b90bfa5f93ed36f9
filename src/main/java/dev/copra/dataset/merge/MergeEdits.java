package dev.copra.dataset.merge;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.dataset.remap.References;
import dev.copra.dataset.remap.Remapping;
import dev.copra.json.JsonValues;
import java.util.List;

/** Makes the edits of single records. They are made in the order in which the records are written. */
final class MergeEdits {
    private final MergePlan plan;
    private final FreshIds fresh;
    private long number = 1;

    MergeEdits(MergePlan plan) {
        this.plan = plan;
        List<MergePart> parts = plan.parts;
        fresh = new FreshIds(
                parts.stream().mapToLong(part -> part.greatestAnnotation).max().orElse(0),
                id -> parts.stream().anyMatch(part -> part.annotationIds.contains(id)));
    }

    /** The edit of a record of a document, which is no longer there if it is dropped. */
    Edit edit(int part, CocoRecord record) throws AnnotationException {
        MergeFate fate = plan.fates.get(part);
        Edit.Builder edit = Edit.builder();
        switch (record.section()) {
            case IMAGES -> image(fate, record, edit);
            case CATEGORIES -> set(edit, "id", record.id("id"), fate.categories.get(record.id("id")));
            default -> {
                if (!annotation(part, fate, record, edit)) {
                    return Edit.DROP;
                }
            }
        }
        return edit.build();
    }

    private static void image(MergeFate fate, CocoRecord image, Edit.Builder edit) throws AnnotationException {
        set(edit, "id", image.id("id"), fate.images.get(image.id("id")));
        if (image.has("license")) {
            set(edit, "license", image.id("license"), fate.licenses.get(image.id("license")));
        }
        for (String member : Remapping.NEIGHBOURS) {
            if (image.has(member)) {
                set(edit, member, image.id(member), fate.images.get(image.id(member)));
            }
        }
        for (String member : Remapping.CATEGORY_LISTS) {
            byte[] list = image.raw(member);
            byte[] changed = list == null ? null : References.inList(list, fate.categories::get);
            if (changed != list) {
                edit.set(member, changed);
            }
        }
        String name = fate.names.get((int) image.index());
        if (name != null) {
            edit.set("file_name", JsonValues.text(name));
        }
    }

    private boolean annotation(int part, MergeFate fate, CocoRecord annotation, Edit.Builder edit)
            throws AnnotationException {
        Id image = annotation.id("image_id");
        if (image.present() && !fate.goneSlots.isEmpty()) {
            int slot = plan.parts.get(part).imageIds.find(image);
            if (slot >= 0 && fate.goneSlots.get(slot)) {
                plan.tally.annotationsOfDuplicates++;
                return false;
            }
        }
        Id id = annotation.id("id");
        if (id.present() && plan.options.renumbers()) {
            plan.tally.annotationIds += set(edit, "id", id, Id.of(number++).json()) ? 1 : 0;
        } else if (id.present() && fate.annotationIds && plan.parts.get(part).isTaken(id)) {
            edit.set("id", fresh.instead(id).json());
            plan.tally.annotationIds++;
        }
        set(edit, "image_id", image, fate.images.get(image));
        if (fate.categories.size() > 0) {
            Id category = annotation.id("category_id");
            set(edit, "category_id", category, fate.categories.get(category));
            byte[] segments = annotation.raw("segments_info");
            byte[] changed =
                    segments == null ? null : References.inObjects(segments, "category_id", fate.categories::get);
            if (changed != segments) {
                edit.set("segments_info", changed);
            }
        }
        return true;
    }

    /** Sets an id, unless it stays the same. @return whether it does not */
    private static boolean set(Edit.Builder edit, String member, Id id, byte[] newId) {
        if (newId == null || !id.present() || Id.parse(newId, 0, newId.length).equals(id)) {
            return false;
        }
        edit.set(member, newId);
        return true;
    }
}
