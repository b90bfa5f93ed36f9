package dev.copra.serve;

import dev.copra.coco.Messages;
import dev.copra.gallery.Examination;
import dev.copra.gallery.GalleryColumns;
import dev.copra.gallery.GalleryFiles;
import dev.copra.gallery.GalleryFilter;
import dev.copra.gallery.GalleryFindings;
import dev.copra.gallery.GalleryMatches;
import dev.copra.gallery.GalleryPictures;
import dev.copra.gallery.GalleryReader;
import dev.copra.gallery.GalleryRequest;
import dev.copra.image.ImageException;
import dev.copra.report.page.Block;
import dev.copra.report.page.GalleryHead;
import dev.copra.report.page.GalleryImage;
import dev.copra.report.page.GalleryJson;
import dev.copra.report.page.Page;
import dev.copra.report.page.PageWriter;
import dev.copra.run.Background;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A document in a browser on the same machine: the page of a report whose images, annotations and pictures come when they are asked for, so that
 * the number of images does not matter. The first images need only to know where the records are; filters wait for columns, the other
 * sections for all that is to be said of the file, which is begun when they are first asked for.
 */
public final class Explorer implements Closeable {
    private static final int MOST_IMAGES = 240;
    private static final int MOST_SIDE = 4096;
    private static final float QUALITY = .88f;
    private static final int MOST_THREADS = 8;

    private final GalleryRequest request;
    private final GalleryFiles files;
    private final String title;
    private final Messages messages;
    private final GalleryPictures pictures;
    private final PageWriter writer = new PageWriter();
    private Background<GalleryColumns> columns;
    private Background<Said> said;
    private volatile Said known;
    private LocalServer server;

    /** All that is to be said of the file, and the columns that know it. */
    private record Said(Examination examination, GalleryColumns columns) {}

    private Explorer(GalleryRequest request, GalleryFiles files, String title, Messages messages) throws IOException {
        this.request = request;
        this.files = files;
        this.title = title;
        this.messages = messages;
        pictures = request.images() == null ? null : new GalleryPictures(files, request.images(), request.maxPixels());
    }

    /** Reads where the records are and starts a server. @param port 0 for one that is free */
    public static Explorer start(GalleryRequest request, String title, int port, Messages messages) throws IOException {
        GalleryFiles files = GalleryFiles.open(request.main(), request.results(), request.maxPixels(), messages);
        try {
            Explorer explorer = new Explorer(request, files, title, messages);
            explorer.server = LocalServer.start(
                    port,
                    Math.min(MOST_THREADS, request.threads() + 2),
                    Map.of(
                            "",
                            query -> explorer.page(),
                            "images",
                            explorer::images,
                            "picture",
                            explorer::picture,
                            "sections",
                            query -> explorer.sections()),
                    messages::warn);
            return explorer;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Where the page is. */
    public URI address() {
        return server.address();
    }

    private GalleryHead head(List<String> codes, boolean scored) {
        return new GalleryHead(files.categories(), files.layerNames(), codes, files.size(), scored, pictures != null);
    }

    private LocalServer.Answer page() throws IOException {
        Page.Section gallery = new Page.Section("gallery", "Images", "", List.of(new Block.Gallery()));
        Page page = new Page(title, String.join(" with ", files.layerNames()), List.of(gallery), true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(page, json -> json.page(head(List.of(), false), List.of(), List.of(), true), out);
        return new LocalServer.Answer(200, "text/html; charset=utf-8", out.toByteArray(), false);
    }

    private LocalServer.Answer images(Map<String, String> query) throws IOException {
        int offset = Math.max(0, Integer.parseInt(query.getOrDefault("offset", "0")));
        int limit = Math.max(1, Math.min(MOST_IMAGES, Integer.parseInt(query.getOrDefault("limit", "60"))));
        GalleryFilter filter = GalleryFilter.of(query);
        int[] chosen = filter.equals(GalleryFilter.ALL)
                ? IntStream.range(0, files.size()).toArray()
                : columns(filter).select(filter);
        Said now = known;
        GalleryReader reader = new GalleryReader(
                files,
                now == null ? GalleryFindings.NONE : now.examination.findings(),
                now == null ? GalleryMatches.NONE : now.examination.matches());
        List<GalleryImage> images = new ArrayList<>();
        for (int i = offset; i < Math.min(chosen.length, (long) offset + limit); i++) {
            images.add(reader.image(chosen[i]));
        }
        return json(json -> json.images(chosen.length, images));
    }

    /** The columns that a filter needs: what became of instances, and findings, are known only when the whole was looked at. */
    private GalleryColumns columns(GalleryFilter filter) throws IOException {
        return known != null || filter.needsExamination() ? said().columns : early();
    }

    private GalleryColumns early() throws IOException {
        synchronized (this) {
            columns = columns == null
                    ? Background.start(
                            2,
                            () -> GalleryColumns.read(
                                    files, GalleryFindings.NONE, GalleryMatches.NONE, request.threads()))
                    : columns;
        }
        return columns.get();
    }

    private Said said() throws IOException {
        synchronized (this) {
            said = said == null ? Background.start(2, this::look) : said;
        }
        return said.get();
    }

    private Said look() throws IOException {
        Examination examination = Examination.of(request, files, messages);
        known = new Said(
                examination,
                GalleryColumns.read(files, examination.findings(), examination.matches(), request.threads()));
        return known;
    }

    private LocalServer.Answer picture(Map<String, String> query) throws IOException {
        int at = Integer.parseInt(query.getOrDefault("at", ""));
        int side = Math.max(16, Math.min(MOST_SIDE, Integer.parseInt(query.getOrDefault("side", "400"))));
        if (pictures == null || at < 0 || at >= files.size()) {
            return LocalServer.Answer.text(404, "There is no such picture.");
        }
        try {
            return new LocalServer.Answer(200, "image/jpeg", pictures.jpeg(at, side, QUALITY), true);
        } catch (ImageException e) {
            return LocalServer.Answer.text(404, e.getMessage());
        }
    }

    private LocalServer.Answer sections() throws IOException {
        Said now = said();
        List<Page.Section> sections = now.examination.sections();
        String html = writer.sections(sections);
        return json(json -> json.sections(
                html,
                head(now.examination.findings().codes(), now.columns.scored()),
                new Page(title, "", sections, true).charts()));
    }

    private static LocalServer.Answer json(PageWriter.Data data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GalleryJson json = new GalleryJson(out)) {
            data.write(json);
        }
        return new LocalServer.Answer(200, "application/json", out.toByteArray(), false);
    }

    @Override
    public void close() throws IOException {
        server.close();
        files.close();
    }
}
