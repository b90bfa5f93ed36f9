package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The second pass of {@link SceneMasks}: puts the results of images into the copy of a document. */
final class SceneSplice implements CocoVisitor {
    private final SceneIndex index;
    private final MaskOptions options;
    private final SceneMasks.Settings settings;
    private final int from;
    private final int to;
    private final Results results;
    private final Map<String, Long> fallbacks = new TreeMap<>();
    private int loaded = -1;
    private SceneResult result;
    private long made;
    private long own;
    private long empty;
    private long beyond;
    private final Map<Skipped, Long> skipped = new EnumMap<>(Skipped.class);
    private long confident;
    private double sumOfConfidence;

    /** Where the results of an image are had from: the bytes of a {@link SceneResult}. */
    interface Results {
        byte[] get(int image) throws IOException;
    }

    /** @param from the first image that is copied @param to behind the last one */
    SceneSplice(
            SceneIndex index, MaskOptions options, SceneMasks.Settings settings, int from, int to, Results results) {
        this.index = index;
        this.options = options;
        this.settings = settings;
        this.from = from;
        this.to = to;
        this.results = results;
    }

    /** What was done. @param images that were worked on */
    SceneMasks.Tally tally(int images) {
        return new SceneMasks.Tally(made, own, empty, beyond, skipped, images, fallbacks, sumOfConfidence / confident);
    }

    @Override
    public Edit image(CocoRecord record) {
        return covers(index.positionOf(record.index())) ? Edit.KEEP : Edit.DROP;
    }

    @Override
    public Edit annotation(CocoRecord record) throws IOException {
        int at = (int) record.index();
        int imageAt = index.imageOf(at);
        if (!covers(index.homeOf(at))) {
            return Edit.DROP;
        }
        Verdict verdict = index.skipped(at) == null ? result(imageAt).verdicts().get(at) : null;
        if (verdict != null && verdict.fallback() != null) {
            fallbacks.merge(verdict.fallback(), 1L, Long::sum);
        }
        if (verdict == null || verdict.mask() == null) {
            Skipped reason = index.skipped(at);
            skipped.merge(reason == null ? Skipped.NO_ANSWER : reason, 1L, Long::sum);
            return imageAt < 0 ? Edit.KEEP : options.keep(record, index.box(at));
        }
        return edit(record, verdict, index.box(at));
    }

    /** Records without an image go to the first shard, so that the shards together have them once. */
    private boolean covers(int imageAt) {
        return imageAt < 0 ? settings.shard().number() == 1 : imageAt >= from && imageAt < to;
    }

    private SceneResult result(int imageAt) throws IOException {
        if (loaded != imageAt) {
            result = SceneResult.ofBytes(results.get(imageAt));
            loaded = imageAt;
        }
        return result;
    }

    private static boolean reachesBeyond(Rle mask, Box box) {
        return mask.intersection(BoxRasterizer.rasterize(box, mask.height(), mask.width()))
                        .area()
                < mask.area();
    }

    private Edit edit(CocoRecord record, Verdict verdict, Box box) {
        Rle mask = verdict.mask();
        made++;
        own += verdict.fallback() == null ? 1 : 0;
        empty += mask.isEmpty() ? 1 : 0;
        beyond += verdict.fallback() == null && reachesBeyond(mask, index.around((int) record.index())) ? 1 : 0;
        if (verdict.fallback() == null && !Double.isNaN(verdict.confidence())) {
            confident++;
            sumOfConfidence += verdict.confidence();
        }
        Edit.Builder edit = options.edit(record, mask, box);
        if (settings.scores() && !Double.isNaN(verdict.confidence())) {
            edit.set("score", SegmentationWriter.number(Math.round(verdict.confidence() * 1e4) / 1e4));
        }
        return edit.build();
    }

    @Override
    public void reject(AnnotationException problem) {
        // the first pass has told of it
    }
}
