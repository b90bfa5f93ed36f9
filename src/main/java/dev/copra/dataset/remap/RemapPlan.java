package dev.copra.dataset.remap;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.dataset.remap.CategoryChange.Fate;
import dev.copra.io.Input;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What becomes of which id and name, as far as it must be known before the first record is written. */
public final class RemapPlan {
    /** Null if categories stay as they are. */
    CategoryPlan categories;
    /** Null if images keep their ids. */
    IdMap images;
    /** Null if annotations keep their ids or are numbered. */
    IdMap annotations;
    /** The id of the first annotation, the next one of the second, if they are numbered. */
    Long firstAnnotation;
    /** Null if there are no edits of names. */
    FileNameEdits nameEdits;
    /** Null if names are not those of a table. */
    NameMap names;

    RemapPlan() {}

    /**
     * Reads what must be known of a document, which is left to be read again.
     *
     * @param lists a document that lists the images and categories, or null if the input does
     * @throws IllegalArgumentException if the options do not fit the document
     */
    public static RemapPlan of(Input input, Input lists, RemapOptions options) throws IOException {
        Learning learning = new Learning(options);
        if (!learning.needsBeforeAnnotations().isEmpty()) {
            CocoReader.learn(lists == null ? input : lists, learning);
        }
        return learning.plan();
    }

    /** How many categories have become what; zeros if they stay. */
    CategoryTally categoryTally() {
        return categories == null
                ? new CategoryTally(0, 0, 0, 0)
                : new CategoryTally(
                        categories.renamed(),
                        categories.renumbered(),
                        categories.count(Fate.MERGED),
                        categories.count(Fate.DROPPED));
    }

    /**
     * What became of categories.
     *
     * @param renamed that have another name
     * @param renumbered that have another id
     * @param merged whose annotations belong to another one now
     * @param dropped that are gone with their annotations
     */
    public record CategoryTally(long renamed, long renumbered, long merged, long dropped) {}

    /** Learns the images and categories of a document. */
    private static final class Learning implements CocoVisitor {
        private final RemapOptions options;
        private final CategoryNames names = new CategoryNames();
        private final Map<Id, byte[]> nameTexts = new LinkedHashMap<>();
        private final IdMap images = new IdMap();

        Learning(RemapOptions options) {
            this.options = options;
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            Set<Section> needed = EnumSet.noneOf(Section.class);
            if (options.needsCategories()) {
                needed.add(Section.CATEGORIES);
            }
            if (options.needsImages()) {
                needed.add(Section.IMAGES);
            }
            return needed;
        }

        @Override
        public void learn(CocoRecord record) throws AnnotationException {
            if (record.section() == Section.CATEGORIES) {
                names.add(record);
                nameTexts.put(record.id("id"), record.isNull("name") ? null : record.raw("name"));
            } else {
                Id id = record.id("id");
                if (id.present()) {
                    images.put(id, options.start() + images.size());
                }
            }
        }

        @Override
        public void reject(AnnotationException problem) {
            // the record stays as it is, and is told of when it is written
        }

        RemapPlan plan() {
            RemapPlan plan = new RemapPlan();
            plan.nameEdits = options.names();
            if (options.ids().contains(Section.ANNOTATIONS)) {
                plan.firstAnnotation = options.start();
            }
            if (options.needsImages()) {
                plan.images = images;
            }
            if (options.needsCategories()) {
                plan.categories = categories();
            }
            return plan;
        }

        private CategoryPlan categories() {
            boolean renumbers = options.ids().contains(Section.CATEGORIES);
            if (renumbers && nameTexts.isEmpty() && options.categories().isEmpty()) {
                throw new RefusedException("there are no categories to be numbered", Remedy.IMAGE_SIZES);
            }
            Map<Id, CategoryChange> changes = options.coco() != null
                    ? options.coco().changes(options.start(), nameTexts)
                    : new CategoryRules(names, nameTexts).apply(options.categories(), options.dropsOthers());
            return new CategoryPlan(
                    renumbers ? numbered(changes) : changes,
                    renumbers || options.coco() != null,
                    options.dropsOthers());
        }

        /** The same with contiguous new ids. */
        private Map<Id, CategoryChange> numbered(Map<Id, CategoryChange> changes) {
            Map<Id, byte[]> numbers = new LinkedHashMap<>();
            changes.values().forEach(change -> {
                if (change.fate() == Fate.KEPT) {
                    numbers.put(newId(change), IdMap.json(options.start() + numbers.size()));
                }
            });
            Map<Id, CategoryChange> numbered = new LinkedHashMap<>();
            changes.forEach((id, change) -> numbered.put(
                    id,
                    new CategoryChange(
                            id,
                            change.name(),
                            change.isDropped() ? null : numbers.get(newId(change)),
                            change.newName(),
                            change.fate())));
            return numbered;
        }

        private static Id newId(CategoryChange change) {
            return change.isDropped() ? Id.NONE : Id.parse(change.newId(), 0, change.newId().length);
        }
    }
}
