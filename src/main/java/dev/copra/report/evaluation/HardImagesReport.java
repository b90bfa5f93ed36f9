package dev.copra.report.evaluation;

import dev.copra.evaluate.analysis.HardImage;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images with errors, the hardest first, as CSV or JSON. */
public record HardImagesReport(List<HardImage> images) {

    /** Writes them as the name of the file asks for. */
    public void write(String name, OutputStream out) throws IOException {
        if (Json.isName(name)) {
            writeJson(out);
        } else {
            writeCsv(out);
        }
    }

    private void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column : new String[] {"image_id", "f_beta", "tp", "fp", "fn"}) {
            csv.add(column);
        }
        csv.row();
        for (HardImage image : images) {
            csv.add(image.image().text()).add(image.f());
            csv.add(image.truePositives()).add(image.falsePositives()).add(image.falseNegatives());
            csv.row();
        }
        csv.end();
    }

    private void writeJson(OutputStream out) throws IOException {
        String before = "[\n";
        for (HardImage image : images) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("image_id", image.image());
            line.put("f_beta", image.f());
            line.put("tp", image.truePositives());
            line.put("fp", image.falsePositives());
            line.put("fn", image.falseNegatives());
            out.write((before + Json.write(line)).getBytes(StandardCharsets.UTF_8));
            before = ",\n";
        }
        out.write((images.isEmpty() ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
    }
}
