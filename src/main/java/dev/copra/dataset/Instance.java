package dev.copra.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import dev.copra.shape.TurnedBox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An object in an image.
 *
 * @param id as the source has it; {@link Id#NONE} if it has none
 * @param category position of its category in {@link Catalog#categories}; {@link #NO_CATEGORY} if it has none
 * @param box before it is turned, in continuous pixel coordinates; null if the source states none
 * @param rotation degrees by which the box is turned clockwise about its centre
 * @param region null if the source states none
 * @param keypoints x, y, v of each keypoint of the category, where v is 0 not labelled, 1 hidden, 2 visible; null if it
 *     has none. Not copied: they must not be written to
 * @param crowd whether it stands for a group of objects
 * @param score 0 to 1; NaN if it has none, as the truth has
 * @param area in pixels, as the source states it; NaN if it states none
 * @param track what instances of one object in several images have in common; {@link Id#NONE} if it has none
 * @param attributes what annotators said of it, by name, in the source's order
 * @param extras what else the source says of it, by name, in the source's order
 */
public record Instance(
        Id id,
        int category,
        Box box,
        double rotation,
        Region region,
        double[] keypoints,
        boolean crowd,
        double score,
        double area,
        Id track,
        Map<String, JsonNode> attributes,
        Map<String, JsonNode> extras) {
    /** In place of an index into the catalog, where an instance has no category. */
    public static final int NO_CATEGORY = -1;

    /** Requires the ids, and keeps copies of the maps. */
    public Instance {
        Objects.requireNonNull(id);
        Objects.requireNonNull(track);
        attributes = Values.copy(attributes);
        extras = Values.copy(extras);
    }

    /** An instance that has nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that has all values of this instance. */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .id(id)
                .category(category)
                .box(box)
                .rotation(rotation)
                .region(region)
                .keypoints(keypoints)
                .crowd(crowd)
                .score(score)
                .area(area)
                .track(track);
        attributes.forEach(builder::attribute);
        extras.forEach(builder::extra);
        return builder;
    }

    /** The upright box around it: around its turned box, its box, or that around its region; null if it has neither. */
    public Box around() {
        if (box != null) {
            return rotation == 0 ? box : new TurnedBox(box, rotation).bounds();
        }
        return region == null ? null : Regions.bounds(region);
    }

    /** As {@link #around}, as far as it lies in an image; null if nothing does. */
    public Box aroundInside(DatasetImage image) {
        Box around = around();
        if (around == null) {
            return null;
        }
        double left = Math.max(0, around.x());
        double top = Math.max(0, around.y());
        double right = Math.min(image.width(), around.x() + around.width());
        double bottom = Math.min(image.height(), around.y() + around.height());
        return left <= right && top <= bottom ? Box.ofCorners(left, top, right, bottom) : null;
    }

    /** Whether it is a detection. */
    public boolean hasScore() {
        return !Double.isNaN(score);
    }

    /** Collects the values of an instance; what is not set, it has not. */
    public static final class Builder {
        private Id id = Id.NONE;
        private int category = NO_CATEGORY;
        private Box box;
        private double rotation;
        private Region region;
        private double[] keypoints;
        private boolean crowd;
        private double score = Double.NaN;
        private double area = Double.NaN;
        private Id track = Id.NONE;
        private Map<String, JsonNode> attributes = Map.of();
        private Map<String, JsonNode> extras = Map.of();

        private Builder() {}

        /** Its id in the source. */
        public Builder id(Id value) {
            id = value;
            return this;
        }

        /** Its category's index in the catalog. */
        public Builder category(int value) {
            category = value;
            return this;
        }

        /** Its box in pixels. */
        public Builder box(Box value) {
            box = value;
            return this;
        }

        /** How far the box is turned, clockwise. */
        public Builder rotation(double degrees) {
            rotation = degrees;
            return this;
        }

        /** Its mask or outline. */
        public Builder region(Region value) {
            region = value;
            return this;
        }

        /** COCO's flat triples x, y, v. */
        public Builder keypoints(double[] value) {
            keypoints = value;
            return this;
        }

        /** Whether it stands for several objects. */
        public Builder crowd(boolean value) {
            crowd = value;
            return this;
        }

        /** A detection's score. */
        public Builder score(double value) {
            score = value;
            return this;
        }

        /** The area that the source states, in square pixels. */
        public Builder area(double pixels) {
            area = pixels;
            return this;
        }

        /** The object's id over the frames of a video. */
        public Builder track(Id value) {
            track = value;
            return this;
        }

        /** Adds an attribute. */
        public Builder attribute(String name, JsonNode value) {
            attributes = with(attributes, name, value);
            return this;
        }

        /** Adds a member that the model does not know. */
        public Builder extra(String name, JsonNode value) {
            extras = with(extras, name, value);
            return this;
        }

        /** Most instances have none of these. */
        private static Map<String, JsonNode> with(Map<String, JsonNode> values, String name, JsonNode value) {
            Map<String, JsonNode> all = values.isEmpty() ? new LinkedHashMap<>() : values;
            all.put(name, value);
            return all;
        }

        /** The instance with all that was set. */
        public Instance build() {
            return new Instance(
                    id, category, box, rotation, region, keypoints, crowd, score, area, track, attributes, extras);
        }
    }
}
