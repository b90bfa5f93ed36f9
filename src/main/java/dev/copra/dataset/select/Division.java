package dev.copra.dataset.select;

import java.util.ArrayList;
import java.util.List;

/**
 * What a split has come to.
 *
 * @param partOf the part of each image, by slot
 * @param images how many images of the document each part has
 * @param annotations how many annotations each part has
 * @param groups how many groups of images that stay together there are
 * @param meanDeviation by how much the part of a category's images that is in a part differs from the part's share, on average over all
 *     categories and parts; from 0 to 1
 * @param worst where it differs most, or null if no image has an annotation
 * @param missing categories that have images, of which a part has none, by part
 */
public record Division(
        int[] partOf,
        long[] images,
        long[] annotations,
        int groups,
        double meanDeviation,
        Deviation worst,
        List<List<String>> missing) {
    /**
     * How many of a category's images a part has.
     *
     * @param category its name
     * @param part its position
     * @param images of the category in the part
     * @param of the category's images
     * @param deviation between the two, from 0 to 1
     */
    public record Deviation(String category, int part, int images, int of, double deviation) {}

    static Division of(Split split, Survey survey, LabelLists labels, int[] partOf, int groups) {
        int parts = split.parts().size();
        long[] images = new long[parts];
        for (int image = 0; image < partOf.length; image++) {
            images[partOf[image]] += survey.isListed(image) || survey.imageRecords() == 0 ? 1 : 0;
        }
        long[] annotations = new long[parts];
        for (int i = 0; i < survey.annotations(); i++) {
            annotations[survey.imageOf(i) < 0 ? 0 : partOf[survey.imageOf(i)]]++;
        }
        int[] of = new int[labels.labelCount() * parts];
        for (int image = 0; image < labels.size(); image++) {
            for (int i = labels.from(image); i < labels.from(image + 1); i++) {
                of[labels.label(i) * parts + partOf[image]]++;
            }
        }
        return deviations(split, survey, of, new Division(partOf, images, annotations, groups, 0, null, List.of()));
    }

    private static Division deviations(Split split, Survey survey, int[] of, Division division) {
        int parts = split.parts().size();
        List<List<String>> missing = new ArrayList<>();
        split.parts().forEach(part -> missing.add(new ArrayList<>()));
        double sum = 0;
        int counted = 0;
        Deviation worst = null;
        for (int category = 0; category < survey.categories().size(); category++) {
            int all = 0;
            for (int part = 0; part < parts; part++) {
                all += of[category * parts + part];
            }
            for (int part = 0; part < parts && all > 0; part++) {
                int has = of[category * parts + part];
                double deviation =
                        Math.abs((double) has / all - split.parts().get(part).share());
                sum += deviation;
                counted++;
                String name = survey.categories().label(category);
                if (worst == null || deviation > worst.deviation()) {
                    worst = new Deviation(name, part, has, all, deviation);
                }
                if (has == 0) {
                    missing.get(part).add(name);
                }
            }
        }
        return new Division(
                division.partOf,
                division.images,
                division.annotations,
                division.groups,
                counted == 0 ? 0 : sum / counted,
                worst,
                missing);
    }
}
