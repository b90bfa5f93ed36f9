package dev.copra.coco;

import dev.copra.json.ByteWindow;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonText;
import dev.copra.json.NonFinitePolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** Writes the records of a list as a visitor wants them, into one copy of the document or several. */
final class CopyWriter {
    private final ByteWindow window;
    private final NonFinitePolicy policy;
    private final boolean writes;
    /** Several copies, or null if there is one or none. */
    private final CopyFork fork;
    /** Which copies have a record of the list that is being read. */
    private final boolean[] begun;
    /** The text of a record that is changed. */
    private final JsonText text = new JsonText(1 << 10);

    /** @param copy what the window copies to, or null */
    CopyWriter(ByteWindow window, OutputStream copy, NonFinitePolicy policy) {
        this.window = window;
        this.policy = policy;
        writes = copy != null;
        fork = copy instanceof CopyFork several ? several : null;
        begun = new boolean[fork == null ? 1 : fork.size()];
    }

    /** Whether what is read must be JSON, because it is written, or because no other is wanted. */
    boolean needsJson() {
        return writes || policy == NonFinitePolicy.ERROR;
    }

    void beginList() {
        Arrays.fill(begun, false);
    }

    /**
     * Writes what becomes of a record. The window's position is behind it, and its mark at the separator before it.
     *
     * @param from where the record starts, from the mark
     * @param nonFinite the numbers in it that are not finite
     */
    void write(
            CocoRecord record,
            Edit edit,
            Section section,
            int from,
            Separator separator,
            List<JsonScanner.NonFinite> nonFinite)
            throws IOException {
        text.clear();
        List<JsonScanner.NonFinite> nulls = policy == NonFinitePolicy.NULL ? nonFinite : List.of();
        int mark = window.mark();
        if (!edit.members().isEmpty()) {
            RecordWriter.write(text, record, edit, nulls, mark);
        } else if (!nulls.isEmpty()) {
            // what is no object is no record, but may have such numbers, too
            RecordWriter.write(text, window.bytes(), mark + from, window.position(), nulls, mark);
        }
        write(edit, section, from, separator, text, 0, text.size());
    }

    /**
     * As the other one, of a record whose members are written already.
     *
     * @param written has the record's text from one index to another; if that is empty, it is as it was read
     */
    void write(Edit edit, Section section, int from, Separator separator, JsonText written, int textFrom, int textTo)
            throws IOException {
        int start = window.mark() + from;
        if (edit.drop()) {
            window.copyUpTo(window.mark());
            window.dropUpTo(window.position());
            return;
        }
        int copy = copy(edit, section);
        if (fork != null) {
            window.copyUpTo(window.mark());
            fork.select(copy);
        }
        if (!begun[Math.max(copy, 0)]) {
            skipSeparator(separator, start);
        }
        if (textFrom < textTo) {
            window.replace(start, window.position(), written, textFrom, textTo);
        }
        if (fork == null) {
            begun[0] = true;
            return;
        }
        window.copyUpTo(window.position());
        fork.select(Edit.ALL_COPIES);
        Arrays.fill(begun, Math.max(copy, 0), copy < 0 ? begun.length : copy + 1, true);
    }

    /** The copy that has a record: of the lists that are divided always one. */
    private int copy(Edit edit, Section section) {
        if (fork == null || edit.copy() != Edit.ALL_COPIES) {
            return fork == null ? 0 : edit.copy();
        }
        return section == Section.IMAGES || section == Section.ANNOTATIONS ? 0 : Edit.ALL_COPIES;
    }

    /** Leaves out what separates a record from those before it, of which none was kept: a comma, or all between lines. */
    private void skipSeparator(Separator separator, int start) throws IOException {
        window.copyUpTo(window.mark());
        if (separator == Separator.NONE) {
            window.dropUpTo(start);
            return;
        }
        for (int p = window.mark(); p < start; p++) {
            if (window.bytes()[p] == ',') {
                window.dropUpTo(p + 1);
            }
        }
    }
}
