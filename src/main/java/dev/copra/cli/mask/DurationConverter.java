package dev.copra.cli.mask;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 30m} or {@code 1.5h}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)([smh])");

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + value + "' is no time; write 90s, 30m or 8h");
        }
        double unit = switch (matcher.group(2)) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
        return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit * 1000));
    }
}
