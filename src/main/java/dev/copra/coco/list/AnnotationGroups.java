package dev.copra.coco.list;

import java.util.Arrays;

/** Annotations by image, 8 bytes each. Annotations and images are numbered from 0, in the order of the document. */
public final class AnnotationGroups {
    /** Instead of an image: the annotation is in no group. */
    public static final int NONE = -1;

    /** By annotation. */
    private int[] image = new int[256];

    private int size;
    /** The annotations of image i lie in {@link #byImage} from start[i] to start[i + 1]. */
    private int[] start;

    private int[] byImage;

    /** How many annotations there are. */
    public int size() {
        return size;
    }

    /** Puts the next annotation to an image, or to {@link #NONE}. */
    public void add(int to) {
        if (size == image.length) {
            image = Arrays.copyOf(image, 2 * size);
        }
        image[size++] = to;
    }

    /** Puts an annotation that was added to another image. */
    public void set(int annotation, int to) {
        image[annotation] = to;
    }

    /** The image of an annotation, or {@link #NONE}. */
    public int imageOf(int annotation) {
        return annotation < size ? image[annotation] : NONE;
    }

    /** Makes the groups, once all annotations are there. */
    public void group(int images) {
        start = new int[images + 1];
        for (int a = 0; a < size; a++) {
            if (image[a] != NONE) {
                start[image[a] + 1]++;
            }
        }
        for (int i = 0; i < images; i++) {
            start[i + 1] += start[i];
        }
        byImage = new int[start[images]];
        int[] next = start.clone();
        for (int a = 0; a < size; a++) {
            if (image[a] != NONE) {
                byImage[next[image[a]]++] = a;
            }
        }
    }

    /** The annotations of an image, in the order of the document. */
    public int[] of(int imageAt) {
        return Arrays.copyOfRange(byImage, start[imageAt], start[imageAt + 1]);
    }
}
