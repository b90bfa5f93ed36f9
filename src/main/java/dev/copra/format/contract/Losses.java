package dev.copra.format.contract;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Counts what a format cannot hold, by a list of what it can. What depends on values, formats count themselves. */
public final class Losses {
    /** What moves by less, in pixels, is not counted: files round their numbers. */
    public static final double TOLERANCE = 0.01;

    private final Ledger ledger;
    private final Set<Loss> kept;

    /** @param kept kinds that the format keeps whole, or counts itself */
    public Losses(Ledger ledger, Loss... kept) {
        this.ledger = ledger;
        this.kept = EnumSet.noneOf(Loss.class);
        this.kept.addAll(Set.of(kept));
    }

    private Losses(Ledger ledger, Set<Loss> kept) {
        this.ledger = ledger;
        this.kept = kept;
    }

    /** The same kinds, counted elsewhere. */
    public Losses into(Ledger other) {
        return new Losses(other, kept);
    }

    /** Where losses are counted. */
    public Ledger ledger() {
        return ledger;
    }

    /** Counts what of the data set's own members is lost. */
    public void catalog(Catalog catalog) {
        for (String name : catalog.extras().keySet()) {
            lose(Loss.CATALOG, name);
        }
        for (DatasetCategory category : catalog.categories()) {
            String place = "category " + category.name();
            if (category.id().present()) {
                lose(Loss.CATEGORY_ID, place);
            }
            if (category.supercategory() != null
                    || !category.keypoints().isEmpty()
                    || !category.skeleton().isEmpty()
                    || !category.extras().isEmpty()) {
                lose(Loss.CATEGORY_MEMBERS, place);
            }
        }
    }

    /** Counts what of categories is lost where their keypoints and skeletons are kept. */
    public void exceptKeypoints(Catalog catalog) {
        for (DatasetCategory category : catalog.categories()) {
            if (category.supercategory() != null || !category.extras().isEmpty()) {
                ledger.lose(Loss.CATEGORY_MEMBERS, "category " + category.name());
            }
        }
    }

    /** Counts categories without an instance, where records name their category and no list does. @param used by position */
    public void unused(Catalog catalog, BitSet used) {
        for (int c = used.nextClearBit(0); c < catalog.categories().size(); c = used.nextClearBit(c + 1)) {
            lose(Loss.CATEGORY, catalog.categories().get(c).name());
        }
    }

    /** Counts what of an image is lost. */
    public void image(DatasetImage image) {
        if (image.id().present()) {
            lose(Loss.IMAGE_ID, image.fileName());
        }
        if (!image.extras().isEmpty()) {
            lose(Loss.EXTRAS, image.fileName());
        }
        if (!image.split().isEmpty()) {
            lose(Loss.SPLIT, image.fileName());
        }
    }

    /** Counts an image's name that is another one in what is written. */
    public void fileName(DatasetImage image, String written) {
        if (!written.equals(image.fileName())) {
            lose(Loss.FILE_NAME, image.fileName());
        }
    }

    /** Counts what of an instance is lost. */
    public void instance(DatasetImage image, Instance instance) {
        lose(Loss.INSTANCE_ID, instance.id().present(), image, instance);
        lose(Loss.CROWD, instance.crowd(), image, instance);
        lose(Loss.SCORE, instance.hasScore(), image, instance);
        lose(Loss.KEYPOINTS, instance.keypoints() != null, image, instance);
        lose(Loss.TRACK, instance.track().present(), image, instance);
        lose(Loss.ATTRIBUTES, !instance.attributes().isEmpty(), image, instance);
        lose(Loss.EXTRAS, !instance.extras().isEmpty(), image, instance);
        lose(Loss.ROTATION, instance.rotation() != 0, image, instance);
        lose(Loss.LINE, instance.region() instanceof Region.Line, image, instance);
        lose(
                Loss.MASK,
                instance.region() instanceof Region.Rings || instance.region() instanceof Region.Raster,
                image,
                instance);
    }

    /** Counts a stated area that is not the one that follows from what is written. */
    public void area(DatasetImage image, Instance instance, double derived) {
        lose(
                Loss.AREA,
                !Double.isNaN(instance.area()) && !(Math.abs(instance.area() - derived) <= TOLERANCE),
                image,
                instance);
    }

    /** Counts a stated area that is not the number of pixels that are written, which are asked for only where that may be so. */
    public void pixels(DatasetImage image, Instance instance, Supplier<Rle> mask) {
        double stated = instance.area();
        if (!Double.isNaN(stated)) {
            boolean isWhole = Math.abs(stated - Math.rint(stated)) <= TOLERANCE;
            area(image, instance, isWhole ? mask.get().area() : Double.NaN);
        }
    }

    /** Counts a stated box that is not the one that follows from what is written. @param derived may be null */
    public void box(DatasetImage image, Instance instance, Box derived) {
        lose(Loss.BOX, instance.box() != null && !isNear(instance.box(), derived), image, instance);
    }

    /** Whether two boxes are the same but for rounding. @param b may be null */
    public static boolean isNear(Box a, Box b) {
        return b != null
                && Math.abs(a.x() - b.x()) <= TOLERANCE
                && Math.abs(a.y() - b.y()) <= TOLERANCE
                && Math.abs(a.width() - b.width()) <= TOLERANCE
                && Math.abs(a.height() - b.height()) <= TOLERANCE;
    }

    /** Counts a loss of an instance if it is one. */
    public void lose(Loss loss, boolean isLost, DatasetImage image, Instance instance) {
        if (isLost && !kept.contains(loss)) {
            ledger.lose(loss, image, instance);
        }
    }

    private void lose(Loss loss, String place) {
        if (!kept.contains(loss)) {
            ledger.lose(loss, place);
        }
    }
}
