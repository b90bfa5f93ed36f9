package dev.copra.evaluate.match;

import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.rules.AreaRange;
import java.util.List;

/**
 * How many truths of a category count in each image that has some of it.
 *
 * @param image ranks of these images, ascending
 * @param counts by range of area: the number in each of them
 */
public record TruthCounts(int[] image, int[][] counts) {

    static TruthCounts of(Grouping truths, Instances known, List<AreaRange> areas, int category) {
        int from = truths.starts()[category];
        int to = truths.starts()[category + 1];
        int images = 0;
        for (int g = from; g < to; g = truths.endOfImage(g, truths.image()[g])) {
            images++;
        }
        TruthCounts all = new TruthCounts(new int[images], new int[areas.size()][images]);
        int at = -1;
        for (int g = from; g < to; g++) {
            if (g == from || truths.image()[g] != truths.image()[g - 1]) {
                all.image[++at] = truths.image()[g];
            }
            int truth = truths.order()[g];
            for (int a = 0; a < areas.size(); a++) {
                all.counts[a][at] += counts(known, truth, areas.get(a)) ? 1 : 0;
            }
        }
        return all;
    }

    /** Whether a truth is to be found in a range of areas. */
    static boolean counts(Instances known, int truth, AreaRange area) {
        return !known.ignore[truth] && !area.excludes(known.area[truth]);
    }
}
