package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.dataset.tile.TileTally;
import dev.copra.dataset.tile.Untiling;
import dev.copra.io.Remedy;
import dev.copra.report.Summary;

/** What was cut into tiles, and what was put back. */
public final class TileReport {
    private TileReport() {}

    /** What was cut. @param minVisible the share below which parts were left out */
    public static Summary of(TileTally.Counts counts, double minVisible, Problems problems) {
        Summary summary = new Summary()
                .add("images", counts.images())
                .add("tiles", counts.tiles())
                .add("empty_tiles", counts.emptyTiles())
                .add("whole", counts.whole())
                .add("cut", counts.cut())
                .add("hidden", counts.hidden())
                .add("lost", counts.lost())
                .add("rejected", problems.counts());
        summary.line(Summary.count(counts.images(), "image") + " cut into " + Summary.count(counts.tiles(), "tile")
                + ", " + counts.emptyTiles() + " without an annotation");
        summary.line(Summary.count(counts.whole() + counts.cut(), "annotation") + ": " + counts.whole()
                + " of whole objects, " + counts.cut() + " of parts");
        if (counts.hidden() > 0) {
            summary.line(
                    Summary.count(counts.hidden(), "part") + " left out, of which less than " + minVisible
                            + " of the object is visible",
                    Remedy.LESS_VISIBLE);
        }
        if (counts.lost() > 0) {
            summary.line(Summary.count(counts.lost(), "object") + " lost: no tile shows enough of "
                    + (counts.lost() == 1 ? "it" : "them"));
        }
        return rejected(summary, problems);
    }

    /** What was put back. */
    public static Summary of(Untiling.Counts counts, Problems problems) {
        Summary summary = new Summary()
                .add("images", counts.images())
                .add("parts", counts.parts())
                .add("objects", counts.objects())
                .add("joined", counts.joined())
                .add("rejected", problems.counts());
        summary.line(Summary.count(counts.parts(), "annotation") + " of tiles became " + counts.objects() + " on "
                + Summary.count(counts.images(), "image") + ", " + counts.joined() + " of them of several parts");
        return rejected(summary, problems);
    }

    private static Summary rejected(Summary summary, Problems problems) {
        if (problems.total() > 0) {
            summary.line(Summary.count(problems.total(), "bad record") + " left out");
        }
        return summary;
    }
}
