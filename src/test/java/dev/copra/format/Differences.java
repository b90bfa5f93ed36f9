package dev.copra.format;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between a data set and what came back of it, counted as a ledger does. */
final class Differences {
    private final Map<Loss, Long> counts = new EnumMap<>(Loss.class);
    private final Catalog before;
    private final Catalog after;

    Differences(Catalog before, Catalog after) {
        this.before = before;
        this.after = after;
    }

    Map<Loss, Long> counts() {
        return counts;
    }

    private void count(Loss loss, boolean differs) {
        if (differs) {
            counts.merge(loss, 1L, Long::sum);
        }
    }

    /** @param back by file name */
    void compare(List<OddDataset.Entry> entries, Map<String, OddDataset.Entry> back) {
        Map<String, OddDataset.Entry> left = new LinkedHashMap<>(back);
        for (OddDataset.Entry entry : entries) {
            OddDataset.Entry found = left.remove(entry.image().fileName());
            if (found == null) {
                count(Loss.NEGATIVE, entry.instances().isEmpty());
                entry.instances().forEach(i -> count(Loss.INSTANCE, true));
                continue;
            }
            image(entry.image(), found.image());
            List<Instance> rest = new ArrayList<>(found.instances());
            for (Instance instance : entry.instances()) {
                Instance match = match(instance, rest, entry.image());
                count(Loss.INSTANCE, match == null);
                if (match != null) {
                    rest.remove(match);
                    instance(instance, match, entry.image());
                }
            }
            if (!rest.isEmpty()) {
                throw new AssertionError("came from nowhere: " + rest);
            }
        }
        if (!left.isEmpty()) {
            throw new AssertionError("images came from nowhere: " + left.keySet());
        }
    }

    private void image(DatasetImage a, DatasetImage b) {
        count(Loss.IMAGE_ID, a.id().present() && !a.id().equals(b.id()));
        count(Loss.SPLIT, !a.split().equals(b.split()));
        count(Loss.SIZE, a.width() != b.width() || a.height() != b.height());
        count(Loss.EXTRAS, !a.extras().equals(b.extras()));
    }

    /** The first of the category whose place is the same. */
    private Instance match(Instance instance, List<Instance> rest, DatasetImage image) {
        Instance best = null;
        double bestScore = 0.5;
        for (Instance candidate : rest) {
            if (name(before, instance).equals(name(after, candidate))) {
                double score = iou(instance.aroundInside(image), candidate.aroundInside(image))
                        + (instance.id().equals(candidate.id()) ? 1 : 0);
                if (score > bestScore) {
                    best = candidate;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    private static double iou(Box a, Box b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        double common = Math.max(0, width) * Math.max(0, height);
        return common / (a.width() * a.height() + b.width() * b.height() - common);
    }

    private static String name(Catalog catalog, Instance instance) {
        return instance.category() < 0
                ? ""
                : catalog.categories().get(instance.category()).name();
    }

    /** The pixels of an instance, or of its box. */
    private static Rle pixels(Instance instance, DatasetImage image) {
        return instance.region() != null
                ? Regions.mask(instance.region(), image.height(), image.width())
                : new TurnedBox(instance.box(), instance.rotation()).rasterize(image.height(), image.width());
    }

    private void instance(Instance a, Instance b, DatasetImage image) {
        count(Loss.INSTANCE_ID, a.id().present() && !a.id().equals(b.id()));
        count(Loss.CROWD, a.crowd() != b.crowd());
        count(Loss.SCORE, a.hasScore() != b.hasScore() || a.hasScore() && Math.abs(a.score() - b.score()) > 1e-9);
        count(Loss.TRACK, a.track().present() && !a.track().equals(b.track()));
        count(Loss.ATTRIBUTES, !a.attributes().equals(b.attributes()));
        count(Loss.EXTRAS, !a.extras().equals(b.extras()));
        keypoints(a.keypoints(), b.keypoints());
        count(Loss.ROTATION, a.rotation() != 0 && Math.abs(a.rotation() - b.rotation()) > 0.1 && b.region() == null);
        region(a, b, image);
        Box box = b.box() != null ? b.box() : b.region() == null ? null : Regions.bounds(b.region());
        count(Loss.BOX, a.box() != null && a.rotation() == 0 && !Losses.isNear(a.box(), box));
        double area = !Double.isNaN(b.area())
                ? b.area()
                : b.region() != null ? pixels(b, image).area() : box.width() * box.height();
        count(Loss.AREA, !Double.isNaN(a.area()) && Math.abs(a.area() - area) > Losses.TOLERANCE);
    }

    private void keypoints(double[] a, double[] b) {
        count(Loss.KEYPOINTS, a != null && b == null);
        if (a != null && b != null) {
            boolean near = a.length == b.length;
            for (int i = 0; near && i < a.length; i++) {
                near = Math.abs(a[i] - b[i]) <= Losses.TOLERANCE;
            }
            count(Loss.VISIBILITY, !near);
        }
        count(Loss.VISIBILITY, a == null && b != null);
    }

    private void region(Instance a, Instance b, DatasetImage image) {
        if (a.region() == null) {
            count(Loss.FILLED, b.region() != null);
            return;
        }
        if (b.region() == null) {
            count(Loss.MASK, true);
            return;
        }
        if (!pixels(a, image).equals(pixels(b, image))) {
            count(Loss.PIXELS, true);
            return;
        }
        count(
                Loss.OUTLINE,
                !(a.region() instanceof Region.Raster && b.region() instanceof Region.Raster)
                        && !(a.region() instanceof Region.Rings x
                                && b.region() instanceof Region.Rings y
                                && isNear(x.rings(), y.rings())));
    }

    private static boolean isNear(List<double[]> a, List<double[]> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int r = 0; r < a.size(); r++) {
            double[] x = a.get(r);
            double[] y = b.get(r);
            if (x.length != y.length) {
                return false;
            }
            double[] difference = new double[x.length];
            Arrays.setAll(difference, i -> Math.abs(x[i] - y[i]));
            if (Arrays.stream(difference).anyMatch(d -> d > Losses.TOLERANCE)) {
                return false;
            }
        }
        return true;
    }
}
