package dev.copra.cli.mask;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.draw.colour.Palette;
import dev.copra.draw.item.Item;
import dev.copra.draw.overlay.Layers;
import dev.copra.draw.overlay.Overlay;
import dev.copra.draw.overlay.OverlayStyle;
import dev.copra.model.Trial;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The picture of a model's dry run, with what the model found in it. */
final class TrialPicture {
    private TrialPicture() {}

    static BufferedImage of(Trial trial) {
        List<Item> items = new ArrayList<>();
        for (Trial.Found found : trial.found()) {
            items.add(new Item(found.mask(), found.box(), found.category(), Palette.of(items.size())));
        }
        BufferedImage picture = image(trial.picture());
        return Overlay.render(
                picture,
                new Dimension(picture.getWidth(), picture.getHeight()),
                items,
                new Layers(Layers.Boxes.ALL, true, false, true),
                OverlayStyle.FILL,
                picture.getWidth(),
                picture.getHeight());
    }

    private static BufferedImage image(Planar<GrayU8> rgb) {
        BufferedImage image = new BufferedImage(rgb.width, rgb.height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rgb.height; y++) {
            for (int x = 0; x < rgb.width; x++) {
                image.setRGB(
                        x,
                        y,
                        rgb.getBand(0).get(x, y) << 16
                                | rgb.getBand(1).get(x, y) << 8
                                | rgb.getBand(2).get(x, y));
            }
        }
        return image;
    }
}
