package dev.copra.model;

import dev.copra.model.graph.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files that a model is made of: its own, weights beside it, settings beside it. */
final class ModelFiles {
    private ModelFiles() {}

    /** The SHA-256 of all, in hexadecimal digits. */
    static String digest(Path model) throws ModelException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : of(model)) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                update(digest, file);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ModelException(model + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count; (count = in.read(buffer)) > 0; ) {
                digest.update(buffer, 0, count);
            }
        }
    }

    /** Exporters call the file with the weights by the model's name and {@code .data} or {@code _data}. */
    private static List<Path> of(Path model) throws IOException {
        String name = model.getFileName().toString();
        String sidecar = Sidecar.beside(model).getFileName().toString();
        try (Stream<Path> files = Files.list(model.toAbsolutePath().getParent())) {
            return files.filter(file -> {
                        String other = file.getFileName().toString();
                        return other.equals(name)
                                || other.equals(name + ".data")
                                || other.equals(name + "_data")
                                || other.equals(sidecar)
                                || other.equals(HuggingFaceConfig.NAME);
                    })
                    .sorted()
                    .toList();
        }
    }
}
