package dev.copra.coco;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes down what a reader shows it. */
final class Witness implements CocoVisitor {
    final List<String> learned = new ArrayList<>();
    final List<String> seen = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    private final Set<Section> needed;

    Witness(Section... needed) {
        this.needed = Set.of(needed);
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return needed;
    }

    @Override
    public void learn(CocoRecord record) throws AnnotationException {
        if (record.has("unusable")) {
            throw record.wrong("unusable", "this cannot be used");
        }
        learned.add(text(record));
    }

    @Override
    public Edit image(CocoRecord image) {
        seen.add(text(image));
        return Edit.KEEP;
    }

    @Override
    public Edit category(CocoRecord category) {
        seen.add(text(category));
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        seen.add(text(annotation) + " after " + learned.size());
        if (annotation.has("unusable")) {
            throw annotation.wrong("unusable", "this cannot be used");
        }
        return Edit.KEEP;
    }

    @Override
    public void reject(AnnotationException problem) {
        problems.add(problem.where() + ": " + problem.getMessage());
    }

    private static String text(CocoRecord record) {
        return record.section().member() + "[" + record.index() + "] " + new String(record.toBytes());
    }
}
