package dev.copra.gallery;

import dev.copra.coco.id.Id;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which findings are on which image and annotation: those that are kept, the first so many of each code. */
public final class GalleryFindings {
    /** No finding at all. */
    public static final GalleryFindings NONE = new GalleryFindings(List.of());

    private static final int[] NOTHING = {};

    private final List<String> codes;
    private final Map<Id, int[]> images = new HashMap<>();
    private final Map<Id, int[]> annotations = new HashMap<>();

    private GalleryFindings(List<String> codes) {
        this.codes = codes;
    }

    static GalleryFindings of(Findings findings) {
        List<Code> found = findings.codes().stream()
                .filter(code -> findings.of(code).stream()
                        .anyMatch(finding -> finding.place().image() != null))
                .toList();
        GalleryFindings all = new GalleryFindings(found.stream().map(Code::name).toList());
        for (int code = 0; code < found.size(); code++) {
            for (Finding finding : findings.of(found.get(code))) {
                add(all.images, finding.place().image(), code);
                add(all.annotations, finding.place().annotation(), code);
            }
        }
        return all;
    }

    private static void add(Map<Id, int[]> codes, Id id, int code) {
        if (id != null) {
            codes.merge(id, new int[] {code}, GalleryFindings::union);
        }
    }

    private static int[] union(int[] some, int[] more) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int one : some) {
            all.add(one);
        }
        for (int one : more) {
            all.add(one);
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The codes that are on images, the worst first. */
    public List<String> codes() {
        return codes;
    }

    /** Indices of the codes that were found on an image and its annotations. */
    int[] ofImage(Id image) {
        return images.getOrDefault(image, NOTHING);
    }

    int[] ofAnnotation(Id annotation) {
        return annotations.getOrDefault(annotation, NOTHING);
    }
}
