package dev.copra.spark;

import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** The records of a task, which are sorted, image by image. Holds one image's records at a time. */
final class GroupedRecords implements Iterator<ImageGroup> {
    /** So many records without an image stand together. They have no neighbours, so that they can be cut anywhere. */
    static final int MOST_WITHOUT_IMAGE = 5_000;

    private final Iterator<Tuple2<RecordKey, byte[]>> records;
    private Tuple2<RecordKey, byte[]> next;

    GroupedRecords(Iterator<Tuple2<RecordKey, byte[]>> records) {
        this.records = records;
        advance();
    }

    private void advance() {
        next = records.hasNext() ? records.next() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public ImageGroup next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        String image = next._1().image();
        ImageGroup group = new ImageGroup();
        while (next != null
                && next._1().image().equals(image)
                && (!image.isEmpty() || group.positions().size() < MOST_WITHOUT_IMAGE)) {
            group.add(next._1(), next._2());
            advance();
        }
        return group;
    }
}
