package dev.copra.model.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A session of ONNX Runtime. Cannot even be loaded where there is none. */
public final class RuntimeSession implements Session {
    private final String name;
    private final OrtSession session;
    private final Supplier<Map<String, String>> operators;
    private final Map<String, Port> inputs;
    private final Map<String, Port> outputs;

    private RuntimeSession(String name, OrtSession session, Supplier<Map<String, String>> operators)
            throws OrtException {
        this.name = name;
        this.session = session;
        this.operators = operators;
        inputs = RuntimeTypes.ports(session.getInputInfo());
        outputs = RuntimeTypes.ports(session.getOutputInfo());
    }

    static Session open(Path file, Options options) throws ModelException {
        return open(
                file.toString(),
                options,
                (env, settings) -> env.createSession(file.toString(), settings),
                () -> GraphOperators.of(file));
    }

    static Session open(byte[] model, String name, Options options) throws ModelException {
        return open(
                name, options, (env, settings) -> env.createSession(model, settings), () -> GraphOperators.of(model));
    }

    private interface Loading {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions settings) throws OrtException;
    }

    private static Session open(String name, Options options, Loading opening, Supplier<Map<String, String>> operators)
            throws ModelException {
        OrtEnvironment environment = RuntimeLibrary.environment();
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            settings.setIntraOpNumThreads(options.threads());
            settings.setInterOpNumThreads(1);
            settings.setDeterministicCompute(true);
            // patterns are kept for every shape of input that was ever seen
            settings.setMemoryPatternOptimization(false);
            if (options.device() == Device.CUDA) {
                RuntimeLibrary.addCuda(settings);
            }
            return new RuntimeSession(name, opening.open(environment, settings), operators);
        } catch (OrtException e) {
            throw new ModelException(name + ": " + RuntimeMessages.opening(e), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Port> inputs() {
        return inputs;
    }

    @Override
    public Map<String, Port> outputs() {
        return outputs;
    }

    @Override
    public Map<String, String> operators() {
        return operators.get();
    }

    @Override
    public Map<String, String> metadata() throws ModelException {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new ModelException(name + ": " + RuntimeMessages.of(e), e);
        }
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> values, Set<String> wanted) throws ModelException {
        List<OnnxTensor> fed = new ArrayList<>();
        try {
            Map<String, OnnxTensor> feed = new LinkedHashMap<>();
            for (Port port : inputs.values()) {
                Tensor value = values.get(port.name());
                if (value == null) {
                    throw new ModelException(name + ": input " + port + " is one that Copra has no value for");
                }
                OnnxTensor tensor = feed(value.as(port.type()));
                fed.add(tensor);
                feed.put(port.name(), tensor);
            }
            try (OrtSession.Result result = session.run(feed, wanted)) {
                Map<String, Tensor> answers = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> entry : result) {
                    answers.put(entry.getKey(), read(entry.getKey(), entry.getValue()));
                }
                return answers;
            }
        } catch (OrtException e) {
            throw new ModelException(name + ": " + RuntimeMessages.of(e), e);
        } finally {
            fed.forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor feed(Tensor tensor) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        ByteBuffer bytes = tensor.bytes();
        long[] shape = tensor.shape();
        return switch (tensor.type()) {
            case FLOAT -> OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, bytes.asDoubleBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, bytes.asIntBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, bytes.asLongBuffer(), shape);
            case FLOAT16 -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.FLOAT16);
            case UINT8 -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
            case INT8 -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.INT8);
            case BOOL -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.BOOL);
            case OTHER -> throw new IllegalStateException("a tensor of no number");
        };
    }

    private Tensor read(String output, OnnxValue value) throws ModelException {
        if (value instanceof OnnxTensor tensor) {
            TensorInfo info = tensor.getInfo();
            ElementType type = RuntimeTypes.of(info.type);
            if (type != ElementType.OTHER) {
                return Tensor.over(type, info.getShape(), tensor.getByteBuffer().order(ByteOrder.nativeOrder()));
            }
        }
        throw new ModelException(name + ": output " + output + " is not a tensor of numbers");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
