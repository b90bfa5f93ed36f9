package dev.copra.cli.picture;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.Within;
import dev.copra.serve.Explorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra explore}: a file in the browser. */
@Command(
        name = "explore",
        description = {
            "Look through a file in a browser on this machine: the page of 'copra report' with all images.",
            "Prints the page's address and serves it until Ctrl-C. Nobody else can reach it."
        },
        addMethodSubcommands = false)
public final class ExploreCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;

    @Mixin
    private GalleryOptions gallery;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of 127.0.0.1 to listen on (default: any one that is free).")
    @Within(from = 0, to = LAST_PORT)
    private int port;

    @Option(names = "--open", description = "Open the page in the browser.")
    private boolean open;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        try (Explorer explorer =
                Explorer.start(gallery.request(common, null), gallery.title(), port, common.messages())) {
            String address = explorer.address().toString();
            common.console.out().write((address + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            common.console.out().flush();
            common.messages().note("this is the page's address; Ctrl-C ends");
            if (open) {
                open(address);
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private void open(String address) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of(system.contains("mac") ? "open" : "xdg-open", address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            common.messages().warn("no browser can be opened (" + e.getMessage() + "); open the address by hand");
        }
    }
}
