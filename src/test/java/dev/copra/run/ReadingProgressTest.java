package dev.copra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.Messages;
import dev.copra.gallery.Examination;
import dev.copra.gallery.GalleryFiles;
import dev.copra.gallery.GalleryRequest;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingProgressTest {
    /** It is 20 seconds later each time that somebody asks. */
    private final AtomicLong clock = new AtomicLong();

    private final StringBuffer text = new StringBuffer();
    private final ReadingProgress progress =
            new ReadingProgress(new Progress.Screen(false, text::append), () -> clock.addAndGet(20_000_000_000L));

    @TempDir
    Path folder;

    private List<String> lines() {
        return text.toString()
                .lines()
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static void read(Input input) throws Exception {
        try (InputStream in = input.open()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    void eachReadingIsTold() throws Exception {
        Path file = Files.write(folder.resolve("a.json"), new byte[2_500_000]);
        Input input = Input.file(file).watched(progress);
        read(input);
        read(input);
        List<String> once = List.of("1 of 2 MB of " + file + " (50%)", "2 of 2 MB of " + file + " (100%)");
        assertEquals(List.of(once.get(0), once.get(1), once.get(0), once.get(1)), lines());
    }

    @Test
    void whatIsPackedIsToldAsItIsStored() throws Exception {
        Path file = folder.resolve("a.json.gz");
        byte[] noise = new byte[1_500_000];
        new java.util.Random(1).nextBytes(noise);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(noise);
            out.write(new byte[3_000_000]);
        }
        read(Input.file(file).watched(progress));
        assertEquals(List.of("1 of 1 MB of " + file + " (100%)"), lines());
    }

    @Test
    void whatCameThroughAPipeIsTold() throws Exception {
        Input input = Input.standardInput(new ByteArrayInputStream(new byte[1_000_000]));
        read(input.spooled().watched(progress));
        assertEquals(List.of("1 of 1 MB of standard input (100%)"), lines());
    }

    /** What report and explore do with a file. */
    @Test
    void anExaminationIsTold() throws Exception {
        String document =
                "{\"images\": [{\"id\": 1}], \"categories\": [], \"annotations\": []" + " ".repeat(3_000_000) + "}";
        Path file = Files.writeString(folder.resolve("a.json"), document);
        Input input = Input.file(file).watched(progress);
        GalleryRequest request = new GalleryRequest(input, List.of(), null, null, null, 1, 1);
        try (GalleryFiles files = GalleryFiles.open(input, List.of(), 1, Messages.none())) {
            int opened = lines().size();
            assertTrue(opened >= 3, lines()::toString);
            Examination.of(request, files, Messages.none());
            assertTrue(lines().size() >= opened + 6, lines()::toString);
        }
    }
}
