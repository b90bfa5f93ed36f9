package dev.copra.format.mots;

import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The numbers of frames and tracks in a sequence that is written. */
final class Sequence {
    /** Of images that lie in no folder. */
    private static final String NO_FOLDER = "sequence";

    private static final int MOST_DIGITS = 9;
    private static final long MOST_TRACKS = 1_000_000_000;

    private final int first;
    private final Set<Integer> frames = new HashSet<>();
    private final Map<Id, Long> tracks = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();
    private final Set<Long> inFrame = new HashSet<>();
    private int last;
    private long next = 1;

    /** @param first the lowest number that a frame may have */
    Sequence(int first) {
        this.first = first;
        last = first - 1;
    }

    /** The sequence of an image: its folder. @param name with slashes */
    static String of(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? NO_FOLDER : name.substring(0, slash).replace('/', '-');
    }

    /** The digits at the end of a name as a number; -1 if there are none. @param stem the name without its ending */
    static int digits(String stem) {
        int from = stem.length();
        while (from > 0 && stem.length() - from < MOST_DIGITS && Character.isDigit(stem.charAt(from - 1))) {
            from--;
        }
        return from < stem.length() ? Integer.parseInt(stem.substring(from)) : -1;
    }

    /** Starts a frame: the digits at the end of an image's name, or the next number if there are none or another image has them. */
    int frame(String stem) {
        int frame = digits(stem);
        if (frame < first || !frames.add(frame)) {
            frame = last + 1;
            frames.add(frame);
        }
        last = Math.max(last, frame);
        inFrame.clear();
        return frame;
    }

    /** The highest number of a frame. */
    int last() {
        return last;
    }

    /** The number of an instance's track. A track is in a frame once; an instance without one is a track of its own. */
    long track(DatasetImage image, Instance instance, Losses losses) {
        Id id = instance.track();
        if (!id.present()) {
            return fresh();
        }
        Long number = tracks.get(id);
        if (number == null) {
            boolean fits = id.isLong() && id.number() >= 0 && id.number() < MOST_TRACKS;
            number = fits && taken.add(id.number()) ? id.number() : fresh();
            tracks.put(id, number);
        }
        boolean isFirst = inFrame.add(number);
        if (!isFirst || !Id.of(number).equals(id)) {
            losses.ledger().lose(Loss.TRACK, image, instance);
        }
        return isFirst ? number : fresh();
    }

    /** A number that no track has. */
    private long fresh() {
        while (!taken.add(next)) {
            next++;
        }
        return next;
    }
}
