package dev.copra.evaluate;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.io.Input;
import java.io.IOException;

/** Tells a truth from predictions by what the files have. */
public final class FileRoles {
    private FileRoles() {}

    /**
     * Whether the first of two files has the predictions and the second the truth: the first is a list, or has annotations
     * with a score, and the other one is or has not.
     */
    public static boolean areSwapped(Input truth, Input predictions) throws IOException {
        Looks one = Looks.of(truth);
        Looks two = Looks.of(predictions);
        return one.list && !two.list || one.list == two.list && one.scores && !two.scores;
    }

    private static final class Looks implements CocoVisitor {
        private boolean list;
        private boolean scores;

        static Looks of(Input input) throws IOException {
            Looks looks = new Looks();
            looks.list = CocoReader.read(input, looks).kind() != DocumentKind.DATASET;
            return looks;
        }

        @Override
        public Edit annotation(CocoRecord annotation) {
            scores |= annotation.has("score");
            return Edit.KEEP;
        }

        @Override
        public void reject(AnnotationException problem) {
            // told of when the masks are read
        }
    }
}
