package dev.copra.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;

/** Puts each image into one task. An image with very many records has a task of its own, so that no other waits for it. */
final class ImagePartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int shared;
    private final HashMap<String, Integer> own = new HashMap<>();

    /**
     * @param shared how many tasks the other images share
     * @param large keys of the images with a task of their own
     */
    ImagePartitioner(int shared, List<String> large) {
        this.shared = shared;
        large.stream().sorted().forEach(image -> own.put(image, shared + own.size()));
    }

    @Override
    public int numPartitions() {
        return shared + own.size();
    }

    @Override
    public int getPartition(Object key) {
        RecordKey record = (RecordKey) key;
        Integer task = own.get(record.image());
        if (task != null) {
            return task;
        }
        // records without an image have nothing in common
        int hash = record.image().isEmpty()
                ? Long.hashCode(record.position() / GroupedRecords.MOST_WITHOUT_IMAGE)
                : record.image().hashCode();
        // ids in a row would go to tasks in a row, whatever they cost
        return Math.floorMod(hash * 0x9E3779B9 >>> 1, shared);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImagePartitioner that && shared == that.shared && own.equals(that.own);
    }

    @Override
    public int hashCode() {
        return 31 * shared + Map.copyOf(own).hashCode();
    }
}
