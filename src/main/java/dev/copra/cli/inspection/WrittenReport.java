package dev.copra.cli.inspection;

import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenPlaces;
import dev.copra.io.Output;
import dev.copra.report.validation.ReportFile;
import java.io.Closeable;
import java.io.IOException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A report as an option's value; otherwise as {@link WrittenFile}. */
record WrittenReport(ReportFile report) implements WrittenPlaces.Written {
    @Override
    public Closeable take(boolean overwrites) throws IOException {
        return Output.trial(report.file() == null ? "-" : report.file());
    }

    /** Reads {@code sarif=FILE}. */
    static final class Converter implements ITypeConverter<WrittenReport> {
        @Override
        public WrittenReport convert(String text) {
            try {
                return new WrittenReport(ReportFile.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
