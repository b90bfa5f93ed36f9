package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.validate.check.annotation.BoxGuess;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an annotation shows by itself.
 *
 * @param vote what its box says of the format of all boxes, or null
 * @param keepers the consumers that keep its image for it, a bit each
 */
public record Examined(Annotation.Checked annotation, BoxGuess.Vote vote, int keepers) {
    private static final Map<String, Code> CODES =
            Codes.ALL.stream().collect(Collectors.toMap(Code::name, Function.identity()));

    /** Writes what the annotation's record does not say itself. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(annotation.findings().size());
        for (Finding finding : annotation.findings()) {
            out.writeUTF(finding.code().name());
            out.writeInt(finding.message().length());
            out.writeChars(finding.message());
            out.writeUTF(finding.place().member());
        }
        out.writeBoolean(annotation.box() != null);
        if (annotation.box() != null) {
            for (double number : annotation.box()) {
                out.writeDouble(number);
            }
        }
        out.writeLong(annotation.maskArea());
        out.writeInt(annotation.segmentSlots().length);
        for (int slot : annotation.segmentSlots()) {
            out.writeInt(slot);
        }
        out.writeBoolean(vote != null);
        if (vote != null) {
            out.writeBoolean(vote.corners());
            out.writeBoolean(vote.cornersOnly());
            out.writeBoolean(vote.normalized());
        }
        out.writeInt(keepers);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param record of the same annotation, at the same place; stays valid
     * @param known as it was for the {@link AnnotationExamination}
     */
    public static Examined read(DataInput in, CocoRecord record, Known known, DocumentKind kind) throws IOException {
        Annotation annotation = new Annotation(new Subject(record, kind), known);
        for (int findings = in.readInt(); findings > 0; findings--) {
            Code code = CODES.get(in.readUTF());
            char[] message = new char[in.readInt()];
            for (int i = 0; i < message.length; i++) {
                message[i] = in.readChar();
            }
            annotation.report(code, in.readUTF(), new String(message));
        }
        if (in.readBoolean()) {
            annotation.setBox(new double[] {in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()});
        }
        long maskArea = in.readLong();
        int[] slots = new int[in.readInt()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = in.readInt();
        }
        annotation.setSegmentSlots(slots);
        BoxGuess.Vote vote =
                in.readBoolean() ? new BoxGuess.Vote(in.readBoolean(), in.readBoolean(), in.readBoolean()) : null;
        return new Examined(annotation.checked(kind).withMaskArea(maskArea), vote, in.readInt());
    }
}
