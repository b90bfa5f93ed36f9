package dev.copra.report.stats;

import dev.copra.coco.CocoReader;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.dialect.Exporter;
import dev.copra.io.Remedy;
import dev.copra.report.Summary;
import dev.copra.stats.Contents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is in a document, as lines and as JSON. */
public final class ContentsReport {
    private static final int CATEGORIES_SHOWN = 20;

    private ContentsReport() {}

    /**
     * Reports the counts of a document.
     *
     * @param file its name
     * @param rejected bad records by code
     * @param all whether the text lists all categories, not just those with the most annotations
     */
    public static Summary of(
            String file, CocoReader.Summary read, Contents.Counts counts, Map<String, Long> rejected, boolean all) {
        Summary summary = new Summary();
        boolean readable = counts.dialect().isHandled();
        summary.add("file", file)
                .add(
                        "kind",
                        kind(read.kind()),
                        file + ": " + (readable ? description(read.kind()) : "JSON, but not COCO's"));
        dialect(summary, counts);
        if (read.kind() == DocumentKind.DATASET) {
            summary.add("images", counts.images(), "images        " + counts.images() + sizes(counts));
            summary.add("smallest_image", counts.leastSize()).add("largest_image", counts.mostSize());
        }
        summary.add(
                "annotations",
                counts.annotations(),
                "annotations   " + counts.annotations() + " on " + Summary.count(counts.annotatedImages(), "image"));
        summary.add("annotated_images", counts.annotatedImages());
        count(summary, "crowds", counts.crowds() == 1 ? "crowd region" : "crowd regions", counts.crowds());
        count(summary, "with_keypoints", "with keypoints", counts.withKeypoints());
        count(summary, "with_score", "with a score", counts.withScore());
        count(summary, "without_box", "without a box", counts.withoutBox());
        summary.add("segmentations", counts.segmentations());
        if (!counts.segmentations().isEmpty()) {
            StringBuilder line = new StringBuilder("masks         ");
            String separator = "";
            for (Map.Entry<String, Long> kind : counts.segmentations().entrySet()) {
                line.append(separator).append(kind.getKey()).append(' ').append(kind.getValue());
                separator = ", ";
            }
            summary.line(line.toString());
        }
        summary.add("nonfinite_numbers", read.nonFinite());
        if (read.nonFinite() > 0) {
            summary.line("not JSON      " + Summary.count(read.nonFinite(), "number") + ": NaN or Infinity");
        }
        summary.add("rejected", rejected);
        categories(summary, counts.categories(), all);
        return summary;
    }

    private static void dialect(Summary summary, Contents.Counts counts) {
        Exporter exporter = counts.exporter();
        summary.add("dialect", counts.dialect().id());
        if (counts.dialect() != Dialect.UNKNOWN || exporter != null) {
            summary.line("dialect       " + counts.dialect().text()
                    + (counts.dialect().isHandled() ? "" : ", not a COCO file")
                    + (exporter == null ? "" : ", written by " + exporter.text()));
        }
        summary.add("exporter", exporter == null ? null : exporter.id());
        summary.add("videos", counts.videos());
        if (counts.videos() > 0) {
            summary.line("videos        " + counts.videos());
        }
    }

    private static void count(Summary summary, String name, String words, long count) {
        summary.add(name, count);
        if (count > 0) {
            summary.line("              " + count + " " + words);
        }
    }

    private static void categories(Summary summary, List<Contents.CategoryCount> categories, boolean all) {
        summary.add("categories", categories, "categories    " + categories.size());
        List<Contents.CategoryCount> sorted = new ArrayList<>(categories);
        sorted.sort(new MostFirst());
        int shown = all ? sorted.size() : Math.min(sorted.size(), CATEGORIES_SHOWN);
        for (Contents.CategoryCount category : sorted.subList(0, shown)) {
            String count = Long.toString(category.annotations());
            summary.line(" ".repeat(Math.max(0, 12 - count.length())) + count + "  " + category.label());
        }
        if (shown < sorted.size()) {
            summary.line("         ...  " + (sorted.size() - shown) + " more", Remedy.ALL_CATEGORIES);
        }
    }

    private static String sizes(Contents.Counts counts) {
        if (counts.leastSize() == null) {
            return "";
        }
        String least = counts.leastSize()[0] + " x " + counts.leastSize()[1];
        String most = counts.mostSize()[0] + " x " + counts.mostSize()[1];
        return least.equals(most) ? ", " + least : ", " + least + " to " + most;
    }

    private static String kind(DocumentKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String description(DocumentKind kind) {
        return switch (kind) {
            case DATASET -> "a COCO data set";
            case RESULTS -> "a COCO results file";
            case LINES -> "annotations as JSON lines";
        };
    }

    /** A class, because comparators made of lambdas take longer to link than a short command may run. */
    private static final class MostFirst implements Comparator<Contents.CategoryCount> {
        @Override
        public int compare(Contents.CategoryCount a, Contents.CategoryCount b) {
            return Long.compare(b.annotations(), a.annotations());
        }
    }
}
