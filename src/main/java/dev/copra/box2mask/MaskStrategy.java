package dev.copra.box2mask;

import java.util.List;

/**
 * Infers masks for the target boxes of one image. Thread-safe once opened; found by {@link MaskStrategyProvider}.
 */
public interface MaskStrategy extends AutoCloseable {

    /** Whether {@link #estimate} reads {@link Scene#rgb} or {@link Scene#pixels}; if not, images may be absent. */
    boolean needsPixels();

    /** Whether {@link #estimate} reads {@link Target#category()}; if not, the name may be null. */
    default boolean needsCategories() {
        return needsPixels();
    }

    /** Whether {@link #estimate} reads {@link Target#keypoints()}; if not, they may be null. */
    default boolean needsKeypoints() {
        return false;
    }

    /** Whether {@link #estimate} reads {@link Target#known()}; if not, it may be null for all. */
    default boolean needsKnownMasks() {
        return false;
    }

    /**
     * What decides the estimates beside the specification that the strategy was opened with, such as the content of files that
     * it names: a run is resumed only with the same.
     */
    default String identity() {
        return "";
    }

    /** What the user should know of the work so far and what is no image's fault; each is told once. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Infers one estimate per target.
     *
     * @return one estimate per {@code scene.targets()}, in their order
     * @throws StrategyException if the scene as a whole cannot be worked on; a single box that cannot be is an
     *     {@link Estimate.None}
     */
    List<Estimate> estimate(Scene scene) throws StrategyException;

    /** Releases what the strategy holds (a model's session, say). */
    @Override
    default void close() {}
}
