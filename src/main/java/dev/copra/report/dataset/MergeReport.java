package dev.copra.report.dataset;

import dev.copra.coco.Section;
import dev.copra.dataset.ImageCopies;
import dev.copra.dataset.merge.MergeOptions;
import dev.copra.dataset.merge.MergeTally;
import dev.copra.io.Remedy;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What became of documents that were merged. */
public final class MergeReport {
    private MergeReport() {}

    /** @param copies one for each document, or null */
    public static Summary of(
            int files, MergeTally tally, MergeOptions options, List<ImageCopies> copies, Map<String, Long> rejected) {
        Summary summary = new Summary()
                .add("files", files)
                .add("images", tally.images())
                .add("annotations", tally.annotations())
                .add("categories", tally.categories())
                .line(Summary.count(files, "file") + ": " + Summary.count(tally.images(), "image") + ", "
                        + Summary.count(tally.annotations(), "annotation") + ", "
                        + Summary.count(tally.categories(), "category", "categories"));
        count(
                summary,
                "categories_added",
                tally.addedCategories(),
                "category",
                "categories",
                "added to those of the first file");
        count(
                summary,
                "categories_renumbered",
                tally.renumberedCategories(),
                "added category",
                "added categories",
                "with a new id, because theirs was taken");
        count(
                summary,
                "categories_differing",
                tally.differingCategories(),
                "category",
                "categories",
                "not the same in all files: the first one stays");
        count(
                summary,
                "licenses_added",
                tally.addedLicenses(),
                "licence",
                "licences",
                "added to those of the first file");
        count(
                summary,
                "images_in_several_files",
                tally.duplicateImages(),
                "image",
                "images",
                duplicates(options.duplicates()),
                options.duplicates() == MergeOptions.Duplicates.KEEP_ALL ? Remedy.UNITE : null);
        count(
                summary,
                "images_with_equal_names",
                tally.namesakes(),
                "image",
                "images",
                "with the file name of another one, but of another size");
        count(
                summary,
                "images_of_other_files",
                tally.borrowedImages(),
                "image",
                "images",
                "listed in another file than that of an annotation");
        count(
                summary,
                "annotations_dropped",
                tally.annotationsOfDuplicates(),
                "annotation",
                "annotations",
                "dropped with an image of a later file");
        count(
                summary,
                "annotations_united",
                tally.duplicateAnnotations(),
                "annotation",
                "annotations",
                "dropped, because an earlier file has the object already");
        count(summary, "image_ids_changed", tally.imageIds(), "image", "images", "with a new id");
        count(summary, "annotation_ids_changed", tally.annotationIds(), "annotation", "annotations", "with a new id");
        count(summary, "file_names_changed", tally.fileNames(), "image", "images", "with a new file name");
        summary.add("ordered_by_id", tally.byId().stream().map(Section::member).toList());
        tally.byId().forEach(list -> summary.line(list.member() + " in the order of their ids"));
        long copied = copies == null
                ? 0
                : new HashSet<>(copies).stream().mapToLong(ImageCopies::copied).sum();
        summary.add("images_copied", copied);
        if (copies != null) {
            summary.line(Summary.count(copied, "image") + " copied");
        }
        summary.add("rejected", rejected);
        return SummaryLines.rejected(
                summary, rejected.values().stream().mapToLong(Long::longValue).sum());
    }

    private static String duplicates(MergeOptions.Duplicates policy) {
        return switch (policy) {
            case KEEP_ALL -> "in several files, each kept";
            case KEEP_FIRST -> "in several files: the first one was kept";
            case UNION -> "in several files: united";
            case ERROR -> "in several files";
        };
    }

    private static void count(Summary summary, String name, long count, String one, String several, String text) {
        count(summary, name, count, one, several, text, null);
    }

    private static void count(
            Summary summary, String name, long count, String one, String several, String text, Remedy remedy) {
        summary.add(name, count);
        if (count > 0) {
            summary.line(Summary.count(count, one, several) + " " + text, remedy);
        }
    }
}
