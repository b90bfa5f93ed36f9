package dev.copra.model;

import dev.copra.image.Resampling;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a family leaves open: how the image is made ready and how the answer is read. Each family has defaults; a file
 * beside the model and the command line override them by name.
 *
 * @param sizing how large the model wants the image
 * @param preparation how pixels become numbers
 * @param output the name of the output that is the answer; null for the one that the family takes
 * @param threshold the probability from which on a pixel belongs to the mask
 * @param classes names of the categories by the model's label; empty for those that the family knows
 */
public record Settings(
        Sizing sizing, Preparation preparation, String output, double threshold, Map<Integer, String> classes) {

    /** The names that {@link #with} knows, and what each is. */
    public static final Map<String, String> NAMES = names();

    private static final float[] NONE = {0, 0, 0};
    private static final float[] UNIT = {1, 1, 1};
    private static final float[] BYTE = {255, 255, 255};

    /** ImageNet's mean, red, green, blue, on the scale from 0 to 255. */
    private static final float[] IMAGENET_MEAN = {123.675f, 116.28f, 103.53f};

    private static final float[] IMAGENET_STD = {58.395f, 57.12f, 57.375f};

    public Settings {
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("family", "what the model is, instead of the guess");
        names.put("size", "native, stretch:HxW, fit:N, longest:N, shortest:NxMOST or letterbox:HxW");
        names.put("layout", "chw (channels first) or hwc");
        names.put("channels", "rgb or bgr");
        names.put("scale", "what 8-bit values are multiplied by before mean and std: 1 or 1/255");
        names.put("mean", "subtracted then: three numbers, in the order of channels");
        names.put("std", "divided by then: three numbers");
        names.put("pad", "8-bit value around the image: three numbers, or mean, which becomes 0");
        names.put("resize", "pillow (averages when it shrinks) or opencv (does not)");
        names.put("output", "the output that is the answer");
        names.put("threshold", "probability from which on a pixel belongs to the mask");
        names.put("classes", "names of categories: person,car,... from label 0, or 1:person,3:car,...");
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
        Preparation preparation =
                new Preparation(Resampling.Kernel.TRIANGLE, false, false, mean.clone(), std.clone(), mean.clone());
        return new Settings(sizing, preparation, null, .5, Map.of());
    }

    /** The same for a model that wants the channels of a pixel together. */
    public Settings withChannelsLast() {
        return with(Map.of("layout", "hwc"));
    }

    /** The same with other names of categories. */
    Settings withClasses(Map<Integer, String> names) {
        return new Settings(sizing, preparation, output, threshold, names);
    }

    /**
     * Overrides settings.
     *
     * @param values by the names of {@link #NAMES}; {@code family} is not looked at here
     * @throws IllegalArgumentException if there is no such setting, or not such a value
     */
    public Settings with(Map<String, String> values) {
        values.keySet().forEach(Settings::check);
        Preparation p = preparation;
        float[] mean = values.containsKey("mean") ? floats("mean", values.get("mean")) : p.mean();
        float[] std = values.containsKey("std") ? floats("std", values.get("std")) : p.std();
        if (values.containsKey("scale")) {
            float scale = fraction(values.get("scale"));
            mean = values.containsKey("mean") ? divided(mean, scale) : NONE.clone();
            std = values.containsKey("std") ? divided(std, scale) : divided(UNIT.clone(), scale);
        }
        float[] padding = Arrays.equals(p.padding(), p.mean()) ? mean : p.padding();
        if (values.containsKey("pad")) {
            padding = values.get("pad").equals("mean") ? mean : floats("pad", values.get("pad"));
        }
        Preparation prepared = new Preparation(
                choice(values, "resize", "opencv", "pillow", p.kernel() == Resampling.Kernel.LINEAR)
                        ? Resampling.Kernel.LINEAR
                        : Resampling.Kernel.TRIANGLE,
                choice(values, "channels", "bgr", "rgb", p.bgr()),
                choice(values, "layout", "hwc", "chw", p.channelsLast()),
                mean,
                std,
                padding);
        return new Settings(
                values.containsKey("size") ? Sizing.parse(values.get("size")) : sizing,
                prepared,
                values.getOrDefault("output", output),
                values.containsKey("threshold") ? probability(values.get("threshold")) : threshold,
                values.containsKey("classes") ? classes(values.get("classes")) : classes);
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

    private static float[] divided(float[] values, float scale) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= scale;
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

    private static float fraction(String text) {
        String[] parts = text.split("/", 2);
        try {
            float value = Float.parseFloat(parts[0]) / (parts.length == 2 ? Float.parseFloat(parts[1]) : 1);
            if (value > 0 && value < Float.POSITIVE_INFINITY) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("scale '" + text + "' is no number; write 1 or 1/255", e);
        }
        throw new IllegalArgumentException("scale '" + text + "' is not above 0; write 1 or 1/255");
    }

    private static double probability(String text) {
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
        map.put("resize", preparation.kernel() == Resampling.Kernel.LINEAR ? "opencv" : "pillow");
        if (output != null) {
            map.put("output", output);
        }
        map.put("threshold", number(threshold));
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
