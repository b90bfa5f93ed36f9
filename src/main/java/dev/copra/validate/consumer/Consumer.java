package dev.copra.validate.consumer;

import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A program that reads COCO files, and what it makes of one: which annotations and images it drops without a word, what it
 * ends with an exception at, what it takes for something else. An error is a crash, a warning a loss or a mistake, a note
 * what is meant to be so. The other checks say what is wrong in general; these say what it means here.
 *
 * <p>{@link #check} and {@link #keepsImage} are called by many threads, perhaps of an object that is shown nothing else; the other methods
 * by one thread, in the order of the document. An object serves one document.
 */
public interface Consumer {
    /** As it is named on the command line; its codes start with it. */
    String name();

    /** All that it finds, in the order of the list that users see. */
    List<Code> codes();

    /** What an image shows, which goes to the subject. */
    default void checkImage(Subject image) {}

    /** What a category shows, which goes to the subject. */
    default void checkCategory(Subject category) {}

    /** What an annotation shows by itself; the families have seen it. */
    default void check(Annotation annotation) {}

    /** What it shows among the others. */
    default void checkInOrder(Annotation.Checked annotation) {}

    /** Whether the image of this annotation stays because of it. */
    default boolean keepsImage(Annotation annotation) {
        return true;
    }

    /** What is found if images are left out because none of their annotations keeps them; null if they are not. */
    default Code imageDropped() {
        return null;
    }

    /** One that may be asked for. */
    record Known(String name, Supplier<Consumer> make) {}

    /** All that there are. */
    List<Known> ALL = List.of(
            new Known("pycocotools", PycocotoolsConsumer::new),
            new Known("detectron2", Detectron2Consumer::new),
            new Known("mmdetection", MmDetectionConsumer::new),
            new Known("torchvision", TorchvisionConsumer::new),
            new Known("ultralytics", UltralyticsConsumer::new),
            new Known("cvat", CvatConsumer::new),
            new Known("detr", DetrConsumer::new));

    /** The codes of all. */
    List<Code> CODES =
            ALL.stream().flatMap(known -> known.make().get().codes().stream()).toList();

    /** A new consumer of this name; none if there is no such. */
    static Optional<Consumer> named(String name) {
        return ALL.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .map(known -> known.make().get());
    }
}
