package dev.copra.draw;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ListedImage;
import dev.copra.dataset.SafeNames;
import dev.copra.draw.label.Lettering;
import dev.copra.draw.sheet.ContactSheet;
import dev.copra.draw.sheet.PanelRow;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.io.OutputFolder;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.run.OrderedQueue;
import dev.copra.run.Progress;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws the images that were chosen: a picture each, or several on a sheet. A picture or sheet is made by one thread, of which there are
 * several; what is written does not depend on their number. Each thread holds one image.
 */
public final class Rendering {
    /** A picture counts as much for the queue as all that may wait in one batch. */
    private static final int ALONE = Integer.MAX_VALUE;
    /** The longer side of a panel on a sheet, if none was asked for. */
    private static final int SHEET_SIDE = 400;
    /** What an image is taken for whose sides are not known before it is read. */
    private static final Dimension USUAL = new Dimension(4, 3);

    private final ShownSet shown;
    private final RenderOptions options;
    private final ImageStore store;
    private final ProblemSink notes;
    private final ImagePanels panels;
    private Progress progress;
    private long images;
    private long files;

    /** @param notes told of what was guessed about images, and of text that cannot be written */
    public Rendering(ShownSet shown, RenderOptions options, ImageStore store, ProblemSink notes) throws IOException {
        this.shown = shown;
        this.options = options;
        this.store = store;
        this.notes = notes;
        String missing = Lettering.missing();
        if (missing != null) {
            notes.add(new AnnotationException("no-font", "pictures", "nothing is written on them: " + missing));
        }
        panels = new ImagePanels(shown, options, missing == null);
    }

    /** What was drawn. */
    public record Counts(long images, long files) {}

    /** A file that is to be made. @param images places of its images in the document */
    private record Job(String name, int[] images) {}

    /** What is to be told, in order. */
    private record Told(ProblemSink sink, AnnotationException problem) {}

    /** @param drawn how many images could be read */
    private record Done(int drawn, boolean written, List<Told> told) {}

    /**
     * Draws a picture each.
     *
     * @param chosen places of images, in the order in which they are drawn
     * @param ranked whether the order counts, so that names begin with a number
     * @throws RefusedException if no image could be read
     */
    public Counts pictures(int[] chosen, boolean ranked, OutputFolder folder, int threads, Progress.Screen screen)
            throws IOException {
        SafeNames names = new SafeNames();
        int digits = String.valueOf(chosen.length).length();
        return run(chosen.length, folder, threads, screen, queue -> {
            for (int i = 0; i < chosen.length; i++) {
                String rank = ranked ? number(i + 1, digits) + "_" : "";
                String name =
                        names.unique(rank + stem(chosen[i])) + options.format().ending();
                queue.add(new Job(name, new int[] {chosen[i]}), ALONE);
            }
        });
    }

    /**
     * Draws sheets.
     *
     * @param columns about how many images in a row
     * @param rows of each sheet
     * @throws RefusedException if no image could be read
     */
    public Counts sheets(int[] chosen, int columns, int rows, OutputFolder folder, int threads, Progress.Screen screen)
            throws IOException {
        int each = columns * rows;
        int sheets = (chosen.length + each - 1) / each;
        int digits = String.valueOf(sheets).length();
        return run(
                chosen.length,
                folder,
                threads,
                screen,
                queue -> {
                    for (int sheet = 0; sheet < sheets; sheet++) {
                        int[] on =
                                Arrays.copyOfRange(chosen, sheet * each, Math.min(chosen.length, (sheet + 1) * each));
                        String name = "sheet_" + number(sheet + 1, digits)
                                + options.format().ending();
                        queue.add(new Job(name, on), ALONE);
                    }
                },
                columns);
    }

