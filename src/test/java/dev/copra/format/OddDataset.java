package dev.copra.format;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** A data set in memory, with everything odd at once, drawn from a seed. */
final class OddDataset implements DatasetSource {
    private static final List<String> NAMES = List.of(
            "person",
            "traffic light",
            "a,b;\"c\"",
            "<script>alert('x')</script>",
            "\uD83D\uDC31 猫",
            "",
            "0",
            "never used");
    private static final List<String> FILES = List.of(
            "plain.png",
            "with space.png",
            "sub/plain.png",
            "sub/deep er/ü.png",
            "negative.png",
            "many.dots.in.name.png",
            "100%.png",
            "comma, semicolon; tab's.png",
            "\"quoted\" & <b>.png");

    /** The image that the data set knows no size of; its file has it. */
    private static final int WITHOUT_SIZE = 3;

    record Entry(DatasetImage image, List<Instance> instances) {}

    private final Catalog catalog;
    private final List<Entry> entries = new ArrayList<>();
    private final Random random;
    private long nextId = 7;

    /** Where the next instance lies. */
    private Box cell;

    /** @param disjoint whether no pixel belongs to two instances, for formats that can hold no other data */
    OddDataset(long seed, boolean disjoint) {
        random = new Random(seed);
        List<DatasetCategory> categories = new ArrayList<>();
        for (int c = 0; c < NAMES.size(); c++) {
            categories.add(new DatasetCategory(
                    Id.of(3 * c + 2L),
                    NAMES.get(c),
                    c == 0 ? "living" : null,
                    c == 0 ? List.of("nose", "left eye", "tail") : List.of(),
                    c == 0 ? List.of(new DatasetCategory.Joint(0, 1)) : List.of(),
                    Map.of()));
        }
        catalog = new Catalog(categories, Map.of("info", TextNode.valueOf("odd")));
        for (int i = 0; i < FILES.size(); i++) {
            int width = (disjoint ? 80 : 20) + random.nextInt(60);
            int height = (disjoint ? 60 : 20) + random.nextInt(60);
            DatasetImage image = new DatasetImage(
                    Id.of(100 + 7L * i),
                    FILES.get(i),
                    i % 3 == 2 ? "val" : "train",
                    width,
                    height,
                    i == 1 ? Map.of("licence", IntNode.valueOf(4)) : Map.of());
            List<Instance> instances = new ArrayList<>();
            for (int k = 0; i != 4 && k < 12; k++) {
                cell = disjoint
                        ? new Box(k % 4 * (width / 4), k / 4 * (height / 3), width / 4, height / 3)
                        : new Box(0, 0, width, height);
                instances.add(instance(width, height));
            }
            entries.add(new Entry(image, instances));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    /** Writes an image of its size for each image of the data set. */
    void writeImages(Path folder) throws IOException {
        for (Entry entry : entries) {
            Path file = folder.resolve(entry.image().fileName());
            Files.createDirectories(file.getParent());
            ImageIO.write(
                    new BufferedImage(entry.image().width(), entry.image().height(), BufferedImage.TYPE_3BYTE_BGR),
                    "png",
                    file.toFile());
        }
    }

    private Instance instance(int width, int height) {
        Instance.Builder instance = Instance.builder().id(Id.of(nextId)).category(random.nextInt(NAMES.size() - 1));
        nextId += 1 + random.nextInt(3);
        Box box = box();
        switch (random.nextInt(8)) {
            case 0 -> instance.box(nextId % 3 > 0 ? box : new Box(box.x(), box.y(), 0.25, box.height()));
            case 1 -> instance.box(box).region(new Region.Rings(List.of(ring(box, 0))));
            case 2 -> instance.region(new Region.Rings(List.of(ring(box, 0), ring(box(), 0.35))));
            case 3 -> instance.box(box).region(new Region.Raster(donut(width, height, box)));
            case 4 -> instance.region(new Region.Raster(noise(width, height)));
            case 5 -> instance.box(box).rotation(1 + random.nextInt(88));
            case 6 ->
                instance.box(cell)
                        .region(new Region.Raster(rectangle(width, height, cell)))
                        .crowd(true);
            default -> instance.box(box).region(new Region.Rings(List.of(new TurnedBox(box, 0).ring())));
        }
        if (random.nextInt(4) == 0) {
            instance.score(random.nextInt(1000) / 1000.0);
        }
        if (random.nextInt(5) == 0) {
            instance.category(0).keypoints(new double[] {box.x(), box.y(), 2, box.x() + 1, box.y() + 1.5, 1, 0, 0, 0});
        }
        if (random.nextInt(5) == 0) {
            instance.attribute("colour", TextNode.valueOf("dark \"red\", <b>"))
                    .attribute("count", IntNode.valueOf(3))
                    .attribute("occluded", BooleanNode.TRUE);
        }
        if (random.nextInt(5) == 0) {
            instance.extra("depth", DoubleNode.valueOf(1.25));
        }
        if (random.nextInt(6) == 0) {
            instance.track(Id.of(random.nextInt(5) + 1L));
        }
        if (random.nextInt(6) == 0) {
            instance.area(12345.5);
        }
        return instance.build();
    }

    private Box box() {
        int left = random.nextInt((int) cell.width() - 9);
        int top = random.nextInt((int) cell.height() - 9);
        return new Box(
                cell.x() + left,
                cell.y() + top,
                6 + random.nextInt((int) cell.width() - left - 7),
                6 + random.nextInt((int) cell.height() - top - 7));
    }

    private static Rle rectangle(int width, int height, Box box) {
        return Rle.ofRectangle(height, width, (int) box.x(), (int) box.y(), (int) (box.x() + box.width()), (int)
                (box.y() + box.height()));
    }

    /** An irregular polygon that touches all sides of a box. */
    private double[] ring(Box box, double offset) {
        double[] ring = new double[10];
        double x = box.x() + offset;
        double y = box.y() + offset;
        double w = box.width() - 1;
        double h = box.height() - 1;
        double[] unit = {0.3, 0, 1, 0.4, 0.7, 1, 0.2, 0.8, 0, 0.5};
        for (int i = 0; i < 10; i++) {
            ring[i] = i % 2 == 0 ? x + unit[i] * w : y + unit[i] * h;
        }
        return ring;
    }

    private static Rle donut(int width, int height, Box box) {
        return rectangle(width, height, box)
                .difference(
                        rectangle(width, height, new Box(box.x() + 2, box.y() + 2, box.width() - 4, box.height() - 4)));
    }

    private Rle noise(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < 40; i++) {
            int x = (int) cell.x() + random.nextInt((int) cell.width());
            int y = (int) cell.y() + random.nextInt((int) cell.height());
            pixels[y + height * x] = 1;
        }
        return Rle.ofDense(pixels, height, width);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            DatasetImage image = entries.get(i).image();
            visitor.image(
                    i == WITHOUT_SIZE ? image.withSize(0, 0) : image,
                    entries.get(i).instances());
        }
    }
}
