package dev.copra.shape;

import dev.copra.mask.Bars;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Traces masks into rings that run along pixel edges and that pycocotools rasterises to the very same mask, whatever the
 * mask: one ring for each part that is connected by pixel edges, clockwise on the screen, without collinear vertices,
 * in the order of the parts' first pixels. A hole is joined to its ring by a keyhole, a corridor of no width along pixel
 * edges; what lies inside a hole is a part of its own.
 *
 * <p>Why it is exact: on integer coordinates the rule of {@link PolygonRasterizer} toggles, for each unit of a horizontal
 * edge, the pixels below it, and ignores vertical edges. The rings contain each horizontal edge of the mask's outline
 * exactly once and no other, as the corridors are vertical.
 *
 * <p>The outline is a set of horizontal edges, two for each bar of the mask ({@link Bars}), each of which has one
 * successor: the edge where one arrives by following the outline, the mask to the right, up or down a pixel edge. Where
 * two pixels touch by a corner only, the outline stays with its pixel. Time and memory are linear in the number of runs.
 */
public final class MaskTracer {
    private final Bars bars;

    /** Edge 2 * bar is the bar's top, from left to right, 2 * bar + 1 its bottom, from right to left. */
    private final int[] next;

    private MaskTracer(Bars bars) {
        this.bars = bars;
        this.next = new int[2 * bars.size()];
    }

    /**
     * The rings of a mask, each x0, y0, x1, y1, ... with at least four vertices; none for an empty mask.
     */
    public static List<double[]> trace(Rle mask) {
        MaskTracer tracer = new MaskTracer(Bars.of(mask));
        tracer.linkEdges();
        tracer.joinHoles();
        return tracer.rings();
    }

    private static int top(int bar) {
        return 2 * bar;
    }

    private static int bottom(int bar) {
        return 2 * bar + 1;
    }

    private void linkEdges() {
        int previous = 0;
        int previousEnd = 0;
        for (int first = 0; first < bars.size(); ) {
            int end = bars.nextColumn(first);
            if (previousEnd > 0 && bars.right(previous) == bars.left(first)) {
                linkTops(previous, previousEnd, first, end);
                linkBottoms(first, end, previous, previousEnd);
            } else {
                linkTops(previous, previousEnd, 0, 0);
                linkBottoms(first, end, 0, 0);
            }
            previous = first;
            previousEnd = end;
            first = end;
        }
        linkTops(previous, previousEnd, 0, 0);
    }

    /** Links the tops of one column's bars, given the bars of the column to the right. */
    private void linkTops(int from, int to, int rightFrom, int rightTo) {
        int right = rightFrom;
        for (int bar = from; bar < to; bar++) {
            while (right < rightTo && bars.bottom(right) <= bars.top(bar)) {
                right++;
            }
            int edge = bottom(bar);
            if (right < rightTo && bars.top(right) < bars.bottom(bar)) {
                // the way up ends at the right bar's top or below the bar above
                boolean under = bar > from && bars.bottom(bar - 1) > bars.top(right);
                edge = under ? bottom(bar - 1) : top(right);
            }
            next[top(bar)] = edge;
        }
    }

    /** Links the bottoms of one column's bars, given the bars of the column to the left: the same, turned round. */
    private void linkBottoms(int from, int to, int leftFrom, int leftTo) {
        int left = leftTo - 1;
        for (int bar = to - 1; bar >= from; bar--) {
            while (left >= leftFrom && bars.top(left) >= bars.bottom(bar)) {
                left--;
            }
            int edge = top(bar);
            if (left >= leftFrom && bars.bottom(left) > bars.top(bar)) {
                boolean above = bar + 1 < to && bars.top(bar + 1) < bars.bottom(left);
                edge = above ? top(bar + 1) : bottom(left);
            }
            next[bottom(bar)] = edge;
        }
    }

    /**
     * Joins each hole to the outline above it. A hole's highest edge is the bottom of a bar, and that bar's top belongs to an
     * outline that reaches higher, so that following holes upwards ends at an outer ring. The corridor goes along the
     * bar's left side: where the outline arrived at the bar's top it now goes round the hole first.
     */
    private void joinHoles() {
        int[] previous = new int[next.length];
        for (int edge = 0; edge < next.length; edge++) {
            previous[next[edge]] = edge;
        }
        for (int bottom : highestEdgesOfHoles()) {
            int top = bottom - 1;
            int arrival = previous[top];
            int departure = next[bottom];
            next[arrival] = departure;
            previous[departure] = arrival;
            next[bottom] = top;
            previous[top] = bottom;
        }
    }

    /** An outline is a hole's if the mask is above its highest edge. */
    private int[] highestEdgesOfHoles() {
        boolean[] seen = new boolean[next.length];
        int[] holes = new int[8];
        int size = 0;
        for (int start = 0; start < next.length; start++) {
            if (seen[start]) {
                continue;
            }
            int highest = start;
            for (int edge = start; !seen[edge]; edge = next[edge]) {
                seen[edge] = true;
                if (row(edge) < row(highest)) {
                    highest = edge;
                }
            }
            if (highest % 2 == 1) {
                if (size == holes.length) {
                    holes = Arrays.copyOf(holes, 2 * size);
                }
                holes[size++] = highest;
            }
        }
        return Arrays.copyOf(holes, size);
    }

    private List<double[]> rings() {
        List<double[]> rings = new ArrayList<>();
        boolean[] seen = new boolean[next.length];
        double[] ring = new double[64];
        for (int start = 0; start < next.length; start++) {
            // the last vertex, the corner above the part's first pixel, is to become the first one
            int size = 2;
            for (int edge = start; !seen[edge]; edge = next[edge]) {
                seen[edge] = true;
                int successor = next[edge];
                if (row(edge) == row(successor)) {
                    continue;
                }
                if (size + 4 > ring.length) {
                    ring = Arrays.copyOf(ring, 2 * ring.length);
                }
                int x = endColumn(edge);
                ring[size++] = x;
                ring[size++] = row(edge);
                ring[size++] = x;
                ring[size++] = row(successor);
            }
            if (size > 2) {
                ring[0] = ring[size - 2];
                ring[1] = ring[size - 1];
                rings.add(Arrays.copyOf(ring, size - 2));
            }
        }
        return rings;
    }

    private int row(int edge) {
        return edge % 2 == 0 ? bars.top(edge / 2) : bars.bottom(edge / 2);
    }

    private int endColumn(int edge) {
        return edge % 2 == 0 ? bars.right(edge / 2) : bars.left(edge / 2);
    }
}
