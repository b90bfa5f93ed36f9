package dev.copra.dataset;

import dev.copra.coco.AnnotationEditor;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.Segmentation;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes every mask of a document in one encoding, pixel for pixel the same mask. Touches no other member; what has the
 * encoding already keeps its bytes, so that doing it twice changes nothing.
 */
public final class Reencoding implements CocoVisitor {
    private final MaskEncoder encoder;
    private final ImageSizes sizes;
    private final ProblemSink problems;
    private final Editing one;
    private long changed;
    private long kept;
    private long without;
    private long empty;
    private final AnnotationEditor.Answer keep = new AnnotationEditor.Answer(Edit.KEEP, () -> kept++);
    private final AnnotationEditor.Answer keepWithout = new AnnotationEditor.Answer(Edit.KEEP, () -> without++);
    private final AnnotationEditor.Answer keepEmpty = new AnnotationEditor.Answer(Edit.KEEP, () -> empty++);

    /** @param sizes may know images already that the document does not list */
    public Reencoding(MaskEncoder encoder, ImageSizes sizes, ProblemSink problems) {
        this.encoder = encoder;
        this.sizes = sizes;
        this.problems = problems;
        one = new Editing(encoder);
    }

    /**
     * What was done.
     *
     * @param changed masks written anew
     * @param kept masks that had the encoding already
     * @param empty masks without a pixel, which stay RLE where polygons were wanted
     * @param without annotations without a mask
     */
    public record Tally(long changed, long kept, long empty, long without) {}

    /** What was done so far. */
    public Tally tally() {
        return new Tally(changed, kept, empty, without);
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return EnumSet.of(Section.IMAGES);
    }

    @Override
    public void learn(CocoRecord image) throws AnnotationException {
        sizes.add(image);
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        return one.answer(annotation).take();
    }

    @Override
    public AnnotationEditor editor() {
        return encoder.simplifies() ? null : new Editing(encoder.forThread());
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    private AnnotationEditor.Answer change(byte[] segmentation) {
        return new AnnotationEditor.Answer(
                Edit.builder().set("segmentation", segmentation).build(), () -> changed++);
    }

    /** Encodes masks in one thread. */
    private final class Editing implements AnnotationEditor {
        private final MaskEncoder own;
        private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

        Editing(MaskEncoder own) {
            this.own = own;
        }

        @Override
        public Answer answer(CocoRecord annotation) throws AnnotationException {
            if (own.encoding() == Encoding.RLE && annotation.isPlainRle()) {
                return keep;
            }
            Segmentation segmentation = annotation.segmentation();
            if (segmentation instanceof Segmentation.None) {
                return keepWithout;
            }
            if (own.encoding().isOf(segmentation) && !annotation.isLoose()) {
                check(segmentation, annotation);
                return keep;
            }
            if (own.encoding() == Encoding.POLYGON && segmentation instanceof Segmentation.Polygons flat) {
                return change(SegmentationWriter.rings(flat.rings(), annotation));
            }
            Rle mask = mask(segmentation, annotation);
            if (mask.isEmpty() && own.encoding() == Encoding.POLYGON) {
                return keepEmpty;
            }
            return change(own.encode(mask, annotation));
        }

        /** What is kept must be a mask, too. */
        private void check(Segmentation segmentation, CocoRecord annotation) throws AnnotationException {
            if (segmentation instanceof Segmentation.Polygons polygons) {
                SegmentationRasterizer.check(polygons, annotation);
            } else {
                SegmentationRasterizer.checkRle(segmentation, annotation);
            }
        }

        private Rle mask(Segmentation segmentation, CocoRecord annotation) throws AnnotationException {
            ImageSizes.Size size = sizes.get(annotation.id("image_id"));
            if (size != null) {
                return rasterizer.rasterize(segmentation, annotation, size.height(), size.width());
            }
            Rle mask = SegmentationRasterizer.rle(segmentation, annotation);
            if (mask == null) {
                throw sizes.ids().unknown(annotation);
            }
            return mask;
        }
    }
}
