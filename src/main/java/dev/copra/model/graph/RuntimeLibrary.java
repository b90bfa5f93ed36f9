package dev.copra.model.graph;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** Loads ONNX Runtime's native library, which not every platform has. */
public final class RuntimeLibrary {
    private RuntimeLibrary() {}

    /** @throws ModelException if there is no library for this platform on the class path */
    static OrtEnvironment environment() throws ModelException {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "copra");
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | LinkageError | RuntimeException e) {
            throw new ModelException(
                    "ONNX Runtime does not start on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + cause(e) + "); put a version of "
                            + RuntimePresence.ARTIFACT
                            + " that has a library for it first on the class path with COPRA_CLASSPATH",
                    e);
        }
    }

    static void addCuda(OrtSession.SessionOptions settings) throws ModelException {
        try {
            settings.addCUDA();
        } catch (OrtException e) {
            throw new ModelException(
                    "no model can run on the device cuda (" + RuntimeMessages.of(e) + "); put the jar of "
                            + RuntimePresence.ARTIFACT
                            + "_gpu on the class path with COPRA_CLASSPATH, and CUDA and cuDNN where the system finds"
                            + " them",
                    e);
        }
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
