package dev.copra.evaluate.analysis.tide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.TreeIds;

/**
 * A {@link TideImage} as it is written.
 *
 * @param kind a letter a detection: as in {@link #KINDS}, small if AP does not count the detection, or a dot if it has found its truth
 * @param state a letter a truth, as in {@link #STATES}
 */
record TideRow(JsonNode image, int[] category, double[] score, String kind, int[] owned, int[] truth, String state) {
    /** In the order of {@link TideKind}: a detection cannot be of the last kind. */
    private static final String KINDS = "CLBDK";
    /** In the order of {@link TideImage.TruthState}. */
    private static final String STATES = "FUM";

    static TideRow of(TideImage image, JsonNode id) {
        StringBuilder kinds = new StringBuilder();
        for (int d = 0; d < image.kind().length; d++) {
            char kind = image.kind()[d] == null ? '.' : KINDS.charAt(image.kind()[d].ordinal());
            kinds.append(image.ignored()[d] ? Character.toLowerCase(kind) : kind);
        }
        StringBuilder states = new StringBuilder();
        for (TideImage.TruthState state : image.truthState()) {
            states.append(STATES.charAt(state.ordinal()));
        }
        return new TideRow(
                id,
                image.category(),
                image.score(),
                kinds.toString(),
                image.owned(),
                image.truthCategory(),
                states.toString());
    }

    /** @throws IllegalArgumentException if it makes no sense */
    TideImage image(int categories) {
        int found = category.length;
        int known = truth.length;
        boolean fits = score.length == found && kind.length() == found && owned.length == found;
        fits &= state.length() == known;
        TideKind[] kinds = new TideKind[found];
        boolean[] ignored = new boolean[found];
        for (int d = 0; fits && d < found; d++) {
            char letter = kind.charAt(d);
            int at = KINDS.indexOf(Character.toUpperCase(letter));
            fits = (at >= 0 || letter == '.') && category[d] >= 0 && category[d] < categories;
            fits &= owned[d] >= -1 && owned[d] < known;
            kinds[d] = at < 0 ? null : TideKind.values()[at];
            ignored[d] = Character.isLowerCase(letter);
        }
        TideImage.TruthState[] states = new TideImage.TruthState[known];
        for (int g = 0; fits && g < known; g++) {
            int at = STATES.indexOf(state.charAt(g));
            fits = at >= 0 && truth[g] >= 0 && truth[g] < categories;
            states[g] = at < 0 ? null : TideImage.TruthState.values()[at];
        }
        if (!fits) {
            throw new IllegalArgumentException("the errors of an image make no sense");
        }
        return new TideImage(TreeIds.of(image), category, score, kinds, ignored, owned, truth, states);
    }
}
