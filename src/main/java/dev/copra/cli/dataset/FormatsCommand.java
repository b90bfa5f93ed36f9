package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.format.Formats;
import dev.copra.format.contract.Format;
import dev.copra.format.contract.ReadOnlyFormat;
import dev.copra.format.contract.StreamFormat;
import dev.copra.report.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra formats}: what convert reads and writes. */
@Command(
        name = "formats",
        description = "List the formats that convert reads and writes, or describe one.",
        addMethodSubcommands = false)
public final class FormatsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The format to describe. Default: list all of them.")
    private String name;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        List<Format> formats = Formats.all();
        if (name != null) {
            Format format = Formats.named(name);
            if (format == null) {
                throw new CommandException(name + ": there is no such format; it is one of "
                        + String.join(", ", formats.stream().map(Format::name).toList()));
            }
            formats = List.of(format);
        }
        if (json) {
            common.console.print(
                    Json.write(formats.stream().map(FormatsCommand::values).toList()) + System.lineSeparator());
        } else if (name != null) {
            common.console.print(text(formats.get(0)));
        } else {
            for (Format format : formats) {
                common.console.print(String.format(
                        Locale.ROOT, "%-20s %-5s  %s%n", format.name(), directions(format), format.title()));
            }
        }
        return ExitCode.DONE;
    }

    private static String directions(Format format) {
        return format.isWritten() ? "r w" : "r";
    }

    private static String text(Format format) {
        String line = System.lineSeparator();
        String readOnly = format instanceof ReadOnlyFormat r ? "read only, because " + r.whyReadOnly() + line : "";
        return format.name() + ": " + format.title() + line + line + "keeps: " + format.keeps() + line + readOnly
                + "described at: "
                + format.specification() + line + line
                + format.layout().replace("\n", line) + line;
    }

    private static Map<String, Object> values(Format format) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", format.name());
        values.put("title", format.title());
        values.put("reads", true);
        values.put("writes", format.isWritten());
        values.put("folder", !(format instanceof StreamFormat));
        values.put("keeps", format.keeps());
        values.put("specification", format.specification());
        values.put("layout", new ArrayList<>(format.layout().lines().toList()));
        return values;
    }
}
