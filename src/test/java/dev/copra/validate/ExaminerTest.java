package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Messages;
import dev.copra.coco.Section;
import dev.copra.io.Input;
import dev.copra.report.validation.ValidateRun;
import dev.copra.validate.finding.Baseline;
import dev.copra.validate.record.Known;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Annotations that are examined elsewhere, of which bytes alone come back, are found to be what they are found to be here. */
final class ExaminerTest {
    /** Knows nothing of a record but its bytes and its place, as another machine does. */
    private static final class Elsewhere implements Examiner {
        private record Kept(byte[] json, long index, long line, long column) {
            private CocoRecord record() throws IOException {
                return CocoRecord.parse(json, Section.ANNOTATIONS, index, line, column);
            }
        }

        private final List<Kept> kept = new ArrayList<>();

        @Override
        public void add(CocoRecord annotation) {
            kept.add(new Kept(annotation.toBytes(), annotation.index(), annotation.line(), annotation.column()));
        }

        @Override
        public void examine(Known known, DocumentKind kind, Found found) throws IOException {
            for (Kept each : kept) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new AnnotationExamination(known, kind, Validation.CONSUMERS)
                        .of(each.record())
                        .write(new DataOutputStream(bytes));
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                found.take(Examined.read(in, each.record(), known, kind));
                assertEquals(-1, in.read());
            }
        }
    }

    @Test
    void findsWhatIsFoundHere() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("src/test/resources", "testdata")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                all.filter(file -> file.toString().matches(".*\\.jsonl?")).forEach(files::add);
            }
        }
        int withFindings = 0;
        for (Path file : files) {
            String here = answer(file, null);
            assertEquals(here, answer(file, new Elsewhere()), file.toString());
            withFindings += here.contains("\"pointer\":\"/annotations/") ? 1 : 0;
        }
        assertTrue(withFindings > 100, withFindings + " of " + files.size());
    }

    private static String answer(Path file, Examiner examiner) throws IOException {
        ValidationOptions options =
                new ValidationOptions(1, null, null, null, null, null, Validation.CONSUMERS, true, examiner);
        ValidateRun run = new ValidateRun(
                options,
                code -> true,
                Baseline.NONE,
                null,
                new ValidateRun.Answer(true, true, 0, true),
                Messages.none());
        StringBuilder text = new StringBuilder();
        run.check(List.of(Input.file(file)), false, text::append);
        return text.toString();
    }
}
