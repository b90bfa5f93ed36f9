package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.model.contract.BoxModel;
import dev.copra.model.contract.InstanceModel;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Prompt;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A dry run of a model: a picture is drawn, an ellipse on a ground that grows brighter, and the model is asked about it in the
 * way in which it would be asked about images.
 *
 * @param picture what was drawn, red, green and blue
 * @param asked whether the model was asked about a box; else it looked for instances by itself
 * @param parts the model's files, each with what it answered
 * @param found what became of the answers: for a model that is told boxes the mask in the ellipse's box, for others the
 *     instances
 */
public record Trial(Planar<GrayU8> picture, boolean asked, List<Part> parts, List<Found> found) {
    /** Of the drawn picture. */
    private static final int WIDTH = 640;

    private static final int HEIGHT = 480;
    /** The ellipse's. */
    private static final Box BOX = new Box(200, 110, 240, 280);

    private static final int[] OBJECT = {225, 130, 40};
    private static final double LEAST_SCORE = .05;

    /**
     * One of the model's files.
     *
     * @param runs how often it was run
     * @param seconds for all runs
     * @param outputs those that were asked for, of the last run
     */
    public record Part(String file, int runs, double seconds, List<Range> outputs) {}

    /**
     * The numbers of an output.
     *
     * @param least of the finite ones; NaN if there is none
     * @param most of the finite ones
     * @param notFinite how many are not
     */
    public record Range(String name, ElementType type, List<Long> shape, double least, double most, long notFinite) {
        static Range of(String name, Tensor tensor) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            long notFinite = 0;
            for (int i = 0, size = tensor.size(); i < size; i++) {
                double value = tensor.get(i);
                if (Double.isFinite(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                } else {
                    notFinite++;
                }
            }
            List<Long> shape = new ArrayList<>();
            for (long dim : tensor.shape()) {
                shape.add(dim);
            }
            boolean none = least > most;
            return new Range(
                    name, tensor.type(), shape, none ? Double.NaN : least, none ? Double.NaN : most, notFinite);
        }
    }

    /**
     * A mask.
     *
     * @param box that was asked about, or that was found
     * @param mask of the picture's size
     * @param score the model's own; NaN if it has none
     * @param category its name, or null
     */
    public record Found(Box box, Rle mask, double score, String category) {
        /** The box as COCO states it: left, top, width, height. */
        public List<Double> bbox() {
            return List.of(box.x(), box.y(), box.width(), box.height());
        }

        /** How many pixels the mask has. */
        public long area() {
            return mask.area();
        }
    }

    /**
     * Runs a model.
     *
     * @throws ModelException if it cannot be opened or fails
     * @throws IllegalArgumentException if a setting is wrong
     */
    public static Trial of(ModelSpec spec) throws ModelException {
        Planar<GrayU8> picture = draw();
        List<WatchedSession> watched = new ArrayList<>();
        try (SegmentationModel model = spec.open(note -> {}, session -> {
            watched.add(new WatchedSession(session));
            return watched.get(watched.size() - 1);
        })) {
            List<Found> found =
                    model instanceof BoxModel boxes ? inBox(boxes, picture) : instances((InstanceModel) model, picture);
            return new Trial(
                    picture,
                    model instanceof BoxModel,
                    watched.stream().map(WatchedSession::noted).toList(),
                    found);
        }
    }

    private static List<Found> inBox(BoxModel model, Planar<GrayU8> picture) throws ModelException {
        MaskMap map = model.masks(picture, List.of(new Prompt(BOX, null))).get(0);
        return map == null ? List.of() : List.of(new Found(BOX, mask(map, model), map.score(), null));
    }

    private static List<Found> instances(InstanceModel model, Planar<GrayU8> picture) throws ModelException {
        List<Found> found = new ArrayList<>();
        for (Instance instance : model.instances(picture, LEAST_SCORE)) {
            found.add(new Found(
                    instance.box(),
                    mask(instance.mask().get(), model),
                    instance.score(),
                    model.category(instance.label())));
        }
        return found;
    }

    private static Rle mask(MaskMap map, SegmentationModel model) {
        return map.above(model.settings().fixedThreshold(), HEIGHT, WIDTH);
    }

    private static Planar<GrayU8> draw() {
        Planar<GrayU8> picture = new Planar<>(GrayU8.class, WIDTH, HEIGHT, OBJECT.length);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double u = (x + .5 - BOX.x()) / BOX.width() * 2 - 1;
                double v = (y + .5 - BOX.y()) / BOX.height() * 2 - 1;
                int[] ground = {40, 70 + 60 * y / HEIGHT, 110 + 80 * x / WIDTH};
                for (int c = 0; c < OBJECT.length; c++) {
                    picture.getBand(c).set(x, y, u * u + v * v < 1 ? OBJECT[c] : ground[c]);
                }
            }
        }
        return picture;
    }
}
