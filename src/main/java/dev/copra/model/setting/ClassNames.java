package dev.copra.model.setting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The categories of COCO and Pascal VOC, as models number them. */
public final class ClassNames {
    private static final String[] VOC = {
        "background",
        "aeroplane",
        "bicycle",
        "bird",
        "boat",
        "bottle",
        "bus",
        "car",
        "cat",
        "chair",
        "cow",
        "diningtable",
        "dog",
        "horse",
        "motorbike",
        "person",
        "pottedplant",
        "sheep",
        "sofa",
        "train",
        "tvmonitor"
    };

    /** Names that VOC, torchvision's models and others have for categories of COCO, by {@link #key}. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "aeroplane", "airplane",
            "motorbike", "motorcycle",
            "sofa", "couch",
            "tvmonitor", "tv",
            "television", "tv",
            "mobilephone", "cellphone",
            "doughnut", "donut");

    private ClassNames() {}

    /** COCO's names by COCO's ids, 1 to 90 with gaps. */
    public static Map<Integer, String> coco() {
        return Coco.BY_ID;
    }

    /** COCO's 80 names without gaps, in the order of their ids. */
    public static Map<Integer, String> cocoFrom(int first) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (String name : Coco.BY_ID.values()) {
            names.put(first + names.size(), name);
        }
        return names;
    }

    /** Pascal VOC's 20 names and the background. */
    public static Map<Integer, String> voc() {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (String name : VOC) {
            names.put(names.size(), name);
        }
        return names;
    }

    /** Pascal VOC's label of a category by the key of its name, or null. */
    public static Integer vocLabel(String key) {
        for (int label = 1; label < VOC.length; label++) {
            if (key(VOC[label]).equals(key)) {
                return label;
            }
        }
        return null;
    }

    /** COCO's id of a category; empty if COCO has none of that name. */
    public static OptionalInt cocoId(String name) {
        Integer id = Coco.BY_KEY.get(key(name));
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** By what names are equal: letters and digits alone, in lower case, synonyms as one. */
    public static String key(String name) {
        StringBuilder key = new StringBuilder();
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(key::appendCodePoint);
        return SYNONYMS.getOrDefault(key.toString(), key.toString());
    }

    /** Not read before it is needed. */
    private static final class Coco {
        static final Map<Integer, String> BY_ID = read();
        static final Map<String, Integer> BY_KEY = new HashMap<>();

        static {
            BY_ID.forEach((id, name) -> BY_KEY.put(key(name), id));
        }

        private static Map<Integer, String> read() {
            Map<Integer, String> names = new LinkedHashMap<>();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    ClassNames.class.getResourceAsStream("coco-categories.txt"), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int space = line.indexOf(' ');
                    names.put(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Collections.unmodifiableMap(names);
        }
    }
}
