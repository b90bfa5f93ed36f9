package dev.copra.model;

import java.util.Map;

/**
 * Stand-ins for models that find instances: whatever the image, two of them, at the same shares of the input, each mask the
 * ellipse inscribed in its box. Their scores are {@link #BASE} times a weighted sum of the mean value of each channel, so that
 * they depend on how the pixels were made numbers.
 */
public final class WholeImageStubs {
    /** The corners of the two boxes in shares of the input: left, top, right, bottom. */
    public static final float[][] SHARES = {{.25f, .125f, .75f, .5f}, {.5f, .5f, .875f, 1}};

    /** What the instances' scores are of the colour. */
    public static final float[] BASE = {.5f, 1};

    private static final long COUNT = 2;

    private final OnnxWriter graph = new OnnxWriter();

    private WholeImageStubs() {}

    /** Boxes, labels, scores and pasted masks; image [3, H, W]. */
    public static byte[] torchvision(float[] weights, long... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("image", OnnxWriter.FLOAT, 3, -1, -1);
        stub.common("image", 0, 1, 2, weights);
        stub.ellipses(-1, -1);
        stub.graph
                .output("boxes", OnnxWriter.FLOAT, -1, 4)
                .output("labels", OnnxWriter.INT64, -1)
                .output("scores", OnnxWriter.FLOAT, -1)
                .output("masks", OnnxWriter.FLOAT, -1, 1, -1, -1)
                .longs("label", new long[] {COUNT}, labels)
                .list("one", 1)
                .node("Identity", "corners", "boxes")
                .node("Identity", "label", "labels")
                .node("Identity", "score", "scores")
                .node("Unsqueeze", "probability,one", "masks");
        return stub.graph.build("torchvision_mask_rcnn", 13);
    }

    /** The same outputs under numbers for names, masks of 28 x 28 in the box; image [3, H, W]. */
    public static byte[] zoo(float[] weights, long... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("image", OnnxWriter.FLOAT, 3, -1, -1);
        stub.common("image", 0, 1, 2, weights);
        stub.graph
                .output("6568", OnnxWriter.FLOAT, -1, 4)
                .output("6570", OnnxWriter.INT64, -1)
                .output("6572", OnnxWriter.FLOAT, -1)
                .output("6887", OnnxWriter.FLOAT, -1, 1, 28, 28)
                .longs("label", new long[] {COUNT}, labels)
                .floats("mask", new long[] {COUNT, 1, 28, 28}, twice(disc(28)))
                .node("Identity", "corners", "6568")
                .node("Identity", "label", "6570")
                .node("Identity", "score", "6572")
                .node("Identity", "mask", "6887");
        return stub.graph.build("zoo_mask_rcnn", 13);
    }

