package dev.copra.validate.fix;

import dev.copra.coco.region.BoxFormat;
import dev.copra.validate.finding.Code;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What to repair.
 *
 * @param wanted the codes
 * @param unsafe whether to drop records that cannot be repaired
 * @param boxes the format that boxes are in, if the file's boxes look like it; or null
 * @param images folder of the images, whose files then tell sizes and names; or null
 */
public record FixOptions(Predicate<Code> wanted, boolean unsafe, BoxFormat boxes, Path images) {}
