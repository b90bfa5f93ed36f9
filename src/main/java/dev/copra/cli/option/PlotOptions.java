package dev.copra.cli.option;

import dev.copra.io.OutputFolder;
import dev.copra.plot.Plot;
import dev.copra.plot.PlotFormat;
import dev.copra.plot.PlotTheme;
import dev.copra.plot.PlotWriter;
import dev.copra.report.Escape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import picocli.CommandLine.Option;

/** Plots, for the commands that draw any. */
public final class PlotOptions {
    @Option(names = "--plots", paramLabel = "DIR", description = "Also draw plots, a file each, into this folder.")
    private WrittenFolder plots;

    @Option(
            names = "--plot-format",
            paramLabel = "FORMAT",
            description = "png or svg (default: ${DEFAULT-VALUE}).",
            defaultValue = "png")
    private PlotFormat format;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description = "Plots on light or dark ground (default: ${DEFAULT-VALUE}).",
            defaultValue = "light")
    private PlotTheme theme;

    @Option(names = "--force", description = "Draw into a folder that is not empty, and replace files of it.")
    private boolean force;

    /** Whether plots were asked for. */
    public boolean wanted() {
        return plots != null;
    }

    /** What titles of plots end with: the last part of a file's name. */
    public static String about(String path) {
        return " \u2013 " + Escape.line(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
    }

    /** Draws all into the folder. @param all by the names of their files, without an ending */
    public void write(Map<String, Plot> all) throws IOException {
        try (OutputFolder folder = plots.open(force)) {
            PlotWriter writer = new PlotWriter(theme, format);
            for (Map.Entry<String, Plot> plot : all.entrySet()) {
                try (OutputStream out = folder.create(plot.getKey() + "." + format.ending())) {
                    writer.write(plot.getValue(), out);
                }
            }
            folder.commit();
        }
    }
}
