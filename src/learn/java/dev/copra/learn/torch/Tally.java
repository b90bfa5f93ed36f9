package dev.copra.learn.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sums losses by their names over an epoch. */
final class Tally {
    private record Sum(double sum, double count) {}

    private final Map<String, Sum> sums = new LinkedHashMap<>();
    private long boxes;

    void add(String name, double sum, double count) {
        sums.merge(name, new Sum(sum, count), (a, b) -> new Sum(a.sum() + b.sum(), a.count() + b.count()));
    }

    void addBoxes(int count) {
        boxes += count;
    }

    long boxes() {
        return boxes;
    }

    double count(String name) {
        return sums.get(name).count();
    }

    /** The means by name, in the order in which losses were first added. */
    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum.sum() / sum.count()));
        return means;
    }
}
