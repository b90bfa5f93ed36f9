package dev.copra.dataset.select;

import dev.copra.collect.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Divides images, or groups of images that stay together, into parts, so that each part has its share of every label: iterative
 * stratification (Sechidis, Tsoumakas, Vlahavas: On the stratification of multi-label data, ECML PKDD 2011). The label with the
 * fewest images that have no part yet comes next; each of its images goes to the part that lacks most of that label, then to the
 * one that lacks most images, then by chance. Unlike there, a part that has its images gets no more as long as another one lacks some.
 */
final class Stratification {
    /** No part yet. */
    static final int FREE = -1;

    private final LabelLists units;
    private final int[] weights;
    private final SplitMix64 random;
    private final int parts;
    private final boolean alike;
    private final int[] partOf;
    /** How many images each part still lacks. */
    private final double[] lacking;
    /** How many images with a label each part still lacks: of label l and part p at l * parts + p. */
    private final double[] lackingOf;
    /** Units of each label that have no part yet. */
    private final int[] left;

    private final LabelLists.ByLabel byLabel;

    /**
     * @param weights how many images each unit is
     * @param shares of all images, which add up to 1
     */
    Stratification(LabelLists units, int[] weights, double[] shares, SplitMix64 random) {
        this.units = units;
        this.weights = weights;
        this.random = random;
        parts = shares.length;
        alike = IntStream.of(weights).allMatch(weight -> weight == 1);
        partOf = new int[units.size()];
        Arrays.fill(partOf, FREE);
        byLabel = units.byLabel();
        long all = IntStream.of(weights).asLongStream().sum();
        lacking = Arrays.stream(shares).map(share -> share * all).toArray();
        left = new int[units.labelCount()];
        int[] images = new int[units.labelCount()];
        for (int i = 0; i < units.from(units.size()); i++) {
            images[units.label(i)]++;
        }
        lackingOf = new double[units.labelCount() * parts];
        for (int label = 0; label < units.labelCount(); label++) {
            left[label] = byLabel.count(label);
            for (int part = 0; part < parts; part++) {
                lackingOf[label * parts + part] = images[label] * shares[part];
            }
        }
    }

    /** Puts a unit into a part. */
    void put(int unit, int part) {
        partOf[unit] = part;
        lacking[part] -= weights[unit];
        for (int i = units.from(unit); i < units.from(unit + 1); i++) {
            int label = units.label(i);
            lackingOf[label * parts + part]--;
            left[label] -= i == units.from(unit) || units.label(i - 1) != label ? 1 : 0;
        }
    }

    /** Puts all other units into parts. @return the part of each unit */
    int[] run() {
        int[] labels = IntStream.range(0, units.labelCount()).toArray();
        for (int active = labels.length; active > 0; ) {
            int next = -1;
            int kept = 0;
            for (int i = 0; i < active; i++) {
                int label = labels[i];
                if (left[label] > 0) {
                    labels[kept++] = label;
                    next = next < 0 || left[label] < left[next] ? label : next;
                }
            }
            active = kept;
            if (next >= 0) {
                putAll(next);
            }
        }
        return partOf;
    }

    private void putAll(int label) {
        int[] free = Arrays.stream(byLabel.of(label))
                .filter(unit -> partOf[unit] == FREE)
                .toArray();
        random.shuffle(free);
        // what is large must find its place before it is too late
        int[] ordered = alike
                ? free
                : Arrays.stream(free)
                        .boxed()
                        .sorted((a, b) -> Integer.compare(weights[b], weights[a]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int unit : ordered) {
            put(unit, best(unit, label));
        }
    }

    private int best(int unit, int label) {
        double room = weights[unit] / 2.0;
        boolean anyRoom = Arrays.stream(lacking).anyMatch(images -> images >= room);
        int best = -1;
        int ties = 1;
        for (int part = 0; part < parts; part++) {
            if (anyRoom && lacking[part] < room) {
                continue;
            }
            int order = best < 0 ? 1 : compare(part, best, label, anyRoom);
            if (order > 0) {
                best = part;
                ties = 1;
            } else if (order == 0 && random.below(++ties) == 0) {
                best = part;
            }
        }
        return best;
    }

    private int compare(int a, int b, int label, boolean anyRoom) {
        int byLabelled = anyRoom ? Double.compare(lackingOf[label * parts + a], lackingOf[label * parts + b]) : 0;
        return byLabelled != 0 ? byLabelled : Double.compare(lacking[a], lacking[b]);
    }
}
