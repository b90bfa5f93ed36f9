package dev.copra.evaluate.analysis;

import com.fasterxml.jackson.core.JsonParser;
import dev.copra.evaluate.analysis.tide.TideCollector;
import dev.copra.evaluate.analysis.tide.TideErrors;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.match.ImagePairs;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the errors of images, in any order: TIDE's kinds by the first IoU threshold, and what COCO's analysis asks. */
public final class ErrorCollector implements Consumer<ImagePairs> {
    private final int most;
    private final TideCollector tide;
    private final CocoErrorCollector coco;
    private final int categories;

    /** Of an evaluation by some rules, or of what a part has counted. */
    public ErrorCollector(Rules rules, List<Category> categories) {
        this(rules, categories, new TideCollector(rules.iouThresholds()[0], TideCollector.BACKGROUND));
    }

    private ErrorCollector(Rules rules, List<Category> categories, TideCollector tide) {
        most = rules.mostDetections();
        this.categories = categories.size();
        this.tide = tide;
        coco = new CocoErrorCollector(rules, categories);
    }

    /** Collects the errors of all images. */
    public static ErrorCollector of(Evaluation evaluation) {
        List<ErrorCollector> parts = new ArrayList<>();
        double least = Math.min(evaluation.rules().iouThresholds()[0], TideCollector.BACKGROUND);
        evaluation.eachImage(Math.min(least, CocoErrorMatcher.LEAST), Integer.MAX_VALUE, () -> {
            ErrorCollector part = new ErrorCollector(evaluation.rules(), evaluation.categories());
            synchronized (parts) {
                parts.add(part);
            }
            return part;
        });
        ErrorCollector all = new ErrorCollector(evaluation.rules(), evaluation.categories());
        parts.forEach(all::merge);
        return all;
    }

    /** Takes in an image with all its detections. */
    @Override
    public void accept(ImagePairs pairs) {
        tide.accept(pairs.best(most));
        coco.accept(pairs);
    }

    /** Takes in the images of another collector. */
    public void merge(ErrorCollector other) {
        tide.merge(other.tide);
        coco.merge(other.coco);
    }

    TideErrors tide() {
        return tide.result(categories);
    }

    CocoErrors coco() {
        return coco.result();
    }

    /** Writes it as lines of JSON. */
    void write(OutputStream out) throws IOException {
        tide.write(out);
        coco.write(out);
    }

    /** Reads what {@link #write} has written; null where the document says null. */
    static ErrorCollector read(JsonParser in, MatchTally tally) throws IOException {
        TideCollector tide = TideCollector.read(in, tally.categories().size());
        if (tide == null) {
            return null;
        }
        ErrorCollector collector = new ErrorCollector(tally.rules(), tally.categories(), tide);
        collector.coco.read(in);
        return collector;
    }
}
