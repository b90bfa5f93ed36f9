package dev.copra.coco;

import java.io.IOException;

/** Told of every bad record. */
public interface ProblemSink {
    /** @throws IOException to end the run */
    void add(AnnotationException problem) throws IOException;
}
