package dev.copra.stats;

import dev.copra.coco.id.Id;
import dev.copra.dataset.select.CategoryList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Makes the figures of what a collector has. Categories are counted by rank, which is the order of their ids. */
final class DatasetSumming {
    private static final double SMALL = 32 * 32;
    private static final double LARGE = 96 * 96;

    private final MeasuredImages images;
    private final CategoryList categories;
    private final ObjectTable objects;
    private final List<MaskTally> masks;
    private final List<KeypointTally> keypoints;
    /** Slots by rank; behind them, if they count, that of objects without a category: -1. */
    private final int[] slots;
    /** Ranks by slot, from slot -1 on; -1 for what does not count. */
    private final int[] ranks;
    /** How many of the ranks are categories. */
    private final int known;

    /** @param chosen the slots of the categories that count @param without whether objects without a category count */
    DatasetSumming(
            MeasuredImages images,
            CategoryList categories,
            ObjectTable objects,
            List<MaskTally> masks,
            List<KeypointTally> keypoints,
            BitSet chosen,
            boolean without) {
        this.images = images;
        this.categories = categories;
        this.objects = objects;
        this.masks = masks;
        this.keypoints = keypoints;
        List<Id> ids = chosen.stream().mapToObj(categories::id).sorted(Id.ORDER).toList();
        known = ids.size();
        slots = IntStream.concat(
                        ids.stream().mapToInt(categories::find), IntStream.of(without ? new int[] {-1} : new int[0]))
                .toArray();
        ranks = new int[categories.size() + 1];
        Arrays.fill(ranks, -1);
        for (int rank = 0; rank < slots.length; rank++) {
            ranks[slots[rank] + 1] = rank;
        }
    }

    private int rank(int at) {
        return ranks[objects.category(at) + 1];
    }

    DatasetProfile profile() {
        int[] byImage = byImage();
        ImageSumming scenes = new ImageSumming(images, objects, slots.length, known);
        for (int i = 0; i < byImage.length; i++) {
            scenes.add(byImage[i], rank(byImage[i]));
        }
        scenes.end();
        String[] labels = IntStream.range(0, known)
                .mapToObj(rank -> categories.label(slots[rank]))
                .toArray(String[]::new);

        ObjectSumming sums = new ObjectSumming(objects, slots.length, this::rank);
        List<DatasetStats.Category> each = new ArrayList<>();
        for (int rank = 0; rank < known; rank++) {
            each.add(new DatasetStats.Category(
                    categories.id(slots[rank]),
                    categories.name(slots[rank]),
                    objects(sums.of(rank), new int[] {rank}, scenes, scenes.imagesOf(rank))));
        }
        ObjectSumming.Values whole = sums.all();
        DatasetStats.Objects all =
                objects(whole, IntStream.range(0, slots.length).toArray(), scenes, scenes.imagesWithObjects());
        DatasetStats stats = new DatasetStats(
                scenes.images(),
                all,
                imbalance(each),
                each,
                scenes.pairs(labels),
                scenes.centres(),
                IntStream.range(0, known)
                        .filter(rank -> slots[rank] + 1 < keypoints.size())
                        .mapToObj(rank -> keypoints.get(slots[rank] + 1).result(labels[rank]))
                        .filter(Objects::nonNull)
                        .toList());
        return new DatasetProfile(
                stats,
                shares(each, all.instances()),
                whole.areas(),
                whole.sides(),
                whole.aspects(),
                scenes.crowding(),
                scenes.imageSides());
    }

    /** The objects that count in the order of their images, those without one first. */
    private int[] byImage() {
        int[] ends = new int[images.size() + 2];
        int size = 0;
        for (int i = 0; i < objects.size(); i++) {
            if (rank(i) >= 0) {
                ends[objects.image(i) + 2]++;
                size++;
            }
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] order = new int[size];
        for (int i = 0; i < objects.size(); i++) {
            if (rank(i) >= 0) {
                order[ends[objects.image(i) + 1]++] = i;
            }
        }
        return order;
    }

    private DatasetStats.Objects objects(ObjectSumming.Values values, int[] of, ImageSumming scenes, long withObjects) {
        MaskTally mask = new MaskTally();
        for (int rank : of) {
            if (slots[rank] + 1 < masks.size()) {
                mask.addAll(masks.get(slots[rank] + 1));
            }
        }
        double[] areas = values.areas();
        int small = below(areas, SMALL);
        int notLarge = below(areas, LARGE);
        return new DatasetStats.Objects(
                values.instances(),
                values.crowds(),
                withObjects,
                small,
                notLarge - small,
                areas.length - notLarge,
                quantiles(areas),
                quantiles(values.sides()),
                quantiles(values.aspects()),
                Histogram.of(values.sides(), Histogram.octaves(0, 12, 2)),
                Histogram.of(values.aspects(), Histogram.octaves(-4, 4, 4)),
                mask.result(quantiles(values.fills())),
                scenes.overlaps().within(of),
                scenes.overlaps().across(of));
    }

    private static Quantiles quantiles(double[] sorted) {
        return Quantiles.ofSorted(sorted, 0, sorted.length);
    }

    /** How many values are below a limit. */
    private static int below(double[] sorted, double limit) {
        int count = 0;
        while (count < sorted.length && sorted[count] < limit) {
            count++;
        }
        return count;
    }

    private static Map<String, Double> shares(List<DatasetStats.Category> each, long all) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (DatasetStats.Category category : each) {
            shares.merge(category.label(), category.objects().instances() / (double) all, Double::sum);
        }
        return shares;
    }

    /** @return null if no category has instances */
    private static DatasetStats.Imbalance imbalance(List<DatasetStats.Category> each) {
        List<DatasetStats.Category> used = each.stream()
                .filter(category -> category.objects().instances() > 0)
                .sorted(Comparator.comparingLong(category -> category.objects().instances()))
                .toList();
        if (used.isEmpty()) {
            return null;
        }
        long all = 0;
        double weighted = 0;
        for (int i = 0; i < used.size(); i++) {
            long count = used.get(i).objects().instances();
            all += count;
            weighted += (2.0 * (i + 1) - used.size() - 1) * count;
        }
        double entropy = 0;
        for (DatasetStats.Category category : used) {
            double share = category.objects().instances() / (double) all;
            entropy -= share * StrictMath.log(share);
        }
        DatasetStats.Category least = used.get(0);
        long mostCount = used.get(used.size() - 1).objects().instances();
        DatasetStats.Category most = used.stream()
                .filter(category -> category.objects().instances() == mostCount)
                .findFirst()
                .orElseThrow();
        return new DatasetStats.Imbalance(
                used.size(),
                each.size() - used.size(),
                most.label(),
                mostCount,
                least.label(),
                least.objects().instances(),
                mostCount / (double) least.objects().instances(),
                used.size() == 1 ? 1 : entropy / StrictMath.log(used.size()),
                StrictMath.exp(entropy),
                weighted / ((double) used.size() * all));
    }
}
