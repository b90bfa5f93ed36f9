package dev.copra.model.pixel;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.model.contract.BoxModel;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Prompt;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Patch;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies a model that says what each pixel is to the crop of each box, enlarged by a margin because such models want to see
 * what is around an object.
 */
final class CropModel implements BoxModel {
    /** What is seen beyond the box on each side, as a share of the box's sides. */
    private static final double MARGIN = .25;

    private final Session session;
    private final Settings settings;
    private final PixelReader reader;

    CropModel(Session session, Settings settings, PixelReader reader) {
        this.session = session;
        this.settings = settings;
        this.reader = reader;
    }

    /** The output that is the answer: the one that was stated, or the first. */
    static String answer(Opening opening) {
        String stated = opening.settings().output();
        return stated != null
                ? stated
                : opening.signature().outputs().keySet().iterator().next();
    }

    @Override
    public boolean crops() {
        return true;
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
        Tensor image = settings.preparation().tensor(crop, placement);
        if (!session.outputs().containsKey(reader.output())) {
            throw new ModelException(session.name() + ": there is no output '" + reader.output() + "'; there are "
                    + String.join(", ", session.outputs().keySet()));
        }
        Map<String, Tensor> outputs =
                session.run(ImageInput.feed(session.inputs().values(), image, Map.of()), Set.of(reader.output()));
        MaskMap map = reader.map(outputs, placement, inside, prompt.category());
        return map == null ? null : moved(map, left, top);
    }

    private static int clip(double x, int most) {
        return (int) Math.max(0, Math.min(most, x));
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