    private static String number(int number, int digits) {
        String text = String.valueOf(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private interface Filler {
        void fill(OrderedQueue<Job, Done> queue) throws IOException;
    }

    private Counts run(int total, OutputFolder folder, int threads, Progress.Screen screen, Filler filler)
            throws IOException {
        return run(total, folder, threads, screen, filler, 0);
    }

    /** @param columns of a sheet; 0 for pictures that stand alone */
    private Counts run(int total, OutputFolder folder, int threads, Progress.Screen screen, Filler filler, int columns)
            throws IOException {
        progress = new Progress("images", total, 0, screen, System::nanoTime);
        try (OrderedQueue<Job, Done> queue =
                new OrderedQueue<>(threads, job -> draw(job, columns, folder), this::take)) {
            filler.fill(queue);
            queue.drain();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            progress.end();
        }
        if (total > 0 && images == 0) {
            throw new RefusedException("none of the images could be read", Remedy.IMAGES);
        }
        return new Counts(images, files);
    }

    private Done draw(Job job, int columns, OutputFolder folder) {
        List<Told> told = new ArrayList<>();
        try {
            int[] drawn = new int[1];
            BufferedImage picture =
                    columns > 0 ? sheet(job.images(), columns, drawn, told) : alone(job.images()[0], drawn, told);
            if (drawn[0] > 0) {
                try (OutputStream out = folder.create(job.name())) {
                    options.format().write(picture, out);
                }
            }
            for (int i = 0; i < job.images().length; i++) {
                progress.step();
            }
            return new Done(drawn[0], drawn[0] > 0, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Done done) {
        images += done.drawn();
        files += done.written() ? 1 : 0;
        try {
            for (Told one : done.told()) {
                one.sink().add(one.problem());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Draws one sheet.
     *
     * @param columns about how many images in a row
     * @throws RefusedException if no image could be read
     */
    public BufferedImage sheet(int[] chosen, int columns) throws IOException {
        int[] drawn = new int[1];
        List<Told> told = new ArrayList<>();
        BufferedImage sheet = sheet(chosen, columns, drawn, told);
        take(new Done(drawn[0], true, told));
        if (drawn[0] == 0) {
            throw new RefusedException("none of the images can be read", Remedy.IMAGES);
        }
        return sheet;
    }

    private BufferedImage alone(int at, int[] drawn, List<Told> told) throws IOException {
        PanelRow row = row(at, null, panels.wantsTitle(), told);
        if (row == null) {
            return null;
        }
        drawn[0]++;
        return row.picture();
    }

    private BufferedImage sheet(int[] chosen, int columns, int[] drawn, List<Told> told) throws IOException {
        List<Dimension> shapes = new ArrayList<>();
        for (int at : chosen) {
            shapes.add(shape(at));
        }
        ContactSheet sheet = new ContactSheet(
                shapes, columns, options.side() > 0 ? options.side() : SHEET_SIDE, panels.count(), panels.lines(true));
        for (int i = 0; i < chosen.length; i++) {
            PanelRow row = row(chosen[i], sheet.panel(i), true, told);
            if (row != null) {
                drawn[0]++;
                sheet.put(i, row);
            }
        }
        return sheet.picture();
    }

    private Dimension shape(int at) throws IOException {
        try {
            ListedImage image = shown.main().image(at);
            return image.width() > 0 && image.height() > 0 ? new Dimension(image.width(), image.height()) : USUAL;
        } catch (AnnotationException e) {
            return USUAL;
        }
    }

    /** Null if the image cannot be read, which is told. */
    private PanelRow row(int at, Dimension room, boolean titled, List<Told> told) throws IOException {
        Id id = Id.NONE;
        try {
            ListedImage image = shown.main().image(at);
            id = image.id();
            return store.with(image.fileName(), image.cocoUrl(), image.height(), image.width(), picture -> {
                List<Told> own = new ArrayList<>();
                for (ImageNote note : picture.notes()) {
                    own.add(new Told(
                            notes, new AnnotationException(note.code(), "image " + image.id(), note.message())));
                }
                PanelRow row = panels.row(at, image, picture, room, titled, (sink, p) -> own.add(new Told(sink, p)));
                told.addAll(own);
                return row;
            });
        } catch (AnnotationException e) {
            told.add(new Told(shown.problems(), e));
        } catch (ImageException e) {
            told.add(new Told(
                    shown.problems(),
                    new AnnotationException(e.code(), "image " + id, e.getMessage()).with(Remedy.ofImage(e.code()))));
        }
        return null;
    }

    /** The name of a picture: that of its image's file, folders included. */
    private String stem(int at) throws IOException {
        try {
            ListedImage image = shown.main().image(at);
            String name = image.fileName() == null || image.fileName().isEmpty() ? image.cocoUrl() : image.fileName();
            return name == null || name.isEmpty()
                    ? SafeNames.part("image_" + image.id())
                    : SafeNames.part(SafeNames.stem(name).replace('/', '_'));
        } catch (AnnotationException e) {
            return "image_" + at;
        }
    }
}
