package dev.copra.spark;

import dev.copra.coco.CocoReader;
import dev.copra.stats.DatasetCollector;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/** Measures the images of a task. Holds the task's records. */
final class StatsFunction implements FlatMapFunction<Iterator<Tuple2<RecordKey, byte[]>>, StatsFunction.Part> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NO_CATEGORIES = "[]".getBytes(StandardCharsets.US_ASCII);

    /**
     * What was measured.
     *
     * @param rejected how many records were left out, by code
     */
    record Part(Written<DatasetCollector> collector, TreeMap<String, Long> rejected) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Measures records. @param rejected counts those that are left out */
    static DatasetCollector collect(ImageGroup group, byte[] categories, Map<String, Long> rejected)
            throws IOException {
        DatasetCollector collector = new DatasetCollector(problem -> rejected.merge(problem.code(), 1L, Long::sum));
        CocoReader.read(group.document("", categories), collector);
        if (!group.broken().isEmpty()) {
            rejected.merge("line-broken", (long) group.broken().size(), Long::sum);
        }
        return collector;
    }

    @Override
    public Iterator<Part> call(Iterator<Tuple2<RecordKey, byte[]>> records) throws IOException {
        TreeMap<String, Long> rejected = new TreeMap<>();
        DatasetCollector collector = collect(ImageGroup.all(records), NO_CATEGORIES, rejected);
        return List.of(new Part(Written.of(DatasetCollector.class, collector), rejected))
                .iterator();
    }
}
