package dev.copra.coco.region;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.list.ImageSizes;
import dev.copra.io.LineReader;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonText;
import dev.copra.json.NonFinitePolicy;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.PolygonRasterizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleBiFunction;

/** RLE operations on single lines of JSON: a line in, a line out. Holds scratch memory: one a thread. */
public final class RleLines {
    /** What is done with a line. */
    public enum Operation {
        /** {@code height}, {@code width} and {@code rows}, {@code rings} or {@code bbox} become an RLE. */
        ENCODE,
        /** An RLE becomes {@code rows} of 0 and 1. */
        DECODE,
        /** How many pixels the mask has, as {@code area}. */
        AREA,
        /** The least box around the mask, as {@code bbox}: x, y, width, height in pixels. */
        BOUNDS,
        /** The mask's outline along the edges of its pixels, as {@code rings}. */
        TRACE,
        /** The pixels that either of two masks has. */
        UNION,
        /** The pixels that both of two masks have. */
        INTERSECTION,
        /** The pixels of the first mask that the second has not. */
        DIFFERENCE,
        /** The IoU of two masks, 0 to 1. */
        IOU
    }

    /** How an operation answers. @param crowd whether the second mask of {@link Operation#IOU} is a crowd region */
    public Answer answer(Operation operation, boolean crowd) {
        return new Answer() {
            @Override
            public byte[] to(CocoRecord line) throws AnnotationException {
                return switch (operation) {
                    case ENCODE -> encode(line);
                    case DECODE -> decode(line);
                    case AREA -> area(line);
                    case BOUNDS -> bounds(line);
                    case TRACE -> trace(line);
                    case UNION -> union(line);
                    case INTERSECTION -> intersection(line);
                    case DIFFERENCE -> difference(line);
                    case IOU -> crowd ? crowdIou(line) : iou(line);
                };
            }
        };
    }

    private static final int MOST_DECODED = 1 << 27;

    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final CocoRecord record = new CocoRecord();

    /** An operation on a line. */
    public interface Answer {
        /**
         * Answers a line, in JSON without a line end.
         *
         * @throws AnnotationException if the line has not what the operation takes
         */
        byte[] to(CocoRecord line) throws AnnotationException;
    }

    /**
     * The answer to a line.
     *
     * @param json one line, without its end
     * @param failed whether it is an error
     */
    public record Result(byte[] json, boolean failed) {}

    /** Answers a line; a bad one with {@code {"error":"..."}}. */
    public Result answer(byte[] line, long number, Answer answer) {
        try {
            if (line.length > LineReader.LONGEST) {
                throw new JsonException("longer than " + LineReader.LONGEST + " bytes", number, 1);
            }
            JsonScanner scanner = new JsonScanner(new ByteWindow(line), NonFinitePolicy.KEEP);
            scanner.startAt(new JsonScanner.Place(number, 1));
            if (number == 1) {
                scanner.skipByteOrderMark();
            }
            record.readAlone(scanner, number);
            return new Result(answer.to(record), false);
        } catch (AnnotationException | IOException e) {
            return new Result(error(e.getMessage()), true);
        }
    }

