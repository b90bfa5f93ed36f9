package dev.copra.evaluate.figure;

import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import java.util.List;

/**
 * Precision at the recalls of the rules, and the recall reached, of every threshold, category, range of areas and number of detections; -1
 * where there is nothing to be found. What {@code COCOeval} keeps in {@code eval}. The precision of a number of detections
 * that no figure is made of is not kept.
 */
public final class Curves {
    final Rules rules;
    final List<Category> categories;
    private final double[][] precision;
    private final double[][] recall;

    /** @param categories in the order of their curves; one entry without a name if they are not told apart */
    public Curves(Rules rules, List<Category> categories) {
        this.rules = rules;
        this.categories = categories;
        int cells = rules.areas().size() * rules.maxDetections().length;
        precision = new double[cells][];
        recall = new double[cells][rules.iouThresholds().length * categories.size()];
        for (int a = 0; a < rules.areas().size(); a++) {
            for (int m = 0; m < rules.maxDetections().length; m++) {
                blank(recall[cell(a, m)]);
                if (keepsPrecision(m)) {
                    precision[cell(a, m)] =
                            new double[rules.iouThresholds().length * rules.recalls().length * categories.size()];
                    blank(precision[cell(a, m)]);
                }
            }
        }
    }

    /** The categories, in the order of their curves. */
    public List<Category> categories() {
        return categories;
    }

    /** Indices of all categories. */
    public int[] all() {
        int[] all = new int[categories.size()];
        for (int k = 0; k < all.length; k++) {
            all[k] = k;
        }
        return all;
    }

    /** Draws the curves of category k from its matches. Other threads may draw those of other categories. */
    public void draw(CategoryMatches matches, int k) {
        Accumulation.accumulate(matches, k, this);
    }

    /** Fills an array with -1 by copying, which needs no compiled code to be fast. */
    private static void blank(double[] cells) {
        if (cells.length > 0) {
            cells[0] = -1;
        }
        for (int done = 1; done < cells.length; done *= 2) {
            System.arraycopy(cells, 0, cells, done, Math.min(done, cells.length - done));
        }
    }

    /** Figures are made of the third number of detections, or the last, and one of them of 100. */
    boolean keepsPrecision(int m) {
        return m == rules.maxDetections().length - 1 || m == 2 || rules.maxDetections()[m] == 100;
    }

    private int cell(int area, int m) {
        return area * rules.maxDetections().length + m;
    }

    /** Precision at threshold t, recall r and category k: at {@code (t * recalls + r) * categories + k}. */
    public double[] precision(int area, int m) {
        return precision[cell(area, m)];
    }

    /** Recall at threshold t and category k: at {@code t * categories + k}. */
    double[] recall(int area, int m) {
        return recall[cell(area, m)];
    }
}
