package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.mask.Rle;
import dev.copra.validate.check.AnnotationFamilies;
import dev.copra.validate.check.annotation.KeypointChecks;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.annotation.SpellingChecks;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.check.image.ImageChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.fix.FixLog;
import dev.copra.validate.fix.FixOptions;
import dev.copra.validate.fix.Fixing;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
        private final IdTable images = new IdTable();
        private final IdTable categories = new IdTable();
        private final ImageSizes sizes = new ImageSizes(Integer.MAX_VALUE);
        private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

        static List<String[]> of(byte[] json) throws IOException {
            Content content = new Content();
            CocoReader.read(Input.standardInput(new ByteArrayInputStream(json)), content);
            return content.records;
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return EnumSet.of(Section.IMAGES, Section.CATEGORIES);
        }

        @Override
        public void learn(CocoRecord record) throws AnnotationException {
            boolean image = record.section() == Section.IMAGES;
            Id id = record.id("id");
            if (id.present()) {
                (image ? images : categories).add(id);
            }
            if (image) {
                sizes.add(record);
            }
        }

        @Override
        public Edit image(CocoRecord image) {
            records.add(new String[] {"image", id(image, "id"), side(image, "width"), side(image, "height")});
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
                reference(annotation, "image_id", images),
                reference(annotation, "category_id", categories),
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

        /** An id that names nothing may become one that does. */
        private static String reference(CocoRecord record, String member, IdTable known) {
            try {
                Id id = record.id(member);
                return id.present() && known.find(id) >= 0 ? id.toString() : UNREADABLE;
            } catch (AnnotationException e) {
                return UNREADABLE;
            }
        }

        private static String side(CocoRecord image, String member) {
            try {
                double side = image.number(member, Double.NaN);
                return Double.isNaN(side) ? UNREADABLE : Double.toString(side);
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

    private Findings before(byte[] json) throws IOException {
        return Mutations.validate(Files.write(folder.resolve("in.json"), json)).findings();
    }

    private byte[] fixed(byte[] json, boolean unsafe) throws IOException {
        Findings before = before(json);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fixing.run(
                Input.file(folder.resolve("in.json")),
                new FixOptions(code -> true, unsafe, null, null),
                before,
                out,
                new FixLog(line -> {}));
        return out.toByteArray();
    }

    private void check(byte[] json, String what) throws IOException {
        check(json, fixed(json, false), what);
    }

    private static void check(byte[] json, byte[] fixed, String what) throws IOException {
        List<String[]> before = Content.of(json);
        List<String[]> after = Content.of(fixed);
        int at = 0;
        for (int i = 0; i < before.size(); i++) {
            String[] old = before.get(i);
            if (at < after.size() && isKept(old, after.get(at))) {
                at++;
            } else {
                // it may only have gone if it was there twice
                assertTrue(
                        after.subList(0, at).stream().anyMatch(now -> isKept(old, now)),
                        what + ": record " + i + " was " + Arrays.toString(old) + " and is "
                                + (at < after.size() ? Arrays.toString(after.get(at)) : "gone"));
            }
        }
        assertEquals(after.size(), at, what + ": more records");
    }

    private static boolean isKept(String[] old, String[] now) {
        for (int k = 0; k < old.length; k++) {
            if (old.length != now.length || !old[k].equals(Content.UNREADABLE) && !old[k].equals(now[k])) {
                return false;
            }
        }
        return true;
    }

    /** With everything odd at once: nothing is lost, nothing is left of what has one meaning only, and once is enough. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void oddFilesAreMendedWithoutLoss(int block) throws IOException {
        byte[] clean = Files.readAllBytes(Path.of("testdata", "scenes", "instances.json"));
        for (long seed = 1000L * block; seed < 1000L * block + 5; seed++) {
            byte[] json = OddFile.of(clean, seed);
            byte[] fixed = fixed(json, false);
            check(json, fixed, "seed " + seed);
            Findings left = before(fixed);
            for (Code code : REPAIRED) {
                assertEquals(0, left.count(code), "seed " + seed + ": " + code.name());
            }
            // what has no pixel says no area
            long empty = left.count(PolygonChecks.DOUBLED) + left.count(MaskChecks.EMPTY);
            assertTrue(left.count(MaskChecks.AREA_MISSING) <= empty, "seed " + seed + ": area-missing");
            assertArrayEquals(fixed, fixed(fixed, false), "seed " + seed);
        }
    }

    private static final List<Code> REPAIRED = Stream.concat(
                    SpellingChecks.CODES.stream(),
                    Stream.of(
                            Codes.named("segmentation-flat").orElseThrow(),
                            MaskChecks.AREA_TYPE,
                            ReferenceChecks.IMAGE_QUOTED,
                            ReferenceChecks.CATEGORY_QUOTED,
                            ReferenceChecks.CROWD_MISSING,
                            ReferenceChecks.CROWD_VALUE,
                            ImageChecks.SIZE_TYPE,
                            IdChecks.ANNOTATIONS.zero(),
                            IdChecks.ANNOTATIONS.duplicate(),
                            IdChecks.CATEGORIES.duplicate(),
                            KeypointChecks.NUMBER_MISSING))
            .toList();

    /** By {@code tag}: whether the area of an annotation is that of its mask. */
    private static Map<Double, Boolean> areas(byte[] json) throws IOException {
        Map<Double, Boolean> fits = new HashMap<>();
        Known known = new Known();
        PolygonChecks polygons = new PolygonChecks();
        CocoReader.read(Input.standardInput(new ByteArrayInputStream(json)), new CocoVisitor() {
            @Override
            public Set<Section> needsBeforeAnnotations() {
                return EnumSet.of(Section.IMAGES, Section.CATEGORIES);
            }

            @Override
            public void learn(CocoRecord record) {
                known.add(record);
            }

            @Override
            public Edit annotation(CocoRecord record) throws AnnotationException {
                Annotation annotation = new Annotation(new Subject(record, DocumentKind.DATASET), known);
                AnnotationFamilies.check(annotation, polygons, DocumentKind.DATASET);
                fits.put(record.number("tag", -1), annotation.maskArea() > 0 && MaskChecks.areaFits(annotation));
                return Edit.KEEP;
            }

            @Override
            public void reject(AnnotationException problem) {
                // cannot be judged
            }
        });
        return fits;
    }

    /** Where the area was the mask's, it is so afterwards, whatever became of the mask; and once is enough. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anAreaThatFittedFitsAfterUnsafeFixesToo(int block) throws IOException {
        byte[] clean = Files.readAllBytes(Path.of("testdata", "scenes", "instances.json"));
        for (long seed = 1000L * block; seed < 1000L * block + 5; seed++) {
            byte[] json = OddFile.of(clean, seed);
            byte[] fixed = fixed(json, true);
            Map<Double, Boolean> before = areas(json);
            for (Map.Entry<Double, Boolean> after : areas(fixed).entrySet()) {
                assertTrue(after.getValue() || !before.get(after.getKey()), "seed " + seed + ", tag " + after.getKey());
            }
            assertArrayEquals(fixed, fixed(fixed, true), "seed " + seed);
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
        assertArrayEquals(json, fixed(json, false));
    }
}
