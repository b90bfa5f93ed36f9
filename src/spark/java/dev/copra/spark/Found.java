package dev.copra.spark;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Problems;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** What a task has found to be wrong: how much of each kind, and the first few in full. Travels to the driver and adds up. */
final class Found implements ProblemSink, Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 5;

    private final TreeMap<String, Kind> kinds = new TreeMap<>();

    private record Example(String where, String message, Remedy remedy) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private static final class Kind implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ArrayList<Example> examples = new ArrayList<>();
        private long count;

        void add(Kind other) {
            count += other.count;
            for (Example example : other.examples) {
                if (examples.size() < SHOWN) {
                    examples.add(example);
                }
            }
        }
    }

    @Override
    public void add(AnnotationException problem) {
        Kind one = new Kind();
        one.count = 1;
        one.examples.add(new Example(problem.where(), problem.getMessage(), problem.remedy()));
        kinds.computeIfAbsent(problem.code(), code -> new Kind()).add(one);
    }

    void add(Found other) {
        other.kinds.forEach(
                (code, kind) -> kinds.computeIfAbsent(code, none -> new Kind()).add(kind));
    }

    /** Tells it as it is told of a document that is read in one go. */
    void tell(Problems problems) throws IOException {
        for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
            long told = 0;
            for (Example each : kind.getValue().examples) {
                problems.add(new AnnotationException(kind.getKey(), each.where, each.message).with(each.remedy));
                told++;
            }
            // the rest is counted and not shown
            AnnotationException more = new AnnotationException(kind.getKey(), "", "");
            for (; told < kind.getValue().count; told++) {
                problems.add(more);
            }
        }
    }
}
