package dev.copra.box2mask.onnx;

import dev.copra.box2mask.StrategyOption;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.model.ModelSpec;
import dev.copra.model.graph.Session;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of a strategy as a model's, and back: strategies' options are text, so that they can travel. */
public final class ModelOptions {
    static final String SOFT = "soft";

    private static final String SETTING = "model-option.";

    /** What the command line takes. */
    static final List<StrategyOption> DECLARED = List.of(
            new StrategyOption("model", new StrategyOption.Text("FILE"), "the ONNX model (default: none)."),
            new StrategyOption(
                    "encoder",
                    new StrategyOption.Text("FILE"),
                    "the image encoder that goes with a promptable model, whose decoder is the model (default: none)."),
            new StrategyOption(
                    "embeddings",
                    new StrategyOption.Text("DIR"),
                    "keep what the encoder makes of the images here, so that the next run skips it (default: nothing is"
                            + " kept)."),
            new StrategyOption(
                    "device",
                    new StrategyOption.Choice("DEVICE", List.of("cpu", "cuda")),
                    "cpu (default), or cuda, for which ONNX Runtime's GPU jar has to be on COPRA_CLASSPATH."),
            new StrategyOption(
                    "model-option",
                    new StrategyOption.Pairs("NAME=VALUE"),
                    "use the model otherwise than it was recognised; repeatable. 'copra model inspect' lists the names"
                            + " (default: as recognised)."));

    private ModelOptions() {}

    /**
     * The options for a strategy that opens this model.
     *
     * @param soft whether it shall answer with probabilities, for something that works on with them, instead of masks
     */
    public static Map<String, String> write(ModelSpec spec, boolean soft) {
        Map<String, String> options = new HashMap<>();
        options.put("model", spec.model().toString());
        if (spec.encoder() != null) {
            options.put("encoder", spec.encoder().toString());
        }
        if (spec.embeddings() != null) {
            options.put("embeddings", spec.embeddings().toString());
        }
        options.put("device", spec.session().device().name().toLowerCase(Locale.ROOT));
        options.put("threads", Integer.toString(spec.session().threads()));
        options.put(SOFT, Boolean.toString(soft));
        spec.settings().forEach((name, value) -> options.put(SETTING + name, value));
        return options;
    }

    /** Options of a strategy that shall answer with probabilities. */
    public static Map<String, String> soft(Map<String, String> options) {
        Map<String, String> soft = new HashMap<>(options);
        soft.put(SOFT, "true");
        return soft;
    }

    static ModelSpec read(Map<String, String> options) {
        if (!options.containsKey("model")) {
            throw new RefusedException("the strategy onnx needs a model", Remedy.MODEL);
        }
        Map<String, String> settings = new HashMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(SETTING)) {
                settings.put(name.substring(SETTING.length()), value);
            }
        });
        return new ModelSpec(
                Path.of(options.get("model")),
                path(options.get("encoder")),
                path(options.get("embeddings")),
                new Session.Options(
                        Session.Device.valueOf(
                                options.getOrDefault("device", "cpu").toUpperCase(Locale.ROOT)),
                        Integer.parseInt(options.getOrDefault("threads", "1"))),
                settings);
    }

    private static Path path(String text) {
        return text == null ? null : Path.of(text);
    }
}
