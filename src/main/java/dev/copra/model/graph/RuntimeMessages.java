package dev.copra.model.graph;

import ai.onnxruntime.OrtException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ONNX Runtime says when it fails, in one line and with a remedy where there is one. */
public final class RuntimeMessages {
    private static final int LONGEST = 300;
    private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");
    private static final Pattern FILE = Pattern.compile("^Load model from .* failed: ?");
    /** Where in the runtime's sources it happened, which helps nobody here. */
    private static final Pattern SOURCE =
            Pattern.compile("^\\S+\\.(?:cc|cpp|h):\\d+ .*?\\)(?: const| noexcept)*(?: \\[with [^\\]]*\\])? (?=[A-Z])");

    private static final Pattern OPSET = Pattern.compile("Opset (\\d+) is under development");

    private RuntimeMessages() {}

    /** A message without the runtime's code, source position and line breaks. */
    static String of(OrtException e) {
        String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        text = CODE.matcher(text).replaceFirst("");
        text = FILE.matcher(text).replaceFirst("");
        text = SOURCE.matcher(text).replaceFirst("");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
    }

    /** Why a model could not be opened. */
    static String opening(OrtException e) {
        String text = of(e);
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher opset = OPSET.matcher(text);
        if (opset.find()) {
            return "the model's opset " + opset.group(1)
                    + " is newer than this ONNX Runtime knows; export it with an older opset, such as 17";
        }
        if (e.getCode() == OrtException.OrtErrorCode.ORT_INVALID_PROTOBUF
                || e.getCode() == OrtException.OrtErrorCode.ORT_NO_MODEL) {
            return "this is no ONNX model, or only a part of one; check that the download or export is complete";
        }
        if (lower.contains("external") && (lower.contains("data") || lower.contains("initializer"))) {
            return "the weights that the model keeps in another file are not beside it (" + text
                    + "); put the exporter's .data file into the same directory";
        }
        return "ONNX Runtime cannot run this model (" + text + ")";
    }
}
