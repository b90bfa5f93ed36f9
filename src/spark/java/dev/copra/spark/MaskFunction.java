package dev.copra.spark;

import dev.copra.box2mask.MaskStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Makes masks of the records of a task. The answer has the annotations by position and, under {@link #TALLY}, the task's
 * {@link MaskPart}: both are committed together, so that what is counted is what was written, however often a task was tried.
 */
final class MaskFunction implements PairFlatMapFunction<Iterator<Tuple2<RecordKey, byte[]>>, Long, byte[]> {
    private static final long serialVersionUID = 1L;

    /** The position that no annotation has. */
    static final long TALLY = -1;

    /** A strategy is opened once in each JVM, for all tasks there; it ends with the JVM. */
    private static final Map<List<Object>, MaskStrategy> OPENED = new ConcurrentHashMap<>();

    private final MaskSettings settings;
    private final Broadcast<byte[]> categories;
    private final Broadcast<SerializableConfiguration> configuration;
    private final String name;

    MaskFunction(
            MaskSettings settings,
            Broadcast<byte[]> categories,
            Broadcast<SerializableConfiguration> configuration,
            String name) {
        this.settings = settings;
        this.categories = categories;
        this.configuration = configuration;
        this.name = name;
    }

    @Override
    public Iterator<Tuple2<Long, byte[]>> call(Iterator<Tuple2<RecordKey, byte[]>> records) throws IOException {
        MaskStrategy strategy =
                OPENED.computeIfAbsent(List.of(settings.strategy, settings.correctBoxes), key -> settings.open());
        ImageSource images = strategy.needsPixels()
                ? new ImageSource(
                        settings.images,
                        settings.maxPixels,
                        settings.profile,
                        configuration.value().value(),
                        Path.of(
                                SparkFiles.getRootDirectory(),
                                "copra-images",
                                Long.toString(TaskContext.get().taskAttemptId())))
                : null;
        return new Masks(
                new GroupedRecords(records), new MaskTask(settings, strategy, images, categories.value(), name));
    }

    /** Works on an image when its annotations are asked for. */
    private static final class Masks implements Iterator<Tuple2<Long, byte[]>> {
        private final GroupedRecords groups;
        private final MaskTask task;
        private final Queue<Tuple2<Long, byte[]>> ready = new ArrayDeque<>();
        private boolean ended;

        Masks(GroupedRecords groups, MaskTask task) {
            this.groups = groups;
            this.task = task;
        }

        @Override
        public boolean hasNext() {
            try {
                while (ready.isEmpty() && groups.hasNext()) {
                    ready.addAll(task.masks(groups.next()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (ready.isEmpty() && !ended) {
                ended = true;
                ready.add(new Tuple2<>(TALLY, task.part().toBytes()));
            }
            return !ready.isEmpty();
        }

        @Override
        public Tuple2<Long, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
