package dev.copra.dataset.remap;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.dataset.remap.CategoryChange.Fate;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what {@link RemapTable} has written, to do it again or to undo it. */
public final class RemapTableReader implements CocoVisitor {
    private final Input input;
    private final boolean reversed;
    private final RemapPlan plan = new RemapPlan();
    private final Map<Id, CategoryChange> categories = new LinkedHashMap<>();

    private RemapTableReader(Input input, boolean reversed) {
        this.input = input;
        this.reversed = reversed;
    }

    /**
     * Reads a table.
     *
     * @param reversed whether new ids and names become old ones again
     * @throws IllegalArgumentException if it is no table, or cannot be reversed because categories were merged; names it
     */
    public static RemapPlan read(Input input, boolean reversed) throws IOException {
        RemapTableReader reader = new RemapTableReader(input, reversed);
        CocoReader.read(input, reader);
        if (!reader.categories.isEmpty()) {
            reader.plan.categories = new CategoryPlan(reader.categories, false, false);
        }
        return reader.plan;
    }

    @Override
    public void begin(DocumentKind kind) {
        if (kind != DocumentKind.DATASET) {
            throw new IllegalArgumentException(input.name() + " is no table of new ids and names");
        }
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        if (image.has("new_id")) {
            plan.images = plan.images == null ? new IdMap() : plan.images;
            put(plan.images, image);
        }
        if (image.has("new_file_name")) {
            plan.names = plan.names == null ? new NameMap() : plan.names;
            String from = text(image, reversed ? "new_file_name" : "file_name");
            text(image, reversed ? "file_name" : "new_file_name");
            plan.names.put(from, image.raw(reversed ? "file_name" : "new_file_name"));
        } else if (!image.has("new_id")) {
            throw wrong(image, "there is neither new_id nor new_file_name");
        }
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        plan.annotations = plan.annotations == null ? new IdMap() : plan.annotations;
        put(plan.annotations, annotation);
        return Edit.KEEP;
    }

    private void put(IdMap ids, CocoRecord record) throws AnnotationException {
        Id from = id(record, reversed ? "new_id" : "id");
        id(record, reversed ? "id" : "new_id");
        ids.put(from, record.raw(reversed ? "id" : "new_id"));
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        Id id = id(category, "id");
        byte[] name = category.raw("name");
        if (category.isNull("new_id")) {
            if (!reversed) {
                categories.put(id, new CategoryChange(id, name, null, null, Fate.DROPPED));
            }
            return Edit.KEEP;
        }
        Id newId = id(category, "new_id");
        boolean merged = category.flag("merged");
        // refused here if it is no text; a category may go without a new name
        category.text("new_name");
        if (!reversed) {
            categories.put(
                    id,
                    new CategoryChange(
                            id,
                            name,
                            category.raw("new_id"),
                            category.raw("new_name"),
                            merged ? Fate.MERGED : Fate.KEPT));
            return Edit.KEEP;
        }
        byte[] newName = category.raw("new_name");
        if (merged || categories.containsKey(newId)) {
            throw new IllegalArgumentException(input.name() + ": category " + id + " was merged with another one into "
                    + newId + ", so that nobody can tell their annotations apart");
        }
        categories.put(
                newId,
                new CategoryChange(newId, newName, category.raw("id"), newName == null ? null : name, Fate.KEPT));
        return Edit.KEEP;
    }

    @Override
    public void reject(AnnotationException problem) {
        throw new IllegalArgumentException(
                input.name() + ": " + problem.where() + ": " + problem.getMessage(), problem);
    }

    private static Id id(CocoRecord record, String member) throws AnnotationException {
        Id id = record.id(member);
        if (!id.present()) {
            throw wrong(record, "there is no " + member);
        }
        return id;
    }

    private static String text(CocoRecord record, String member) throws AnnotationException {
        String text = record.text(member);
        if (text == null) {
            throw wrong(record, "there is no " + member);
        }
        return text;
    }

    private static AnnotationException wrong(CocoRecord record, String message) {
        return record.wrong("table", message);
    }
}
