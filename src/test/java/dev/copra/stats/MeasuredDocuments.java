package dev.copra.stats;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** COCO documents with all that statistics measure, by seed. */
final class MeasuredDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    /** Records of the document. */
    final List<ObjectNode> images = new ArrayList<>();

    final List<ObjectNode> categories = new ArrayList<>();
    final List<ObjectNode> annotations = new ArrayList<>();

    MeasuredDocuments(long seed) {
        random = new Random(seed);
        int imageCount = random.nextInt(12);
        int categoryCount = 1 + random.nextInt(5);
        for (int i = 0; i < imageCount; i++) {
            ObjectNode image = JSON.createObjectNode().put("id", 7 + 3 * i);
            if (random.nextInt(8) > 0) {
                image.put("width", 20 + 10 * random.nextInt(4)).put("height", 20 + 10 * random.nextInt(4));
            }
            images.add(image);
        }
        for (int i = 0; i < categoryCount; i++) {
            ObjectNode category = JSON.createObjectNode().put("id", 90 - 10 * i);
            if (random.nextInt(8) > 0) {
                category.put("name", "class " + i);
            }
            if (i == 0) {
                category.putArray("keypoints").add("nose").add("tail");
            }
            categories.add(category);
        }
        int annotationCount = random.nextInt(4) == 0 ? 0 : random.nextInt(120);
        for (int i = 0; i < annotationCount; i++) {
            annotations.add(annotation(i));
        }
        Collections.shuffle(annotations, random);
    }

    private ObjectNode annotation(int i) {
        ObjectNode annotation = JSON.createObjectNode().put("id", i + 1);
        // now and then an image that is not listed
        int image = random.nextInt(15) == 0 ? images.size() : random.nextInt(Math.max(1, images.size()));
        if (random.nextInt(25) > 0) {
            annotation.put("image_id", 7 + 3 * image);
        }
        if (random.nextInt(40) == 0) {
            ArrayNode segments = annotation.putArray("segments_info");
            for (int s = random.nextInt(3); s > 0; s--) {
                ObjectNode segment = segments.addObject().put("category_id", category());
                segment.put("area", random.nextInt(400)).put("iscrowd", random.nextInt(6) == 0 ? 1 : 0);
                box(segment);
            }
            return annotation;
        }
        if (random.nextInt(20) > 0) {
            annotation.put("category_id", category());
        }
        if (random.nextInt(8) == 0) {
            annotation.put("iscrowd", 1);
        }
        if (random.nextInt(6) > 0) {
            box(annotation);
        }
        if (random.nextInt(3) > 0) {
            annotation.put("area", random.nextInt(10) == 0 ? 1024 : random.nextInt(20000) / 2.0);
        }
        if (random.nextInt(4) == 0) {
            ArrayNode keypoints = annotation.putArray("keypoints");
            for (int k = random.nextInt(4); k > 0; k--) {
                keypoints.add(random.nextInt(30)).add(random.nextInt(30)).add(random.nextInt(3));
            }
        }
        segmentation(annotation);
        return annotation;
    }

    /** Now and then one that is not declared. */
    private int category() {
        return 90 - 10 * random.nextInt(categories.size() + (random.nextInt(10) == 0 ? 1 : 0));
    }

    private void box(ObjectNode record) {
        double step = random.nextBoolean() ? 1 : 0.25;
        record.putArray("bbox")
                .add(step * random.nextInt((int) (24 / step)) - 2)
                .add(step * random.nextInt((int) (24 / step)) - 2)
                .add(step * random.nextInt((int) (12 / step)))
                .add(step * random.nextInt((int) (12 / step)));
    }

    private void segmentation(ObjectNode annotation) {
        switch (random.nextInt(5)) {
            case 0 -> annotation.putArray("segmentation");
            case 1, 2 -> {
                ArrayNode rings = annotation.putArray("segmentation");
                for (int ring = random.nextInt(3); ring >= 0; ring--) {
                    ArrayNode numbers = rings.addArray();
                    for (int v = 3 + random.nextInt(6); v > 0; v--) {
                        numbers.add(random.nextInt(120) / 4.0 - 3).add(random.nextInt(120) / 4.0 - 3);
                    }
                }
            }
            case 3 -> {
                Rle mask = noise();
                ObjectNode rle = annotation.putObject("segmentation");
                rle.putArray("size").add(mask.height()).add(mask.width());
                if (random.nextBoolean()) {
                    rle.put("counts", mask.toCountsString());
                } else {
                    ArrayNode counts = rle.putArray("counts");
                    for (int count : mask.counts()) {
                        counts.add(count);
                    }
                }
            }
            default -> {}
        }
    }

    private Rle noise() {
        int height = 1 + random.nextInt(12);
        int width = 1 + random.nextInt(12);
        byte[] dense = new byte[height * width];
        int density = 1 + random.nextInt(4);
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (byte) (random.nextInt(5) < density ? 1 : 0);
        }
        return Rle.ofDense(dense, height, width);
    }

    /** The document with some of its annotations. */
    String text(List<ObjectNode> someAnnotations) {
        List<Function<ObjectNode, ?>> members = new ArrayList<>(List.of(
                document -> document.putArray("images").addAll(images),
                document -> document.putArray("categories").addAll(categories),
                document -> document.putArray("annotations").addAll(someAnnotations)));
        Collections.shuffle(members, random);
        ObjectNode document = JSON.createObjectNode();
        members.forEach(member -> member.apply(document));
        return document.toString();
    }

    /** The annotations dealt out to some shards at random. */
    List<List<ObjectNode>> shards(int count) {
        List<List<ObjectNode>> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shards.add(new ArrayList<>());
        }
        annotations.forEach(annotation -> shards.get(random.nextInt(count)).add(annotation));
        return shards;
    }
}
