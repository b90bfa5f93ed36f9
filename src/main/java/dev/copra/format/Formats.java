package dev.copra.format;

import dev.copra.format.cityscapes.CityscapesFormat;
import dev.copra.format.coco.CocoFormat;
import dev.copra.format.coco.PanopticFormat;
import dev.copra.format.coco.ResultsFormat;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.Probe;
import dev.copra.format.createml.CreateMlFormat;
import dev.copra.format.csv.CsvFormat;
import dev.copra.format.cvat.CvatFormat;
import dev.copra.format.darwin.DarwinFormat;
import dev.copra.format.datumaro.DatumaroFormat;
import dev.copra.format.dota.DotaFormat;
import dev.copra.format.kitti.KittiFormat;
import dev.copra.format.labelbox.LabelboxFormat;
import dev.copra.format.labelme.LabelMeFormat;
import dev.copra.format.labelme.LabelMeXmlFormat;
import dev.copra.format.labelstudio.LabelStudioFormat;
import dev.copra.format.maskpng.DavisFormat;
import dev.copra.format.maskpng.MaskPngFormat;
import dev.copra.format.mots.MotFormat;
import dev.copra.format.mots.MotsFormat;
import dev.copra.format.openimages.OpenImagesFormat;
import dev.copra.format.rects.RectsFormat;
import dev.copra.format.sa1b.Sa1bFormat;
import dev.copra.format.supervisely.SuperviselyFormat;
import dev.copra.format.via.Via3Format;
import dev.copra.format.via.ViaFormat;
import dev.copra.format.voc.VocFormat;
import dev.copra.format.voc.VocSegmentFormat;
import dev.copra.format.yolo.YoloFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All formats. */
public final class Formats {
    /** In the order in which an input is tried: what is recognised by more comes first. */
    private static final List<Format> ALL = Stream.of(
                    List.of(
                            new PanopticFormat(),
                            new DatumaroFormat(),
                            new Sa1bFormat(),
                            new DarwinFormat(),
                            new LabelboxFormat(),
                            new CocoFormat(),
                            new ResultsFormat(),
                            new LabelStudioFormat(),
                            new CreateMlFormat(),
                            new Via3Format(),
                            new ViaFormat(),
                            // folders
                            new SuperviselyFormat(),
                            new CvatFormat(),
                            new RectsFormat(),
                            new LabelMeFormat(),
                            new CityscapesFormat(),
                            new DavisFormat(),
                            new MaskPngFormat(),
                            new VocSegmentFormat(),
                            new MotsFormat(),
                            new MotFormat(),
                            new KittiFormat(),
                            new OpenImagesFormat(),
                            new DotaFormat(),
                            new LabelMeXmlFormat(),
                            new VocFormat()),
                    CsvFormat.ALL,
                    YoloFormat.ALL)
            .<Format>flatMap(List::stream)
            .toList();

    private Formats() {}

    /** All formats, in the order in which an input is tried. */
    public static List<Format> all() {
        return ALL;
    }

    /** The format of a name, or null. */
    public static Format named(String name) {
        for (Format format : ALL) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        return null;
    }

    /** The format of an input by its content, or null. */
    public static Format of(Probe probe) throws IOException {
        for (Format format : ALL) {
            if (format.recognises(probe)) {
                return format;
            }
        }
        return null;
    }

    /** The format of which alone a file's name is known to be by its end, such as {@code .ndjson}; or null. */
    public static Format byEnding(String name) {
        String unpacked = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        Format found = null;
        for (Format format : ALL) {
            if (format instanceof FileFormat file && unpacked.endsWith(file.extension())) {
                if (found != null) {
                    return null;
                }
                found = format;
            }
        }
        return found;
    }

    /** The names of all formats, or only of those that can be written. */
    public static List<String> names(boolean onlyWritten) {
        List<String> names = new ArrayList<>();
        for (Format format : ALL) {
            if (!onlyWritten || format.isWritten()) {
                names.add(format.name());
            }
        }
        return names;
    }
}
