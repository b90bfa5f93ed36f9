package dev.copra.coco.list;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import java.io.IOException;
import java.util.Set;

/**
 * Learns from a document its lists of images and categories, and nothing from its annotations, however bad these are: for lists
 * that lie in a file of their own, and for files that are read again.
 *
 * @param sections the lists
 * @param learning shown their records
 * @param problems told of bad records in the lists
 */
public record Learner(Set<Section> sections, Learning learning, ProblemSink problems) implements CocoVisitor {
    /** What is done with a record of a list. */
    public interface Learning {
        /** @throws AnnotationException if the record cannot be used */
        void learn(CocoRecord record) throws AnnotationException;
    }

    /** Lets a visitor learn what it needs before the annotations. */
    public static Learner of(CocoVisitor visitor, ProblemSink problems) {
        return new Learner(visitor.needsBeforeAnnotations(), visitor::learn, problems);
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        return learn(Section.IMAGES, image);
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        return learn(Section.CATEGORIES, category);
    }

    private Edit learn(Section section, CocoRecord record) throws AnnotationException {
        if (sections.contains(section)) {
            learning.learn(record);
        }
        return Edit.KEEP;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        if (problem.section() != Section.ANNOTATIONS) {
            problems.add(problem);
        }
    }
}
