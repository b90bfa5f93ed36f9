package dev.copra.validate.check;

import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.dialect.Exporter;
import dev.copra.validate.check.annotation.BoxChecks;
import dev.copra.validate.check.annotation.KeypointChecks;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.annotation.ResultChecks;
import dev.copra.validate.check.annotation.SegmentationChecks;
import dev.copra.validate.check.document.DocumentChecks;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.check.image.FileNameChecks;
import dev.copra.validate.check.image.ImageChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import java.util.List;
import java.util.Map;

/**
 * What follows from a document's dialect once it is known: what its records do without by design is no finding, and what of it
 * is not checked is said in one line.
 */
public final class DialectChecks {
    static final Code FOREIGN = Code.error(
                    "document-foreign",
                    "a file of another format",
                    "It is JSON, but not in COCO's layout: nothing in it can be checked. 'copra formats' lists what Copra"
                            + " converts to COCO; many programs export COCO themselves.")
            .ofTheFile();
    static final Code UNCHECKED = Code.info(
                    "document-unchecked",
                    "a part of the file that is not checked",
                    "Copra knows what the part is, but not its rules: what is wrong in it is not found.")
            .ofTheFile();
    static final Code EXPORTER_PATHS = Code.info(
                    "file-name-exporter",
                    "file names that are paths of the program which wrote them",
                    "Label Studio writes where its server keeps an image. Copra finds the file by the last part of the name;"
                            + " other readers need the folder of the image in its place.")
            .ofTheFile();
    static final Code AREA_NONE = Code.info(
                    "area-none",
                    "a file of keypoints in which no annotation has an area",
                    "So it is in AI Challenger and others: xtcocotools evaluates them with use_area=False. pycocotools' COCOeval"
                            + " ends with a KeyError.")
            .ofTheFile();

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(FOREIGN, UNCHECKED, EXPORTER_PATHS, AREA_NONE);

    /** What is found where a record has not what COCO's own have, by what {@link Dialect#doesWithout} calls it. */
    private static final Map<String, List<Code>> LACKS = Map.ofEntries(
            Map.entry("images", List.of(DocumentChecks.IMAGES_MISSING)),
            Map.entry("annotations", List.of(DocumentChecks.ANNOTATIONS_MISSING)),
            Map.entry("image_id", List.of(ReferenceChecks.IMAGE_MISSING)),
            Map.entry("category_id", List.of(ReferenceChecks.CATEGORY_MISSING, DocumentChecks.CATEGORIES_MISSING)),
            Map.entry("iscrowd", List.of(ReferenceChecks.CROWD_MISSING)),
            Map.entry("bbox", List.of(BoxChecks.MISSING)),
            Map.entry("area", List.of(MaskChecks.AREA_MISSING)),
            Map.entry(
                    "segmentation",
                    List.of(SegmentationChecks.MISSING, SegmentationChecks.EMPTY, SegmentationChecks.NONE)),
            Map.entry("num_keypoints", List.of(KeypointChecks.NUMBER_MISSING)),
            Map.entry("score", List.of(ResultChecks.SCORE_MISSING)),
            Map.entry("score-range", List.of(ResultChecks.SCORE_RANGE)),
            Map.entry("keypoint-names", List.of(KeypointChecks.COUNT)),
            Map.entry("size", List.of(ImageChecks.SIZE_MISSING)),
            Map.entry(
                    "numeric-id",
                    List.of(
                            IdChecks.IMAGES.string(),
                            IdChecks.CATEGORIES.string(),
                            IdChecks.ANNOTATIONS.string(),
                            IdChecks.ANNOTATIONS.zero())));

    private DialectChecks() {}

    /** Called when all else was found. */
    public static void finish(Dialect dialect, Exporter exporter, boolean tracks, long annotations, Findings findings) {
        if (!dialect.isHandled()) {
            findings.withdrawAll();
            report(
                    findings,
                    FOREIGN,
                    "this is " + dialect.text()
                            + ", not a COCO file; 'copra formats' lists what can be converted to one");
            return;
        }
        LACKS.forEach((member, codes) -> {
            if (dialect.doesWithout(member)) {
                codes.forEach(findings::withdraw);
            }
        });
        if (dialect == Dialect.KEYPOINTS && findings.count(MaskChecks.AREA_MISSING) == annotations && annotations > 0) {
            findings.leaveOut(MaskChecks.AREA_MISSING);
            report(findings, AREA_NONE, "no annotation has an area; evaluate with areas taken from the boxes");
        }
        if (tracks || dialect.isVideo()) {
            report(
                    findings,
                    UNCHECKED,
                    dialect.text() + ": tracks are not checked, only what each annotation says by itself");
        }
        if (exporter == Exporter.LABEL_STUDIO) {
            long paths = findings.count(FileNameChecks.ABSOLUTE) + findings.count(FileNameChecks.ESCAPES);
            findings.withdraw(FileNameChecks.ABSOLUTE);
            findings.withdraw(FileNameChecks.ESCAPES);
            if (paths > 0) {
                report(
                        findings,
                        EXPORTER_PATHS,
                        (paths == 1 ? "1 file_name is a path" : paths + " file_names are paths")
                                + " of Label Studio's storage; images are found by the last part of the name");
            }
        }
    }

    private static void report(Findings findings, Code code, String message) {
        findings.add(new Finding(code, message, Place.DOCUMENT));
    }
}
