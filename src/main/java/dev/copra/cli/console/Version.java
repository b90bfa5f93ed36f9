package dev.copra.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version and the commit that the build wrote into the jar. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            build.load(in);
        }
        return new String[] {"copra " + build.getProperty("version") + " (" + build.getProperty("commit") + ")"};
    }

    /** The version and the commit. */
    public static String text() throws IOException {
        return new Version().getVersion()[0];
    }

    /** The version alone. */
    public static String number() throws IOException {
        return text().split(" ")[1];
    }
}
