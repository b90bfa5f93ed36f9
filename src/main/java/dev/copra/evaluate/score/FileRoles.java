package dev.copra.evaluate.score;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.Messages;
import dev.copra.io.Input;
import java.io.IOException;

/**
 * Which of two files is the truth and which has the predictions.
 *
 * @param truth can be read again
 * @param predictions can be read again
 */
public record FileRoles(Input truth, Input predictions) {
    /**
     * The roles as the user gave them, or exchanged, which is told, if the files say so: the first is a list, or has annotations with a
     * score, and the other one is or has not.
     */
    public static FileRoles of(Input first, Input second, Messages messages) throws IOException {
        Looks one = Looks.of(first);
        Looks two = Looks.of(second);
        if (one.list && !two.list || one.list == two.list && one.scores && !two.scores) {
            messages.warn(first.name() + " has the masks that are to be measured, so " + second.name()
                    + " is taken for the truth; name the truth first");
            return new FileRoles(second, first);
        }
        return new FileRoles(first, second);
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
