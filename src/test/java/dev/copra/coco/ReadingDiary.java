package dev.copra.coco;

import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.json.NonFinitePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes down all that a reading tells, and answers by the record alone. */
final class ReadingDiary implements CocoVisitor {
    private final List<String> lines = new ArrayList<>();
    private final Set<Section> needed;
    private final boolean answers;

    /** @param answers whether annotations are answered for in any thread */
    ReadingDiary(Set<Section> needed, boolean answers) {
        this.needed = needed;
        this.answers = answers;
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return needed;
    }

    @Override
    public void learn(CocoRecord record) {
        lines.add("learn " + text(record));
    }

    @Override
    public void placed(String name, long from, long to) {
        lines.add(name + " from " + from + " to " + to);
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        return edit(image);
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        return edit(category);
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        return answers ? answer(annotation).take() : edit(annotation);
    }

    @Override
    public AnnotationEditor editor() {
        return answers ? this::answer : null;
    }

    /** By the record alone: where it stands is not known. */
    private AnnotationEditor.Answer answer(CocoRecord record) throws AnnotationException {
        String text = new String(record.toBytes(), StandardCharsets.UTF_8);
        if (record.has("unusable")) {
            throw record.wrong("unusable", "this cannot be used");
        }
        double area = record.number("area", text.hashCode());
        Edit edit = edit((int) (Math.abs(area) % 7));
        return new AnnotationEditor.Answer(edit, () -> lines.add("taken " + text));
    }

    private Edit edit(CocoRecord record) throws AnnotationException {
        lines.add(text(record));
        if (record.has("unusable")) {
            throw record.wrong("unusable", "this cannot be used");
        }
        return edit((int) (record.index() % 7));
    }

    private static Edit edit(int kind) {
        return switch (kind) {
            case 0, 1 -> Edit.DROP;
            case 2 ->
                Edit.builder().set("id", "7".getBytes(StandardCharsets.UTF_8)).build();
            case 3 ->
                Edit.builder().set("new", "[]".getBytes(StandardCharsets.UTF_8)).build();
            default -> Edit.KEEP;
        };
    }

    private static String text(CocoRecord record) {
        String area;
        try {
            area = "area " + record.number("area", -1);
        } catch (AnnotationException e) {
            area = e.getMessage();
        }
        return record.where() + " at " + record.line() + ":" + record.column() + ", " + record.offset() + " "
                + record.names() + " " + area + " " + new String(record.toBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void reject(AnnotationException problem) {
        lines.add("rejected " + problem.code() + " " + problem.where() + " " + problem.getMessage() + " at "
                + problem.line() + ":" + problem.column());
    }

    @Override
    public void misplaced(String code, String member, JsonException problem) {
        lines.add("misplaced " + code + " " + problem.getMessage());
    }

    /** All that a reading tells and, unless it fails, writes. */
    static List<String> told(InputStream in, ReadingDiary diary, NonFinitePolicy policy, ReadingAhead ahead) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            diary.lines.add(CocoReader.rewrite(Input.standardInput(in), diary, copy, policy, ahead)
                    .toString());
            diary.lines.add(copy.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            diary.lines.add("failed: " + e.getMessage());
        }
        return diary.lines;
    }
}
