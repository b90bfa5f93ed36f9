package dev.copra.mask;

import java.util.ArrayList;
import java.util.List;

/** Connected parts and holes, by joining bars that are neighbours. */
final class RleRegions {
    private RleRegions() {}

    static List<Rle> components(Rle mask, Connectivity connectivity) {
        Bars bars = Bars.of(mask);
        int[] component = label(bars, connectivity);
        int[] order = new int[bars.size()];
        int[] begins = sortByComponent(component, order);
        List<Rle> parts = new ArrayList<>(begins.length - 1);
        for (int part = 0; part + 1 < begins.length; part++) {
            parts.add(part(mask, bars, order, begins[part], begins[part + 1]));
        }
        return parts;
    }

    static Rle largestComponent(Rle mask, Connectivity connectivity) {
        Bars bars = Bars.of(mask);
        int[] component = label(bars, connectivity);
        int[] order = new int[bars.size()];
        int[] begins = sortByComponent(component, order);
        if (begins.length == 1) {
            return Rle.empty(mask.height(), mask.width());
        }
        int largest = 0;
        long largestArea = 0;
        for (int part = 0; part + 1 < begins.length; part++) {
            long area = 0;
            for (int i = begins[part]; i < begins[part + 1]; i++) {
                area += area(bars, order[i]);
            }
            if (area > largestArea) {
                largest = part;
                largestArea = area;
            }
        }
        return part(mask, bars, order, begins[largest], begins[largest + 1]);
    }

    static Rle fillHoles(Rle mask) {
        int height = mask.height();
        int width = mask.width();
        Bars bars = Bars.of(mask.complement());
        int[] component = label(bars, Connectivity.FOUR);
        boolean[] open = new boolean[bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            open[component[i]] |=
                    bars.left(i) == 0 || bars.right(i) == width || bars.top(i) == 0 || bars.bottom(i) == height;
        }
        RunBuilder outside = new RunBuilder(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            if (open[component[i]]) {
                append(outside, bars, i, height);
            }
        }
        return outside.build(height, width).complement();
    }

    private static Rle part(Rle mask, Bars bars, int[] order, int from, int to) {
        RunBuilder runs = new RunBuilder(to - from);
        for (int i = from; i < to; i++) {
            append(runs, bars, order[i], mask.height());
        }
        return runs.build(mask.height(), mask.width());
    }

    private static void append(RunBuilder runs, Bars bars, int bar, int height) {
        runs.append(bars.left(bar) * height + bars.top(bar), (bars.right(bar) - 1) * height + bars.bottom(bar));
    }

    private static long area(Bars bars, int bar) {
        return (long) (bars.right(bar) - bars.left(bar)) * (bars.bottom(bar) - bars.top(bar));
    }

    /** The component of each bar, numbered in the order of their first bars. */
    private static int[] label(Bars bars, Connectivity connectivity) {
        int reach = connectivity == Connectivity.EIGHT ? 1 : 0;
        int[] parent = new int[bars.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        int previous = 0;
        for (int first = 0; first < bars.size(); ) {
            int next = bars.nextColumn(first);
            if (first > 0 && bars.right(previous) == bars.left(first)) {
                int a = previous;
                int b = first;
                while (a < first && b < next) {
                    if (bars.top(a) < bars.bottom(b) + reach && bars.top(b) < bars.bottom(a) + reach) {
                        join(parent, a, b);
                    }
                    if (bars.bottom(a) < bars.bottom(b)) {
                        a++;
                    } else {
                        b++;
                    }
                }
            }
            previous = first;
            first = next;
        }
        int components = 0;
        for (int i = 0; i < parent.length; i++) {
            // the root is the first bar of its component, so it has its number already
            parent[i] = parent[i] == i ? components++ : parent[parent[i]];
        }
        return parent;
    }

    private static void join(int[] parent, int a, int b) {
        int rootA = root(parent, a);
        int rootB = root(parent, b);
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }

    private static int root(int[] parent, int bar) {
        int at = bar;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Fills order with the bars of component 0, then of component 1, ..., and returns where each begins. */
    private static int[] sortByComponent(int[] component, int[] order) {
        int components = 0;
        for (int c : component) {
            components = Math.max(components, c + 1);
        }
        int[] begins = new int[components + 1];
        for (int c : component) {
            begins[c + 1]++;
        }
        for (int c = 0; c < components; c++) {
            begins[c + 1] += begins[c];
        }
        int[] next = begins.clone();
        for (int i = 0; i < component.length; i++) {
            order[next[component[i]]++] = i;
        }
        return begins;
    }
}
