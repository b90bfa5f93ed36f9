package dev.copra.gallery;

import dev.copra.coco.Messages;
import dev.copra.image.ImageException;
import dev.copra.report.page.Block;
import dev.copra.report.page.GalleryHead;
import dev.copra.report.page.GalleryImage;
import dev.copra.report.page.GalleryJson;
import dev.copra.report.page.Page;
import dev.copra.report.page.PageWriter;
import dev.copra.run.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A page that holds all that it shows, within a limit of bytes. Pictures are as large as the limit lets them be.
 *
 * @param shown images in the gallery
 * @param pictures how many of them have a picture
 * @param incomplete whether records or pictures that were asked for are missing
 */
public record ReportPage(
        Page page, GalleryHead head, List<GalleryImage> images, int shown, int pictures, boolean incomplete) {
    private static final float QUALITY = .8f;
    private static final int LEAST_SIDE = 64;
    private static final int MOST_SIDE = 1600;
    private static final int PROBES = 12;
    private static final int PROBE_SIDE = 320;
    /** The share of a page that masks may have. */
    private static final double MASKS = .5;
    /** What is kept free, because sizes are estimated. */
    private static final double SLACK = .98;

    /**
     * Makes a page.
     *
     * @param title of the page
     * @param most images in the gallery
     * @param maxBytes of the page
     */
    public static ReportPage of(
            GalleryRequest request, String title, int most, long maxBytes, PageWriter writer, Messages messages)
            throws IOException {
        try (GalleryFiles files = GalleryFiles.open(request.main(), request.results(), request.maxPixels(), messages)) {
            Examination examination = Examination.of(request, files, messages);
            GalleryColumns columns =
                    GalleryColumns.read(files, examination.findings(), examination.matches(), request.threads());
            GalleryHead head = new GalleryHead(
                    files.categories(),
                    files.layerNames(),
                    examination.findings().codes(),
                    files.size(),
                    columns.scored(),
                    request.images() != null);
            Page bare = page(title, files, examination, 0);
            Size size = new Size();
            writer.write(bare, json -> json.page(head, List.of(), bare.charts(), false), size);
            long free = (long) (maxBytes * SLACK) - size.bytes;
            int[] chosen = GalleryChoice.of(
                    columns, head.categories().size(), head.findings().size(), most);
            GalleryReader reader = new GalleryReader(files, examination.findings(), examination.matches());
            List<GalleryImage> images = new ArrayList<>();
            long masks = 0;
            for (int at : chosen) {
                GalleryImage image = reader.image(at);
                long bytes = size(image);
                if (masks + bytes > free * MASKS && !images.isEmpty()) {
                    break;
                }
                masks += bytes;
                images.add(image);
            }
            files.summarize();
            boolean missing = files.incomplete();
            if (request.images() != null) {
                GalleryPictures pictures = new GalleryPictures(files, request.images(), request.maxPixels());
                images = withPictures(images, pictures, free - masks, request.threads());
                missing |= images.stream().anyMatch(image -> image.problem() != null);
            }
            int shown = images.size();
            int have = (int)
                    images.stream().filter(image -> image.picture() != null).count();
            images.sort(Comparator.comparingInt(GalleryImage::at));
            return new ReportPage(
                    page(title, files, examination, shown),
                    head,
                    images,
                    shown,
                    have,
                    examination.incomplete() || missing);
        }
    }

    private static Page page(String title, GalleryFiles files, Examination examination, int shown) {
        List<Page.Section> sections = new ArrayList<>(examination.sections());
        String of = String.format(Locale.ROOT, "%,d of %,d images: ", shown, files.size());
        String intro = shown == files.size()
                ? ""
                : of + "some of each finding, the worst, some of each category, and of the rest every so many.";
        sections.add(new Page.Section("gallery", "Images", intro, List.of(new Block.Gallery())));
        return new Page(title, subtitle(files), sections, false);
    }

    static String subtitle(GalleryFiles files) {
        List<String> names = files.layerNames();
        return names.size() == 1
                ? names.get(0)
                : names.get(0) + " with " + String.join(", ", names.subList(1, names.size()));
    }

    /** Writes the page. */
    public void write(PageWriter writer, OutputStream out) throws IOException {
        writer.write(page, json -> json.page(head, images, page.charts(), false), out);
    }

    private static long size(GalleryImage image) throws IOException {
        Size size = new Size();
        try (GalleryJson json = new GalleryJson(size)) {
            json.images(0, List.of(image));
        }
        return size.bytes;
    }

    private static List<GalleryImage> withPictures(
            List<GalleryImage> images, GalleryPictures pictures, long free, int threads) throws IOException {
        int side = firstSide(images, pictures, free, threads);
        String[] encoded = new String[images.size()];
        String[] problems = new String[images.size()];
        for (int round = 0; ; round++) {
            long total = encode(images, pictures, side, threads, encoded, problems);
            if (total <= free || side <= LEAST_SIDE || round == 3) {
                break;
            }
            side = Math.max(LEAST_SIDE, (int) (side * Math.sqrt(free / (double) total) * .97));
        }
        List<GalleryImage> with = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < encoded.length; i++) {
            total += encoded[i] == null ? 0 : encoded[i].length();
            boolean fits = total <= free;
            with.add(images.get(i).withPicture(fits ? encoded[i] : null, problems[i]));
        }
        return with;
    }

    /** The side with which all pictures should fit, by what some of them take. */
    private static int firstSide(List<GalleryImage> images, GalleryPictures pictures, long free, int threads)
            throws IOException {
        List<GalleryImage> some = new ArrayList<>();
        for (int i = 0; i < Math.min(PROBES, images.size()); i++) {
            some.add(images.get((int) ((long) i * images.size() / Math.min(PROBES, images.size()))));
        }
        String[] encoded = new String[some.size()];
        long bytes = encode(some, pictures, PROBE_SIDE, threads, encoded, new String[some.size()]);
        long found = Arrays.stream(encoded).filter(one -> one != null).count();
        if (found == 0) {
            return PROBE_SIDE;
        }
        // larger pictures take fewer bytes a pixel: the next round puts right what is too much
        double each = bytes / (double) found;
        double side = PROBE_SIDE * Math.sqrt(Math.max(1, free) / (double) images.size() / each);
        return (int) Math.max(LEAST_SIDE, Math.min(MOST_SIDE, side));
    }

    private static long encode(
            List<GalleryImage> images,
            GalleryPictures pictures,
            int side,
            int threads,
            String[] encoded,
            String[] problems)
            throws IOException {
        AtomicLong total = new AtomicLong();
        Workers.run(threads, images.size(), index -> i -> {
            try {
                byte[] jpeg = pictures.jpeg(images.get(i).at(), side, QUALITY);
                encoded[i] = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
                total.addAndGet(encoded[i].length());
            } catch (ImageException e) {
                problems[i] = e.getMessage();
            }
        });
        return total.get();
    }

    /** Counts bytes. */
    private static final class Size extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
