package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import java.util.Map;

/**
 * How much each pixel is foreground, [1, 1, h, w] (U2-Net, IS-Net). As the authors of U2-Net do, the crop is brightened until its
 * greatest value is the greatest there is, and the answer is stretched so that its least value becomes 0 and its greatest 1. Any
 * category is foreground.
 *
 * @param output its name
 */
record Saliency(String output) implements PixelFamily {
    @Override
    public Planar<GrayU8> prepared(Planar<GrayU8> crop) {
        Planar<GrayU8> bright = crop.createNew(crop.width, crop.height);
        bright.setTo(crop);
        int most = 1;
        for (GrayU8 band : bright.bands) {
            for (byte value : band.data) {
                most = Math.max(most, value & 0xff);
            }
        }
        for (GrayU8 band : bright.bands) {
            for (int i = 0; i < band.data.length; i++) {
                band.data[i] = (byte) Math.round((band.data[i] & 0xff) * 255f / most);
            }
        }
        return bright;
    }

    @Override
    public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
            throws ModelException {
        Tensor map = Outputs.of(outputs, output, 1, 1, -1, -1);
        float[] values = map.floats();
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = most > least ? (values[i] - least) / (most - least) : 0;
        }
        return new MaskMap(new Grid(values, map.dim(2), map.dim(3)).at(placement, box), false, Double.NaN);
    }
}
