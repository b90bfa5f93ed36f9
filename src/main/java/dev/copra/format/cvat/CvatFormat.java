package dev.copra.format.cvat;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.format.contract.FileFormat;
import dev.copra.format.contract.Probe;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.contract.WriteOptions;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;

/** CVAT for images 1.1; CVAT for video 1.1 is read, too. */
public final class CvatFormat implements FileFormat {
    @Override
    public String name() {
        return "cvat";
    }

    @Override
    public String title() {
        return "CVAT for images 1.1 (XML); CVAT for video 1.1 is read, too";
    }

    @Override
    public String specification() {
        return "https://docs.cvat.ai/docs/manual/advanced/xml_format/";
    }

    @Override
    public String keeps() {
        return "polygons, masks, turned boxes, lines, keypoints, attributes, splits; crowds, scores and tracks as attributes";
    }

    @Override
    public String layout() {
        return """
                <annotations><version>1.1</version><meta><task><labels><label><name>cat</name>...</label></labels></task></meta>
                  <image id="0" name="a.jpg" subset="train" width="640" height="480">
                    <polygon label="cat" occluded="0" z_order="0" group_id="1" points="10,20;40,20;40,60">
                      <attribute name="colour">black</attribute></polygon>
                    <box label="cat" xtl="10" ytl="20" xbr="40" ybr="60" rotation="30"/>
                    <mask label="cat" rle="2, 3, 4" left="10" top="20" width="3" height="3"/>
                  </image></annotations>
                polygons, masks, a box and a skeleton that share a label and a group_id are one instance
                is_crowd, score and track_id are attributes, as Datumaro has them""";
    }

    @Override
    public String extension() {
        return ".xml";
    }

    @Override
    public boolean keepsSplits() {
        return true;
    }

    @Override
    public boolean recognises(Probe probe) {
        return probe.first() == '<' && (probe.has("<annotations>") || probe.has("<annotations "));
    }

    @Override
    public DatasetSource open(Input input, ReadOptions options) throws IOException {
        return new CvatSource(input.spooled(), options);
    }

    @Override
    public DatasetSink sink(OutputStream out, WriteOptions options) throws IOException {
        return new CvatSink(out, options);
    }
}
