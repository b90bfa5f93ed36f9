package dev.copra.model.setting;

import dev.copra.image.Resampling;
import dev.copra.model.frame.Preparation;
import dev.copra.model.frame.Sizing;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a family leaves open: how the image is made ready and how the answer is read. Each family has defaults; a file
 * beside the model and the command line override them by name.
 *
 * @param sizing how large the model wants the image
 * @param preparation how pixels become numbers
 * @param frame the side of the square in which a decoder is told boxes; 0 for the one that the family takes
 * @param output the name of the output that is the answer; null for the one that the family takes
 * @param outputLast whether the channels of the answer stand last; null if its shape is to tell
 * @param values what the answer's numbers are
 * @param threshold the probability from which on a pixel belongs to the mask; NaN for the one of the highest expected IoU
 * @param classes names of the categories by the model's label; empty for those that the family knows
 */
public record Settings(
        Sizing sizing,
        Preparation preparation,
        int frame,
        String output,
        Boolean outputLast,
        Values values,
        double threshold,
        Map<Integer, String> classes) {

    /** What a map's numbers are. */
    public enum Values {
        /** Probabilities if all of a map lie from 0 to 1, else logits. */
        AUTO,
        /** Numbers of which the sigmoid is a probability. */
        LOGITS,
        /** Probabilities, 0 to 1. */
        PROBABILITIES;

        /** Operators whose values are from 0 to 1. */
        private static final Set<String> FROM_0_TO_1 = Set.of("Sigmoid", "HardSigmoid", "Softmax");
        /** Operators whose values are any numbers. */
        private static final Set<String> ANY = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul", "LogSoftmax");

        /** What the values of an operator are. */
        static Values of(String operator) {
            return FROM_0_TO_1.contains(operator) ? PROBABILITIES : ANY.contains(operator) ? LOGITS : AUTO;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String BEST = "best";

    /** The names that {@link #with} knows, and what each is. */
    public static final Map<String, String> NAMES = names();

    private static final float[] NONE = {0, 0, 0};
    private static final float[] UNIT = {1, 1, 1};
    private static final float[] BYTE = {255, 255, 255};

    /** ImageNet's mean, red, green, blue, on the scale from 0 to 255. */
    private static final float[] IMAGENET_MEAN = {123.675f, 116.28f, 103.53f};

    private static final float[] IMAGENET_STD = {58.395f, 57.12f, 57.375f};

    /** Keeps a copy of the classes, sorted by label. */
    public Settings {
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("family", "what the model is, instead of the guess");
        names.put("size", "native, stretch:HxW, fit:N, longest:N, shortest:NxMOST or letterbox:HxW");
        names.put("layout", "chw (channels first) or hwc, of the image");
        names.put("channels", "rgb or bgr");
        names.put("scale", "what 8-bit values are multiplied by before mean and std: 1 or 1/255");
        names.put("mean", "subtracted then: three numbers, in the order of channels");
        names.put("std", "divided by then: three numbers");
        names.put("pad", "8-bit value around the image: three numbers, or mean, which becomes 0");
        names.put("white", "what becomes 255 first: 255, or max, the image's greatest value");
        names.put("resize", "pillow (averages when it shrinks), lanczos (Pillow's), opencv (no averages), nearest");
        names.put("frame", "side of the square in which a decoder is told boxes; 0 for the embedding's");
        names.put("output", "the output that is the answer");
        names.put("output-layout", "chw, hwc or auto, of the answer");
        names.put("values", "of the answer: logits, probabilities or auto");
        names.put("threshold", "probability from which on a pixel belongs to the mask, or best (expected IoU)");
        names.put("classes", "names of categories: person,car,... from label 0, 1:person,3:car,..., or none");
        return Collections.unmodifiableMap(names);
    }

    /** RGB from 0 to 1 and nothing else, of the image's own size. */
    public static Settings unit(Sizing sizing) {
        return of(sizing, NONE, BYTE);
    }

    /** RGB from 0 to 255. */
    public static Settings bytes(Sizing sizing) {
        return of(sizing, NONE, UNIT);
    }

    /** RGB, with ImageNet's mean and standard deviation. */
    public static Settings imageNet(Sizing sizing) {
        return of(sizing, IMAGENET_MEAN, IMAGENET_STD);
    }

    private static Settings of(Sizing sizing, float[] mean, float[] std) {
        Preparation preparation = new Preparation(
                Resampling.Kernel.TRIANGLE, false, false, false, mean.clone(), std.clone(), mean.clone());
        return new Settings(sizing, preparation, 0, null, null, Values.AUTO, .5, Map.of());
    }

    /** The same with other names of categories. */
    public Settings withClasses(Map<Integer, String> names) {
        return new Settings(sizing, preparation, frame, output, outputLast, values, threshold, names);
    }

    /** The same where masks have the threshold of the highest expected IoU, and the graph tells what its numbers are. */
    public Settings ofPixels(Signature model) {
        String answer = model.outputs().keySet().iterator().next();
        String operator = model.operators().getOrDefault(answer, "");
        return new Settings(sizing, preparation, frame, output, outputLast, Values.of(operator), Double.NaN, classes);
    }

    /** Whether the threshold is that of the highest expected IoU. */
    public boolean bestThreshold() {
        return Double.isNaN(threshold);
    }

    /** The threshold for whoever does not look for the best: one half, unless another one is stated. */
    public double fixedThreshold() {
        return bestThreshold() ? .5 : threshold;
    }

    /**
     * Overrides settings.
     *
     * @param stated by the names of {@link #NAMES}; {@code family} is not looked at here
     * @throws IllegalArgumentException if there is no such setting, or not such a value
     */
    public Settings with(Map<String, String> stated) {
        stated.keySet().forEach(Settings::check);
        Preparation p = preparation;
        float[] mean = stated.containsKey("mean") ? floats("mean", stated.get("mean")) : p.mean();
        float[] std = stated.containsKey("std") ? floats("std", stated.get("std")) : p.std();
        if (stated.containsKey("scale")) {
            double scale = fraction(stated.get("scale"));
            mean = stated.containsKey("mean") ? divided(mean, scale) : NONE.clone();
            std = stated.containsKey("std") ? divided(std, scale) : divided(UNIT.clone(), scale);
        }
        float[] padding = Arrays.equals(p.padding(), p.mean()) ? mean : p.padding();
        if (stated.containsKey("pad")) {
            padding = stated.get("pad").equals("mean") ? mean : floats("pad", stated.get("pad"));
        }
        Preparation prepared = new Preparation(
                stated.containsKey("resize") ? kernel(stated.get("resize")) : p.kernel(),
                choice(stated, "white", "max", "255", p.white()),
                choice(stated, "channels", "bgr", "rgb", p.bgr()),
                choice(stated, "layout", "hwc", "chw", p.channelsLast()),
                mean,
                std,
                padding);
        return new Settings(
                stated.containsKey("size") ? Sizing.parse(stated.get("size")) : sizing,
                prepared,
                stated.containsKey("frame") ? side(stated.get("frame")) : frame,
                stated.getOrDefault("output", output),
                stated.containsKey("output-layout") ? last(stated.get("output-layout")) : outputLast,
                stated.containsKey("values") ? values(stated.get("values")) : values,
                stated.containsKey("threshold") ? probability(stated.get("threshold")) : threshold,
                stated.containsKey("classes") ? classes(stated.get("classes")) : classes);
    }

    private static final Map<String, Resampling.Kernel> KERNELS = Map.of(
            "pillow", Resampling.Kernel.TRIANGLE,
            "lanczos", Resampling.Kernel.LANCZOS,
            "opencv", Resampling.Kernel.LINEAR,
            "nearest", Resampling.Kernel.NEAREST);

    private static Resampling.Kernel kernel(String text) {
        Resampling.Kernel kernel = KERNELS.get(text.toLowerCase(Locale.ROOT));
        if (kernel == null) {
            throw new IllegalArgumentException(
                    "resize '" + text + "' is none; write pillow, lanczos, opencv or nearest");
        }
        return kernel;
    }

    private static int side(String text) {
        try {
            int side = Integer.parseInt(text);
            if (side >= 0 && side <= 1 << 14) {
                return side;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("frame '" + text + "' is no whole number", e);
        }
        throw new IllegalArgumentException("frame '" + text + "' is not from 0 to 16384");
    }

    private static Boolean last(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> null;
            case "chw" -> Boolean.FALSE;
            case "hwc" -> Boolean.TRUE;
            default ->
                throw new IllegalArgumentException("output-layout '" + text + "' is none; write chw, hwc or auto");
        };
    }

    private static Values values(String text) {
        for (Values value : Values.values()) {
            if (value.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        throw new IllegalArgumentException("values '" + text + "' are none; write logits, probabilities or auto");
    }

    private static void check(String name) {
        if (!NAMES.containsKey(name)) {
            throw new IllegalArgumentException(
                    "there is no model setting '" + name + "'; there are " + String.join(", ", NAMES.keySet()));
        }
    }

    private static boolean choice(Map<String, String> values, String name, String yes, String no, boolean otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals(yes) && !lower.equals(no)) {
            throw new IllegalArgumentException(name + " '" + value + "' is none; write " + no + " or " + yes);
        }
        return lower.equals(yes);
    }

    private static float[] divided(float[] values, double scale) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / scale);
        }
        return values;
    }

    private static float[] floats(String name, String text) {
        String[] parts = text.split(",");
        float[] values = new float[3];
        try {
            for (int i = 0; i < 3; i++) {
                values[i] = Float.parseFloat(parts[parts.length == 1 ? 0 : i].strip());
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    name + " '" + text + "' is not three numbers with commas between them", e);
        }
        return values;
    }

    private static double fraction(String text) {
        String[] parts = text.split("/", 2);
        try {
            double value = Double.parseDouble(parts[0]) / (parts.length == 2 ? Double.parseDouble(parts[1]) : 1);
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("scale '" + text + "' is no number; write 1 or 1/255", e);
        }
        throw new IllegalArgumentException("scale '" + text + "' is not above 0; write 1 or 1/255");
    }

    private static double probability(String text) {
        if (text.equals(BEST)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value < 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("threshold '" + text + "' is no number between 0 and 1", e);
        }
        throw new IllegalArgumentException("threshold '" + text + "' is no number between 0 and 1");
    }

    private static Map<Integer, String> classes(String text) {
        if (text.equals("none")) {
            return Map.of();
        }
        Map<Integer, String> classes = new TreeMap<>();
        int next = 0;
        for (String part : text.split(",")) {
            int colon = part.indexOf(':');
            try {
                next = colon < 0
                        ? next
                        : Integer.parseInt(part.substring(0, colon).strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "classes: '" + part.strip() + "' does not begin with a number; write 1:person,3:car", e);
            }
            classes.put(next++, part.substring(colon + 1).strip());
        }
        return classes;
    }

    /** The settings by name, as {@link #with} reads them. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("size", sizing.toString());
        map.put("layout", preparation.channelsLast() ? "hwc" : "chw");
        map.put("channels", preparation.bgr() ? "bgr" : "rgb");
        map.put("mean", list(preparation.mean()));
        map.put("std", list(preparation.std()));
        map.put("pad", Arrays.equals(preparation.padding(), preparation.mean()) ? "mean" : list(preparation.padding()));
        map.put("white", preparation.white() ? "max" : "255");
        KERNELS.forEach((name, kernel) -> {
            if (kernel == preparation.kernel()) {
                map.put("resize", name);
            }
        });
        map.put("frame", Integer.toString(frame));
        if (output != null) {
            map.put("output", output);
        }
        map.put("output-layout", outputLast == null ? "auto" : outputLast ? "hwc" : "chw");
        map.put("values", values.toString());
        map.put("threshold", bestThreshold() ? BEST : number(threshold));
        if (!classes.isEmpty()) {
            map.put(
                    "classes",
                    classes.entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue())
                            .collect(Collectors.joining(",")));
        }
        return map;
    }

    private static String list(float[] values) {
        List<String> texts = List.of(number(values[0]), number(values[1]), number(values[2]));
        return String.join(",", texts);
    }

    private static String number(double value) {
        String text = value == (float) value ? Float.toString((float) value) : Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