    private static byte[] error(String message) {
        StringBuilder text = new StringBuilder("{\"error\":\"");
        message.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c < ' ' ? ' ' : (char) c);
        });
        return text.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code height}, {@code width} and {@code rows}, else {@code rings}, else {@code bbox}, to an RLE. */
    private byte[] encode(CocoRecord line) throws AnnotationException {
        int height = side(line, "height");
        int width = side(line, "width");
        if ((long) height * width > Integer.MAX_VALUE) {
            throw line.wrong("size", "an image of " + height + " x " + width + " pixels is too large");
        }
        if (line.has("rows")) {
            return SegmentationWriter.rle(rows(line, height, width), line);
        }
        if (line.has("rings")) {
            return SegmentationWriter.rle(rings(line, height, width), line);
        }
        if (line.has("bbox")) {
            return SegmentationWriter.rle(
                    BoxRasterizer.rasterize(BoxFormat.COCO.read(line, height, width), height, width), line);
        }
        throw line.wrong("encode", "there is none of rings, bbox and rows");
    }

    /** An RLE to {@code rows}, strings of 0 and 1. */
    private byte[] decode(CocoRecord line) throws AnnotationException {
        Rle mask = mask(line.asSegmentation(), line);
        if (mask.height() * (mask.width() + 3L) > MOST_DECODED) {
            throw line.wrong(
                    "size", "a mask of " + mask.height() + " x " + mask.width() + " is too large to write out");
        }
        byte[] dense = mask.toDense();
        JsonText text = new JsonText(dense.length + 3 * mask.height() + 16).add("{\"rows\":[");
        for (int y = 0; y < mask.height(); y++) {
            text.add(y > 0 ? ",\"" : "\"");
            for (int x = 0; x < mask.width(); x++) {
                text.add((char) ('0' + dense[y + mask.height() * x]));
            }
            text.add('"');
        }
        return text.add("]}").toBytes();
    }

    private byte[] area(CocoRecord line) throws AnnotationException {
        return member(
                "area",
                SegmentationWriter.number(mask(line.asSegmentation(), line).area()));
    }

    private byte[] bounds(CocoRecord line) throws AnnotationException {
        return member(
                "bbox", SegmentationWriter.box(mask(line.asSegmentation(), line).bounds(), line));
    }

    private byte[] trace(CocoRecord line) throws AnnotationException {
        return member("rings", SegmentationWriter.rings(MaskTracer.trace(mask(line.asSegmentation(), line)), line));
    }

    private byte[] union(CocoRecord line) throws AnnotationException {
        return combine(line, Rle::union);
    }

    private byte[] intersection(CocoRecord line) throws AnnotationException {
        return combine(line, Rle::intersection);
    }

    private byte[] difference(CocoRecord line) throws AnnotationException {
        return combine(line, Rle::difference);
    }

    private byte[] iou(CocoRecord line) throws AnnotationException {
        return measure(line, Rle::iou);
    }

    /** IoU with b as a crowd region. */
    private byte[] crowdIou(CocoRecord line) throws AnnotationException {
        return measure(line, Rle::crowdIou);
    }

    private byte[] combine(CocoRecord line, BinaryOperator<Rle> operation) throws AnnotationException {
        Rle a = operand(line, "a");
        return SegmentationWriter.rle(operation.apply(a, sameSize(line, a, operand(line, "b"))), line);
    }

    private byte[] measure(CocoRecord line, ToDoubleBiFunction<Rle, Rle> measure) throws AnnotationException {
        Rle a = operand(line, "a");
        return member(
                "iou", SegmentationWriter.number(measure.applyAsDouble(a, sameSize(line, a, operand(line, "b")))));
    }

    private static Rle sameSize(CocoRecord line, Rle a, Rle b) throws AnnotationException {
        if (a.height() != b.height() || a.width() != b.width()) {
            throw line.wrong(
                    "size", "a is " + a.height() + " x " + a.width() + " but b is " + b.height() + " x " + b.width());
        }
        return b;
    }

    private static Rle operand(CocoRecord line, String name) throws AnnotationException {
        if (!line.has(name)) {
            throw line.wrong("operand", "there is no " + name);
        }
        return mask(line.segmentation(name), line);
    }

    private static Rle mask(Segmentation segmentation, CocoRecord line) throws AnnotationException {
        Rle mask = SegmentationRasterizer.rle(segmentation, line);
        if (mask == null) {
            throw line.wrong("rle", "this is no RLE with size and counts");
        }
        return mask;
    }

    private static byte[] member(String name, byte[] json) {
        return ("{\"" + name + "\":" + new String(json, StandardCharsets.US_ASCII) + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int side(CocoRecord line, String name) throws AnnotationException {
        double side = line.number(name, -1);
        if (!(side >= 0 && side <= ImageSizes.MAX_SIDE && side == Math.rint(side))) {
            throw line.wrong(
                    "size",
                    line.has(name)
                            ? name + " is not a number of pixels from 0 to " + ImageSizes.MAX_SIDE
                            : "there is no " + name);
        }
        return (int) side;
    }

    private Rle rings(CocoRecord line, int height, int width) throws AnnotationException {
        Segmentation rings = line.segmentation("rings");
        if (rings instanceof Segmentation.None) {
            return Rle.empty(height, width);
        }
        if (!(rings instanceof Segmentation.Polygons polygons)) {
            throw line.wrong("rings", "rings is not a list of flat lists of numbers");
        }
        for (double[] ring : polygons.rings()) {
            for (double coordinate : ring) {
                if (!Double.isFinite(coordinate)) {
                    throw line.wrong("rings", "a ring has the coordinate " + coordinate);
                }
            }
        }
        return rasterizer.rasterize(polygons.rings(), height, width);
    }

    private static Rle rows(CocoRecord line, int height, int width) throws AnnotationException {
        JsonNode rows = line.tree("rows");
        if (!rows.isArray() || rows.size() != height) {
            throw line.wrong("rows", "rows is not a list of " + height + " strings");
        }
        byte[] dense = new byte[height * width];
        for (int y = 0; y < height; y++) {
            String row = rows.get(y).asText();
            if (row.length() != width || !rows.get(y).isTextual()) {
                throw line.wrong("rows", "row " + y + " is not a string of " + width + " characters");
            }
            for (int x = 0; x < width; x++) {
                char c = row.charAt(x);
                if (c != '0' && c != '1') {
                    throw line.wrong("rows", "row " + y + " has the character '" + c + "', neither 0 nor 1");
                }
                dense[y + height * x] = (byte) (c - '0');
            }
        }
        return Rle.ofDense(dense, height, width);
    }
}
