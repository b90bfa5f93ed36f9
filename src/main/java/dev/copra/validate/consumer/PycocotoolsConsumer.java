package dev.copra.validate.consumer;

import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import java.util.List;

/**
 * pycocotools 2.0.11, the reference that the general checks are about.
 *
 * <ul>
 *   <li>{@code ignore}: {@code COCOeval._prepare} (cocoeval.py) sets it to the value of iscrowd, whatever it was.
 *   <li>List counts of an object: {@code COCO.annToRLE} (coco.py) converts them; {@code mask.decode}, {@code area} and
 *       {@code iou} (_mask.pyx) need strings.
 * </ul>
 */
final class PycocotoolsConsumer implements Consumer {
    static final Code IGNORE = Code.warning(
            "pycocotools-ignore",
            "pycocotools evaluates it although 'ignore' is set",
            "COCOeval replaces 'ignore' by iscrowd: the object counts, and not finding it costs recall.");

    @Override
    public String name() {
        return "pycocotools";
    }

    @Override
    public List<Code> codes() {
        return List.of(IGNORE);
    }

    @Override
    public void check(Annotation annotation) {
        if (annotation.isIgnored() && !annotation.crowd()) {
            annotation.report(
                    IGNORE,
                    "ignore",
                    "ignore is " + annotation.subject().record().excerpt("ignore"));
        }
    }
}
