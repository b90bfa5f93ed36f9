package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.Section;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.mask.Rle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without {@code --unsafe}, no mask changes by a pixel, no box moves, no id of an image or category changes, and no record goes. */
class SafeFixTest {
    private static final int COUNT = 400;

    @TempDir
    Path folder;

    /** What must not change of a document: a line a record. What cannot be read says so, and may become readable. */
    private static final class Content implements CocoVisitor {
        private static final String UNREADABLE = "unreadable";
        private final List<String[]> records = new ArrayList<>();
        private final ImageSizes sizes = new ImageSizes(Integer.MAX_VALUE);
        private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

        static List<String[]> of(byte[] json) throws IOException {
            Content content = new Content();
            CocoReader.read(Input.standardInput(new ByteArrayInputStream(json)), content);
            return content.records;
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return EnumSet.of(Section.IMAGES);
        }

        @Override
        public void learn(CocoRecord image) throws AnnotationException {
            sizes.add(image);
        }

        @Override
        public Edit image(CocoRecord image) {
            records.add(new String[] {"image", id(image, "id")});
            return Edit.KEEP;
        }

        @Override
        public Edit category(CocoRecord category) {
            records.add(new String[] {"category", id(category, "id")});
            return Edit.KEEP;
        }

        @Override
        public Edit annotation(CocoRecord annotation) {
            records.add(new String[] {
                "annotation",
                id(annotation, "image_id"),
                id(annotation, "category_id"),
                box(annotation),
                mask(annotation)
            });
            return Edit.KEEP;
        }

        private static String id(CocoRecord record, String member) {
            try {
                return record.id(member).toString();
            } catch (AnnotationException e) {
                return UNREADABLE;
            }
        }

        private static String box(CocoRecord record) {
            try {
                double[] box = record.numbers("bbox");
                return box == null || Arrays.stream(box).anyMatch(Double::isNaN) ? UNREADABLE : Arrays.toString(box);
            } catch (AnnotationException e) {
                return UNREADABLE;
            }
        }

        private String mask(CocoRecord record) {
            try {
                ImageSizes.Size size = sizes.get(record.id("image_id"));
                Rle mask = size == null
                        ? null
                        : rasterizer.rasterize(record.segmentation(), record, size.height(), size.width());
                return mask == null ? UNREADABLE : mask.toCountsString();
            } catch (AnnotationException | IllegalArgumentException e) {
                return UNREADABLE;
            }
        }

        @Override
        public boolean readsAmbiguous() {
            return true;
        }

        @Override
        public void misplaced(String code, String member, JsonException problem) {
            // it stays where it is
        }

        @Override
        public void reject(AnnotationException problem) {
            // compared as far as it can be read
        }
    }

    private byte[] fixed(byte[] json) throws IOException {
        Path file = Files.write(folder.resolve("in.json"), json);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Findings before = Mutations.validate(file).findings();
        Fixing.run(
                Input.file(file), new FixOptions(code -> true, false, null, null), before, out, new FixLog(line -> {}));
        return out.toByteArray();
    }

    private void check(byte[] json, String what) throws IOException {
        List<String[]> before = Content.of(json);
        List<String[]> after = Content.of(fixed(json));
        assertEquals(before.size(), after.size(), what + ": records");
        for (int i = 0; i < before.size(); i++) {
            String[] old = before.get(i);
            String[] now = after.get(i);
            for (int k = 0; k < old.length; k++) {
                if (!old[k].equals(Content.UNREADABLE)) {
                    assertEquals(old[k], now[k], what + ": record " + i + ", part " + k);
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void nothingIsLostOfMutatedFiles() throws IOException {
        byte[] clean = Files.readAllBytes(Path.of("testdata", "scenes", "instances.json"));
        for (long seed = 1; seed <= COUNT; seed++) {
            byte[] json = Mutation.of(clean, seed);
            if (!Mutations.validate(Files.write(folder.resolve("x.json"), json))
                    .errors()
                    .contains("not-json")) {
                check(json, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pentagram/gt.json",
                "nested-area-1200/gt.json",
                "fix-nested-area-is-sum.json",
                "fix-bbox-loose.json",
                "catzero-adopts.json"
            })
    void goodDataStaysAsItIs(String name) throws IOException {
        byte[] json = Files.readAllBytes(Path.of("src/test/resources/faults", name));
        assertArrayEquals(json, fixed(json));
    }
}
