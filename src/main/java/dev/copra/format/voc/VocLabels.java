package dev.copra.format.voc;

import dev.copra.format.region.VocPalette;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of categories that CVAT and Datumaro put beside VOC: {@code labelmap.txt} with a line {@code name:r,g,b:parts:actions} each.
 * The line of the background is no category.
 *
 * @param names in the file's order
 * @param colours of each as 0xRRGGBB; -1 where the file states none
 */
record VocLabels(List<String> names, List<Integer> colours) {
    static final VocLabels NONE = new VocLabels(List.of(), List.of());

    private static final String BACKGROUND = "background";

    static VocLabels read(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        List<Integer> colours = new ArrayList<>();
        for (String line : TextFile.lines(file)) {
            if (line.isBlank() || line.startsWith("# label:")) {
                continue;
            }
            // a name may have colons, what follows has not
            int actions = line.lastIndexOf(':');
            int parts = actions < 0 ? -1 : line.lastIndexOf(':', actions - 1);
            int colour = parts < 0 ? -1 : line.lastIndexOf(':', parts - 1);
            String name = colour < 0 ? line.strip() : line.substring(0, colour);
            int rgb = colour < 0 ? -1 : colour(line.substring(colour + 1, parts));
            if (!(name.equals(BACKGROUND) && rgb <= 0)) {
                names.add(name);
                colours.add(rgb);
            }
        }
        return new VocLabels(names, colours);
    }

    private static int colour(String text) {
        String[] bands = text.split(",");
        if (bands.length != 3) {
            return -1;
        }
        int rgb = 0;
        for (String band : bands) {
            int value;
            try {
                value = Integer.parseInt(band.strip());
            } catch (NumberFormatException e) {
                return -1;
            }
            rgb = rgb << 8 | value & 0xFF;
        }
        return rgb;
    }

    /** The file's text for names whose class indices count from 1, in VOC's colours. */
    static String text(List<String> names) {
        StringBuilder text = new StringBuilder("# label:color_rgb:parts:actions\n")
                .append(BACKGROUND)
                .append(":0,0,0::\n");
        for (int i = 0; i < names.size(); i++) {
            int rgb = VocPalette.rgb((i + 1) % 256);
            text.append(oneLine(names.get(i)))
                    .append(':')
                    .append(rgb >> 16)
                    .append(',')
                    .append(rgb >> 8 & 0xFF)
                    .append(',')
                    .append(rgb & 0xFF)
                    .append("::\n");
        }
        return text.toString();
    }

    /** A name without line breaks, which a table of lines cannot hold. */
    static String oneLine(String name) {
        return name.replaceAll("\\R", " ");
    }
}
