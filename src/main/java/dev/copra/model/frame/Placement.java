package dev.copra.model.frame;

import dev.copra.mask.Box;

/**
 * Where an image lies in a model's input: scaled to {@code scaledHeight} x {@code scaledWidth} pixels, its corner at
 * ({@code left}, {@code top}), padding around it. Coordinates are continuous on both sides, pixel (0, 0) covering
 * [0, 1) x [0, 1), and each axis has its own factor.
 *
 * @param height of the image
 * @param width of the image
 * @param inputHeight of the model's input
 * @param inputWidth of the model's input
 */
public record Placement(
        int height, int width, int scaledHeight, int scaledWidth, int top, int left, int inputHeight, int inputWidth) {

    /** The image as it is. */
    public static Placement whole(int height, int width) {
        return stretch(height, width, height, width);
    }

    /** The image made as large as the input, whatever becomes of its proportions. */
    public static Placement stretch(int height, int width, int inputHeight, int inputWidth) {
        return new Placement(height, width, inputHeight, inputWidth, 0, 0, inputHeight, inputWidth);
    }

    /**
     * The longer side made as long as the input's, the rest below or to the right of it padding: {@code ResizeLongestSide}
     * of Segment Anything, sides rounded half up.
     */
    public static Placement longest(int height, int width, int side) {
        double scale = side / (double) Math.max(height, width);
        return new Placement(height, width, rounded(height * scale), rounded(width * scale), 0, 0, side, side);
    }

    /**
     * The image as large as fits, in the middle of the input: {@code LetterBox} of Ultralytics, half a pixel too much of
     * padding going below and to the right.
     */
    public static Placement letterbox(int height, int width, int inputHeight, int inputWidth) {
        double scale = Math.min(inputHeight / (double) height, inputWidth / (double) width);
        int scaledHeight = Math.max(1, (int) Math.rint(height * scale));
        int scaledWidth = Math.max(1, (int) Math.rint(width * scale));
        int top = (inputHeight - scaledHeight) / 2;
        int left = (inputWidth - scaledWidth) / 2;
        return new Placement(height, width, scaledHeight, scaledWidth, top, left, inputHeight, inputWidth);
    }

    /**
     * The shorter side made {@code side} pixels long, or less lest the longer one exceed {@code most}; the input grown to
     * a multiple of {@code stride} below and to the right, as detectors with a feature pyramid want it. The longer side is cut
     * to whole pixels, as torchvision and Hugging Face's transformers do; MMDetection rounds it.
     */
    public static Placement shortest(int height, int width, int side, int most, int stride) {
        int less = Math.min(height, width);
        int more = Math.max(height, width);
        int shorter = rounded(less * Math.min(side / (double) less, most / (double) more));
        int longer = (int) Math.max(1, (long) shorter * more / less);
        int scaledHeight = height <= width ? shorter : longer;
        int scaledWidth = height <= width ? longer : shorter;
        return new Placement(
                height,
                width,
                scaledHeight,
                scaledWidth,
                0,
                0,
                (scaledHeight + stride - 1) / stride * stride,
                (scaledWidth + stride - 1) / stride * stride);
    }

    /** Whether there is no padding. */
    public boolean fillsInput() {
        return scaledHeight == inputHeight && scaledWidth == inputWidth;
    }

    /** The same without what is below and to the right of the image. */
    Placement withoutPadding() {
        return new Placement(
                height, width, scaledHeight, scaledWidth, top, left, top + scaledHeight, left + scaledWidth);
    }

    private static int rounded(double length) {
        return Math.max(1, (int) Math.floor(length + .5));
    }

    /** From the image to the input. */
    public double toInputX(double x) {
        return x * scaledWidth / width + left;
    }

    /** From the image to the input. */
    public double toInputY(double y) {
        return y * scaledHeight / height + top;
    }

    /** From the input to the image. */
    public double toImageX(double x) {
        return (x - left) * width / scaledWidth;
    }

    /** From the input to the image. */
    public double toImageY(double y) {
        return (y - top) * height / scaledHeight;
    }

    /** A box given by two corners in the input, as a box of the image that does not leave it; may be empty. */
    public Box toImage(double x0, double y0, double x1, double y1) {
        double imageLeft = clip(toImageX(x0), width);
        double imageTop = clip(toImageY(y0), height);
        return Box.ofCorners(
                imageLeft,
                imageTop,
                Math.max(imageLeft, clip(toImageX(x1), width)),
                Math.max(imageTop, clip(toImageY(y1), height)));
    }

    private static double clip(double x, int most) {
        return Math.max(0, Math.min(most, x));
    }
}
