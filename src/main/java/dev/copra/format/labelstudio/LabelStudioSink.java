package dev.copra.format.labelstudio;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.image.ImageException;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;

/** Writes a task an image. A region of one ring is a polygon, any other a brush mask, and an instance without one a rectangle. */
final class LabelStudioSink implements DatasetSink {
    private final OutputStream out;
    private final WriteOptions options;
    private final ImageFolder images;
    private final Losses losses;
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final BitSet used = new BitSet();
    private Catalog catalog;
    private boolean hasTasks;

    LabelStudioSink(OutputStream out, WriteOptions options) {
        this.out = out;
        this.options = options;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(options.ledger(), Loss.SPLIT, Loss.SCORE, Loss.MASK, Loss.ROTATION, Loss.IMAGE_ID);
    }

    @Override
    public void begin(Catalog all) throws IOException {
        catalog = all;
        losses.catalog(all);
        NameIndex.countShared(all, losses);
        out.write('[');
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        DatasetImage sized;
        try {
            sized = instances.isEmpty() ? image : images.sized(image);
        } catch (ImageException e) {
            options.problems().add(ImageFolder.problem(e, image.fileName()));
            return;
        }
        losses.image(image);
        JsonText text = new JsonText(512).add(hasTasks ? ",\n{" : "\n{");
        hasTasks = true;
        if (image.id().present()) {
            text.add("\"id\":").add(image.id().json()).add(',');
        }
        text.add("\"data\":{\"image\":").add(JsonValues.text(image.fileName())).add("},\"annotations\":[{\"result\":[");
        boolean first = true;
        int number = 0;
        for (Instance instance : instances) {
            JsonText value = instance.category() < 0 ? null : value(sized, instance);
            if (value == null) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            used.set(instance.category());
            text.add(first ? "" : ",")
                    .add("{\"id\":\"r")
                    .add(++number)
                    .add("\",")
                    .add(value.toBytes());
            if (instance.hasScore()) {
                text.add(",\"score\":").add(instance.score());
            }
            text.add('}');
            first = false;
        }
        if (instances.isEmpty()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        out.write(text.add("]}]}").toBytes());
    }

    /** The members of a region, or null if the instance has no place. */
    private JsonText value(DatasetImage image, Instance instance) {
        Region region = instance.region();
        if (region == null || region instanceof Region.Line) {
            Box box = instance.box();
            return box == null ? null : rectangle(image, instance, box);
        }
        Rle mask = Regions.mask(region, image.height(), image.width());
        losses.area(image, instance, mask.area());
        if (region instanceof Region.Rings rings && rings.rings().size() == 1) {
            double[] ring = rings.rings().get(0);
            double[] read = new double[ring.length];
            JsonText points = new JsonText(24 * ring.length);
            for (int i = 0; i < ring.length; i++) {
                double side = i % 2 == 0 ? image.width() : image.height();
                double percent = ring[i] / side * 100;
                read[i] = percent / 100 * side;
                points.add(i % 2 == 0 ? i > 0 ? ",[" : "[" : ",").add(percent).add(i % 2 == 0 ? "" : "]");
            }
            if (ring.length % 2 == 0
                    && ring.length >= 6
                    && rasterizer.rasterize(read, image.height(), image.width()).equals(mask)) {
                losses.box(image, instance, Regions.bounds(rings));
                JsonText text = start(image, instance, "polygonlabels");
                return text.add("\"points\":[").add(points.toBytes()).add("],\"closed\":true}");
            }
        }
        losses.lose(Loss.OUTLINE, region instanceof Region.Rings, image, instance);
        losses.box(image, instance, mask.isEmpty() ? null : mask.bounds());
        JsonText text = start(image, instance, "brushlabels").add("\"format\":\"rle\",\"rle\":[");
        int[] bytes = BrushRle.encode(mask);
        for (int i = 0; i < bytes.length; i++) {
            text.add(i > 0 ? "," : "").add(bytes[i]);
        }
        return text.add("]}");
    }

    private JsonText rectangle(DatasetImage image, Instance instance, Box box) {
        losses.area(image, instance, box.width() * box.height());
        double radians = Math.toRadians(instance.rotation());
        // it is turned about its top left corner, which first has to be turned about the centre
        double centreX = box.x() + box.width() / 2;
        double centreY = box.y() + box.height() / 2;
        double x = instance.rotation() == 0
                ? box.x()
                : centreX - Math.cos(radians) * box.width() / 2 + Math.sin(radians) * box.height() / 2;
        double y = instance.rotation() == 0
                ? box.y()
                : centreY - Math.sin(radians) * box.width() / 2 - Math.cos(radians) * box.height() / 2;
        return start(image, instance, "rectanglelabels")
                .add("\"x\":")
                .add(x / image.width() * 100)
                .add(",\"y\":")
                .add(y / image.height() * 100)
                .add(",\"width\":")
                .add(box.width() / image.width() * 100)
                .add(",\"height\":")
                .add(box.height() / image.height() * 100)
                .add(",\"rotation\":")
                .add(instance.rotation())
                .add('}');
    }

    private JsonText start(DatasetImage image, Instance instance, String type) {
        return new JsonText(256)
                .add("\"type\":\"")
                .add(type)
                .add("\",\"from_name\":\"label\",\"to_name\":\"image\",\"original_width\":")
                .add(image.width())
                .add(",\"original_height\":")
                .add(image.height())
                .add(",\"image_rotation\":0,\"value\":{\"")
                .add(type)
                .add("\":[")
                .add(JsonValues.text(
                        catalog.categories().get(instance.category()).name()))
                .add("],");
    }

    @Override
    public void finish() throws IOException {
        out.write(new JsonText(4).add("]\n").toBytes());
        losses.unused(catalog, used);
    }
}
