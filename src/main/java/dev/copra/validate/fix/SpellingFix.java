package dev.copra.validate.fix;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.Segmentation;
import dev.copra.coco.Spelling;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Rle;
import dev.copra.validate.check.annotation.SpellingChecks;
import dev.copra.validate.finding.Code;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/** Writes values as COCO writes them that are written otherwise. The values stay the same. */
final class SpellingFix {
    private SpellingFix() {}

    /** @param edit receives the members whose spelling is to be repaired */
    static void fix(CocoRecord record, Predicate<Code> wanted, Edit.Builder edit) {
        for (String member : SpellingChecks.MEMBERS) {
            Set<Spelling> spellings = SpellingChecks.spellings(record, member);
            boolean all = spellings.stream().allMatch(spelling -> wanted.test(SpellingChecks.code(spelling)));
            byte[] json = spellings.isEmpty() || !all ? null : written(record, member);
            if (json != null) {
                edit.set(member, json);
            }
        }
    }

    private static byte[] written(CocoRecord record, String member) {
        try {
            Object value = SpellingChecks.read(record.detach(), member);
            if (value instanceof double[] numbers) {
                return Arrays.stream(numbers).allMatch(Double::isFinite)
                        ? SegmentationWriter.numbers(numbers, record)
                        : null;
            }
            return value instanceof Segmentation segmentation
                    ? segmentation(segmentation, record)
                    : SegmentationWriter.number((Double) value);
        } catch (AnnotationException e) {
            // an RLE that is malformed besides
            return null;
        }
    }

    /** A segmentation as COCO writes it. @throws AnnotationException if it is a malformed RLE */
    static byte[] segmentation(Segmentation segmentation, CocoRecord record) throws AnnotationException {
        if (segmentation instanceof Segmentation.Polygons polygons) {
            return SegmentationWriter.rings(polygons.rings(), record);
        }
        Rle mask = SegmentationRasterizer.rle(segmentation, record);
        return mask == null
                ? null
                : segmentation instanceof Segmentation.CompressedRle
                        ? SegmentationWriter.rle(mask, record)
                        : SegmentationWriter.counts(mask, record);
    }
}
