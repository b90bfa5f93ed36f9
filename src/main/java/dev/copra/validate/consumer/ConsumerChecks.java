package dev.copra.validate.consumer;

import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Shows a document to the consumers that were asked for, and counts the images that each would leave out. */
public final class ConsumerChecks {
    private final List<Consumer> consumers;
    /** Of each consumer, the slots of images that an annotation keeps. */
    private final List<BitSet> kept = new ArrayList<>();

    /**
     * Checks for these consumers.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    public ConsumerChecks(List<String> names) {
        consumers = names.stream()
                .distinct()
                .map(name -> Consumer.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("there is no consumer '" + name + "'")))
                .toList();
        consumers.forEach(consumer -> kept.add(new BitSet()));
    }

    /** Shows all consumers an image; its findings go to the subject. */
    public void checkImage(Subject image) {
        consumers.forEach(consumer -> consumer.checkImage(image));
    }

    /** Shows all consumers a category; its findings go to the subject. */
    public void checkCategory(Subject category) {
        consumers.forEach(consumer -> consumer.checkCategory(category));
    }

    /** Called by many threads. @return which consumers keep the annotation's image for it, a bit each */
    public int check(Annotation annotation) {
        int keepers = 0;
        for (int i = 0; i < consumers.size(); i++) {
            consumers.get(i).check(annotation);
            keepers |= consumers.get(i).keepsImage(annotation) ? 1 << i : 0;
        }
        return keepers;
    }

    /** @param keepers what {@link #check} answered */
    public void checkInOrder(Annotation.Checked annotation, int keepers) {
        for (int i = 0; i < consumers.size(); i++) {
            consumers.get(i).checkInOrder(annotation);
            if (annotation.imageSlot() >= 0 && (keepers >> i & 1) != 0) {
                kept.get(i).set(annotation.imageSlot());
            }
        }
    }

    /**
     * Tells how many images each consumer would leave out.
     *
     * @param known the images of the document
     */
    public void finish(Known known, Findings findings) {
        for (int i = 0; i < consumers.size(); i++) {
            int dropped = known.images().size() - kept.get(i).cardinality();
            Code code = consumers.get(i).imageDropped();
            if (code != null && dropped > 0) {
                findings.add(new Finding(
                        code,
                        dropped + " of " + known.images().size() + " images are left out",
                        Place.member("images", 0, 0)));
            }
        }
    }
}
