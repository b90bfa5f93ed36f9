package dev.copra.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.StringOutput;
import gg.jte.output.WriterOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Writes pages as HTML: one file with all that it needs. Its policy lets run the script and the style that are in it, by their hashes, and
 * nothing else; a page that is live may also ask the server that it came from.
 */
public final class PageWriter {
    private static final String ASSETS = "/dev/copra/report/page/";
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final List<String> SCRIPTS =
            List.of("masks.js", "charts.js", "filter.js", "gallery.js", "viewer.js", "page.js");

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.copra.report.page.template");
    private final String style;
    private final String script;

    /**
     * Reads the style and the scripts that every page gets.
     *
     * @throws IOException if one of them cannot be read
     */
    public PageWriter() throws IOException {
        style = asset(CHARTS + "uPlot.min.css") + asset(ASSETS + "page.css");
        StringBuilder all = new StringBuilder(asset(CHARTS + "uPlot.iife.min.js")).append("\n\"use strict\";\n");
        for (String name : SCRIPTS) {
            all.append(asset(ASSETS + name));
        }
        script = all.toString();
    }

    /** Writes what a script of the page reads. */
    public interface Data {
        /** Writes one JSON value. */
        void write(GalleryJson json) throws IOException;
    }

    /** Writes a page. */
    public void write(Page page, Data data, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            engine.render(
                    "page.jte",
                    Map.of(
                            "page",
                            page,
                            "policy",
                            policy(page.live()),
                            "style",
                            style,
                            "script",
                            script,
                            "data",
                            (gg.jte.Content) output -> output.writeContent(text(data))),
                    new WriterOutput(writer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (TemplateException e) {
            // the engine wraps whatever ends it, such as a reader of the page that has gone or a disk that is full
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException io) {
                    throw io;
                }
            }
            throw e;
        }
        writer.flush();
    }

    /** Sections without a page around them. */
    public String sections(List<Page.Section> sections) {
        StringOutput html = new StringOutput();
        engine.render("sections.jte", Map.of("sections", sections), html);
        return html.toString();
    }

    private static String text(Data data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GalleryJson json = new GalleryJson(bytes)) {
            data.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What the page may do, as a content security policy. */
    String policy(boolean live) {
        return "default-src 'none'; script-src '" + hash(script) + "'; style-src '" + hash(style) + "'; img-src data:"
                + (live ? " 'self'; connect-src 'self'" : "") + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String asset(String name) throws IOException {
        try (InputStream in = PageWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
