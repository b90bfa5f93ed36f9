package dev.copra.draw;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.coco.list.ListedImage;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.CocoIndex;
import dev.copra.draw.item.Pose;
import dev.copra.evaluate.read.TurnedBoxes;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import dev.copra.run.Pool;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A document whose images are shown, image by image. Any thread may read; a bad record is told, and what of it is good is shown. */
final class ShownDocument implements Closeable {
    private final Input input;
    private final CocoIndex index;
    private final SegmentPictures segments;
    private final CategoryNames names = new CategoryNames();
    private final Map<Id, List<Pose.Bone>> bones = new HashMap<>();
    private final Pool<SegmentationRasterizer> rasterizers = new Pool<>(SegmentationRasterizer::new);

    /**
     * Reads a document.
     *
     * @param imageList a document that lists the images and categories, or null if this one does
     * @param masks the folder of a panoptic document's PNGs; null for the one beside the document that has its name
     */
    public ShownDocument(Input input, Input imageList, Path masks, long maxPixels, ProblemSink problems)
            throws IOException {
        this.input = input;
        index = CocoIndex.read(input, imageList, problems);
        segments = new SegmentPictures(input, masks, maxPixels);
        for (CocoRecord category : index.categories()) {
            try {
                names.add(category);
                bones.put(category.id("id"), bones(category));
            } catch (AnnotationException e) {
                problems.add(e);
            }
        }
    }

    private static List<Pose.Bone> bones(CocoRecord category) throws AnnotationException {
        List<Pose.Bone> bones = new ArrayList<>();
        JsonNode skeleton = category.tree("skeleton");
        if (skeleton != null && skeleton.isArray()) {
            for (JsonNode bone : skeleton) {
                // COCO counts keypoints from 1
                bones.add(new Pose.Bone(bone.path(0).asInt() - 1, bone.path(1).asInt() - 1));
            }
        }
        return bones;
    }

    Input input() {
        return input;
    }

    /** How many images it lists. */
    public int size() {
        return index.imageCount();
    }

    CategoryNames names() {
        return names;
    }

    /** What the categories are called, in colours and labels. */
    List<String> categoryNames() {
        return names.byId().keySet().stream().map(this::name).toList();
    }

    /** An image by its place in the document. @throws AnnotationException if its record is bad */
    ListedImage image(int at) throws IOException, AnnotationException {
        CocoRecord image = index.image(at);
        return new ListedImage(
                image.id("id"),
                side(image, "height"),
                side(image, "width"),
                image.text("file_name"),
                image.text("coco_url"));
    }

    private static int side(CocoRecord image, String name) throws AnnotationException {
        double side = image.number(name, 0);
        if (side != Math.rint(side) || side < 0 || side > Integer.MAX_VALUE) {
            throw image.wrong("image-size", name + " is " + image.excerpt(name) + ", not a number of pixels");
        }
        return (int) side;
    }

    /**
     * The annotations of an image, in the order of the document.
     *
     * @param height of the image in pixels; 0 if it is not known, and then only masks are read that state it
     * @param width of the image in pixels
     */
    List<ShownObject> objects(int image, int height, int width, ProblemSink problems) throws IOException {
        List<ShownObject> objects = new ArrayList<>();
        SegmentationRasterizer rasterizer = rasterizers.take();
        try {
            for (CocoRecord annotation : index.annotations(image)) {
                try {
                    if (annotation.has("segments_info")) {
                        objects.addAll(segments.of(annotation, height, width, this::name, problems));
                    } else {
                        objects.add(object(annotation, height, width, rasterizer, problems));
                    }
                } catch (AnnotationException e) {
                    problems.add(e);
                }
            }
        } finally {
            rasterizers.giveBack(rasterizer);
        }
        return objects;
    }

    private ShownObject object(
            CocoRecord annotation, int height, int width, SegmentationRasterizer rasterizer, ProblemSink problems)
            throws IOException, AnnotationException {
        Id category = annotation.id("category_id");
        Rle mask = null;
        double[] corners = null;
        try {
            mask = height == 0
                    ? SegmentationRasterizer.rle(annotation.segmentation(), annotation)
                    : rasterizer.rasterize(annotation.segmentation(), annotation, height, width);
        } catch (AnnotationException e) {
            problems.add(e);
        }
        try {
            corners = hasBox(annotation) ? TurnedBoxes.USUAL.box(annotation) : null;
        } catch (AnnotationException e) {
            problems.add(e);
        }
        double[] points = annotation.keypoints();
        return new ShownObject(
                annotation.index(),
                annotation.id("id"),
                category,
                name(category),
                annotation.number("score", Double.NaN),
                mask,
                corners == null ? null : TurnedBoxes.around(corners),
                corners == null || TurnedBoxes.isUpright(corners) ? null : corners,
                points == null || points.length < 3 ? null : new Pose(points, bones.getOrDefault(category, List.of())),
                annotation.flag("iscrowd"));
    }

    private static boolean hasBox(CocoRecord annotation) {
        return !annotation.isNull("bbox") || !annotation.isNull("obb");
    }

    private String name(Id category) {
        if (!category.present()) {
            return null;
        }
        String name = names.name(category);
        return name == null || name.isBlank() ? category.text() : name;
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
