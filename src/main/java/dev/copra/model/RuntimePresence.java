package dev.copra.model;

/**
 * Whether ONNX Runtime is on the class path: the lean jar has none. To be asked before the first use of {@link Session},
 * which cannot even be linked without it; names no class of the runtime.
 */
public final class RuntimePresence {
    static final String ARTIFACT = "com.microsoft.onnxruntime:onnxruntime";

    private RuntimePresence() {}

    /** @throws ModelException if the runtime's classes are not there */
    public static void require() throws ModelException {
        try {
            Class.forName("ai.onnxruntime.OrtEnvironment", false, RuntimePresence.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ModelException(
                    "models need ONNX Runtime, which this jar does not contain; use copra.jar instead of"
                            + " copra-lean.jar, or add the jar of " + ARTIFACT + " with COPRA_CLASSPATH",
                    e);
        }
    }
}
