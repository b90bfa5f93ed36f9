package dev.copra.validate.check.dialect;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.ArrayList;
import java.util.List;

/** {@code videos}: each with an id of its own and as many files as it says, and the images and annotations that name them. */
public final class VideoChecks {
    static final Code ID = Code.error(
            "video-id",
            "a video without an id of its own",
            "Images and annotations find their video by its id; readers keep the last of two.");
    static final Code LENGTH = Code.error(
            "video-length",
            "a video of another length than the number of its files",
            "Lists of boxes and masks have one entry a frame: behind the first missing file they belong to other frames.");
    static final Code UNKNOWN = Code.error(
            "video-unknown",
            "a video that is not in the file, or not named",
            "What belongs to it is never read: loaders walk the videos, then what each of them has.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(ID, LENGTH, UNKNOWN);

    private final IdTable seen = new IdTable();
    /** The videos that images name, and the first image of each. */
    private final IdTable named = new IdTable();

    private final List<Subject> firstImages = new ArrayList<>();
    /** The first image that names no video. */
    private Subject without;

    private long lacking;

    /** Checks a video's record. Called in the order of the document. */
    public void check(Subject video) {
        Id id = video.id("id");
        if (!id.present()) {
            video.report(ID, "id", "this video has no id");
        } else if (!seen.add(id)) {
            video.report(ID, "id", "the id " + id + " is that of an earlier video");
        }
        String files = video.record().has("file_names") ? "file_names" : "file_name";
        double length = video.number("length");
        int count = video.record().first(files) == '[' ? video.tree(files).size() : -1;
        if (count >= 0 && length >= 0 && count != length) {
            video.report(LENGTH, files, "length is " + NumberText.of(length) + ", but there are " + count + " files");
        }
    }

    /** Remembers which video an image is a frame of. */
    public void checkImage(Subject image) {
        if (image.record().isNull("video_id")) {
            lacking++;
            without = without == null ? new Subject(image.record().detach(), DocumentKind.DATASET) : without;
            return;
        }
        Id video = image.id("video_id");
        if (video.present() && named.add(video)) {
            firstImages.add(new Subject(image.record().detach(), DocumentKind.DATASET));
        }
    }

    /** Whether images are frames of videos. */
    public boolean areNeeded() {
        return !firstImages.isEmpty();
    }

    /** That the video of an annotation which belongs to no image is there. */
    public static void checkReference(Annotation annotation) {
        Id video = annotation.subject().id("video_id");
        Known known = annotation.known();
        if (!video.present()) {
            annotation.report(UNKNOWN, "video_id", "there is neither an image_id nor a video_id");
        } else if (known.videos().ids().size() > 0 && known.videos().ids().find(video) < 0) {
            annotation.report(UNKNOWN, "video_id", "there is no video with the id " + video);
        }
    }

    /** That the videos of the images are there, if there are any at all. */
    public void finish(Known known, Findings findings) {
        if (seen.size() == 0) {
            return;
        }
        if (without != null && areNeeded()) {
            without.report(
                    UNKNOWN,
                    "video_id",
                    (lacking == 1 ? "1 image names" : lacking + " images name") + " no video; this is the first one");
            findings.addAll(without.findings());
        }
        for (Subject image : firstImages) {
            if (seen.find(image.id("video_id")) < 0) {
                image.report(UNKNOWN, "video_id", "there is no video with the id " + image.id("video_id"));
                findings.addAll(image.findings());
            }
        }
    }
}
