package dev.copra.evaluate;

import dev.copra.coco.Id;
import dev.copra.run.Workers;
import java.util.List;

/** What matching has counted: of each category its detections image by image, and which of them have found a truth. */
public final class MatchTally {
    private final Rules rules;
    private final List<Category> categories;
    private final List<Id> images;
    private final List<CategoryMatches> matches;

    /** @param images ascending; the ranks of the matches' images @param matches one a category */
    MatchTally(Rules rules, List<Category> categories, List<Id> images, List<CategoryMatches> matches) {
        this.rules = rules;
        this.categories = categories;
        this.images = images;
        this.matches = matches;
    }

    public Rules rules() {
        return rules;
    }

    public List<Category> categories() {
        return categories;
    }

    /** The images that were looked at, ascending by their ids. */
    public List<Id> images() {
        return images;
    }

    /** The curves that all figures are read from. */
    public Evaluation.Outcome outcome(int threads) {
        Curves curves = new Curves(rules, categories);
        Workers.compute(threads, categories.size(), worker -> k -> Accumulation.accumulate(matches.get(k), k, curves));
        return new Evaluation.Outcome(categories, curves);
    }

    /** How precision and recall of a category go with the score that is asked for. @param k index of the category */
    public ScoreCurve scoreCurve(int k) {
        return ScoreCurve.of(matches.get(k), rules.mostDetections());
    }

    /** The detections of a category by score. @param k index of the category */
    public RankedDetections ranked(int k) {
        return RankedDetections.of(matches.get(k));
    }
}
