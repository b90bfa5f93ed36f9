package dev.copra.format.cvat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.format.Sample;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CvatFormatTest {
    @TempDir
    Path folder;

    @Test
    void readsAllShapesOfTheSample() throws IOException {
        Sample sample = Sample.read(new CvatFormat(), Sample.path("cvat/images.xml"));
        assertEquals(List.of("bad.jpg '' 100x80", "empty.jpg '' 10x10", "sub/a b.jpg 'Train' 100x80"), sample.images());
        assertEquals(List.of("cat", "person", "never used", "coin", "dog", "road"), sample.categories());
        assertEquals(
                List.of(
                        "cat box 10.5 20.0 30.0 10.0 turned 45.0 {occluded=true, colour=\"dark & <b>red</b>\", count=3}"
                                + " extras {z_order=2}",
                        "cat rings 200 extras {source=\"auto\"}",
                        "dog rings 100",
                        "cat box 1.0 1.0 1.0 1.0",
                        "cat box 3.0 1.0 1.0 1.0",
                        "road line of 3",
                        "road keypoints [1.0, 2.0, 2.0, 3.0, 4.0, 2.0]",
                        "cat mask 2 crowd score 0.25",
                        "coin rings 629",
                        "person keypoints [0.0, 0.0, 0.0, 7.5, 8.0, 1.0]"),
                sample.texts("sub/a b.jpg"));
        assertEquals("{tags=[\"sunny\"]}", sample.image("sub/a b.jpg").extras().toString());
    }

    @Test
    void badShapesAreToldWithTheirLinesAndCostThemselvesAlone() throws IOException {
        Sample sample = Sample.read(new CvatFormat(), Sample.path("cvat/images.xml"));
        assertEquals(List.of("cat box 1.0 1.0 1.0 1.0"), sample.texts("bad.jpg"));
        List<String> expected = List.of(
                "cvat-box images.xml:42: the box ends before it begins",
                "cvat-label images.xml:43: the box has no label",
                "cvat-points images.xml:44: a polygon has at least 3 points of two numbers; here are 4 numbers",
                "cvat-number images.xml:45: the polygon has no number for points: 'x'",
                "cvat-rle images.xml:46: the runs in rle are negative, or more than 3 x 2 pixels",
                "cvat-mask images.xml:47: the mask does not lie in the image of 100 x 80 pixels",
                "cvat-rle images.xml:48: the runs in rle are negative, or more than 3 x 2 pixels",
                "cvat-shape images.xml:49: a cuboid has no place in an image",
                "cvat-name images.xml:52: the image has no name");
        assertEquals(expected, sample.problems());
    }

    @Test
    void tracksOfAVideoAreInstancesOfItsFrames() throws IOException {
        Sample sample = Sample.read(new CvatFormat(), Sample.path("cvat/video.xml"));
        assertEquals(4, sample.images().size());
        assertEquals("frame_000000.png '' 640x480", sample.images().get(0));
        assertEquals(List.of("car box 10.0 20.0 20.0 20.0 track 0"), sample.texts("frame_000000.png"));
        assertEquals(
                List.of("car box 11.0 20.0 20.0 20.0 track 0", "car rings 100 track 1 {occluded=true}"),
                sample.texts("frame_000001.png"));
        assertEquals(List.of(), sample.texts("frame_000003.png"));
        assertEquals(List.of("cvat-frame video.xml:20: 'x' is no number of a frame"), sample.problems());
    }

    @Test
    void imagesBeforeTheEndOfATruncatedFileAreKept() throws IOException {
        String whole = Files.readString(Sample.path("cvat/images.xml"));
        Path cut = folder.resolve("cut.xml");
        Files.writeString(cut, whole.substring(0, whole.indexOf("<cuboid")));
        Sample sample = Sample.read(new CvatFormat(), cut);
        assertEquals(List.of("empty.jpg '' 10x10", "sub/a b.jpg 'Train' 100x80"), sample.images());
        assertEquals(1, sample.problems().size(), sample.problems().toString());
        assertTrue(
                sample.problems().get(0).startsWith("xml cut.xml:49: "),
                sample.problems().get(0));
    }

    @Test
    void anotherFileIsNotOpened() throws IOException {
        Path secret = folder.resolve("secret.txt");
        Files.writeString(secret, "secret content");
        Path file = folder.resolve("a.xml");
        Files.writeString(
                file,
                "<?xml version=\"1.0\"?>\n<!DOCTYPE annotations [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n"
                        + "<annotations><image name=\"a.jpg\" width=\"9\" height=\"9\"><box label=\"c\" xtl=\"1\" ytl=\"1\""
                        + " xbr=\"2\" ybr=\"2\"><attribute name=\"n\">&x;</attribute></box></image></annotations>");
        FileSystemException refused =
                assertThrows(FileSystemException.class, () -> Sample.read(new CvatFormat(), file));
        assertTrue(refused.getMessage().contains("a.xml:3"), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret content"), refused.getMessage());
    }

    /** Of a video of which every third frame is in the task, the others have no image; the points of a skeleton are tracks in its own. */
    @Test
    void framesAreThoseOfTheTaskAndSkeletonsHaveTheirPoints() throws IOException {
        Path file = folder.resolve("video.xml");
        Files.writeString(file, """
                <annotations><meta><task><start_frame>10</start_frame><stop_frame>19</stop_frame>
                <frame_filter>step=3</frame_filter><labels><label><name>hand</name><type>skeleton</type></label>
                <label><name>thumb</name><parent>hand</parent></label><label><name>palm</name><parent>hand</parent></label>
                </labels></task></meta>
                <track id="3" label="hand">
                <skeleton frame="10" outside="0" points="1,2;3,4"/><skeleton frame="13" outside="0" points="5,6;7,8"/>
                <track id="0" label="thumb"><points frame="10" outside="0" points="1,2"/>
                <points frame="13" outside="0" points="5,6"/></track>
                <track id="1" label="palm"><points frame="10" outside="0" occluded="1" points="3,4"/>
                <points frame="13" outside="1" points="7,8"/></track></track></annotations>""");
        Sample sample = Sample.read(new CvatFormat(), file);
        assertEquals(List.of(), sample.problems());
        assertEquals(
                List.of(
                        "frame_000010.png '' 0x0",
                        "frame_000013.png '' 0x0",
                        "frame_000016.png '' 0x0",
                        "frame_000019.png '' 0x0"),
                sample.images());
        assertEquals(
                List.of("hand keypoints [1.0, 2.0, 2.0, 3.0, 4.0, 1.0] track 3"), sample.texts("frame_000010.png"));
        assertEquals(
                List.of("hand keypoints [5.0, 6.0, 2.0, 0.0, 0.0, 0.0] track 3"), sample.texts("frame_000013.png"));
    }
}
