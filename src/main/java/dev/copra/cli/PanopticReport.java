package dev.copra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.evaluate.PanopticPicture;
import dev.copra.evaluate.PanopticQuality;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.io.Input;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/** Evaluates panoptic files: their JSON says what the segments in their PNG pictures are. */
final class PanopticReport {
    /** A picture and its segments. */
    private record Picture(String file, List<PanopticQuality.Segment> segments) {}

    /** What a panoptic file says. */
    private static final class Contents implements CocoVisitor {
        final Map<Id, Picture> pictures = new LinkedHashMap<>();
        /** In the order of the file, in which panopticapi sums up. */
        final Map<Id, String> names = new LinkedHashMap<>();

        final Map<Id, Boolean> things = new LinkedHashMap<>();
        private final String file;

        Contents(String file) {
            this.file = file;
        }

        @Override
        public Edit category(CocoRecord category) throws AnnotationException {
            Id id = category.id("id");
            String name = category.has("name") ? category.text("name") : null;
            names.put(id, name == null ? id.text() : name);
            things.put(id, category.flag("isthing"));
            return Edit.KEEP;
        }

        @Override
        public Edit annotation(CocoRecord record) throws AnnotationException {
            JsonNode infos = record.tree("segments_info");
            String picture = record.has("file_name") ? record.text("file_name") : null;
            if (infos == null
                    || !infos.isArray()
                    || picture == null
                    || !record.id("image_id").present()) {
                throw record.wrong(
                        "panoptic-members", "a panoptic annotation has image_id, file_name and segments_info");
            }
            List<PanopticQuality.Segment> segments = new ArrayList<>();
            for (JsonNode info : infos) {
                if (!info.path("id").isInt() || info.path("category_id").isContainerNode()) {
                    throw record.wrong("panoptic-segment", "a segment lacks a number for id, or a category_id");
                }
                segments.add(new PanopticQuality.Segment(
                        info.get("id").intValue(),
                        id(record, info.path("category_id")),
                        info.path("area").isNumber() ? info.path("area").asLong() : -1,
                        info.path("iscrowd").asInt() != 0));
            }
            pictures.put(record.id("image_id"), new Picture(picture, segments));
            return Edit.KEEP;
        }

        private static Id id(CocoRecord record, JsonNode value) throws AnnotationException {
            byte[] json = value.toString().getBytes(StandardCharsets.UTF_8);
            Id id = json.length == 0 ? Id.NONE : Id.parse(json, 0, json.length);
            if (!id.present()) {
                throw record.wrong("panoptic-segment", "a segment lacks a category_id");
            }
            return id;
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            throw new CommandException(file + ": " + problem.where() + ": " + problem.getMessage());
        }
    }

    private final PanopticQuality quality;
    private final Contents truth;

    /**
     * @param boundaryRatio for boundary panoptic quality; null for panoptic quality
     * @throws CommandException if the files do not belong together: a figure would mean nothing then
     */
    PanopticReport(
            Console console,
            String truthFile,
            String truthMasks,
            String resultsFile,
            String resultMasks,
            Double boundaryRatio)
            throws IOException {
        truth = read(console, truthFile);
        quality = boundaryRatio == null
                ? new PanopticQuality()
                : PanopticQuality.ofBoundaries(boundaryRatio, truth.names.keySet());
        Contents results = read(console, resultsFile);
        ImageFinder truthPictures = new ImageFinder(Path.of(truthMasks));
        ImageFinder resultPictures = new ImageFinder(Path.of(resultMasks));
        for (Map.Entry<Id, Picture> entry : truth.pictures.entrySet()) {
            Picture known = entry.getValue();
            Picture found = results.pictures.get(entry.getKey());
            if (found == null) {
                throw new CommandException(resultsFile + ": there is nothing for the image " + entry.getKey());
            }
            for (PanopticQuality.Segment segment : found.segments()) {
                if (!truth.names.containsKey(segment.category())) {
                    throw new CommandException(resultsFile + ": the truth has no category " + segment.category());
                }
            }
            try {
                quality.add(
                        pixels(file(truthPictures, known.file())),
                        known.segments(),
                        pixels(file(resultPictures, found.file())),
                        found.segments());
            } catch (IllegalArgumentException e) {
                throw new CommandException(resultsFile + ": image " + entry.getKey() + ": " + e.getMessage(), e);
            }
        }
    }

    /** How many segments of the truth state another area than their picture has. */
    int wrongAreas() {
        return quality.wrongAreas();
    }

    private static Contents read(Console console, String file) throws IOException {
        Input input = Rewrite.input(console, file);
        Contents contents = new Contents(input.name());
        Rewrite.read(input, contents);
        return contents;
    }

    private static Path file(ImageFinder folder, String name) {
        try {
            return folder.find(name, null).file();
        } catch (ImageException e) {
            throw new CommandException(
                    e.getMessage().replace("check --images", "check the folder of the PNG files"), e);
        }
    }

    private static PanopticPicture pixels(Path file) throws IOException {
        BufferedImage image;
        try (InputStream in = Files.newInputStream(file)) {
            image = ImageIO.read(in);
        } catch (IIOException | IllegalArgumentException e) {
            throw new CommandException(file + ": this is not a picture that can be read: " + e.getMessage(), e);
        }
        if (image == null || image.getRaster().getNumBands() < 3) {
            throw new CommandException(file + ": this is not a picture in RGB");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        // the raster's own samples: a colour conversion would change ids
        int[] red = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
        int[] green = image.getRaster().getSamples(0, 0, width, height, 1, (int[]) null);
        int[] blue = image.getRaster().getSamples(0, 0, width, height, 2, (int[]) null);
        int[] ids = new int[red.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = red[i] | green[i] << 8 | blue[i] << 16;
        }
        return new PanopticPicture(ids, width);
    }

    Summary summary(boolean perCategory) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        Summary summary = new Summary();
        summary.line("          |    PQ     SQ     RQ     N");
        add(summary, metrics, "", "All", List.copyOf(truth.names.keySet()));
        add(summary, metrics, "_things", "Things", kind(true));
        add(summary, metrics, "_stuff", "Stuff", kind(false));
        summary.add("metrics", metrics);
        Map<String, Object> each = new LinkedHashMap<>();
        truth.names.forEach((id, name) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("name", name);
            if (perCategory) {
                add(summary, figures, "", name, List.of(id));
            } else {
                put(figures, "", quality.figures(List.of(id)));
            }
            each.put(id.text(), figures);
        });
        return summary.add("per_category", each);
    }

    private List<Id> kind(boolean thing) {
        return truth.things.entrySet().stream()
                .filter(e -> e.getValue() == thing)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void add(Summary summary, Map<String, Object> metrics, String suffix, String label, List<Id> categories) {
        PanopticQuality.Figures figures = quality.figures(categories);
        put(metrics, suffix, figures);
        summary.line(String.format(
                Locale.ROOT,
                "%-9s | %5.1f  %5.1f  %5.1f %5d",
                label,
                100 * figures.pq(),
                100 * figures.sq(),
                100 * figures.rq(),
                figures.categories()));
    }

    private static void put(Map<String, Object> metrics, String suffix, PanopticQuality.Figures figures) {
        metrics.put("PQ" + suffix, figures.pq());
        metrics.put("SQ" + suffix, figures.sq());
        metrics.put("RQ" + suffix, figures.rq());
        metrics.put("N" + suffix, figures.categories());
    }
}
