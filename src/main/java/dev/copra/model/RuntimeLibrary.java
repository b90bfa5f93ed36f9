package dev.copra.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** Loads ONNX Runtime, which may not be there: the lean jar has none, and not every platform has a native library. */
final class RuntimeLibrary {
    private static final String ARTIFACT = "com.microsoft.onnxruntime:onnxruntime";

    private RuntimeLibrary() {}

    /** @throws ModelException if there is no runtime for this platform on the class path */
    static OrtEnvironment environment() throws ModelException {
        require(RuntimeLibrary.class.getClassLoader());
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "copra");
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | LinkageError | RuntimeException e) {
            throw new ModelException(
                    "ONNX Runtime does not start on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + cause(e) + "); put a version of " + ARTIFACT
                            + " that has a library for it first on the class path with COPRA_CLASSPATH",
                    e);
        }
    }

    /** @throws ModelException if a class loader does not find the runtime's classes */
    static void require(ClassLoader loader) throws ModelException {
        try {
            Class.forName("ai.onnxruntime.OrtEnvironment", false, loader);
        } catch (ClassNotFoundException e) {
            throw new ModelException(
                    "models need ONNX Runtime, which this jar does not contain; use copra.jar instead of"
                            + " copra-lean.jar, or add the jar of " + ARTIFACT + " with COPRA_CLASSPATH",
                    e);
        }
    }

    static void addCuda(OrtSession.SessionOptions settings) throws ModelException {
        try {
            settings.addCUDA();
        } catch (OrtException e) {
            throw new ModelException(
                    "no model can run on --device cuda (" + RuntimeMessages.of(e) + "); put the jar of " + ARTIFACT
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
