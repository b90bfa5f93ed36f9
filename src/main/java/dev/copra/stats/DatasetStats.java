package dev.copra.stats;

import dev.copra.coco.id.Id;
import java.util.List;

/**
 * What is in a data set. Instances are annotations, or segments of panoptic ones, that are no crowd regions; all figures are of
 * instances unless they say otherwise. Lengths are in pixels. What there is nothing to measure of is null.
 *
 * @param all the instances of all categories, and those without one
 * @param categories in the order of their ids: those that are declared, and those that only annotations name
 * @param seenTogether pairs of categories in one image, those of most images first
 * @param keypoints of the categories that have any
 */
public record DatasetStats(
        Images images,
        Objects all,
        Imbalance imbalance,
        List<Category> categories,
        List<Pair> seenTogether,
        CentreMap centres,
        List<Keypoints> keypoints) {

    /**
     * The images of a data set: those that it lists, or if it lists none, those that annotations name.
     *
     * @param annotated those on which there is an annotation
     * @param unlisted those that only annotations name, where there is a list
     * @param sized those whose width and height are known
     * @param aspect width over height
     * @param sizes how many different ones there are
     * @param mostFrequent the ten most frequent sizes
     * @param instances how many an image has
     * @param instancesHistogram images with 0, 1, 2, ... instances, the last one with 100 or more
     * @param categories how many an image has
     */
    public record Images(
            long count,
            long annotated,
            long unlisted,
            long sized,
            Quantiles width,
            Quantiles height,
            Quantiles aspect,
            long sizes,
            List<Size> mostFrequent,
            Quantiles instances,
            long[] instancesHistogram,
            Quantiles categories) {}

    /** Images of one size. */
    public record Size(int width, int height, long images) {}

    /**
     * The objects of a category, or of all.
     *
     * @param crowds crowd regions, which are measured nowhere
     * @param images on which there is an instance or a crowd region
     * @param small instances whose area is below 32 * 32
     * @param medium instances whose area is from there and below 96 * 96
     * @param large instances whose area is from there
     * @param area the member {@code area}; else the box's; else the mask's
     * @param side the root of width times height of the box; an annotation without a box has its mask's
     * @param aspect the box's width over its height
     * @param within best IoU of the box with that of another instance of the same category in the image
     * @param across best IoU of the box with that of an instance of another category in the image
     */
    public record Objects(
            long instances,
            long crowds,
            long images,
            long small,
            long medium,
            long large,
            Quantiles area,
            Quantiles side,
            Quantiles aspect,
            Histogram sideHistogram,
            Histogram aspectHistogram,
            Masks masks,
            BestOverlap within,
            BestOverlap across) {}

    /**
     * Masks by their pixels.
     *
     * @param polygons masks that are polygons; others are RLEs
     * @param severalParts masks of more than one part
     * @param withHoles masks with a hole
     * @param parts that are connected by edges or corners
     * @param holes that are connected by edges
     * @param vertices of all polygons of a mask
     * @param fill the mask's pixels over the area of the box
     */
    public record Masks(
            long count,
            long polygons,
            long severalParts,
            long withHoles,
            Quantiles parts,
            Quantiles holes,
            Quantiles vertices,
            Quantiles fill) {}

    /**
     * How many instances have which best IoU.
     *
     * @param none those whose box meets no other, or that have no box
     * @param counts those above 0 in 20 bins of .05, the last one with 1
     */
    public record BestOverlap(long none, long[] counts) {
        /** How many have at least so much. @param bin the IoU times 20 */
        public long from(int bin) {
            long sum = 0;
            for (int i = bin; i < counts.length; i++) {
                sum += counts[i];
            }
            return sum;
        }
    }

    /** @param name null if the category is not declared or has none */
    public record Category(Id id, String name, Objects objects) {
        /** What to call it. */
        public String label() {
            return name == null ? "category " + id : name;
        }
    }

    /**
     * How unevenly the instances are divided among the categories. Categories without any are counted, and left out otherwise.
     *
     * @param used categories with instances
     * @param unused categories without
     * @param most the label of the category with the most instances
     * @param least the label of the category with the fewest
     * @param ratio of the two
     * @param evenness entropy of the shares over that of equal shares, from 0 to 1
     * @param effective e to the entropy: so many equally frequent categories would be as diverse
     * @param gini coefficient of the counts, 0 if all are equal
     */
    public record Imbalance(
            long used,
            long unused,
            String most,
            long mostInstances,
            String least,
            long leastInstances,
            double ratio,
            double evenness,
            double effective,
            double gini) {}

    /**
     * Two categories.
     *
     * @param images that have both
     * @param lift images over what would be expected if the two had nothing to do with each other
     */
    public record Pair(String first, String second, long images, double lift) {}

    /**
     * Where the centres of boxes lie.
     *
     * @param counted instances with a box on an image of known size; centres beyond its border count at the border
     * @param counts rows from the top, each from the left, as shares of the image's height and width
     */
    public record CentreMap(long counted, long[][] counts) {}

    /**
     * @param category its label
     * @param instances those with keypoints
     * @param labelled instances by their number of labelled keypoints, from 0
     */
    public record Keypoints(String category, long instances, List<Keypoint> points, long[] labelled) {}

    /** One keypoint: how many instances do not have it labelled (v = 0), have it occluded (v = 1), and visible (v = 2). */
    public record Keypoint(String name, long unlabelled, long occluded, long visible) {}
}
