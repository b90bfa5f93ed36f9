package dev.copra.coco;

import java.io.IOException;

/**
 * Lets a visitor learn from a document what it needs before the annotations, and from none of its annotations: for lists of
 * images and categories that lie in a file of their own.
 *
 * @param problems told of the document's bad records
 */
public record Learner(CocoVisitor visitor, ProblemSink problems) implements CocoVisitor {
    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        return learn(Section.IMAGES, image);
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        return learn(Section.CATEGORIES, category);
    }

    private Edit learn(Section section, CocoRecord record) throws AnnotationException {
        if (visitor.needsBeforeAnnotations().contains(section)) {
            visitor.learn(record);
        }
        return Edit.KEEP;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }
}
