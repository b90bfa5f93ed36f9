package dev.copra.model.frame;

import java.util.Arrays;
import java.util.Locale;

/**
 * How large a model wants an image.
 *
 * @param mode by what rule
 * @param first the input's height, or the side that the rule is about; 0 for {@link Mode#NATIVE}
 * @param second the input's width, or the most that the longer side may have; 0 where there is none
 * @param stride what the input's height and width are multiples of, for {@link Mode#SHORTEST}
 */
public record Sizing(Mode mode, int first, int second, int stride) {

    /** Rules by which images get a model's size. */
    public enum Mode {
        /** As it is. */
        NATIVE(0, 0),
        /** To this height and width, whatever becomes of the proportions. */
        STRETCH(2, 2),
        /** The longer side to this length, and no padding: the model does that itself. */
        FIT(1, 1),
        /** The longer side to this length, padded below or to the right to a square. */
        LONGEST(1, 1),
        /** The shorter side to this length, the longer one to no more than that; padded to a multiple of the third. */
        SHORTEST(2, 3),
        /** As large as fits into this height and width, in the middle. */
        LETTERBOX(2, 2);

        private final int least;
        private final int most;

        Mode(int least, int most) {
            this.least = least;
            this.most = most;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The size that the image has. */
    public static final Sizing NATIVE = new Sizing(Mode.NATIVE, 0, 0, 1);

    /** {@link Mode#STRETCH} to this size in pixels. */
    public static Sizing stretch(int height, int width) {
        return new Sizing(Mode.STRETCH, height, width, 1);
    }

    /**
     * {@link Mode#FIT}.
     *
     * @param side the longer side in pixels
     */
    public static Sizing fit(int side) {
        return new Sizing(Mode.FIT, side, 0, 1);
    }

    /**
     * {@link Mode#LONGEST}.
     *
     * @param side of the square in pixels
     */
    public static Sizing longest(int side) {
        return new Sizing(Mode.LONGEST, side, 0, 1);
    }

    /**
     * {@link Mode#SHORTEST}.
     *
     * @param side the shorter side in pixels
     * @param most that the longer side may have; the shorter one is then shorter
     * @param stride what both sides are padded to a multiple of
     */
    public static Sizing shortest(int side, int most, int stride) {
        return new Sizing(Mode.SHORTEST, side, most, stride);
    }

    /** {@link Mode#LETTERBOX} in this size in pixels. */
    public static Sizing letterbox(int height, int width) {
        return new Sizing(Mode.LETTERBOX, height, width, 1);
    }

    /**
     * Reads {@code native}, {@code stretch:1024x1024}, {@code longest:1024}, {@code shortest:800x1333x32} or
     * {@code letterbox:640x640}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Sizing parse(String text) {
        String[] parts = text.split(":", 2);
        Mode mode = Arrays.stream(Mode.values())
                .filter(m -> m.toString().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> wrong(text));
        int[] numbers = parts.length == 1 ? new int[0] : numbers(text, parts[1].split("x"));
        if (numbers.length < mode.least || numbers.length > mode.most) {
            throw wrong(text);
        }
        int[] three = Arrays.copyOf(numbers, 3);
        return new Sizing(mode, three[0], three[1], Math.max(1, three[2]));
    }

    private static int[] numbers(String text, String[] parts) {
        try {
            int[] numbers = Arrays.stream(parts).mapToInt(Integer::parseInt).toArray();
            if (Arrays.stream(numbers).allMatch(n -> n > 0 && n <= 1 << 14)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "size '" + text + "' is none; write native, stretch:1024x1024 (height x width),"
                        + " longest:1024, shortest:800x1333 or letterbox:640x640");
    }

    /** The same rule for a square of another side: the longer side to it, or both. */
    public Sizing ofSide(int side) {
        return mode == Mode.STRETCH || mode == Mode.NATIVE ? stretch(side, side) : longest(side);
    }

    /** Where an image of this size lies in the model's input. */
    public Placement place(int height, int width) {
        return switch (mode) {
            case NATIVE -> Placement.whole(height, width);
            case STRETCH -> Placement.stretch(height, width, first, second);
            case FIT -> Placement.longest(height, width, first).withoutPadding();
            case LONGEST -> Placement.longest(height, width, first);
            case SHORTEST -> Placement.shortest(height, width, first, second, stride);
            case LETTERBOX -> Placement.letterbox(height, width, first, second);
        };
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return switch (mode) {
            case NATIVE -> "native";
            case FIT, LONGEST -> mode + ":" + first;
            case STRETCH, LETTERBOX -> mode + ":" + first + "x" + second;
            case SHORTEST -> mode + ":" + first + "x" + second + (stride > 1 ? "x" + stride : "");
        };
    }
}
