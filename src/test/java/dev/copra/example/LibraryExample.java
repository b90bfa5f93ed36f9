package dev.copra.example;

import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.Fallback;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.Scene;
import dev.copra.box2mask.StrategyException;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.Target;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Ledger;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.format.Conversion;
import dev.copra.format.Formats;
import dev.copra.format.SourceFindings;
import dev.copra.format.contract.Overlap;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.image.ImageException;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a program does with Copra as a library. {@code docs/library.md} shows these methods. */
public final class LibraryExample {
    private static final int MOST_PIXELS = 500_000_000;

    private LibraryExample() {}

    // decode
    /** The pixels of an RLE as rows: {@code rows[y][x]}. COCO's RLEs run down the columns. */
    public static boolean[][] decode(int height, int width, String counts) {
        Rle mask = Rle.parse(height, width, counts);
        byte[] pixels = mask.toDense();
        boolean[][] rows = new boolean[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y][x] = pixels[y + height * x] != 0;
            }
        }
        return rows;
    }
    // end

    // mask
    /** The mask of one box on one image, as {@code copra mask --strategy level-set} makes it. */
    public static Rle mask(Path images, String fileName, Box box, String category)
            throws ImageException, StrategyException {
        try (MaskStrategy strategy = MaskStrategyProvider.openByName(new StrategySpec("level-set", Map.of()));
                ImageStore.Picture picture = new ImageStore(images, MOST_PIXELS).read(fileName)) {
            int height = picture.rgb().height;
            int width = picture.rgb().width;
            Target target = new Target(Id.NONE, box, category, Id.NONE, null, false);
            Scene scene = new Scene(height, width, picture.rgb(), null, List.of(target), List.of());
            Decision decision = new Decision(false, false);
            Estimate estimate = strategy.estimate(scene).get(0);
            if (estimate instanceof Estimate.Soft soft) {
                return decision.decide(soft, height, width).mask();
            }
            if (estimate instanceof Estimate.Exact exact) {
                return decision.finish(exact.mask(), exact.confidence(), exact.within())
                        .mask();
            }
            return Fallback.ELLIPSE.mask(box, height, width);
        }
    }
    // end

    // evaluate
    /** COCO's twelve figures of masks by their names; -1 where there is nothing to be found. */
    public static Map<String, Double> evaluate(Path truth, Path results) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        EvaluationFiles files = EvaluationFiles.read(
                Input.file(truth), Input.file(results), Kind.SEGM, false, false, threads, Messages.none());
        Rules rules = Rules.coco(Kind.SEGM);
        Curves curves = files.evaluation(rules, null, null, threads).run();
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Metric metric : Metric.of(rules)) {
            figures.put(metric.name(), metric.of(curves, curves.all()));
        }
        return figures;
    }
    // end

    // convert
    /** A COCO file as YOLO's folder of polygons; what YOLO cannot hold is counted in the ledger that is returned. */
    public static Ledger convert(Path coco, Path images, Path folder) throws IOException {
        Problems problems = Messages.none().problems(coco.toString());
        SourceFindings findings = new SourceFindings(problems);
        Ledger ledger = new Ledger();
        ReadOptions reading = new ReadOptions(images, null, List.of(), false, MOST_PIXELS, findings, findings.ledger());
        WriteOptions writing = new WriteOptions(
                images, WriteOptions.Transfer.NONE, List.of(), null, Overlap.AREA, false, problems, ledger);
        try (DatasetSource source = Formats.named("coco").open(coco, reading)) {
            new Conversion(source, findings, Formats.named("yolo-segment"), writing, 1)
                    .write(folder.toString(), OutputStream.nullOutputStream(), false, Conversion.Condition.ALWAYS);
        }
        return ledger;
    }
    // end
}