    /** TensorFlow's: bytes [1, H, W, 3], boxes as top, left, bottom, right in shares, a third place that is empty. */
    public static byte[] tensorFlow(float[] weights, float... classes) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("image_tensor:0", OnnxWriter.UINT8, 1, -1, -1, 3);
        stub.graph.node("Cast", "image_tensor:0", "pixels", "to", 1L);
        stub.common("pixels", 3, 1, 2, weights);
        float[] boxes = new float[12];
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < 4; k++) {
                boxes[4 * i + k] = SHARES[i][k ^ 1];
            }
        }
        stub.graph
                .output("detection_boxes:0", OnnxWriter.FLOAT, 1, 3, 4)
                .output("detection_classes:0", OnnxWriter.FLOAT, 1, 3)
                .output("detection_scores:0", OnnxWriter.FLOAT, 1, 3)
                .output("detection_masks:0", OnnxWriter.FLOAT, 1, 3, 33, 33)
                .output("num_detections:0", OnnxWriter.FLOAT, 1)
                .floats("box", new long[] {1, 3, 4}, boxes)
                .floats("class", new long[] {1, 3}, classes[0], classes[1], 1)
                .floats("mask", new long[] {1, 2, 33, 33}, twice(cornerDisc(33)))
                .floats("noMask", new long[] {1, 1, 33, 33}, new float[33 * 33])
                .floats("noScore", new long[] {1}, 0)
                .floats("count", new long[] {1}, COUNT)
                .list("row3", 1, 3)
                .node("Concat", "score,noScore", "scores3", "axis", 0L)
                .node("Identity", "box", "detection_boxes:0")
                .node("Identity", "class", "detection_classes:0")
                .node("Reshape", "scores3,row3", "detection_scores:0")
                .node("Concat", "mask,noMask", "detection_masks:0", "axis", 1L)
                .node("Identity", "count", "num_detections:0");
        return stub.graph.build("tensorflow_mask_rcnn", 13);
    }

    /** MMDeploy's: [1, 3, H, W]; boxes with scores, labels, masks of the input's size. */
    public static byte[] mmdeploy(float[] weights, long... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("input", OnnxWriter.FLOAT, 1, 3, -1, -1);
        stub.common("input", 1, 2, 3, weights);
        stub.ellipses(-1, -1);
        stub.graph
                .output("dets", OnnxWriter.FLOAT, 1, -1, 5)
                .output("labels", OnnxWriter.INT64, 1, -1)
                .output("masks", OnnxWriter.FLOAT, 1, -1, -1, -1)
                .longs("label", new long[] {1, COUNT}, labels)
                .list("zero", 0)
                .list("column", COUNT, 1)
                .node("Reshape", "score,column", "scores")
                .node("Concat", "corners,scores", "det", "axis", 1L)
                .node("Unsqueeze", "det,zero", "dets")
                .node("Identity", "label", "labels")
                .node("Unsqueeze", "probability,zero", "masks");
        return stub.graph.build("mmdeploy", 13);
    }

    /** RF-DETR's: a fixed size, a logit a class, masks a quarter of the size as logits. */
    public static byte[] rfDetr(int side, float[] weights, int classes, int... labels) {
        return rfDetr("dets", "labels", "4245", side, weights, classes, labels);
    }

    /** The same under the names that Optimum gives it, which are DETR's. */
    public static byte[] rfDetrByOptimum(int side, float[] weights, int classes, int... labels) {
        return rfDetr("pred_boxes", "logits", "pred_masks", side, weights, classes, labels);
    }

    private static byte[] rfDetr(
            String dets, String logits, String masks, int side, float[] weights, int classes, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("input", OnnxWriter.FLOAT, 1, 3, side, side);
        stub.common("input", 1, 2, 3, weights);
        stub.ellipses(side / 4, side / 4);
        stub.graph
                .output(dets, OnnxWriter.FLOAT, 1, COUNT, 4)
                .output(logits, OnnxWriter.FLOAT, 1, COUNT, classes)
                .output(masks, OnnxWriter.FLOAT, 1, COUNT, side / 4, side / 4)
                .floats("det", new long[] {1, COUNT, 4}, centres(1))
                .list("zero", 0)
                .node("Identity", "det", dets)
                .node("Sub", "unit,score", "rest")
                .node("Div", "score,rest", "odds")
                .node("Log", "odds", "own")
                .node("Unsqueeze", "logit,zero", masks);
        stub.spread("own", classes, logits, labels);
        return stub.graph.build("rf_detr", 13);
    }

    /** DETR's: softmax over the classes and nothing, masks of some coarse size as logits, a mask of pixels as second input. */
    public static byte[] detr(float[] weights, int classes, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph
                .input("pixel_values", OnnxWriter.FLOAT, -1, 3, -1, -1)
                .input("pixel_mask", OnnxWriter.INT64, -1, -1, -1);
        stub.common("pixel_values", 1, 2, 3, weights);
        stub.ellipses(50, 60);
        stub.graph
                .output("logits", OnnxWriter.FLOAT, -1, -1, classes + 1)
                .output("pred_boxes", OnnxWriter.FLOAT, -1, -1, 4)
                .output("pred_masks", OnnxWriter.FLOAT, -1, -1, -1, -1)
                .floats("box", new long[] {1, COUNT, 4}, centres(1))
                .list("zero", 0)
                .node("Cast", "pixel_mask", "real", "to", 1L)
                .node("ReduceMin", "real", "allOnes", "keepdims", 0L)
                .node("Mul", "box,allOnes", "pred_boxes")
                .node("Unsqueeze", "logit,zero", "pred_masks");
        stub.softmax(classes, "logits", labels);
        return stub.graph.build("detr", 13);
    }

    /** MaskFormer's: as DETR's under other names, and no boxes. */
    public static byte[] maskFormer(float[] weights, int classes, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("pixel_values", OnnxWriter.FLOAT, -1, 3, -1, -1);
        stub.common("pixel_values", 1, 2, 3, weights);
        stub.ellipses(200, 200);
        stub.graph
                .output("class_queries_logits", OnnxWriter.FLOAT, -1, -1, classes + 1)
                .output("masks_queries_logits", OnnxWriter.FLOAT, -1, -1, -1, -1)
                .list("zero", 0)
                .scalar("steep", 50f)
                .node("Mul", "logit,steep", "sure")
                .node("Unsqueeze", "sure,zero", "masks_queries_logits");
        stub.softmax(classes, "class_queries_logits", labels);
        return stub.graph.build("maskformer", 13);
    }

    /** YOLO's: a fixed size, three anchors, the second a slightly worse copy of the first; a prototype an instance. */
    public static byte[] yolo(int side, float[] weights, int classes, Map<String, String> metadata, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("images", OnnxWriter.FLOAT, 1, 3, side, side).metadata(metadata);
        stub.common("images", 1, 2, 3, weights);
        stub.ellipses(side / 4, side / 4);
        int[] instance = {0, 0, 1};
        float[] discount = {1, .9f, 1};
        float[] boxes = new float[12];
        float[] scores = new float[classes * 3];
        float[] coefficients = new float[6];
        for (int anchor = 0; anchor < 3; anchor++) {
            int i = instance[anchor];
            for (int k = 0; k < 4; k++) {
                boxes[3 * k + anchor] = centres(side)[4 * i + k];
            }
            scores[3 * labels[i] + anchor] = BASE[i] * discount[anchor];
            coefficients[3 * i + anchor] = 1;
        }
        stub.graph
                .output("output0", OnnxWriter.FLOAT, 1, 4 + classes + COUNT, 3)
                .output("output1", OnnxWriter.FLOAT, 1, COUNT, side / 4, side / 4)
                .floats("box", new long[] {1, 4, 3}, boxes)
                .floats("class", new long[] {1, classes, 3}, scores)
                .floats("coefficient", new long[] {1, COUNT, 3}, coefficients)
                .list("zero", 0)
                .node("Mul", "class,colour", "classes")
                .node("Concat", "box,classes,coefficient", "output0", "axis", 1L)
                .node("Unsqueeze", "logit,zero", "output1");
        return stub.graph.build("yolo_seg", 13);
    }

    /**
     * YOLOv5's: three anchors a cell in rows, the probability of an object before those of the classes, which are .8 for the label,
     * so that a score that leaves the object out is another one.
     */
    public static byte[] yoloRows(int side, float[] weights, int classes, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("images", OnnxWriter.FLOAT, 1, 3, side, side);
        stub.common("images", 1, 2, 3, weights);
        stub.ellipses(side / 4, side / 4);
        int anchors = 3 * (side / 8 * side / 8 + side / 16 * side / 16 + side / 32 * side / 32);
        int numbers = 5 + classes + (int) COUNT;
        float[] table = new float[anchors * numbers];
        float[] objects = new float[anchors * numbers];
        int[] rows = {1, anchors - 2};
        for (int i = 0; i < COUNT; i++) {
            int at = rows[i] * numbers;
            System.arraycopy(centres(side), 4 * i, table, at, 4);
            objects[at + 4] = BASE[i] / .8f;
            table[at + 5 + labels[i]] = .8f;
            table[at + 5 + classes + i] = 1;
        }
        stub.graph
                .output("output0", OnnxWriter.FLOAT, 1, anchors, numbers)
                .output("output1", OnnxWriter.FLOAT, 1, COUNT, side / 4, side / 4)
                .floats("table", new long[] {1, anchors, numbers}, table)
                .floats("object", new long[] {1, anchors, numbers}, objects)
                .list("zero", 0)
                .node("Mul", "object,colour", "objects")
                .node("Add", "table,objects", "output0")
                .node("Unsqueeze", "logit,zero", "output1");
        return stub.graph.build("yolov5_seg", 13);
    }

    /** D-FINE's: corners in the input, masks a quarter of the size as probabilities, three places of which the last is empty. */
    public static byte[] dFine(int side, float[] weights, long... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("input", OnnxWriter.FLOAT, -1, 3, side, side);
        stub.common("input", 1, 2, 3, weights);
        stub.ellipses(side / 4, side / 4);
        stub.graph
                .output("labels", OnnxWriter.INT64, -1, COUNT)
                .output("boxes", OnnxWriter.FLOAT, -1, COUNT, 4)
                .output("scores", OnnxWriter.FLOAT, -1, COUNT)
                .output("masks", OnnxWriter.FLOAT, -1, COUNT, side / 4, side / 4)
                .longs("label", new long[] {1, COUNT}, labels)
                .list("zero", 0)
                .node("Identity", "label", "labels")
                .node("Unsqueeze", "corners,zero", "boxes")
                .node("Unsqueeze", "score,zero", "scores")
                .node("Sigmoid", "logit", "share")
                .node("Unsqueeze", "share,zero", "masks");
        return stub.graph.build("d_fine_seg", 13);
    }

    /** OneFormer's: as MaskFormer's, and unless the task is "the task is instance" in CLIP's tokens, no score is one. */
    public static byte[] oneFormer(float[] weights, int classes, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        long[] task = new long[77];
        System.arraycopy(new long[] {49406, 518, 10549, 533, 34572, 49407}, 0, task, 0, 6);
        stub.graph
                .input("pixel_values", OnnxWriter.FLOAT, -1, 3, -1, -1)
                .input("task_inputs", OnnxWriter.INT64, -1, 77);
        stub.common("pixel_values", 1, 2, 3, weights);
        stub.ellipses(200, 200);
        stub.graph
                .output("class_queries_logits", OnnxWriter.FLOAT, -1, -1, classes + 1)
                .output("masks_queries_logits", OnnxWriter.FLOAT, -1, -1, -1, -1)
                .longs("task", new long[] {1, 77}, task)
                .list("zero", 0)
                .scalar("steep", 50f)
                .scalar("lot", -1000f)
                .node("Sub", "task_inputs,task", "differs")
                .node("Abs", "differs", "differing")
                .node("Cast", "differing", "differF", "to", 1L)
                .node("ReduceMax", "differF", "deaf", "keepdims", 0L)
                .node("Mul", "deaf,lot", "less")
                .node("Mul", "logit,steep", "sure0")
                .node("Add", "sure0,less", "sure")
                .node("Unsqueeze", "sure,zero", "masks_queries_logits");
        stub.softmax(classes, "class_queries_logits", labels);
        return stub.graph.build("oneformer", 13);
    }

    /** YOLO's with suppression in the graph: corners, score, class and coefficients a row, and a row of zeros. */
    public static byte[] yoloSuppressed(int side, float[] weights, int... labels) {
        WholeImageStubs stub = new WholeImageStubs();
        stub.graph.input("images", OnnxWriter.FLOAT, 1, 3, side, side);
        stub.common("images", 1, 2, 3, weights);
        stub.ellipses(side / 4, side / 4);
        stub.graph
                .output("output0", OnnxWriter.FLOAT, 1, 3, 6 + COUNT)
                .output("output1", OnnxWriter.FLOAT, 1, COUNT, side / 4, side / 4)
                .floats("class", new long[] {COUNT, 3}, labels[0], 1, 0, labels[1], 0, 1)
                .floats("none", new long[] {1, 8}, new float[8])
                .list("zero", 0)
                .list("column", COUNT, 1)
                .node("Reshape", "score,column", "scores")
                .node("Concat", "corners,scores,class", "filled", "axis", 1L)
                .node("Concat", "filled,none", "table", "axis", 0L)
                .node("Unsqueeze", "table,zero", "output0")
                .node("Unsqueeze", "logit,zero", "output1");
        return stub.graph.build("yolo_seg_nms", 13);
    }

    /** The input's size as {@code h} and {@code w}, {@code colour}, {@code score} [2] and {@code corners} [2, 4]. */
    private void common(String image, long channels, long rows, long columns, float[] weights) {
        graph.scalar("rows", rows)
                .scalar("columns", columns)
                .list("row", 1, 3)
                .list("single", 1)
                .floats("weights", new long[] {3, 1}, weights)
                .floats("base", new long[] {COUNT}, BASE)
                .floats("shares", new long[] {COUNT, 4}, flat(SHARES))
                .floats("unit", new long[] {1}, 1)
                .node("Shape", image, "shape")
                .node("Gather", "shape,rows", "hl", "axis", 0L)
                .node("Gather", "shape,columns", "wl", "axis", 0L)
                .node("Cast", "hl", "h", "to", 1L)
                .node("Cast", "wl", "w", "to", 1L)
                .node("ReduceMean", image, "mean", "axes", new long[] {rows, columns}, "keepdims", 0L)
                .node("Reshape", "mean,row", "means")
                .node("MatMul", "means,weights", "sum")
                .node("Reshape", "sum,single", "colour")
                .node("Mul", "base,colour", "score")
                .node("Reshape", "w,single", "w1")
                .node("Reshape", "h,single", "h1")
                .node("Concat", "w1,h1,w1,h1", "size", "axis", 0L)
                .node("Mul", "shares,size", "corners");
    }

    /**
     * The ellipses as {@code logit} [2, gh, gw], 1 less the squared distance in radii, and {@code probability}, .5 at the edge.
     *
     * @param height of the map, -1 for the input's
     */
    private void ellipses(long height, long width) {
        graph.scalar("f0", 0f)
                .scalar("f1", 1f)
                .scalar("half", .5f)
                .list("flatX", 1, 1, -1)
                .list("flatY", 1, -1, 1);
        axis("x", "w", width, 0, 2, "flatX");
        axis("y", "h", height, 1, 3, "flatY");
        graph.node("Add", "dx2,dy2", "d").node("Sub", "f1,d", "logit");
        graph.node("Mul", "d,half", "d_half").node("Sub", "f1,d_half", "probability");
    }

    private void axis(String a, String length, long cells, long low, long high, String flat) {
        if (cells > 0) {
            graph.scalar("cells" + a, (float) cells);
        } else {
            graph.node("Identity", length, "cells" + a);
        }
        graph.scalar("low" + a, low)
                .scalar("high" + a, high)
                .list("each" + a, COUNT, 1, 1)
                .node("Gather", "corners,low" + a, "from" + a, "axis", 1L)
                .node("Gather", "corners,high" + a, "to" + a, "axis", 1L)
                .node("Add", "from" + a + ",to" + a, "twice" + a)
                .node("Mul", "twice" + a + ",half", "mid" + a)
                .node("Sub", "to" + a + ",from" + a, "wide" + a)
                .node("Mul", "wide" + a + ",half", "rad" + a)
                .node("Reshape", "mid" + a + ",each" + a, "c" + a)
                .node("Reshape", "rad" + a + ",each" + a, "r" + a)
                .node("Range", "f0,cells" + a + ",f1", "i" + a)
                .node("Add", "i" + a + ",half", "centre" + a)
                .node("Div", length + ",cells" + a, "step" + a)
                .node("Mul", "centre" + a + ",step" + a, "at" + a)
                .node("Reshape", "at" + a + "," + flat, "line" + a)
                .node("Sub", "line" + a + ",c" + a, "off" + a)
                .node("Div", "off" + a + ",r" + a, "d" + a)
                .node("Mul", "d" + a + ",d" + a, "d" + a + "2");
    }

    /** An output [1, 2, classes] that has one value in the label's place and -30 in the others. */
    private void spread(String values, int classes, String output, int... labels) {
        float[] mine = new float[(int) COUNT * classes];
        float[] rest = new float[mine.length];
        for (int i = 0; i < mine.length; i++) {
            boolean own = i % classes == labels[i / classes];
            mine[i] = own ? 1 : 0;
            rest[i] = own ? 0 : -30;
        }
        graph.floats("mine" + output, new long[] {1, COUNT, classes}, mine)
                .floats("rest" + output, new long[] {1, COUNT, classes}, rest)
                .list("place" + output, 1, COUNT, 1)
                .node("Reshape", values + ",place" + output, "value" + output)
                .node("Mul", "mine" + output + ",value" + output, "own" + output)
                .node("Add", "own" + output + ",rest" + output, output);
    }

    /** Logits of which softmax makes the score for the label and the rest for nothing, the last class. */
    private void softmax(int classes, String output, int... labels) {
        float[] nothing = new float[(int) COUNT * (classes + 1)];
        nothing[classes] = 1;
        nothing[2 * classes + 1] = 1;
        graph.scalar("thirty", 30f)
                .floats("nothing", new long[] {1, COUNT, classes + 1}, nothing)
                .list("places", 1, COUNT, 1)
                .node("Log", "score", "own")
                .node("Sub", "unit,score", "remaining")
                .node("Log", "remaining", "other")
                .node("Add", "other,thirty", "raised")
                .node("Reshape", "raised,places", "raise")
                .node("Mul", "nothing,raise", "last");
        spread("own", classes + 1, "open", labels);
        graph.node("Add", "open,last", output);
    }

    /** Centre and size of the boxes. @param side what the shares are multiplied by */
    private static float[] centres(float side) {
        float[] boxes = new float[8];
        for (int i = 0; i < COUNT; i++) {
            float[] s = SHARES[i];
            boxes[4 * i] = (s[0] + s[2]) / 2 * side;
            boxes[4 * i + 1] = (s[1] + s[3]) / 2 * side;
            boxes[4 * i + 2] = (s[2] - s[0]) * side;
            boxes[4 * i + 3] = (s[3] - s[1]) * side;
        }
        return boxes;
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    private static float[] twice(float[] map) {
        float[] both = new float[2 * map.length];
        System.arraycopy(map, 0, both, 0, map.length);
        System.arraycopy(map, 0, both, map.length, map.length);
        return both;
    }

    /** A disc over a square whose cells divide it: .5 at the edge. */
    private static float[] disc(int side) {
        float[] map = new float[side * side];
        for (int i = 0; i < map.length; i++) {
            double x = (i % side + .5) / side * 2 - 1;
            double y = (i / side + .5) / side * 2 - 1;
            map[i] = (float) (1 - (x * x + y * y) / 2);
        }
        return map;
    }

    /** The same over a square whose corners are the centres of cells. */
    private static float[] cornerDisc(int side) {
        float[] map = new float[side * side];
        for (int i = 0; i < map.length; i++) {
            double x = i % side / (side - 1.) * 2 - 1;
            double y = i / side / (side - 1.) * 2 - 1;
            map[i] = (float) (1 - (x * x + y * y) / 2);
        }
        return map;
    }
}
