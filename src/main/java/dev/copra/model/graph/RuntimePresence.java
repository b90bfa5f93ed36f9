package dev.copra.model.graph;

/** Whether ONNX Runtime is on the class path: the lean jar has none. Mentions no class of it. */
public final class RuntimePresence {
    static final String ARTIFACT = "com.microsoft.onnxruntime:onnxruntime";

    private RuntimePresence() {}

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
}
