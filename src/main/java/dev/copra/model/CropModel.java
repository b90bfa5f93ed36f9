package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.mask.Connectivity;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Applies a model that says what each pixel is to the crop of each box, enlarged by a margin because such models want to see
 * what is around an object. Of what is found, parts much smaller than the largest one are dropped: they are pieces of
 * neighbours, or noise.
 */
final class CropModel implements BoxModel {
    /** What is seen beyond the box on each side, as a share of the box's sides. */
    private static final double MARGIN = .25;
    /** A part of less than this share of the largest one is not the object's. */
    private static final double LEAST_PART = .25;

    private final Session session;
    private final Settings settings;
    private final PixelFamily family;

    CropModel(Session session, Settings settings, PixelFamily family) {
        this.session = session;
        this.settings = settings;
        this.family = family;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public List<MaskMap> masks(Planar<GrayU8> rgb, List<Prompt> prompts) throws ModelException {
        List<MaskMap> maps = new ArrayList<>();
        for (Prompt prompt : prompts) {
            maps.add(mask(rgb, prompt));
        }
        return maps;
    }

    private MaskMap mask(Planar<GrayU8> rgb, Prompt prompt) throws ModelException {
        Box box = prompt.box();
        double x = box.width() * MARGIN;
        double y = box.height() * MARGIN;
        int left = clip(Math.floor(box.x() - x), rgb.width);
        int top = clip(Math.floor(box.y() - y), rgb.height);
        int right = clip(Math.ceil(box.right() + x), rgb.width);
        int bottom = clip(Math.ceil(box.bottom() + y), rgb.height);
        if (left >= right || top >= bottom) {
            return null;
        }
        Planar<GrayU8> crop = rgb.subimage(left, top, right, bottom);
        Placement placement = settings.sizing().place(crop.height, crop.width);
        Box inside = new Box(box.x() - left, box.y() - top, box.width(), box.height());
        Tensor image = settings.preparation().tensor(family.prepared(crop), placement);
        Map<String, Tensor> outputs =
                session.run(ImageInput.feed(session.inputs().values(), image));
        MaskMap map = family.map(outputs, placement, inside, prompt.category());
        return map == null ? null : moved(largestParts(map, crop.height, crop.width), left, top);
    }

    private static int clip(double x, int most) {
        return (int) Math.max(0, Math.min(most, x));
    }

    private MaskMap largestParts(MaskMap map, int height, int width) {
        Rle mask = map.above(settings.threshold(), height, width);
        List<Rle> parts = mask.components(Connectivity.EIGHT);
        long most = parts.stream().mapToLong(Rle::area).max().orElse(0);
        Patch patch = map.patch();
        float none = map.logits() ? -Float.MAX_VALUE : 0;
        for (Rle part : parts) {
            if (part.area() < LEAST_PART * most) {
                byte[] dense = part.toDense();
                for (int i = 0; i < patch.values().length; i++) {
                    int column = patch.left() + i % patch.width();
                    int row = patch.top() + i / patch.width();
                    if (dense[column * height + row] != 0) {
                        patch.values()[i] = none;
                    }
                }
            }
        }
        return map;
    }

    private static MaskMap moved(MaskMap map, int left, int top) {
        Patch patch = map.patch();
        return new MaskMap(
                new Patch(patch.left() + left, patch.top() + top, patch.width(), patch.height(), patch.values()),
                map.logits(),
                map.score());
    }

    @Override
    public void close() {
        session.close();
    }
}
