package dev.copra.validate.check.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Categories: their names, the gaps between their ids, their keypoints and skeletons. */
public final class CategoryChecks {
    static final Code NAME_MISSING = Code.error(
            "category-name-missing",
            "a category without a name",
            "Loaders list the classes by name and end with a KeyError; an empty name cannot be told from none.");
    static final Code NAME_TYPE = Code.error(
            "category-name-type",
            "a category name that is no string",
            "Names are text; numbers break lookups by name.");
    static final Code NAME_DUPLICATE = Code.warning(
            "category-name-duplicate",
            "two categories with one name",
            "mmdetection and FiftyOne find classes by name: the two become one, or one is lost.");
    public static final Code NAME_SPACE = Code.warning(
                    "category-name-space",
                    "a category name with white space at its ends",
                    "'car' and 'car ' look the same and are two classes.")
            .fix("removes it");
    static final Code GAP = Code.info(
            "category-id-gap",
            "category ids with gaps",
            "COCO's own have them (80 classes in 1 to 90). Readers that take id - 1 for the class index misread them.");
    public static final Code PLACEHOLDER = Code.warning(
                    "category-placeholder",
                    "a category that only names the group of the others",
                    "Roboflow writes the group as category 0, without annotations; training gets a class that never occurs.")
            .drop();
    static final Code SKELETON = Code.warning(
            "skeleton-range",
            "a skeleton that names a keypoint that there is not",
            "The joints of a skeleton count from 1 to the number of keypoints; drawing code fails beyond that.");
    static final Code KEYPOINTS_TYPE = Code.error(
            "category-keypoints-type",
            "keypoints of a category that are no list of names",
            "How many keypoints an annotation has follows from this list.");
    static final Code SIGMAS = Code.error(
            "category-sigmas",
            "sigmas of a category that are not one number above 0 for each keypoint",
            "They say how far annotators scatter about each keypoint: copra eval and xtcocotools measure with them.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(
            NAME_MISSING, NAME_TYPE, NAME_DUPLICATE, NAME_SPACE, GAP, PLACEHOLDER, SKELETON, KEYPOINTS_TYPE, SIGMAS);

    private final IdSet seen = new IdSet();
    private final Set<String> names = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final TreeSet<Long> ids = new TreeSet<>();
    /** The category 0, if it is its own group, and its name. */
    private Subject zero;

    private String zeroName;

    /** Checks a category's record. Called in the order of the document. */
    public void check(Subject category) {
        IdChecks.CATEGORIES.check(category, seen);
        Id id = category.id("id");
        if (id.isLong()) {
            ids.add(id.number());
        }
        checkName(category, id);
        checkKeypoints(category);
    }

    private void checkName(Subject category, Id id) {
        CocoRecord record = category.record();
        String name = category.text("name");
        if (record.isNull("name") || name != null && name.isBlank()) {
            category.report(NAME_MISSING, "name", record.isNull("name") ? "there is no name" : "the name is empty");
            return;
        }
        if (name == null) {
            category.report(NAME_TYPE, "name", "the name is " + record.excerpt("name") + ", not a string");
            return;
        }
        if (!name.equals(name.strip())) {
            category.report(NAME_SPACE, "name", "the name '" + name + "' has white space at its ends");
        }
        if (!names.add(name)) {
            category.report(NAME_DUPLICATE, "name", "'" + name + "' is an earlier category's name, too");
        }
        String group = category.text("supercategory");
        if (id.isLong() && id.number() == 0) {
            zero = new Subject(record.detach(), dev.copra.coco.DocumentKind.DATASET);
            zeroName = name;
        } else if (group != null) {
            groups.add(group);
        }
    }

    private static void checkKeypoints(Subject category) {
        int keypoints = Known.keypointCount(category);
        if (keypoints == -2) {
            category.report(
                    KEYPOINTS_TYPE,
                    "keypoints",
                    "keypoints is " + category.record().excerpt("keypoints") + ", not a list of names");
            return;
        }
        checkSigmas(category, keypoints);
        JsonNode skeleton = tree(category.record(), "skeleton");
        if (keypoints <= 0 || skeleton == null) {
            return;
        }
        for (JsonNode bone : skeleton) {
            for (JsonNode joint : bone) {
                if (!joint.isIntegralNumber() || joint.longValue() < 1 || joint.longValue() > keypoints) {
                    category.report(
                            SKELETON,
                            "skeleton",
                            "the skeleton names the joint " + joint + "; there are the joints 1 to " + keypoints);
                    return;
                }
            }
        }
    }

    private static void checkSigmas(Subject category, int keypoints) {
        if (category.record().isNull("sigmas")) {
            return;
        }
        double[] sigmas = category.numbers("sigmas");
        boolean positive = sigmas != null;
        for (int i = 0; positive && i < sigmas.length; i++) {
            positive = sigmas[i] > 0 && sigmas[i] < Double.POSITIVE_INFINITY;
        }
        if (!positive || keypoints > 0 && sigmas.length != keypoints) {
            category.report(
                    SIGMAS,
                    "sigmas",
                    positive
                            ? "there are " + sigmas.length + " sigmas and " + keypoints + " keypoints"
                            : "sigmas is " + category.record().excerpt("sigmas"));
        }
    }

    private static JsonNode tree(CocoRecord record, String member) {
        try {
            return record.has(member) ? record.tree(member) : null;
        } catch (AnnotationException e) {
            return null;
        }
    }

    /**
     * What can be said when all categories and annotations were seen.
     *
     * @param zeroUsed whether an annotation has category 0
     * @return whether category 0 is but a placeholder
     */
    public boolean finish(boolean zeroUsed, Findings findings) {
        boolean placeholder = zero != null && !zeroUsed && groups.contains(zeroName);
        if (placeholder) {
            zero.report(PLACEHOLDER, "name", "'" + zeroName + "' is the supercategory of others and has no annotation");
            findings.addAll(zero.findings());
            findings.withdraw(IdChecks.CATEGORIES.zero());
        }
        if (!ids.isEmpty() && ids.last() - ids.first() >= ids.size()) {
            findings.add(new Finding(
                    GAP,
                    ids.size() + " categories have the ids " + ids.first() + " to " + ids.last(),
                    Place.member("categories", 0, 0)));
        }
        return placeholder;
    }
}
