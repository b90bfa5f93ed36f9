package dev.copra.evaluate.figure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.id.TreeIds;
import dev.copra.evaluate.part.PartCheck;
import dev.copra.evaluate.part.PartLine;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Ranks;
import dev.copra.evaluate.rules.Rules;
import dev.copra.overlap.CrowdMatcher;
import dev.copra.run.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What matching has counted: of each category its detections image by image, and which of them have found a truth. Parts that have
 * counted different images can be merged; all figures of the whole then are those of one evaluation, to the last bit.
 */
public final class MatchTally {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Rules rules;
    private final List<Category> categories;
    private final List<Id> images;
    private final List<CategoryMatches> matches;

    /** @param images ascending; the ranks of the matches' images @param matches one a category */
    public MatchTally(Rules rules, List<Category> categories, List<Id> images, List<CategoryMatches> matches) {
        this.rules = rules;
        this.categories = categories;
        this.images = images;
        this.matches = matches;
    }

    /** By which was matched. */
    public Rules rules() {
        return rules;
    }

    /** The categories, in the order of their ids. */
    public List<Category> categories() {
        return categories;
    }

    /** The images that were looked at, ascending by their ids. */
    public List<Id> images() {
        return images;
    }

    /** The curves that all figures are read from. */
    public Curves outcome(int threads) {
        Curves curves = new Curves(rules, categories);
        Workers.compute(threads, categories.size(), worker -> k -> curves.draw(matches.get(k), k));
        return curves;
    }

    /** How precision and recall of a category go with the score that is asked for. @param k index of the category */
    public ScoreCurve scoreCurve(int k) {
        return ScoreCurve.of(matches.get(k), rules.mostDetections());
    }

    /** All these curves, in the order of the categories. */
    public List<ScoreCurve> scoreCurves() {
        return IntStream.range(0, categories.size()).mapToObj(this::scoreCurve).toList();
    }

    /** What matching has left of a category. @param k index of the category */
    public CategoryMatches matches(int k) {
        return matches.get(k);
    }

    /** The detections of a category by score. @param k index of the category */
    public RankedDetections ranked(int k) {
        return RankedDetections.of(matches.get(k));
    }

    /**
     * Puts parts together, in whatever order.
     *
     * @param names of the parts, for messages
     * @throws IllegalArgumentException if they have other rules or categories, or an image is in two of them
     */
    public static MatchTally merge(List<MatchTally> parts, List<String> names) {
        MatchTally first = parts.get(0);
        PartCheck check = new PartCheck(names);
        for (int p = 0; p < parts.size(); p++) {
            MatchTally part = parts.get(p);
            check.rules(p, MAPPER.valueToTree(part.rules).equals(MAPPER.valueToTree(first.rules)));
            check.categories(p, part.headers().equals(first.headers()));
            for (Id image : part.images) {
                check.image(p, image);
            }
        }
        IdTable table = check.images();
        Ranks ranks = Ranks.of(table, IntStream.range(0, table.size()).toArray());
        List<Id> images = IntStream.range(0, ranks.size()).mapToObj(ranks::id).toList();
        List<CategoryMatches> merged = new ArrayList<>();
        int areas = first.rules.areas().size();
        List<int[]> places = parts.stream()
                .map(part -> part.images.stream().mapToInt(ranks::of).toArray())
                .toList();
        for (int k = 0; k < first.categories.size(); k++) {
            CategoryMatches[] ofCategory = new CategoryMatches[parts.size()];
            for (int p = 0; p < ofCategory.length; p++) {
                ofCategory[p] = TallyRows.moved(parts.get(p).matches.get(k), places.get(p));
            }
            merged.add(TallyRows.merged(ofCategory, areas, images.size()));
        }
        return new MatchTally(first.rules, first.categories, images, merged);
    }

    private ArrayNode headers() {
        ArrayNode list = MAPPER.createArrayNode();
        for (Category category : categories) {
            ObjectNode header = list.addObject();
            header.set("id", json(category.id()));
            header.put("name", category.name()).put("frequency", category.frequency());
            header.put("supercategory", category.supercategory());
        }
        return list;
    }

    private static JsonNode json(Id id) {
        try {
            return MAPPER.readTree(id.json());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes it as lines of JSON: rules, categories and images, then the rows of each category. */
    public void write(OutputStream out) throws IOException {
        ObjectNode header = MAPPER.createObjectNode().put("copra_partial", 1);
        header.set("rules", MAPPER.valueToTree(rules));
        header.set("categories", headers());
        ArrayNode ids = header.putArray("images");
        images.forEach(image -> ids.add(json(image)));
        PartLine.write(header, out);
        for (CategoryMatches ofCategory : matches) {
            PartLine.write(TallyRows.of(ofCategory), out);
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if it cannot have written it
     * @throws com.fasterxml.jackson.core.JacksonException likewise
     */
    public static MatchTally read(JsonParser in) throws IOException {
        return read(MAPPER.readTree(in), in);
    }

    /** As {@link #read(JsonParser)}, if the first line was read already. */
    public static MatchTally read(JsonNode header, JsonParser in) throws IOException {
        if (header == null || header.path("copra_partial").asInt() != 1) {
            throw new IllegalArgumentException("it does not begin as one");
        }
        Rules rules = checked(MAPPER.treeToValue(header.path("rules"), Rules.class));
        List<Category> categories = new ArrayList<>();
        for (JsonNode category : header.path("categories")) {
            categories.add(new Category(
                    TreeIds.of(category.path("id")),
                    category.path("name").asText(),
                    category.path("frequency").asText(),
                    category.path("supercategory").asText(),
                    null));
        }
        List<Id> images = new ArrayList<>();
        header.path("images").forEach(image -> images.add(TreeIds.of(image)));
        List<CategoryMatches> matches = new ArrayList<>();
        for (int k = 0; k < categories.size(); k++) {
            matches.add(
                    MAPPER.readValue(in, TallyRows.class).matches(rules.areas().size(), images.size()));
        }
        return new MatchTally(rules, List.copyOf(categories), List.copyOf(images), matches);
    }

    private static Rules checked(Rules rules) {
        boolean right = rules != null
                && rules.kind() != null
                && rules.areas() != null
                && !rules.areas().isEmpty();
        right = right && ascends(rules.iouThresholds()) && ascends(rules.recalls());
        right = right && rules.iouThresholds().length <= CrowdMatcher.MAX_THRESHOLDS;
        right = right && rules.maxDetections() != null && rules.maxDetections().length > 0;
        if (!right) {
            throw new IllegalArgumentException("its rules make no sense");
        }
        return rules;
    }

    private static boolean ascends(double[] numbers) {
        return numbers != null
                && numbers.length > 0
                && IntStream.range(1, numbers.length).allMatch(i -> numbers[i - 1] < numbers[i])
                && Arrays.stream(numbers).allMatch(number -> number >= 0 && number <= 1);
    }
}
