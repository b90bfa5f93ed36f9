package dev.copra.cli.mask;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.coco.region.RleLines;
import dev.copra.io.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra rle}: a filter over JSON lines. */
@Command(
        name = "rle",
        description = "Encode, decode and combine RLEs: one JSON line in, one JSON line out.",
        addMethodSubcommands = false)
public final class RleCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "OPERATION",
            description = "encode, decode, area, bounds, trace, union, intersection, difference or iou.")
    private RleLines.Operation operation;

    @Parameters(index = "1", arity = "0..1", paramLabel = "INPUT", description = "JSON lines; default: standard input.")
    private String input = "-";

    @Option(names = "--crowd", description = "For iou: b is a crowd region.")
    private boolean crowd;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        if (crowd && operation != RleLines.Operation.IOU) {
            throw new CommandException(
                    "--crowd belongs to iou, not to " + operation.name().toLowerCase(Locale.ROOT));
        }
        RleLines lines = new RleLines();
        RleLines.Answer answer = lines.answer(operation, crowd);
        try (InputStream in = common.console.input(input).open()) {
            return answerAll(in, lines, answer);
        }
    }

    private int answerAll(InputStream in, RleLines lines, RleLines.Answer answer) throws IOException {
        OutputStream out = common.console.out();
        LineReader reader = new LineReader(in);
        boolean failed = false;
        long number = 1;
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            RleLines.Result result = lines.answer(line, number++, answer);
            out.write(result.json());
            out.write('\n');
            failed |= result.failed();
            if (!reader.isReady()) {
                // whoever feeds us line by line waits for the answer
                out.flush();
            }
            if (failed && common.failFast) {
                break;
            }
        }
        return failed ? ExitCode.NO : ExitCode.DONE;
    }
}
