package dev.copra.model.graph;

import dev.copra.model.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A model that is open in ONNX Runtime. Thread-safe: {@link #run} may be called from several threads, each of which does
 * its own computing if {@link Options#threads} is 1. An interface, because the runtime may be absent, and a class that
 * mentions it could then not be loaded to say so.
 */
public interface Session extends AutoCloseable {

    /** Where a model computes. */
    enum Device {
        /** The machine's processors. */
        CPU,
        /** The first NVIDIA GPU; needs the GPU artifact of ONNX Runtime on the class path. */
        CUDA
    }

    /**
     * How a model is run.
     *
     * @param device where
     * @param threads how many threads one {@link #run} uses; 1 where images are worked on in parallel
     */
    record Options(Device device, int threads) {
        /** On the CPU, in the calling thread. */
        public static final Options SINGLE = new Options(Device.CPU, 1);
    }

    /**
     * Opens a model's file. Weights beside it (external data) are found by the names that it has for them.
     *
     * @throws ModelException if the file is no model, or one that this runtime cannot run, or there is no runtime
     */
    static Session open(Path file, Options options) throws ModelException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": there is no such file");
        }
        RuntimePresence.require(Session.class.getClassLoader());
        return RuntimeSession.open(file, options);
    }

    /**
     * Opens a model in memory.
     *
     * @param name what messages call it
     * @throws ModelException as for a file
     */
    static Session open(byte[] model, String name, Options options) throws ModelException {
        RuntimePresence.require(Session.class.getClassLoader());
        return RuntimeSession.open(model, name, options);
    }

    /** What messages call the model: its file, or the name it was given. */
    String name();

    /** The inputs by name, in the model's order. */
    Map<String, Port> inputs();

    /** The outputs by name, in the model's order. */
    Map<String, Port> outputs();

    /** The operator that computes each output's values, by the output's name; none where it cannot be told. */
    Map<String, String> operators();

    /** What the exporter wrote beside the graph, by key. */
    Map<String, String> metadata() throws ModelException;

    /** Runs the model and returns all its outputs; see {@link #run(Map, Set)}. */
    default Map<String, Tensor> run(Map<String, Tensor> values) throws ModelException {
        return run(values, outputs().keySet());
    }

    /**
     * Runs the model.
     *
     * @param values a tensor for each of {@link #inputs}; one of another type is converted, a name that the model does
     *     not have is left out (exporters drop inputs that have no effect)
     * @param wanted the names of the outputs to compute
     * @return these outputs by name, in the model's order; the caller's own
     * @throws ModelException if the model refuses the inputs, or fails
     */
    Map<String, Tensor> run(Map<String, Tensor> values, Set<String> wanted) throws ModelException;

    @Override
    void close();
}
