package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

@Tag("spark")
final class ImagePartitionerTest {
    private static int task(ImagePartitioner partitioner, String image, long position) {
        return partitioner.getPartition(new RecordKey(image, RecordKey.Kind.ANNOTATION, position));
    }

    @Test
    void aLargeImageSharesItsTaskWithNoOther() {
        ImagePartitioner partitioner = new ImagePartitioner(8, List.of("7", "\"a\""));
        Set<Integer> others = new HashSet<>();
        for (int image = 0; image < 1000; image++) {
            if (image != 7) {
                others.add(task(partitioner, Integer.toString(image), 3));
            }
        }
        assertEquals(10, partitioner.numPartitions());
        assertEquals(8, others.size());
        assertTrue(others.stream().allMatch(task -> task >= 0 && task < 8));
        assertEquals(Set.of(8, 9), Set.of(task(partitioner, "7", 0), task(partitioner, "\"a\"", 0)));
        assertEquals(task(partitioner, "7", 0), task(partitioner, "7", 1_000_000));
    }

    @Test
    void recordsWithoutAnImageAreSpread() {
        ImagePartitioner partitioner = new ImagePartitioner(8, List.of());
        Set<Integer> tasks = new HashSet<>();
        for (long position = 0; position < 1_000_000; position += 1000) {
            tasks.add(task(partitioner, "", position));
        }
        assertEquals(8, tasks.size());
    }

    @Test
    void groupsAreTheImages() {
        List<Tuple2<RecordKey, byte[]>> records = new ArrayList<>();
        byte[] json = "{}".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i <= GroupedRecords.MOST_WITHOUT_IMAGE; i++) {
            records.add(new Tuple2<>(new RecordKey("", RecordKey.Kind.ANNOTATION, i), json));
        }
        records.add(new Tuple2<>(new RecordKey("1", RecordKey.Kind.IMAGE, 0), json));
        records.add(new Tuple2<>(new RecordKey("1", RecordKey.Kind.ANNOTATION, 5), json));
        records.add(new Tuple2<>(new RecordKey("2", RecordKey.Kind.ANNOTATION, 4), json));
        List<Integer> sizes = new ArrayList<>();
        new GroupedRecords(records.iterator())
                .forEachRemaining(group -> sizes.add(group.positions().size()));
        assertEquals(List.of(GroupedRecords.MOST_WITHOUT_IMAGE, 1, 1, 1), sizes);
    }
}
