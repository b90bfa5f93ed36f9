package dev.copra.spark;

import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * The results of tasks in the tasks' order, a task's at a time in the driver. Spark alone either holds all of them there or begins a
 * task when the one before it has been taken.
 */
final class InOrder {
    private InOrder() {}

    static <T> void take(JavaRDD<T> results, Consumer<Iterator<T>> taker) {
        JavaRDD<T> kept = results.persist(StorageLevel.DISK_ONLY());
        try {
            kept.count();
            taker.accept(kept.toLocalIterator());
        } finally {
            kept.unpersist();
        }
    }
}
