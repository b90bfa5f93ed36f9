package dev.copra.format.cvat;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.text.XmlElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The frames of a video, whose tracks a file has object by object. */
final class CvatVideo {
    private static final String STEP = "step=";

    /** More frames than this are no video, but a number that went wrong. */
    private static final int MOST_FRAMES = 10_000_000;

    private final int width;
    private final int height;
    private final int first;
    private final int last;
    private final int step;
    private final TreeMap<Integer, List<Instance>> frames = new TreeMap<>();

    /** @param meta the head of the file, or null @param maxPixels a size of more pixels is taken as not known */
    CvatVideo(XmlElement meta, long maxPixels) {
        XmlElement size = find(meta, "original_size");
        int w = size == null ? 0 : side(size.text("width"));
        int h = size == null ? 0 : side(size.text("height"));
        boolean possible = (long) w * h <= maxPixels;
        width = possible ? w : 0;
        height = possible ? h : 0;
        XmlElement start = find(meta, "start_frame");
        XmlElement stop = find(meta, "stop_frame");
        first = start == null ? 0 : whole(start.text());
        last = stop == null ? -1 : whole(stop.text());
        step = step(find(meta, "frame_filter"));
    }

    /** Every how manieth frame of the video is one of the task: frame_filter is step=3. */
    private static int step(XmlElement filter) {
        String text = filter == null ? "" : filter.text().strip();
        return text.startsWith(STEP) ? Math.max(1, whole(text.substring(STEP.length()))) : 1;
    }

    private static XmlElement find(XmlElement element, String name) {
        if (element == null || element.child(name) != null) {
            return element == null ? null : element.child(name);
        }
        for (XmlElement child : element.children()) {
            XmlElement found = find(child, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A number of pixels; 0 if it is none. */
    static int side(String text) {
        int side = text == null ? 0 : whole(text);
        return side > 0 && side <= 1 << 20 ? side : 0;
    }

    /** An image of the size of the frames. */
    DatasetImage frame() {
        return new DatasetImage(Id.NONE, "frame", "", width, height);
    }

    /** Takes what a track has in a frame. */
    void add(String frame, String place, Instance instance) throws AnnotationException {
        int number = frame == null ? -1 : whole(frame);
        if (number < 0 || number > MOST_FRAMES) {
            throw new AnnotationException("cvat-frame", place, "'" + frame + "' is no number of a frame");
        }
        frames.computeIfAbsent(number, f -> new ArrayList<>()).add(instance);
    }

    /** Shows the frames, those without an instance too, if there is a track. CVAT calls the file of frame 7 frame_000007. @param folder where it seems to be, or null */
    void show(Path folder, DatasetSource.Visitor visitor) throws IOException {
        if (frames.isEmpty()) {
            return;
        }
        int end = Math.max(Math.min(last, MOST_FRAMES), frames.lastKey());
        for (int f = Math.max(0, Math.min(first, frames.firstKey())); f <= end; f++) {
            if ((f - first) % step != 0 && !frames.containsKey(f)) {
                // between two frames of the task
                continue;
            }
            String digits = Integer.toString(f);
            String name = "frame_" + "0".repeat(Math.max(0, 6 - digits.length())) + digits + ".png";
            visitor.image(
                    new DatasetImage(Id.of(f), name, "", width, height).withFolder(folder),
                    frames.getOrDefault(f, List.of()));
        }
        frames.clear();
    }
}
