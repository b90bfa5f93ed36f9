package dev.copra.model.pixel;

import dev.copra.image.Resampling;
import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.Scores;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Patch;
import dev.copra.model.frame.PixelMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.Map;

/**
 * How much each pixel is foreground, [1, 1, h, w] or [1, h, w, 1] (U2-Net, IS-Net, BiRefNet; MediaPipe's selfie segmenter).
 * Images are made ready as rembg does ({@code rembg/sessions/base.py}): Lanczos, and the image's greatest value becomes the
 * greatest there is; and by Lanczos the answer gets the image's size. Models with the channels last, as TensorFlow's have them,
 * get values from 0 to 1 and nothing else. Any category is foreground.
 */
record Saliency() implements Family {
    static final Saliency FAMILY = new Saliency();

    /** The side from which on a saliency model is taken for IS-Net rather than U2-Net (320). */
    private static final int IS_NET_SIDE = 1024;

    @Override
    public String id() {
        return "saliency";
    }

    @Override
    public Role role() {
        return Role.SEMANTIC;
    }

    @Override
    public String description() {
        return "foreground against background (U2-Net, IS-Net)";
    }

    @Override
    public String recognise(Signature model) {
        return model.mapOfImage()
                .filter(p -> p.rank() == 4 && (p.dim(1) == 1 || p.dim(3) == 1))
                .map(port -> "its first output " + port + " is one number a pixel")
                .orElse(null);
    }

    @Override
    public Settings settings(Signature model) {
        Sizing sizing = ImageInput.sizing(model, Sizing.stretch(320, 320));
        return preparation(model, sizing).ofPixels(model);
    }

    private static Settings preparation(Signature model, Sizing sizing) {
        Port image = model.image();
        if (image != null && image.type() == ElementType.UINT8) {
            return Settings.bytes(sizing);
        }
        if (image != null && Boolean.TRUE.equals(ImageInput.channelsLast(image))) {
            return Settings.unit(sizing);
        }
        Settings settings = sizing.first() >= IS_NET_SIDE
                ? Settings.unit(sizing).with(Map.of("scale", "1/255", "mean", ".5", "std", "1"))
                : Settings.imageNet(sizing);
        return settings.with(Map.of("resize", "lanczos", "white", "max"));
    }

    @Override
    public SegmentationModel open(Opening opening) {
        Settings settings = opening.settings();
        return new CropModel(
                opening.session(),
                settings,
                new Reader(
                        CropModel.answer(opening),
                        settings.outputLast(),
                        settings.values(),
                        settings.preparation().kernel()));
    }

    /**
     * As the authors do, the answer is stretched so that its least value becomes 0 and its greatest 1, but only an end on which
     * there is something: where nothing is foreground, the most doubtful pixel is none either.
     *
     * @param output its name
     * @param last whether its channels stand last; null if its shape is to tell
     * @param values what its numbers are
     * @param kernel by which the image was scaled
     */
    record Reader(String output, Boolean last, Settings.Values values, Resampling.Kernel kernel)
            implements PixelReader {
        private static final float HALF = .5f;

        @Override
        public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
                throws ModelException {
            PixelMap map = PixelMap.of(Outputs.of(outputs, output, 1, -1, -1, -1), last, placement);
            if (map.channels() != 1) {
                throw new ModelException("output " + output + " is " + map.channels() + " numbers a pixel");
            }
            float[] shares = map.channel(0);
            if (!Scores.areProbabilities(shares, values)) {
                for (int i = 0; i < shares.length; i++) {
                    shares[i] = (float) Scores.sigmoid(shares[i]);
                }
            }
            stretch(shares);
            Patch patch = kernel == Resampling.Kernel.LANCZOS && placement.fillsInput() && areFinite(shares)
                    ? resized(shares, map.height(), map.width(), placement, box)
                    : new Grid(shares, map.height(), map.width()).at(placement, box);
            return new MaskMap(patch, false, Double.NaN);
        }

        /** As rembg does: cut to 8 bits, and then the image's size by the kernel that gave the image the model's. */
        private Patch resized(float[] shares, int height, int width, Placement placement, Box box) {
            byte[] grey = new byte[shares.length];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) (int) (shares[i] * 255);
            }
            byte[] whole = Resampling.eightBit(
                    grey,
                    0,
                    width,
                    new Resampling(width, placement.width(), kernel),
                    new Resampling(height, placement.height(), kernel));
            Patch patch = Patch.over(box, placement.height(), placement.width());
            for (int y = 0; y < patch.height(); y++) {
                int from = (patch.top() + y) * placement.width() + patch.left();
                for (int x = 0; x < patch.width(); x++) {
                    patch.values()[y * patch.width() + x] = (whole[from + x] & 0xff) / 255f;
                }
            }
            return patch;
        }

        private static boolean areFinite(float[] values) {
            float sum = 0;
            for (float value : values) {
                sum += value * 0; // 0 for every number
            }
            return sum == 0;
        }

        private static void stretch(float[] values) {
            float least = 1;
            float most = 0;
            for (float value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            float from = least < HALF ? least : 0;
            float to = most >= HALF ? most : 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] - from) / (to - from);
            }
        }
    }
}
