package dev.copra.model.contract;

import dev.copra.model.graph.Session;
import dev.copra.model.setting.Settings;

/**
 * A model that is open, of whatever family. Thread-safe: images are worked on in parallel. A family is a class that
 * implements one of the two kinds and knows its own pre- and post-processing, as pure functions of tensors; it gets its
 * {@link Session}s and {@link Settings} with an {@link Opening}.
 */
public sealed interface SegmentationModel extends AutoCloseable permits BoxModel, InstanceModel {

    /** How it is used; the threshold is for whoever makes masks of its maps. */
    Settings settings();

    @Override
    void close();
}
