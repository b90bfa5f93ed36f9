package dev.copra.model;

import static dev.copra.model.OnnxWriter.FLOAT;

/**
 * Stand-ins for SAM: the decoder answers the ellipse inscribed in the box that it is asked about, so that a wrong scale,
 * swapped axes or corners, or a wrong threshold gives another mask than the closed form.
 */
public final class SamStubs {
    /** Logits of tokens 1 to 3 of a decoder that answers all: their masks are everything, and their scores better. */
    private static final float DECOY = 100;

    private SamStubs() {}

    /**
     * A decoder by SAM's contract.
     *
     * @param tokens 1, or 4, of which only the first is the ellipse
     * @param featureNames names of inputs beside SAM's own, of shape [1, 1, 64, 64, 16]
     */
    public static byte[] decoder(int tokens, String... featureNames) {
        OnnxWriter graph = new OnnxWriter()
                .input("image_embeddings", FLOAT, 1, 256, 64, 64)
                .input("point_coords", FLOAT, 1, -1, 2)
                .input("point_labels", FLOAT, 1, -1)
                .input("mask_input", FLOAT, 1, 1, 256, 256)
                .input("has_mask_input", FLOAT, 1)
                .input("orig_im_size", FLOAT, 2);
        for (String name : featureNames) {
            graph.input(name, FLOAT, 1, 1, 64, 64, 16);
        }
        graph.output("masks", FLOAT, 1, -1, -1, -1)
                .output("iou_predictions", FLOAT, 1, -1)
                .output("low_res_masks", FLOAT, 1, -1, 256, 256);
        constants(graph)
                .scalar("side", 1024f)
                .node("Gather", "orig_im_size,i0", "h", "axis", 0L)
                .node("Gather", "orig_im_size,i1", "w", "axis", 0L)
                .node("Max", "h,w", "longest")
                .node("Div", "longest,side", "s")
                .node("Mul", "point_coords,s", "points");
        ellipse(graph, "h", "w").node("Unsqueeze", "logit,a01", "first");
        if (tokens == 1) {
            graph.node("Identity", "first", "masks").floats("iou", new long[] {1, 1}, .75f);
        } else {
            graph.scalar("zero", 0f)
                    .scalar("decoy", DECOY)
                    .node("Mul", "first,zero", "none")
                    .node("Add", "none,decoy", "all")
                    .node("Concat", "first,all,all,all", "masks", "axis", 1L)
                    .floats("iou", new long[] {1, 4}, .75f, .9f, .9f, .9f);
        }
        return graph.list("low", 1, tokens, 256, 256)
                .node("Identity", "iou", "iou_predictions")
                .node("Resize", "masks,,,low", "low_res_masks", "mode", "linear")
                .build("sam_decoder", 13);
    }

    static OnnxWriter constants(OnnxWriter graph) {
        return graph.scalar("i0", 0L)
                .scalar("i1", 1L)
                .list("a0", 0)
                .list("a1", 1)
                .list("a01", 0, 1)
                .scalar("f0", 0f)
                .scalar("f1", 1f)
                .scalar("half", .5f);
    }

    /**
     * From {@code points} [1, 2 or more, 2], in pixels of the answer, to {@code logit} [h, w]: 1 - ((x - cx) / rx)^2 -
     * ((y - cy) / ry)^2 at the pixels' centres.
     */
    static OnnxWriter ellipse(OnnxWriter graph, String h, String w) {
        return graph.node("Gather", "points,i0", "q0", "axis", 1L)
                .node("Gather", "points,i1", "q1", "axis", 1L)
                .node("Add", "q0,q1", "qs")
                .node("Mul", "qs,half", "c")
                .node("Sub", "q1,q0", "qd")
                .node("Mul", "qd,half", "r")
                .node("Gather", "c,i0", "cx", "axis", 1L)
                .node("Gather", "c,i1", "cy", "axis", 1L)
                .node("Gather", "r,i0", "rx", "axis", 1L)
                .node("Gather", "r,i1", "ry", "axis", 1L)
                .node("Range", "f0," + w + ",f1", "xs0")
                .node("Add", "xs0,half", "xs")
                .node("Sub", "xs,cx", "dx0")
                .node("Div", "dx0,rx", "dx")
                .node("Mul", "dx,dx", "dx2")
                .node("Unsqueeze", "dx2,a0", "X")
                .node("Range", "f0," + h + ",f1", "ys0")
                .node("Add", "ys0,half", "ys")
                .node("Sub", "ys,cy", "dy0")
                .node("Div", "dy0,ry", "dy")
                .node("Mul", "dy,dy", "dy2")
                .node("Unsqueeze", "dy2,a1", "Y")
                .node("Add", "X,Y", "d")
                .node("Sub", "f1,d", "logit");
    }

    /** An encoder that normalises and pads by itself. */
    public static byte[] encoder() {
        return new OnnxWriter()
                .input("input_image", FLOAT, -1, -1, 3)
                .output("image_embeddings", FLOAT, 1, 256, 64, 64)
                .list("shape", 1, 256, 64, 64)
                .node("ReduceMean", "input_image", "m", "keepdims", 0L)
                .node("Expand", "m,shape", "image_embeddings")
                .build("sam_encoder", 13);
    }
}
